import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import type { Nature } from '../api/endpoints';
import type { Parameters } from './parameters';
import type { JournalItem } from './journal';

/** The values of the field "Output". */
export type OutputForm = 'simplified' | 'raw' | 'selectedFields';

/** One item's call of an operation. */
export interface ItemCall {
	connection: Connection;
	/** The node's fields, resolved for this item. */
	parameters: Parameters;
	/** Milliseconds this item may wait for PickFu's rate limit, request by request. */
	maxWaitMs: number;
	/** Which form is wanted, for an operation that saves a request by knowing. */
	form: OutputForm;
	/** What earlier tries of this item have sent, paid and noted in this execution. */
	journal: JournalItem;
	/** For what only the host can do, such as reading the binary data of the item. */
	context: IExecuteFunctions;
}

/** One output item of an operation, in the two forms that the field "Output" offers. */
export interface Output {
	/** The fields that people and agents need, ids first. */
	simplified: IDataObject;
	/** Everything, as PickFu returned it; the same as `simplified` when left out. */
	raw?: IDataObject;
	binary?: IBinaryKeyData;
}

/** The names of the records that an operation returns, simplified and raw, for the field "Fields". */
export interface RecordFields {
	/** The id, which stays whatever is selected. */
	ids: readonly string[];
	names: readonly string[];
}

/**
 * One thing the node can do, in a file of its own: how it stands in the menu, its fields and what it
 * does for one item. The router owns everything else.
 */
export interface Operation {
	/** The menu's text, such as `Get Many`. */
	name: string;
	/** The search result's text, which agents read as the tool's description, such as `Get many surveys`. */
	action: string;
	description: string;
	/** What it does to the account: decides concurrency, repeats and the sentences about money. */
	nature: Nature;
	/** What is paid for, where the nature is `spend`. */
	pays?: 'respondent' | 'follow-up';
	/** Where they are shown is added by the resource's menu. */
	fields: INodeProperties[];
	/** Left out where there is nothing to choose from; else it has the field "Output". */
	record?: RecordFields;
	/** Entries of its "Options" collection, besides those that every operation has. */
	options?: INodeProperties[];
	/** What it changes, such as the survey's id: part of what its items are known by in the journal. */
	thing?(parameters: Parameters): string;
	/** True where the same thing twice in an execution is never meant, whichever item asks for it. */
	isOnce?: true;
	/** @throws {PickFuFailure} worded for the person at the screen */
	execute(call: ItemCall): Promise<Output | Output[]>;
}

/** A group of operations: an entry of the menu "Resource". */
export interface Resource {
	/** Singular. */
	name: string;
	description: string;
	/** Under the names that workflows store, such as `getAll`; in the order of the menu. */
	operations: Record<string, Operation>;
}
