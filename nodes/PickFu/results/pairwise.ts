import type { Answer } from '../api/shapes';
import type { OptionBook } from './options';

/** What head-to-head answers say. Indices are those of the option book. */
export interface Pairwise {
	/** Match-ups won by each entry. */
	won: number[];
	/** Match-ups that each entry took part in. */
	matchups: number[];
	/** Answers that name a winner. */
	counted: number;
	/** True when every answer told who met whom, or there are two options only. */
	pairsKnown: boolean;
	/** How often the first beat the second where the two met. */
	beat(first: number, second: number): number;
}

/** Members of a match-up that name its outcome, not who took part. */
const OUTCOME = /^(winner|chosen|choice|result|pick)/i;

/**
 * Head to head as PickFu describes it (https://help.pickfu.com/en/articles/4733975-how-are-the-scores-calculated):
 * an option's score is the match-ups it won divided by those it took part in. With two options
 * that is the plain share, and no match-up needs to be read.
 *
 * INFERRED: what `matchup` holds is not known. Every label or id in it that belongs to an option is
 * taken as one that took part, and the pick as the winner. Answers of more than two options without
 * a readable match-up count as if the winner had met all the others.
 */
export function countPairs(answers: readonly Answer[], book: OptionBook): Pairwise {
	const size = book.entries.length;
	const won = Array.from({ length: size }, () => 0);
	const matchups = [...won];
	const met = new Map<string, number>();
	let counted = 0;
	let pairsKnown = true;
	const everyone = book.entries.map((_, index) => index);
	for (const answer of answers) {
		const winner = winnerOf(answer, book);
		if (winner < 0) continue;
		counted += 1;
		const inMatchup = size > 2 ? [...participants(answer.matchup, book, 0)] : everyone;
		const known = size <= 2 || (inMatchup.length >= 2 && inMatchup.includes(winner));
		if (!known) pairsKnown = false;
		const took = known ? inMatchup : everyone;
		won[winner] = won[winner]! + 1;
		for (const index of took) {
			matchups[index] = matchups[index]! + 1;
			const pair = `${winner},${index}`;
			if (index !== winner) met.set(pair, (met.get(pair) ?? 0) + 1);
		}
	}
	const beat = (first: number, second: number) => met.get(`${first},${second}`) ?? 0;
	return { won, matchups, counted, pairsKnown, beat };
}

/** The pick, else the winner that the match-up names; -1 when neither is an option. */
function winnerOf({ chosenOption, matchup }: Answer, book: OptionBook): number {
	const picked = [...new Set(chosenOption.map((pick) => book.find(pick)))].filter(
		(index) => index >= 0,
	);
	if (picked.length > 0) return picked.length === 1 ? picked[0]! : -1;
	if (!isRecord(matchup)) return -1;
	const named = Object.entries(matchup)
		.filter(([key]) => /^winner/i.test(key))
		.flatMap(([, value]) => [...participants(value, book, 0)]);
	return named[0] ?? -1;
}

function participants(value: unknown, book: OptionBook, depth: number): Set<number> {
	if (typeof value === 'string' || typeof value === 'number') {
		const index = book.find(String(value));
		return new Set(index >= 0 ? [index] : []);
	}
	if (depth > 2 || typeof value !== 'object' || value === null) return new Set();
	const members = Array.isArray(value)
		? (value as unknown[])
		: Object.entries(value).flatMap(([key, member]) =>
				OUTCOME.test(key) ? [] : [member as unknown],
			);
	return new Set(
		members.slice(0, 50).flatMap((member) => [...participants(member, book, depth + 1)]),
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
