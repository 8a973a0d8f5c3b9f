import { compareTexts } from '../api/text';

/** How many ballots have each order: candidates, the best first. Numbers that are no candidate's are left out. */
export type Ballots = ReadonlyMap<readonly number[], number>;

/** The seed of the samples: the same answers always give the same result. */
const SEED = 20_240_229;
const MOST_SAMPLES = 1_999;
const FEWEST_SAMPLES = 199;
/** About so many steps are spent on a question; large surveys get fewer samples. */
const STEPS = 10_000_000;
/** After so many losses the run-off plainly does not hold; its share of wins is then known to 3 or 4 points. */
const MOST_LOSSES = 100;

/**
 * How far an instant run-off holds: as many ballots as there are drawn from them with replacement, counted again, many
 * times (Efron and Tibshirani 1993, ch. 6; for rankings Hall and Miller 2009, Ann. Stat. 37, 3929-3959), until many are
 * lost (Besag and Clifford 1991, Biometrika 78, 301-304). Unlike a test of the last round it covers the eliminations
 * too. In a tie for last place the winner drops out, so that a tie never speaks for it.
 *
 * @param candidates how many there are, numbered from 0
 * @param winner of the ballots as they are
 * @returns in how many samples of how many it wins
 */
export function stabilityOf(counted: Ballots, candidates: number, winner: number) {
	// The order of the answers must decide nothing, and ballots with the same first place stand together.
	const ballots = [...counted].map(([order, weight]) => {
		const known = order.filter((candidate) => candidate >= 0 && candidate < candidates);
		return { known, weight, key: String.fromCharCode(...known) };
	});
	ballots.sort((a, b) => compareTexts(a.key, b.key));
	const people = ballots.reduce((sum, { weight }) => sum + weight, 0);
	const drawn = new Uint32Array(people);
	const orders = new Int16Array(ballots.length * candidates).fill(-1);
	let end = 0;
	ballots.forEach(({ known, weight }, index) => {
		drawn.fill(index, end, (end += weight));
		orders.set(known, index * candidates);
	});
	const perSample = people + (ballots.length * candidates) / 4;
	const most = Math.min(MOST_SAMPLES, Math.max(FEWEST_SAMPLES, Math.floor(STEPS / perSample)));
	const weights = new Uint32Array(ballots.length);
	let [sample, wins, state] = [0, 0, SEED];
	for (; sample < most && sample - wins < MOST_LOSSES; sample++) {
		state = draw(drawn, weights, state);
		if (isElected(orders, weights, candidates, winner)) wins += 1;
	}
	return { samples: sample, wins };
}

/** Draws as many ballots as there are by Mulberry32 (Ettinger 2017, public domain) and gives back its state. */
function draw(ballots: Uint32Array, weights: Uint32Array, from: number): number {
	const people = ballots.length;
	let state = from;
	weights.fill(0);
	for (let drawn = 0; drawn < people; drawn++) {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		weights[ballots[Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * people)]!]! += 1;
	}
	return state;
}

/**
 * Counts one sample. Each candidate has a pile of ballots: only that of the one who drops out is looked at again.
 *
 * @param orders one after the other, with `candidates` places each; -1 for no more
 */
function isElected(orders: Int16Array, weights: Uint32Array, candidates: number, winner: number) {
	// The ballot below each one on its pile; -1 for none.
	const below = new Int32Array(weights.length);
	const tops = new Int32Array(candidates).fill(-1);
	const votes = new Uint32Array(candidates);
	const isOut = new Uint8Array(candidates);
	let total = 0;
	for (let ballot = 0; ballot < weights.length; ballot++) {
		const first = orders[ballot * candidates]!;
		const weight = weights[ballot]!;
		if (weight === 0 || first < 0) continue;
		total += weight;
		votes[first]! += weight;
		below[ballot] = tops[first]!;
		tops[first] = ballot;
	}
	for (let left = candidates; left > 1; left--) {
		if (votes[winner]! * 2 > total) return true;
		let last = winner;
		for (let candidate = 0; candidate < candidates; candidate++) {
			if (isOut[candidate] === 0 && votes[candidate]! < votes[last]!) last = candidate;
		}
		if (last === winner) return false;
		isOut[last] = 1;
		for (let ballot = tops[last]!, next; ballot >= 0; ballot = next) {
			next = below[ballot]!;
			const end = (ballot + 1) * candidates;
			let at = end - candidates + 1;
			while (at < end && orders[at]! >= 0 && isOut[orders[at]!] === 1) at += 1;
			const heir = at < end ? orders[at]! : -1;
			if (heir < 0) {
				total -= weights[ballot]!;
				continue;
			}
			votes[heir]! += weights[ballot]!;
			below[ballot] = tops[heir]!;
			tops[heir] = ballot;
		}
	}
	return true;
}
