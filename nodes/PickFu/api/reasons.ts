import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from './failure';
import { field, isObject, textField } from './read';
import { clip } from './text';

/** Details that are shown; a request with more faults is mended in several turns. */
const MOST_DETAILS = 20;
const LONGEST_DETAIL = 500;
const LONGEST_REASON = 2_000;

/** The members that hold words; the first that has some counts. */
const WORDS = ['message', 'msg', 'detail', 'description', 'reason', 'title'];

/** The members that name the place in the request which the words are about. */
const PLACES = ['field', 'path', 'param', 'property', 'instancePath', 'pointer', 'loc'];

/**
 * What PickFu says in the body of a refusal: `message` and every entry of `details`, else the
 * `error` word (https://www.pickfu.com/docs/api-reference/introduction, "Errors"), or what other
 * APIs say: lists, `errors`, objects, words by field, plain text.
 *
 * @returns at most 2,000 characters; undefined where the body holds no words
 */
export function reasonIn(body: unknown): string | undefined {
	if (isWebPage(body)) return undefined;
	if (!isObject(body)) return joined(wordsOf(body));
	const parts = [body, body.error].filter(isObject);
	const message = parts.map(ownWords).find((words) => words.length > 0);
	const details = parts.flatMap((part) => [...wordsOf(part.details), ...wordsOf(part.errors)]);
	const word = textField(body, 'errorDescription', 'error') ?? '';
	return joined([...(message ?? [word]), ...details]);
}

/** True for an answer that is a page for people. */
export function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}

/** The failure in an answer that says `success: false` under a status that says otherwise, if it does. */
export function refusalIn(body: unknown): PickFuFailure | undefined {
	if (!isObject(body) || body.success !== false) return undefined;
	return new PickFuFailure({
		kind: 'invalid',
		message: "PickFu reported that the request wasn't successful",
		reason: reasonIn(body),
		outcome: 'notDone',
	});
}

function ownWords(record: IDataObject): string[] {
	const found = WORDS.map((name) => wordsOf(record[name]));
	return found.find((words) => words.length > 0) ?? [];
}

function wordsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value.trim()].filter(Boolean);
	if (typeof value === 'number') return [String(value)];
	if (Array.isArray(value)) return value.slice(0, MOST_DETAILS + 1).flatMap(wordsOf);
	if (!isObject(value)) return [];
	const named = PLACES.map((name) => field(value, name)).find((place) => place !== undefined);
	const place = Array.isArray(named) ? named.join('.') : named;
	const words = ownWords(value);
	if (words.length > 0)
		return typeof place === 'string' && place ? words.map((text) => `${place}: ${text}`) : words;
	// By field: `{ "sampleSize": ["is too small"] }`.
	return Object.entries(value).flatMap(([name, inner]) =>
		wordsOf(inner).map((text) => `${name}: ${text}`),
	);
}

function joined(words: string[]): string | undefined {
	const shown = [...new Set(words.filter(Boolean))]
		.slice(0, MOST_DETAILS + 1)
		.map((text) => clip(text, LONGEST_DETAIL));
	return clip(shown.join('; '), LONGEST_REASON) || undefined;
}
