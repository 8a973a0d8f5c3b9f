import type { Memory } from './memory';
import type { TriggerEvent } from './sighting';

/**
 * Which lists a poll reads. With up to a hundred surveys the whole list is one page and tells
 * everything. With more, two requests are made: the surveys published lately, and, in turn, those
 * that are running and one page of the whole list. So an old survey that was extended and completed
 * between two polls is found too, without reading everything each time.
 */

/** The list of recent surveys is kept within one page of 100. */
const FULL = 80;
const FILLED_TO = 70;

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
export function planForMany(
	event: TriggerEvent,
	{ since, back, page, isPageTurn, isDeaf }: Memory,
): Plan {
	if (isDeaf) return { running: true, page };
	const recentFrom = Math.min(since, back);
	if (event === 'surveyPublished' || !isPageTurn) return { recentFrom, running: true };
	return { recentFrom, running: false, page };
}

/** What the lists said about themselves. */
export interface Counts {
	/** Times of all publications that the list of recent surveys, or the whole list, held. */
	recent?: number[];
	/** Pages of the whole list, when one was read. */
	pages?: number;
	/** The list of recent surveys held older ones: PickFu does not know the filter. */
	isDeaf?: boolean;
}

/** What to read next time. */
export function planAhead(
	done: Plan,
	memory: Memory,
	{ recent, pages = memory.pages, isDeaf = memory.isDeaf }: Counts,
): Memory {
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

/** The same memory, whose look through the pages goes on at another one. */
export function turnTo(memory: Memory, page: number): Memory {
	return { ...memory, page, mark: 0 };
}

function newestTold({ told }: Memory): number {
	return Math.max(0, ...told.map(({ time }) => time));
}

/** Only ever later, or a list that is full again and again would be read in two pages each time. */
function reach({ back }: Memory, recent: number[] = []): number {
	if (recent.length <= FULL) return back;
	return Math.max(back, [...recent].sort((a, b) => b - a)[FILLED_TO - 1]!);
}
