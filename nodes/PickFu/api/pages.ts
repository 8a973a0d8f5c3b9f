import type { IDataObject } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from './concurrency';
import type { Connection } from './connection';
import type { EndpointName } from './endpoints';
import { PickFuFailure } from './failure';
import { inEitherSpelling, QUERY } from './names';
import { readPage, textField, type Page } from './read';
import { call, type CallOptions } from './request';
import { API_CHANGED } from './version';

/** The largest page; third-party: PickFu's own introduction knows `page` and `limit` only. */
export const PAGE_SIZE = 100;

/** A list of 200,000 records is not a list of surveys or answers any more. */
const MOST_PAGES = 2_000;

/** Pages in a row without anything new, after which a list is taken to repeat itself. */
const MOST_STALE_PAGES = 3;

/** What {@link list} takes besides its endpoint. */
export interface ListOptions extends CallOptions {
	/** Records wanted; all of them when left out. */
	limit?: number;
	/** Records that there are for certain, as far as another answer counts them; read on to as many. */
	atLeast?: number | Promise<number | undefined>;
	/** Applied to what comes back, in case PickFu did not apply it. */
	keep?(record: IDataObject): boolean;
}

/** One page of a list, for dropdowns that page by themselves. */
export async function onePage(
	connection: Connection,
	endpoint: EndpointName,
	page: number,
	options: CallOptions = {},
	size = PAGE_SIZE,
): Promise<Page> {
	const sizeName = endpoint === 'searchHelp' ? QUERY.helpPageSize : QUERY.pageSize;
	const query = { ...options.query, page, [sizeName]: size };
	const ask = async (spelled: IDataObject) =>
		readPage(await call(connection, endpoint, { ...options, query: spelled }));
	return await inEitherSpelling(connection.apiUrl, query, ask);
}

/**
 * Reads a list to its end, or to the limit. Pages that PickFu counts are read side by side, and come out
 * in order; records with an id that was seen before are dropped, as a list that grows repeats some.
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
	/** Pages that came before an earlier one. */
	const early = new Map<number, Page>();
	let [page, wanted, counted, isOver] = [0, 1, 0, false];
	const add = ({ records, totalPages = 0 }: Page) => {
		page += 1;
		gathered.add(records);
		// A list that grows while it is read grows in pages too.
		counted = Math.max(counted, totalPages);
		const missing = limit - gathered.records.length;
		const isStale = gathered.stale >= (page < counted ? MOST_STALE_PAGES : 1);
		isOver = missing <= 0 || records.length === 0 || isStale;
		const last = keep === undefined ? page + Math.ceil(missing / size) : MOST_PAGES;
		wanted = Math.max(page + 1, Math.min(last, counted, MOST_PAGES));
	};
	while (!isOver) {
		if (page >= MOST_PAGES) throw endless();
		const numbers = Array.from({ length: wanted - page }, (_, index) => page + 1 + index);
		await inOrder(numbers, READS_AT_ONCE, async (number) => {
			if (isOver) return;
			early.set(number, await onePage(connection, endpoint, number, options, size));
			for (let next = early.get(page + 1); next && !isOver; next = early.get(page + 1)) add(next);
		});
		if (counted > 0 && page >= counted && gathered.met >= ((await atLeast) ?? 0)) break;
	}
	return gathered.records.slice(0, limit);
}

/** What tells two records apart. One id may stand for all answers of a person, one for each question. */
function idOf(record: IDataObject): string | undefined {
	const id = textField(record, 'id', 'permalink', 'slug');
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

	constructor(private readonly keep: (record: IDataObject) => boolean = () => true) {}

	add(records: IDataObject[]): void {
		// Records without an id are indistinguishable; a whole page of them that comes again is not.
		const ids = records.map(idOf);
		const nameless = JSON.stringify(records.filter((_, index) => ids[index] === undefined));
		const isRepeated = nameless === this.pageBefore;
		this.pageBefore = nameless;
		const fresh = records.filter((_, index) => {
			const id = ids[index];
			if (id === undefined) return !isRepeated;
			const isNew = !this.ids.has(id);
			this.ids.add(id);
			return isNew;
		});
		this.met += fresh.length;
		this.stale = fresh.length === 0 ? this.stale + 1 : 0;
		this.records.push(...fresh.filter(this.keep));
	}
}

function endless(): PickFuFailure {
	const pages = MOST_PAGES.toLocaleString('en-US');
	return new PickFuFailure({
		kind: 'unreadable',
		message: 'PickFu kept returning pages',
		description: `Stopped after ${pages} pages. ${API_CHANGED}.`,
		outcome: 'notDone',
	});
}
