import { isObject } from '../api/read';
import { parsed, type OptionBook } from './options';

/** In an order, words that fit no option. */
export const UNKNOWN = -1;

/** The order in which one person ranks the options. */
export interface Order {
	/** Indices of entries, the best first; empty when nothing is named. */
	order: readonly number[];
	/** The pick and the rounds contradict each other; then only the pick counts. */
	contradictory: boolean;
}

/** Members that may name the option of a step, the surest first. An id that is no option's can be the step's own. */
const NAMES = [
	...['optionId', 'option_id', 'winner', 'chosenOption', 'chosen_option', 'chosen', 'choice'],
	...['pick', 'option', 'value', 'label', 'name', 'text', 'winnerId', 'winner_id', 'id'],
];
const IS_ID = /id$/i;
/** A step that names who lost is a duel: its winner has no place in an order. */
const IS_LOSER = /^(?:loser|eliminated|dropped|rejected)/i;
const PLACES = ['rank', 'position', 'place', 'round', 'order'];
const LISTS = ['ranking', 'rankings', 'order', 'ranked', 'options'];

/**
 * Reads how one person ranked the options. INFERRED: of `rounds` is known only that it is a list of objects. Read are
 * - labels or ids in order of preference, in a list or one text;
 * - objects that name an option, in order of their `rank`, `position`, `place` or `round` when each has one;
 * - options with their places, `{ Cream: 1 }`, `{ 1: 'Cream' }` or `['Cream', 1]`;
 * - rounds with the option chosen in each (the one never chosen comes last).
 * When the pick is an option and does not come first, the form was not understood: then only the pick counts.
 *
 * @param picks what the answer names as chosen; several with no rounds beside them are a ranking themselves (inferred)
 */
export function readOrder(picks: readonly number[], rounds: readonly unknown[], book: OptionBook) {
	const [pick] = picks;
	const read = rounds.length === 0 && picks.length > 1 ? picks : fromRounds(rounds, book);
	const order = withTheLast(read, book);
	const isOption = pick !== undefined && pick < book.own;
	if (order.length > 0 && !(isOption && order[0] !== pick)) return { order, contradictory: false };
	const contradictory = order.length > 0 && order[0] !== UNKNOWN;
	return { order: pick === undefined ? [] : [pick], contradictory };
}

interface Step {
	pick: number;
	place: number | undefined;
}

function fromRounds(rounds: readonly unknown[], book: OptionBook): readonly number[] {
	const steps: Step[] = [];
	for (const round of unwrapped(rounds, book)) {
		if (isObject(round)) for (const key in round) if (IS_LOSER.test(key)) return [];
		addSteps(round, book, steps);
	}
	// Mostly they come in their order.
	if (!steps.every(({ place }, at) => at === 0 || place! > steps[at - 1]!.place!)) {
		const places = new Set(steps.map(({ place }) => place));
		const isPlaced = places.size === steps.length && !places.has(undefined);
		if (isPlaced) steps.sort((a, b) => a.place! - b.place!);
	}
	const order = [...new Set(steps.map(({ pick }) => pick))];
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
	if (!isObject(only) || (addSteps(only, book, [])[0]?.pick ?? UNKNOWN) >= 0) return rounds;
	const inner: unknown = LISTS.map((name) => only[name]).find(Array.isArray);
	return Array.isArray(inner) ? inner : rounds;
}

/** Adds what one round says: an option and its place, or several of them. */
function addSteps(round: unknown, book: OptionBook, steps: Step[]): Step[] {
	const pick = optionIn(Array.isArray(round) ? round[0] : round, book);
	const placed = isObject(round) && (pick ?? UNKNOWN) === UNKNOWN ? placedIn(round, book) : [];
	if (placed.length > 0) steps.push(...placed);
	else if (pick !== undefined) steps.push({ pick, place: placeIn(round) });
	return steps;
}

function placeIn(round: unknown): number | undefined {
	if (Array.isArray(round)) return placeOf(round[1]);
	if (!isObject(round)) return undefined;
	for (const name of PLACES) {
		const place = placeOf(round[name]);
		if (place !== undefined) return place;
	}
	return undefined;
}

/** `{ Cream: 1, Brick: 2 }` and `{ 1: 'Cream', 2: 'Brick' }`. */
function placedIn(round: Record<string, unknown>, book: OptionBook): Step[] {
	const members = Object.entries(round);
	const steps = members.map(([key, value]): Step => {
		const [place, pick] = [placeOf(value), optionIn(key, book) ?? UNKNOWN];
		if (place !== undefined && pick >= 0) return { pick, place };
		return { pick: optionIn(value, book) ?? UNKNOWN, place: placeOf(key) };
	});
	return steps.every(({ pick, place }) => pick >= 0 && place !== undefined) ? steps : [];
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

/**
 * The option that a label, an id or an object that carries one names: one that is sure, else one that several options
 * share, else `UNKNOWN`; undefined where there are no words.
 */
export function optionIn(value: unknown, book: OptionBook, depth = 0): number | undefined {
	if (typeof value === 'string' || typeof value === 'number') {
		const text = String(value);
		const indices = book.find(text);
		return text.trim() === '' ? undefined : indices.length === 1 ? indices[0] : UNKNOWN;
	}
	if (!isObject(value) || depth > 2) return undefined;
	let unsure: number | undefined;
	for (const name of NAMES) {
		const index = value[name] === undefined ? undefined : optionIn(value[name], book, depth + 1);
		if (index === undefined || (index === UNKNOWN && IS_ID.test(name))) continue;
		if (index >= 0 && index < book.own) return index;
		unsure = Math.max(unsure ?? UNKNOWN, index);
	}
	return unsure;
}

/** When all options but one are ranked, the one left is the last. */
function withTheLast(order: readonly number[], book: OptionBook): readonly number[] {
	if (order.length === 0 || order.length !== book.own - 1) return order;
	const missing = book.entries.findIndex((_, index) => index < book.own && !order.includes(index));
	return order.every((index) => index >= 0 && index < book.own) ? [...order, missing] : order;
}
