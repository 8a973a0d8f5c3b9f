import type { IDataObject } from 'n8n-workflow';
import { mayBeOpen } from './faultsExpected.mts';
import type { Sent } from './faultsWire.mts';
import { isChange, type Told } from './faultsTold.mts';
import { SAMPLE_SIZE, type Case } from './faultsWorld.mts';
import type { StateReport } from './sandbox.mts';

/**
 * Payments of one item that were sent although an earlier one may still come through. That the
 * sandbox would refuse the second one is no excuse.
 */
export function sentAgain(requests: Sent[]): string[] {
	const sends = requests.filter(isChange);
	const first = sends.findIndex(({ fault }) => fault !== undefined && mayBeOpen(fault));
	if (first === -1) return [];
	return sends
		.slice(first + 1)
		.map(({ path }) => `sent ${path} again although the first may still come through`);
}

/**
 * What is wrong with a statement, held against what PickFu has done.
 *
 * @param changes the requests for this item that PickFu carried out and that are what the operation is for
 * @param endedAt when the statement was made
 */
export function wrongStatement(
	{ ok, outcome, message }: Told,
	{ name, nature }: Pick<Case, 'name' | 'nature'>,
	changes: Sent[],
	endedAt: number,
): string | undefined {
	if (nature === 'read') return undefined;
	const claim = ok ? 'done' : outcome;
	// Of a follow-up nothing can be looked up: PickFu's yes counts, also for what it does later.
	const done = changes.filter(
		({ doneAt = 0 }) => doneAt <= endedAt || name === 'response followUp',
	);
	if (claim === 'done' && done.length === 0)
		return `told as done and was not: ${message ?? 'an item without error'}`;
	if (claim === 'notDone' && changes.length > 0) return `told as not done and was: ${message}`;
	return undefined;
}

/**
 * What is wrong with the number of people that a payment speaks of, held against PickFu's charges: an
 * item that worked has paid for those that it asked for, and more than that is said.
 *
 * @param changes the requests for this item that PickFu carried out
 */
export function wrongNumber(
	{ ok, rows, message = '' }: Told,
	changes: Sent[],
	charges: StateReport['charges'],
): string | undefined {
	const payments = changes.filter(({ operationId = '' }) => /^publish|^add/.test(operationId));
	if (payments.length === 0) return undefined;
	const [, , surveyId] = payments[0]!.path.split('/');
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
	const paid = sum(charges.filter(({ id }) => id === surveyId).map(({ credits }) => credits));
	const wanted = sum(
		payments.map(({ body }) => Number((body as IDataObject).count ?? SAMPLE_SIZE)),
	);
	if (paid !== wanted) {
		const isSaid = !ok && message.includes(`${paid} instead of ${wanted}`);
		return isSaid ? undefined : `keeps back that ${paid} were paid for instead of ${wanted}`;
	}
	const { respondentsAdded = paid } = rows[0]?.json ?? {};
	return respondentsAdded === paid
		? undefined
		: `says that ${String(respondentsAdded)} were added, ${paid} were paid for`;
}
