import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { PickFuFailure } from '../api/failure';
import { shown, toFailure } from '../api/nodeErrors';
import { readSurvey, type Answer, type Survey } from '../api/shapes';
import type { Due, Memory } from '../events/memory';
import { giveUpResponses, newResponses, noteResponses } from '../events/responses';
import { eventName, eventTime, hasHappened, noteEmitted } from '../events/surveys';
import { surveyResults } from '../results';
import { answerRows, surveyRow } from '../results/rows';
import { resultsRecord } from '../resources/survey/resultsOf';
import type { View } from './lists';
import type { Settings } from './settings';
import { isOfAccount, beganAt, readById, readResponses, type Turn } from './turn';

/** What cannot be read is given up after so many tries, and not before a day is over. */
const MOST_TRIES = 10;
const LONGEST_DUE_MS = 24 * 3_600_000;

/**
 * Reads what is due and notes it as emitted: one survey after the other, so that a poll with little
 * time finishes some. A survey that cannot be read does not keep the others back; it is tried again,
 * and in the end emitted with `notRead`.
 *
 * @throws {PickFuFailure} a failure of the whole account, when nothing was read before it
 */
export async function emitDue(
	turn: Turn,
	memory: Memory,
	view: View,
): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for (const [index, id] of inOrder(memory.due).entries()) {
		if (Date.now() >= turn.deadline) break;
		try {
			items.push(...(await emitOne(turn, memory, view, id)));
			delete memory.due[id];
		} catch (thrown) {
			const failure = toFailure(thrown);
			const isCutShort = failure.kind === 'timedOut' || failure.kind === 'rateLimited';
			if (isOfAccount(failure) && !isCutShort && items.length === 0) throw failure;
			// One that takes more than a whole poll has counts as one that cannot be read.
			if (isOfAccount(failure) && !(isCutShort && index === 0)) break;
			items.push(...failedOnce(turn, memory, view.surveys.get(id) ?? readSurvey({ id }), failure));
		}
	}
	return items;
}

/** What was tried least comes first, and then what happened first. */
function inOrder(due: Memory['due']): string[] {
	const order = ([, one]: [string, Due], [, other]: [string, Due]) =>
		one.tries - other.tries || (one.time ?? one.since) - (other.time ?? other.since);
	return Object.entries(due)
		.sort(order)
		.map(([id]) => id);
}

async function emitOne(
	turn: Turn,
	memory: Memory,
	{ surveys, full }: View,
	id: string,
): Promise<INodeExecutionData[]> {
	const { settings } = turn;
	const listed = surveys.get(id);
	const read = async () =>
		listed !== undefined && full.has(id) ? listed : withDates(await readById(turn, id), listed);
	if (settings.event === 'newResponse') {
		const counted = listed ?? (await read());
		const responses = await readResponses(turn, id);
		const fresh = newResponses(memory, id, responses);
		const survey = fresh.length > 0 ? await read() : counted;
		noteResponses(memory, counted, responses);
		return isWatched(turn, survey) ? responseItems(settings, survey, fresh) : [];
	}
	const survey = await read();
	if (listed === undefined && !hasHappened(memory.event, survey)) return [];
	const items = isWatched(turn, survey) ? await surveyItems(turn, survey) : [];
	const { name = eventName(memory.event, survey), time = eventTime(memory.event, survey) } =
		memory.due[id] ?? {};
	noteEmitted(memory, name, time);
	return items;
}

/** The items of a survey: itself, its responses or its results. */
export async function surveyItems(turn: Turn, survey: Survey): Promise<INodeExecutionData[]> {
	const { settings } = turn;
	const { output, confidence } = settings;
	if (output === 'survey') return [{ json: record(settings, survey) }];
	const responses = await readResponses(turn, survey.id);
	if (output === 'results') {
		const choices = { confidence, breakdownBy: [], reasons: false };
		return [{ json: resultsRecord(surveyResults(survey, responses, choices), true) }];
	}
	// A survey without responses has completed as well.
	if (responses.length === 0) return [{ json: record(settings, survey) }];
	return responseItems(settings, survey, responses);
}

/** One item for each response. */
export function responseItems(
	{ isSimple }: Settings,
	survey: Survey,
	responses: Answer[],
): INodeExecutionData[] {
	const records = isSimple
		? answerRows(survey, responses)
		: responses.map(({ raw }) => ({ ...raw, survey_id: survey.id }));
	return records.map((json) => ({ json }));
}

/** Counts a try; after the last one the survey is emitted as far as it is known. */
function failedOnce(
	turn: Turn,
	memory: Memory,
	survey: Survey,
	failure: PickFuFailure,
): INodeExecutionData[] {
	const due = memory.due[survey.id]!;
	due.tries += 1;
	if (due.tries < MOST_TRIES || beganAt(turn) - due.since < LONGEST_DUE_MS) return [];
	delete memory.due[survey.id];
	if (memory.event === 'newResponse') giveUpResponses(memory, survey);
	else noteEmitted(memory, due.name ?? eventName(memory.event, survey), due.time);
	return [{ json: { ...record(turn.settings, survey), notRead: shown(failure).message } }];
}

function isWatched(turn: Turn, survey: Survey): boolean {
	const isIn = turn.settings.scope.holds(survey);
	if (!isIn)
		turn.warnOnce('PickFu returned a survey that does not match the filter; it was skipped');
	return isIn;
}

function record({ isSimple }: Settings, survey: Survey): IDataObject {
	return isSimple ? surveyRow(survey) : survey.raw;
}

/** A list has dates that the survey by itself may lack. */
function withDates(survey: Survey, listed: Survey | undefined): Survey {
	const dates = {
		createdAt: survey.createdAt ?? listed?.createdAt,
		publishedAt: survey.publishedAt ?? listed?.publishedAt,
		completedAt: survey.completedAt ?? listed?.completedAt,
	};
	return { ...survey, ...dates, raw: { ...dates, ...survey.raw } };
}
