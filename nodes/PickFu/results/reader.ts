import { isObject } from '../api/read';
import type { Answer, Survey, SurveyQuestion } from '../api/shapes';
import { kindOf } from './kinds';
import { remembered } from './numbers';
import { optionBook, type Entry, type OptionBook } from './options';
import { readOrder, type Order } from './ranking';
import type { ResultKind } from './types';

/** What one answer means. Indices are those of the reader's entries; a ranking is that of ranked questions only. */
export interface Reading extends Order {
	/** The answer that this was read from. */
	answer: Answer;
	/** The different entries that it picks; ranked: the first place. */
	picks: readonly number[];
	/** Round robin: the entries that met, the pick among them; empty when that could not be read. */
	met: readonly number[];
	/** The rating as a number. */
	score?: number;
	/** The end of the scale, where the rating names it: 10 in `8/10`. */
	outOf?: number;
}

/** Reads the answers to one question. */
export interface Reader {
	kind: ResultKind;
	/** The question's own options in their order, then the labels that fit several or none. */
	entries: readonly Entry[];
	/** How many of the entries are the question's own options. */
	own: number;
	read: (answer: Answer) => Reading;
}

/**
 * The one place that knows what an answer means: which option, in which order, who met whom, which
 * score. Rows, results, breakdowns, the report and the trigger read through it.
 *
 * @param answers all known answers to the question: they tell the labels that fit no option, and the
 * kind of a question whose type is unknown
 */
export function questionReader(question: SurveyQuestion, answers: readonly Answer[]): Reader {
	const kind = kindOf(question, answers);
	const book = optionBook(question, answers, kind === 'several' || kind === 'ranked');
	const orders = new Map<string, readonly number[]>();
	const readOne = (answer: Answer): Reading => {
		const reading = read(answer, book, kind);
		const key = reading.order.join();
		const order = orders.get(key) ?? reading.order;
		orders.set(key, order);
		return { ...reading, order };
	};
	return { kind, entries: book.entries, own: book.own, read: remembered(readOne) };
}

/** The answers to each question of a survey, in its order, and how many belong to none. */
export function assignAnswers(
	{ questions }: Survey,
	answers: readonly Answer[],
): { byQuestion: Answer[][]; unassigned: number } {
	const places = new Map<string, number>();
	questions.forEach(({ id }, index) => {
		if (id !== undefined && !places.has(id)) places.set(id, index);
	});
	const byQuestion: Answer[][] = questions.map(() => []);
	let unassigned = 0;
	for (const answer of answers) {
		const { questionId } = answer;
		const isOnly =
			questions.length === 1 && (questionId === undefined || questions[0]!.id === undefined);
		const place = places.get(questionId ?? '') ?? (isOnly ? 0 : -1);
		if (place < 0) unassigned += 1;
		else byQuestion[place]!.push(answer);
	}
	return { byQuestion, unassigned };
}

function read(answer: Answer, book: OptionBook, kind: ResultKind): Reading {
	const named = [...new Set(answer.chosenOption.flatMap((pick) => book.find(pick)))];
	if (kind === 'ranked') {
		const ranking = readOrder(named, answer.rounds, book);
		const first = ranking.order.find((index) => index >= 0);
		return {
			answer,
			...ranking,
			picks: first === undefined ? [] : [first],
			met: [],
			score: answer.score,
		};
	}
	const picks = named.length > 0 ? named : winnerOf(answer.matchup, book);
	const rating = kind === 'rating' ? ratingOf(answer) : { score: answer.score };
	// INFERRED: every option that a match-up names took part, and the pick too.
	const met =
		kind === 'pairs' ? new Set([...namedIn(answer.matchup, book), ...picks]) : new Set<number>();
	return {
		answer,
		picks,
		order: [],
		contradictory: false,
		met: met.size > 1 ? [...met] : [],
		...rating,
	};
}

/** The option that a match-up names as its winner. */
function winnerOf(matchup: unknown, book: OptionBook): number[] {
	if (!isObject(matchup)) return [];
	const named = Object.entries(matchup)
		.filter(([key]) => /^winner/i.test(key))
		.flatMap(([, value]) => [...namedIn(value, book)]);
	return named.slice(0, 1);
}

function namedIn(value: unknown, book: OptionBook, depth = 0): Set<number> {
	if (typeof value === 'string' || typeof value === 'number')
		return new Set(book.find(String(value)));
	if (depth > 2 || typeof value !== 'object' || value === null) return new Set();
	const members: unknown[] = Object.values(value).slice(0, 50);
	return new Set(members.flatMap((member) => [...namedIn(member, book, depth + 1)]));
}

const STARS = /^(?:[★⭐]\uFE0F?){1,10}(?=☆*$)/u;
const RATING =
	/^\s*(\d{1,3}(?:[.,]\d+)?)\s*(?:stars?|points?)?\s*(?:(?:\/|of|out of)\s*(\d{1,3}))?\s*(?:stars?|points?)?\s*$/i;

/**
 * The rating of an answer: its `score`, else the number or the stars that its pick is written as
 * (inferred: `4`, `4,5`, `4 stars`, `4/5`, `8 out of 10`, `★★★★`).
 */
function ratingOf({ score, chosenOption }: Answer): Pick<Reading, 'score' | 'outOf'> {
	if (score !== undefined) return Number.isFinite(score) ? { score } : {};
	const [pick = ''] = chosenOption.length === 1 ? chosenOption : [];
	const stars = STARS.exec(pick.trim());
	if (stars) return { score: stars[0].replace(/\uFE0F/g, '').length };
	const [, points, end] = RATING.exec(pick) ?? [];
	if (points === undefined) return {};
	return {
		score: Number(points.replace(',', '.')),
		...(end !== undefined && { outOf: Number(end) }),
	};
}
