import { rounded } from './numbers';
import { refOf, type Poll } from './preferences';
import { wilsonInterval } from './statistics';
import type { OptionResult, Received } from './types';

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
