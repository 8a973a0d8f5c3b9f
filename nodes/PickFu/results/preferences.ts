import type { Answer } from '../api/shapes';
import { UNKNOWN } from './ranking';
import type { Reader, Reading } from './reader';
import type { OptionRef, ResultKind } from './types';

/** For each pair of a question's own options, the people who prefer the one to the other. */
export interface PairwiseCounts {
	kind: ResultKind;
	/** The survey's own options, in their order. */
	options: OptionRef[];
	/** `wins[i][j]`: people who prefer option i to option j. Those who say nothing of the two are in neither count. */
	wins: number[][];
	/** People who answered; round robin: the most that met any one pair. */
	people: number;
	/** Answers that name something that fits no option, or several: they could speak for any of them. */
	unresolved: number;
}

/**
 * The pairwise counts of a question that asks for a choice, whatever its kind: who chose the one (choice),
 * chose the one and not the other (several), ranked the one above the other (ranked; what is not ranked is
 * below all that is), preferred the one where the two met (round robin).
 *
 * @param answers of this question only
 */
export function pairwiseCounts(reader: Reader, answers: readonly Answer[]): PairwiseCounts {
	const readings = countedReadings(
		reader,
		answers.map((answer) => reader.read(answer)),
	);
	const wins = winsOf(reader, readings);
	return {
		kind: reader.kind,
		options: reader.entries.slice(0, reader.own).map(refOf),
		wins,
		people: reader.kind === 'pairs' ? mostMet(wins) : readings.length,
		unresolved: readings.filter((reading) => isUnresolved(reading, reader)).length,
	};
}

/** The option without its figures. */
export function refOf({ optionId, number, label }: OptionRef): OptionRef {
	return { optionId, number, label };
}

/** The answers that take part in a count: with one pick, or with the picks that the kind allows. */
export function countedReadings(reader: Reader, readings: readonly Reading[]): readonly Reading[] {
	if (reader.kind === 'several') return readings;
	if (reader.kind === 'ranked') return readings.filter(({ order }) => order.length > 0);
	return readings.filter(({ picks }) => picks.length === 1);
}

/** 1 when the person prefers the one to the other, -1 the other way round, 0 when the answer does not say. */
export function compare(
	{ picks, order, met }: Reading,
	kind: ResultKind,
	one: number,
	other: number,
): number {
	if (kind === 'ranked') {
		const better = order.find((index) => index === one || index === other);
		return better === undefined ? 0 : better === one ? 1 : -1;
	}
	if (kind === 'pairs' && !(met.includes(one) && met.includes(other))) return 0;
	return Number(picks.includes(one)) - Number(picks.includes(other));
}

/** See {@link PairwiseCounts.wins}. */
export function winsOf({ kind, own }: Reader, readings: readonly Reading[]): number[][] {
	const wins = Array.from({ length: own }, () => Array.from({ length: own }, () => 0));
	for (const reading of readings) {
		if (kind === 'ranked') addOrder(reading.order, wins);
		else addPairs(reading, kind, wins);
	}
	return wins;
}

/** Each option of an order is preferred to all that do not come before it. */
function addOrder(order: readonly number[], wins: number[][]): void {
	const isBefore = wins.map(() => false);
	for (const option of order) {
		const row = wins[option];
		if (row === undefined) continue;
		isBefore[option] = true;
		for (let other = 0; other < row.length; other++) if (!isBefore[other]) row[other]! += 1;
	}
}

function addPairs(reading: Reading, kind: ResultKind, wins: number[][]): void {
	for (let one = 0; one < wins.length; one++) {
		for (let other = one + 1; other < wins.length; other++) {
			const preferred = compare(reading, kind, one, other);
			if (preferred > 0) wins[one]![other]! += 1;
			else if (preferred < 0) wins[other]![one]! += 1;
		}
	}
}

/** The most people that met any one pair. */
export function mostMet(wins: readonly number[][]): number {
	return wins.reduce(
		(most, row, one) => Math.max(most, ...row.map((count, other) => count + wins[other]![one]!)),
		0,
	);
}

/** The option that beats each other one directly; null where none does. */
export function condorcetWinner(
	wins: readonly number[][],
	{ entries }: Pick<Reader, 'entries'>,
): OptionRef | null {
	const best = wins.findIndex((row, one) =>
		row.every((count, other) => one === other || count > wins[other]![one]!),
	);
	return best < 0 || wins.length < 2 ? null : refOf(entries[best]!);
}

/** The first option that more people prefer to this one than the other way round; -1 for none. */
export function beaterOf(wins: readonly number[][], option: number | null | undefined): number {
	if (option === undefined || option === null) return -1;
	return wins.findIndex((row, other) => row[option]! > wins[option]![other]!);
}

/** True when something that the answer names fits no option, or several. */
export function isUnresolved(reading: Reading, { kind, own }: Reader): boolean {
	if (kind === 'pairs' && reading.met.length === 0) return true;
	return namesOf(reading, kind).some((index) => index === UNKNOWN || index >= own);
}

/**
 * The reading as if what fits no option meant this one; undefined when it cannot mean it, because
 * everything fits or because the answer names the option elsewhere.
 */
export function resolvedAs(
	reading: Reading,
	option: number,
	{ kind, own, entries }: Reader,
): Reading | undefined {
	const names = namesOf(reading, kind);
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

function namesOf({ picks, order }: Reading, kind: ResultKind): readonly number[] {
	return kind === 'ranked' ? order : picks;
}
