import { remembered } from '../api/remembered';
import { crossing, incompleteBeta, normalQuantile } from './distributions';
import { timesOf } from './numbers';

/** Ends of an interval, in the unit of what is estimated. */
export interface Interval {
	low: number;
	high: number;
}

/**
 * Wilson's score interval of a share, without continuity correction (Wilson 1927, J. Am. Stat. Assoc. 22, 209-212;
 * recommended for small samples by Agresti and Coull 1998, Am. Stat. 52, 119-126).
 *
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
 * The two-sided exact sign test on the people who prefer one of two (Dixon and Mood 1946, J. Am. Stat. Assoc. 41,
 * 557-566); for several picks it is McNemar's (1947, Psychometrika 12, 153-157). That winner and runner-up were picked
 * after looking at the counts needs no correction (Hung and Fithian 2019, Ann. Stat. 47, 758-782).
 *
 * @returns the p-value, from 0 to 1; 1 when nobody prefers one
 */
export function signTest(first: number, second: number): number {
	const trials = first + second;
	return Math.min(1, 2 * binomialTail(Math.max(first, second), trials, 0.5));
}

/**
 * The smallest sample in which the exact sign test finds a difference with the wanted chance, if the shares of all
 * people who prefer the first and the second are the true ones. It starts a little below Connor's formula for paired
 * proportions (Connor 1987, Biometrics 43, 207-211), which promises more than the exact test keeps.
 *
 * @param goal with what confidence the sample is to find it, with what chance, and how large it may be
 * @returns all people needed; null when the shares are equal or the sample would be larger than `most`
 */
export function respondentsNeeded(
	first: number,
	second: number,
	{ confidence, power, most }: { confidence: number; power: number; most: number },
): number | null {
	const margin = Math.abs(first - second);
	const decided = first + second;
	if (!(margin > 0)) return null;
	const root =
		criticalValue(confidence) * Math.sqrt(decided) +
		normalQuantile(power) * Math.sqrt(Math.max(0, decided - margin * margin));
	const formula = Math.ceil((root / margin) ** 2);
	// One by one up to 200 people; beyond it half a percent more or less is nothing.
	const step = Math.ceil(formula / 200);
	const from = Math.max(1, Math.floor(formula * 0.95));
	for (let people = from; people <= most; people += step) {
		if (signTestPower(first, second, people, confidence) >= power) return people;
	}
	return null;
}

/**
 * The exact chance that the two-sided sign test is significant in favor of the first: over all numbers of
 * people who prefer one of the two (binomial), the chance of as many for the first as the test asks for.
 */
export function signTestPower(first: number, second: number, people: number, confidence: number) {
	const decided = Math.min(1, first + second);
	const alpha = (1 - confidence + 1e-12) / 2;
	// Six standard deviations around the mean hold all but 1e-8 of the chance.
	const spread = 6 * Math.sqrt(people * decided * (1 - decided)) + 1;
	const from = Math.max(0, Math.floor(people * decided - spread));
	const to = Math.min(people, Math.ceil(people * decided + spread));
	// The fewest votes that are significant grow with the count; the normal approximation is never two too many.
	let needed = Math.floor(from / 2 + (criticalValue(confidence) * Math.sqrt(from)) / 2) - 1;
	let power = 0;
	for (let count = from; count <= to; count++) {
		while (needed * 2 <= count || binomialTail(needed, count, 0.5) > alpha) needed += 1;
		const chance = binomialTail(count, people, decided) - binomialTail(count + 1, people, decided);
		power += chance * binomialTail(needed, count, first / (first + second));
	}
	return power;
}

/** The chance of at least so many successes (NIST DLMF 8.17.5: a regularised incomplete beta function). */
function binomialTail(successes: number, trials: number, share: number): number {
	if (successes <= 0 || successes > trials) return successes <= 0 ? 1 : 0;
	return incompleteBeta(share, successes, trials - successes + 1);
}

/** Mean, median and standard deviation (with n - 1 in the denominator, 0 for one value); null for an empty list. */
export function summarise(values: readonly number[]) {
	const count = values.length;
	if (count === 0) return null;
	// Added in order of size: the same answers in another order must give the same last digit.
	const sorted = [...values].sort((a, b) => a - b);
	const mean = sorted.reduce((sum, value) => sum + value / count, 0);
	const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	const middle = Math.floor(count / 2);
	return {
		mean,
		median: count % 2 === 1 ? sorted[middle]! : sorted[middle - 1]! / 2 + sorted[middle]! / 2,
		standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
	};
}

/** So many different ratings are told apart in an interval; finer ones are rounded to that part of the scale. */
const MAX_VALUES = 500;

/**
 * Interval of the mean of ratings on a scale, always inside it, also for few ratings and however lopsided they are
 * (Gaffke 2005, Math. Methods Stat. 14, 451-467; Phan, Thomas and Learned-Miller 2021, PMLR 139, 8567-8576; that it
 * always holds is a conjecture without a known counterexample: Learned-Miller and Thomas 2020, arXiv:1905.06208). Where
 * only both ends of the scale are given it is Clopper and Pearson's (1934). Each end is a quantile of the mean of the
 * ratings and one more at that end of the scale, with weights from a Dirichlet distribution. Null for fewer
 * than two.
 */
export function meanInterval(ratings: readonly number[], scale: Interval, confidence: number) {
	if (ratings.length < 2) return null;
	const range = scale.high - scale.low;
	const places = ratings.map((rating) => (rating - scale.low) / range);
	const isFine = new Set(places).size > MAX_VALUES;
	const roughly = (place: number) => Math.round(place * MAX_VALUES) / MAX_VALUES;
	const times = timesOf(isFine ? places.map(roughly) : places);
	const sorted = [...times].sort(([a], [b]) => a - b);
	const tail = (1 - confidence) / 2;
	const end = (extra: 0 | 1, probability: number) => {
		if (sorted.length === 1 && times.has(extra)) return extra;
		const values: Array<[number, number]> = [...sorted, [extra, 1]];
		return crossing(0, 1, (at) => weightedMeanCdf(values, at) >= probability, 25);
	};
	return { low: scale.low + range * end(0, tail), high: scale.low + range * end(1, 1 - tail) };
}

/**
 * The chance that the mean of values, weighted by a Dirichlet distribution of their counts, is below a place. It is
 * that of a sum of gamma variables to be below 0: Imhof's integral (1961, Biometrika 48, 419-426, formula 3.2), by the
 * trapezoidal rule in t with u = sinh t, which converges exponentially.
 */
function weightedMeanCdf(values: ReadonlyArray<readonly [number, number]>, at: number): number {
	const step = 0.05;
	const moment = (power: number) =>
		values.reduce((sum, [value, count]) => sum + count * (value - at) ** power, 0);
	const unit = Math.sqrt(moment(2));
	let area = (step / 2 / unit) * moment(1);
	for (let t = step, log = 0; log - t < 25; t += step) {
		const u = Math.sinh(t) / unit;
		let angle = 0;
		log = 0;
		for (const [value, count] of values) {
			angle += count * Math.atan((value - at) * u);
			log += (count / 2) * Math.log1p(((value - at) * u) ** 2);
		}
		area += (((step * Math.cosh(t)) / unit) * Math.sin(angle) * Math.exp(-log)) / u;
	}
	return 0.5 - area / Math.PI;
}

/** Ratings needed to know a mean to within `half` the width of its interval (NIST/SEMATECH e-Handbook, 7.2.2.2). */
export function ratingsNeeded(standardDeviation: number, half: number, confidence: number): number {
	return Math.max(2, Math.ceil(((criticalValue(confidence) * standardDeviation) / half) ** 2));
}

/** The z that a two-sided interval of that confidence reaches to; 0.95 gives 1.959964. */
export const criticalValue = remembered((level: number) => normalQuantile((1 + level) / 2));
