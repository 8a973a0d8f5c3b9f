import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { listFields, stringField } from '../fields';
import type { Operation } from '../operation';
import { recordOutput } from '../output';
import { asText } from '../parameters';
import { TAG_RECORD } from './create';

/** Reads the team's tags. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many tags',
	description: "Retrieve a list of your team's tags",
	nature: 'read',
	fields: listFields(
		stringField('Name Contains', 'query', 'Return only tags with this text in the name', {
			placeholder: 'e.g. launch',
		}),
	),
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
		return records.map((raw) => recordOutput(raw, TAG_RECORD));
	},
};
