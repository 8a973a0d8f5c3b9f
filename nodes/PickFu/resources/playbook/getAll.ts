import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { inOneSpelling } from '../../api/shapes';
import { returnAllOrLimit } from '../fields';
import type { Operation } from '../operation';
import { asText } from '../parameters';

/** Reads the playbooks, which are the same for every account. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many playbooks',
	description: "Read PickFu's ready-made plans for research, by industry",
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
					displayName: 'Industry',
					name: 'industry',
					type: 'string',
					default: '',
					placeholder: 'e.g. mobile-games',
					description:
						'Only playbooks of this industry, written as PickFu gives it in the field "industry"',
				},
			],
		},
	],
	async execute({ connection, parameters, maxWaitMs }) {
		const wanted = asText(parameters.collection('filters').industry, 'industry');
		const records = await list(connection, 'listPlaybooks', {
			limit: parameters.limit(),
			maxWaitMs,
			...(wanted !== '' && {
				query: { [QUERY.industry]: wanted },
				keep: (playbook) =>
					words(textField(playbook, 'industry') ?? wanted).includes(words(wanted)),
			}),
		});
		return records.map((record) => ({ simplified: inOneSpelling(record, ['pollCount']) }));
	},
};

/** PickFu may write an industry as words and take it as a slug: "Mobile Games" and "mobile-games" are one. */
function words(industry: string): string {
	return industry.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
