import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { PickFuFailure } from '../api/failure';
import type { Memory } from '../events/memory';
import { pollInterval } from './interval';
import { isPassing } from './turn';

/** A shorter pause is none, as workflows are switched off and on to change them; and a failure may last so long. */
const HOUR = 3_600_000;

/** What a request that the host does not end in time may take beyond the deadline. */
const GRACE_MS = 10_000;

/** By workflow and node, so that it outlives switching the workflow off and on. */
const registrations = new Map<string, Registration>();

/**
 * What is known of a trigger as long as this process lives. Times by n8n's clock. A poll depends on
 * none of it, as n8n may be started again at any time.
 */
export class Registration {
	/** What was remembered last, also by polls after which n8n saves nothing. */
	memory?: Memory;

	/**
	 * The time in which the workflow was switched off, until a poll has succeeded; when it began is
	 * undefined where n8n was started since.
	 */
	pause?: { since?: number };

	/** This is the first poll since the workflow was switched on, or n8n started. */
	isFirst = true;

	/** The poll before has passed its deadline without an end. */
	isAfterHang = false;

	private data?: IDataObject;

	private triedAt?: number;

	private triedBefore?: number;

	/** The deadline of the poll that is under way. */
	private deadline?: number;

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
	 */
	begin(data: IDataObject, deadline: number): boolean {
		const now = Date.now();
		this.triedBefore = this.triedAt;
		this.triedAt = now;
		if (this.deadline !== undefined && now < this.deadline + GRACE_MS) return false;
		this.isAfterHang = this.deadline !== undefined;
		this.deadline = deadline;
		this.isFirst = data !== this.data;
		this.data = data;
		return true;
	}

	/** False when another poll was begun since the one with that deadline. */
	isCurrent(deadline: number): boolean {
		return this.deadline === deadline;
	}

	/** Ends the poll with that deadline. */
	end(deadline: number): void {
		if (this.isCurrent(deadline)) this.deadline = undefined;
	}

	/** Notes whether the workflow was switched off before this poll, counted from the last one, also a failed one. */
	notePause(context: IPollFunctions, memory: Memory): void {
		if (!this.isFirst || context.getActivationMode() !== 'activate') return;
		const lastAt = this.triedBefore ?? memory.at;
		const shortest = Math.max(HOUR, 1.5 * pollInterval(context));
		if (Date.now() - lastAt > shortest) this.pause ??= { since: this.triedBefore };
	}

	/** Notes what a successful poll has left. */
	succeed(memory: Memory): void {
		this.memory = memory;
		this.pause = undefined;
		this.failing = undefined;
	}

	/** Writes a line into n8n's log, once as long as this process lives. */
	warnOnce(context: IPollFunctions, text: string): void {
		if (this.warned.has(text)) return;
		this.warned.add(text);
		context.logger.warn(`${context.getNode().name}: ${text}`);
	}

	/**
	 * How long polls have failed, in milliseconds, when that is to be raised: at once if a person has to
	 * mend it, after an hour if it passes by itself; then again when it has lasted twice as long.
	 */
	failingFor(failure: PickFuFailure, hasMemory: boolean): number | undefined {
		const now = Date.now();
		const since = this.failing?.since ?? now;
		const passes = isPassing(failure) && hasMemory;
		if (this.failing?.isPassing !== passes) {
			this.failing = { since, isPassing: passes, raisedAfter: passes ? HOUR : 0 };
		}
		return now - since >= 0.95 * this.failing!.raisedAfter ? now - since : undefined;
	}

	/** Notes that a failure was raised. */
	raised(lasted: number): void {
		if (this.failing) this.failing.raisedAfter = Math.max(HOUR, 2 * lasted);
	}
}
