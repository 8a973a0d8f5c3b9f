import { countClicks } from './clicks';
import { decide, optionResults, places, received, undecided } from './decision';
import { counted as times, listed } from './numbers';
import { condorcetWinner, pollOf, resolvedAs, type Poll } from './preferences';
import { countRanked } from './ranked';
import { countRatings, type Scale } from './ratings';
import type { Reader, Reading } from './reader';
import { reasonOf } from './reasons';
import type { Decision, Figures, OptionResult } from './types';
import { excluded, notesOf, quoted } from './words';

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

/** The figures of one question, before they are put into words. */
export interface Count extends Tally {
	reader: Reader;
	answers: number;
	respondents: number;
	unresolved: number;
	/** What a choice was decided on. */
	poll?: Poll;
}

/** What the counts of all groups of a question share. */
export interface Counting {
	reader: Reader;
	confidence: number;
	/** True when PickFu has finished asking; nothing is tested before. */
	complete: boolean;
	/** A group of a breakdown has figures, and no test or interval of its own. */
	isGroup?: true;
	/** Of all ratings. */
	scale: Scale;
}

/** Counts answers to one question, all or those of a group, in the way that fits its type. */
export function countAnswers(readings: readonly Reading[], counting: Counting): Count {
	const { reader } = counting;
	const base = { reader, answers: readings.length, respondents: readings.length, unresolved: 0 };
	if (reader.kind === 'rating') return { ...base, ...countRatings(readings, counting) };
	if (reader.kind === 'clicks') return { ...base, ...countClicks(readings) };
	if (reader.kind === 'words') {
		const spoken = readings.filter(({ answer }) => reasonOf(answer) !== undefined).length;
		const decision = undecided(spoken === 0 ? 'noResponses' : 'descriptive');
		return { ...base, counted: spoken, options: [], decision, notes: [] };
	}
	const poll = pollOf(readings, counting);
	const count = { choice: countPicks, several: countPicks, pairs: countPairs, ranked: countRanked };
	const tally = count[reader.kind](poll);
	const several = readings.filter(({ picks }) => picks.length > 1).length;
	const isDropped = reader.kind === 'choice' && several > 0;
	const dropped = `${times(several, 'response')} selected several options ${excluded(several)}.`;
	const notes = notesOf(isDropped && dropped, ...tally.notes, ...unresolvedNotes(poll, tally));
	return { ...base, ...tally, poll, unresolved: poll.unresolved.length, notes };
}

/** What fits no option, by name, and what follows from it. */
function unresolvedNotes({ reader, unresolved }: Poll, { decision }: Tally): string[] {
	const count = unresolved.length;
	if (count === 0) return [];
	const seen = new Set(unresolved.flatMap(({ picks, order }) => [...picks, ...order]));
	const named = reader.entries.filter((_, index) => seen.has(index));
	const gone = named.filter(({ unlisted }) => unlisted).map(({ label }) => quoted(label));
	const many = gone.length > 5 ? [...gone.slice(0, 5), times(gone.length - 5, 'other')] : gone;
	const isOpen = decision.verdict === 'noWinner';
	const effect = isOpen ? ' They could change the first place, so no winner is named.' : '';
	return notesOf(
		...named.map(
			({ label, ambiguous }) =>
				ambiguous !== undefined &&
				`Options ${listed(ambiguous.map((place) => String(place + 1)))} have the same text (${quoted(label)}), so their votes can't be told apart.`,
		),
		`${times(count, 'response')} ${count === 1 ? 'names' : 'name'} something that doesn't fit exactly one option of the survey${gone.length > 0 ? `: ${listed(many)}` : ''}.${effect}`,
	);
}

/** One option or several for each person. Of several, shares are of all asked, and those who chose none have a row. */
function countPicks(poll: Poll): Tally {
	const { readings, confidence } = poll;
	const votes = votesOf(poll);
	const counted = readings.length;
	const bases = votes.map(() => counted);
	const options = optionResults(poll, votes, bases);
	const decision = decide(poll, { options, counted }, holds(poll, options));
	const none = readings.filter(({ picks }) => picks.length === 0).length;
	const ref = { optionId: null, number: null, label: 'None selected' };
	const those = received(none, counted, confidence);
	if (none > 0) options.push({ ...ref, ...those, rank: null, none: true });
	return { counted, options, decision, notes: [] };
}

/**
 * Round robin as PickFu describes it (https://help.pickfu.com/en/articles/4733975-how-are-the-scores-calculated):
 * an option's score is the match-ups it won divided by those it took part in. Each person answers several
 * match-ups, so intervals rest on the people, not on the match-ups.
 */
function countPairs(poll: Poll): Tally {
	const { reader } = poll;
	const wins = poll.wins();
	const readings = poll.readings.filter(({ met }) => met.length > 0);
	const votes = votesOf({ reader, readings });
	const bases = votes.map((count, index) => (index < reader.own ? 0 : count));
	for (const { met } of readings)
		for (const index of met) if (index < reader.own) bases[index]! += 1;
	const people = wins.map((row, one) => Math.max(...row.map((won, at) => won + wins[at]![one]!)));
	const rests = bases.map((base, index) => people[index] ?? base);
	const options = optionResults(poll, votes, bases, rests);
	const [leader = -1] = places(options).first;
	const unmet = wins[leader]?.some((won, at) => at !== leader && won + wins[at]![leader]! === 0);
	const counted = readings.length;
	return {
		counted,
		respondents: Math.max(0, ...people),
		options,
		decision: decide(poll, { options, counted }, !unmet && holds(poll, options)),
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
