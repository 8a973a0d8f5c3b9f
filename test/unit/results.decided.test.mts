import {
	anytimeInterval,
	decided,
	decisionOf,
	evidenceNeeded,
	logEvidence,
	type Preferences,
} from '../../nodes/PickFu/results/decided';

const settings = { confidence: 0.95, levelMargin: 10 };

/** Everyone chooses one option. */
function choice(...votes: number[]): Preferences {
	return { kind: 'choice', wins: votes.map((own) => votes.map(() => own)) };
}

const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1));

/**
 * The evidence by exact arithmetic: 2 * 2^n / B(8, 8) times the integral over 1/2 to 1 of t^(7 + first) (1 - t)^(7 + second),
 * which with whole exponents is a binomial tail.
 */
function exactEvidence(first: number, second: number): number {
	const [a, b] = [8 + first, 8 + second];
	const beta = (x: number, y: number) => [
		factorial(x - 1) * factorial(y - 1),
		factorial(x + y - 1),
	];
	const [top, bottom] = beta(a, b) as [bigint, bigint];
	const [priorTop, priorBottom] = beta(8, 8) as [bigint, bigint];
	let tail = 0n;
	for (let k = 0; k < a; k++) {
		tail += factorial(a + b - 1) / (factorial(k) * factorial(a + b - 1 - k));
	}
	const above = [tail, 2n ** BigInt(a + b - 1)] as const;
	const numerator = 2n * 2n ** BigInt(first + second) * top * priorBottom * above[0];
	return Number((numerator * 10n ** 12n) / (bottom * priorTop * above[1])) / 1e12;
}

/** Probabilities of everything that two options can come to, by going through all counts, looking at the given times. */
function allPaths(share: number, looks: (people: number) => boolean, people: number) {
	const ends = { right: 0, wrong: 0, level: 0, open: 0, asked: 0 };
	let paths = [1];
	for (let n = 1; n <= people; n++) {
		const next = Array.from(
			{ length: n + 1 },
			(_, x) => (paths[x - 1] ?? 0) * share + (paths[x] ?? 0) * (1 - share),
		);
		if (looks(n)) {
			next.forEach((probability, x) => {
				if (probability === 0) return;
				const { decision, winner } = decisionOf(choice(x, n - x), settings, 40);
				if (decision === 'open') return;
				ends[decision === 'level' ? 'level' : winner === 0 && share > 0.5 ? 'right' : 'wrong'] +=
					probability;
				ends.asked += n * probability;
				next[x] = 0;
			});
		}
		paths = next;
	}
	ends.open = paths.reduce((sum, probability) => sum + probability, 0);
	ends.asked += people * ends.open;
	return ends;
}

const always = () => true;
const inStages = (n: number) => n % 50 === 0;

describe('Evidence for a pair', () => {
	it.each([
		[0, 0],
		[10, 0],
		[0, 10],
		[32, 18],
		[60, 40],
		[230, 170],
	])('is the exact value for %i to %i', (first, second) => {
		const exact = exactEvidence(first, second);
		expect(Math.exp(logEvidence(first, second)) / exact).toBeCloseTo(1, 9);
	});

	it('neither grows nor shrinks on average while the split is even', () => {
		for (const [x, y] of [
			[0, 0],
			[7, 2],
			[150, 190],
		] as const) {
			const now = Math.exp(logEvidence(x, y));
			const next = (Math.exp(logEvidence(x + 1, y)) + Math.exp(logEvidence(x, y + 1))) / 2;
			expect(next / now).toBeCloseTo(1, 10);
		}
	});

	it('stays a number for counts of any size', () => {
		const result = decided(choice(900_000, 100_000), settings);
		expect(result).toMatchObject({ decision: 'winner', winner: 0 });
		expect(result.pairs[0]).toMatchObject({ evidence: 1e9 });
		expect(Number.isFinite(logEvidence(1_000, 990))).toBe(true);
	});
});

describe('Evidence needed', () => {
	it('is options over alpha where preferences of one person hang together', () => {
		expect(evidenceNeeded(8, 'ranked', 0.05)).toBeCloseTo(160, 9);
		expect(evidenceNeeded(2, 'choice', 0.05)).toBeCloseTo(40, 9);
	});

	it('spends exactly alpha where everyone chooses one option', () => {
		for (const options of [3, 5, 8, 12]) {
			const needed = evidenceNeeded(options, 'choice', 0.05);
			let wrong = 2 / needed;
			for (let k = 3; k <= options; k++) wrong += needed ** ((-2 * (k - 1)) / k);
			expect(wrong).toBeCloseTo(0.05, 9);
			expect(needed).toBeLessThan(options / 0.05);
		}
	});

	it('rests on an inequality that holds for every lead and every number of options', () => {
		for (let k = 2; k <= 20; k++) {
			const [a, all] = [2 / k, (2 * (k - 1)) / k];
			for (let d = 0; d <= 1; d += 0.01) {
				expect((1 + d) ** all - 1 + (k - 1) * ((1 - d) ** a - 1)).toBeLessThanOrEqual(1e-12);
			}
		}
	});
});

describe('Two options, all that can happen', () => {
	it('names a winner of equals in at most 5% of surveys, though every answer is looked at', () => {
		const { wrong, right } = allPaths(0.5, always, 1000);
		expect(right).toBe(0);
		expect(wrong).toBeLessThan(0.05);
		expect(wrong).toBeGreaterThan(0.01);
	});

	it('says level of a split beyond the margin in at most 5%, errors of both kinds together', () => {
		const { wrong, level } = allPaths(0.601, always, 500);
		expect(wrong + level).toBeLessThan(0.05);
		expect(level).toBeGreaterThan(0.002);
	});

	it('needs few people in stages of 50', () => {
		expect(allPaths(0.5, inStages, 500).level).toBeGreaterThan(0.85);
		const close = allPaths(0.6, inStages, 500);
		expect(close.right).toBeGreaterThan(0.93);
		expect(close.asked).toBeLessThan(265);
		expect(allPaths(0.7, inStages, 500).asked).toBeLessThan(90);
		expect(allPaths(0.8, inStages, 500).asked).toBeLessThan(55);
	});

	it('has an interval that misses the true share at any look in at most 5% of surveys', () => {
		for (const share of [0.5, 0.62, 0.9]) {
			let [paths, missed] = [[1], 0];
			for (let n = 1; n <= 60; n++) {
				const next = Array.from(
					{ length: n + 1 },
					(_, x) => (paths[x - 1] ?? 0) * share + (paths[x] ?? 0) * (1 - share),
				);
				next.forEach((probability, x) => {
					if (probability < 1e-14) return;
					const { low, high } = anytimeInterval(x, n - x, 20);
					if (share >= low && share <= high) return;
					missed += probability;
					next[x] = 0;
				});
				paths = next;
			}
			expect(missed).toBeLessThan(0.05);
		}
	});
});

describe('Decision', () => {
	it('is open until the evidence suffices against every other option', () => {
		expect(decided(choice(40, 8, 33), settings)).toMatchObject({ decision: 'open', winner: null });
		const result = decided(choice(20, 8, 61), settings);
		expect(result).toMatchObject({ decision: 'winner', winner: 2 });
		expect(result.pairs.map(({ option, other }) => [option, other])).toEqual([
			[2, 0],
			[2, 1],
		]);
		expect(result.pairs.every(({ evidence }) => evidence >= result.evidenceNeeded)).toBe(true);
		expect(result.pairs.every(({ low }) => low > 0.5)).toBe(true);
	});

	it('is level when two share the lead, whatever the others have', () => {
		expect(decided(choice(200, 203, 40), settings)).toMatchObject({
			decision: 'level',
			winner: null,
		});
		expect(decided(choice(30, 31, 6), settings).decision).toBe('open');
	});

	it('takes a narrow margin at its word', () => {
		expect(decided(choice(250, 250), { ...settings, levelMargin: 2 }).decision).toBe('open');
		expect(decided(choice(250, 250), { ...settings, levelMargin: 15 }).decision).toBe('level');
	});

	it('asks for more evidence with more confidence', () => {
		expect(decided(choice(66, 34), settings).decision).toBe('winner');
		expect(decided(choice(66, 34), { ...settings, confidence: 0.99 }).decision).toBe('open');
	});

	it('counts answers that could mean any option against what it would say', () => {
		const lead = choice(70, 30);
		expect(decided({ ...lead, unresolved: 4 }, settings)).toMatchObject({ winner: 0 });
		expect(decided({ ...lead, unresolved: 20 }, settings).decision).toBe('open');
		const even = choice(150, 150);
		expect(decided({ ...even, unresolved: 2 }, settings).decision).toBe('level');
		expect(decided({ ...even, unresolved: 40 }, settings).decision).toBe('open');
	});

	it('names no ranked winner that did not win the run-off', () => {
		const wins = [
			[0, 80, 80],
			[20, 0, 50],
			[20, 50, 0],
		];
		const ranked = { kind: 'ranked' as const, wins };
		expect(decided({ ...ranked, candidate: 0 }, settings)).toMatchObject({ winner: 0 });
		expect(decided({ ...ranked, candidate: 1 }, settings)).toMatchObject({ decision: 'open' });
		expect(decided({ ...ranked, candidate: null }, settings)).toMatchObject({ decision: 'open' });
	});

	it('says nothing before anybody answered, nor about one option', () => {
		expect(decided(choice(0, 0), settings)).toMatchObject({
			decision: 'open',
			pairs: [{ evidence: 1, low: 0, high: 1 }],
		});
		expect(decided(choice(50), settings)).toMatchObject({ decision: 'open', pairs: [] });
		expect(decided(choice(), settings)).toMatchObject({ decision: 'open', pairs: [] });
	});
});
