import { stabilityOf } from './bootstrap';
import type { Tally } from './count';
import { decide, optionResults } from './decision';
import { counted as times, grouped, percentOf, rounded } from './numbers';
import { beaterOf, condorcetWinner, refOf, resolvedAs, type Poll } from './preferences';
import { UNKNOWN } from './ranking';
import type { Reader, Reading } from './reader';
import { runOff, wouldWin, type RunOff } from './runoff';
import type { OptionResult, RoundResult } from './types';
import { notesOf, quoted } from './words';

/**
 * Counts a ranked question by instant run-off (see `runOff`). Its winner is significant only if the lead over the
 * runner-up is, the whole run-off holds (see `stabilityOf`), and no option beats the winner directly. Answers that give
 * a first place only drop out with it; when they are more than half of the answers no winner is named.
 */
export function countRanked(poll: Poll): Tally {
	const { reader, readings, complete } = poll;
	const counted = readings.length;
	const orders = readings.map(({ order }) => order);
	const outcome = runOff(orders, reader.own);
	const { winner, rounds } = outcome;
	const whole = orders.filter((order) => order.length > 1).length;
	const known = reader.own < 2 || whole * 2 >= counted;
	const isOpen = known && isDecidedByTie(outcome);
	const decidable = known && !isOpen && holds(poll, winner);
	const isTested = winner !== null && decidable && complete && reader.own > 1;
	const test = isTested ? stabilityTest(poll, outcome, winner) : undefined;
	const means = meanRanks(reader, outcome);
	const options = rankedOptions(poll, outcome, means, known, test?.isStable === true);
	const decision = decide(poll, { options, counted }, decidable, test?.pValue);
	if (poll.isGroup) return { counted, options, decision, notes: [] };
	const beatenBy = decidable && winner !== null ? beaterOf(poll.wins(), winner) : -1;
	const ref = (index: number) => refOf(reader.entries[index]!);
	return {
		counted,
		options,
		decision,
		figures: {
			...(known && counted > 0 && { rounds: roundResults(reader, outcome) }),
			stability: test?.stability ?? null,
			condorcetWinner: condorcetWinner(poll),
			pairwise: poll.wins(),
			couldWin: isOpen ? outcome.tied.map(ref) : [],
			wouldWin: isOpen ? ref(wouldWin(outcome.ballots, reader.own, means)) : null,
		},
		notes: notesOf(
			...orderNotes(readings, whole, known),
			known && !isOpen && rounds.some(({ level }) => level) && TIE,
			beatenBy >= 0 && beatenNote(poll, winner!, beatenBy),
			test?.note ?? false,
		),
	};
}

const TIE = 'A round had a tie for last place; the winner is the same whichever option drops out.';

/** How far the whole run-off holds (see `stabilityOf`): its two-sided p-value, and a note where it does not. */
function stabilityTest({ confidence }: Poll, { ballots, last }: RunOff, winner: number) {
	const { samples, wins } = stabilityOf(ballots, last.length, winner);
	const losses = samples - wins;
	const pValue = Math.min(1, (2 * (losses + 1)) / (samples + 1));
	const isStable = pValue <= 1 - confidence + 1e-12;
	const note = `The run-off is not stable: in ${percentOf(losses, samples)} of resamples of these responses another option wins.`;
	return { pValue, isStable, stability: rounded(wins / samples), note: !isStable && note };
}

/** True when who wins hangs on which option drops out of a tie for last place. */
function isDecidedByTie({ rounds, tied }: RunOff): boolean {
	return tied.length > 1 && rounds[rounds.length - 1]?.level === true;
}

/** True when the winner stays even if whatever fits no option meant another one. */
function holds({ reader, readings, unresolved }: Poll, winner: number | null): boolean {
	if (unresolved.length === 0) return true;
	return reader.entries.slice(0, reader.own).every((_, option) => {
		const meant = readings.map((reading) => resolvedAs(reading, option, reader) ?? reading);
		const orders = meant.map(({ order }) => order);
		return winner !== null && runOff(orders, reader.own).winner === winner;
	});
}

/** Where most answers give no order, the only honest picture is that of the first places. */
function rankedOptions(
	poll: Poll,
	outcome: RunOff,
	means: ReadonlyArray<number | null>,
	known: boolean,
	isStable: boolean,
): OptionResult[] {
	const { reader, readings } = poll;
	const { winner, tied, rounds } = outcome;
	const last = known ? outcome.last : [];
	const firsts = reader.entries.map(() => 0);
	for (const [[first = UNKNOWN], weight] of outcome.ballots)
		if (first >= 0) firsts[first]! += weight;
	const votes = firsts.map((count, index) => last[index]?.votes ?? count);
	const bases = firsts.map((_, index) => last[index]?.total ?? readings.length);
	// The later its last round, and the more votes there, the better.
	const standings = last.map(({ round, votes: own }, index) =>
		index === winner || tied.includes(index) ? Infinity : round * (readings.length + 1) + own,
	);
	return optionResults(poll, votes, bases).map((option, index) => {
		if (index >= reader.own) return option;
		const isLast = last[index]?.round === rounds.length;
		// While a tie for last place is open, those still in have no rank.
		const isRanked = known && readings.length > 0 && !(isDecidedByTie(outcome) && isLast);
		return {
			...option,
			...(known && !(isStable && isLast) && { low: null, high: null }),
			rank: isRanked ? standings.filter((other) => other > standings[index]!).length + 1 : null,
			firstPlaces: firsts[index]!,
			meanRank: known ? means[index]! : null,
		};
	});
}

/** Over the people who gave an order, and in it this option. */
function meanRanks({ own }: Reader, { ballots }: RunOff): Array<number | null> {
	const ranks = Array.from({ length: own }, () => 0);
	const people = [...ranks];
	for (const [order, weight] of ballots) {
		if (order.length < 2) continue;
		for (let place = 0; place < order.length; place++) {
			const option = order[place]!;
			if (option < 0 || option >= own) continue;
			ranks[option]! += weight * (place + 1);
			people[option]! += weight;
		}
	}
	return ranks.map((sum, option) => rounded(sum / people[option]!));
}

function roundResults({ entries }: Reader, { rounds }: RunOff): RoundResult[] {
	const ref = (index: number) => refOf(entries[index]!);
	return rounds.map(({ votes, exhausted, total, eliminated, level }, index) => ({
		round: index + 1,
		options: votes.flatMap((count, place) =>
			count === undefined ? [] : [{ ...ref(place), votes: count, share: rounded(count / total) }],
		),
		exhausted,
		eliminated: eliminated.map(ref),
		level,
	}));
}

function beatenNote({ reader, wins }: Poll, winner: number, by: number): string {
	const [better, worse] = [by, winner].map((index) => quoted(reader.entries[index]!.label));
	const [more, fewer] = [wins()[by]![winner]!, wins()[winner]![by]!].map(grouped);
	return `Compared directly, more people prefer ${better} to ${worse} (${more} to ${fewer}).`;
}

function orderNotes(readings: readonly Reading[], whole: number, known: boolean): string[] {
	const only = readings.length - whole;
	const contradictory = readings.filter((reading) => reading.contradictory).length;
	const few =
		whole === 0
			? 'No response gives'
			: `Only ${whole} of ${readings.length} responses ${whole === 1 ? 'gives' : 'give'}`;
	return notesOf(
		!known &&
			`${few} a readable order. Only first choices are shown; they don't determine the winner of a ranked question.`,
		known && only > 0 && `${times(only, 'response')} gave only a first choice, which was counted.`,
		contradictory > 0 &&
			`In ${times(contradictory, 'response')} the selected option isn't first in the order; only the selection was counted.`,
	);
}
