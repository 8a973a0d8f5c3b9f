import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Nature } from '../api/endpoints';

/** A request that pays: for a survey from the sample size `base` to `goal`, for a follow-up from 0 to 1. */
export interface Charge {
	/** The survey or response. */
	id: string;
	/** 0 for a publish, which pays for the whole sample. */
	base: number;
	goal: number;
	/** When it was sent: milliseconds since 1970. */
	at: number;
	/** What was really charged for; undefined while that isn't known. */
	got?: number;
}

/** What is known of one thing that a node has changed, or has tried to change, in this execution. */
export interface Entry {
	/** The last request that pays: sent, and with `got` done. */
	charge?: Charge;
	/** Respondents or follow-ups that were certainly charged for. */
	paid?: number;
	/** True after a try that may have made the change, or a part of it. */
	isUnclear?: true;
	/** What a later try has to know, such as the draft that was made and is not filed yet. */
	note?: IDataObject;
	/** The output of the finished item; shared with it, so n8n stores it once. */
	rows?: INodeExecutionData[];
}

/**
 * What one node has sent and finished in this execution, so that nothing is paid or made twice
 * whatever runs the node again: Retry On Fail, Executions > Retry, a loop, a Wait, an agent that
 * repeats its call. n8n keeps the node's context for all of them. Reads need no journal.
 */
export class Journal {
	private readonly entries: Record<string, Entry>;

	/** Undefined for an agent's tool. */
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
	 * repetition, while expressions such as `$now` change its content. An agent's call is known by its
	 * content, while n8n counts each try as another run.
	 *
	 * @param thing what is changed, such as the survey's id
	 * @param content the values that the change depends on
	 * @param isOnce true where the same change of the same thing is meant once, whichever item asks
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
		return Object.values(this.entries).reduce((sum, { paid = 0 }) => sum + paid, 0);
	}
}

/** One item's place in the journal. */
export class JournalItem {
	constructor(
		private readonly entries: Record<string, Entry>,
		private readonly key: string,
		private readonly isKept = true,
	) {}

	/** What is known of the item; nothing in its first try. */
	read(): Entry {
		return Object.hasOwn(this.entries, this.key) ? this.entries[this.key]! : {};
	}

	/** Changes members of the entry; undefined takes one out. */
	write(changes: Entry): void {
		const members = Object.entries({ ...this.read(), ...changes });
		const entry = Object.fromEntries(members.filter(([, value]) => value !== undefined));
		if (Object.keys(entry).length > 0) this.entries[this.key] = entry;
		else delete this.entries[this.key];
	}

	/** Notes what came of the charge that was sent. */
	settle(got: number): void {
		const { charge, paid = 0 } = this.read();
		this.write(got > 0 ? { charge: { ...charge!, got }, paid: paid + got } : { charge: undefined });
	}

	/** Notes that the item is finished. */
	finish(rows: INodeExecutionData[]): void {
		if (this.isKept) this.write({ isUnclear: undefined, note: undefined, rows });
		else delete this.entries[this.key];
	}

	/** Places with a charge for this survey that was never cleared up; this one may be among them. */
	openCharges(id: string): JournalItem[] {
		return Object.entries(this.entries)
			.filter(([, { charge }]) => charge?.id === id && charge.got === undefined)
			.map(([key]) => (key === this.key ? this : new JournalItem(this.entries, key)));
	}

	/** Respondents or follow-ups that this node has paid for, or may have, in this execution. */
	sumPaid(): number {
		return Object.values(this.entries).reduce((sum, { paid = 0, charge }) => {
			const open = charge && charge.got === undefined ? charge.goal - charge.base : 0;
			return sum + paid + open;
		}, 0);
	}

	/** Other items that were paid for. */
	countOthersPaid(): number {
		const others = Object.entries(this.entries).filter(([key]) => key !== this.key);
		return others.filter(([, { paid = 0 }]) => paid > 0).length;
	}
}
