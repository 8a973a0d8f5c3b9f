import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { returnAllOrLimit } from '../fields';
import type { Operation } from '../operation';
import { requiredText } from '../given';

/** Searches the help; the one list whose page size has a name of its own. */
export const search: Operation = {
	name: 'Search',
	action: 'Search help articles',
	description: "Find articles of PickFu's help center, with their text",
	nature: 'read',
	fields: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. how are scores calculated',
			description: 'Words to look for',
		},
		...returnAllOrLimit,
	],
	async execute({ connection, parameters, maxWaitMs }) {
		const records = await list(connection, 'searchHelp', {
			query: { [QUERY.query]: requiredText(parameters, 'query') },
			sizeName: QUERY.helpPageSize,
			limit: parameters.limit(),
			maxWaitMs,
		});
		return records.map((simplified) => ({ simplified }));
	},
};
