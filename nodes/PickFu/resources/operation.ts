import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import type { Nature } from '../api/endpoints';
import type { Parameters } from './parameters';
import type { Attempt } from './retryMemory';

/** One item's call of an operation. */
export interface ItemCall {
	connection: Connection;
	/** The node's fields, resolved for this item. */
	parameters: Parameters;
	/** Milliseconds this item may wait for PickFu's rate limit, request by request. */
	maxWaitMs: number;
	/** What an earlier run of this item, under "Retry On Fail", left behind. */
	attempt: Attempt;
	/** For what only the host can do, such as reading the binary data of the item. */
	context: IExecuteFunctions;
}

/** An output item: one record, with files where the operation gives some. */
export class WithBinary {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/**
 * One thing the node can do. A file holds one operation: how it stands in the menu, its fields and
 * what it does for one item. The router owns everything else: the loop over the items, how many run
 * side by side, errors, and which output belongs to which input.
 */
export interface Operation {
	/** The menu's text, such as `Get Many`. */
	name: string;
	/** The search result's text, which agents read as the tool's description, such as `Get many surveys`. */
	action: string;
	description: string;
	/** What it does to the account: decides concurrency, repeats and what is told about money. */
	nature: Nature;
	/** Its fields; where they are shown is added by the resource's menu. */
	fields: INodeProperties[];
	/** Entries of its "Options" collection, besides those that every operation has. */
	options?: INodeProperties[];
	/**
	 * Does the work for one item.
	 *
	 * @returns one record, or any number of them, for the node's output
	 * @throws {PickFuFailure} told for the person at the screen
	 */
	execute(call: ItemCall): Promise<Output | Output[]>;
}

/** What an operation gives for an output item. */
export type Output = IDataObject | WithBinary;

/** A group of operations: an entry of the menu "Resource". */
export interface Resource {
	/** The menu's text, singular. */
	name: string;
	/** Under the names that workflows store, such as `getAll`; in the order of the menu. */
	operations: Record<string, Operation>;
}
