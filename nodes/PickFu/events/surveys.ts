import { digest } from '../api/digest';
import { isOver, isRunning, type Survey } from '../api/shapes';
import { timeOf } from '../api/time';
import type { Memory, TriggerEvent } from './memory';
import { hasMore, watchResponses } from './responses';

/** A time in which the workflow was switched off. */
export interface Pause {
	/** Which of its events are emitted; `known`: of surveys that were published before. */
	missedEvents: 'all' | 'known' | 'none';
	lengthMs: number;
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
function eventName(event: TriggerEvent, { id, sampleSize }: Survey): string {
	return event === 'surveyCompleted' ? digest(id, String(sampleSize)) : digest(id);
}

/**
 * Finds the events that are new, and puts them among those that are due; what is not to be emitted is
 * noted as old. No order of a list and no other clock than PickFu's decides.
 *
 * @param now when the poll was made, by PickFu's clock
 */
export function findEvents(memory: Memory, surveys: Survey[], now: number, pause?: Pause): void {
	const { event, due, emitted, responses } = memory;
	const time = (survey: Survey) => eventTime(event, survey) ?? 0;
	for (const survey of [...surveys].sort((one, other) => time(one) - time(other))) {
		const { id } = survey;
		const isLeft = !isWanted(memory, survey, now, pause);
		if (isNew(memory, survey)) {
			const isOld = isFirstSight(memory, survey) || isLeft;
			emitted[eventName(event, survey)] = time(survey);
			if (event === 'newResponse' && !isOld) watchResponses(memory, id);
			if (event !== 'newResponse' && !isOld) due[id] ??= { since: now, tries: 0 };
		}
		// A survey that runs again completes again.
		if (event === 'surveyCompleted' && isRunning(survey)) delete due[id];
		if (event !== 'newResponse') continue;
		// A survey that runs and is not new, or is extended, has responses of before.
		if (isRunning(survey)) watchResponses(memory, id, true);
		if (!hasMore(memory, survey)) continue;
		if (isLeft) responses[id]!.isOld = true;
		due[id] ??= { since: now, tries: 0 };
	}
	noteSurveys(memory, surveys);
}

/** New is what ran when last seen, or happened after the cutoff and is not among the names emitted. */
function isNew({ event, emitted, open, cutoff }: Memory, survey: Survey): boolean {
	if (!hasHappened(event, survey)) return false;
	const time = eventTime(event, survey) ?? Infinity;
	const emittedAt = emitted[eventName(event, survey)];
	const isCompletion = event === 'surveyCompleted';
	if (emittedAt === undefined) return (isCompletion && open.includes(survey.id)) || time > cutoff;
	return isCompletion && emittedAt > 0 && time > emittedAt && time < Infinity;
}

/** It is met by the first poll, it was added, or the first pass has reached it and PickFu gives no time. */
function isFirstSight({ at, event, open, passAt, scope }: Memory, survey: Survey): boolean {
	if (at === 0 || open.includes(survey.id)) return at === 0;
	const isAdded = scope[0] === 'surveys' && !scope.includes(survey.id.toLowerCase());
	return isAdded || (passAt === 0 && eventTime(event, survey) === undefined);
}

/** True when an event is to be emitted in spite of the time in which the workflow was switched off. */
function isWanted({ event, open }: Memory, survey: Survey, now: number, pause?: Pause): boolean {
	if (pause === undefined || pause.missedEvents === 'all') return true;
	const since = now - pause.lengthMs;
	// Of responses PickFu gives no time.
	const time = event === 'newResponse' ? Infinity : (eventTime(event, survey) ?? Infinity);
	const isKnown = (timeOf(survey.publishedAt) ?? 0) <= since || open.includes(survey.id);
	return time <= since || (pause.missedEvents === 'known' && isKnown);
}

/** True when one of the surveys is known: whoever is connected sees the same team. */
export function knowsSome({ event, open, due, emitted }: Memory, surveys: Survey[]): boolean {
	const ids = new Set([...open, ...Object.keys(due)]);
	return surveys.some((one) => ids.has(one.id) || emitted[eventName(event, one)] !== undefined);
}

/** Notes which surveys run, and times that PickFu gives to events that were noted without one. */
function noteSurveys(memory: Memory, surveys: Survey[]): void {
	const { event, emitted } = memory;
	const open = new Set(memory.open);
	for (const survey of surveys) {
		if (isRunning(survey)) open.add(survey.id);
		else open.delete(survey.id);
		const name = eventName(event, survey);
		if (emitted[name] === 0) emitted[name] = eventTime(event, survey) ?? 0;
	}
	memory.open = [...open];
}

/** Notes a survey that ran and was emitted when it was gone from the lists. */
export function noteUnlisted(memory: Memory, survey: Survey): void {
	const { event, emitted, open } = memory;
	emitted[eventName(event, survey)] ??= eventTime(event, survey) ?? 0;
	memory.open = open.filter((id) => id !== survey.id);
}
