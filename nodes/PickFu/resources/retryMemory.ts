import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Nature } from '../api/endpoints';
import type { PickFuFailure } from '../api/failure';

/** Where the finished items of one node stand in the execution's own storage. */
interface Finished {
	rows?: Record<string, INodeExecutionData[]>;
	notes?: Record<string, IDataObject>;
	/** Items of which an earlier run could not say that nothing was done. */
	unclear?: Record<string, true>;
}

/**
 * One item's own note, for what must be known when the node is run again although the item was not
 * finished: that money may have been spent.
 */
export interface Attempt {
	/** What an earlier run of this item noted; undefined in the first run. */
	read(): IDataObject | undefined;
	/** Notes something down; undefined takes the note back. */
	write(note: IDataObject | undefined): void;
}

/**
 * n8n's "Retry On Fail" runs the whole node again, with all items, when one of them failed. This
 * remembers, for the length of the execution, which items were finished, so that a second run
 * repeats what did not work and nothing else: no second draft, no second charge.
 *
 * Reads need no memory, and without "Retry On Fail" there is no second run.
 */
export class RetryMemory {
	private readonly finished: Finished | undefined;

	private readonly run: string;

	constructor(context: IExecuteFunctions, nature: Nature | undefined) {
		const on = context.getNode().retryOnFail === true && nature !== undefined && nature !== 'read';
		this.finished = on ? (context.getContext('node') as Finished) : undefined;
		// A node in a loop runs many times in one execution; each run has its own items.
		this.run = on ? String(context.getWorkflowDataProxy(0).$runIndex) : '';
	}

	/** The rows of an item that was finished before, or those of `work`, remembered. */
	async once(
		itemIndex: number,
		work: () => Promise<INodeExecutionData[]>,
	): Promise<INodeExecutionData[]> {
		if (this.finished === undefined) return await work();
		const key = `${this.run}:${itemIndex}`;
		const known = this.finished.rows?.[key];
		if (known !== undefined) return known;
		const rows = await work();
		this.finished.rows = { ...this.finished.rows, [key]: rows };
		return rows;
	}

	/**
	 * What is to be said of an item that failed: where an earlier run of it may have made the change,
	 * a later one that was refused cannot say that nothing was done.
	 */
	withEarlier(itemIndex: number, failure: PickFuFailure): PickFuFailure {
		if (this.finished === undefined) return failure;
		const key = `${this.run}:${itemIndex}`;
		if (failure.outcome !== 'notDone') {
			this.finished.unclear = { ...this.finished.unclear, [key]: true };
			return failure;
		}
		if (this.finished.unclear?.[key] === undefined) return failure;
		return failure.with({
			description: ['An earlier try of this item may have made the change.', failure.description]
				.filter(Boolean)
				.join(' '),
			outcome: 'notKnown',
		});
	}

	/** The note of an item; where there is no second run, nothing is kept. */
	attempt(itemIndex: number): Attempt {
		const { finished } = this;
		const key = `${this.run}:${itemIndex}`;
		return {
			read: () => finished?.notes?.[key],
			write(note) {
				if (finished === undefined) return;
				const notes = { ...finished.notes };
				if (note === undefined) delete notes[key];
				else notes[key] = note;
				finished.notes = notes;
			},
		};
	}
}

/**
 * The note of a payment that may have been made: what is paid for names it, so it is found again by
 * whatever runs the same payment later in this execution: a retry, a loop, or an agent that calls its
 * tool once more, which n8n counts as another run of the node.
 *
 * @param what such as `publish 8f14…`
 */
export function paymentNote(context: IExecuteFunctions, what: string): Attempt {
	const kept = context.getContext('node') as { payments?: Record<string, IDataObject> };
	return {
		read: () =>
			kept.payments !== undefined && Object.hasOwn(kept.payments, what)
				? kept.payments[what]
				: undefined,
		write(note) {
			const others = Object.entries(kept.payments ?? {}).filter(([key]) => key !== what);
			kept.payments = Object.fromEntries(note === undefined ? others : [...others, [what, note]]);
		},
	};
}
