import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { requiredProject } from '../fields';
import type { Operation } from '../operation';
import { PROJECT_RECORD, projectOutput } from './output';

/** Reads one project with the surveys in it. */
export const get: Operation = {
	name: 'Get',
	action: 'Get project',
	description: 'Retrieve a project and its surveys',
	nature: 'read',
	fields: [requiredProject],
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const ids = { projectId: parameters.id('projectId', 'projects') };
		return projectOutput(readObject(await call(connection, 'getProject', { ids, maxWaitMs })));
	},
};
