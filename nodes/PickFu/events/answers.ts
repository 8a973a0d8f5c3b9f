import type { Answer } from '../api/shapes';
import { keyOf } from './keys';
import type { AnswerMemory, Memory } from './memory';
import type { Sighting } from './sighting';
import { isFresh } from './surveys';

/**
 * Which answers were not told yet. PickFu documents no order of answers and no time of theirs, so
 * they are known by their ids; how many a survey has, which its list tells, says when to look.
 */

/** A survey whose answers have to be read. */
export interface Reading {
	sighting: Sighting;
	before: AnswerMemory;
}

/** The surveys with answers that were not read yet, and what was known of each. */
export function toRead(memory: Memory, seen: Sighting[]): Reading[] {
	return seen.flatMap((sighting) => {
		const before = memory.answers.get(sighting.key) ?? unread(memory, sighting);
		return before !== undefined && hasMore(before, sighting) ? [{ sighting, before }] : [];
	});
}

/** Of all answers of a survey those that were not told. */
export function newAnswers(before: AnswerMemory, answers: Answer[]): Answer[] {
	if (before.isOld) return [];
	const told = new Set(before.told);
	return answers.filter((answer) => !told.has(answerKey(answer)));
}

/** The count of a survey whose answers were never read. */
const UNREAD = -1;

/** Readings in a row that may give fewer answers than people; then PickFu has no more to give. */
const MOST_SHORT = 3;

/**
 * What to remember of a survey whose answers were read and told. Pages that move while they are
 * read, and answers that come into their list late, leave some out: it is read again then.
 */
export function afterReading({ sighting, before }: Reading, answers: Answer[]): AnswerMemory {
	const told = [...new Set([...before.told, ...answers.map(answerKey)])];
	const { numResponses: people = 0 } = sighting.survey;
	const questions = new Set(answers.map(({ questionId }) => questionId)).size;
	const tried = Math.max(0, UNREAD - before.count);
	const isShort = told.length < people * Math.max(1, questions) && tried < MOST_SHORT;
	return {
		count: isShort ? UNREAD - tried - 1 : (sighting.survey.numResponses ?? UNREAD),
		told,
		isOver: sighting.isCompleted && !isShort,
		isOld: before.isOld && isShort,
	};
}

/** The same reading, none of whose answers so far are told. */
export function untold(reading: Reading): Reading {
	return { ...reading, before: { ...reading.before, isOld: true } };
}

/**
 * The memory of answers after a poll.
 *
 * @param read surveys whose answers were read
 * @param unreadYet surveys whose answers a later poll reads
 */
export function settleAnswers(
	memory: Memory,
	read: [Reading, Answer[]][],
	unreadYet: Reading[],
): Memory['answers'] {
	const answers = new Map(memory.answers);
	const set = (key: string, value: AnswerMemory) => {
		// Newest last: the oldest are given up first when there is too much to keep.
		answers.delete(key);
		answers.set(key, value);
	};
	for (const { sighting, before } of unreadYet) set(sighting.key, before);
	for (const [reading, all] of read) set(reading.sighting.key, afterReading(reading, all));
	return answers;
}

/** All that is remembered of a survey that was never read: nothing, or that its answers are old. */
function unread(memory: Memory, sighting: Sighting): AnswerMemory | undefined {
	const isNew = isFresh(memory, sighting);
	if (!isNew && !sighting.isRunning) return undefined;
	return { count: UNREAD, told: [], isOver: false, isOld: !isNew };
}

function hasMore(before: AnswerMemory, { survey, isRunning, isCompleted }: Sighting): boolean {
	const { numResponses } = survey;
	// Where PickFu counts nothing, a running survey is always read; the last answers always are.
	if (numResponses === undefined) return isRunning || (isCompleted && !before.isOver);
	if (isCompleted && !before.isOver) return true;
	return (isRunning || isCompleted) && numResponses !== before.count;
}

/** One id may stand for all answers of a person, one for each question. */
function answerKey({ id, questionId = '', raw }: Answer): string {
	return keyOf(id ?? JSON.stringify(raw), questionId);
}
