import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readProject } from '../../api/shapes';
import { projectRow } from '../../results/rows';
import { simplify } from '../fields';
import type { Operation } from '../operation';
import { requiredProject } from './locator';

/** Reads one project with the surveys in it. */
export const get: Operation = {
	name: 'Get',
	action: 'Get a project',
	description: 'Read a project and which surveys are in it',
	nature: 'read',
	fields: [requiredProject, simplify],
	async execute({ connection, parameters, maxWaitMs }) {
		const ids = { projectId: parameters.id('projectId', 'projects') };
		const raw = readObject(await call(connection, 'getProject', { ids, maxWaitMs }));
		return parameters.flag('simplify', true) ? projectRow(readProject(raw)) : raw;
	},
};
