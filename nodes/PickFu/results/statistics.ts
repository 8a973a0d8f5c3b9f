import { logGamma, normalQuantile, tQuantile } from './distributions';

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

/**
 * People needed so that the sign test finds the difference seen, if that difference is the true one:
 * Connor's formula for paired proportions (Connor 1987, Biometrics 43, 207-211),
 * n = (z1 sqrt(d) + z2 sqrt(d - m^2))^2 / m^2, where d is the share of people who prefer one of the
 * two, m the difference of the two shares, z1 the two-sided critical value and z2 that of the power.
 * With two options (d = 1) it is the usual one-sample formula for a share against one half.
 *
 * @param first share of all people who prefer the winner, 0 to 1
 * @param second share of all people who prefer the runner-up, 0 to 1
 * @returns all people needed, rounded up; null when the two shares are equal
 */
export function respondentsNeeded(
	first: number,
	second: number,
	confidence: number,
	power: number,
): number | null {
	const margin = Math.abs(first - second);
	const decided = first + second;
	if (!(margin > 0)) return null;
	const root =
		criticalValue(confidence) * Math.sqrt(decided) +
		normalQuantile(power) * Math.sqrt(Math.max(0, decided - margin * margin));
	return Math.ceil((root / margin) ** 2);
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
 * Student's t interval of a mean (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2).
 *
 * @returns null for fewer than two numbers: one says nothing about the spread
 */
export function meanInterval(
	{ count, mean, standardDeviation }: Pick<Summary, 'count' | 'mean' | 'standardDeviation'>,
	confidence: number,
): Interval | null {
	if (count < 2) return null;
	const half = (tQuantile((1 + confidence) / 2, count - 1) * standardDeviation) / Math.sqrt(count);
	return { low: mean - half, high: mean + half };
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
