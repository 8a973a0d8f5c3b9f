/** Ballots of the same order, together. */
export interface Weighted {
	order: readonly number[];
	weight: number;
}

/** The seed of the samples: the same answers always give the same result. */
const SEED = 20_240_229;
const MOST_SAMPLES = 1_999;
const FEWEST_SAMPLES = 199;
/** About so many steps are spent on a question; large surveys get fewer samples. */
const STEPS = 10_000_000;

/** In how many samples of the answers a candidate wins. */
export interface Stability {
	samples: number;
	wins: number;
}

/**
 * How far an instant run-off holds: as many ballots as there are drawn from them with replacement, counted
 * again, many times (bootstrap; Efron and Tibshirani 1993, ch. 6; for rankings Hall and Miller 2009, Ann. Stat. 37,
 * 3929-3959). Unlike a test of the last round it covers the eliminations too. Where candidates are tied
 * for last place the winner is the one to drop out, so that a tie never speaks for it.
 *
 * @param ballots each with its weight, in an order that does not hang on the order of the answers
 * @param candidates how many there are, numbered from 0
 * @param winner of the ballots as they are
 */
export function stabilityOf(
	ballots: readonly Weighted[],
	candidates: number,
	winner: number,
): Stability {
	const random = generator(SEED);
	const drawn = Uint32Array.from(
		ballots.flatMap(({ weight }, index) => Array.from({ length: weight }, () => index)),
	);
	const perSample = drawn.length + (ballots.length * candidates) / 4;
	const samples = Math.min(MOST_SAMPLES, Math.max(FEWEST_SAMPLES, Math.floor(STEPS / perSample)));
	const orders = ballots.map(({ order }) => order);
	const weights = new Uint32Array(ballots.length);
	const tops = new Int16Array(ballots.length);
	let wins = 0;
	for (let sample = 0; sample < samples; sample++) {
		weights.fill(0);
		for (let draw = 0; draw < drawn.length; draw++) {
			weights[drawn[Math.floor(random() * drawn.length)]!]! += 1;
		}
		if (isElected(orders, weights, tops, candidates, winner)) wins += 1;
	}
	return { samples, wins };
}

/** @param tops room for the candidate that has the votes of each order; -1 for none */
function isElected(
	orders: ReadonlyArray<readonly number[]>,
	weights: Uint32Array,
	tops: Int16Array,
	candidates: number,
	winner: number,
): boolean {
	const isOut = new Uint8Array(candidates);
	const votes = new Uint32Array(candidates);
	let total = 0;
	for (let index = 0; index < orders.length; index++) {
		const first = orders[index]![0];
		tops[index] = first ?? -1;
		if (first === undefined) continue;
		votes[first]! += weights[index]!;
		total += weights[index]!;
	}
	for (let left = candidates; left > 1; left--) {
		if (votes[winner]! * 2 > total) return true;
		let last = winner;
		for (let candidate = 0; candidate < candidates; candidate++) {
			if (isOut[candidate] === 0 && votes[candidate]! < votes[last]!) last = candidate;
		}
		if (last === winner) return false;
		isOut[last] = 1;
		for (let index = 0; index < orders.length; index++) {
			if (tops[index] !== last) continue;
			const next = orders[index]!.find((candidate) => isOut[candidate] === 0);
			tops[index] = next ?? -1;
			if (next === undefined) total -= weights[index]!;
			else votes[next]! += weights[index]!;
		}
	}
	return true;
}

/** Mulberry32 (Ettinger 2017, public domain): small, and even enough to draw ballots. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
