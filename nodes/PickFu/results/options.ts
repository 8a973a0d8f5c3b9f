import type { Answer, SurveyOption, SurveyQuestion } from '../api/shapes';
import { addTo, timesOf } from './numbers';
import type { OptionRef } from './types';

/** One thing that answers can choose: an option, or a label that fits no option or several. */
export interface Entry extends OptionRef {
	/** The survey does not list it. */
	unlisted?: true;
	/** Several options go by this label: their places, from 0. */
	ambiguous?: number[];
}

/** The options of a question, and the way from what an answer says to one of them. */
export interface OptionBook {
	/** The question's own options in their order, then ambiguous labels, then unlisted ones. */
	entries: Entry[];
	/** How many of the entries are the question's own options. */
	own: number;
	/** Indices in `entries` for what an answer says; several for a list written as one text, none for a word that no answer picks. */
	find(pick: string): readonly number[];
}

/**
 * Reads which options there are and how answers name them. PickFu gives a pick as its label
 * (third-party reference) and does not say what the label of an image is, so a pick is looked up by,
 * in this order: the option's id; its exact text; its text without regard to case, spaces and quotes; the
 * same without markup; the title of its mockup, its product id, its image's URL or file name; and its
 * letter or number (`B`, `Option 2`) unless the texts themselves look like that. All but the second are inferred.
 *
 * @param answers all of this question: labels in them that fit no option get an entry of their own
 * @param isList true where one text may hold several picks: it is split only where every part is an option
 */
export function optionBook(
	{ options }: SurveyQuestion,
	answers: readonly Answer[],
	isList: boolean,
): OptionBook {
	const hitsOf = lookUp(options);
	const entries: Entry[] = options.map((option, index) => ({
		optionId: option.id ?? null,
		number: index + 1,
		label: optionLabel(option, index + 1),
	}));
	const indexOf = (pick: string) => {
		const hits = hitsOf(pick) ?? [];
		return hits.length === 1 ? hits[0]! : -1;
	};
	const found = new Map<string, readonly number[]>();
	const places = new Map<string, number>();
	const place = (pick: string): number => {
		const hits = hitsOf(pick);
		if (hits?.length === 1) return hits[0]!;
		return places.get(hits === undefined ? plain(pick) : `${hits.join()}\n`) ?? -1;
	};
	const find = (pick: string): readonly number[] => {
		const known = found.get(pick);
		if (known !== undefined) return known;
		const whole = place(pick);
		const parts = isList && !(whole >= 0 && whole < options.length) ? split(pick, indexOf) : [];
		const indices = parts.length > 0 ? parts : whole >= 0 ? [whole] : [];
		found.set(pick, indices);
		return indices;
	};

	const unlisted = new Map<string, { label: string; times: number }>();
	for (const [pick, times] of countPicks(answers)) {
		const hits = hitsOf(pick);
		if (hits?.length === 1 || (isList && split(pick, indexOf).length > 0)) continue;
		const key = hits === undefined ? plain(pick) : `${hits.join()}\n`;
		if (hits !== undefined && !places.has(key)) {
			places.set(key, entries.length);
			entries.push({
				optionId: null,
				number: null,
				label: entries[hits[0]!]!.label,
				ambiguous: hits,
			});
		} else if (hits === undefined) {
			const known = unlisted.get(key);
			if (known === undefined) unlisted.set(key, { label: pick.trim(), times });
			else known.times += times;
		}
	}
	const byTimes = [...unlisted].sort(
		([a, first], [b, second]) => second.times - first.times || compareTexts(a, b),
	);
	for (const [key, { label }] of byTimes) {
		places.set(key, entries.length);
		entries.push({ optionId: null, number: null, label, unlisted: true });
	}
	return { entries, find, own: options.length };
}

/**
 * The words for an option: its text, else its letter, as PickFu names an option that is an image
 * (`Option A`), and its number behind Z.
 *
 * @param number its place in the question, from 1
 */
export function optionLabel({ value }: SurveyOption, number: number): string {
	return value ?? `Option ${number > 26 ? number : String.fromCharCode(64 + number)}`;
}

/** Order of texts by their characters, the same on every machine. */
export function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
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

const ENTITIES: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
};

/** The folded text without markup; the folded text itself where nothing is left. */
function plain(text: string): string {
	let decoded = text;
	// Escaped twice is common, three times is not.
	for (let round = 0; round < 2; round++) {
		decoded = decoded.replace(
			/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,4}));/gi,
			(whole, dec, hex, name) => {
				const code = Number(dec ?? `0x${String(hex)}`);
				return name === undefined
					? String.fromCodePoint(code)
					: (ENTITIES[String(name).toLowerCase()] ?? String(whole));
			},
		);
	}
	return fold(decoded.replace(/<\/?[a-z][^<>]*>/gi, ' ')) || fold(text);
}

/** Sorted, so that the order of the answers decides nothing. */
function countPicks(answers: readonly Answer[]): Array<[pick: string, times: number]> {
	const picks = answers.flatMap(({ chosenOption }) => chosenOption);
	const times = timesOf(picks.filter((pick) => pick.trim() !== ''));
	return [...times].sort(([a], [b]) => compareTexts(a, b));
}

/** Most parts of a text that is tried as a list of picks. */
const MAX_PARTS = 40;

/**
 * The options that a text lists, such as `Red, Blue` or `["Red","Blue"]`: the longest labels first, so that a
 * comma inside a label stays there. Empty unless every part is an option.
 */
function split(text: string, indexOf: (pick: string) => number): readonly number[] {
	if (/^\s*\[/.test(text)) {
		const listed = parsed(text);
		const indices = Array.isArray(listed) ? listed.map((part) => indexOf(String(part))) : [-1];
		if (indices.every((index) => index >= 0)) return indices;
	}
	const parts = text.split(/([,;|>\n\r]+)/);
	if (parts.length < 3 || parts.length > 2 * MAX_PARTS) return [];
	const dead = new Set<number>();
	const from = (start: number): number[] | undefined => {
		if (start >= parts.length) return [];
		if (dead.has(start)) return undefined;
		for (let end = parts.length; end > start; end -= 2) {
			const index = indexOf(parts.slice(start, end).join('').trim());
			const rest = index >= 0 ? from(end + 1) : undefined;
			if (rest !== undefined) return [index, ...rest];
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

/** The places that a pick can mean, from 0; undefined for none. */
function lookUp(options: readonly SurveyOption[]): (pick: string) => number[] | undefined {
	const table = (names: (option: SurveyOption, index: number) => string[]) => {
		const places = new Map<string, number[]>();
		options.forEach((option, index) => {
			for (const name of new Set(names(option, index))) {
				if (name !== '') addTo(places, name, index);
			}
		});
		return places;
	};
	const byId = table(({ id }) => [id ?? '']);
	const byText = table(({ value }) => [value ?? '']);
	const byFolded = table(({ value }) => [fold(value ?? '')]);
	const byPlain = table(({ value }) => [plain(value ?? '')]);
	const byOther = table((option) => otherNames(option).map(fold));
	const lettersAreTexts = options.some(({ value }) => PLACE.test(fold(value ?? '-')));
	const byPlace = table((_, index) => (lettersAreTexts ? [] : placeNames(index)));
	const known = new Map<string, number[] | undefined>();
	return (pick) => {
		if (!known.has(pick)) {
			const folded = fold(pick);
			const hits =
				byId.get(pick) ??
				byText.get(pick) ??
				byFolded.get(folded) ??
				byPlain.get(plain(pick)) ??
				byOther.get(folded) ??
				byOther.get(withoutQuery(folded)) ??
				byPlace.get(folded);
			known.set(pick, hits);
		}
		return known.get(pick);
	};
}

function placeNames(index: number): string[] {
	const names = [`option ${index + 1}`];
	if (index >= 26) return names;
	const letter = String.fromCharCode(97 + index);
	return [...names, letter, `option ${letter}`];
}

function otherNames({ mediaUrl, raw }: SurveyOption): string[] {
	const mockup: unknown = raw.mockup;
	const title =
		typeof mockup === 'object' && mockup !== null && 'title' in mockup ? mockup.title : undefined;
	const address = mediaUrl === undefined ? undefined : withoutQuery(mediaUrl);
	const file = address?.split('/').pop();
	return [title, raw.asin, mediaUrl, address, file].filter((name) => typeof name === 'string');
}

/** Signed URLs of one image differ in their query only. */
function withoutQuery(url: string): string {
	return url.split(/[?#]/)[0]!;
}
