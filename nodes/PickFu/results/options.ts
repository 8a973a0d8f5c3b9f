import { isObject } from '../api/read';
import { remembered } from '../api/remembered';
import type { Answer, SurveyOption, SurveyQuestion } from '../api/shapes';
import { compareTexts } from '../api/text';
import { addTo, timesOf } from './numbers';
import type { OptionRef } from './types';

/** One thing that answers can choose: an option, or a label that fits no option or several. */
export interface Entry extends OptionRef {
	/** The survey does not list it. */
	unlisted?: true;
	/** Several options go by this label: their places, from 0. */
	ambiguous?: readonly number[];
}

/** The options of a question, and the way from what an answer says to one of them. */
export interface OptionBook {
	/** The question's own options in their order, then ambiguous labels, then unlisted ones, the most frequent first. */
	entries: Entry[];
	/** How many of the entries are the question's own options. */
	own: number;
	/** Indices in `entries`; several for a list written as one text, none for a word that no answer picks. */
	find: (pick: string) => readonly number[];
}

/**
 * Reads which options there are and how answers name them (see `lookUp`).
 *
 * @param answers all of this question: labels in them that fit no option get an entry of their own
 * @param isList true where one text may hold several picks: it is split only where every part is an option
 */
export function optionBook(
	{ options }: SurveyQuestion,
	answers: readonly Answer[],
	isList: boolean,
): OptionBook {
	const meantBy = lookUp(options);
	const surely = (pick: string) => (meantBy(pick).length === 1 ? meantBy(pick)[0] : undefined);
	const own = (pick: string) =>
		surely(pick) !== undefined ? meantBy(pick) : isList ? [...new Set(split(pick, surely))] : [];
	const keyOf = (pick: string) => meantBy(pick).join() || `"${plain(pick)}`;
	const entries: Entry[] = options.map((option, index) => ({
		optionId: option.id ?? null,
		number: index + 1,
		label: optionLabel(option, index + 1),
	}));
	const others = new Map<string, { entry: Entry; times: number }>();
	const picks = [...timesOf(answers.flatMap(({ chosenOption }) => chosenOption))];
	// Sorted, so that the order of the answers decides nothing.
	for (const [pick, times] of picks.sort(([a], [b]) => compareTexts(a, b))) {
		if (pick.trim() === '' || own(pick).length > 0) continue;
		const [ambiguous, known] = [meantBy(pick), others.get(keyOf(pick))];
		const shared = entries[ambiguous[0] ?? -1];
		const entry = { optionId: null, number: null, label: shared?.label ?? pick.trim() };
		others.set(keyOf(pick), {
			entry: known?.entry ?? { ...entry, ...(shared ? { ambiguous } : { unlisted: true }) },
			times: shared ? Infinity : times + (known?.times ?? 0),
		});
	}
	const sorted = [...others].sort(
		([a, { times: first }], [b, { times: second }]) =>
			Number(first < second) - Number(second < first) || compareTexts(a, b),
	);
	const places = new Map(sorted.map(([key], index) => [key, [options.length + index]]));
	const find = remembered((pick: string) => {
		const found = own(pick);
		return found.length > 0 ? found : (places.get(keyOf(pick)) ?? []);
	});
	entries.push(...sorted.map(([, { entry }]) => entry));
	return { entries, find, own: options.length };
}

/** The words for an option: its text, else its letter, as PickFu names an image, and behind Z its number, from 1. */
export function optionLabel({ value }: SurveyOption, number: number): string {
	return value ?? `Option ${number > 26 ? number : String.fromCharCode(64 + number)}`;
}

/** The words of a text, one space between them, without regard to case. */
export function plainWords(text: string): string {
	const words = text.normalize('NFKC').toLowerCase();
	return words.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}

/** A text without regard to case, spaces, letters of no width, slanted quotes and forms of the same letter. */
function fold(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
		.replace(/[‘’‚‛′]/g, "'")
		.replace(/[“”„‟″]/g, '"')
		.trim()
		.replace(/\s+/g, ' ')
		.toLowerCase();
}

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The folded text without markup; the folded text itself where nothing is left. */
function plain(text: string): string {
	let decoded = text;
	// Escaped twice is common, three times is not.
	for (let round = 0; round < 2; round++) {
		decoded = decoded.replace(
			/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(amp|lt|gt|quot|apos|nbsp));/gi,
			(_, dec?: string, hex?: string, name?: string) =>
				name === undefined
					? String.fromCodePoint(Number(dec ?? `0x${hex}`))
					: ENTITIES[name.toLowerCase() as keyof typeof ENTITIES],
		);
	}
	return fold(decoded.replace(/<\/?[a-z][^<>]*>/gi, ' ')) || fold(text);
}

/** Most parts of a text that is tried as a list of picks. */
const MAX_PARTS = 40;

/**
 * The options that a text lists, such as `Red, Blue` or `["Red","Blue"]`: the longest labels first, so that a
 * comma inside a label stays there. Empty unless every part is an option.
 */
function split(text: string, indexOf: (pick: string) => number | undefined): readonly number[] {
	const listed = /^\s*\[/.test(text) ? parsed(text) : undefined;
	if (Array.isArray(listed)) {
		const indices = listed.flatMap((part) => indexOf(String(part)) ?? []);
		if (indices.length === listed.length) return indices;
	}
	const parts = text.split(/([,;|>\n\r]+)/);
	if (parts.length < 3 || parts.length > 2 * MAX_PARTS) return [];
	const dead = new Set<number>();
	const from = (start: number): number[] | undefined => {
		if (start >= parts.length) return [];
		if (dead.has(start)) return undefined;
		for (let end = parts.length; end > start; end -= 2) {
			const index = indexOf(parts.slice(start, end).join('').trim());
			const rest = index === undefined ? undefined : from(end + 1);
			if (index !== undefined && rest !== undefined) return [index, ...rest];
		}
		dead.add(start);
		return undefined;
	};
	return from(0) ?? [];
}

/** The value that a JSON text holds; undefined for any other text. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

const PLACE = /^(?:option )?(?:[a-z]|\d{1,2})$/;

/**
 * The places that a pick can mean, from 0. PickFu gives a pick as its label (third-party reference) and does not say
 * what the label of an image is. So it is looked up as in `ways`: by id, by text (exact, folded, without markup), by
 * other names, by letter or number unless the texts look like that. All but the exact text is inferred.
 */
function lookUp(options: readonly SurveyOption[]): (pick: string) => readonly number[] {
	const exact = (text: string) => text;
	const value = (option: SurveyOption) => [option.value];
	const lettersAreTexts = options.some((option) => PLACE.test(fold(option.value ?? '-')));
	type Way = [(text: string) => string, names: (option: SurveyOption, index: number) => unknown[]];
	const ways: Way[] = [
		[exact, ({ id }) => [id]],
		[exact, value],
		[fold, value],
		[plain, value],
		[fold, otherNames],
		[(text) => withoutQuery(fold(text)), otherNames],
		[fold, (_, index) => (lettersAreTexts ? [] : placeNames(index))],
	];
	const tables = ways.map(([spelled, names]) => {
		const places = new Map<string, number[]>();
		options.forEach((option, index) => {
			const texts = names(option, index).filter((name) => typeof name === 'string');
			for (const text of new Set(texts.map(spelled))) if (text !== '') addTo(places, text, index);
		});
		return (pick: string) => places.get(spelled(pick));
	});
	return remembered((pick) => tables.map((find) => find(pick)).find(Boolean) ?? []);
}

function placeNames(index: number): string[] {
	const letter = String.fromCharCode(97 + index);
	return [`option ${index + 1}`, ...(index < 26 ? [letter, `option ${letter}`] : [])];
}

function otherNames({ mediaUrl, raw }: SurveyOption): unknown[] {
	const title = isObject(raw.mockup) ? raw.mockup.title : undefined;
	const address = mediaUrl && withoutQuery(mediaUrl);
	return [title, raw.asin, mediaUrl, address, address?.split('/').pop()];
}

/** Signed URLs of one image differ in their query only. */
function withoutQuery(url: string): string {
	return url.split(/[?#]/)[0]!;
}
