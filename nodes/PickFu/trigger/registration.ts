import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Memory } from '../events';

/**
 * What is known of a trigger as long as this process lives; nothing that a poll depends on, as n8n
 * may be started anew at any time. Under the workflow and the node, so that it outlives switching the
 * workflow off and on.
 */
const registrations = new Map<string, Registration>();

/**
 * The static data of polls that were begun, and of polls that succeeded: n8n makes it anew when a
 * workflow is switched on.
 */
const begun = new WeakSet<object>();
const succeeded = new WeakSet<object>();

/** A trigger of a workflow in this process. */
export class Registration {
	/** Polls in a row that failed for a reason that passes. */
	misses = 0;

	/** This is the first poll since the workflow was switched on, or n8n started. */
	isFirst = true;

	/** No poll has succeeded since then. */
	isFresh = true;

	/** When it was last polled successfully, by n8n's clock. */
	lastPollAt?: number;

	/** The newest publication it knew then, by PickFu's clock. */
	knownUntil?: number;

	private isPolling = false;

	/** The trigger that a poll belongs to. */
	static of(context: IPollFunctions, data: IDataObject): Registration {
		const key = `${String(context.getWorkflow().id)}:${context.getNode().id}`;
		let registration = registrations.get(key);
		if (!registration) registrations.set(key, (registration = new Registration()));
		if (!registration.isPolling) {
			registration.isFirst = !begun.has(data);
			registration.isFresh = !succeeded.has(data);
		}
		return registration;
	}

	/** False when a poll is under way already. */
	begin(data: IDataObject): boolean {
		if (this.isPolling) return false;
		begun.add(data);
		this.isPolling = true;
		return true;
	}

	/** Notes what a successful poll knows. */
	succeed(data: IDataObject, { at, since }: Memory): void {
		succeeded.add(data);
		this.misses = 0;
		this.lastPollAt = at;
		this.knownUntil = since;
	}

	/** Ends the poll that was begun. */
	end(): void {
		this.isPolling = false;
	}
}
