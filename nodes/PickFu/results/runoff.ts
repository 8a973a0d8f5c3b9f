import type { Ballots } from './bootstrap';
import { timesOf } from './numbers';

/** One round of the count. */
export interface CountedRound {
	/** Votes of each candidate; undefined for those that are out. */
	votes: Array<number | undefined>;
	/** Ballots that rank nobody who is still in, and all others. */
	exhausted: number;
	total: number;
	/** Candidates that drop out after this round. */
	eliminated: number[];
	/** True when several were level and one of them had to be chosen. */
	level: boolean;
}

/** The outcome of an instant run-off. */
export interface RunOff {
	ballots: Ballots;
	rounds: CountedRound[];
	/** The one candidate who wins however levels are broken; null when there is none. */
	winner: number | null;
	/** Those who could win when it hangs on how a level is broken; empty otherwise. */
	tied: number[];
	/** For each candidate the last round it took part in, its votes there and all votes there. */
	last: Array<{ round: number; votes: number; total: number }>;
}

/** Beyond so many different sets of candidates the ways to break levels are not followed further. */
const MAX_STATES = 600;

/**
 * Instant run-off as PickFu describes it (https://help.pickfu.com/en/articles/4733975-how-are-the-scores-calculated):
 * in each round the candidate with the fewest votes drops out and its ballots go to the next one
 * they rank, until one has more than half of the votes. A candidate's score is its share of the votes
 * in the last round that it took part in; scores need not add up to 1, and only the winner's exceeds one half.
 *
 * PickFu does not say what happens when several are level at the bottom. Here they drop out together when even
 * together they have fewer votes than the next. Otherwise every way to break the level is followed: if all lead to
 * the same winner, that is the winner; if not, nobody is, and those who could win are tied.
 *
 * @param ballots each an order of different candidate numbers, best first; unknown ones are left out
 * @param candidates how many there are, numbered from 0
 */
export function runOff(ballots: readonly (readonly number[])[], candidates: number): RunOff {
	// The reader gives equal orders as one list.
	const compressed = timesOf(ballots);
	const standing = Array.from({ length: candidates }, () => true);
	let winners: number[] | undefined;
	const last = standing.map(() => ({ round: 0, votes: 0, total: 0 }));
	const rounds: CountedRound[] = [];
	for (;;) {
		const { votes, exhausted, total } = tally(compressed, standing);
		votes.forEach((count, index) => {
			if (count !== undefined) last[index] = { round: rounds.length + 1, votes: count, total };
		});
		const { over, out = [], level } = nextStep(votes, total);
		// Until options are level at the bottom there is one way only.
		winners ??= over ?? (level && [...winnersOf(standing, compressed)].sort((a, b) => a - b));
		// Where the winner hangs on how a level is broken, the count ends there: no way is the right one.
		const isOpen = winners !== undefined && winners.length > 1;
		// Shown is the way on which those with the fewest first places drop out, of these the last in the list.
		const firsts = rounds[0]?.votes ?? votes;
		const weakest = level && [...level].sort((a, b) => firsts[a]! - firsts[b]! || b - a)[0]!;
		const broken = weakest !== undefined && !isOpen ? [weakest] : out;
		rounds.push({ votes, exhausted, total, eliminated: broken, level: level !== undefined });
		if (broken.length === 0) break;
		for (const index of broken) standing[index] = false;
	}
	const [winner = null, ...others] = winners ?? [];
	const found = others.length > 0 ? { winner: null, tied: winners! } : { winner, tied: [] };
	return { ...found, ballots: compressed, rounds, last };
}

/** It is over: with one winner or with all that are level. Or some drop out, or one does of those that are level. */
function nextStep(votes: ReadonlyArray<number | undefined>, total: number) {
	const standing = votes.flatMap((count, index) => (count === undefined ? [] : [{ index, count }]));
	if (total === 0) return { over: [] as number[] };
	const winner = standing.find(({ count }) => count * 2 > total);
	if (winner !== undefined) return { over: [winner.index] };
	const fewest = Math.min(...standing.map(({ count }) => count));
	const bottom = standing.filter(({ count }) => count === fewest).map(({ index }) => index);
	if (standing.length === 2) return { over: bottom };
	const next = Math.min(...standing.map(({ count }) => (count > fewest ? count : Infinity)));
	const isSafe = next < Infinity && bottom.length * fewest < next;
	return bottom.length === 1 || isSafe ? { out: bottom } : { level: bottom };
}

/** Who can win among those standing, whichever way levels are broken; a set of candidates is worked out once. */
function winnersOf(
	standing: readonly boolean[],
	ballots: Ballots,
	known = new Map<string, ReadonlySet<number>>(),
): ReadonlySet<number> {
	const key = standing.map(Number).join('');
	const explore = (): ReadonlySet<number> => {
		const { votes, total } = tally(ballots, standing);
		const { over, out, level = [] } = nextStep(votes, total);
		if (over !== undefined) return new Set(over);
		if (out === undefined && known.size > MAX_STATES) return new Set(indices(standing));
		const ways = out === undefined ? level.map((index) => [index]) : [out];
		const left = (way: number[]) => standing.map((isIn, index) => isIn && !way.includes(index));
		return new Set(ways.flatMap((way) => [...winnersOf(left(way), ballots, known)]));
	};
	const winners = known.get(key) ?? explore();
	known.set(key, winners);
	return winners;
}

/**
 * Who wins when a tie for last place is broken by the fewest votes in the round before, and so on back to the
 * first; then by the worse mean rank (null where nobody ranked it); then against the later candidate.
 */
export function wouldWin(
	ballots: Ballots,
	candidates: number,
	means: ReadonlyArray<number | null>,
) {
	const standing = Array.from({ length: candidates }, () => true);
	const history: Array<ReadonlyArray<number | undefined>> = [];
	while (indices(standing).length > 1) {
		history.unshift(tally(ballots, standing).votes);
		const [worst] = indices(standing).sort((a, b) => {
			const earlier = history.find((votes) => votes[a] !== votes[b]);
			if (earlier !== undefined) return earlier[a]! - earlier[b]!;
			return (means[b] ?? Infinity) - (means[a] ?? Infinity) || b - a;
		});
		standing[worst!] = false;
	}
	return standing.indexOf(true);
}

function indices(standing: readonly boolean[]): number[] {
	return [...standing.keys()].filter((index) => standing[index]);
}

function tally(ballots: Ballots, standing: readonly boolean[]) {
	const votes: Array<number | undefined> = standing.map((isIn) => (isIn ? 0 : undefined));
	let [exhausted, total] = [0, 0];
	ballots.forEach((weight, order) => {
		let place = 0;
		while (place < order.length && !standing[order[place]!]) place += 1;
		const choice = order[place];
		if (choice === undefined) exhausted += weight;
		else {
			votes[choice] = votes[choice]! + weight;
			total += weight;
		}
	});
	return { votes, exhausted, total };
}
