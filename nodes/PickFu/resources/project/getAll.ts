import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { readProject } from '../../api/projects';
import { eitherField, listFields } from '../fields';
import type { Operation } from '../operation';
import { asFlag } from '../parameters';
import { PROJECT_RECORD, projectOutput } from './output';

const WHICH = 'Which projects to return';

/** Reads the projects of the team. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many projects',
	description: "Retrieve a list of your team's projects",
	nature: 'read',
	fields: listFields(
		eitherField('Archived', 'archived', WHICH, 'Archived Only', 'Not Archived', false),
		eitherField('Bookmarked', 'bookmarked', WHICH, 'Bookmarked Only', 'Not Bookmarked'),
	),
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const filters = parameters.collection('filters');
		const wanted = (['archived', 'bookmarked'] as const)
			.map((name) => ({ name, value: asFlag(filters[name], name, undefined) }))
			.filter(({ value }) => value !== undefined);
		const records = await list(connection, 'listProjects', {
			limit: parameters.limit(),
			maxWaitMs,
			...(wanted.length > 0 && {
				query: Object.fromEntries(wanted.map(({ name, value }) => [QUERY[name], value])),
				keep(record) {
					const project = readProject(record);
					return wanted.every(({ name, value }) => (project[name] ?? value) === value);
				},
			}),
		});
		return records.map(projectOutput);
	},
};
