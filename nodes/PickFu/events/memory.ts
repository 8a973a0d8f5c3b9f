import { isObject } from '../api/read';
import type { ResponseMemory } from './responses';

/** What starts a workflow. */
export type TriggerEvent = 'surveyCompleted' | 'surveyPublished' | 'newResponse';

/** What is watched, and by whom: a digest of the account, the event, and the kind of surveys with ids or words. */
export interface Watch {
	account: string;
	event: TriggerEvent;
	scope: string[];
}

/**
 * What the trigger remembers from poll to poll: plain JSON, stored with the workflow. Times are
 * PickFu's own, in milliseconds since 1970.
 */
export interface Memory extends Watch {
	/** When the last poll was made; 0 before. */
	at: number;
	/** Events up to this time are old, whether they were emitted or not. */
	cutoff: number;
	/** Events after the cutoff that were found, or are old: their times by name; 0 without a time. */
	emitted: Record<string, number>;
	/** Ids of surveys that ran when last seen. */
	open: string[];
	/** Surveys that are to be read and emitted, by id: since when, and how often reading one has failed. */
	due: Record<string, { since: number; tries: number }>;
	/** Pages of the whole list when last counted, 0 before, and the one that is read next. */
	pages: number;
	page: number;
	/** When the pass through the pages began; 0 in the first one. */
	passAt: number;
	/** For `newResponse`: the responses that are known, by the survey's id. */
	responses: Record<string, ResponseMemory>;
}

/** How far the cutoff lies before the pass that has ended: a survey may be met in a later one. */
const CUTOFF_DISTANCE_MS = 3 * 24 * 3_600_000;

/** PickFu's clock and the times of its surveys may differ a little. */
const CLOCK_SLACK_MS = 60_000;

/** A memory that knows nothing yet. */
export function emptyMemory({ account, event, scope }: Watch): Memory {
	const pass = { cutoff: 0, pages: 0, page: 1, passAt: 0 };
	const known = { emitted: {}, open: [], due: {}, responses: {} };
	return { account, event, scope, at: 0, ...pass, ...known };
}

/** Sets a baseline: everything before `now` is old. How far the whole list was read counts. */
export function setBaseline(memory: Memory, now: number): void {
	const { pages, page } = memory;
	Object.assign(memory, emptyMemory(memory), { cutoff: now - CLOCK_SLACK_MS, pages, page });
}

/**
 * A copy of the memory in n8n's static data, or undefined when there is none of this event and these
 * surveys. Of *Selected Surveys* some may have been added or removed.
 */
export function readMemory(stored: unknown, watch: Watch): Memory | undefined {
	if (!isObject(stored)) return undefined;
	const copy = JSON.parse(JSON.stringify(stored)) as unknown as Memory;
	const isWhole = Object.entries(emptyMemory(watch)).every(
		([name, value]) => typeof copy[name as keyof Memory] === typeof value,
	);
	const kind = ({ scope }: Watch) => (scope[0] === 'surveys' ? 'surveys' : JSON.stringify(scope));
	const isSame = isWhole && copy.event === watch.event && kind(copy) === kind(watch);
	return isSame ? copy : undefined;
}

/** Has the next poll read the whole list, as if the pass had begun long ago. */
export function restartPass(memory: Memory): void {
	memory.page = 1;
	memory.passAt = Math.min(memory.passAt, 1);
}

/** Ends a pass through the whole list: the cutoff follows, and names before it are not needed any more. */
export function endPass(memory: Memory, now: number): void {
	const cutoff = Math.max(memory.cutoff, memory.passAt - CUTOFF_DISTANCE_MS);
	const kept = Object.entries(memory.emitted).filter(([, time]) => time === 0 || time > cutoff);
	Object.assign(memory, { cutoff, passAt: now, emitted: Object.fromEntries(kept) });
}
