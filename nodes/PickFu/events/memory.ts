import { isObject } from '../api/read';
import type { ResponseMemory } from './responses';

/** What starts a workflow. */
export type TriggerEvent = 'surveyCompleted' | 'surveyPublished' | 'newResponse';

/** An event, or a survey with new responses, that could not be read so far. */
export interface Due {
	/** Its name among those emitted, where it is known. */
	name?: string;
	/** When it happened; undefined where PickFu does not say. */
	time?: number;
	/** When it was found. */
	since: number;
	/** How often reading it has failed. */
	tries: number;
}

/**
 * What the trigger remembers from poll to poll: plain JSON, stored with the workflow. Times are
 * PickFu's own, in milliseconds since 1970.
 */
export interface Memory {
	/** Digest of who is connected. */
	account: string;
	event: TriggerEvent;
	/** Which surveys are watched: the kind and its ids or words. */
	scope: string[];
	/** When the last poll was made. */
	at: number;
	/** Events up to this time are old, whether they were emitted or not. */
	cutoff: number;
	/** Events after the cutoff that were emitted, or are old: their times by name; 0 without a time. */
	emitted: Record<string, number>;
	/** Ids of surveys that ran when last seen. */
	open: string[];
	/** Events that are to be emitted as soon as they can be read, by the survey's id. */
	due: Record<string, Due>;
	/** The list of recent surveys holds those published after this time. */
	recentFrom: number;
	/** Pages of the whole list when last counted; 0 before. */
	pages: number;
	/** The page of the whole list that is read next. */
	page: number;
	/** When the pass through the pages began; 0 in the first one. */
	passAt: number;
	/** For `newResponse`: the responses that are known, by the survey's id. */
	responses: Record<string, ResponseMemory>;
}

/** How far the cutoff lies before the pass that has ended: a survey may be met in a later one. */
export const CUTOFF_DISTANCE_MS = 3 * 24 * 3_600_000;

/** PickFu's clock and the times of its surveys may differ a little. */
const CLOCK_SLACK_MS = 60_000;

/** A memory that knows nothing: everything before `now` is old. */
export function emptyMemory(
	{ account, event, scope }: Pick<Memory, 'account' | 'event' | 'scope'>,
	now: number,
): Memory {
	const cutoff = now - CLOCK_SLACK_MS;
	return {
		account,
		event,
		scope,
		at: now,
		cutoff,
		emitted: {},
		open: [],
		due: {},
		recentFrom: cutoff,
		pages: 0,
		page: 1,
		passAt: 0,
		responses: {},
	};
}

/**
 * A copy of the memory in n8n's static data, or undefined when there is none of this event and these
 * surveys. Of *Selected Surveys* some may have been added or removed.
 */
export function readMemory(
	stored: unknown,
	{ event, scope }: Pick<Memory, 'event' | 'scope'>,
): Memory | undefined {
	const copy: unknown = stored === undefined ? undefined : JSON.parse(JSON.stringify(stored));
	if (!isMemory(copy) || copy.event !== event) return undefined;
	const isSame =
		scope[0] === 'surveys'
			? copy.scope[0] === 'surveys'
			: JSON.stringify(copy.scope) === JSON.stringify(scope);
	return isSame ? copy : undefined;
}

/** Has the next poll read the whole list, as if the pass had begun long ago. */
export function restartPass(memory: Memory): void {
	memory.page = 1;
	memory.passAt = Math.min(memory.passAt, 1);
}

/** Ends a pass through the whole list: the cutoff follows, and names before it are not needed any more. */
export function endPass(memory: Memory, now: number): void {
	memory.cutoff = Math.max(memory.cutoff, memory.passAt - CUTOFF_DISTANCE_MS);
	memory.passAt = now;
	memory.emitted = Object.fromEntries(
		Object.entries(memory.emitted).filter(([, time]) => time === 0 || time > memory.cutoff),
	);
}

function isMemory(value: unknown): value is Memory {
	if (!isObject(value)) return false;
	const { account, event, at, cutoff, recentFrom, pages, page, passAt, scope, open } = value;
	const { emitted, due, responses } = value;
	return (
		[account, event].every((text) => typeof text === 'string') &&
		[at, cutoff, recentFrom, pages, page, passAt].every(Number.isFinite) &&
		[scope, open].every((list) => Array.isArray(list)) &&
		[emitted, due, responses].every(isObject)
	);
}
