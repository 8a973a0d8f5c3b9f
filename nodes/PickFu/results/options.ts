import type { Answer, SurveyOption, SurveyQuestion } from '../api/shapes';
import { optionLabel } from './rows';
import type { OptionRef } from './types';

/** One thing that answers can choose: an option, or a label that fits no option or several. */
export interface Entry extends OptionRef {
	/** The survey does not list it. */
	unlisted?: true;
	/** Several options have this text: their places, from 1. */
	ambiguous?: number[];
}

/** The options of a question, and the way from what an answer says to one of them. */
export interface OptionBook {
	/** The question's own options in their order, then ambiguous labels, then deleted ones. */
	entries: Entry[];
	/** Index in `entries` for what an answer says; -1 for words that are no pick of any answer. */
	find(pick: string): number;
	/** How many of the entries are the question's own options. */
	own: number;
}

/** Beyond so many labels that fit no option, the rarest are counted together. */
const MAX_DELETED = 40;

/**
 * Reads which options there are and how answers name them. PickFu gives a pick as its label
 * (third-party reference) and does not say what the label of an image is, so a pick is looked up by,
 * in this order: the option's id; its exact text; its text without regard to case and spaces; the title
 * of its mockup, its product id, its image's address or file name; and its letter or number (`B`,
 * `Option 2`) unless the texts themselves look like that. The last two are inferred.
 *
 * @param answers all of this question: labels in them that fit no option get an entry of their own
 */
export function optionBook(question: SurveyQuestion, answers: readonly Answer[]): OptionBook {
	const { options } = question;
	const stages = lookups(options);
	const entries: Entry[] = options.map((option, index) => ({
		optionId: option.id ?? null,
		number: index + 1,
		label: optionLabel(option, index + 1),
	}));
	const hitsOf = (pick: string) =>
		stages.map((stage) => stage(pick)).find((hits) => hits !== undefined);

	const found = new Map<string, number>();
	const ambiguous = new Map<string, number[]>();
	const deleted = new Map<string, { label: string; times: number }>();
	const picks = countPicks(answers);
	// Sorted, so that the order of the answers decides nothing.
	for (const [pick, times] of [...picks].sort(([a], [b]) => compareTexts(a, b))) {
		const hits = hitsOf(pick);
		if (hits === undefined) {
			const known = deleted.get(fold(pick));
			if (known === undefined) deleted.set(fold(pick), { label: pick.trim() || pick, times });
			else known.times += times;
		} else if (hits.length > 1) ambiguous.set(hits.join(), hits);
	}

	const ambiguousAt = new Map<string, number>();
	for (const [key, hits] of [...ambiguous].sort(([a], [b]) => compareTexts(a, b))) {
		ambiguousAt.set(key, entries.length);
		const numbers = hits.map((hit) => hit + 1);
		entries.push({
			optionId: null,
			number: null,
			label: entries[hits[0]!]!.label,
			ambiguous: numbers,
		});
	}
	const deletedAt = placeDeleted(deleted, entries);

	const find = (pick: string): number => {
		const known = found.get(pick);
		if (known !== undefined) return known;
		const hits = hitsOf(pick);
		const index =
			hits === undefined
				? (deletedAt.get(fold(pick)) ?? -1)
				: hits.length === 1
					? hits[0]!
					: (ambiguousAt.get(hits.join()) ?? -1);
		found.set(pick, index);
		return index;
	};
	return { entries, find, own: options.length };
}

/** Order of texts by their characters, the same on every machine. */
export function compareTexts(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** A text without regard to case, spaces and forms of the same letter. */
export function fold(text: string): string {
	return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function countPicks(answers: readonly Answer[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { chosenOption } of answers) {
		for (const pick of chosenOption) {
			if (pick.trim() !== '') times.set(pick, (times.get(pick) ?? 0) + 1);
		}
	}
	return times;
}

function placeDeleted(
	deleted: ReadonlyMap<string, { label: string; times: number }>,
	entries: Entry[],
): Map<string, number> {
	const byTimes = [...deleted].sort(
		([a, first], [b, second]) => second.times - first.times || compareTexts(a, b),
	);
	const places = new Map<string, number>();
	for (const [index, [key, { label }]] of byTimes.entries()) {
		const together = index >= MAX_DELETED - 1 && byTimes.length > MAX_DELETED;
		if (!together || index === MAX_DELETED - 1) {
			const name = together ? 'Other options that the survey no longer has' : label;
			entries.push({ optionId: null, number: null, label: name, unlisted: true });
		}
		places.set(key, entries.length - 1);
	}
	return places;
}

type Lookup = (pick: string) => number[] | undefined;

function lookups(options: readonly SurveyOption[]): Lookup[] {
	const table = (names: (option: SurveyOption, index: number) => string[]) => {
		const places = new Map<string, number[]>();
		options.forEach((option, index) => {
			for (const name of new Set(names(option, index))) {
				if (name !== '') places.set(name, [...(places.get(name) ?? []), index]);
			}
		});
		return places;
	};
	const byId = table(({ id }) => [id ?? '']);
	const byText = table(({ value }) => [value ?? '']);
	const byFolded = table(({ value }) => [fold(value ?? '')]);
	const byOther = table((option) => otherNames(option).map(fold));
	const stages: Lookup[] = [
		(pick) => byId.get(pick),
		(pick) => byText.get(pick),
		(pick) => byFolded.get(fold(pick)),
		(pick) => byOther.get(fold(pick)),
	];
	if (!options.some(({ value }) => value !== undefined && PLACE.test(fold(value)))) {
		const byPlace = table((_, index) => placeNames(index));
		stages.push((pick) => byPlace.get(fold(pick)));
	}
	return stages;
}

const PLACE = /^(?:option )?(?:[a-z]|\d{1,2})$/;

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
	const file = mediaUrl?.split(/[?#]/)[0]?.split('/').pop();
	return [title, raw.asin, mediaUrl, file].filter((name) => typeof name === 'string');
}
