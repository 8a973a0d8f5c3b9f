import type { FailureKind, Outcome } from '../../nodes/PickFu/api/failure';
import { FAULTS, type FaultKind, type FaultName } from './faultsKinds.mts';
import type { Case } from './faultsWorld.mts';

/** Which requests of a run a fault hits. */
export type Target =
	/** The first one, as often as the fault's `times`. */
	| 'first'
	/** The first one that changes something. */
	| 'change'
	/** That one and every one after it. */
	| 'afterwards'
	| 'always';

/** What an item has to say: that it worked, or why it did not and what became of the change. */
export type Expected = 'ok' | { reason: FailureKind; outcome: Outcome };

/** What the person is told, where the fault is not got over. */
const REASONS: Record<FaultName, FailureKind | undefined> = {
	refused: 'network',
	resetBefore: 'network',
	resetAfter: 'network',
	resetThenDone: 'network',
	silence: 'network',
	silenceAfter: 'network',
	silenceThenDone: 'network',
	status500: 'server',
	status500After: 'server',
	status502: 'server',
	status503: 'server',
	status504: 'server',
	status504ThenDone: 'server',
	page: 'unreadable',
	truncated: 'unreadable',
	cut: 'network',
	empty: 'unreadable',
	plain: undefined,
	slow: undefined,
	stalled: 'network',
	status401: 'unauthorized',
	status403: 'forbidden',
	notFound: 'notFound',
	noRoute: 'endpoint',
	limited: 'rateLimited',
	limitedFor: 'rateLimited',
	storm: 'rateLimited',
	redirect302: 'endpoint',
	redirect307: 'endpoint',
};

/** What one more try, or one renewal of the token, gets over. */
const OVER_AFTER_ONE: FaultName[] = ['status401', 'limited', 'limitedFor', 'storm'];

/** Certain refusals: the change was not made. */
const REFUSALS: FaultName[] = [
	'refused',
	'status401',
	'status403',
	'notFound',
	'noRoute',
	'limited',
	'limitedFor',
	'storm',
	'redirect302',
	'redirect307',
];

/** PickFu may still be at work when the answer is given up, so that looking cannot tell. */
export const STILL_OPEN: readonly FaultName[] = [
	'resetBefore',
	'page',
	'silence',
	'silenceThenDone',
	'status504',
	'status504ThenDone',
];

/** Changes whose answer may be empty: nobody knows its form. */
const NEEDS_NO_ANSWER = ['survey delete', 'response pin', 'response rate', 'response followUp'];

const fault = (name: FaultName): FaultKind => FAULTS[name];

/**
 * What the item that a fault hits has to say, by what PickFu really did and by what the node can
 * know of it. "Retry On Fail" is left out.
 */
export function expected({ name, nature }: Case, faultName: FaultName, target: Target): Expected {
	const reason = REASONS[faultName];
	if (reason === undefined) return 'ok';
	const refused = REFUSALS.includes(faultName);
	const notDone = { reason, outcome: 'notDone' } as const;
	const looksFirst = readsFirst(name);

	if (nature === 'read' || (looksFirst && (target === 'first' || target === 'always'))) {
		const isRefusal = refused && faultName !== 'refused';
		if (target === 'first' && (!isRefusal || OVER_AFTER_ONE.includes(faultName))) return 'ok';
		const waits = name === 'survey waitForCompletion' && (!isRefusal || reason === 'rateLimited');
		return waits ? { reason: 'timedOut', outcome: 'notDone' } : notDone;
	}
	if (OVER_AFTER_ONE.includes(faultName))
		return target === 'change' || target === 'first' ? 'ok' : notDone;
	return changed(name, nature, faultName, reason, target);
}

/** Whether an operation looks at PickFu before it changes anything. */
export function readsFirst(name: string): boolean {
	return /^survey (publish|addRespondents|duplicate)/.test(name);
}

function changed(
	name: string,
	nature: Case['nature'],
	faultName: FaultName,
	reason: FailureKind,
	target: Target,
): Expected {
	// A redirect after a POST often means that it was done.
	const isRedirect = faultName === 'redirect302' || faultName === 'redirect307';
	if (REFUSALS.includes(faultName) && !isRedirect) return { reason, outcome: 'notDone' };
	// PickFu has said yes in both, however little of it arrived.
	const isYes = faultName === 'empty' || (faultName === 'truncated' && nature === 'spend');
	if (isYes && NEEDS_NO_ANSWER.includes(name)) return 'ok';
	const looksAfter = nature === 'spend' && name !== 'response followUp';
	if (!looksAfter) return { reason, outcome: 'notKnown' };
	// What is missing is the look that follows.
	if (isYes && target === 'afterwards') return { reason: 'differs', outcome: 'notKnown' };
	if (target === 'afterwards') return { reason, outcome: 'notKnown' };
	if (STILL_OPEN.includes(faultName)) return { reason, outcome: 'notKnown' };
	return fault(faultName).reaches === 'never' ? { reason, outcome: 'notDone' } : 'ok';
}
