import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../api/connection';
import { PickFuFailure } from '../../api/failure';
import { list } from '../../api/pages';
import { readAnswer, type Answer, type Survey } from '../../api/shapes';
import { surveyResults, type QuestionResult, type SurveyResults } from '../../results';
import type { RecordFields } from '../operation';
import { readOne } from './readOne';

/** A survey, all its answers, and the numbers made of them. */
export interface Decided {
	survey: Survey;
	answers: Answer[];
	results: SurveyResults;
}

/**
 * Reads a survey with all its answers and makes a decision of them.
 *
 * @param settings `confidence` from 0.5 to below 1; `breakdownBy` names of reported traits
 */
export async function resultsOf(
	connection: Connection,
	surveyId: string,
	settings: { confidence: number; breakdownBy?: string[]; reasons?: boolean },
	maxWaitMs: number,
): Promise<Decided> {
	const [survey, records] = await Promise.all([
		readOne(connection, surveyId, maxWaitMs),
		list(connection, 'listResponses', { ids: { surveyId }, maxWaitMs }),
	]);
	const answers = records.map(readAnswer);
	const { confidence, breakdownBy = [], reasons = false } = settings;
	return {
		survey,
		answers,
		results: surveyResults(survey, answers, { confidence, breakdownBy, reasons }),
	};
}

/** The names of the results. */
export const RESULTS_RECORD: RecordFields = {
	ids: ['surveyId'],
	names: [
		'name',
		'status',
		'complete',
		'sampleSize',
		'answers',
		'summary',
		'decidedBy',
		'winner',
		'winnerOptionId',
		'winnerNumber',
		'winnerVotes',
		'winnerShare',
		'winnerLow',
		'winnerHigh',
		'runnerUp',
		'runnerUpShare',
		'margin',
		'tie',
		'significant',
		'pValue',
		'confidence',
		'enoughAnswers',
		'moreNeeded',
		'mean',
		'questions',
		'notes',
		'reportEmail',
	],
};

/** The results as an output record; simplified without the points of click tests. */
export function resultsRecord(results: SurveyResults, isSimple: boolean): IDataObject {
	const shown = isSimple
		? { ...results, questions: results.questions.map(withoutClicks) }
		: results;
	// Results are plain JSON by their making; interfaces do not say so to the compiler.
	return { ...shown } as unknown as IDataObject;
}

/**
 * The confidence that was asked for.
 *
 * @throws {PickFuFailure} kind `input` for anything but a number from 0.5 to below 1
 */
export function readConfidence(value: unknown): number {
	const confidence = typeof value === 'string' ? Number(value) : value;
	if (typeof confidence === 'number' && confidence >= 0.5 && confidence < 1) return confidence;
	throw PickFuFailure.input(
		'The field "Confidence" takes a number from 0.5 to below 1',
		'For example 0.95.',
		'confidence',
	);
}

/** Every click of a click test is a lot of numbers; the grid says the same in a hundred. */
function withoutClicks(question: QuestionResult): QuestionResult {
	const rest = { ...question };
	delete rest.points;
	return rest;
}
