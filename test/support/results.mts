import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import type { QuestionResult, ResultSettings } from '../../nodes/PickFu/results/index';

/** A record as PickFu sends it. */
export type Raw = Record<string, unknown>;

export const SETTINGS: ResultSettings = { confidence: 0.95 };

/** A survey that 50 people were asked and that is over. */
export function survey(questions: Raw[], more: Raw = {}) {
	return readSurvey({
		id: 's1',
		name: 'Names',
		status: 'completed',
		sampleSize: 50,
		questions,
		...more,
	} as never);
}

/** A question for one of three names. */
export const NAMES = {
	id: 'q1',
	type: 'single_select',
	value: 'Which name?',
	options: [
		{ id: 'a', value: 'Fern' },
		{ id: 'b', value: 'Moss' },
		{ id: 'c', value: 'Reed' },
	],
};

/** So many answers of each kind to the first question. */
export function answers(...groups: Array<[count: number, raw: Raw]>) {
	return groups
		.flatMap(([count, raw]) => Array.from({ length: count }, () => raw))
		.map((raw, index) => readAnswer({ id: `r${index}`, question_id: 'q1', ...raw } as never));
}

/** The answer of somebody who chose something. */
export const pick = (chosen: unknown, more: Raw = {}) => ({ chosen_option: chosen, ...more });

/** A survey of one question, with its answers. */
export function all(type: string, labels: string[], answers: Raw[], status = 'completed') {
	const options = labels.map((value, index) => ({ id: `o${index + 1}`, value }));
	return {
		survey: readSurvey({
			id: 's',
			status,
			sampleSize: answers.length,
			questions: [{ id: 'q', type, value: 'Which?', options }],
		} as never),
		answers: answers.map((answer, index) =>
			readAnswer({ id: `r${index}`, question_id: 'q', ...answer } as never),
		),
	};
}

/** The result of its question, and that of the survey under `flat`. */
export function run(
	type: string,
	labels: string[],
	answers: Raw[],
	settings: Partial<ResultSettings> & { status?: string } = {},
) {
	const { survey, answers: read } = all(type, labels, answers, settings.status);
	const results = surveyResults(survey, read, { confidence: 0.95, ...settings });
	return { ...results.questions[0]!, flat: results };
}

export const times = (count: number, raw: Raw): Raw[] => Array.from({ length: count }, () => raw);
/** The votes of the options that were offered. */
export const votes = ({ options }: QuestionResult) =>
	options.filter(({ number }) => number !== null).map((option) => option.votes);
