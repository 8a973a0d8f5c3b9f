import type { EndpointName } from '../../api/endpoints';
import { PickFuFailure } from '../../api/failure';
import { call } from '../../api/request';
import { readTraits } from '../../api/traits';
import { choiceField, listFields } from '../fields';
import type { Operation } from '../operation';

/** The two lists that PickFu keeps, under the word that each row gets. */
const LISTS = new Map<string, EndpointName>([
	['targeting', 'listTargetingTraits'],
	['reporting', 'listReportingTraits'],
]);

/** Reads the traits; they come in one piece, without pages. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many traits',
	description: 'Retrieve the traits available for targeting and reporting',
	nature: 'read',
	fields: [
		choiceField(
			'Kind',
			'kind',
			'Which traits to return',
			[
				{ name: 'Both', value: 'both', description: 'Return one item for each trait and kind' },
				{ name: 'Reporting', value: 'reporting', description: 'Traits to break down responses by' },
				{ name: 'Targeting', value: 'targeting', description: 'Traits to select respondents by' },
			],
			'both',
		),
		...listFields(),
	],
	async execute({ connection, parameters, maxWaitMs }) {
		const chosen = parameters.text('kind') || 'both';
		const lists = [...LISTS].filter(([kind]) => chosen === 'both' || chosen === kind);
		if (lists.length === 0) {
			throw PickFuFailure.field('kind', 'must be targeting, reporting or both');
		}
		const limit = parameters.limit();
		const read = lists.map(async ([kind, endpoint]) => {
			const traits = readTraits(await call(connection, endpoint, { maxWaitMs }));
			return traits.map((trait) => ({ simplified: { ...trait, kind } }));
		});
		return (await Promise.all(read)).flat().slice(0, limit);
	},
};
