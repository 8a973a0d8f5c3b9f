import type { World } from '../state/world.mts';
import type { Caller } from './access.mts';

/** One request that fits the contract and whose caller is known. */
export interface Call {
	world: World;
	caller: Caller;
	params: Record<string, string>;
	query: Record<string, unknown>;
	/** Parsed JSON; an upload gives what it received. */
	body: unknown;
	/** Origin of the sandbox, for the addresses in answers. */
	origin: string;
}

/** What an operation answers, before envelope and spelling. */
export type Result =
	| { status: number; data: unknown }
	| { status: number; items: unknown[]; page: number; totalPages: number };

/** An operation of the contract. Throws Problem. */
export type Handler = (call: Call) => Result;

/** A page's number and size by `page` and `limit`; the defaults are those of PickFu's list. */
function paging({ query }: Call, sizeName = 'limit'): { page: number; limit: number } {
	const { page, [sizeName]: limit } = query;
	return {
		page: typeof page === 'number' ? page : 1,
		limit: typeof limit === 'number' ? limit : 20,
	};
}

/** One page of a list; `make` is called for its entries only. */
export function pageOf<T>(
	call: Call,
	entries: readonly T[],
	make: (entry: T) => unknown,
	sizeName?: string,
): Result {
	const { page, limit } = paging(call, sizeName);
	const items = entries.slice((page - 1) * limit, page * limit).map(make);
	return { status: 200, items, page, totalPages: Math.ceil(entries.length / limit) };
}

/** A value of the query that is text, if it was sent and filters are not switched off. */
export function filterText({ query, world }: Call, name: string): string | undefined {
	const value = query[name];
	return typeof value === 'string' && !world.settings.ignoreFilters ? value : undefined;
}

/** ISO 8601 in UTC, or null. */
export function isoDate(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
