import type { INodeExecutionData } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from '../api/concurrency';
import type { Connection } from '../api/connection';
import { PickFuFailure } from '../api/failure';
import { toFailure } from '../api/nodeErrors';
import type { Answer } from '../api/shapes';
import { newAnswers, type Reading, type Sighting } from '../events';
import { readOne } from '../resources/survey/readOne';
import { giveAnswers, giveSurvey, readAnswers } from './give';
import type { Settings } from './settings';

/** What a poll tells, and what it leaves to the next. */
export interface Told<Event, Done> {
	items: INodeExecutionData[];
	done: Done[];
	pending: Event[];
	/** Why nothing could be told at all, where that is so. */
	failure?: PickFuFailure;
}

/** Connection, fields and the time a poll has. */
export interface Turn {
	connection: Connection;
	settings: Settings;
	/** Milliseconds since 1970 by which the poll should be over. */
	deadline: number;
}

/** Failures that concern the whole account: the other events would fail in the same way. */
const ALL_FAIL: PickFuFailure['kind'][] = [
	'reconnect',
	'unauthorized',
	'notConnected',
	'rateLimited',
	'signIn',
];

/** Reads what is to be told of each survey; what does not fit into the time is left. */
export async function tellSurveys(
	turn: Turn,
	events: Sighting[],
): Promise<Told<Sighting, Sighting>> {
	return await each(turn, events, async (event) => {
		const items = await giveSurvey(turn.connection, turn.settings, event.survey, timeLeft(turn));
		return { items: items ?? [], done: event };
	});
}

/** Reads the answers of each survey; only those of them that are new are told. */
export async function tellAnswers(
	turn: Turn,
	readings: Reading[],
): Promise<Told<Reading, [Reading, Answer[]]>> {
	const { connection, settings } = turn;
	return await each(turn, readings, async (reading) => {
		const { id } = reading.sighting.survey;
		const answers = await readAnswers(connection, id, timeLeft(turn)).catch((thrown: unknown) => {
			// A survey that was deleted has no answers to tell of.
			if (thrown instanceof PickFuFailure && thrown.kind === 'notFound') return [];
			throw thrown;
		});
		const fresh = newAnswers(reading.before, answers);
		const done: [Reading, Answer[]] = [reading, answers];
		if (fresh.length === 0) return { items: [], done };
		const survey = await readOne(connection, id, timeLeft(turn));
		return {
			items: settings.scope.holds(survey) ? giveAnswers(settings.isSimple, survey, fresh) : [],
			done,
		};
	});
}

/** Milliseconds that are left of the poll. */
export function timeLeft({ deadline }: Turn): number {
	return Math.max(0, deadline - Date.now());
}

/**
 * Does the work for each event, a few at a time and in their order. An event whose work fails is
 * left to the next poll, and does not keep the others from being told.
 */
async function each<Event, Done>(
	turn: Turn,
	events: Event[],
	work: (event: Event) => Promise<{ items: INodeExecutionData[]; done: Done }>,
): Promise<Told<Event, Done>> {
	const failures: PickFuFailure[] = [];
	const outcomes = await inOrder(events, READS_AT_ONCE, async (event) => {
		const isHopeless = failures.some(({ kind }) => ALL_FAIL.includes(kind));
		if (isHopeless || timeLeft(turn) === 0) return undefined;
		return await work(event).catch((thrown: unknown) => {
			failures.push(toFailure(thrown));
			return undefined;
		});
	});
	const told: Told<Event, Done> = { items: [], done: [], pending: [] };
	outcomes.forEach((outcome, index) => {
		if (outcome === undefined) return void told.pending.push(events[index]!);
		told.items.push(...outcome.items);
		told.done.push(outcome.done);
	});
	return told.done.length === 0 ? { ...told, failure: failures[0] } : told;
}
