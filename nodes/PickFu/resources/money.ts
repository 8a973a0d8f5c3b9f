import type { INodeProperties } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import { PickFuFailure } from '../api/failure';
import { toFailure } from '../api/nodeErrors';
import type { JournalItem } from './journal';
import type { Parameters } from './parameters';
import { asWholeNumber } from './parameters';

/**
 * The spending bound of everything that pays for respondents: one number for the whole execution,
 * over all items, loops and tries of this node.
 */
export const maxRespondents: INodeProperties = {
	displayName: 'Maximum Respondents',
	name: 'maxRespondents',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'The most respondents that this node may pay for in one execution, all items together',
	builderHint: {
		propertyHint:
			'Set this to what the user allows. Put an approval step before operations marked (paid).',
	},
};

/**
 * A number that decides what is paid. An expression that returns nothing must not lift a bound, nor
 * quietly become a default.
 *
 * @throws {PickFuFailure} kind `input`
 */
export function requiredNumber(parameters: Parameters, name: string): number {
	const number = asWholeNumber(parameters.value(name), name, 1);
	if (number !== undefined) return number;
	throw PickFuFailure.field(name, 'is empty', 'Nothing was sent. Enter a number.');
}

/**
 * Holds what would be paid for against the bound.
 *
 * @param wanted respondents or follow-ups that are about to be paid for
 * @param bound the field that holds the most for this execution, its value, and what it counts
 * @throws {PickFuFailure} kind `conflict` when it would be more
 */
export function checkBound(
	item: JournalItem,
	wanted: number,
	bound: { field: string; most: number; of: 'respondent' | 'follow-up' },
): void {
	const paid = item.sumPaid();
	if (paid + wanted <= bound.most) return;
	const earlier = paid > 0 ? `, and this execution has already paid for ${paid}` : '';
	throw new PickFuFailure({
		kind: 'conflict',
		message: `This would pay for ${wanted} ${bound.of}${wanted === 1 ? '' : 's'}${earlier}: more than the ${bound.most} allowed`,
		description: `Nothing was sent for this item. Lower the number, or raise '${LABELS[bound.of]}'.`,
		field: bound.field,
		outcome: 'notDone',
	});
}

const LABELS = { respondent: 'Maximum Respondents', 'follow-up': 'Maximum Follow-Ups' };

/**
 * Makes a paid request, and makes it again when PickFu's rate limit has refused it, for as long as
 * the item may wait. A refused request has done nothing, but time has passed: `request` looks again
 * at whatever it depends on before it sends.
 *
 * @param request sends once; its rate limit failures say how long to wait
 */
export async function throughRateLimit<T>(
	connection: Connection,
	maxWaitMs: number,
	request: (leftMs: number) => Promise<T>,
): Promise<T> {
	const deadline = Date.now() + maxWaitMs;
	for (;;) {
		try {
			return await request(Math.max(0, deadline - Date.now()));
		} catch (thrown) {
			const failure = toFailure(thrown);
			const wait = failure.kind === 'rateLimited' ? failure.retryAfterMs : undefined;
			if (wait === undefined || Date.now() + wait > deadline) throw failure.with({});
			await connection.sleep(wait);
		}
	}
}
