import type { IDataObject } from 'n8n-workflow';
import { objectsField, textField } from '../api/read';
import { remembered } from '../api/remembered';
import { compareTexts } from '../api/text';
import { countAnswers, type Counting } from './count';
import { addTo, counted, listed } from './numbers';
import { plainWords } from './options';
import { FEW } from './ratings';
import type { Reading } from './reader';
import type { TraitBreakdown, TraitGroup } from './types';
import { notesOf, quoted } from './words';

/** Smaller bases are marked (UNICOM Intelligence, "Minimum base and small base values": 30). */
const SMALL = 30;
/** Most groups of one trait; the smallest beyond it are left out, and a note reports it. */
const MAX_GROUPS = 40;
/** Most traits that `all` stands for. */
const MAX_TRAITS = 30;

const RANKED =
	"Each group has its own run-off. A share is from the last round the option took part in, so shares don't add up to 100% and can't be compared between groups.";

/**
 * The figures of one question for the people who share a value of a trait. Names of traits are whatever the API sends,
 * so they are kept in Maps, never as members of an object.
 *
 * @param wanted names or permalinks of traits, or `all`
 */
export function breakDown(wanted: readonly string[], counting: Counting) {
	if (wanted.length === 0) return { breakdown: [], notes: [] };
	const { readings, kind } = counting.reader;
	const { keys, names, missing, isUnnamed } = chooseTraits(wanted, readings);
	const breakdown = keys.map((key): TraitBreakdown => {
		const largest = [...groupBy(key, readings)].sort(
			([a, first], [b, second]) => second.length - first.length || compareTexts(a ?? '', b ?? ''),
		);
		const left = largest.splice(MAX_GROUPS);
		const sorted = largest.sort(([a], [b]) => compareValues(a, b));
		return {
			trait: names.get(key)!,
			groups: sorted.map(([value, members]) => group(value, members, counting)),
			omitted: left.reduce((sum, [, members]) => sum + members.length, 0),
			explanation: kind === 'ranked' ? RANKED : null,
		};
	});
	const isMissing = missing.length > 0 && readings.length > 0;
	const notes = notesOf(
		isMissing && `The responses don't include ${listed(missing.map(quoted))}.`,
		isUnnamed &&
			"Some respondent traits came without names, so results can't be broken down by them.",
		...breakdown.map(
			({ trait, omitted }) =>
				omitted > 0 &&
				`${quoted(trait)} has many values: the ${MAX_GROUPS} largest groups are shown, ${counted(omitted, 'response')} in smaller groups are not.`,
		),
	);
	return { breakdown, notes };
}

/** `Age range`, `age-range` and `ageRange` are one trait. */
function traitKey(name: string): string {
	return plainWords(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
}

function group(value: string | null, members: readonly Reading[], counting: Counting): TraitGroup {
	const count = countAnswers(members, { ...counting, complete: false, isGroup: true });
	const { answers, counted: base, options, decision, figures } = count;
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

/** The keys of the traits to split by, the names of all traits by their keys, and what is wanted and not reported. */
function chooseTraits(wanted: readonly string[], readings: readonly Reading[]) {
	const seen = new Set<string>();
	for (const { answer } of readings) for (const { name } of answer.respondent) seen.add(name);
	const isUnnamed = seen.delete('');
	// Of several spellings the first by its letters, so that the order of the answers decides nothing.
	const sorted = [...seen].sort(compareTexts).reverse();
	const names = new Map(sorted.map((name) => [traitKey(name), name]));
	const unknown = wanted.filter((name) => name !== 'all' && !names.has(traitKey(name)));
	const aliases = unknown.length > 0 ? permalinks(readings) : new Map<string, string>();
	const all = [...names.keys()].sort(compareTexts).slice(0, MAX_TRAITS);
	const keyOf = (name: string) => {
		const key = traitKey(name);
		return names.has(key) ? key : (aliases.get(key) ?? key);
	};
	const keys = wanted.flatMap((name) => (name === 'all' ? all : keyOf(name)));
	return {
		keys: [...new Set(keys)].filter((key) => names.has(key)),
		names,
		isUnnamed,
		missing: unknown.filter((name) => !names.has(keyOf(name))),
	};
}

/** A permalink such as `amznpr` says nothing of its trait's name; answers may carry both (inferred). */
function permalinks(readings: readonly Reading[]): Map<string, string> {
	const traits = readings.flatMap(({ answer }) => objectsField(answer.raw, 'respondent'));
	const keyIn = (trait: IDataObject, name: string) => traitKey(textField(trait, name) ?? '');
	return new Map(traits.map((trait) => [keyIn(trait, 'permalink'), keyIn(trait, 'traitName')]));
}

function groupBy(key: string, readings: readonly Reading[]): Map<string | null, Reading[]> {
	const groups = new Map<string | null, Reading[]>();
	const isTrait = remembered((name: string) => traitKey(name) === key);
	for (const reading of readings) {
		// A person with two values is counted in both.
		const values: string[] = [];
		for (const { name, value } of reading.answer.respondent) {
			if (isTrait(name) && !values.includes(value)) values.push(value);
		}
		if (values.length === 0) addTo(groups, null, reading);
		for (const value of values) addTo(groups, value, reading);
	}
	return groups;
}

/** Ages by their number, the rest by letters, the unknown last. */
function compareValues(a: string | null, b: string | null): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	const [first, second] = [leadingNumber(a), leadingNumber(b)];
	return Number(first > second) - Number(first < second) || compareTexts(a, b);
}

function leadingNumber(text: string): number {
	const [number = Infinity] = /\d+/.exec(text) ?? [];
	// "Under 18" stands before "18-24", "65 and over" where its number says.
	return Number(number) - (/^(?:under|below|less|<)/i.test(text.trim()) ? 0.5 : 0);
}
