import type { IDataObject } from 'n8n-workflow';
import { remembered } from '../api/remembered';
import type { Answer, RespondentTrait, Survey, SurveyQuestion } from '../api/shapes';
import { addTo } from './numbers';
import { plainWords } from './options';
import { assignAnswers, questionReader, type Reader, type Reading } from './reader';
import { compact, joined } from './records';

/**
 * One flat record for each answer, at most ten fields with ids first, and one more column for each reported trait of
 * the respondent. Answers to questions that the survey does not have keep their ids.
 */
export function answerRows(survey: Survey, answers: Answer[]): IDataObject[] {
	const { byQuestion } = assignAnswers(survey, answers);
	const columns = new Map<Answer, IDataObject>();
	survey.questions.forEach((question, index) => {
		const reader = questionReader(question, byQuestion[index]!);
		for (const reading of reader.readings) {
			columns.set(reading.answer, readColumns(question, reader, reading));
		}
	});
	const columnOf = remembered(traitColumn);
	return answers.map((answer) => {
		const { questionId, ...read } = columns.get(answer) ?? { answer: joined(answer.chosenOption) };
		return compact({
			responseId: answer.id,
			surveyId: survey.id,
			questionId: answer.questionId ?? questionId,
			...read,
			explanation: answer.explanation ?? answer.mediaTranscription,
			translation: answer.translation,
			...traitColumns(answer.respondent, columnOf),
		});
	});
}

/** What was asked and chosen: of several picks all ids and no number; only the columns that its kind has. */
function readColumns(asked: SurveyQuestion, reader: Reader, reading: Reading): IDataObject {
	const { kind, entries, own } = reader;
	const { answer, picks, order, score } = reading;
	const labels = (indices: readonly number[]) =>
		indices.map((index) => entries[index]?.label ?? '(not an option)');
	const picked = picks.filter((index) => index < own).map((index) => entries[index]!);
	const words = picks.length > 0 ? labels(picks) : answer.chosenOption;
	const open = kind === 'words' ? (answer.explanation ?? answer.mediaTranscription) : undefined;
	return {
		questionId: asked.id,
		optionId: joined(picked.map(({ optionId }) => optionId ?? '')),
		optionNumber: picked.length === 1 ? picked[0]!.number! : undefined,
		question: asked.prompt,
		answer: joined(words) ?? (score === undefined ? open : String(score)),
		score,
		ranking: order.length > 1 ? joined(labels(order), ' > ') : undefined,
		clicks: answer.clicks.length || undefined,
		media: answer.media,
	};
}

/** `Age range` becomes `respondent_age_range`: one prefix keeps traits away from our own columns. */
function traitColumn(name: string): string {
	return `respondent_${plainWords(name).replace(/ /g, '_') || 'trait'}`;
}

function traitColumns(traits: RespondentTrait[], columnOf: (name: string) => string): IDataObject {
	const columns = new Map<string, string[]>();
	for (const { name, value } of traits) addTo(columns, columnOf(name), value);
	const entries = [...columns].map(([column, values]) => [column, joined([...new Set(values)])]);
	return Object.fromEntries(entries) as IDataObject;
}
