import type { IDataObject } from 'n8n-workflow';
import { inTurn, READS_AT_ONCE } from './concurrency';
import type { Connection } from './connection';
import type { EndpointName } from './endpoints';
import { PickFuFailure } from './failure';
import { inEitherSpelling, QUERY } from './names';
import { readPage, textField, type Page } from './read';
import { call, type CallOptions } from './request';

/** The largest page: https://www.pickfu.com/docs/api-reference/introduction knows `page` and `limit`; 100 is third-party. */
export const PAGE_SIZE = 100;

/** A list of 200,000 records is not a list of surveys or answers any more. */
const MOST_PAGES = 2_000;

/** Pages in a row without anything new, after which a list is taken to repeat itself. */
const MOST_STALE_PAGES = 3;

/** What {@link onePage} takes besides its endpoint and the number of the page. */
export interface PageOptions extends Omit<CallOptions, 'body'> {
	/** The name of the query parameter for the page's size; `limit` when left out. */
	sizeName?: string;
}

/** What {@link list} takes besides its endpoint. */
export interface ListOptions extends PageOptions {
	/** Records wanted; all of them when left out. */
	limit?: number;
	/** Records that there are for certain, as far as another answer counts them; read on to as many. */
	atLeast?: Promise<number | undefined>;
	/** Applied to what comes back, in case PickFu did not apply it. */
	keep?(record: IDataObject): boolean;
}

/** One page of a list, for dropdowns that page by themselves. */
export async function onePage(
	connection: Connection,
	endpoint: EndpointName,
	page: number,
	{ sizeName = QUERY.pageSize, ...options }: PageOptions = {},
	size = PAGE_SIZE,
): Promise<Page> {
	const query = { ...options.query, page, [sizeName]: size };
	const ask = async (spelled: IDataObject) =>
		readPage(await call(connection, endpoint, { ...options, query: spelled }));
	return await inEitherSpelling(connection.apiUrl, query, ask);
}

/**
 * Reads a list to its end, or to the limit. Pages whose number is known are read side by side, and
 * come out in order; records with an id that was seen before are dropped, because a list that
 * grows while it is read repeats some.
 *
 * Stops at the last page that PickFu counts; where it counts none, and where fewer records came than
 * there are, at a page that brings nothing new; at an empty page in any case. A page shorter than
 * asked for is no end: PickFu may have a smaller one as its largest.
 *
 * @throws {PickFuFailure} kind `unreadable` when a list has no end
 */
export async function list(
	connection: Connection,
	endpoint: EndpointName,
	{ limit = Infinity, atLeast, keep, ...options }: ListOptions = {},
): Promise<IDataObject[]> {
	const size = keep === undefined ? Math.min(limit, PAGE_SIZE) : PAGE_SIZE;
	const gathered = new Gathered(keep);
	const read = async (page: number) => await onePage(connection, endpoint, page, options, size);
	let [page, wanted, counted] = [0, 1, 0];
	for await (const { records, totalPages } of inTurn(read, () => wanted, READS_AT_ONCE)) {
		page += 1;
		gathered.add(records);
		// A list that grows while it is read grows in pages too.
		counted = Math.max(counted, totalPages ?? 0);
		const missing = limit - gathered.records.length;
		if (missing <= 0 || records.length === 0) break;
		if (page >= MOST_PAGES) throw endless();
		if (page < counted) {
			if (gathered.stale >= MOST_STALE_PAGES) break;
			wanted = keep === undefined ? Math.min(counted, page + Math.ceil(missing / size)) : counted;
		} else {
			if (gathered.stale > 0) break;
			if (counted > 0 && gathered.met >= ((await atLeast) ?? 0)) break;
			wanted = page + 1;
		}
	}
	return gathered.records.slice(0, limit);
}

/** What tells two records apart. One id may stand for all answers of a person, one for each question. */
function idOf(record: IDataObject): string | undefined {
	const id = textField(record, 'id') ?? textField(record, 'permalink') ?? textField(record, 'slug');
	const question = textField(record, 'questionId');
	return id === undefined || question === undefined ? id : `${id} ${question}`;
}

class Gathered {
	readonly records: IDataObject[] = [];

	/** Pages in a row that brought nothing new. */
	stale = 0;

	/** Different records so far, kept or not. */
	met = 0;

	private readonly ids = new Set<string>();

	/** The records without an id of the page before, as JSON. */
	private pageBefore = '';

	constructor(private readonly keep?: (record: IDataObject) => boolean) {}

	add(records: IDataObject[]): void {
		let fresh = 0;
		const isRepeated = this.isPageBefore(records);
		for (const record of records) {
			const id = idOf(record);
			if (id === undefined ? isRepeated : this.ids.has(id)) continue;
			if (id !== undefined) this.ids.add(id);
			fresh += 1;
			this.met += 1;
			if (this.keep?.(record) ?? true) this.records.push(record);
		}
		this.stale = fresh === 0 ? this.stale + 1 : 0;
	}

	/** Records without an id are indistinguishable; a whole page of them that comes again can. */
	private isPageBefore(records: IDataObject[]): boolean {
		const page = JSON.stringify(records.filter((record) => idOf(record) === undefined));
		const isRepeated = page !== '[]' && page === this.pageBefore;
		this.pageBefore = page;
		return isRepeated;
	}
}

function endless(): PickFuFailure {
	return new PickFuFailure({
		kind: 'unreadable',
		message: 'PickFu kept returning pages',
		description: `Stopped after ${MOST_PAGES.toLocaleString('en-US')} pages. PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu.`,
		outcome: 'notDone',
	});
}
