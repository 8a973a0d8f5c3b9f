import { hash } from '../random.mts';
import type { StoredQuestion, StoredSurvey, Wire } from '../state/model.mts';
import type { World } from '../state/world.mts';
import { answer } from './answers.mts';
import { demographics } from './people.mts';

/** Which answer a response is: of which survey, to which question, by which person. */
export interface ResponseKey {
	survey: StoredSurvey;
	question: StoredQuestion;
	/** Number of the person in the survey, from 0, in order of arrival. */
	person: number;
}

const followUpDelay = 10 * 60_000;

function scramble(world: World, value: number, bits: number, salt: string): number {
	const mask = hash(`${world.seed}/${salt}`) % 2 ** bits;
	return (value ^ mask) >>> 0;
}

/**
 * The id of a response: a GUID that holds survey, question and person, so that any response can be
 * found again without a list of all that were ever made.
 */
export function responseId(world: World, { survey, question, person }: ResponseKey): string {
	const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
	const serial = scramble(world, survey.serial, 32, 'survey');
	const position = scramble(world, survey.questions.indexOf(question), 16, 'question');
	const number = scramble(world, person, 32, `person/${survey.serial}/${position}`);
	return `${hex(serial, 8)}-${hex(position, 4)}-4${hex(person % 4096, 3)}-8000-0000${hex(number, 8)}`;
}

/** The response with that id in a team, if its person has answered; undefined otherwise. */
export function findResponse(world: World, team: string, id: string): ResponseKey | undefined {
	const match = /^([0-9a-f]{8})-([0-9a-f]{4})-4([0-9a-f]{3})-8000-0000([0-9a-f]{8})$/.exec(id);
	if (!match) return undefined;
	const survey = world.bySerial[scramble(world, parseInt(match[1]!, 16), 32, 'survey')];
	if (!survey || survey.team !== team || !world.surveys.has(survey.id)) return undefined;
	const position = parseInt(match[2]!, 16);
	const question = survey.questions[scramble(world, position, 16, 'question')];
	if (!question) return undefined;
	const person = scramble(
		world,
		parseInt(match[4]!, 16),
		32,
		`person/${survey.serial}/${position}`,
	);
	const key = { survey, question, person };
	return person < world.standing(survey).answered && responseId(world, key) === id
		? key
		: undefined;
}

/**
 * A response as it goes over the wire.
 * @param language of the translation wanted; the sandbox only marks the text with it
 * @param mediaBase address under which recordings are said to be
 */
export function wireResponse(
	world: World,
	key: ResponseKey,
	mediaBase: string,
	language?: string,
): Wire['Response'] {
	const { survey, question, person } = key;
	const id = responseId(world, key);
	const note = world.noteOf(id);
	const seed = `${world.seed}/${survey.id}`;
	const given = answer(seed, question, person, world.settings.optionLabels, mediaBase);
	const now = world.clock.now();
	return {
		id,
		question_id: question.id,
		...given,
		translation: language ? `[${language}] ${given.explanation}` : null,
		respondent: demographics(`${seed}/${person}`, survey),
		pinned: note?.pinned ?? false,
		rating: note?.rating ?? null,
		follow_ups: (note?.followUps ?? []).map(({ id: followUpId, question: asked, askedAt }) => ({
			id: followUpId,
			question: asked,
			answer: now - askedAt >= followUpDelay ? `Good question. ${given.explanation}` : null,
		})),
	};
}
