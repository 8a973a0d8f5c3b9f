import type { IDataObject } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from './concurrency';
import type { Connection } from './connection';
import type { EndpointName } from './endpoints';
import { PickFuFailure } from './failure';
import { QUERY } from './names';
import { readPage, textField, type Page } from './read';
import { call, type CallOptions } from './request';

/** The largest page: https://www.pickfu.com/docs/api-reference/introduction knows `page` and `limit`; 100 is third-party. */
export const PAGE_SIZE = 100;

/** A list of 200,000 records is not a list of surveys or answers any more. */
const MOST_PAGES = 2_000;

/** Pages asked for in one go; more would only make an early end more wasteful. */
const PAGES_AHEAD = 20;

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
	return readPage(await call(connection, endpoint, { ...options, query }));
}

/**
 * Reads a list to its end, or to the limit. Pages whose number is known are read side by side, and
 * come out in order; records with an id that was seen before are dropped, because a list that
 * grows while it is read repeats some.
 *
 * Stops at the last page that PickFu counts; where it counts none, at a page shorter than asked for
 * or one that brings nothing new; at an empty page in any case.
 *
 * @throws {PickFuFailure} kind `unreadable` when a list has no end
 */
export async function list(
	connection: Connection,
	endpoint: EndpointName,
	{ limit = Infinity, keep, ...options }: ListOptions = {},
): Promise<IDataObject[]> {
	const size = keep === undefined ? Math.min(limit, PAGE_SIZE) : PAGE_SIZE;
	const gathered = new Gathered(keep);
	let totalPages: number | undefined;
	for (let page = 1; gathered.records.length < limit;) {
		if (page > MOST_PAGES) throw endless();
		const wanted =
			keep === undefined ? Math.ceil((limit - gathered.records.length) / size) : Infinity;
		const count =
			totalPages === undefined ? 1 : Math.min(wanted, totalPages - page + 1, PAGES_AHEAD);
		const numbers = Array.from({ length: count }, (_, index) => page + index);
		const pages = await inOrder(
			numbers,
			READS_AT_ONCE,
			async (number) => await onePage(connection, endpoint, number, options, size),
		);
		for (const { records, totalPages: counted } of pages) {
			gathered.add(records);
			// A list that grows while it is read grows in pages too.
			if (counted !== undefined) totalPages = Math.max(counted, totalPages ?? 0);
		}
		page += count;
		const last = pages[pages.length - 1]?.records ?? [];
		if (last.length === 0 || gathered.stale >= MOST_STALE_PAGES) break;
		if (totalPages === undefined ? last.length < size || gathered.stale > 0 : page > totalPages)
			break;
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

	private readonly ids = new Set<string>();

	constructor(private readonly keep?: (record: IDataObject) => boolean) {}

	add(records: IDataObject[]): void {
		let fresh = 0;
		for (const record of records) {
			const id = idOf(record);
			if (id !== undefined) {
				if (this.ids.has(id)) continue;
				this.ids.add(id);
			}
			fresh += 1;
			if (this.keep?.(record) ?? true) this.records.push(record);
		}
		this.stale = fresh === 0 ? this.stale + 1 : 0;
	}
}

function endless(): PickFuFailure {
	return new PickFuFailure({
		kind: 'unreadable',
		message: "PickFu's list does not end",
		description: `It was given up after ${MOST_PAGES} pages. PickFu's API may have changed: look for a newer version of this package.`,
		outcome: 'notDone',
	});
}
