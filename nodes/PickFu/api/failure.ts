/** Why a call did not work, by what the person has to do about it. */
export type FailureKind =
	| 'input' // a field of the node is wrong; nothing was sent
	| 'notConnected' // the node has no account
	| 'reconnect' // the account's sign-in has ended
	| 'unauthorized' // PickFu does not accept the key or the token
	| 'forbidden' // the member's role does not allow it
	| 'notFound' // PickFu has no such survey, project, …
	| 'endpoint' // PickFu has no such endpoint; its API may have changed
	| 'rateLimited' // still limited after the longest wait that the builder allows
	| 'invalid' // PickFu refused the data
	| 'balance' // the account's credit or plan does not cover it
	| 'conflict' // the state does not allow it (published, archived, above a bound, …)
	| 'timedOut' // what was waited for did not happen in the time that the builder allows
	| 'differs' // PickFu answered with something else than was asked for
	| 'server' // PickFu did not work
	| 'network' // the way to PickFu did not work
	| 'unreadable' // what came is no answer of PickFu's
	| 'signIn' // PickFu's sign-in service did not work while a token was renewed
	| 'cancelled' // the execution was stopped
	| 'unexpected'; // anything else

const PASSING: readonly FailureKind[] = ['network', 'server', 'unreadable', 'signIn'];
const PASSING_STATUSES = [500, 502, 503, 504];

/** Failures that may be over when PickFu is asked again a little later. */
export const TEMPORARY: readonly FailureKind[] = [...PASSING, 'rateLimited', 'timedOut'];

/** True for a failure after which a read is repeated: PickFu, its sign-in, or the way to them stumbled. */
export function isPassing({ kind, status }: PickFuFailure): boolean {
	return PASSING.includes(kind) && (status === undefined || PASSING_STATUSES.includes(status));
}

/**
 * What became of the change a call asked for: certainly `notDone`, certainly `done`, or `notKnown`
 * because the answer was lost.
 */
export type Outcome = 'done' | 'notDone' | 'notKnown';

/** What a {@link PickFuFailure} is made from. */
export type FailureDetails = Omit<PickFuFailure, 'name' | 'stack' | 'cause' | 'with'>;

/**
 * A failed call, in words for the person at the screen: `message` is what happened, in our own words
 * and without data of the user or of PickFu. It never holds a token, a header or a raw answer, so that
 * nothing of it can leak when it is logged.
 */
export class PickFuFailure extends Error {
	declare readonly kind: FailureKind;
	/** What to do about it. Plain text. */
	declare readonly description?: string;
	/** PickFu's own words. Plain text, and not to be trusted. */
	declare readonly reason?: string;
	declare readonly outcome: Outcome;
	/** True when PickFu may still be at work on the request, because its answer was not waited for. */
	declare readonly late?: boolean;
	/** HTTP status of PickFu's answer, when there was one. */
	declare readonly status?: number;
	/** The node's field that has to be changed, by its name. */
	declare readonly field?: string;
	/** What is wrong with it: the message without its subject, such as "is empty". */
	declare readonly rule?: string;
	/** Milliseconds after which a repeat makes sense, where PickFu named them. */
	declare readonly retryAfterMs?: number;

	constructor(details: FailureDetails) {
		super(details.message);
		Object.assign(this, details, { name: 'PickFuFailure' });
	}

	/** A field of the node is wrong and nothing was sent. */
	static input(message: string, description?: string, field?: string): PickFuFailure {
		return new PickFuFailure({ kind: 'input', message, description, field, outcome: 'notDone' });
	}

	/**
	 * The same about one field, whose label replaces its name where the descriptions are known.
	 *
	 * @param rule the rest of a sentence that begins with the field, such as "is empty"
	 */
	static field(field: string, rule: string, description?: string): PickFuFailure {
		return PickFuFailure.input(`'${field}' ${rule}`, description, field).with({ rule });
	}

	/** The same failure with some parts changed. */
	with(changes: Partial<FailureDetails>): PickFuFailure {
		return new PickFuFailure({ ...this, message: this.message, ...changes });
	}
}
