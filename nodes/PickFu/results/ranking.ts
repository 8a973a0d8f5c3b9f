import { isObject } from '../api/read';
import type { Answer } from '../api/shapes';
import { parsed, type OptionBook } from './options';

/** In an order, the place of something that fits no option. */
export const UNKNOWN = -1;

/** The order in which one person ranks the options. */
export interface Order {
	/** Indices of the option book, the best first; `UNKNOWN` for words that fit none. Empty when nothing is named. */
	order: readonly number[];
	/** True when the pick and the rounds contradict each other; then only the pick counts. */
	contradictory: boolean;
}

const NAME_KEYS = [
	'winner',
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
];
const ID_KEYS = ['optionId', 'option_id', 'winnerId', 'winner_id', 'id'];
const STEP_KEYS = [...ID_KEYS.slice(0, 2), ...NAME_KEYS, ...ID_KEYS.slice(2)];
const LOSER_KEYS = ['loser', 'losers', 'loserId', 'loser_id', 'eliminated', 'dropped', 'rejected'];
const PLACE_KEYS = ['rank', 'position', 'place', 'round', 'order'];
const LIST_KEYS = ['ranking', 'rankings', 'order', 'ranked', 'options'];

/**
 * Reads how one person ranked the options. INFERRED: the third-party reference says only that
 * `rounds` is a list of objects for ranked questions. Read are
 * - labels or ids in order of preference, in a list or one text;
 * - objects that name an option, in order of their `rank`, `position`, `place` or `round` when each has one;
 * - options with their places, `{ Cream: 1 }`, `{ 1: 'Cream' }` or `['Cream', 1]`;
 * - rounds with the option chosen in each (the one never chosen comes last);
 * - duels with `winner` and `loser`, as far as they leave no doubt about the order;
 * - rounds that each drop an option, read from the end.
 * When the pick is an option and does not come first in what was read, the form was not understood:
 * then only the pick counts, as a first place.
 */
export function readOrder({ chosenOption, rounds }: Answer, book: OptionBook): Order {
	const picks = [...new Set(chosenOption.flatMap((text) => book.find(text)))];
	const [pick] = picks;
	// Several picks with no rounds beside them are a ranking themselves (inferred).
	const read = rounds.length === 0 && picks.length > 1 ? picks : fromRounds(rounds, book, pick);
	const order = withTheLast(read, book);
	if (order.length === 0) return { order: pick === undefined ? [] : [pick], contradictory: false };
	const isOption = pick !== undefined && pick < book.own;
	if (isOption && order[0] !== pick) return { order: [pick], contradictory: order[0] !== UNKNOWN };
	return { order, contradictory: false };
}

interface Step {
	/** Index of the option named, `UNKNOWN` for other words; undefined when nothing is named. */
	pick: number | undefined;
	place: number | undefined;
	losers: number[];
}

function fromRounds(
	rounds: readonly unknown[],
	book: OptionBook,
	pick: number | undefined,
): number[] {
	const steps = unwrapped(rounds, book).flatMap((round) => readStep(round, book));
	const named = steps.filter((step) => step.pick !== undefined);
	if (steps.some(({ losers }) => losers.length > 0)) {
		return named.length > 0 ? orderOfDuels(named) : orderOfDrops(steps, pick);
	}
	const places = named.map(({ place }) => place);
	const sortable =
		places.every((place) => place !== undefined) && new Set(places).size === places.length;
	const sorted = sortable ? [...named].sort((a, b) => a.place! - b.place!) : named;
	const order = [...new Set(sorted.map((step) => step.pick!))];
	// Nothing but words that fit no option is no order of options.
	return order.every((index) => index === UNKNOWN) ? [] : order;
}

/** A list inside a list, inside the only object or in one text is the ranking itself. */
function unwrapped(rounds: readonly unknown[], book: OptionBook): readonly unknown[] {
	const [only] = rounds;
	if (rounds.length !== 1) return rounds;
	if (typeof only === 'string') {
		const list = parsed(only);
		if (Array.isArray(list)) return list;
		const listed = book.find(only);
		return listed.length > 1 ? listed.map((index) => book.entries[index]!.label) : rounds;
	}
	if (Array.isArray(only)) return typeof only[1] === 'number' ? rounds : only;
	if (!isObject(only) || (readStep(only, book)[0]?.pick ?? -1) >= 0) return rounds;
	const inner = LIST_KEYS.map((key) => only[key]).find((value) => Array.isArray(value));
	return Array.isArray(inner) ? inner : rounds;
}

function readStep(round: unknown, book: OptionBook): Step[] {
	if (Array.isArray(round)) {
		return [{ pick: resolve(round[0], book), place: placeOf(round[1]), losers: [] }];
	}
	if (!isObject(round)) return [{ pick: resolve(round, book), place: undefined, losers: [] }];
	const named = namedIn(round, book);
	const placed = named === undefined || named === UNKNOWN ? placedIn(round, book) : [];
	if (placed.length > 0) return placed;
	const place = placeOf(round[PLACE_KEYS.find((key) => placeOf(round[key]) !== undefined) ?? '']);
	// Nearly no step names losers, and large surveys have many steps.
	const losers = LOSER_KEYS.some((key) => key in round)
		? LOSER_KEYS.flatMap((key) => round[key] ?? []).map((loser) => resolve(loser, book) ?? UNKNOWN)
		: [];
	return [{ pick: named, place, losers: losers.filter((index) => index >= 0) }];
}

/** `{ Cream: 1, Brick: 2 }` and `{ 1: 'Cream', 2: 'Brick' }`. */
function placedIn(round: Record<string, unknown>, book: OptionBook): Step[] {
	const steps = Object.entries(round).map(([key, value]) => {
		const byName = placeOf(value) === undefined ? undefined : resolve(key, book);
		const byPlace = placeOf(key) === undefined ? undefined : resolve(value, book);
		return byName !== undefined && byName >= 0
			? { pick: byName, place: placeOf(value), losers: [] }
			: { pick: byPlace, place: placeOf(key), losers: [] };
	});
	return steps.every(({ pick }) => pick !== undefined && pick >= 0) ? steps : [];
}

/** `2`, `'2'`, `'2nd'`. */
function placeOf(value: unknown): number | undefined {
	if (typeof value === 'number') {
		return Number.isInteger(value) && Math.abs(value) < 1_000 ? value : undefined;
	}
	const digits =
		typeof value === 'string' ? /^\s*(-?\d{1,3})(?:st|nd|rd|th|\.)?\s*$/i.exec(value) : null;
	return digits === null ? undefined : Number(digits[1]);
}

/** The option that a step names: one that is sure, else one that several options share, else unknown words. */
function namedIn(round: Record<string, unknown>, book: OptionBook): number | undefined {
	let unsure: number | undefined;
	for (const key of STEP_KEYS) {
		const index = round[key] === undefined ? undefined : resolve(round[key], book);
		// An id that is no option's can be the round's own.
		if (index === undefined || (index === UNKNOWN && ID_KEYS.includes(key))) continue;
		if (index >= 0 && index < book.own) return index;
		unsure = Math.max(unsure ?? UNKNOWN, index);
	}
	return unsure;
}

/** A label, an id, or an object that carries one; undefined where there are no words. */
function resolve(value: unknown, book: OptionBook, depth = 0): number | undefined {
	if (typeof value === 'string' || typeof value === 'number') {
		const text = String(value);
		const indices = book.find(text);
		return text.trim() === '' ? undefined : indices.length === 1 ? indices[0] : UNKNOWN;
	}
	if (!isObject(value) || depth > 1) return undefined;
	const found = ['id', 'value', 'label', 'name', 'text', 'optionId', 'option_id'].flatMap(
		(key) => resolve(value[key], book, depth + 1) ?? [],
	);
	return found.find((index) => index >= 0) ?? found[0];
}

/** Who beats whom, put into the one order that agrees with it; it ends where two orders would. */
function orderOfDuels(steps: readonly Step[]): number[] {
	const beatenBy = new Map<number, Set<number>>();
	for (const { pick, losers } of steps) {
		if (!beatenBy.has(pick!)) beatenBy.set(pick!, new Set());
		for (const loser of losers) {
			if (loser !== pick) beatenBy.set(loser, (beatenBy.get(loser) ?? new Set()).add(pick!));
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
function orderOfDrops(steps: readonly Step[], pick: number | undefined): number[] {
	const kept = pick === undefined ? [] : [pick];
	return [...new Set([...kept, ...steps.flatMap(({ losers }) => losers).reverse()])];
}

/** When all options but one are ranked, the one left is the last. */
function withTheLast(order: readonly number[], book: OptionBook): readonly number[] {
	if (order.length === 0 || order.length !== book.own - 1) return order;
	const missing = book.entries.findIndex((_, index) => index < book.own && !order.includes(index));
	return order.every((index) => index >= 0 && index < book.own) ? [...order, missing] : order;
}
