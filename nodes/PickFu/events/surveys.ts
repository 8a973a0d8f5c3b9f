import { digest } from '../api/digest';
import { isOver, isRunning, type Survey } from '../api/shapes';
import type { Memory, TriggerEvent } from './memory';
import { timeOf } from './time';

/** An event that was found: the survey it is of, its name among those emitted, and when it happened. */
export interface Found {
	survey: Survey;
	name: string;
	time?: number;
}

/** When the event happened, by PickFu's clock; undefined where PickFu does not say. */
export function eventTime(event: TriggerEvent, survey: Survey): number | undefined {
	return timeOf(event === 'surveyCompleted' ? survey.completedAt : survey.publishedAt);
}

/** True when the survey is in a state that the event leads to. */
export function hasHappened(event: TriggerEvent, survey: Survey): boolean {
	return isOver(survey) || (event !== 'surveyCompleted' && isRunning(survey));
}

/**
 * What an event is known by. A completed survey that gets more respondents completes again: each
 * completion has its own sample size, and mostly its own time.
 */
export function eventName(event: TriggerEvent, { id, sampleSize }: Survey): string {
	return event === 'surveyCompleted' ? digest(id, String(sampleSize)) : digest(id);
}

/**
 * The events that were not emitted yet, in the order in which they happened. An event is new if the
 * survey ran when last seen, or if it happened after the cutoff and its name is not among those
 * emitted; no order of a list and no other clock than PickFu's decides.
 */
export function newEvents(memory: Memory, surveys: Survey[]): Found[] {
	const { event } = memory;
	const open = new Set(memory.open);
	const found = surveys
		.filter((survey) => hasHappened(event, survey))
		.map((survey) => ({
			survey,
			name: eventName(event, survey),
			time: eventTime(event, survey),
		}))
		.filter(({ survey, name, time }) => {
			const emittedAt = memory.emitted[name];
			if (emittedAt !== undefined) {
				const isLater = emittedAt > 0 && time !== undefined && time > emittedAt;
				return event === 'surveyCompleted' && isLater;
			}
			if (event === 'surveyCompleted' && open.has(survey.id)) return true;
			return time === undefined || time > memory.cutoff;
		});
	return found.sort((one, other) => (one.time ?? 0) - (other.time ?? 0));
}

/** True when one of the surveys is known: whoever is connected sees the same team. */
export function knowsSome(memory: Memory, surveys: Survey[]): boolean {
	const ids = new Set([...memory.open, ...Object.keys(memory.due)]);
	return surveys.some(
		(survey) => ids.has(survey.id) || memory.emitted[eventName(memory.event, survey)] !== undefined,
	);
}

/** Surveys that ran and were not met where they would be: they are over, or were deleted or moved. */
export function vanished({ open, due }: Memory, surveys: Map<string, Survey>): string[] {
	return open.filter((id) => !surveys.has(id) && due[id] === undefined);
}

/** Notes which surveys run, and times that PickFu gives to events that were emitted without one. */
export function noteSurveys(memory: Memory, surveys: Survey[]): void {
	const open = new Set(memory.open);
	for (const survey of surveys) {
		if (isRunning(survey)) open.add(survey.id);
		else open.delete(survey.id);
		const name = eventName(memory.event, survey);
		const time = eventTime(memory.event, survey);
		if (memory.emitted[name] === 0 && time !== undefined) memory.emitted[name] = time;
	}
	memory.open = [...open];
}

/** Notes an event as emitted, or as old; where PickFu gives it no time, under 0, for good. */
export function noteEmitted(
	memory: Memory,
	{ name, time = 0 }: Pick<Found, 'name' | 'time'>,
): void {
	memory.emitted[name] = time;
}

/** A list of recent surveys that grows beyond this is made shorter, so that it stays within a page of 100. */
const RECENT_FULL = 80;
const RECENT_KEPT = 70;

/** The list of recent surveys begins later when it has become long; never earlier. */
export function noteRecent(memory: Memory, surveys: Survey[]): void {
	const times = surveys.map(({ publishedAt }) => timeOf(publishedAt) ?? 0).sort((a, b) => b - a);
	if (times.length <= RECENT_FULL) return;
	memory.recentFrom = Math.max(memory.recentFrom, times[RECENT_KEPT - 1]!);
}
