import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { shown, toFailure } from '../api/nodeErrors';
import { list } from '../api/pages';
import { readAnswer, readSurvey, type Answer, type Survey } from '../api/shapes';
import type { Memory } from '../events/memory';
import { newResponses, noteResponses } from '../events/responses';
import { hasHappened, noteUnlisted } from '../events/surveys';
import { surveyRow } from '../results/records';
import { readOne } from '../resources/survey/readOne';
import { resultsRecord } from '../resources/survey/resultsOf';
import type { Settings } from './settings';
import { beganAt, isCutShort, isOfAccount, type Turn } from './turn';

/** What cannot be read is given up after so many tries, and not before a day is over. */
const MOST_TRIES = 10;
const LONGEST_DUE_MS = 24 * 3_600_000;

/**
 * Reads what is due: one survey after the other, so that a poll with little time finishes some. One
 * that cannot be read is tried again in later polls, and in the end emitted with `notRead`.
 *
 * @param surveys those that the lists showed, by id
 * @throws {PickFuFailure} a failure of the whole account, when nothing was read before it
 */
export async function emitDue(turn: Turn, memory: Memory, surveys: Map<string, Survey>) {
	const items: INodeExecutionData[] = [];
	// What was tried least comes first, and then what happened first.
	const order = Object.entries(memory.due).sort(([, one], [, other]) => one.tries - other.tries);
	for (const [index, [id, due]] of order.entries()) {
		if (Date.now() >= turn.deadline) break;
		const listed = surveys.get(id);
		try {
			items.push(...(await emitOne(turn, memory, id, listed)));
		} catch (thrown) {
			const failure = toFailure(thrown);
			if (isOfAccount(failure) && items.length === 0) throw failure;
			// One that takes more than a whole poll has counts as one that cannot be read.
			if (isOfAccount(failure) || (isCutShort(failure) && index > 0)) break;
			due.tries += 1;
			if (due.tries < MOST_TRIES || beganAt(turn) - due.since < LONGEST_DUE_MS) continue;
			const survey = listed ?? readSurvey({ id });
			items.push({ json: { ...record(turn.settings, survey), notRead: shown(failure).message } });
			if (listed === undefined) noteUnlisted(memory, survey);
			if (memory.event === 'newResponse') noteResponses(memory, survey);
		}
		delete memory.due[id];
	}
	return items;
}

/** The items of one survey; none where it has turned out not to be watched, or to run again. */
async function emitOne(turn: Turn, memory: Memory, id: string, listed?: Survey) {
	const read = async () => await readOne(turn.connection, id, Infinity);
	if (memory.event === 'newResponse') {
		const counted = listed ?? (await read());
		const responses = await readResponses(turn, counted);
		const fresh = newResponses(memory, id, responses);
		const survey = fresh.length > 0 ? await read() : counted;
		noteResponses(memory, counted, responses);
		return isWatched(turn, survey) ? await responseItems(turn.settings, survey, fresh) : [];
	}
	const survey = await read();
	if (listed === undefined && !hasHappened(memory.event, survey)) return [];
	const items = isWatched(turn, survey) ? await surveyItems(turn, survey) : [];
	if (listed === undefined) noteUnlisted(memory, survey);
	return items;
}

/** All responses of a survey, at least as many as it counts. */
async function readResponses({ connection }: Turn, survey: Survey): Promise<Answer[]> {
	const options = { ids: { surveyId: survey.id }, atLeast: survey.numResponses };
	return (await list(connection, 'listResponses', options)).map(readAnswer);
}

function isWatched({ settings, warnOnce }: Turn, survey: Survey): boolean {
	const isIn = settings.scope.holds(survey);
	if (!isIn) warnOnce('PickFu returned a survey that does not match the filter; it was skipped');
	return isIn;
}

/** The items of a survey: itself, its responses or its results. */
export async function surveyItems(turn: Turn, survey: Survey): Promise<INodeExecutionData[]> {
	const { event, output, confidence } = turn.settings;
	const itself = [{ json: record(turn.settings, survey) }];
	if (output === 'survey') return itself;
	const responses = await readResponses(turn, survey);
	if (output === 'results') {
		const { surveyResults } = await import('../results');
		const choices = { confidence, breakdownBy: [], reasons: false };
		return [{ json: resultsRecord(surveyResults(survey, responses, choices), true) }];
	}
	// A survey without responses has completed as well.
	const isBare = responses.length === 0 && event === 'surveyCompleted';
	return isBare ? itself : await responseItems(turn.settings, survey, responses);
}

async function responseItems({ isSimple }: Settings, survey: Survey, responses: Answer[]) {
	const { answerRows } = await import('../results/rows');
	const records: IDataObject[] = isSimple
		? answerRows(survey, responses)
		: responses.map(({ raw }) => ({ ...raw, survey_id: survey.id }));
	return records.map((json) => ({ json }));
}

function record({ isSimple }: Settings, survey: Survey): IDataObject {
	return isSimple ? surveyRow(survey) : survey.raw;
}
