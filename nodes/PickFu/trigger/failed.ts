import type { IPollFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { toFailure, toNodeError } from '../api/nodeErrors';
import type { Registration } from './registration';

/** A poll that passed its deadline without an end. */
export const HUNG = new PickFuFailure({
	kind: 'network',
	message: 'A request to PickFu never ended',
	description: 'Check the network and the proxy of the n8n server.',
	outcome: 'notDone',
});

/**
 * Ends a poll that failed: quietly, or with an error that n8n shows as a failed execution.
 *
 * n8n stops polling for good when the poll that it makes while a workflow is switched on throws
 * (seen in 2.41). So there the error is handed over: it is recorded as a failed execution, the error
 * workflow runs, and polling continues.
 *
 * @param hasMemory false where no poll has succeeded yet, so that nothing is watched
 * @returns null when the failure is not to be raised, or was handed over
 * @throws NodeApiError otherwise
 */
export function fail(
	context: IPollFunctions,
	registration: Registration,
	thrown: unknown,
	hasMemory: boolean,
): null {
	const failure = inPlace(toFailure(thrown));
	const lasted = registration.failingFor(failure, hasMemory);
	if (lasted === undefined) return null;
	registration.raised(lasted);
	const words = [failure.description, hasMemory ? duration(lasted) : NOTHING_WATCHED];
	const description = words.filter(Boolean).join(' ');
	const error = toNodeError(context.getNode(), failure.with({ description }));
	if (!registration.isFirst) throw error;
	try {
		context.__emitError(error);
	} catch {
		throw error;
	}
	return null;
}

const NOTHING_WATCHED =
	'Nothing is watched yet: what happens before the first successful poll does not start the workflow. Once PickFu can be reached, deactivate the workflow and activate it again.';

function duration(ms: number): string {
	if (ms === 0) return '';
	const minutes = Math.round(ms / 60_000);
	const time = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
	return `Polls have failed for ${time}. The next one continues where the last successful one ended.`;
}

/** A trigger has no option for the wait: it waits as long as a poll may take. */
function inPlace(failure: PickFuFailure): PickFuFailure {
	if (failure.kind !== 'rateLimited') return failure;
	return failure.with({
		message: "PickFu's rate limit was reached",
		description:
			'PickFu allows 100 requests a minute for each connection. Run fewer workflows with this account at the same time, or poll less often.',
	});
}
