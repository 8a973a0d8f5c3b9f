import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { listFields, stringField } from '../fields';
import type { Operation, RecordFields } from '../operation';
import { recordOutput } from '../output';
import { asText } from '../parameters';

const PLAYBOOK_RECORD: RecordFields = {
	ids: ['slug'],
	names: ['name', 'description', 'industry', 'icon', 'duration', 'url', 'pollCount'],
};

/** Reads the playbooks, which are the same for every account. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many playbooks',
	description: 'Retrieve a list of PickFu research playbooks',
	nature: 'read',
	fields: listFields(
		stringField(
			'Industry',
			'industry',
			"Return only playbooks for this industry, as written in the 'industry' field",
			{ placeholder: 'e.g. mobile-games' },
		),
	),
	record: PLAYBOOK_RECORD,
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
		return records.map((raw) => recordOutput(raw, PLAYBOOK_RECORD));
	},
};

/** PickFu may write an industry as words and take it as a slug: "Mobile Games" and "mobile-games" are one. */
function words(industry: string): string {
	return industry.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
