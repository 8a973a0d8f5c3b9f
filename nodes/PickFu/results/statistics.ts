import { incompleteBeta, logGamma, normalQuantile, tQuantile } from './distributions';

/** Ends of an interval, in the unit of what is estimated. */
export interface Interval {
	low: number;
	high: number;
}

/**
 * Wilson's score interval of a share, without continuity correction (Wilson 1927, J. Am. Stat.
 * Assoc. 22, 209-212; method 3 in Newcombe 1998, Stat. Med. 17, 857-872; recommended for small samples
 * by Agresti and Coull 1998, Am. Stat. 52, 119-126). It speaks of one option at a time.
 *
 * @param successes from 0 to `trials`
 * @param confidence such as 0.95
 * @returns fractions from 0 to 1; the whole range when nothing was tried
 */
export function wilsonInterval(successes: number, trials: number, confidence: number): Interval {
	if (trials <= 0) return { low: 0, high: 1 };
	const z = criticalValue(confidence);
	const share = successes / trials;
	const centre = share + (z * z) / (2 * trials);
	const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
	const scale = 1 + (z * z) / trials;
	return {
		low: successes === 0 ? 0 : Math.max(0, (centre - spread) / scale),
		high: successes === trials ? 1 : Math.min(1, (centre + spread) / scale),
	};
}

/**
 * Two-sided exact binomial test: the probability, if the true share were `share`, of any outcome
 * that is no likelier than the one seen (the definition of R's `binom.test`).
 *
 * @param successes from 0 to `trials`
 * @param share the share under test, between 0 and 1
 * @returns the p-value, from 0 to 1; 1 when nothing was tried
 */
export function binomialTest(successes: number, trials: number, share = 0.5): number {
	if (trials <= 0) return 1;
	const logOdds = Math.log(share) - Math.log1p(-share);
	const constant = logGamma(trials + 1) + trials * Math.log1p(-share);
	const logProbability = (count: number) =>
		constant - logGamma(count + 1) - logGamma(trials - count + 1) + count * logOdds;
	// Outcomes as likely as the one seen must count in spite of rounding, as in R.
	const limit = logProbability(successes) + 1e-7;
	let total = 0;
	for (let count = 0; count <= trials; count++) {
		const log = logProbability(count);
		if (log <= limit) total += Math.exp(log);
	}
	// The sum over all outcomes misses 1 by rounding only.
	return total > 1 - 1e-9 ? 1 : total;
}

/**
 * The test of winner against runner-up: the exact sign test on the people who prefer one of the two
 * (Dixon and Mood 1946, J. Am. Stat. Assoc. 41, 557-566). For people who may choose several options
 * it is McNemar's exact test on those who chose one of the two and not the other (McNemar 1947,
 * Psychometrika 12, 153-157).
 *
 * That the two were picked after looking at the counts needs no correction: for one multinomial
 * sample the unadjusted two-tailed test of the first against the second is a valid test that the
 * first is really the best (Hung and Fithian 2019, Ann. Stat. 47, 758-782).
 *
 * @param first people who prefer the winner to the runner-up
 * @param second people who prefer the runner-up to the winner
 * @returns the p-value, from 0 to 1
 */
export function signTest(first: number, second: number): number {
	return binomialTest(first, first + second, 0.5);
}

/** What a sample is to find, and how surely. */
export interface SampleGoal {
	confidence: number;
	/** Chance that the sample finds the difference. */
	power: number;
	/** The largest sample that is looked at. */
	most: number;
}

/**
 * The smallest sample in which the exact sign test finds a difference with the wanted chance, if the difference
 * seen is the true one. It starts a little below Connor's formula for paired proportions (Connor 1987,
 * Biometrics 43, 207-211) and goes up until the exact power is reached: the formula alone promises more than
 * the exact test keeps.
 *
 * @param first share of all people who prefer the winner, 0 to 1
 * @param second share of all people who prefer the runner-up, 0 to 1
 * @returns all people needed; null when the shares are equal or the sample would be larger than `most`
 */
export function respondentsNeeded(first: number, second: number, goal: SampleGoal): number | null {
	const margin = Math.abs(first - second);
	const decided = first + second;
	if (!(margin > 0)) return null;
	const root =
		criticalValue(goal.confidence) * Math.sqrt(decided) +
		normalQuantile(goal.power) * Math.sqrt(Math.max(0, decided - margin * margin));
	const formula = Math.ceil((root / margin) ** 2);
	// One by one up to 200 people; beyond it half a percent more or less is nothing.
	const step = Math.ceil(formula / 200);
	const from = Math.max(1, Math.floor(formula * 0.95));
	for (let people = from; people <= goal.most; people += step) {
		if (signTestPower(first, second, people, goal.confidence) >= goal.power) return people;
	}
	return null;
}

/**
 * The exact chance that the two-sided sign test is significant in favor of the first: over all numbers of
 * people who prefer one of the two (binomial), the chance of as many for the first as the test asks for.
 *
 * @param first share of all people who prefer the first, 0 to 1
 * @param second share of all people who prefer the second, 0 to 1
 */
export function signTestPower(
	first: number,
	second: number,
	people: number,
	confidence: number,
): number {
	const decided = Math.min(1, first + second);
	const share = first / (first + second);
	const reached = (count: number) => {
		const needed = votesNeeded(count, confidence);
		return needed > count ? 0 : binomialTail(needed, count, share);
	};
	if (decided > 1 - 1e-12) return reached(people);
	// Six standard deviations around the mean hold all but 1e-8 of the chance.
	const spread = 6 * Math.sqrt(people * decided * (1 - decided)) + 1;
	const from = Math.max(0, Math.floor(people * decided - spread));
	const to = Math.min(people, Math.ceil(people * decided + spread));
	let power = 0;
	for (let count = from; count <= to; count++) {
		power += binomialProbability(count, people, decided) * reached(count);
	}
	return power;
}

/** The fewest votes of `count` for one side that the two-sided sign test calls significant; above `count` where none are. */
function votesNeeded(count: number, confidence: number): number {
	const key = `${count},${confidence}`;
	const known = VOTES_NEEDED.get(key);
	if (known !== undefined) return known;
	const tail = (1 - confidence + 1e-12) / 2;
	const guess = count / 2 + (criticalValue(confidence) * Math.sqrt(count)) / 2;
	let needed = Math.min(count + 1, Math.max(Math.floor(count / 2) + 1, Math.round(guess)));
	while (needed <= count && binomialTail(needed, count, 0.5) > tail) needed += 1;
	while (needed - 1 > count / 2 && binomialTail(needed - 1, count, 0.5) <= tail) needed -= 1;
	if (VOTES_NEEDED.size < 20_000) VOTES_NEEDED.set(key, needed);
	return needed;
}

/** The same few thousand counts are asked for again and again while a sample is looked for. */
const VOTES_NEEDED = new Map<string, number>();

/** The chance of at least `successes` (NIST DLMF 8.17.5: a regularised incomplete beta function). */
function binomialTail(successes: number, trials: number, share: number): number {
	return successes <= 0 ? 1 : incompleteBeta(share, successes, trials - successes + 1);
}

function binomialProbability(successes: number, trials: number, share: number): number {
	return Math.exp(
		logGamma(trials + 1) -
			logGamma(successes + 1) -
			logGamma(trials - successes + 1) +
			successes * Math.log(share) +
			(trials - successes) * Math.log1p(-share),
	);
}

/** Mean, median and spread of some numbers. */
export interface Summary {
	count: number;
	mean: number;
	/** The middle number, or the mean of the middle two. */
	median: number;
	/** With n - 1 in the denominator; 0 for a single number. */
	standardDeviation: number;
	/** Standard deviation over the root of the count. */
	standardError: number;
}

/** Mean, median, standard deviation and error; null for an empty list. */
export function summarise(values: readonly number[]): Summary | null {
	const count = values.length;
	if (count === 0) return null;
	// Added in order of size: the same answers in another order must give the same last digit.
	const sorted = [...values].sort((a, b) => a - b);
	const mean = sorted.reduce((sum, value) => sum + value / count, 0);
	const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	const standardDeviation = count > 1 ? Math.sqrt(squares / (count - 1)) : 0;
	const middle = Math.floor(count / 2);
	const median = count % 2 === 1 ? sorted[middle]! : sorted[middle - 1]! / 2 + sorted[middle]! / 2;
	return {
		count,
		mean,
		median,
		standardDeviation,
		standardError: standardDeviation / Math.sqrt(count),
	};
}

/**
 * Interval of the mean of ratings on a scale, always inside the scale: Wilson's interval of the mean's place on
 * the scale (0 to 1), with the effective sample size p(1 - p)/SE^2 in place of the count, cut by
 * (z/t)^2 for the estimated spread (Korn and Graubard 1998, Survey Methodology 24, 193-201, with Wilson's form
 * as in Franco, Little, Louis and Slud 2019, J. Surv. Stat. Methodol. 7, 334-364). Without any spread the
 * effective size is the count. Student's t interval leaves the scale: 5, 5, 1 gives -2.1 to 9.4.
 *
 * @returns null for fewer than two numbers: one says nothing about the spread
 */
export function scaleInterval(
	{ count, mean, standardError }: Pick<Summary, 'count' | 'mean' | 'standardError'>,
	scale: Interval,
	confidence: number,
): Interval | null {
	if (count < 2) return null;
	const range = scale.high - scale.low;
	const place = Math.min(1, Math.max(0, (mean - scale.low) / range));
	const variance = (standardError / range) ** 2;
	const ratio = criticalValue(confidence) / tQuantile((1 + confidence) / 2, count - 1);
	const effective = variance > 0 ? ((place * (1 - place)) / variance) * ratio ** 2 : count;
	const { low, high } = wilsonInterval(place * effective, effective, confidence);
	return { low: scale.low + low * range, high: scale.low + high * range };
}

/**
 * Ratings needed to know a mean to within `half`: n = (z s / half)^2 (NIST/SEMATECH e-Handbook,
 * 7.2.2.2), with the normal quantile.
 *
 * @param half half the width of the interval, in points
 */
export function ratingsNeeded(standardDeviation: number, half: number, confidence: number): number {
	return Math.max(2, Math.ceil(((criticalValue(confidence) * standardDeviation) / half) ** 2));
}

/** The z that a two-sided interval of that confidence reaches to; 0.95 gives 1.959964. */
export function criticalValue(confidence: number): number {
	const known = CRITICAL.get(confidence) ?? normalQuantile((1 + confidence) / 2);
	// Few confidences are ever asked for, but each one for every option of every group.
	if (CRITICAL.size < 50) CRITICAL.set(confidence, known);
	return known;
}

const CRITICAL = new Map<number, number>();
