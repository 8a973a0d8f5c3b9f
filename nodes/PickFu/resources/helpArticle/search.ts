import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { listFields, stringField } from '../fields';
import type { Operation, RecordFields } from '../operation';
import { recordOutput } from '../output';

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
		stringField('Query', 'query', 'Text to search for in PickFu help articles', {
			required: true,
			placeholder: 'e.g. how are scores calculated',
		}),
		...listFields(),
	],
	record: ARTICLE_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const records = await list(connection, 'searchHelp', {
			query: { [QUERY.query]: parameters.requiredText('query') },
			limit: parameters.limit(),
			maxWaitMs,
		});
		return records.map((raw) => recordOutput(raw, ARTICLE_RECORD));
	},
};
