/** Plain helpers to look at values of which nothing is known yet. None of them throws. */

/** A JSON object whose members are not known. */
export type Json = Record<string, unknown>;

/** True for a JSON object: not null, not a list. */
export function isJsonObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
	return kinds.get(typeof value) ?? 'something that is not JSON';
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

const MOST_SHOWN = 80;

/**
 * A wrong value as an error's description shows it: on one line, cut after 80 characters, without
 * the user name and password of an address.
 */
export function shown(value: unknown): string | undefined {
	if (value === undefined) return undefined;
	const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)))
		.replace(/\s+/g, ' ')
		.replace(/\/\/[^/?#]*@/g, '//…@');
	const characters = [...text.slice(0, MOST_SHOWN * 4)];
	return characters.length > MOST_SHOWN ? `${characters.slice(0, MOST_SHOWN).join('')}…` : text;
}
