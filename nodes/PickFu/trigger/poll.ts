import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { connect } from '../api/connection';
import { findEvents, type Pause } from '../events/find';
import { emptyMemory, endPass, readMemory, restartPass, type Memory } from '../events/memory';
import { limitResponses } from '../events/responses';
import { knowsSome, noteRecent, noteSurveys } from '../events/surveys';
import { emitDue } from './emit';
import { fail, HUNG } from './failed';
import { readSurveys, type View } from './lists';
import { Registration } from './registration';
import { sample } from './sample';
import { readSettings } from './settings';
import { beganAt, type Turn } from './turn';

/** What n8n allows a poll where it does not say. */
const DEFAULT_BUDGET_MS = 300_000;

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
	const registration = Registration.of(context);
	const startedAt = Date.now();
	const deadline = startedAt + 0.8 * (context.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS);
	if (!registration.begin(data, deadline)) return null;
	try {
		if (registration.isAfterHang && registration.failingFor(HUNG, true) !== undefined) throw HUNG;
		const settings = readSettings(context);
		const connection = await connect(context);
		const warnOnce = (text: string) => registration.warnOnce(context, text);
		const turn: Turn = { connection, settings, startedAt, deadline, warnOnce };
		const { memory, items } = await pollOnce(context, registration, data, turn);
		if (!registration.isCurrent(deadline)) return null;
		data.memory = { ...memory };
		registration.succeed(memory);
		return items.length > 0 ? [items] : null;
	} catch (thrown) {
		if (!registration.isCurrent(deadline)) return null;
		return fail(context, registration, thrown, data.memory !== undefined);
	} finally {
		registration.end(deadline);
	}
}

/** Load, read lists, find events, emit, remember. */
async function pollOnce(
	context: IPollFunctions,
	registration: Registration,
	data: IDataObject,
	turn: Turn,
): Promise<{ memory: Memory; items: INodeExecutionData[] }> {
	const { connection, settings } = turn;
	const { event, scope } = settings;
	const watch = { account: connection.account, event, scope: scope.key };
	const known = load(context, registration, data, watch);
	if (known && (registration.pause || known.account !== watch.account)) restartPass(known);

	const view = await readSurveys(turn, known ?? emptyMemory(watch, turn.startedAt));
	const surveys = [...view.surveys.values()].filter((survey) => scope.holds(survey));
	const now = beganAt(turn);

	const isKnown = known && (known.account === watch.account || knowsSome(known, surveys));
	if (known && !isKnown) turn.warnOnce(ANOTHER_ACCOUNT);
	const memory = isKnown ? known : emptyMemory(watch, now);
	findEvents(memory, surveys, {
		now,
		isFirst: !isKnown,
		pause: pauseOf(turn, registration, memory),
		isAdded: (id) => scope.ids !== undefined && !memory.scope.includes(id),
	});
	noteSurveys(memory, surveys);
	noteLost(memory, view, now);

	const items = await emitDue(turn, memory, view);

	if (view.recent) noteRecent(memory, view.recent);
	limitResponses(memory);
	const { pages, page } = view;
	Object.assign(memory, { ...watch, at: now, pages, page });
	if (page > pages) endPass(memory, now);
	return { memory, items };
}

const ANOTHER_ACCOUNT =
	'The PickFu account is another one: only what happens from now on starts the workflow. Deactivate and activate the workflow, so that n8n stores this over restarts.';

/**
 * What was remembered. What this process remembers may be newer, as n8n saves nothing after a quiet
 * poll; n8n's durable scheduler (`update`) saves after each, and takes a poll back that it could not save.
 */
function load(
	context: IPollFunctions,
	registration: Registration,
	data: IDataObject,
	watch: Pick<Memory, 'event' | 'scope'>,
): Memory | undefined {
	const saved = readMemory(data.memory, watch);
	const own = readMemory(registration.memory, watch);
	const isDurable = context.getActivationMode() === 'update';
	const memory = own && !isDurable && own.at > (saved?.at ?? 0) ? own : saved;
	if (memory) registration.notePause(context, memory);
	return memory;
}

/** The time in which the workflow was switched off, by PickFu's clock. */
function pauseOf(turn: Turn, { pause }: Registration, memory: Memory): Pause | undefined {
	if (pause === undefined) return undefined;
	const { missedEvents } = turn.settings;
	if (pause.since === undefined) return { missedEvents, since: memory.at, isExact: false };
	return { missedEvents, since: beganAt(turn) - (turn.startedAt - pause.since), isExact: true };
}

/** Surveys that ran and are gone: what is deleted has no event; what cannot be read now is read later. */
function noteLost(memory: Memory, { missing, unread }: View, now: number): void {
	memory.open = memory.open.filter((id) => !missing.includes(id));
	for (const id of unread.filter((one) => memory.open.includes(one)))
		memory.due[id] ??= { since: now, tries: 0 };
}
