import type { Survey } from '../api/shapes';
import { keyOf } from './keys';
import { MOST_TOLD, MOST_TOLD_UNSWEPT, type Memory } from './memory';
import type { Entry } from './packed';
import type { Sighting, TriggerEvent } from './sighting';

/**
 * Which surveys have an event that was not told yet. Nothing here compares n8n's clock with
 * PickFu's, and nothing depends on the order of a list: an event is new when the survey was running
 * when last seen, or when its name is not among those told and its time is not before all of them.
 */

/** Which surveys were looked at in a poll. */
export interface Coverage {
	/** Every survey there is. */
	whole: boolean;
	/** Every survey that is running. */
	running: boolean;
	/** Every survey published after this time; undefined when that was not looked at. */
	recentFrom?: number;
}

/** What was seen in a poll. */
export interface Look {
	/** The surveys that are watched. */
	seen: Sighting[];
	coverage: Coverage;
	/** The newest publication in the lists, also of surveys that are not watched. */
	newest: number;
}

/** When the event happened, by PickFu's clock. */
export function eventTime(
	event: TriggerEvent,
	{ publishedAt, completedAt }: Sighting,
): number | undefined {
	return event === 'surveyCompleted' ? completedAt : publishedAt;
}

/**
 * What one event is known by. A completed survey may be extended and complete again: each
 * completion has its own time and so its own name; where PickFu tells no time, its own number of
 * respondents asked for.
 */
export function eventKey(event: TriggerEvent, { survey, completedAt, key }: Sighting): string {
	if (event !== 'surveyCompleted') return key;
	return completedAt === undefined ? undatedKey(survey) : keyOf(survey.id, String(completedAt));
}

function undatedKey({ id, sampleSize, numResponses }: Survey): string {
	return keyOf(id, `of ${sampleSize ?? numResponses ?? ''}`);
}

/** The surveys whose event is to be told, in the order in which the events happened. */
export function newEvents(event: TriggerEvent, memory: Memory, seen: Sighting[]): Sighting[] {
	const told = new Set(memory.told.map(({ key }) => key));
	const undated = undatedNames(memory);
	const open = new Set(memory.open.map(({ key }) => key));
	const isNew = (sighting: Sighting): boolean => {
		if (!hasHappened(event, sighting) || told.has(eventKey(event, sighting))) return false;
		if (wasToldUndated(event, undated, sighting)) return false;
		const wasOpen = open.has(sighting.key);
		if (event === 'surveyCompleted' && wasOpen) return true;
		const time = eventTime(event, sighting);
		if (time !== undefined) return time > memory.until;
		// Without a time: a survey that was not there before.
		if (event !== 'surveyCompleted' && sighting.isRunning) return !wasOpen;
		const { publishedAt } = sighting;
		return publishedAt === undefined ? memory.until === 0 : publishedAt > memory.since;
	};
	return inTime(event, seen.filter(isNew));
}

function undatedNames({ told }: Memory): Set<string> {
	return new Set(told.filter(({ time }) => time === 0).map(({ key }) => key));
}

/** True for a completion that was told before PickFu gave its time. */
function wasToldUndated(
	event: TriggerEvent,
	undated: Set<string>,
	{ survey, completedAt }: Sighting,
): boolean {
	if (undated.size === 0 || event !== 'surveyCompleted' || completedAt === undefined) return false;
	return survey.sampleSize !== undefined && undated.has(undatedKey(survey));
}

/** True when the survey was published after everything that the trigger knew. */
export function isFresh(memory: Memory, sighting: Sighting): boolean {
	return newEvents('surveyPublished', memory, [sighting]).length > 0;
}

/**
 * The surveys that were running and are gone, although the place where they would be was looked at:
 * they completed and fell out of sight, or were archived or deleted.
 */
export function vanished(memory: Memory, { seen, coverage }: Look): Entry[] {
	const keys = new Set(seen.map(({ key }) => key));
	return memory.open.filter((entry) => !keys.has(entry.key) && isCovered(entry, coverage));
}

/**
 * What to remember after a poll.
 *
 * @param told events that were told, or that shall not be told
 * @param pending events that are told by a later poll
 */
export function settle(
	event: TriggerEvent,
	memory: Memory,
	{ seen, coverage, newest }: Look,
	{ told, pending }: { told: Sighting[]; pending: Sighting[] },
): Memory {
	const waiting = new Set(pending.map(({ key }) => key));
	const open = new Map<string, Entry>();
	const keys = new Set(seen.map(({ key }) => key));
	for (const entry of memory.open) {
		if (!keys.has(entry.key) && !isCovered(entry, coverage)) open.set(entry.key, entry);
	}
	for (const { key, publishedAt = 0, isRunning } of seen) {
		const isOpen =
			event === 'surveyPublished' ? isRunning && !waiting.has(key) : isRunning || waiting.has(key);
		if (isOpen) open.set(key, { key, time: publishedAt });
	}
	const undated = undatedNames(memory);
	const dated = seen.filter((sighting) => wasToldUndated(event, undated, sighting));
	const entries = [...told, ...dated].map((sighting) => entryOf(event, sighting));
	const complete = coverage.whole || coverage.recentFrom !== undefined;
	// Every publication stands among the recent ones; a completion may be that of an old survey.
	const isSwept = event === 'surveyCompleted' ? coverage.whole : complete;
	const since = complete ? Math.max(memory.since, newest) : memory.since;
	return {
		...memory,
		open: [...open.values()],
		...remember(memory, entries, heldBack(event, pending), isSwept),
		// A publication that is still to be told must be looked at again.
		since: event === 'surveyPublished' ? Math.min(since, heldBack(event, pending)) : since,
	};
}

/** What to remember at the beginning: everything that has happened is old. */
export function baseline(event: TriggerEvent, memory: Memory, look: Look): Memory {
	const told = look.seen.filter((sighting) => hasHappened(event, sighting));
	const noted = settle(event, memory, look, { told, pending: [] });
	// A list that moves while it is read may have kept an old one back.
	const newest = Math.max(0, ...told.map((sighting) => eventTime(event, sighting) ?? 0));
	return { ...noted, until: Math.max(noted.until, newest) };
}

function hasHappened(event: TriggerEvent, { isRunning, isCompleted }: Sighting): boolean {
	return event === 'surveyCompleted' ? isCompleted : isRunning || isCompleted;
}

function entryOf(event: TriggerEvent, sighting: Sighting): Entry {
	return { key: eventKey(event, sighting), time: eventTime(event, sighting) ?? 0 };
}

/** Just before the first event that is still to be told, where its time decides: that of an open survey does not. */
function heldBack(event: TriggerEvent, pending: Sighting[]): number {
	if (event === 'surveyCompleted') return Infinity;
	return Math.min(...pending.map((sighting) => (eventTime(event, sighting) ?? Infinity) - 1));
}

/**
 * How far back an event may lie that nobody has seen coming: a survey that is given a tag, or moved
 * into a project, long after it completed has no event. Milliseconds of PickFu's time.
 */
export const LONGEST_LATE = 14 * 24 * 3_600_000;

/**
 * The newest names are kept. `until` rises to the newest of those given up, and follows the newest
 * event at a distance; neither before everything was looked through, as an event may still be found.
 */
function remember(
	memory: Memory,
	told: Entry[],
	most: number,
	isSwept: boolean,
): Pick<Memory, 'told' | 'until' | 'swept'> {
	const all = [...new Map([...memory.told, ...told].map((entry) => [entry.key, entry])).values()];
	const sorted = all.sort((a, b) => a.time - b.time);
	const newest = sorted[sorted.length - 1]?.time ?? 0;
	const swept = isSwept ? newest : memory.swept;
	// Times are kept to the second: the whole second of the last one given up is told.
	const given = sorted
		.slice(0, Math.max(0, sorted.length - MOST_TOLD))
		.filter(({ time }, index) => {
			const isTooMany = index < sorted.length - MOST_TOLD_UNSWEPT;
			return isTooMany || (time <= swept && endOfSecond(time) <= most);
		});
	const last = given[given.length - 1];
	const late = Math.min(newest - LONGEST_LATE, most, swept);
	// Above 0 as soon as `told` does not hold all, also of those without a time.
	const until = Math.max(memory.until, last ? Math.max(1, endOfSecond(last.time)) : 0, late);
	return { told: sorted.slice(given.length), until, swept };
}

function endOfSecond(time: number): number {
	return Math.floor(time / 1000) * 1000 + 999;
}

function isCovered(entry: Entry, { whole, running, recentFrom }: Coverage): boolean {
	return whole || running || (recentFrom !== undefined && entry.time > recentFrom);
}

function inTime(event: TriggerEvent, found: Sighting[]): Sighting[] {
	return [...found].sort((a, b) => (eventTime(event, a) ?? 0) - (eventTime(event, b) ?? 0));
}
