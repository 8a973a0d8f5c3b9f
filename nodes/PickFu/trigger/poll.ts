import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { connect } from '../api/connection';
import { emptyMemory, endPass, readMemory, restartPass, type Memory } from '../events/memory';
import { limitResponses } from '../events/responses';
import { findEvents, knowsSome, noteRecent, noteSurveys } from '../events/surveys';
import { emitDue } from './emit';
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
	const run = { deadline };
	try {
		if (!registration.begin(data, run)) return null;
		const settings = readSettings(context);
		const connection = await connect(context);
		const warnOnce = (text: string) => registration.warnOnce(context, text);
		const turn: Turn = { context, connection, settings, startedAt, deadline, warnOnce };
		const { memory, items } = await pollOnce(turn, registration, data);
		if (!registration.isCurrent(run)) return null;
		data.memory = { ...memory };
		registration.end(run, memory);
		return items.length > 0 ? [items] : null;
	} catch (thrown) {
		if (!registration.isCurrent(run)) return null;
		return registration.fail(context, thrown, data.memory !== undefined);
	} finally {
		registration.end(run);
	}
}

/** Load, read lists, find events, emit, remember. */
async function pollOnce(
	turn: Turn,
	registration: Registration,
	data: IDataObject,
): Promise<{ memory: Memory; items: INodeExecutionData[] }> {
	const { connection, context, settings } = turn;
	const { event, scope } = settings;
	const watch = { account: connection.account, event, scope: scope.key };
	const known = load(context, registration.memory, data.memory, watch);
	const pause = known && registration.pauseBefore(context, turn, known);
	if (known && (pause || known.account !== watch.account)) restartPass(known);

	const view = await readSurveys(turn, known ?? emptyMemory(watch, turn.startedAt));
	const surveys = [...view.surveys.values()].filter((survey) => scope.holds(survey));
	const now = beganAt(turn);

	const isKnown = known && (known.account === watch.account || knowsSome(known, surveys));
	if (known && !isKnown) turn.warnOnce(ANOTHER_ACCOUNT);
	const memory = isKnown ? known : emptyMemory(watch, now);
	const isAdded = (id: string) => scope.ids !== undefined && !memory.scope.includes(id);
	findEvents(memory, surveys, { now, isFirst: !isKnown, pause, isAdded });
	noteSurveys(memory, surveys);
	noteLost(memory, view, now);

	const items = await emitDue(turn, memory, view);

	if (view.recent) noteRecent(memory, view.recent);
	limitResponses(memory);
	if (view.isThrough) endPass(memory, now);
	Object.assign(memory, { ...watch, at: now, pages: view.pages, page: view.page });
	return { memory, items };
}

const ANOTHER_ACCOUNT =
	'The PickFu account is another one: only what happens from now on starts the workflow. Deactivate and activate the workflow, so that n8n stores this over restarts.';

/**
 * What was remembered. What this process remembers may be newer than what n8n saved, as n8n saves
 * nothing after a quiet poll; its durable scheduler (`update`) does, and takes back what it could not save.
 */
function load(
	context: IPollFunctions,
	ownMemory: Memory | undefined,
	savedMemory: unknown,
	watch: Pick<Memory, 'event' | 'scope'>,
): Memory | undefined {
	const saved = readMemory(savedMemory, watch);
	const own = context.getActivationMode() === 'update' ? undefined : readMemory(ownMemory, watch);
	return own && own.at > (saved?.at ?? 0) ? own : saved;
}

/** Surveys that ran and are gone: what is deleted has no event; what cannot be read now is read later. */
function noteLost(memory: Memory, { missing, unread }: View, now: number): void {
	memory.open = memory.open.filter((id) => !missing.includes(id));
	for (const id of unread.filter((one) => memory.open.includes(one)))
		memory.due[id] ??= { since: now, tries: 0 };
}
