import type { INodeProperties } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import { PickFuFailure } from '../api/failure';
import { toFailure } from '../api/nodeErrors';
import { counted } from '../results/numbers';
import type { JournalItem } from './journal';

/**
 * Holds what is about to be paid for against the bound: one number for all items, loops and tries.
 *
 * @param wanted respondents or follow-ups
 * @param most the value of the bound's field
 * @throws {PickFuFailure} kind `conflict` when it would be more
 */
export function checkBound(
	item: JournalItem,
	wanted: number,
	most: number,
	{ name, displayName }: INodeProperties,
): void {
	const paid = item.sumPaid();
	if (paid + wanted <= most) return;
	const what = counted(wanted, displayName.replace(/^Maximum |s$/g, '').toLowerCase());
	const earlier = paid > 0 ? `, and this execution has already paid for ${paid}` : '';
	throw new PickFuFailure({
		kind: 'conflict',
		message: `This would pay for ${what}${earlier}: more than the ${most} allowed`,
		description: `Nothing was sent for this item. Lower the number, or raise '${displayName}'.`,
		field: name,
		outcome: 'notDone',
	});
}

/**
 * Makes a paid request, and again when PickFu's rate limit has refused it, for as long as the item
 * may wait. Time has passed then: `request` looks again at whatever it depends on before it sends.
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
