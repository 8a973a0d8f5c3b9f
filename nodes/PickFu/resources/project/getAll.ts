import type { IDataObject } from 'n8n-workflow';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { readProject } from '../../api/projects';
import { returnAllOrLimit } from '../fields';
import { givenFlag } from '../given';
import type { Operation } from '../operation';
import { PROJECT_RECORD, projectOutput } from './output';

/** Reads the projects of the team. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many projects',
	description: "Retrieve a list of your team's projects",
	nature: 'read',
	fields: [
		...returnAllOrLimit,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Archived',
					name: 'archived',
					type: 'options',
					options: [
						{ name: 'Archived Only', value: true },
						{ name: 'Not Archived', value: false },
					],
					default: false,
					description: 'Which projects to return',
				},
				{
					displayName: 'Bookmarked',
					name: 'bookmarked',
					type: 'options',
					options: [
						{ name: 'Bookmarked Only', value: true },
						{ name: 'Not Bookmarked', value: false },
					],
					default: true,
					description: 'Which projects to return',
				},
			],
		},
	],
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const filters = parameters.collection('filters');
		const wanted = (['archived', 'bookmarked'] as const).flatMap((name) => {
			const value = givenFlag(filters[name], name);
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
