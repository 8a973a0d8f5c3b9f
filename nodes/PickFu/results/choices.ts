import { decide } from './decision';
import { condorcetWinner, resolvedAs, type Poll } from './preferences';
import { optionResults, places, received } from './standing';
import type { Decision, Figures, OptionResult } from './types';

/** What a way of counting hands over. */
export interface Tally {
	counted: number;
	/** People, where several answers are those of one person. */
	respondents?: number;
	options: OptionResult[];
	decision: Decision;
	figures?: Figures;
	notes: string[];
}

/** One option or several for each person. Of several, shares are of all asked, and those who chose none have a row. */
export function countPicks(poll: Poll): Tally {
	const { reader, readings, confidence } = poll;
	const votes = votesOf(poll);
	const counted = readings.length;
	const bases = votes.map(() => counted);
	const options = optionResults(reader, votes, bases, confidence);
	const decision = decide(poll, { options, decidable: holds(poll, options), counted });
	const none = readings.filter(({ picks }) => picks.length === 0).length;
	if (none === 0) return { counted, options, decision, notes: [] };
	const ref = { optionId: null, number: null, label: 'None selected' };
	const those = received(none, counted, confidence);
	const row: OptionResult = { ...ref, ...those, rank: null, none: true };
	return { counted, options: [...options, row], decision, notes: [] };
}

/**
 * Round robin as PickFu describes it (https://help.pickfu.com/en/articles/4733975-how-are-the-scores-calculated):
 * an option's score is the match-ups it won divided by those it took part in. Each person answers several
 * match-ups, so intervals rest on the people, not on the match-ups.
 */
export function countPairs(poll: Poll): Tally {
	const { reader, confidence } = poll;
	const wins = poll.wins();
	const readings = poll.readings.filter(({ met }) => met.length > 0);
	const votes = votesOf({ reader, readings });
	const bases = votes.map((count, index) => (index < reader.own ? 0 : count));
	for (const { met } of readings)
		for (const index of met) if (index < reader.own) bases[index]! += 1;
	const people = wins.map((row, one) =>
		Math.max(...row.map((count, other) => count + wins[other]![one]!)),
	);
	const rests = bases.map((base, index) => people[index] ?? base);
	const options = optionResults(reader, votes, bases, confidence, rests);
	const [leader] = places(options).first;
	const unmet = wins.some(
		(row, other) =>
			leader !== undefined && other !== leader && row[leader]! + wins[leader]![other]! === 0,
	);
	const counted = readings.length;
	return {
		counted,
		respondents: Math.max(0, ...people),
		options,
		decision: decide(poll, { options, decidable: !unmet && holds(poll, options), counted }),
		figures: { pairwise: wins, condorcetWinner: condorcetWinner(poll) },
		notes: unmet ? ["Not every option met the leader, so their scores can't be compared."] : [],
	};
}

/** What each entry received. */
function votesOf({ reader, readings }: Pick<Poll, 'reader' | 'readings'>): number[] {
	const votes = reader.entries.map(() => 0);
	for (const { picks } of readings) for (const index of picks) votes[index]! += 1;
	return votes;
}

/** True when the first place stays even if whatever fits no option meant another one. */
function holds({ reader, unresolved }: Poll, options: readonly OptionResult[]): boolean {
	const leader = options[places(options).first[0] ?? -1];
	if (unresolved.length === 0 || leader === undefined) return true;
	const score = (votes: number, base: number) =>
		reader.kind === 'pairs' ? votes / Math.max(1, base) : votes;
	const worst = score(leader.votes, leader.base + unresolved.length);
	return options.slice(0, reader.own).every((option, index) => {
		const meant = unresolved.filter((reading) => resolvedAs(reading, index, reader)).length;
		return option === leader || score(option.votes + meant, option.base + meant) < worst;
	});
}
