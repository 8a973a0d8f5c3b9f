import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { toNodeError } from '../api/nodeErrors';
import { isObject, objectsField } from '../api/read';
import { readMemory, type Memory, type Watch } from '../events/memory';
import type { Pause } from '../events/surveys';
import { failureOf, isPassing, type Turn } from './turn';

const MINUTE = 60_000;

/** A shorter pause is none, as workflows are switched off and on to change them; and a failure may last so long. */
const HOUR = 60 * MINUTE;

const HUNG = new PickFuFailure({
	kind: 'network',
	message: 'A request to PickFu never ended',
	description: 'Check the network and the proxy of the n8n server.',
	outcome: 'notDone',
});

const NOTHING_WATCHED =
	'Nothing is watched yet: what happens before the first successful poll does not start the workflow. Once PickFu can be reached, deactivate the workflow and activate it again.';

/** By workflow and node, so that it outlives switching the workflow off and on. */
const registrations = new Map<string, Registration>();

/**
 * What is known of a trigger as long as this process lives. Times by n8n's clock. A poll depends on
 * none of it, as n8n may be started again at any time.
 */
export class Registration {
	/** What was remembered last, also by polls after which n8n saves nothing. */
	private memory?: Memory;
	private data: IDataObject = {};
	/** This is the first poll since the workflow was switched on, or n8n started. */
	private isFirst = true;
	private triedAt?: number;
	private triedBefore?: number;
	/** The time in which the workflow was switched off, until a poll has succeeded. */
	private pause?: { since: number; isExact: boolean };
	/** The poll that is under way, and when it counts as failed. */
	private current?: { until: number };
	private failing?: { since: number; needsPerson: boolean; raisedAfter: number };
	private readonly warned = new Set<string>();

	/** The trigger that a poll belongs to. */
	static of(context: IPollFunctions): Registration {
		const key = `${String(context.getWorkflow().id)}:${context.getNode().id}`;
		if (!registrations.has(key)) registrations.set(key, new Registration());
		return registrations.get(key)!;
	}

	/**
	 * Runs a poll, and stores what it remembers. While another is under way it gives null, as both would
	 * emit the same; what a poll still does that has taken too long is ignored.
	 *
	 * @throws NodeApiError when a failure is raised
	 */
	async run(
		context: IPollFunctions,
		poll: (deadline: number) => Promise<{ items: INodeExecutionData[]; memory: Memory }>,
	): Promise<INodeExecutionData[][] | null> {
		const now = Date.now();
		// What n8n allows a poll, also where it does not say.
		const budget = context.getPollBudgetMs?.() ?? 5 * MINUTE;
		const [before, data] = [this.current, context.getWorkflowStaticData('node')];
		[this.triedBefore, this.triedAt] = [this.triedAt, now];
		if (before && now < before.until) return null;
		const current = (this.current = { until: now + budget });
		[this.isFirst, this.data] = [data !== this.data, data];
		try {
			if (before && this.failingFor(HUNG) !== undefined) throw HUNG;
			const { items, memory } = await poll(now + 0.8 * budget);
			if (this.current !== current) return null;
			data.memory = { ...memory };
			[this.memory, this.pause, this.failing] = [memory, undefined, undefined];
			return items.length > 0 ? [items] : null;
		} catch (thrown) {
			return this.current === current ? this.fail(context, failureOf(thrown)) : null;
		} finally {
			if (this.current === current) this.current = undefined;
		}
	}

	/**
	 * A copy of what was remembered: by this process, as n8n saves nothing after a quiet poll. Its durable
	 * scheduler (`update`) does, and takes back what it could not save.
	 */
	load(context: IPollFunctions, watch: Watch): Memory | undefined {
		const saved = readMemory(this.data.memory, watch);
		if (context.getActivationMode() === 'update') return saved;
		const own = readMemory(this.memory, watch);
		return own && own.at > (saved?.at ?? 0) ? own : saved;
	}

	/** The time in which the workflow was switched off before this poll, counted from the last one, also a failed one. */
	pauseBefore({ context, settings, startedAt }: Turn, { at }: Memory): Pause | undefined {
		const since = this.triedBefore ?? at;
		const isLong = startedAt - since > Math.max(HOUR, 1.5 * pollInterval(context));
		if (isLong && at > 0 && this.isFirst && context.getActivationMode() === 'activate')
			this.pause ??= { since, isExact: this.triedBefore !== undefined };
		if (this.pause === undefined) return undefined;
		// Where n8n was started since, it is unknown which surveys were watched by then.
		const isUnknown = settings.missedEvents === 'known' && !this.pause.isExact;
		const missedEvents = isUnknown ? 'all' : settings.missedEvents;
		return { missedEvents, lengthMs: startedAt - this.pause.since };
	}

	warnOnce(context: IPollFunctions, text: string): void {
		if (!this.warned.has(text)) context.logger.warn(`${context.getNode().name}: ${text}`);
		this.warned.add(text);
	}

	/**
	 * Ends a poll that failed: quietly, or with a failed execution. n8n stops polling for good when the poll
	 * throws that it makes while a workflow is switched on (seen in 2.41), so there the error is handed over.
	 */
	private fail(context: IPollFunctions, failure: PickFuFailure): null {
		const lasted = this.failingFor(failure);
		if (lasted === undefined) return null;
		this.failing!.raisedAfter = Math.max(HOUR, 2 * lasted);
		const since = `Polls have failed for ${Math.round(lasted / MINUTE)} minutes. The next one continues where the last successful one ended.`;
		const more = this.data.memory === undefined ? NOTHING_WATCHED : lasted > MINUTE && since;
		const description = [failure.description, more].filter(Boolean).join(' ');
		const error = toNodeError(context.getNode(), failure.with({ description }));
		if (!this.isFirst) throw error;
		try {
			context.__emitError(error);
		} catch {
			throw error;
		}
		return null;
	}

	/**
	 * How long polls have failed, in milliseconds, when that is to be raised: at once if a person has to
	 * mend it, else after an hour; then again when it has lasted twice as long.
	 */
	private failingFor(failure: PickFuFailure): number | undefined {
		const now = Date.now();
		const failing = (this.failing ??= { since: now, needsPerson: false, raisedAfter: HOUR });
		const needsPerson = !isPassing(failure) || this.data.memory === undefined;
		if (needsPerson && !failing.needsPerson) failing.raisedAfter = 0;
		failing.needsPerson ||= needsPerson;
		const lasted = now - failing.since;
		return lasted >= 0.95 * failing.raisedAfter ? lasted : undefined;
	}
}

/** Hours between polls by the modes of n8n's "Poll Times"; an expression of one's own may mean anything. */
const HOURS = { everyHour: 1, everyDay: 24, everyWeek: 168, everyMonth: 744, custom: 24 };

/** Milliseconds between polls by the field that n8n puts in front of a polling trigger's own. */
function pollInterval(context: IPollFunctions): number {
	const times: unknown = context.getNodeParameter('pollTimes', {});
	const intervals = (isObject(times) ? objectsField(times, 'item') : []).map((item) =>
		item.mode === 'everyX'
			? Number(item.value) * (item.unit === 'hours' ? HOUR : MINUTE)
			: (HOURS[item.mode as keyof typeof HOURS] ?? 0) * HOUR,
	);
	return Math.min(...intervals);
}
