import { stabilityOf } from './bootstrap';
import { leadOf, type Tally } from './choices';
import { decide, type DecisionSettings } from './decision';
import { counted as times, grouped, percentOf, rounded } from './numbers';
import {
	beaterOf,
	condorcetWinner,
	countedReadings,
	isUnresolved,
	refOf,
	resolvedAs,
	winsOf,
} from './preferences';
import type { Reader, Reading } from './reader';
import { runOff, wouldWin, type RunOff } from './runoff';
import { optionResults } from './standing';
import { quoted } from './words';
import type { OptionResult, RoundResult } from './types';

/**
 * Counts a ranked question by instant run-off (see `runOff`). Its winner is significant only if the lead over the
 * runner-up is (sign test on everyone who ranks one above the other), the whole run-off holds (see
 * `stabilityOf`), and no option beats the winner directly.
 *
 * Answers that give a first place only take part with it and drop out with it. When they are more
 * than half of the answers no winner is named: first places alone decide no ranked question.
 */
export function countRanked(
	answers: readonly Reading[],
	reader: Reader,
	settings: DecisionSettings,
): Tally {
	const readings = countedReadings(reader, answers);
	const orders = readings.map(({ order }) => order);
	const outcome = runOff(orders, reader.own);
	const whole = readings.filter(({ order }) => order.length > 1).length;
	// Where most answers give no order, the only honest picture is that of the first places.
	const known = reader.own < 2 || whole * 2 >= readings.length;
	const { winner, tied, rounds } = outcome;
	const isOpen = known && isDecidedByTie(outcome);
	const second = winner === null ? undefined : runnerUp(outcome);
	const decidable = known && !isOpen && holds(readings, reader, outcome);

	const isTested = winner !== null && decidable && settings.complete && reader.own > 1;
	const test = isTested ? runOffTest(outcome, winner, settings) : undefined;
	const options = known
		? byRunOff(reader, readings, outcome, settings, test?.isStable ?? false)
		: byFirstPlaces(reader, readings, settings);
	const wins = winsOf(reader, readings);
	const beatenBy = beaterOf(wins, winner);
	const decision = decide(
		{
			options,
			first: winner === null ? tied : [winner],
			second,
			lead:
				winner === null || second === undefined || !settings.complete
					? undefined
					: { ...leadOf(readings, reader, winner, second), people: readings.length },
			decidable,
			beaten: beatenBy >= 0,
			pValue: test?.pValue,
			counted: readings.length,
		},
		settings,
	);
	return {
		counted: readings.length,
		options,
		decision,
		figures: {
			...(known && readings.length > 0 ? { rounds: roundResults(reader, outcome) } : {}),
			stability: test?.stability ?? null,
			condorcetWinner: condorcetWinner(wins, reader),
			pairwise: wins,
			...(isOpen ? tieFigures(reader, readings, outcome) : { couldWin: [], wouldWin: null }),
		},
		notes: [
			...orderNotes(readings, whole, known),
			...(known && !isOpen && rounds.some(({ level }) => level) ? [HARMLESS_TIE] : []),
			...(beatenBy >= 0 && decidable ? [beatenNote(reader, wins, winner!, beatenBy)] : []),
			...(test?.notes ?? []),
		],
	};
}

const HARMLESS_TIE =
	'A round had a tie for last place; the winner is the same whichever option drops out.';

/** Who could win where a tie for last place decides, and who would by the usual tie-break. */
function tieFigures(reader: Reader, readings: readonly Reading[], { ballots, tied }: RunOff) {
	const ref = (index: number) => refOf(reader.entries[index]!);
	const first = wouldWin(ballots, reader.own, meanRanks(reader, readings));
	return { couldWin: tied.map(ref), wouldWin: ref(first) };
}

/** How far the whole run-off holds (see `stabilityOf`): its two-sided p-value, and a note where it does not. */
function runOffTest({ ballots, last }: RunOff, winner: number, { confidence }: DecisionSettings) {
	const { samples, wins } = stabilityOf(ballots, last.length, winner);
	const losses = samples - wins;
	const pValue = Math.min(1, (2 * (losses + 1)) / (samples + 1));
	const isStable = pValue <= 1 - confidence + 1e-12;
	const note = `The run-off is not stable: in ${percentOf(losses, samples)} of resamples of these responses another option wins.`;
	return { pValue, isStable, stability: rounded(wins / samples), notes: isStable ? [] : [note] };
}

/** True when who wins hangs on which option drops out of a tie for last place. */
function isDecidedByTie({ rounds, tied }: RunOff): boolean {
	return tied.length > 1 && rounds[rounds.length - 1]?.level === true;
}

/** True when the winner stays even if whatever fits no option meant another one. */
function holds(readings: readonly Reading[], reader: Reader, { winner }: RunOff): boolean {
	if (!readings.some((reading) => isUnresolved(reading, reader))) return true;
	return reader.entries.slice(0, reader.own).every((_, option) => {
		const orders = readings.map(
			(reading) => (resolvedAs(reading, option, reader) ?? reading).order,
		);
		return winner !== null && runOff(orders, reader.own).winner === winner;
	});
}

function byRunOff(
	reader: Reader,
	readings: readonly Reading[],
	outcome: RunOff,
	{ confidence }: DecisionSettings,
	isStable: boolean,
): OptionResult[] {
	const { last, winner, tied, rounds } = outcome;
	const isOpen = isDecidedByTie(outcome);
	const firsts = firstPlaces(reader, readings);
	const votes = firsts.map((count, index) => last[index]?.votes ?? count);
	const bases = firsts.map((_, index) => last[index]?.total ?? readings.length);
	const isFirst = (index: number) => index === winner || tied.includes(index);
	const isAbove = (a: number, b: number) => {
		if (isFirst(a) !== isFirst(b)) return isFirst(a);
		if (isFirst(a)) return false;
		return last[a]!.round !== last[b]!.round
			? last[a]!.round > last[b]!.round
			: votes[a]! > votes[b]!;
	};
	const means = meanRanks(reader, readings);
	return optionResults(reader, votes, bases, confidence).map((option, index) => {
		if (index >= reader.own) return option;
		const standing = last[index]!.round === rounds.length;
		// While a tie for last place is open, those still in have no rank.
		const isRanked = readings.length > 0 && !(isOpen && standing);
		const better = last.filter((_, other) => isAbove(other, index)).length;
		return {
			...option,
			...(isStable && standing ? {} : { low: null, high: null }),
			rank: isRanked ? better + 1 : null,
			firstPlaces: firsts[index]!,
			meanRank: means[index]!,
		};
	});
}

function byFirstPlaces(
	reader: Reader,
	readings: readonly Reading[],
	{ confidence }: DecisionSettings,
): OptionResult[] {
	const firsts = firstPlaces(reader, readings);
	const bases = firsts.map(() => readings.length);
	return optionResults(reader, firsts, bases, confidence).map((option, index) =>
		index < reader.own
			? { ...option, rank: null, firstPlaces: firsts[index]!, meanRank: null }
			: option,
	);
}

function firstPlaces({ entries }: Reader, readings: readonly Reading[]): number[] {
	const firsts = entries.map(() => 0);
	for (const { order } of readings) if (order[0]! >= 0) firsts[order[0]!]! += 1;
	return firsts;
}

/** Over the people who gave an order, and in it this option. */
function meanRanks({ own }: Reader, readings: readonly Reading[]): Array<number | null> {
	const sums = Array.from({ length: own }, () => ({ ranks: 0, people: 0 }));
	for (const { order } of readings) {
		if (order.length < 2) continue;
		order.forEach((option, place) => {
			const sum = sums[option];
			if (sum === undefined || order.indexOf(option) < place) return;
			sum.ranks += place + 1;
			sum.people += 1;
		});
	}
	return sums.map(({ ranks, people }) => (people === 0 ? null : rounded(ranks / people)));
}

/** Among those still in at the last round, the best after the winner; else the one that dropped out last. */
function runnerUp({ last, winner, rounds }: RunOff): number | undefined {
	const others = last
		.map(({ round, votes }, index) => ({ round, votes, index }))
		.filter(({ index }) => index !== winner)
		.sort((a, b) => b.round - a.round || b.votes - a.votes || a.index - b.index);
	return rounds.length > 0 ? others[0]?.index : undefined;
}

function roundResults(reader: Reader, { rounds }: RunOff): RoundResult[] {
	const refs = (index: number) => refOf(reader.entries[index]!);
	return rounds.map(({ votes, exhausted, eliminated, level }, index) => {
		const total = votes.reduce<number>((sum, count) => sum + (count ?? 0), 0);
		const share = (count: number) => (total > 0 ? rounded(count / total) : null);
		return {
			round: index + 1,
			options: votes.flatMap((count, place) =>
				count === undefined ? [] : [{ ...refs(place), votes: count, share: share(count) }],
			),
			exhausted,
			eliminated: eliminated.map(refs),
			level,
		};
	});
}

function beatenNote(reader: Reader, wins: readonly number[][], winner: number, by: number): string {
	const better = quoted(reader.entries[by]!.label);
	const worse = quoted(reader.entries[winner]!.label);
	return `Compared directly, more people prefer ${better} to ${worse} (${grouped(wins[by]![winner]!)} to ${grouped(wins[winner]![by]!)}).`;
}

function orderNotes(readings: readonly Reading[], whole: number, known: boolean): string[] {
	const short = readings.length - whole;
	const contradictory = readings.filter((reading) => reading.contradictory).length;
	const notes: string[] = [];
	if (!known) {
		const few =
			whole === 0 ? 'No response gives' : `Only ${whole} of ${readings.length} responses give`;
		notes.push(
			`${few} a readable order. Only first choices are shown; they don't determine the winner of a ranked question.`,
		);
	} else if (short > 0) {
		notes.push(`${times(short, 'response')} gave only a first choice, which was counted.`);
	}
	if (contradictory > 0) {
		notes.push(
			`In ${times(contradictory, 'response')} the selected option isn't first in the order; only the selection was counted.`,
		);
	}
	return notes;
}
