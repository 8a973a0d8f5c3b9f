import { compareTexts } from '../api/text';
import type { Counting, Tally } from './count';
import { undecided } from './decision';
import { rounded, timesOf } from './numbers';
import type { Reader, Reading } from './reader';
import { meanInterval, ratingsNeeded, summarise, type Interval } from './statistics';
import type { Box, Decision } from './types';

/** A mean is known well enough when its interval is no wider than this part of the scale: one point of 1 to 5. */
const WIDEST = 1 / 4;
/** With fewer ratings no mean counts as known. */
export const FEW = 15;
/** Scales with more places than this are not listed place by place. */
const MAX_PLACES = 11;

/** Ends of a scale; null when the scores fit none that is known. */
export type Scale = Interval | null;

/**
 * The scale of all ratings of a question: the end that they name (`8/10`), else the smallest of 1 to 5, 0 to 10 and 0
 * to 100 that holds them all. PickFu's star ratings have 1 to 5; the numbers of its emoji ratings are not published.
 */
export function scaleOf({ kind, readings }: Reader): Scale {
	if (kind !== 'rating') return null;
	const scores = readings.flatMap(({ score }) => score ?? []);
	const named = readings.reduce((most, { outOf }) => Math.max(most, outOf ?? 0), 0);
	const highest = scores.reduce((most, score) => Math.max(most, score), 0);
	const lowest = scores.reduce((least, score) => Math.min(least, score), Infinity);
	if (scores.length === 0 || lowest < 0) return null;
	const high = [named, 5, 10, 100].find((end) => end > 1 && end >= highest);
	return high === undefined ? null : { low: lowest >= 1 && high <= 10 ? 1 : 0, high };
}

/**
 * Mean with an interval inside the scale, spread, median and distribution of star and emoji ratings. Picks without a
 * number (an emoji by its name) are counted by label only.
 */
export function countRatings(readings: readonly Reading[], counting: Counting): Tally {
	const { scale, confidence, isGroup } = counting;
	const scores = readings.flatMap(({ score }) => score ?? []);
	const labels = readings
		.filter(({ score, answer }) => score === undefined && answer.chosenOption.length > 0)
		.map(({ answer }) => answer.chosenOption.join(', '));
	const counted = scores.length + labels.length;
	const summary = summarise(scores);
	const interval = scale && !isGroup ? meanInterval(scores, scale, confidence) : null;
	const deviation = summary && scores.length > 1 ? rounded(summary.standardDeviation) : null;
	return {
		counted,
		options: [],
		notes: [],
		decision: counted > 0 ? judge(scores.length, deviation ?? 0, interval, counting) : NOTHING,
		figures: {
			scale,
			mean: rounded(summary && summary.mean),
			meanLow: rounded(interval && interval.low),
			meanHigh: rounded(interval && interval.high),
			standardDeviation: deviation,
			median: rounded(summary && summary.median),
			...boxes(scores, scale),
			distribution: distributionOf(scores, labels, scale),
		},
	};
}

const NOTHING = undecided('noResponses');

function judge(scores: number, spread: number, interval: Scale, counting: Counting): Decision {
	const { confidence, complete, scale } = counting;
	if (!complete) return undecided('notFinal');
	if (scale === null || scores === 0) return undecided('descriptive');
	const widest = WIDEST * (scale.high - scale.low);
	const isKnown = interval !== null && interval.high - interval.low <= widest;
	const enoughAnswers = isKnown && scores >= FEW && spread > 0;
	const needed = Math.max(FEW, ratingsNeeded(spread, widest / 2, confidence));
	const more = Math.max(1, needed - scores);
	return {
		...undecided(enoughAnswers ? 'reliable' : 'rough'),
		enoughAnswers,
		moreNeeded: enoughAnswers ? 0 : spread > 0 ? more : null,
	};
}

/** Top-2 and bottom-2 box, where the scale is one of places to choose. */
function boxes(scores: readonly number[], scale: Scale) {
	const isListed = isShort(scale) && scale.high - scale.low >= 3 && scores.every(Number.isInteger);
	if (!isListed) return { topTwo: null, bottomTwo: null };
	const box = (isIn: (score: number) => boolean): Box => {
		const votes = scores.filter(isIn).length;
		return { votes, share: rounded(votes / scores.length) };
	};
	return {
		topTwo: box((score) => score >= scale.high - 1),
		bottomTwo: box((score) => score <= scale.low + 1),
	};
}

function isShort(scale: Scale): scale is Interval {
	return scale !== null && scale.high - scale.low < MAX_PLACES;
}

/** Scores by their size, all places of a short scale among them; then labels, the most frequent first. */
function distributionOf(scores: readonly number[], labels: readonly string[], scale: Scale) {
	const isFine = new Set(scores).size > 2 * MAX_PLACES;
	const votes = timesOf(scores.map((score) => (isFine ? Math.round(score) : score) + 0));
	const [from, to] = scores.length > 0 && isShort(scale) ? [scale.low, scale.high] : [1, 0];
	for (let place = from; place <= to; place++) votes.set(place, votes.get(place) ?? 0);
	const byVotes = [...timesOf(labels)].sort((a, b) => b[1] - a[1] || compareTexts(a[0], b[0]));
	return [...[...votes].sort(([a], [b]) => a - b), ...byVotes].map(([value, count]) => ({
		value,
		votes: count,
		share: rounded(count / (scores.length + labels.length)),
	}));
}
