import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Nature } from '../api/endpoints';

/** What is known of one thing that a node has changed, or has tried to change, in this execution. */
export interface Entry {
	/** `sent` while it isn't known whether the change was made, or it was made in part only. */
	state: 'sent' | 'done';
	/** When it was sent: milliseconds since 1970. */
	at: number;
	/** Respondents or follow-ups that were paid for; of a follow-up also while that isn't known. */
	paid?: number;
	/** The last payment for a survey. */
	payment?: SurveyPayment;
	/** What a later try has to know, such as the draft that was made and is not filed yet. */
	note?: IDataObject;
	/** The output of the finished item. */
	rows?: INodeExecutionData[];
}

/** A payment that brings a survey from `base` respondents paid for to `goal`. */
export interface SurveyPayment {
	surveyId: string;
	/** Sample size before; 0 for a publish, which pays for all of them. */
	base: number;
	/** Sample size wanted. */
	goal: number;
	/** Respondents that were really added; undefined while the payment is open. */
	got?: number;
}

/** The note of an item that a later try of it reads. */
export interface Attempt {
	read(): IDataObject | undefined;
	/** Notes something; undefined takes the note back. */
	write(note: IDataObject | undefined): void;
}

/**
 * What one node has sent and finished in this execution, so that nothing is paid or made twice
 * whatever runs the node again: Retry On Fail, Executions > Retry, a loop, a Wait, an agent that
 * repeats its call. n8n keeps the node's context for all of them. Always on for what changes
 * something; reads need no journal.
 */
export class Journal {
	private readonly entries: Record<string, Entry>;

	/** The run of the node; undefined for an agent's tool, which n8n counts as a new run at each try. */
	private readonly run: string | undefined;

	/** @param operation such as `survey publish` */
	constructor(
		context: IExecuteFunctions,
		private readonly operation: string,
		private readonly nature: Nature,
	) {
		const kept: { journal?: Record<string, Entry> } =
			nature === 'read' ? {} : context.getContext('node');
		this.entries = kept.journal ??= {};
		const isTool = context.getNode().type.endsWith('Tool');
		this.run = isTool ? undefined : String(context.getWorkflowDataProxy(0).$runIndex);
	}

	/**
	 * The place of one item. A node's item is known by its run and number, which n8n keeps in every
	 * repetition; expressions such as `$now` may give it another content. An agent's call is known by
	 * its content.
	 *
	 * @param thing what is changed, such as the survey's id
	 * @param content the values that the change depends on
	 * @param isOnce true where the same change of the same thing is meant once per execution, whichever item asks
	 */
	item(itemIndex: number, thing: string, content: unknown, isOnce = false): JournalItem {
		const isTool = this.run === undefined;
		const which = isOnce ? '' : isTool ? JSON.stringify(content) : `#${this.run}:${itemIndex}`;
		// What an agent knows to be done may be wanted again, unless it is paid for.
		const isKept = !isTool || this.nature === 'spend';
		return new JournalItem(this.entries, `${this.operation} ${thing} ${which}`, isKept);
	}

	/** Respondents or follow-ups that this execution has certainly been charged for. */
	sumCharged(): number {
		const done = Object.values(this.entries).filter(({ state }) => state === 'done');
		return done.reduce((sum, { paid = 0 }) => sum + paid, 0);
	}
}

/** One item's place in the journal. */
export class JournalItem {
	constructor(
		private readonly entries: Record<string, Entry>,
		private readonly key: string,
		private readonly isKept: boolean,
	) {}

	read(): Entry | undefined {
		return Object.hasOwn(this.entries, this.key) ? this.entries[this.key] : undefined;
	}

	/** Writes the entry; undefined takes it back. */
	write(entry: Entry | undefined): void {
		if (entry === undefined) delete this.entries[this.key];
		else this.entries[this.key] = entry;
	}

	/** Notes that the item is finished. The rows are shared with the output, so n8n stores them once. */
	finish(rows: INodeExecutionData[]): void {
		const { paid, payment } = this.read() ?? {};
		const entry: Entry = { state: 'done', at: Date.now(), rows };
		if (paid !== undefined) entry.paid = paid;
		if (payment !== undefined) entry.payment = payment;
		this.write(this.isKept ? entry : undefined);
	}

	/** Notes that a try of the item ended without showing that nothing was done. */
	markUnclear(): void {
		if (this.read() === undefined) this.write({ state: 'sent', at: Date.now() });
	}

	/** The item's note, for an operation that takes several steps. What was paid for stays when the note goes. */
	get attempt(): Attempt {
		return {
			read: () => this.read()?.note,
			write: (note) => {
				const entry: Entry = { state: 'sent', at: Date.now(), ...this.read() };
				if (note === undefined) delete entry.note;
				else entry.note = note;
				const isPaid = entry.paid !== undefined || entry.payment !== undefined;
				this.write(note === undefined && !isPaid ? undefined : entry);
			},
		};
	}

	/** Items with a payment for this survey that was sent and never cleared up; this one may be among them. */
	openPayments(surveyId: string): JournalItem[] {
		return Object.entries(this.entries)
			.filter(([, { payment }]) => payment?.surveyId === surveyId && payment.got === undefined)
			.map(([key]) => (key === this.key ? this : new JournalItem(this.entries, key, true)));
	}

	/** Respondents or follow-ups that this node has paid for, or may have, in this execution. */
	sumPaid(): number {
		return Object.values(this.entries)
			.map(({ paid = 0, payment }) =>
				payment === undefined || payment.got !== undefined
					? paid
					: paid + payment.goal - payment.base,
			)
			.reduce((sum, paid) => sum + paid, 0);
	}

	/** Other items that were paid for. */
	countOthersPaid(): number {
		return Object.entries(this.entries).filter(
			([key, { state, paid = 0 }]) => key !== this.key && state === 'done' && paid > 0,
		).length;
	}
}
