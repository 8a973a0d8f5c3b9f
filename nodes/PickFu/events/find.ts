import { isRunning, type Survey } from '../api/shapes';
import type { Memory } from './memory';
import { hasMore, skipResponses, watchResponses } from './responses';
import { timeOf } from './time';
import { newEvents, noteEmitted, type Found } from './surveys';

/** Which events of a time in which the workflow was switched off are emitted. */
export type MissedEvents = 'all' | 'known' | 'none';

/** A time in which the workflow was switched off. */
export interface Pause {
	missedEvents: MissedEvents;
	/** When it began, by PickFu's clock. */
	since: number;
	/** False where n8n was started since: then it is not known which surveys were watched by then. */
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

/** Finds the events that are not in the memory, and puts them among those that are due, or notes them as old. */
export function findEvents(memory: Memory, surveys: Survey[], by: Circumstances): void {
	for (const found of newEvents(memory, surveys)) {
		const isOld =
			by.isFirst || isFirstSight(memory, found, by) || !isWanted(memory, found, by.pause);
		const { name, time, survey } = found;
		if (memory.event === 'newResponse') watchResponses(memory, survey.id, isOld);
		if (isOld || memory.event === 'newResponse') noteEmitted(memory, found);
		else memory.due[survey.id] ??= { name, time, since: by.now, tries: 0 };
	}
	for (const survey of surveys) {
		// A survey that runs again completes again.
		if (memory.event === 'surveyCompleted' && isRunning(survey)) delete memory.due[survey.id];
		if (memory.event === 'newResponse') findResponses(memory, survey, by);
	}
}

/** An extended survey that is seen for the first time has responses of before. */
function findResponses(memory: Memory, survey: Survey, { now, pause }: Circumstances): void {
	if (isRunning(survey)) watchResponses(memory, survey.id, true);
	if (!hasMore(memory, survey)) return;
	if (!isWanted(memory, { survey }, pause)) skipResponses(memory, survey.id);
	memory.due[survey.id] ??= { since: now, tries: 0 };
}

/** A survey that was not there before: it was added, or the first pass has reached it and PickFu gives no time. */
function isFirstSight(
	memory: Memory,
	{ survey, time }: Found,
	{ isAdded }: Circumstances,
): boolean {
	if (memory.open.includes(survey.id)) return false;
	return isAdded(survey.id) || (memory.passAt === 0 && time === undefined);
}

/** True when an event is to be emitted in spite of the time in which the workflow was switched off. */
export function isWanted(
	{ open }: Pick<Memory, 'open'>,
	{ survey, time }: Pick<Found, 'survey' | 'time'>,
	pause?: Pause,
): boolean {
	if (pause === undefined || pause.missedEvents === 'all') return true;
	if (time !== undefined && time <= pause.since) return true;
	if (pause.missedEvents === 'none') return false;
	const publishedAt = timeOf(survey.publishedAt) ?? 0;
	return !pause.isExact || publishedAt <= pause.since || open.includes(survey.id);
}
