import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import { PickFuFailure } from '../api/failure';
import { shown, toFailure } from '../api/nodeErrors';
import { list } from '../api/pages';
import { readAnswer, type Answer, type Survey } from '../api/shapes';
import { answerRows, surveyRow } from '../results/rows';
import { readOne } from '../resources/survey/readOne';
import { resultsOf, resultsRecord } from '../resources/survey/resultsOf';
import type { Settings } from './settings';

/** Why a survey cannot be read any more, for good: what is known from the list is told instead. */
const FOR_GOOD: PickFuFailure['kind'][] = ['notFound', 'forbidden', 'invalid'];

/**
 * The items that tell of a survey: itself, its answers or its results.
 *
 * @param listed the survey as it stood in the list: it has dates that the survey by itself may lack
 * @returns undefined when the survey turns out not to be watched: PickFu overlooked a filter
 */
export async function giveSurvey(
	connection: Connection,
	settings: Settings,
	listed: Survey,
	maxWaitMs: number,
): Promise<INodeExecutionData[] | undefined> {
	return await read(connection, settings, listed, maxWaitMs).catch(async (thrown: unknown) => {
		// A survey that this version stumbles over would be stumbled over at each poll.
		const isForGood = !(thrown instanceof PickFuFailure) || FOR_GOOD.includes(thrown.kind);
		if (!isForGood) return await Promise.reject(thrown);
		return [{ json: { ...record(settings, listed), notRead: shown(toFailure(thrown)).message } }];
	});
}

async function read(
	connection: Connection,
	settings: Settings,
	listed: Survey,
	maxWaitMs: number,
): Promise<INodeExecutionData[] | undefined> {
	const { output, isSimple, confidence, scope } = settings;
	if (output === 'results') {
		const { survey, results } = await resultsOf(connection, listed.id, { confidence }, maxWaitMs);
		return scope.holds(survey) ? [{ json: resultsRecord(results, true) }] : undefined;
	}
	const survey = await readOne(connection, listed.id, maxWaitMs);
	if (!scope.holds(survey)) return undefined;
	const full = withDates(survey, listed);
	if (output === 'survey') return [{ json: record(settings, full) }];
	const answers = await readAnswers(connection, listed.id, maxWaitMs);
	// A survey without answers has completed as well, and that has to be told.
	return answers.length > 0
		? giveAnswers(isSimple, full, answers)
		: [{ json: record(settings, full) }];
}

/** One item for each answer. */
export function giveAnswers(
	isSimple: boolean,
	survey: Survey,
	answers: Answer[],
): INodeExecutionData[] {
	const records = isSimple
		? answerRows(survey, answers)
		: answers.map(({ raw }) => ({ ...raw, survey_id: survey.id }));
	return records.map((json) => ({ json }));
}

/** All answers of a survey. */
export async function readAnswers(
	connection: Connection,
	surveyId: string,
	maxWaitMs: number,
): Promise<Answer[]> {
	const records = await list(connection, 'listResponses', { ids: { surveyId }, maxWaitMs });
	return records.map(readAnswer);
}

function record({ isSimple }: Settings, survey: Survey): IDataObject {
	return isSimple ? surveyRow(survey) : survey.raw;
}

function withDates(survey: Survey, listed: Survey): Survey {
	const dates = {
		createdAt: survey.createdAt ?? listed.createdAt,
		publishedAt: survey.publishedAt ?? listed.publishedAt,
		completedAt: survey.completedAt ?? listed.completedAt,
	};
	return { ...survey, ...dates, raw: { ...dates, ...survey.raw } };
}
