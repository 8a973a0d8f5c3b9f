import type { Answer } from '../api/shapes';
import type { OptionBook } from './options';

/** The order in which one person ranks the options. */
export interface Ballot {
	/** Indices of the option book, the best first. */
	order: number[];
	/** True when more than a first place could be read. */
	complete: boolean;
	/** True when the pick and the rounds contradict each other; then only the pick counts. */
	contradictory: boolean;
}

const PICK_KEYS = [
	'optionId',
	'option_id',
	'winner',
	'winnerId',
	'winner_id',
	'chosenOption',
	'chosen_option',
	'chosen',
	'choice',
	'pick',
	'option',
	'value',
	'label',
	'name',
	'text',
	'id',
];
const LOSER_KEYS = ['loser', 'losers', 'loserId', 'loser_id', 'eliminated', 'dropped', 'rejected'];
const PLACE_KEYS = ['rank', 'position', 'place', 'round', 'order'];
const LIST_KEYS = ['ranking', 'rankings', 'order', 'ranked', 'options'];

/**
 * Reads how one person ranked the options. INFERRED: the third-party reference says only that
 * `rounds` is a list of objects for ranked questions. Read are
 * - labels or ids in order of preference;
 * - objects that name an option, in order of their `rank`, `position`, `place` or `round` when each has one;
 * - rounds with the option chosen in each (the one never chosen comes last);
 * - duels with `winner` and `loser`, as far as they leave no doubt about the order;
 * - rounds that each drop an option, read from the end.
 * When the pick is known and does not come first in what was read, the form was not understood:
 * then only the pick counts, as a first place.
 *
 * @returns an empty order when the answer names no option at all
 */
export function readBallot(answer: Answer, book: OptionBook): Ballot {
	const ballots = READ.get(book) ?? new WeakMap<Answer, Ballot>();
	READ.set(book, ballots);
	const known = ballots.get(answer);
	if (known !== undefined) return known;
	const ballot = read(answer, book);
	ballots.set(answer, ballot);
	return ballot;
}

/** Breakdowns and reasons ask for the same ballots again. */
const READ = new WeakMap<OptionBook, WeakMap<Answer, Ballot>>();

function read({ chosenOption, rounds }: Answer, book: OptionBook): Ballot {
	const picks = [...new Set(chosenOption.map((pick) => book.find(pick)))].filter(
		(index) => index >= 0,
	);
	const pick = picks[0];
	// Several picks with no rounds beside them are a ranking themselves (inferred).
	const order = rounds.length === 0 && picks.length > 1 ? picks : readOrder(rounds, book, pick);
	const fromRounds = withTheLast(order, book);
	if (fromRounds.length === 0) {
		return { order: pick === undefined ? [] : [pick], complete: false, contradictory: false };
	}
	if (pick !== undefined && fromRounds[0] !== pick) {
		return { order: [pick], complete: false, contradictory: true };
	}
	return { order: fromRounds, complete: fromRounds.length > 1, contradictory: false };
}

interface RankStep {
	/** Index of the option named, -1 when none is. */
	pick: number;
	place: number | undefined;
	losers: number[];
}

function readOrder(
	rounds: readonly unknown[],
	book: OptionBook,
	pick: number | undefined,
): number[] {
	const steps = unwrapped(rounds, book).map((round) => readStep(round, book));
	const named = steps.filter((step) => step.pick >= 0);
	if (steps.some(({ losers }) => losers.length > 0)) {
		return named.length > 0 ? orderOfDuels(named) : orderOfDrops(steps, pick);
	}
	const places = named.map(({ place }) => place);
	const sortable =
		places.every((place) => place !== undefined) && new Set(places).size === places.length;
	const sorted = sortable ? [...named].sort((a, b) => a.place! - b.place!) : named;
	return [...new Set(sorted.map((step) => step.pick))];
}

/** A list inside a list, or inside the only object, is the ranking itself. */
function unwrapped(rounds: readonly unknown[], book: OptionBook): readonly unknown[] {
	const [only] = rounds;
	if (rounds.length !== 1) return rounds;
	if (Array.isArray(only)) return only;
	if (!isRecord(only) || readStep(only, book).pick >= 0) return rounds;
	const inner = LIST_KEYS.map((key) => only[key]).find((value) => Array.isArray(value));
	return Array.isArray(inner) ? inner : rounds;
}

function readStep(round: unknown, book: OptionBook): RankStep {
	if (!isRecord(round)) return { pick: resolve(round, book), place: undefined, losers: [] };
	const pick = namedIn(round, book);
	const place = PLACE_KEYS.map((key) => round[key])
		.map((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value))
		.find((value): value is number => typeof value === 'number' && Number.isFinite(value));
	const losers = LOSER_KEYS.flatMap((key) => {
		const value = round[key];
		if (value === undefined) return [];
		return (Array.isArray(value) ? value : [value]).map((loser) => resolve(loser, book));
	});
	return { pick, place, losers: losers.filter((index) => index >= 0) };
}

/** The option that a step names; one that is sure before a text that several options share. */
function namedIn(round: Record<string, unknown>, book: OptionBook): number {
	let unsure = -1;
	for (const key of PICK_KEYS) {
		const index = round[key] === undefined ? -1 : resolve(round[key], book);
		if (index >= 0 && book.entries[index]!.ambiguous === undefined) return index;
		if (index >= 0 && unsure < 0) unsure = index;
	}
	return unsure;
}

/** A label, an id, or an object that carries one. */
function resolve(value: unknown, book: OptionBook, depth = 0): number {
	if (typeof value === 'string' || typeof value === 'number') return book.find(String(value));
	if (!isRecord(value) || depth > 1) return -1;
	for (const key of ['id', 'value', 'label', 'name', 'text', 'optionId', 'option_id']) {
		const index = resolve(value[key], book, depth + 1);
		if (index >= 0) return index;
	}
	return -1;
}

/** Who beats whom, put into the one order that agrees with it; it ends where two orders would. */
function orderOfDuels(steps: readonly RankStep[]): number[] {
	const beatenBy = new Map<number, Set<number>>();
	for (const { pick, losers } of steps) {
		if (!beatenBy.has(pick)) beatenBy.set(pick, new Set());
		for (const loser of losers) {
			if (loser !== pick) beatenBy.set(loser, (beatenBy.get(loser) ?? new Set()).add(pick));
		}
	}
	const order: number[] = [];
	while (beatenBy.size > 0) {
		const unbeaten = [...beatenBy].filter(([, by]) => by.size === 0);
		if (unbeaten.length !== 1) break;
		const [next] = unbeaten[0]!;
		order.push(next);
		beatenBy.delete(next);
		for (const by of beatenBy.values()) by.delete(next);
	}
	return order;
}

/** Each round dropped an option: the last to go is the best of them, after the one that was kept. */
function orderOfDrops(steps: readonly RankStep[], pick: number | undefined): number[] {
	const kept = pick === undefined ? [] : [pick];
	return [...new Set([...kept, ...steps.flatMap(({ losers }) => losers).reverse()])];
}

/** When all options but one are ranked, the one left is the last. */
function withTheLast(order: number[], book: OptionBook): number[] {
	if (order.length === 0 || order.length !== book.own - 1) return order;
	const missing = book.entries.findIndex((_, index) => index < book.own && !order.includes(index));
	return order.every((index) => index < book.own) && missing >= 0 ? [...order, missing] : order;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
