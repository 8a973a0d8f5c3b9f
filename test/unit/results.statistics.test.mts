/**
 * Every expected value here is somebody else's, with its place. None was computed by the code under test.
 */
import {
	normalCdf,
	normalQuantile,
	tCdf,
	tQuantile,
} from '../../nodes/PickFu/results/distributions';
import {
	binomialTest,
	scaleInterval,
	signTestPower,
	ratingsNeeded,
	respondentsNeeded,
	signTest,
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

describe("Student's t distribution", () => {
	// NIST/SEMATECH e-Handbook 1.3.6.7.2, column 0.975, and 0.995 for 5 degrees of freedom.
	it.each([
		[0.975, 1, 12.706],
		[0.975, 2, 4.303],
		[0.975, 4, 2.776],
		[0.975, 10, 2.228],
		[0.975, 30, 2.042],
		[0.975, 100, 1.984],
		[0.995, 5, 4.032],
	])('has the quantile of %f with %i degrees of freedom at %f', (probability, degrees, t) => {
		expect(tQuantile(probability, degrees)).toBeCloseTo(t, 3);
		expect(tCdf(t, degrees)).toBeCloseTo(probability, 4);
	});
});

describe('exact binomial test', () => {
	// R documentation of stats::binom.test, Conover (1971), p. 97: 682 of 925 against 3/4.
	it("agrees with R's example of Mendelian inheritance", () => {
		expect(binomialTest(682, 925, 0.75)).toBeCloseTo(0.3825, 4);
	});

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

	// Only the ends of the scale: the effective size is n - 1, cut by (z/t)^2, and the interval Wilson's.
	it("is Wilson's interval where only the ends of the scale were given", () => {
		const scores = [...repeat(81, 5), ...repeat(182, 1)];
		const { low, high } = scaleInterval(summarise(scores)!, stars, 0.95)!;
		// Newcombe 1998, Stat. Med. 17, table I: 81 of 263, Wilson 0.2553 to 0.3662.
		expect((low - 1) / 4).toBeCloseTo(0.2553, 2);
		expect((high - 1) / 4).toBeCloseTo(0.3662, 2);
	});

	it('is close to Student in the middle of the scale with many ratings', () => {
		const scores = [2, 3, 4].flatMap((score) => repeat(100, score));
		const { low, high } = scaleInterval(summarise(scores)!, stars, 0.95)!;
		// s = 0.81786, n = 300: 3 -+ 1.967930 s / sqrt(n).
		expect(low).toBeCloseTo(3 - 0.092925, 2);
		expect(high).toBeCloseTo(3 + 0.092925, 2);
	});

	it.each([[[5, 5, 1]], [[5, 5, 5, 5, 4, 1]], [[5, 5, 5, 5, 5]], [[1, 1]]])(
		'never leaves the scale: %j',
		(scores) => {
			const summary = summarise(scores)!;
			const { low, high } = scaleInterval(summary, stars, 0.95)!;
			expect(low).toBeGreaterThanOrEqual(1);
			expect(high).toBeLessThanOrEqual(5);
			expect(low).toBeLessThanOrEqual(summary.mean);
			expect(high - low).toBeGreaterThan(0.5);
		},
	);

	it('has no interval for one rating, and no mean for none', () => {
		expect(scaleInterval(summarise([4])!, stars, 0.95)).toBeNull();
		expect(summarise([])).toBeNull();
	});
});
