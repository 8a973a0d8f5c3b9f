import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { returnAllOrLimit } from '../fields';
import type { Operation } from '../operation';
import { TAG_RECORD, tagOutput } from './output';
import { asText } from '../parameters';

/** Reads the team's tags. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many tags',
	description: "Retrieve a list of your team's tags",
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
					displayName: 'Name Contains',
					name: 'query',
					type: 'string',
					default: '',
					placeholder: 'e.g. launch',
					description: 'Return only tags with this text in the name',
				},
			],
		},
	],
	record: TAG_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const wanted = asText(parameters.collection('filters').query, 'query');
		const records = await list(connection, 'listTags', {
			limit: parameters.limit(),
			maxWaitMs,
			...(wanted !== '' && {
				query: { [QUERY.query]: wanted },
				keep: (tag) =>
					(textField(tag, 'name') ?? wanted).toLowerCase().includes(wanted.toLowerCase()),
			}),
		});
		return records.map(tagOutput);
	},
};
