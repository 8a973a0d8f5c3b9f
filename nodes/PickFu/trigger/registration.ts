import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { toFailure, toNodeError } from '../api/nodeErrors';
import { isObject, objectsField } from '../api/read';
import type { Memory } from '../events/memory';
import type { Pause } from '../events/surveys';
import { beganAt, isPassing, type Turn } from './turn';

const MINUTE = 60_000;

/** A shorter pause is none, as workflows are switched off and on to change them; and a failure may last so long. */
const HOUR = 60 * MINUTE;

/** What a request that the host does not end in time may take beyond the deadline. */
const GRACE_MS = 10_000;

/** A poll that passed its deadline without an end. */
const HUNG = new PickFuFailure({
	kind: 'network',
	message: 'A request to PickFu never ended',
	description: 'Check the network and the proxy of the n8n server.',
	outcome: 'notDone',
});

const NOTHING_WATCHED =
	'Nothing is watched yet: what happens before the first successful poll does not start the workflow. Once PickFu can be reached, deactivate the workflow and activate it again.';

/** A poll, as long as it is under way. */
export interface Run {
	deadline: number;
}

/** By workflow and node, so that it outlives switching the workflow off and on. */
const registrations = new Map<string, Registration>();

/**
 * What is known of a trigger as long as this process lives. Times by n8n's clock. A poll depends on
 * none of it, as n8n may be started again at any time.
 */
export class Registration {
	/** What was remembered last, also by polls after which n8n saves nothing. */
	memory?: Memory;
	/** The time in which the workflow was switched off, until a poll has succeeded. */
	private pause?: { since?: number };
	private data?: IDataObject;
	/** This is the first poll since the workflow was switched on, or n8n started. */
	private isFirst = true;
	private triedAt?: number;
	private triedBefore?: number;
	/** The poll that is under way. */
	private run?: Run;
	private failing?: { since: number; isPassing: boolean; raisedAfter: number };
	private readonly warned = new Set<string>();

	/** The trigger that a poll belongs to. */
	static of(context: IPollFunctions): Registration {
		const key = `${String(context.getWorkflow().id)}:${context.getNode().id}`;
		let registration = registrations.get(key);
		if (!registration) registrations.set(key, (registration = new Registration()));
		return registration;
	}

	/**
	 * Begins a poll. n8n starts one although the last is still under way; both would emit the same. One
	 * that has passed its deadline counts as failed, and what it still does is ignored.
	 *
	 * @returns false when a poll is under way
	 * @throws {PickFuFailure} when polls have hung so long that it is to be raised
	 */
	begin(data: IDataObject, run: Run): boolean {
		const now = Date.now();
		this.triedBefore = this.triedAt;
		this.triedAt = now;
		const before = this.run;
		if (before && now < before.deadline + GRACE_MS) return false;
		this.run = run;
		this.isFirst = data !== this.data;
		this.data = data;
		if (before && this.failingFor(HUNG, true) !== undefined) throw HUNG;
		return true;
	}

	/** False when another poll was begun since. */
	isCurrent(run: Run): boolean {
		return this.run === run;
	}

	/** Ends a poll; one that has succeeded leaves a memory. */
	end(run: Run, memory?: Memory): void {
		if (!this.isCurrent(run)) return;
		this.run = undefined;
		if (memory === undefined) return;
		this.memory = memory;
		this.pause = undefined;
		this.failing = undefined;
	}

	/** The time in which the workflow was switched off before this poll, counted from the last one, also a failed one. */
	pauseBefore(context: IPollFunctions, turn: Turn, memory: Memory): Pause | undefined {
		const lastAt = this.triedBefore ?? memory.at;
		if (this.isFirst && context.getActivationMode() === 'activate') {
			const isLong = turn.startedAt - lastAt > Math.max(HOUR, 1.5 * pollInterval(context));
			if (isLong) this.pause ??= { since: this.triedBefore };
		}
		if (this.pause === undefined) return undefined;
		const { since } = this.pause;
		const byPickFu = since === undefined ? memory.at : beganAt(turn) - (turn.startedAt - since);
		const { missedEvents } = turn.settings;
		return { missedEvents, since: byPickFu, isExact: since !== undefined };
	}

	/** Writes a line into n8n's log, once as long as this process lives. */
	warnOnce(context: IPollFunctions, text: string): void {
		if (!this.warned.has(text)) context.logger.warn(`${context.getNode().name}: ${text}`);
		this.warned.add(text);
	}

	/**
	 * Ends a poll that failed: quietly, or with an error that n8n shows as a failed execution. n8n stops
	 * polling for good when the poll that it makes while a workflow is switched on throws (seen in 2.41).
	 * So there the error is handed over: it is recorded, and polling continues.
	 *
	 * @param hasMemory false where no poll has succeeded yet, so that nothing is watched
	 * @throws NodeApiError when the failure is raised and not handed over
	 */
	fail(context: IPollFunctions, thrown: unknown, hasMemory: boolean): null {
		const failure = inPlace(toFailure(thrown));
		const lasted = this.failingFor(failure, hasMemory);
		if (lasted === undefined) return null;
		if (this.failing) this.failing.raisedAfter = Math.max(HOUR, 2 * lasted);
		const since = `Polls have failed for ${Math.round(lasted / MINUTE)} minutes. The next one continues where the last successful one ended.`;
		const more = hasMemory ? lasted > MINUTE && since : NOTHING_WATCHED;
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
	 * mend it, after an hour if it passes by itself; then again when it has lasted twice as long.
	 */
	private failingFor(failure: PickFuFailure, hasMemory: boolean): number | undefined {
		const now = Date.now();
		const passes = isPassing(failure) && hasMemory;
		const since = this.failing?.since ?? now;
		if (this.failing?.isPassing !== passes)
			this.failing = { since, isPassing: passes, raisedAfter: passes ? HOUR : 0 };
		return now - since >= 0.95 * this.failing!.raisedAfter ? now - since : undefined;
	}
}

/** A trigger has no option for the wait: it waits as long as a poll may take. */
function inPlace(failure: PickFuFailure): PickFuFailure {
	if (failure.kind !== 'rateLimited') return failure;
	return failure.with({
		message: "PickFu's rate limit was reached",
		description:
			'PickFu allows 100 requests a minute for each connection. Run fewer workflows with this account at the same time, or poll less often.',
	});
}

/** Hours between polls by the modes of n8n's "Poll Times"; an expression of one's own may mean anything. */
const HOURS: Record<string, number> = {
	everyHour: 1,
	everyDay: 24,
	everyWeek: 168,
	everyMonth: 744,
	custom: 24,
};

/** How far polls lie apart by the field that n8n puts in front of a polling trigger's own. Milliseconds. */
function pollInterval(context: IPollFunctions): number {
	const times: unknown = context.getNodeParameter('pollTimes', {});
	const intervals = (isObject(times) ? objectsField(times, 'item') : []).map(
		({ mode, value, unit }) =>
			mode === 'everyX'
				? (Number(value) || 1) * (unit === 'hours' ? HOUR : MINUTE)
				: (HOURS[String(mode)] ?? 0) * HOUR,
	);
	return intervals.length > 0 ? Math.min(...intervals) : MINUTE;
}
