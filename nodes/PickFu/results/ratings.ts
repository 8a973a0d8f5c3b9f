import type { Answer } from '../api/shapes';
import { compareTexts } from './options';
import { rounded } from './numbers';
import { meanInterval, ratingsNeeded, summarise } from './statistics';
import type { RatingCount } from './types';

/** A mean counts as known when its interval reaches no further than this to either side, in points. */
const GOOD_ENOUGH = 0.5;

/** More different ratings than this are counted in whole numbers. */
const MAX_VALUES = 21;

/** What ratings say. Mean and interval are in points of the scale. */
export interface Ratings {
	/** Answers with a rating. */
	counted: number;
	mean: number | null;
	meanLow: number | null;
	meanHigh: number | null;
	standardError: number | null;
	median: number | null;
	distribution: RatingCount[];
	enoughAnswers: boolean;
	moreNeeded: number | null;
}

/**
 * The rating of an answer: its `score`, else the number or the stars that its pick is written as
 * (inferred: `4`, `4 stars`, `4/5`, `★★★★`).
 */
export function ratingOf({ score, chosenOption }: Answer): number | undefined {
	if (score !== undefined) return Number.isFinite(score) ? score : undefined;
	const [pick] = chosenOption;
	if (pick === undefined || chosenOption.length > 1) return undefined;
	const stars = /^(?:[★⭐]\uFE0F?){1,5}(?=☆*$)/u.exec(pick.trim());
	if (stars) return [...stars[0]].filter((letter) => letter !== '\uFE0F').length;
	const number = /^\s*(\d{1,3}(?:\.\d+)?)\s*(?:stars?|\/\s*5)?\s*$/i.exec(pick);
	return number ? Number(number[1]) : undefined;
}

/**
 * Mean with Student's t interval, median and distribution of star and emoji ratings. Scores from 1 to 5
 * are listed with all five places, also those that nobody chose. Picks without a number (an emoji
 * by its name) are counted by label only.
 */
export function countRatings(answers: readonly Answer[], confidence: number): Ratings {
	const scores = answers.map(ratingOf).filter((score) => score !== undefined);
	const labels = answers
		.filter((answer) => ratingOf(answer) === undefined && answer.chosenOption.length > 0)
		.map(({ chosenOption }) => chosenOption.join(', '));
	const counted = scores.length + labels.length;
	const summary = summarise(scores);
	const interval = summary && meanInterval(summary, confidence);
	const half = interval ? (interval.high - interval.low) / 2 : null;
	const enoughAnswers = half !== null && half <= GOOD_ENOUGH && scores.length >= 5;
	const needed =
		summary && summary.count > 1
			? Math.max(5, ratingsNeeded(summary.standardDeviation, GOOD_ENOUGH, confidence))
			: null;
	return {
		counted,
		mean: rounded(summary && summary.mean),
		meanLow: rounded(interval && interval.low),
		meanHigh: rounded(interval && interval.high),
		standardError: rounded(summary && summary.count > 1 ? summary.standardError : null),
		median: rounded(summary && summary.median),
		distribution: [...scoreCounts(scores, counted), ...labelCounts(labels, counted)],
		enoughAnswers,
		moreNeeded: enoughAnswers
			? 0
			: needed === null || !Number.isFinite(needed)
				? null
				: Math.max(1, needed - scores.length),
	};
}

function scoreCounts(scores: readonly number[], counted: number): RatingCount[] {
	if (scores.length === 0) return [];
	const whole = new Set(scores).size > MAX_VALUES;
	const votes = new Map<number, number>();
	if (scores.every((score) => score >= 1 && score <= 5)) {
		for (let value = 1; value <= 5; value++) votes.set(value, 0);
	}
	for (const score of scores) {
		const value = (whole ? Math.round(score) : score) + 0;
		votes.set(value, (votes.get(value) ?? 0) + 1);
	}
	const sorted = [...votes].sort(([a], [b]) => a - b);
	return sorted.map(([value, count]) => ({ value, votes: count, share: rounded(count / counted) }));
}

function labelCounts(labels: readonly string[], counted: number): RatingCount[] {
	const votes = new Map<string, number>();
	for (const label of labels) votes.set(label, (votes.get(label) ?? 0) + 1);
	return [...votes]
		.sort(([a, first], [b, second]) => second - first || compareTexts(a, b))
		.map(([value, count]) => ({ value, votes: count, share: rounded(count / counted) }));
}
