/** Plain helpers to look at values of which nothing is known yet. None of them throws. */

/** A JSON object whose members are unknown. */
export type Json = Record<string, unknown>;

/** True for text with nothing but white space in it. */
export function isBlank(value: unknown): boolean {
	return typeof value === 'string' && value.trim() === '';
}

/** True for undefined, null and blank text: what an empty form field or expression gives. */
export function isNothing(value: unknown): boolean {
	return value === undefined || value === null || isBlank(value);
}

/** What kind of JSON a value is, for a sentence: `a number`, `a list`, `nothing` … */
export function kindOf(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	const kinds: ReadonlyMap<string, string> = new Map([
		['string', 'text'],
		['number', 'a number'],
		['bigint', 'a number'],
		['boolean', 'true or false'],
		['object', 'an object'],
	]);
	// NaN and Infinity are no numbers of JSON, though an expression, or 1e999, may give them.
	const isJson = typeof value !== 'number' || Number.isFinite(value);
	return (isJson && kinds.get(typeof value)) || 'something that is not JSON';
}

/**
 * Text for a text member of a body: numbers and true/false are written out, nothing stays nothing
 * (undefined), and lists and objects are handed on for the check to refuse.
 */
export function asText(value: unknown): unknown {
	if (isNothing(value)) return undefined;
	if (typeof value === 'boolean') return String(value);
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
}

/** Like {@link asText}, without white space at the ends: for addresses and ids, often pasted. */
export function asTrimmedText(value: unknown): unknown {
	const text = asText(value);
	return typeof text === 'string' ? text.trim() : text;
}

/** A number, also when written as text; what is no number is handed on for the check to refuse. */
export function asNumber(value: unknown): unknown {
	if (isNothing(value)) return undefined;
	if (typeof value !== 'string') return value;
	const number = Number(value);
	return Number.isFinite(number) ? number : value;
}

/**
 * The object without its undefined members. Made from entries, so that a member called
 * `__proto__` stays a plain member.
 */
export function compact(entries: ReadonlyArray<readonly [string, unknown]>): Json {
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const YES = ['true', 'yes', 'on', '1'];
const NO = ['false', 'no', 'off', '0'];

/**
 * The one reading of a switch: true and false, and the words and numbers that people, spreadsheets
 * and databases write for them, in any case.
 *
 * @returns undefined for everything else, nothing included
 */
export function yesOrNo(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const word = String(value).trim().toLowerCase();
	if (YES.includes(word)) return true;
	return NO.includes(word) ? false : undefined;
}

/**
 * The entries of a list, of text with commas, or of the JSON text of a list (as language models
 * write lists). Blank pieces between commas are left out.
 *
 * @returns undefined for anything else
 */
export function entriesOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return undefined;
	if (/^\s*\[[^]*\]\s*$/.test(value)) {
		try {
			const list: unknown = JSON.parse(value);
			if (Array.isArray(list)) return list;
		} catch {
			// A name in brackets, then.
		}
	}
	return value.split(',').filter((piece) => !isNothing(piece));
}

/** How many entries a value of any form has: a list, text with commas, or an object by its members. */
export function countOf(value: unknown): number {
	if (isNothing(value)) return 0;
	const entries = entriesOf(value) ?? (typeof value === 'object' ? Object.keys(value!) : [value]);
	return entries.filter((entry) => !isNothing(entry)).length;
}

/** What is wrong with text that came of an object, as the rest of a sentence. */
export const OBJECT_TEXT =
	'contains "[object Object]"; use a field of that object in the expression';

/** True for what becomes of an object that is put into text: `[object Object]`. */
export function isObjectText(value: unknown): boolean {
	return typeof value === 'string' && /\[object \w+\]/.test(value);
}

const MOST_SHOWN = 80;

/**
 * A wrong value as an error's description shows it: on one line, cut after 80 characters, without
 * the user name and password of a URL. What cannot be written as JSON is named by its kind.
 */
export function shown(value: unknown): string | undefined {
	if (value === undefined) return undefined;
	const text = written(value)
		.replace(/\s+/g, ' ')
		.replace(/\/\/[^/?#]*@/g, '//…@');
	const characters = [...text.slice(0, MOST_SHOWN * 4)];
	return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : text;
}

function written(value: unknown): string {
	if (typeof value === 'string') return value;
	try {
		return JSON.stringify(value) ?? kindOf(value);
	} catch {
		return kindOf(value);
	}
}
