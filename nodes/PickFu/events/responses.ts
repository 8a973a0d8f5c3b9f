import { digest } from '../api/digest';
import { isOver, isRunning, type Answer, type Survey } from '../api/shapes';
import type { Memory } from './memory';

/**
 * What is remembered of the responses of one survey. PickFu documents no order of responses and no time of
 * theirs, so they are known by their ids; how many a survey has, which its list says, tells when to read them.
 */
export interface ResponseMemory {
	/** How many people had responded when they were last read; undefined before. */
	count?: number;
	/** Names of the responses that were emitted, or are old; a blank between them. */
	known: string;
	/** They were read after the survey was over. */
	isFinal?: true;
	/** What is there at the next reading is old. */
	isOld?: true;
	/** Readings at this count that gave fewer responses than it. */
	short?: number;
}

/** Readings that may give fewer responses than people; then PickFu has no more to give. */
const MOST_SHORT = 3;

/** Letters of names that are kept of surveys that are over, which may get more respondents. */
const MOST_LETTERS = 100_000;

/** True when the survey may have responses that were not read. */
export function hasMore({ responses }: Memory, survey: Survey): boolean {
	const before = responses[survey.id];
	if (before === undefined || !(isRunning(survey) || isOver(survey))) return false;
	if (isOver(survey) && !before.isFinal) return true;
	const { numResponses } = survey;
	if (numResponses === undefined) return isRunning(survey);
	return numResponses !== before.count || before.short !== undefined;
}

/** Begins to watch the responses of a survey; those that it has by now may be old. */
export function watchResponses({ responses }: Memory, surveyId: string, isOld = false): void {
	responses[surveyId] ??= { known: '', ...(isOld && { isOld }) };
}

/** Of all responses of a survey those that are to be emitted. */
export function newResponses(memory: Memory, surveyId: string, responses: Answer[]): Answer[] {
	const { known = '', isOld } = memory.responses[surveyId] ?? {};
	const names = new Set(known.split(' '));
	return isOld ? [] : responses.filter((response) => !names.has(nameOf(response)));
}

/** Notes all responses of a survey as emitted, or as old; undefined where they could not be read for long. */
export function noteResponses(memory: Memory, survey: Survey, responses?: Answer[]): void {
	const { id, numResponses: people } = survey;
	const { known: before = '', count, short = 0, isOld } = memory.responses[id] ?? {};
	const read = responses ?? [];
	const known = new Set([...before.split(' ').filter(Boolean), ...read.map(nameOf)]);
	const questions = new Set(read.map(({ questionId }) => questionId)).size;
	const tries = people === count ? short + 1 : 1;
	// Pages that move while they are read, and responses that come late, leave some out: it is read again.
	const isMissing = known.size < (people ?? 0) * Math.max(1, questions);
	const isShort = responses !== undefined && isMissing && tries <= MOST_SHORT;
	// Newest last: the oldest are given up first when there is too much to keep.
	delete memory.responses[id];
	memory.responses[id] = {
		known: [...known].join(' '),
		count: people,
		...(isShort && { short: tries, ...(isOld && { isOld }) }),
		...(!isShort && isOver(survey) && { isFinal: true }),
	};
}

/** Forgets the responses of surveys that have long been over, when there are too many to keep. */
export function limitResponses({ responses }: Memory): void {
	const entries = Object.entries(responses);
	let letters = entries.reduce((sum, [, { known }]) => sum + known.length, 0);
	for (const [id, { known, isFinal }] of entries) {
		if (!isFinal || letters <= MOST_LETTERS) continue;
		letters -= known.length;
		delete responses[id];
	}
}

/** One id may stand for all answers of a person, one for each question. */
function nameOf({ id, questionId = '', raw }: Answer): string {
	return digest(id ?? JSON.stringify(raw), questionId);
}
