import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { returnAllOrLimit } from '../fields';
import type { Operation, RecordFields } from '../operation';
import { known } from '../output';
import { requiredText } from '../given';

const ARTICLE_RECORD: RecordFields = {
	ids: ['id'],
	names: ['title', 'description', 'body', 'url'],
};

/** Searches the help; the one list whose page size has a name of its own. */
export const search: Operation = {
	name: 'Search',
	action: 'Search help articles',
	description: 'Search PickFu help articles and return their full text',
	nature: 'read',
	fields: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. how are scores calculated',
			description: 'Text to search for in PickFu help articles',
		},
		...returnAllOrLimit,
	],
	record: ARTICLE_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const records = await list(connection, 'searchHelp', {
			query: { [QUERY.query]: requiredText(parameters, 'query') },
			sizeName: QUERY.helpPageSize,
			limit: parameters.limit(),
			maxWaitMs,
		});
		return records.map((raw) => ({ simplified: known(raw, ARTICLE_RECORD), raw }));
	},
};
