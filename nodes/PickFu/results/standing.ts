import type { Answer } from '../api/shapes';
import type { Decision } from './decision';
import { rounded } from './numbers';
import type { OptionBook } from './options';
import { wilsonInterval } from './statistics';
import type { OptionResult, ResultSettings, RoundResult } from './types';

/** Chance that the advised sample finds the difference seen, unless the settings say otherwise. */
const POWER = 0.8;

/** What a way of counting hands over. */
export interface Tally {
	counted: number;
	options: OptionResult[];
	decision: Decision;
	rounds?: RoundResult[];
	notes?: string[];
}

/** The settings' power, or 0.8. */
export function powerOf({ power }: ResultSettings): number {
	return power ?? POWER;
}

/** The different entries that an answer picks. */
export function picksOf({ chosenOption }: Answer, book: OptionBook): number[] {
	return [...new Set(chosenOption.map((pick) => book.find(pick)))].filter((index) => index >= 0);
}

/** Options with votes out of a total each, with intervals and ranks (level options share one). */
export function optionResults(
	book: OptionBook,
	votes: readonly number[],
	totals: readonly number[],
	confidence: number,
): OptionResult[] {
	const shares = votes.map((count, index) => (totals[index]! > 0 ? count / totals[index]! : null));
	const anyone = votes.some((count) => count > 0);
	return book.entries.map(({ optionId, number, label, unlisted, ambiguous }, index) => {
		const share = shares[index]!;
		const interval =
			share === null ? null : wilsonInterval(votes[index]!, totals[index]!, confidence);
		const better = shares.filter((other) => (other ?? -1) > (share ?? -1)).length;
		return {
			optionId,
			number,
			label,
			votes: votes[index]!,
			base: totals[index]!,
			share: rounded(share),
			low: rounded(interval && interval.low),
			high: rounded(interval && interval.high),
			rank: anyone && share !== null ? better + 1 : null,
			...(unlisted ? { unlisted } : {}),
			...(ambiguous ? { ambiguous: true as const } : {}),
		};
	});
}

/** The indices in first place and the best of the rest, by rank. */
export function places(options: readonly OptionResult[]): {
	first: number[];
	second: number | undefined;
} {
	const ranks = options.map(({ rank }) => rank ?? Infinity);
	const first = ranks.flatMap((rank, index) => (rank === 1 ? [index] : []));
	const rest = ranks.filter((rank) => rank > 1);
	const second = rest.length > 0 ? ranks.indexOf(Math.min(...rest)) : undefined;
	return { first, second };
}

/**
 * False when votes for a text that several options share could make another option the winner. Such
 * votes belong to one of the options with that text, and to no other.
 */
export function isDecidable(
	book: OptionBook,
	options: readonly OptionResult[],
	first: readonly number[],
): boolean {
	const shared = book.entries.flatMap(({ ambiguous }, index) => {
		const { votes } = options[index]!;
		return ambiguous && votes > 0 ? [{ numbers: ambiguous, votes }] : [];
	});
	if (shared.length === 0) return true;
	if (first.length === 0) return false;
	const leader = options[first[0]!]!.votes;
	return options.every(({ number, votes, ambiguous }, index) => {
		const possible = shared.reduce(
			(sum, text) => sum + (text.numbers.includes(number ?? 0) ? text.votes : 0),
			0,
		);
		return first.includes(index) ? !ambiguous && possible === 0 : votes + possible < leader;
	});
}
