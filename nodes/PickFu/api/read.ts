import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from './failure';
import { remembered } from './remembered';
import { API_CHANGED } from './version';

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
 * One page of a list: an array, or an object with exactly one array in it, at the top or as `data`.
 *
 * @throws {PickFuFailure} kind `unreadable` when there is no list in it
 */
export function readPage(body: unknown): Page {
	const inner = unwrap(body);
	const list = Array.isArray(inner) ? inner : onlyList(inner);
	if (list === undefined) throw unreadable('a list');
	const pagination = isObject(body) && isObject(body.pagination) ? body.pagination : {};
	const count = (...names: string[]) => firstOf(pagination, names, wholeNumber);
	const [total, size] = [count('total'), count('limit', 'perPage')];
	const counted = total === undefined || !size ? undefined : Math.ceil(total / size);
	return { records: list.map(asRecord), totalPages: count('totalPages') ?? counted };
}

/** An entry of a list; one that is no object is wrapped as `{ value }`, not lost. */
export function asRecord(entry: unknown): IDataObject {
	return isObject(entry) ? entry : { value: entry as IDataObject[string] };
}

/** The first of the named members that is there. */
export function field(record: IDataObject, ...camelCase: string[]): unknown {
	return firstOf(record, camelCase, (value) => value);
}

/** The first of the named members that is a text; numbers become texts. */
export function textField(record: IDataObject, ...camelCase: string[]): string | undefined {
	return firstOf(record, camelCase, asText);
}

/** The members that are texts, each under its name. */
export function textFields<Name extends string>(
	record: IDataObject,
	...camelCase: Name[]
): { [name in Name]?: string } {
	const entries = camelCase.map((name) => [name, textField(record, name)]);
	return Object.fromEntries(entries) as { [name in Name]?: string };
}

/** The first of the named members that is a finite number, also as a text (`sampleSize` goes out that way). */
export function numberField(record: IDataObject, ...camelCase: string[]): number | undefined {
	return firstOf(record, camelCase, (value) => {
		const isText = typeof value === 'string' && value.trim() !== '';
		const number = isText ? Number(value) : value;
		return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
	});
}

/**
 * What `read` makes of the first of the named members that it can read, under its camelCase name or else
 * its snake_case one: PickFu's pages and the third-party reference spell them differently.
 */
export function firstOf<T>(
	record: IDataObject,
	names: readonly string[],
	read: (value: unknown) => T | undefined,
): T | undefined {
	for (const name of names) {
		const found = read(record[name] ?? record[snakeCase(name)] ?? undefined);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A few dozen names are asked for, each of them in every record. */
const snakeCase = remembered((name: string) =>
	name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

/** The objects of a list member; an empty list when there is none. */
export function objectsField(record: IDataObject, camelCase: string): IDataObject[] {
	const value = field(record, camelCase);
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a list member, numbers included. */
export function textsField(record: IDataObject, camelCase: string): string[] {
	const value = field(record, camelCase);
	return Array.isArray(value) ? value.flatMap((entry) => asText(entry) ?? []) : [];
}

/** What an answer wraps as `data`, or the answer itself. */
export function unwrap(body: unknown): unknown {
	return isObject(body) && 'data' in body ? body.data : body;
}

function asText(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

function onlyList(value: unknown): unknown[] | undefined {
	const lists = isObject(value) ? Object.values(value).filter(Array.isArray) : [];
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
		description: `${API_CHANGED}, or report it there.`,
		outcome: 'notKnown',
	});
}
