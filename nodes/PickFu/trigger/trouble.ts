import type { IPollFunctions } from 'n8n-workflow';
import type { PickFuFailure } from '../api/failure';
import { toFailure, toNodeError } from '../api/nodeErrors';
import type { Registration } from './registration';

/** Reasons that pass by themselves. */
const PASSING: PickFuFailure['kind'][] = [
	'network',
	'server',
	'unreadable',
	'rateLimited',
	'signIn',
];

/** Polls that may fail in a row before it is told. */
const MISSES_BEFORE_ALARM = 3;

/**
 * Ends a poll that failed. One failed poll does not alarm, as the next goes on from where the last
 * good one stood; three in a row do, and then 6, 12, 24, … What a person has to mend is told at once.
 *
 * @returns null when the poll counts as quiet
 * @throws NodeApiError otherwise
 */
export function fail(context: IPollFunctions, registration: Registration, thrown: unknown): null {
	const failure = inPlace(toFailure(thrown));
	if (!PASSING.includes(failure.kind)) return alarm(context, registration, failure);
	registration.misses += 1;
	if (!isAlarm(registration.misses)) return null;
	const lost = `${registration.misses} polls in a row have failed. No event is lost: the next poll goes on from where the last good one stood.`;
	return alarm(
		context,
		registration,
		failure.with({ description: [failure.description, lost].filter(Boolean).join(' ') }),
	);
}

/**
 * n8n stops polling for good when the poll that it makes while a workflow is switched on throws
 * (seen in 2.41). So there the error is handed over: it is recorded as a failed execution, the error
 * workflow runs, and polling goes on.
 */
function alarm(context: IPollFunctions, registration: Registration, failure: PickFuFailure): null {
	const error = toNodeError(context.getNode(), failure);
	if (!registration.isFirst) throw error;
	try {
		context.__emitError(error);
	} catch {
		throw error;
	}
	return null;
}

/** A trigger has no "Longest Wait": it waits as long as a poll may take. */
function inPlace(failure: PickFuFailure): PickFuFailure {
	if (failure.kind !== 'rateLimited') return failure;
	return failure.with({
		message: "PickFu's limit of requests is used up",
		description:
			'PickFu allows 100 requests a minute for each connection. Run fewer workflows with this account at the same time, or poll less often.',
	});
}

function isAlarm(misses: number): boolean {
	const times = misses / MISSES_BEFORE_ALARM;
	return Number.isInteger(Math.log2(times));
}
