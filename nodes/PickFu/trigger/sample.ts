import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from '../api/concurrency';
import { connect } from '../api/connection';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { toNodeError } from '../api/nodeErrors';
import { list } from '../api/pages';
import { readSurvey, STATUS, type Survey } from '../api/shapes';
import type { TriggerEvent } from '../events/memory';
import { eventTime, hasHappened } from '../events/surveys';
import { responseItems, surveyItems } from './emit';
import { readSettings } from './settings';
import { beganAt, readById, readResponses, type Turn } from './turn';

/** A person is waiting for the example. */
const LONGEST_SAMPLE_MS = 60_000;

/** Surveys that are tried, newest first, for one that can be shown. */
const MOST_TRIED = 5;

/** PickFu documents no order of its lists, so the newest is looked for among what was published in so many days, and then in all. */
const DAYS = [3, 30, 365];
const DAY = 24 * 3_600_000;

/** Surveys that are read when nothing was published for a year. */
const MOST_READ = 1_000;

/**
 * A recent, real example for the editor's "Fetch Test Event"; what the trigger remembers stays as it is.
 *
 * @throws NodeApiError when there is none, or it cannot be read
 */
export async function sample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	try {
		const startedAt = Date.now();
		const deadline = startedAt + LONGEST_SAMPLE_MS;
		const warnOnce = () => undefined;
		const settings = readSettings(context);
		const connection = await connect(context);
		const turn: Turn = { context, connection, settings, startedAt, deadline, warnOnce };
		for (const survey of await newest(turn)) {
			const items = await example(turn, survey.id);
			if (items.length > 0) return [items];
		}
		throw noExample(settings.event);
	} catch (thrown) {
		throw toNodeError(context.getNode(), thrown);
	}
}

async function example(turn: Turn, surveyId: string): Promise<INodeExecutionData[]> {
	const { settings } = turn;
	const survey = await readById(turn, surveyId);
	if (!settings.scope.holds(survey)) return [];
	if (settings.event !== 'newResponse') return await surveyItems(turn, survey);
	return responseItems(settings, survey, (await readResponses(turn, surveyId)).slice(-1));
}

/** The newest surveys that had the event. */
async function newest(turn: Turn): Promise<Survey[]> {
	const { event, scope } = turn.settings;
	const had = (surveys: Survey[]) =>
		surveys
			.filter((survey) => scope.holds(survey) && hasHappened(event, survey))
			.sort((one, other) => (eventTime(event, other) ?? 0) - (eventTime(event, one) ?? 0))
			.slice(0, MOST_TRIED);
	const { ids } = scope;
	if (ids) {
		return had(await inOrder(ids, READS_AT_ONCE, async (id) => await readById(turn, id)));
	}
	for (const days of DAYS) {
		const found = had(await published(turn, new Date(beganAt(turn) - days * DAY).toISOString()));
		if (found.length > 0) return found;
	}
	return had(await published(turn));
}

async function published(turn: Turn, after?: string): Promise<Survey[]> {
	const { connection, settings, deadline } = turn;
	const query = {
		...settings.scope.query,
		...(settings.event === 'surveyCompleted' && { [QUERY.status]: STATUS.completed }),
		...(after !== undefined && { [QUERY.publishedAfter]: after }),
	};
	const options = { query, limit: MOST_READ, until: deadline };
	return (await list(connection, 'listSurveys', options)).map(readSurvey);
}

const NONE_YET: Record<TriggerEvent, string> = {
	surveyCompleted: 'no watched survey has been completed yet',
	surveyPublished: 'no watched survey has been published yet',
	newResponse: 'nobody has responded to a watched survey yet',
};

function noExample(event: TriggerEvent): PickFuFailure {
	return new PickFuFailure({
		kind: 'notFound',
		message: `No test event available: ${NONE_YET[event]}`,
		description:
			'The trigger still works: activate the workflow and it runs on the next event. If you expected one, check which surveys are watched.',
		outcome: 'notDone',
	});
}
