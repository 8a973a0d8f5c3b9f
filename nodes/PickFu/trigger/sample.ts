import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from '../api/concurrency';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { toNodeError } from '../api/nodeErrors';
import { list } from '../api/pages';
import { readSurvey, STATUS, type Survey } from '../api/shapes';
import { eventTime, hasHappened } from '../events/surveys';
import { readOne } from '../resources/survey/readOne';
import { surveyItems } from './emit';
import { beganAt, beginTurn, failureOf, type Turn } from './turn';

/** Lists have no order, so the newest is looked for among those published in so many days; at last among all. */
const DAYS = [3, 30, 365, 20_000];

/** Surveys that are read of each list, and those that are tried for one that can be shown. */
const [MOST_READ, MOST_TRIED] = [1_000, 5];

const NONE_YET = {
	surveyCompleted: 'no watched survey has been completed yet',
	surveyPublished: 'no watched survey has been published yet',
	newResponse: 'nobody has responded to a watched survey yet',
};

/**
 * A recent, real example for the editor's "Fetch Test Event"; what the trigger remembers stays as it is.
 *
 * @throws NodeApiError when there is none, or it cannot be read
 */
export async function sample(context: IPollFunctions, fields: INodeProperties[]) {
	try {
		// A person is waiting.
		const turn = await beginTurn(context, fields, Date.now() + 60_000);
		const { event, scope } = turn.settings;
		for (const { id } of await newest(turn)) {
			const survey = await readOne(turn.connection, id, Infinity);
			const items = scope.holds(survey) ? await surveyItems(turn, survey) : [];
			// Of the responses one is enough.
			if (items.length > 0) return [event === 'newResponse' ? items.slice(-1) : items];
		}
		throw new PickFuFailure({
			kind: 'notFound',
			message: `No test event available: ${NONE_YET[event]}`,
			description:
				'The trigger still works: activate the workflow and it runs on the next event. If you expected one, check which surveys are watched.',
			outcome: 'notDone',
		});
	} catch (thrown) {
		throw toNodeError(context.getNode(), failureOf(thrown));
	}
}

/** The newest surveys that had the event. */
async function newest(turn: Turn): Promise<Survey[]> {
	const { event, scope } = turn.settings;
	const { ids } = scope;
	const read = async (id: string) => await readOne(turn.connection, id, Infinity);
	const time = (survey: Survey) => eventTime(event, survey) ?? 0;
	for (const days of ids ? [0] : DAYS) {
		const surveys = ids ? await inOrder(ids, READS_AT_ONCE, read) : await published(turn, days);
		const had = surveys.filter((survey) => scope.holds(survey) && hasHappened(event, survey));
		if (had.length > 0) return had.sort((a, b) => time(b) - time(a)).slice(0, MOST_TRIED);
	}
	return [];
}

/** Watched surveys that were published in the last days. */
async function published(turn: Turn, days: number): Promise<Survey[]> {
	const { connection, settings } = turn;
	const query = {
		...settings.scope.query,
		...(settings.event === 'surveyCompleted' && { [QUERY.status]: STATUS.completed }),
		[QUERY.publishedAfter]: new Date(beganAt(turn) - days * 24 * 3_600_000).toISOString(),
	};
	return (await list(connection, 'listSurveys', { query, limit: MOST_READ })).map(readSurvey);
}
