import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { connect } from '../api/connection';
import type { PickFuFailure } from '../api/failure';
import type { Answer } from '../api/shapes';
import {
	baseline,
	emptyMemory,
	fingerprint,
	isToldAfterPause,
	LONGEST_LATE,
	newestPublication,
	newEvents,
	plan,
	planAhead,
	planForMany,
	readMemory,
	settle,
	settleAnswers,
	sightings,
	storeMemory,
	timeOf,
	toRead,
	turnTo,
	untold,
	vanished,
	wasPaused,
	type Look,
	type Memory,
	type Reading,
	type Sighting,
} from '../events';
import { pollInterval } from './interval';
import { Registration } from './registration';
import { sample } from './sample';
import { readSettings, type Settings } from './settings';
import { tellAnswers, tellSurveys, type Turn } from './tell';
import { fail } from './trouble';
import { joinViews, Lists, type View } from './views';

/** A poll that takes longer would meet the next one. Milliseconds. */
const LONGEST_POLL_MS = 150_000;

/** What n8n allows where it does not say. */
const DEFAULT_BUDGET_MS = 300_000;

/** Publications are told to the second; what is looked for is looked for from a little before. */
const SLACK_MS = 2_000;

/**
 * One poll of the trigger. All that it remembers is written in its last act, so that a poll that
 * fails in the middle is repeated from where it stood.
 *
 * @returns the items that start the workflow, or null when nothing has happened
 * @throws NodeApiError told for the person at the screen
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sample(context);
	const data = context.getWorkflowStaticData('node');
	const registration = Registration.of(context, data);
	// n8n starts a poll although the last one is still under way; both would tell the same.
	if (!registration.begin(data)) return null;
	try {
		const items = await pollOnce(context, data, registration);
		return items.length > 0 ? [items] : null;
	} catch (thrown) {
		return fail(context, registration, thrown);
	} finally {
		registration.end();
	}
}

async function pollOnce(
	context: IPollFunctions,
	data: IDataObject,
	registration: Registration,
): Promise<INodeExecutionData[]> {
	const budget = context.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS;
	const now = Date.now();
	const settings = readSettings(context);
	const connection = await connect(context);
	const turn: Turn = {
		connection,
		settings,
		deadline: now + Math.min(LONGEST_POLL_MS, budget * 0.8),
	};
	const lists = new Lists(connection, settings.scope, turn.deadline);
	const of = fingerprint(connection.account, settings.event, settings.scope.name);
	const before = readMemory(data.memory, of);
	const { memory, items, failure } =
		before === undefined
			? await begin(turn, lists, emptyMemory(of, now))
			: await goOn(turn, lists, before, pauseBefore(context, registration, settings, before, now));
	const after = { ...memory, at: now };
	data.memory = { ...storeMemory(after) };
	// What could not be told is noted as such: a survey that is never readable must not hold up the others.
	if (failure !== undefined) return await Promise.reject(failure);
	registration.succeed(data, after);
	return items;
}

/** What a poll has found. */
interface Found {
	memory: Memory;
	items: INodeExecutionData[];
	failure?: PickFuFailure;
}

/** Notes what is there; tells nothing. */
async function begin(turn: Turn, lists: Lists, empty: Memory): Promise<Found> {
	const { event, scope } = turn.settings;
	const view = await lists.whole();
	const look = lookAt(turn, view);
	const until = scope.isFiling && look.seen.length === 0 ? await oldFrom(turn) : 0;
	const noted = baseline(event, { ...empty, until }, look);
	const memory = planAhead({ running: true }, noted, view.counts);
	if (event !== 'newResponse') return { memory, items: [] };
	const readings = toRead(
		noted,
		look.seen.filter(({ isRunning }) => isRunning),
	);
	const { done, pending, failure } = await tellAnswers(turn, readings);
	return {
		memory: { ...memory, answers: settleAnswers(noted, done, pending) },
		items: [],
		failure,
	};
}

/**
 * Up to when events are old where no survey is watched yet: surveys may be filed here long after
 * they completed. By PickFu's clock, as the account's other surveys tell it.
 */
async function oldFrom({ connection, deadline }: Turn): Promise<number> {
	const { surveys } = await new Lists(connection, { query: {} }, deadline).look({
		page: 1,
		running: false,
	});
	const times = surveys.flatMap(({ createdAt, publishedAt, completedAt }) => [
		createdAt,
		publishedAt,
		completedAt,
	]);
	return Math.max(0, ...times.map((time) => (timeOf(time) ?? 0) - LONGEST_LATE));
}

/** What the time before a poll asks for. */
interface Pause {
	/** Everything is looked through, because what happened meanwhile is told now or never. */
	isOver: boolean;
	/** This page is looked through next, where what is remembered of it may be old. */
	page?: number;
	/** Whether an event that is found is told. */
	isTold(sighting: Sighting): boolean;
}

function pauseBefore(
	context: IPollFunctions,
	registration: Registration,
	{ pausedEvents }: Settings,
	memory: Memory,
	now: number,
): Pause {
	const always = () => true;
	if (!registration.isFresh) return { isOver: false, isTold: always };
	const lastPollAt = Math.max(memory.at, registration.lastPollAt ?? 0);
	if (!wasPaused(context.getActivationMode(), lastPollAt, now, pollInterval(context))) {
		// An n8n that is started again and again would look through the same pages each time.
		return { isOver: false, page: 1 + Math.floor(Math.random() * memory.pages), isTold: always };
	}
	const { knownUntil } = registration;
	return {
		isOver: true,
		isTold: (sighting) => isToldAfterPause(pausedEvents, memory, sighting, knownUntil),
	};
}

async function goOn(turn: Turn, lists: Lists, known: Memory, pause: Pause): Promise<Found> {
	const { event } = turn.settings;
	const before = pause.page === undefined || known.pages <= 1 ? known : turnTo(known, pause.page);
	const looked = plan(event, before);
	let view = pause.isOver ? await lists.whole() : await lists.look(looked);
	if (before.pages <= 1 && !view.coverage.whole) {
		// The list has grown beyond a page since it was last read.
		view = joinViews(
			view,
			await lists.look({ ...planForMany(event, before), running: true, page: undefined }),
		);
	}
	const look = await lookFor(turn, lists, before, view);
	if (event === 'newResponse') {
		const readings = toRead(before, look.seen).map((reading) =>
			pause.isTold(reading.sighting) ? reading : untold(reading),
		);
		const { items, done, pending, failure } = await tellAnswers(turn, readings);
		return {
			memory: planAhead(looked, afterAnswers(before, look, done, pending), view.counts),
			items,
			failure,
		};
	}
	const found = newEvents(event, before, look.seen);
	const wanted = found.filter((sighting) => pause.isTold(sighting));
	const silent = found.filter((sighting) => !wanted.includes(sighting));
	const { items, done, pending, failure } = await tellSurveys(turn, wanted);
	const memory = settle(event, before, look, { told: [...done, ...silent], pending });
	return { memory: planAhead(looked, memory, view.counts), items, failure };
}

function afterAnswers(
	before: Memory,
	look: Look,
	done: [Reading, Answer[]][],
	pending: Reading[],
): Memory {
	const unread = pending.map(({ sighting }) => sighting);
	const known = look.seen.filter(({ isRunning, isCompleted }) => isRunning || isCompleted);
	const memory = settle('newResponse', before, look, { told: known, pending: unread });
	return { ...memory, answers: settleAnswers(before, done, pending) };
}

function lookAt({ settings }: Turn, { surveys, coverage }: View): Look {
	const watched = surveys.filter((survey) => settings.scope.holds(survey));
	return { seen: sightings(watched), coverage, newest: newestPublication(surveys) };
}

/** What was seen; surveys that were running and are gone from where they should be are looked for everywhere. */
async function lookFor(turn: Turn, lists: Lists, before: Memory, view: View): Promise<Look> {
	const look = lookAt(turn, view);
	if (turn.settings.event === 'surveyPublished' || vanished(before, look).length === 0) return look;
	const everywhere = view.coverage.whole ? view : joinViews(view, await lists.whole());
	const lookEverywhere = lookAt(turn, everywhere);
	const lost = vanished(before, lookEverywhere);
	if (lost.length === 0) return lookEverywhere;
	const oldest = Math.min(...lost.map(({ time }) => time));
	const archived = await lists.archived(Math.max(0, oldest - SLACK_MS));
	return lookAt(turn, { ...everywhere, surveys: [...everywhere.surveys, ...archived] });
}
