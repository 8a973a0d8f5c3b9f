import type { Memory } from './memory';
import type { TriggerEvent } from './sighting';

/**
 * Which lists a poll reads. With up to a hundred surveys the whole list is one page and tells
 * everything. With more, two requests are made: the surveys published lately, and, in turn, those
 * that are running and one page of the whole list. So an old survey that was extended and completed
 * between two polls is found too, without reading everything each time.
 */

const HOUR = 3_600_000;

/** Publications are looked at again for an hour of PickFu's time, in case one comes into the list late. */
const LATE = HOUR;

/** Surveys that run longer are left to the list of running ones. */
const LONGEST_BACK = 14 * 24 * HOUR;

/** The list of recent surveys is kept within one page of 100. */
const FULL = 80;
const FILLED_TO = 70;
const ROOMY = 40;

/** The lists to read in one poll. */
export interface Plan {
	/** Surveys published after this time (milliseconds since 1970, by PickFu's clock). */
	recentFrom?: number;
	/** Surveys that are running. */
	running: boolean;
	/** This page of the list of all surveys. */
	page?: number;
}

/** What to read, by what was found before. */
export function plan(event: TriggerEvent, memory: Memory): Plan {
	if (memory.pages <= 1) return { running: false, page: 1 };
	return planForMany(event, memory);
}

/** What to read when the whole list has more than one page. */
export function planForMany(event: TriggerEvent, { since, back, page, isPageTurn, isDeaf }: Memory): Plan {
	if (isDeaf) return { running: true, page };
	const recentFrom = Math.max(0, Math.min(since, back) - LATE);
	if (event === 'surveyPublished' || !isPageTurn) return { recentFrom, running: true };
	return { recentFrom, running: false, page };
}

/** What the lists said about themselves. */
export interface Counts {
	/** Times of publication in the list of recent surveys, when it was read. */
	recent?: number[];
	/** Pages of the whole list, when one was read. */
	pages?: number;
	/** The list of recent surveys held older ones: PickFu does not know the filter. */
	isDeaf?: boolean;
}

/** What to read next time. */
export function planAhead(done: Plan, memory: Memory, { recent, pages = memory.pages, isDeaf = memory.isDeaf }: Counts): Memory {
	const isThrough = done.page !== undefined && done.page >= pages;
	return {
		...memory,
		pages,
		isDeaf,
		back: reach(memory, recent),
		page: done.page === undefined ? memory.page : isThrough ? 1 : done.page + 1,
		isPageTurn: done.page === undefined,
		...(isThrough && { swept: Math.max(memory.swept, memory.mark), mark: newestTold(memory) }),
	};
}

function newestTold({ told }: Memory): number {
	return Math.max(0, ...told.map(({ time }) => time));
}

function reach({ back, since, open }: Memory, recent: number[] | undefined): number {
	if (recent === undefined) return back === 0 ? since : back;
	if (recent.length > FULL) return [...recent].sort((a, b) => b - a)[FILLED_TO - 1]!;
	const running = open.map(({ time }) => time).filter((time) => time > since - LONGEST_BACK);
	const wanted = Math.min(since, ...running);
	return wanted >= back || recent.length <= ROOMY ? wanted : back;
}
