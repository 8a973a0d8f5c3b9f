import type { FailureKind, Outcome } from '../../nodes/PickFu/api/failure';
import { FAULT_NAMES, faultOf, type FaultKind, type FaultName } from './faultsKinds.mts';
import type { Sent } from './faultsWire.mts';
import { isCarriedOut, isChange } from './faultsTold.mts';
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

/** What a renewed token, or waiting until the limit is over, gets over for every request. */
const PASSING: FailureKind[] = ['unauthorized', 'rateLimited'];

/** What one more try gets over, which only reads may have. */
const REPEATED: FailureKind[] = ['network', 'server', 'unreadable'];

/** Changes whose answer may be of any form, or empty: nobody knows it. */
const NEEDS_NO_ANSWER = ['survey delete', 'response pin', 'response rate', 'response followUp'];

/** What the client sees of a fault: faults that look the same cannot be told apart by it. */
function sight({ answer }: FaultKind): string {
	if (answer.kind !== 'instead') return answer.kind;
	const { status, type = 'json' } = answer;
	if (status >= 300 && status < 400) return 'redirect';
	// Only the one that gave up waiting says more than that there is trouble.
	return status >= 500 && status !== 504 ? 'trouble' : `${status} ${type}`;
}

/** All that PickFu does in this run behind what the client sees of a fault. */
function fatesOf(name: FaultName): Array<'never' | 'first' | 'late'> {
	return FAULT_NAMES.map((other) => faultOf(other))
		.filter((kind) => sight(kind) === sight(faultOf(name)))
		.map(({ reaches }) => (typeof reaches === 'string' ? reaches : 'late'));
}

/** Whether PickFu may still be at work behind what the client sees of a fault, so that looking cannot tell. */
export function mayBeOpen(name: FaultName): boolean {
	return fatesOf(name).includes('late');
}

/** A 2xx without a word, or with words where a payment was asked for. */
function isYes({ answer }: FaultKind, nature: Case['nature']): boolean {
	if (answer.kind === 'empty') return true;
	const isText =
		answer.kind === 'truncated' || (answer.kind === 'instead' && answer.body === 'Accepted');
	return isText && nature === 'spend';
}

/** Whether an operation looks at PickFu before it changes anything. */
export function readsFirst(name: string): boolean {
	return /^survey (publish|addRespondents|duplicate)/.test(name);
}

/** What came through as it was. */
function isWhole(entry: Sent): boolean {
	const { fault } = entry;
	return isCarriedOut(entry) && (fault === undefined || faultOf(fault).reason === undefined);
}

/**
 * What the item that a fault hits has to say, by what PickFu did (its own status and time of every
 * request) and by what the node can know of it. "Retry On Fail" is left out.
 *
 * @param sent the item's own requests, in order
 */
export function expected(one: Case, name: FaultName, target: Target, sent: Sent[]): Expected {
	const { reason } = faultOf(name);
	if (reason === undefined) return 'ok';
	const looks = one.nature === 'read' || (readsFirst(one.name) && target !== 'change');
	if (looks && target !== 'afterwards') return ofRead(one, reason, target);
	if (target === 'change' && PASSING.includes(reason)) return 'ok';
	if (faultOf(name).more !== undefined) return { reason, outcome: 'done' };
	const known = knowledge(one, name, sent);
	if (known === 'done') return 'ok';
	// What is missing of a yes is the look that follows.
	const isAccepted = one.nature === 'spend' && isYes(faultOf(name), 'spend');
	return { reason: isAccepted ? 'differs' : reason, outcome: known };
}

function ofRead({ name, nature }: Case, reason: FailureKind, target: Target): Expected {
	if (reason === 'differs') return nature === 'read' ? 'ok' : { reason, outcome: 'done' };
	const passes = PASSING.includes(reason) || REPEATED.includes(reason);
	if (target === 'first' && passes) return 'ok';
	const waits = name === 'survey waitForCompletion' && passes && reason !== 'unauthorized';
	return { reason: waits ? 'timedOut' : reason, outcome: 'notDone' };
}

/** What can be known of an item's changes by what came back of them, and by looking afterwards. */
function knowledge({ name, nature }: Case, fault: FaultName, sent: Sent[]) {
	const changes = sent.filter(isChange);
	if (changes.some(isWhole)) return 'done';
	const unsure = changes.filter(
		(entry) => entry.fault !== undefined && fatesOf(entry.fault).some((fate) => fate !== 'never'),
	);
	if (unsure.length === 0) return 'notDone';
	if (isYes(faultOf(fault), nature) && NEEDS_NO_ANSWER.includes(name)) return 'done';
	if (nature !== 'spend' || name === 'response followUp') return 'notKnown';
	const [{ doneAt = Infinity }] = unsure as [Sent];
	const after = sent.slice(sent.indexOf(unsure[0]!) + 1).filter(isWhole);
	if (after.some(({ at }) => at >= doneAt)) return 'done';
	return after.length === 0 || unsure.some((entry) => mayBeOpen(entry.fault!))
		? 'notKnown'
		: 'notDone';
}
