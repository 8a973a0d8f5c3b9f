/**
 * Every expected value here is somebody else's, with its place. None was computed by the code under test.
 */
import { normalCdf, normalQuantile } from '../../nodes/PickFu/results/distributions';
import {
	meanInterval,
	ratingsNeeded,
	respondentsNeeded,
	signTest,
	signTestPower,
	summarise,
	wilsonInterval,
} from '../../nodes/PickFu/results/statistics';

describe('Wilson interval', () => {
	// Newcombe 1998, Stat. Med. 17, 857-872, Table I, method 3 (score, no continuity correction).
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('gives the published ends for %i of %i', (successes, trials, low, high) => {
		const interval = wilsonInterval(successes, trials, 0.95);
		expect(interval.low).toBeCloseTo(low, 4);
		expect(interval.high).toBeCloseTo(high, 4);
	});

	it('is the mirror image for the option that was not chosen', () => {
		const chosen = wilsonInterval(15, 148, 0.95);
		const notChosen = wilsonInterval(133, 148, 0.95);
		expect(notChosen.low).toBeCloseTo(1 - chosen.high, 12);
		expect(notChosen.high).toBeCloseTo(1 - chosen.low, 12);
	});

	it('says nothing, rather than something wrong, about no answers', () => {
		expect(wilsonInterval(0, 0, 0.95)).toEqual({ low: 0, high: 1 });
	});
});

describe('normal distribution', () => {
	// NIST/SEMATECH e-Handbook 1.3.6.7.1 and Abramowitz and Stegun, Table 26.1.
	it.each([
		[0, 0.5],
		[1, 0.841344746],
		[1.96, 0.975002105],
		[2, 0.977249868],
		[3, 0.998650102],
		[-1, 0.158655254],
	])('has Φ(%f) = %f', (z, probability) => {
		expect(normalCdf(z)).toBeCloseTo(probability, 9);
	});

	// Abramowitz and Stegun, Table 26.2: Q(4) = 3.16712e-5, Q(5) = 2.86652e-7.
	it('keeps its digits in the tails', () => {
		expect(normalCdf(-4) / 3.16712e-5).toBeCloseTo(1, 5);
		expect(normalCdf(-5) / 2.86652e-7).toBeCloseTo(1, 5);
	});

	// Abramowitz and Stegun, Table 26.5; the usual critical values.
	it.each([
		[0.9, 1.281552],
		[0.95, 1.644854],
		[0.975, 1.959964],
		[0.995, 2.575829],
		[0.8, 0.841621],
	])('has the quantile of %f at %f', (probability, z) => {
		expect(normalQuantile(probability)).toBeCloseTo(z, 6);
	});
});

describe('exact sign test', () => {
	// Zar, Biostatistical Analysis (1999), sign test of deer legs: 8 longer, 2 shorter.
	it('agrees with the textbook example of the sign test', () => {
		expect(signTest(8, 2)).toBeCloseTo(0.109375, 9);
	});

	// Tables of the binomial distribution (National Bureau of Standards 1950): P(X <= 1; 10, 1/2) = 0.0107422.
	it('doubles the tail of the published table', () => {
		expect(signTest(9, 1)).toBeCloseTo(2 * 0.0107422, 6);
		expect(signTest(1, 9)).toBeCloseTo(2 * 0.0107422, 6);
	});

	it('sees no difference in a draw and in nothing', () => {
		expect(signTest(10, 10)).toBe(1);
		expect(signTest(0, 0)).toBe(1);
	});

	it('stays exact for far more answers than a survey has', () => {
		// The normal approximation with continuity correction: z = 199 / sqrt(20000) = 1.40714.
		expect(signTest(10_100, 9_900)).toBeCloseTo(2 * (1 - normalCdf(199 / Math.sqrt(20_000))), 4);
	});
});

describe('people needed', () => {
	const goal = { confidence: 0.95, power: 0.8, most: 2_000 };

	/** The chance to reject, added up outcome by outcome: trinomial, two-sided sign test. */
	function powerByHand(first: number, second: number, people: number): number {
		const logFactorial = (count: number) => {
			let sum = 0;
			for (let factor = 2; factor <= count; factor++) sum += Math.log(factor);
			return sum;
		};
		const neither = 1 - first - second;
		let power = 0;
		for (let one = 0; one <= people; one++) {
			for (let other = 0; one + other <= people; other++) {
				const rest = people - one - other;
				if (rest > 0 && neither < 1e-12) continue;
				if (one <= other || signTest(one, other) > 0.05) continue;
				power += Math.exp(
					logFactorial(people) -
						logFactorial(one) -
						logFactorial(other) -
						logFactorial(rest) +
						one * Math.log(first) +
						other * Math.log(second) +
						(rest > 0 ? rest * Math.log(neither) : 0),
				);
			}
		}
		return power;
	}

	// G*Power 3.1 manual, "Sign test (binomial, exact)": the power of an exact test is a sawtooth in the sample.
	it.each([
		[0.6, 0.4],
		[0.75, 0.25],
		[0.45, 0.05],
		[0.3, 0.15],
	])('reach the power that is promised, exactly, for %d against %d', (first, second) => {
		const people = respondentsNeeded(first, second, goal)!;
		expect(powerByHand(first, second, people)).toBeGreaterThanOrEqual(0.8);
		expect(signTestPower(first, second, people, 0.95)).toBeCloseTo(
			powerByHand(first, second, people),
			9,
		);
		expect(powerByHand(first, second, people - 1)).toBeLessThan(0.8);
	});

	// What Connor's formula alone advised: 0.764 at 194, 0.753 at 98, 0.780 at 47.
	it.each([
		[0.6, 194, 0.764],
		[0.64, 98, 0.753],
		[0.7, 47, 0.78],
	])('are more than the formula says: %d with %i people', (share, people, power) => {
		expect(signTestPower(share, 1 - share, people, 0.95)).toBeCloseTo(power, 3);
		expect(respondentsNeeded(share, 1 - share, goal)).toBeGreaterThan(people);
	});

	// The fewest, from exact binomial sums of the two-sided sign test at 5%: 0.8 is reached at 199 and at 101.
	it.each([
		[0.6, 199],
		[0.64, 101],
	])('are no more than needed: %d with %i people', (share, people) => {
		expect(respondentsNeeded(share, 1 - share, goal)).toBe(people);
	});

	it('are not told when nothing separates the two, nor beyond the most that is advised', () => {
		expect(respondentsNeeded(0.4, 0.4, goal)).toBeNull();
		expect(respondentsNeeded(0.5001, 0.4999, goal)).toBeNull();
	});

	// The textbook n = (1.96 s / E)^2 (NIST/SEMATECH e-Handbook 7.2.2.2): s = 15, E = 2 gives 216.09, so 217.
	it('for a mean is the textbook formula', () => {
		expect(ratingsNeeded(15, 2, 0.95)).toBe(217);
	});
});

describe('mean of ratings', () => {
	// Student 1908, Biometrika 6, the sleep data, second drug: mean 2.33, s = 2.002249 (R: t.test(sleep)).
	it("agrees with Student's own data", () => {
		const summary = summarise([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4])!;
		expect(summary.mean).toBeCloseTo(2.33, 10);
		expect(summary.standardDeviation).toBeCloseTo(2.002249, 6);
		expect(summary.median).toBeCloseTo(1.75, 10);
	});

	const stars = { low: 1, high: 5 };
	const repeat = (count: number, score: number) => Array.from({ length: count }, () => score);

	// Newcombe 1998, Stat. Med. 17, 857-872, Table I, method 5 (Clopper and Pearson's exact interval).
	it.each([
		[81, 263, 0.2527, 0.3676],
		[15, 148, 0.0578, 0.1617],
		[0, 20, 0, 0.1684],
		[1, 29, 0.0009, 0.1776],
	])('has the exact interval where only the ends were given: %i of %i', (best, all, low, high) => {
		const interval = meanInterval([...repeat(best, 5), ...repeat(all - best, 1)], stars, 0.95)!;
		expect((interval.low - 1) / 4).toBeCloseTo(low, 4);
		expect((interval.high - 1) / 4).toBeCloseTo(high, 4);
	});

	it('is close to Student in the middle of the scale with many ratings', () => {
		const { low, high } = meanInterval(
			[2, 3, 4].flatMap((score) => repeat(1_000, score)),
			stars,
			0.95,
		)!;
		// s = 0.81663, n = 3000: 3 -+ 1.960757 s / sqrt(n).
		expect(low).toBeCloseTo(3 - 0.029234, 2);
		expect(high).toBeCloseTo(3 + 0.029234, 2);
	});

	// Uniform weights give the mean of different values the density of a B-spline, and its tail in closed form
	// (Curry and Schoenberg 1966, J. Anal. Math. 17, 71-107). Gaffke's ends leave 2.5% beyond them.
	it.each([[[1, 2, 3, 4]], [[2, 3.5, 4]], [[1.5, 2, 2.5, 3, 4.5]]])(
		'leaves 2.5%% beyond either end: %j',
		(scores) => {
			const above = (values: number[], at: number) =>
				values.reduce((sum, value) => {
					const others = values.filter((other) => other !== value);
					const share = others.reduce((part, other) => part * ((value - at) / (value - other)), 1);
					return value > at ? sum + share : sum;
				}, 0);
			const { low, high } = meanInterval(scores, { low: 0, high: 5 }, 0.95)!;
			expect(above([...scores, 5], high)).toBeCloseTo(0.025, 5);
			expect(above([...scores, 0], low)).toBeCloseTo(0.975, 5);
		},
	);

	// The exact probability that the interval misses the true mean, over all outcomes of 6 ratings.
	it.each<[string, number[]]>([
		['most of them 5', [0.02, 0.03, 0.05, 0.2, 0.7]],
		['nearly all of them 5', [0.01, 0, 0, 0.04, 0.95]],
		['4 and 5', [0, 0, 0, 0.5, 0.5]],
	])('misses the mean in at most 5%% of surveys: %s', (_, shares) => {
		const mean = shares.reduce((sum, share, place) => sum + share * (place + 1), 0);
		let missed = 0;
		const give = (place: number, left: number, chance: number, scores: number[]) => {
			if (chance === 0) return;
			if (place === 5) {
				if (left > 0) return;
				const { low, high } = meanInterval(scores, stars, 0.95)!;
				if (mean < low || mean > high) missed += chance;
				return;
			}
			let ways = 1;
			for (let count = 0; count <= left; count++) {
				const more = chance * ways * shares[place]! ** count;
				give(place + 1, left - count, more, [...scores, ...repeat(count, place + 1)]);
				ways *= (left - count) / (count + 1);
			}
		};
		give(0, 6, 1, []);
		expect(missed).toBeLessThanOrEqual(0.05);
		expect(missed).toBeGreaterThan(0);
	});

	it.each([[[5, 5, 1]], [[5, 5, 5, 5, 4, 1]], [[5, 5, 5, 5, 5]], [[1, 1]]])(
		'never leaves the scale: %j',
		(scores) => {
			const { low, high } = meanInterval(scores, stars, 0.95)!;
			const { mean } = summarise(scores)!;
			expect(low).toBeGreaterThanOrEqual(1);
			expect(high).toBeLessThanOrEqual(5);
			expect(low).toBeLessThanOrEqual(mean);
			expect(high - low).toBeGreaterThan(0.5);
		},
	);

	it('takes thousands of different ratings for those of a fine scale', () => {
		const ratings = Array.from({ length: 4_000 }, (_, index) => (index + 0.5) / 40);
		const { low, high } = meanInterval(ratings, { low: 0, high: 100 }, 0.95)!;
		// s = 28.8711: 50 -+ 1.960549 s / sqrt(n).
		expect(low).toBeCloseTo(50 - 0.895, 1);
		expect(high).toBeCloseTo(50 + 0.895, 1);
	});

	it('has no interval for one rating, and no mean for none', () => {
		expect(meanInterval([4], stars, 0.95)).toBeNull();
		expect(summarise([])).toBeNull();
	});
});
