import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../api/connection';
import { PickFuFailure } from '../../api/failure';
import { readAnswer, type Answer, type Survey } from '../../api/shapes';
import type { QuestionResult, ResultSettings, SurveyResults } from '../../results';
import { choiceField } from '../fields';
import type { RecordFields } from '../operation';
import { readWithResponses } from './readOne';

/**
 * Reads a survey with all its answers and makes a decision of them.
 *
 * @param settings `confidence` from 0.5 to below 1; `breakdownBy` names of reported traits
 */
export async function resultsOf(
	connection: Connection,
	surveyId: string,
	settings: ResultSettings,
	maxWaitMs: number,
): Promise<{ survey: Survey; answers: Answer[]; results: SurveyResults }> {
	const [survey, records] = await readWithResponses(connection, surveyId, maxWaitMs);
	const answers = records.map(readAnswer);
	const { surveyResults } = await import('../../results');
	return { survey, answers, results: surveyResults(survey, answers, settings) };
}

/** The names of the results. */
export const RESULTS_RECORD: RecordFields = {
	ids: ['surveyId'],
	names: [
		...'winnerOptionId name summary verdict winner winnerShare significant'.split(' '),
		...'enoughAnswers questions status complete sampleSize respondents'.split(' '),
		...'answers decidedBy decision decisionSummary winnerNumber winnerVotes'.split(' '),
		...'winnerLow winnerHigh runnerUp runnerUpShare margin tie pValue confidence'.split(' '),
		...['moreNeeded', 'mean', 'notes'],
	],
};

/** The results as an output record: all of it, or the ten fields that people and agents need, ids first. */
export function resultsRecord(results: SurveyResults, isSimple: boolean): IDataObject {
	const { surveyId, winnerOptionId, name, summary, verdict, winner, winnerShare } = results;
	const { significant, enoughAnswers } = results;
	const shown = isSimple
		? {
				...{ surveyId, winnerOptionId, name, summary, verdict, winner, winnerShare },
				...{ significant, enoughAnswers, questions: results.questions.map(simplified) },
			}
		: results;
	// Results are plain JSON by their making; interfaces do not say so to the compiler.
	return { ...shown } as unknown as IDataObject;
}

/** One question in few fields; what "Break Down By" and "Include Reasons" asked for stays. */
function simplified(result: QuestionResult) {
	const { questionId, number, question, verdict, summary, notes, moreNeeded, mean } = result;
	const { reasons, breakdown } = result;
	const options = result.options.map(({ optionId, label, votes, base, share, rank }) => {
		return { optionId, label, votes, base, share, rank };
	});
	return {
		...{ questionId, number, question, verdict, summary },
		...{ winner: result.winner?.label ?? null, moreNeeded, mean: mean ?? null, options, notes },
		...(reasons && { reasons }),
		...(breakdown && { breakdown }),
	};
}

/** How sure a decision must be. */
export const confidenceField = choiceField(
	'Confidence',
	'confidence',
	'How sure intervals and the comparison of the winner with the runner-up must be',
	[
		{ name: '80%', value: 0.8, description: 'A quick signal' },
		{ name: '90%', value: 0.9 },
		{ name: '95%', value: 0.95, description: 'The usual choice' },
		{ name: '99%', value: 0.99, description: 'For decisions that are expensive to undo' },
	],
	0.95,
);

/**
 * The confidence that was asked for.
 *
 * @throws {PickFuFailure} kind `input` for anything but a number from 0.5 to below 1
 */
export function readConfidence(value: unknown): number {
	const confidence = typeof value === 'string' ? Number(value) : value;
	if (typeof confidence === 'number' && confidence >= 0.5 && confidence < 1) return confidence;
	const rule = 'must be at least 0.5 and below 1';
	throw PickFuFailure.field('confidence', rule, 'For example, use 0.95.');
}
