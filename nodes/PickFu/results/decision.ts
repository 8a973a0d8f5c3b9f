import type { Tally } from './count';
import { rounded } from './numbers';
import { beaterOf, leadOf, refOf, type Poll } from './preferences';
import { respondentsNeeded, signTest, wilsonInterval } from './statistics';
import type { Decision, OptionResult, Placed, Received, Verdict } from './types';

/** Beyond so many more respondents a difference is too small to matter: the two are practically tied. */
const MOST_ADVISED = 2_000;

/** Chance that the advised sample finds the difference seen. */
const POWER = 0.8;

/** A decision that names nothing. */
export function undecided(verdict: Verdict): Decision {
	return {
		verdict,
		winner: null,
		tie: false,
		tiedWith: [],
		runnerUp: null,
		margin: null,
		pValue: null,
		significant: null,
		enoughAnswers: null,
		moreNeeded: null,
	};
}

/**
 * Names the winner or the tie and tests the lead with the exact sign test (see `signTest`), but not while
 * the survey is running: whoever looks again and again would find chance significant.
 *
 * @param decidable false when the answers do not allow to name a winner, whoever leads
 * @param pValue of the way to the first place, where that is more than the lead over the second
 */
export function decide(
	poll: Poll,
	{ options, counted }: Pick<Tally, 'options' | 'counted'>,
	decidable: boolean,
	pValue = 0,
): Decision {
	const { complete, confidence } = poll;
	const { first, second } = places(options);
	const [leader] = first;
	if (counted === 0) return undecided('noResponses');
	const open = complete ? { enoughAnswers: false } : { verdict: 'notFinal' as const };
	if (!decidable || leader === undefined) return { ...undecided('noWinner'), ...open };
	if (first.length > 1) {
		const tied = { tie: true, tiedWith: first.map((index) => refOf(options[index]!)), margin: 0 };
		return { ...undecided('tied'), ...tied, significant: complete ? false : null, ...open };
	}
	const winner = placed(options[leader]!);
	const runnerUp = second === undefined ? null : placed(options[second]!);
	const margin = runnerUp && rounded(Math.max(0, (winner.share ?? 0) - (runnerUp.share ?? 0)));
	const verdict = complete ? 'leading' : 'notFinal';
	const leading = { ...undecided(verdict), winner, runnerUp, margin };
	if (!complete || second === undefined) return leading;
	const { one, other, people, worst } = leadOf(poll, leader, second);
	const isFound = (p: number) => p <= 1 - confidence + 1e-12;
	const isBeaten = beaterOf(poll.wins(), leader) >= 0;
	const ofLead = signTest(one, other);
	const ofAll = Math.max(ofLead, signTest(worst.one, worst.other), pValue);
	const significant = isFound(ofAll) && worst.one > worst.other && !isBeaten;
	// Where the lead is not what is open, more respondents are no promise.
	const isOpen = one > other && !isBeaten && !isFound(ofLead);
	const goal = { confidence, power: POWER, most: people + MOST_ADVISED };
	const needed = respondentsNeeded(one / people, other / people, goal);
	const unclear = isOpen && needed === null ? 'practicallyTied' : 'leading';
	return {
		...leading,
		verdict: significant ? 'clearWinner' : unclear,
		pValue: rounded(ofAll, 6),
		significant,
		enoughAnswers: significant,
		// With few answers the test can miss what a sample as large as this would find more often than not.
		moreNeeded: significant ? 0 : isOpen && needed !== null ? Math.max(1, needed - people) : null,
	};
}

function placed({ votes, base, share, low, high, ...option }: OptionResult): Placed {
	return { ...refOf(option), votes, base, share, low, high };
}

/** Beyond so many labels that fit no option, the rarest are shown together. */
const MAX_UNLISTED = 40;

/**
 * What each entry received, with Wilson intervals, and ranks of the survey's own options (tied options
 * share one). The rarest labels that fit no option come as one row.
 *
 * @param bases for each entry, what its share is a share of
 * @param people for each entry, the people that its interval rests on, where they are fewer than its base
 */
export function optionResults(
	{ reader: { entries, own }, confidence }: Poll,
	votes: readonly number[],
	bases: readonly number[],
	people = bases,
): OptionResult[] {
	const shares = votes.map((count, index) => (bases[index]! > 0 ? count / bases[index]! : -1));
	const ownShares = shares.slice(0, own);
	const anyone = votes.slice(0, own).some((count) => count > 0);
	const results = entries.map((entry, index) => {
		const share = shares[index]!;
		const isRanked = anyone && share >= 0 && index < own;
		return {
			...refOf(entry),
			...received(votes[index]!, bases[index]!, confidence, people[index]!),
			rank: isRanked ? ownShares.filter((other) => other > share).length + 1 : null,
			...(entry.unlisted && { unlisted: entry.unlisted }),
			...(entry.ambiguous && { ambiguous: true as const }),
		};
	});
	const unlisted = results.filter((result) => result.unlisted);
	if (unlisted.length <= MAX_UNLISTED) return results;
	const rest = unlisted.slice(MAX_UNLISTED - 1);
	const together = rest.reduce((sum, result) => sum + result.votes, 0);
	const row = { ...rest[0]!, label: `${rest.length} other labels` };
	const known = results.slice(0, results.length - rest.length);
	return [...known, { ...row, ...received(together, row.base, confidence) }];
}

/** Votes with their share and its interval, which rests on so many people. */
export function received(votes: number, base: number, confidence: number, people = base): Received {
	if (base <= 0) return { votes, base, share: null, low: null, high: null };
	const share = votes / base;
	const { low, high } = wilsonInterval(share * people, people, confidence);
	return { votes, base, share: rounded(share), low: rounded(low), high: rounded(high) };
}

/** The indices in first place and the best of the rest, by rank. */
export function places(options: readonly OptionResult[]) {
	const ranks = options.map(({ rank }) => rank ?? Infinity);
	const first = ranks.flatMap((rank, index) => (rank === 1 ? [index] : []));
	const next = Math.min(...ranks.filter((rank) => rank > 1));
	return { first, second: next < Infinity ? ranks.indexOf(next) : undefined };
}
