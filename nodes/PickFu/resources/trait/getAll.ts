import type { EndpointName } from '../../api/endpoints';
import { PickFuFailure } from '../../api/failure';
import { call } from '../../api/request';
import { readTraits } from '../../api/shapes';
import { returnAllOrLimit } from '../fields';
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
	description:
		'Read the traits that respondents can be chosen by, or that answers can be broken down by',
	nature: 'read',
	fields: [
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Both', value: 'both', description: 'One row for each trait and kind' },
				{
					name: 'Reporting',
					value: 'reporting',
					description: 'Traits that answers can be broken down by',
				},
				{
					name: 'Targeting',
					value: 'targeting',
					description: 'Traits that respondents can be chosen by',
				},
			],
			default: 'both',
			description: 'Which traits to read',
		},
		...returnAllOrLimit,
	],
	async execute({ connection, parameters, maxWaitMs }) {
		const chosen = parameters.text('kind') || 'both';
		const lists = [...LISTS].filter(([kind]) => chosen === 'both' || chosen === kind);
		if (lists.length === 0) {
			throw PickFuFailure.input(
				'The field "Kind" takes targeting, reporting or both',
				undefined,
				'kind',
			);
		}
		const limit = parameters.limit();
		const read = lists.map(async ([kind, endpoint]) => {
			const traits = readTraits(await call(connection, endpoint, { maxWaitMs }));
			return traits.map((trait) => ({ simplified: { ...trait, kind } }));
		});
		return (await Promise.all(read)).flat().slice(0, limit);
	},
};
