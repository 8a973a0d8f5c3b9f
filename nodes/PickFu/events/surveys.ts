import { digest } from '../api/digest';
import { isOver, isRunning, type Survey } from '../api/shapes';
import { timeOf } from '../api/time';
import type { Memory, TriggerEvent } from './memory';
import { hasMore, skipResponses, watchResponses } from './responses';

/** An event that was found: the survey, its name among those emitted, and when it happened. */
export interface Found {
	survey: Survey;
	name: string;
	time?: number;
}

/** A time in which the workflow was switched off. */
export interface Pause {
	/** Which of its events are emitted; `known`: of surveys that were published before. */
	missedEvents: 'all' | 'known' | 'none';
	/** When it began, by PickFu's clock. */
	since: number;
	/** False where n8n was started since: then it is unknown which surveys were watched by then. */
	isExact: boolean;
}

/** What decides, beside the memory, whether an event is emitted. */
export interface Circumstances {
	/** When the poll was made, by PickFu's clock. */
	now: number;
	/** What is there now is old. */
	isFirst: boolean;
	pause?: Pause;
	/** True for a survey that was added to those watched since the last poll. */
	isAdded(surveyId: string): boolean;
}

/** When the event happened, by PickFu's clock; undefined where PickFu does not say. */
export function eventTime(event: TriggerEvent, survey: Survey): number | undefined {
	return timeOf(event === 'surveyCompleted' ? survey.completedAt : survey.publishedAt);
}

/** True when the survey is in a state that the event leads to. */
export function hasHappened(event: TriggerEvent, survey: Survey): boolean {
	return isOver(survey) || (event !== 'surveyCompleted' && isRunning(survey));
}

/** What an event is known by: a survey that gets more respondents completes again, with another sample size. */
export function eventName(event: TriggerEvent, { id, sampleSize }: Survey): string {
	return event === 'surveyCompleted' ? digest(id, String(sampleSize)) : digest(id);
}

/**
 * Finds the events that are new, and puts them among those that are due; what is not to be emitted is
 * noted as old. No order of a list and no other clock than PickFu's decides.
 */
export function findEvents(memory: Memory, surveys: Survey[], by: Circumstances): void {
	const isResponses = memory.event === 'newResponse';
	for (const found of surveys.flatMap((survey) => asNew(memory, survey))) {
		const { name, time, survey } = found;
		const isOld = by.isFirst || isFirstSight(memory, found, by) || !isWanted(memory, found, by);
		// Of a survey that was over before, nobody will respond until it is extended.
		if (isResponses && !(isOld && isOver(survey))) watchResponses(memory, survey.id, isOld);
		if (isOld || isResponses) noteEmitted(memory, name, time);
		else memory.due[survey.id] ??= { name, time, since: by.now, tries: 0 };
	}
	for (const survey of surveys) {
		// A survey that runs again completes again.
		if (memory.event === 'surveyCompleted' && isRunning(survey)) delete memory.due[survey.id];
		if (!isResponses) continue;
		// An extended survey that is seen for the first time has responses of before.
		if (isRunning(survey)) watchResponses(memory, survey.id, true);
		if (!hasMore(memory, survey)) continue;
		if (!isWanted(memory, { survey }, by)) skipResponses(memory, survey.id);
		memory.due[survey.id] ??= { since: by.now, tries: 0 };
	}
}

/** New is what ran when last seen, or happened after the cutoff and is not among the names emitted. */
function asNew(memory: Memory, survey: Survey): Found[] {
	const { event } = memory;
	const [name, time] = [eventName(event, survey), eventTime(event, survey)];
	const emittedAt = memory.emitted[name];
	const wasOpen = event === 'surveyCompleted' && memory.open.includes(survey.id);
	const isNew =
		emittedAt === undefined
			? wasOpen || time === undefined || time > memory.cutoff
			: event === 'surveyCompleted' && emittedAt > 0 && time !== undefined && time > emittedAt;
	return isNew && hasHappened(event, survey) ? [{ survey, name, time }] : [];
}

/** It was added, or the first pass has reached it and PickFu gives no time. */
function isFirstSight(
	memory: Memory,
	{ survey, time }: Found,
	{ isAdded }: Circumstances,
): boolean {
	if (memory.open.includes(survey.id)) return false;
	return isAdded(survey.id) || (memory.passAt === 0 && time === undefined);
}

/** True when an event is to be emitted in spite of the time in which the workflow was switched off. */
function isWanted(
	{ open }: Memory,
	{ survey, time }: Pick<Found, 'survey' | 'time'>,
	{ pause }: Circumstances,
): boolean {
	if (pause === undefined || pause.missedEvents === 'all') return true;
	if (time !== undefined && time <= pause.since) return true;
	if (pause.missedEvents === 'none') return false;
	const publishedAt = timeOf(survey.publishedAt) ?? 0;
	return !pause.isExact || publishedAt <= pause.since || open.includes(survey.id);
}

/** True when one of the surveys is known: whoever is connected sees the same team. */
export function knowsSome({ event, open, due, emitted }: Memory, surveys: Survey[]): boolean {
	const ids = new Set([...open, ...Object.keys(due)]);
	return surveys.some((one) => ids.has(one.id) || emitted[eventName(event, one)] !== undefined);
}

/** Notes an event as emitted, or as old; where PickFu gives it no time, under 0, for good. */
export function noteEmitted(memory: Memory, name: string, time = 0): void {
	memory.emitted[name] = time;
}

/** Notes which surveys run, and times that PickFu gives to events that were noted without one. */
export function noteSurveys(memory: Memory, surveys: Survey[]): void {
	const open = new Set(memory.open);
	for (const survey of surveys) {
		if (isRunning(survey)) open.add(survey.id);
		else open.delete(survey.id);
		const name = eventName(memory.event, survey);
		if (memory.emitted[name] === 0) noteEmitted(memory, name, eventTime(memory.event, survey));
	}
	memory.open = [...open];
}

/** The list of recent surveys begins later when it has become long, so that it stays within a page of 100. */
export function noteRecent(memory: Memory, surveys: Survey[]): void {
	const times = surveys.map(({ publishedAt }) => timeOf(publishedAt) ?? 0).sort((a, b) => b - a);
	if (times.length > 80) memory.recentFrom = Math.max(memory.recentFrom, times[69]!);
}
