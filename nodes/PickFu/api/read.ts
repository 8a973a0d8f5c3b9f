import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from './failure';

/** True for a JSON object: not null, not a list. */
export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The one thing in an answer, wrapped as `{ success, data: {…} }` or bare: both are documented
 * (https://www.pickfu.com/docs/api-reference/introduction shows it bare, the page on updating a
 * survey wrapped). A list around a single thing is opened too.
 *
 * @throws {PickFuFailure} kind `unreadable` when there is no object in it
 */
export function readObject(body: unknown): IDataObject {
	const inner = unwrap(body);
	const thing: unknown = Array.isArray(inner) && inner.length === 1 ? inner[0] : inner;
	if (isObject(thing)) return thing;
	throw unreadable('a single object');
}

/** One page of a list, and what is known of the others. */
export interface Page {
	records: IDataObject[];
	/** How many pages there are, as far as PickFu counts pages or records. */
	totalPages?: number;
}

/**
 * One page of a list: an array at the top, `data` as an array, or `data` as an object with exactly
 * one array in it. Entries that are no objects are wrapped as `{ value }`, not lost.
 *
 * @throws {PickFuFailure} kind `unreadable` when there is no list in it
 */
export function readPage(body: unknown): Page {
	const inner = unwrap(body);
	const list = Array.isArray(inner) ? inner : onlyList(inner);
	if (list === undefined) throw unreadable('a list');
	const pagination = isObject(body) && isObject(body.pagination) ? body.pagination : {};
	const total = wholeNumber(field(pagination, 'total'));
	const size = wholeNumber(field(pagination, 'limit')) ?? wholeNumber(field(pagination, 'perPage'));
	return {
		records: list.map((entry) =>
			isObject(entry) ? entry : { value: entry as IDataObject[string] },
		),
		totalPages:
			wholeNumber(field(pagination, 'totalPages')) ??
			(total === undefined || !size ? undefined : Math.ceil(total / size)),
	};
}

/**
 * A member under its camelCase name or, failing that, its snake_case one: PickFu's pages and the
 * third-party reference spell the same members differently.
 */
export function field(record: IDataObject, camelCase: string): unknown {
	const value: unknown = record[camelCase];
	if (value !== undefined && value !== null) return value;
	return record[camelCase.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] ?? undefined;
}

/** The member as text; numbers become text, everything else is undefined. */
export function textField(record: IDataObject, camelCase: string): string | undefined {
	const value = field(record, camelCase);
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The member as a finite number, also when it is written as text (`sampleSize` goes out that way). */
export function numberField(record: IDataObject, camelCase: string): number | undefined {
	const value = field(record, camelCase);
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || value.trim() === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

/** The objects of a list member; an empty list when there is none. */
export function objectsField(record: IDataObject, camelCase: string): IDataObject[] {
	const value = field(record, camelCase);
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a list member, numbers included. */
export function textsField(record: IDataObject, camelCase: string): string[] {
	const value = field(record, camelCase);
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry) =>
		typeof entry === 'string' || typeof entry === 'number' ? [String(entry)] : [],
	);
}

function unwrap(body: unknown): unknown {
	return isObject(body) && 'data' in body ? body.data : body;
}

function onlyList(value: unknown): unknown[] | undefined {
	if (!isObject(value)) return undefined;
	const lists = (Object.values(value) as unknown[]).filter((member) => Array.isArray(member));
	return lists.length === 1 ? lists[0] : undefined;
}

function wholeNumber(value: unknown): number | undefined {
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

function unreadable(expected: string): PickFuFailure {
	return new PickFuFailure({
		kind: 'unreadable',
		message: `PickFu returned an unexpected response (expected ${expected})`,
		description:
			"PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu, or report it there.",
		outcome: 'notKnown',
	});
}
