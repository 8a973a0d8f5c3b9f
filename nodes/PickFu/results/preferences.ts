import { remembered } from '../api/remembered';
import type { Counting } from './count';
import type { Reader, Reading } from './reader';
import type { OptionRef } from './types';

/** What a choice between options is decided on. */
export interface Poll extends Counting {
	/** The answers that take part: with one pick, or with the picks that the kind allows. */
	readings: readonly Reading[];
	/** Those that name something that fits no option, or several. */
	unresolved: readonly Reading[];
	/** `wins()[i][j]`: people who prefer option i to option j. Those who say nothing of the two are in neither count. */
	wins: () => number[][];
}

/** The answers that take part in a choice, and who prefers what. */
export function pollOf(answers: readonly Reading[], counting: Counting): Poll {
	const { reader } = counting;
	const readings = answers.filter(({ picks, order }) => {
		if (reader.kind === 'several') return true;
		return reader.kind === 'ranked' ? order.length > 0 : picks.length === 1;
	});
	const unresolved = readings.filter(({ isUnresolved }) => isUnresolved);
	// Groups of most kinds never ask for them.
	const wins = remembered(() => winsOf(reader, readings));
	return { ...counting, readings, unresolved, wins: () => wins(null) };
}

/** The option without its figures. */
export function refOf({ optionId, number, label }: OptionRef): OptionRef {
	return { optionId, number, label };
}

/**
 * See `Poll.wins`: who chose the one (choice), chose the one and not the other (several), ranked the one above
 * the other (ranked; what is not ranked is below all that is), preferred the one where the two met (round robin).
 */
function winsOf({ kind, own }: Reader, readings: readonly Reading[]): number[][] {
	const wins = Array.from({ length: own }, () => Array.from({ length: own }, () => 0));
	const isBelow = wins.map(() => true);
	for (const { picks, order, met } of readings) {
		for (let option = 0; option < own; option++) {
			isBelow[option] = kind !== 'pairs' || met.includes(option);
		}
		if (kind !== 'ranked') for (const pick of picks) isBelow[pick] = false;
		for (const option of kind === 'ranked' ? order : picks) {
			const row = wins[option];
			if (row === undefined) continue;
			isBelow[option] = false;
			for (let other = 0; other < own; other++) if (isBelow[other]) row[other]! += 1;
		}
	}
	return wins;
}

/**
 * People who prefer one option to another, the other way round, and all who were asked about the two; `worst` counts
 * as if whatever fits no option meant the other: the lead must hold even then.
 */
export function leadOf({ reader, readings, wins, unresolved }: Poll, one: number, other: number) {
	const of = (counts: number[][]) => ({ one: counts[one]![other]!, other: counts[other]![one]! });
	const lead = of(wins());
	const people = reader.kind === 'pairs' ? lead.one + lead.other : readings.length;
	if (unresolved.length === 0) return { ...lead, people, worst: lead };
	const meant = readings.map((reading) => resolvedAs(reading, other, reader) ?? reading);
	return { ...lead, people, worst: of(winsOf(reader, meant)) };
}

/** The option that beats each other one directly; null where none does. */
export function condorcetWinner({ wins, reader }: Poll): OptionRef | null {
	const best = wins().findIndex((row, one) =>
		row.every((count, other) => one === other || count > wins()[other]![one]!),
	);
	return best < 0 || reader.own < 2 ? null : refOf(reader.entries[best]!);
}

/** The first option that more people prefer to this one than the other way round; -1 for none. */
export function beaterOf(wins: readonly number[][], option: number): number {
	return wins.findIndex((row, other) => row[option]! > wins[option]![other]!);
}

/**
 * The reading as if what fits no option meant this one; undefined when it cannot mean it, because
 * everything fits or because the answer names the option elsewhere.
 */
export function resolvedAs(reading: Reading, option: number, { kind, own, entries }: Reader) {
	const names = kind === 'ranked' ? reading.order : reading.picks;
	if (names.includes(option)) return undefined;
	if (kind === 'pairs' && reading.met.length === 0) {
		return { ...reading, picks: [option], met: entries.map((_, index) => index) };
	}
	const place = names.findIndex((index) => {
		if (index >= 0 && index < own) return false;
		return entries[index]?.ambiguous?.includes(option) ?? true;
	});
	if (place < 0 || (kind === 'pairs' && !reading.met.includes(option))) return undefined;
	const resolved = names.map((index, at) => (at === place ? option : index));
	return kind === 'ranked' ? { ...reading, order: resolved } : { ...reading, picks: resolved };
}
