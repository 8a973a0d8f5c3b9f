import type { IDataObject } from 'n8n-workflow';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { readProject } from '../../api/projects';
import { eitherField, listFields } from '../fields';
import type { Operation } from '../operation';
import { asFlag } from '../parameters';
import { PROJECT_RECORD, projectOutput } from './output';

/** Reads the projects of the team. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many projects',
	description: "Retrieve a list of your team's projects",
	nature: 'read',
	fields: listFields(
		eitherField(
			'Archived',
			'archived',
			'Which projects to return',
			['Archived Only', 'Not Archived'],
			false,
		),
		eitherField('Bookmarked', 'bookmarked', 'Which projects to return', [
			'Bookmarked Only',
			'Not Bookmarked',
		]),
	),
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const filters = parameters.collection('filters');
		const wanted = (['archived', 'bookmarked'] as const).flatMap((name) => {
			const value = asFlag(filters[name], name, undefined);
			return value === undefined ? [] : [{ name, value }];
		});
		const query: IDataObject = Object.fromEntries(
			wanted.map(({ name, value }) => [QUERY[name], value]),
		);
		const records = await list(connection, 'listProjects', {
			limit: parameters.limit(),
			maxWaitMs,
			...(wanted.length > 0 && {
				query,
				keep(record) {
					const project = readProject(record);
					return wanted.every(({ name, value }) => (project[name] ?? value) === value);
				},
			}),
		});
		return records.map(projectOutput);
	},
};
