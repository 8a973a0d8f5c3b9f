import type { Answer } from '../api/shapes';
import { countAnswers, type Counting } from './count';
import { addTo, counted, listed } from './numbers';
import { compareTexts } from './options';
import { FEW } from './ratings';
import type { TraitBreakdown, TraitGroup } from './types';
import { quoted } from './words';

/** Smaller bases are marked (UNICOM Intelligence, "Minimum base and small base values": 30). */
const SMALL = 30;
/** Most groups that one trait is told apart into; the smallest beyond it are left out and said so. */
const MAX_GROUPS = 40;
/** Most traits that `all` stands for. */
const MAX_TRAITS = 30;

/** Says that the groups of a ranked question have a run-off each. */
const RANKED =
	"Each group has its own run-off. A share is from the last round the option took part in, so shares don't add up to 100% and can't be compared between groups.";

/**
 * The figures of one question for the people who share a value of a trait. Names and values of traits
 * are whatever the API sends, so they are kept in Maps and lists, never as members of an object.
 *
 * @param wanted names or permalinks of traits, or `all`
 */
export function breakDown(
	answers: readonly Answer[],
	wanted: readonly string[],
	counting: Counting,
): { breakdown: TraitBreakdown[]; notes: string[] } {
	const { chosen, missing } = chooseTraits(wanted, answers);
	const breakdown = chosen.map(({ key, name }) => {
		const groups = groupBy(key, answers);
		const largest = [...groups].sort(
			([a, first], [b, second]) => second.length - first.length || compareTexts(a ?? '', b ?? ''),
		);
		const kept = largest.slice(0, MAX_GROUPS);
		const omitted = largest.slice(MAX_GROUPS).reduce((sum, [, members]) => sum + members.length, 0);
		const sorted = kept.sort(([a], [b]) => compareValues(a, b));
		return {
			trait: name,
			groups: sorted.map(([value, members]) => group(value, members, counting)),
			omitted,
			explanation: counting.reader.kind === 'ranked' ? RANKED : null,
		};
	});
	const cut = breakdown.filter(({ omitted }) => omitted > 0);
	const isUnnamed = answers.some(({ respondent }) => respondent.some(({ name }) => name === ''));
	return {
		breakdown,
		notes: [
			...(missing.length > 0 && answers.length > 0
				? [`The responses don't include ${listed(missing.map(quoted))}.`]
				: []),
			...(wanted.length > 0 && isUnnamed
				? ["Some respondent traits came without names, so results can't be broken down by them."]
				: []),
			...cut.map(
				({ trait, omitted }) =>
					`${quoted(trait)} has many values: the ${MAX_GROUPS} largest groups are shown, ${counted(omitted, 'response')} in smaller groups are not.`,
			),
		],
	};
}

/** `Age range`, `age-range` and `ageRange` are one trait. */
export function traitKey(name: string): string {
	return name
		.normalize('NFKC')
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();
}

function group(value: string | null, members: readonly Answer[], counting: Counting): TraitGroup {
	const {
		answers,
		counted: base,
		options,
		decision,
		figures,
	} = countAnswers(members, counting, true);
	const isShown = base >= FEW;
	return {
		value,
		answers,
		counted: base,
		base: base >= SMALL ? 'ok' : isShown ? 'small' : 'tooSmall',
		options,
		winner: isShown ? (decision.winner?.label ?? null) : null,
		tie: isShown && decision.tie,
		mean: figures?.mean ?? null,
		median: figures?.median ?? null,
	};
}

function chooseTraits(wanted: readonly string[], answers: readonly Answer[]) {
	if (wanted.length === 0) return { chosen: [], missing: [] };
	const seen = new Set(answers.flatMap(({ respondent }) => respondent.map(({ name }) => name)));
	seen.delete('');
	const names = new Map<string, string>();
	for (const name of seen) {
		const key = traitKey(name);
		const known = names.get(key);
		if (known === undefined || compareTexts(name, known) < 0) names.set(key, name);
	}
	const asked = wanted.includes('all')
		? [...names.keys()].sort(compareTexts).slice(0, MAX_TRAITS)
		: wanted.map(traitKey);
	const aliases = asked.every((key) => names.has(key))
		? new Map<string, string>()
		: permalinks(answers);
	const keys = [...new Set(asked.map((key) => (names.has(key) ? key : (aliases.get(key) ?? key))))];
	return {
		chosen: keys.flatMap((key) => (names.has(key) ? [{ key, name: names.get(key)! }] : [])),
		missing: wanted.filter(
			(name) =>
				name !== 'all' &&
				!names.has(traitKey(name)) &&
				!names.has(aliases.get(traitKey(name)) ?? ''),
		),
	};
}

/** A permalink such as `amznpr` says nothing of its trait's name; answers may carry both (inferred). */
function permalinks(answers: readonly Answer[]): Map<string, string> {
	const found = new Map<string, string>();
	for (const { raw } of answers) {
		const traits: unknown = raw.respondent;
		if (!Array.isArray(traits)) continue;
		for (const trait of traits as unknown[]) {
			if (typeof trait !== 'object' || trait === null) continue;
			const { permalink, trait_name: snake, traitName } = trait as Record<string, unknown>;
			const name = traitName ?? snake;
			if (typeof permalink === 'string' && typeof name === 'string') {
				found.set(traitKey(permalink), traitKey(name));
			}
		}
	}
	return found;
}

function groupBy(key: string, answers: readonly Answer[]): Map<string | null, Answer[]> {
	const groups = new Map<string | null, Answer[]>();
	const isTrait = new Map<string, boolean>();
	const matches = (name: string): boolean => {
		const known = isTrait.get(name) ?? traitKey(name) === key;
		isTrait.set(name, known);
		return known;
	};
	for (const answer of answers) {
		const values = answer.respondent.filter(({ name }) => matches(name)).map(({ value }) => value);
		// A person with two values is counted in both.
		for (const value of values.length > 0 ? new Set(values) : [null]) addTo(groups, value, answer);
	}
	return groups;
}

/** Ages by their number, the rest by letters, the unknown last. */
function compareValues(a: string | null, b: string | null): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	const [first, second] = [leadingNumber(a), leadingNumber(b)];
	return first !== second ? (first < second ? -1 : 1) : compareTexts(a, b);
}

function leadingNumber(text: string): number {
	const number = /\d+/.exec(text);
	if (number === null) return Infinity;
	// "Under 18" stands before "18-24", "65 and over" where its number says.
	return Number(number[0]) - (/^(?:under|below|less|<)/i.test(text.trim()) ? 0.5 : 0);
}
