import type { Answer, Survey, SurveyQuestion } from '../api/shapes';
import { readClicks, type Click } from './clicks';
import { optionBook, type Entry, type OptionBook } from './options';
import { optionIn, readOrder, UNKNOWN, type Order } from './ranking';
import type { ResultKind } from './types';

/** What one answer means, with the indices of the reader's entries. */
export interface Reading extends Order, Rating {
	answer: Answer;
	/** The different entries that it picks; ranked: the first place. */
	picks: readonly number[];
	/** Round robin: the entries that met, the pick among them; empty when that could not be read. */
	met: readonly number[];
	/** Click tests: each click, undefined where it can't be read. */
	clicks: ReadonlyArray<Click | undefined>;
	/** It names something that fits no option of the survey, or several: it could speak for any of them. */
	isUnresolved: boolean;
}

/** The rating as a number, and the end of the scale where the rating names it: 10 in `8/10`. */
interface Rating {
	score?: number | undefined;
	outOf?: number | undefined;
}

/** Reads the answers to one question. */
export interface Reader {
	kind: ResultKind;
	/** The question's own options in their order, then the labels that fit several or none. */
	entries: readonly Entry[];
	/** How many of the entries are the question's own options. */
	own: number;
	/** What each answer means, in their order. */
	readings: readonly Reading[];
}

/**
 * The one place that knows what an answer means. Rows, results, breakdowns, the report and the trigger read through it.
 *
 * @param answers all to the question: they tell the labels that fit no option, and the kind where the type is unknown
 */
export function questionReader(question: SurveyQuestion, answers: readonly Answer[]): Reader {
	const kind = kindOf(question, answers);
	const book = optionBook(question, answers, kind === 'several' || kind === 'ranked');
	// Equal orders are one list, so that the run-off can count them together.
	const orders = new Map<string, readonly number[]>();
	const readings = answers.map((answer) => {
		const reading = read(answer, book, kind);
		const key = String.fromCharCode(...reading.order);
		reading.order = orders.get(key) ?? reading.order;
		orders.set(key, reading.order);
		return reading;
	});
	return { kind, entries: book.entries, own: book.own, readings };
}

/** The answers to each question of a survey, in its order, and how many belong to none. */
export function assignAnswers({ questions }: Survey, answers: readonly Answer[]) {
	const places = new Map<string, number>();
	questions.forEach(({ id }, index) => {
		if (id !== undefined && !places.has(id)) places.set(id, index);
	});
	const byQuestion: Answer[][] = questions.map(() => []);
	let unassigned = 0;
	for (const answer of answers) {
		const { questionId } = answer;
		const isOnly = questions.length === 1 && (questionId === undefined || places.size === 0);
		const place = places.get(questionId ?? '') ?? (isOnly ? 0 : -1);
		if (place < 0) unassigned += 1;
		else byQuestion[place]!.push(answer);
	}
	return { byQuestion, unassigned };
}

const KINDS: ReadonlyMap<string, ResultKind> = new Map([
	['headtohead', 'pairs'],
	['ranked', 'ranked'],
	['singleselect', 'choice'],
	['multiselect', 'several'],
	['emojirating', 'rating'],
	['starrating', 'rating'],
	['clicktest', 'clicks'],
	['openended', 'words'],
	['fivesecondtest', 'words'],
	['screenrecording', 'words'],
]);

/** How a type of question, in any spelling, is counted; one that isn't known by what its answers hold. */
function kindOf({ type, options }: SurveyQuestion, answers: readonly Answer[]): ResultKind {
	const known = KINDS.get((type ?? '').toLowerCase().replace(/[^a-z]/g, ''));
	// With two options people compare them once: that is a choice.
	if (known === 'pairs' && options.length <= 2) return 'choice';
	if (known !== undefined) return known;
	if (answers.some(({ clicks }) => clicks.length > 0)) return 'clicks';
	if (answers.some(({ rounds }) => rounds.length > 0)) return 'ranked';
	if (answers.some(({ chosenOption }) => chosenOption.length > 1)) return 'several';
	if (answers.some(({ chosenOption }) => chosenOption.length > 0)) return 'choice';
	return answers.some(({ score }) => score !== undefined) ? 'rating' : 'words';
}

/** True for the kinds that ask for one of several options, so that one of them can win. */
export function asksForChoice(kind: ResultKind): boolean {
	return kind === 'choice' || kind === 'several' || kind === 'ranked' || kind === 'pairs';
}

const NONE: readonly never[] = [];
const UNRANKED: Order = { order: NONE, contradictory: false };

function read(answer: Answer, book: OptionBook, kind: ResultKind): Reading {
	const { chosenOption: chosen, matchup } = answer;
	const [only] = chosen.length === 1 ? chosen : [];
	const named = only ? book.find(only) : [...new Set(chosen.flatMap(book.find))];
	const isRanked = kind === 'ranked';
	const { order, contradictory } = isRanked ? readOrder(named, answer.rounds, book) : UNRANKED;
	// Without a pick, what a match-up names as its winner.
	const first = isRanked ? order.find((index) => index >= 0) : optionIn(matchup, book);
	const picks = !isRanked && named.length > 0 ? named : (first ?? UNKNOWN) >= 0 ? [first!] : NONE;
	const met = kind === 'pairs' ? metIn(matchup, picks, book) : NONE;
	const clicks = kind === 'clicks' ? readClicks(answer.clicks) : NONE;
	const { score, outOf }: Rating = kind === 'rating' ? ratingOf(answer) : answer;
	const isUnresolved =
		(kind === 'pairs' && met.length === 0) ||
		(isRanked ? order : picks).some((index) => index < 0 || index >= book.own);
	// One literal with every member: objects of one form are several times faster to go through.
	return { answer, picks, order, contradictory, met, clicks, isUnresolved, score, outOf };
}

/** INFERRED: every option that a match-up names took part, and the pick too. */
function metIn(matchup: unknown, picks: readonly number[], book: OptionBook): readonly number[] {
	const met = new Set<number>();
	addNamed(matchup, book, met);
	for (const pick of picks) met.add(pick);
	return met.size > 1 ? [...met] : NONE;
}

/** Adds all entries that a value names, also inside. */
function addNamed(value: unknown, book: OptionBook, named: Set<number>, depth = 0): void {
	if (typeof value === 'string' || typeof value === 'number') {
		for (const index of book.find(String(value))) named.add(index);
	} else if (typeof value === 'object' && value !== null && depth <= 2) {
		const members: unknown[] = Object.values(value).slice(0, 50);
		for (const member of members) addNamed(member, book, named, depth + 1);
	}
}

const STARS = /^(?:[★⭐]\uFE0F?){1,10}(?=☆*$)/u;
const RATING =
	/^\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:stars?|points?)?\s*(?:(?:\/|of|out of)\s*(\d{1,3}))?\s*(?:stars?|points?)?\s*$/i;

/** The `score`, else what the pick is written as (inferred: `4`, `4,5`, `4 stars`, `4/5`, `8 out of 10`, `★★★★`). */
function ratingOf({ score, chosenOption }: Answer): Rating {
	if (score !== undefined) return { score };
	const [pick = ''] = chosenOption.length === 1 ? chosenOption : [];
	const stars = STARS.exec(pick.trim());
	if (stars) return { score: stars[0].replace(/\uFE0F/g, '').length };
	const [, points, end] = RATING.exec(pick) ?? [];
	if (points === undefined) return {};
	return { score: Number(points.replace(',', '.')), outOf: end ? Number(end) : undefined };
}
