import type { Answer } from '../api/shapes';
import { decide, ref } from './decision';
import { counted as times, rounded } from './numbers';
import type { OptionBook } from './options';
import { readBallot } from './ranking';
import { preferences, runOff, type RunOff } from './runoff';
import { isDecidable, optionResults, powerOf, type Tally } from './standing';
import type { OptionResult, ResultSettings, RoundResult } from './types';

/**
 * Counts a ranked question by instant run-off (see `runOff`). The lead is tested between the winner
 * and the option that came second in the last round, on everyone who ranks one above the other; the
 * chance in the earlier eliminations is not part of that test.
 *
 * Answers that give a first place only take part with it and drop out with it. When they are more
 * than half of the answers no winner is named: first places alone decide no ranked question.
 */
export function countRanked(
	answers: readonly Answer[],
	book: OptionBook,
	settings: ResultSettings,
): Tally {
	const read = answers
		.map((answer) => readBallot(answer, book))
		.filter(({ order }) => order.length > 0);
	const ballots = read.map(({ order }) => order);
	const whole = read.filter(({ complete }) => complete).length;
	const contradictory = read.filter((ballot) => ballot.contradictory).length;
	const size = book.entries.length;
	const outcome = runOff(ballots, size);
	// Where most answers give no order, the only honest picture is that of the first places.
	const known = size < 2 || whole * 2 >= ballots.length;
	const options = known
		? byRunOff(book, ballots, outcome, settings)
		: byFirstPlaces(book, ballots, settings);

	const first = outcome.winner === null ? outcome.tied : [outcome.winner];
	const second = runnerUp(outcome, options);
	const contest = {
		options,
		first,
		second: first.length === 1 ? second : undefined,
		prefer: (one: number, other: number) => preferences(ballots, one, other),
		people: ballots.length,
		decidable: known && isDecidable(book, options, first) && !hasAmbiguous(book, ballots),
	};
	return {
		counted: ballots.length,
		options,
		decision: decide(contest, settings.confidence, powerOf(settings)),
		...(known && ballots.length > 0 ? { rounds: roundResults(book, outcome) } : {}),
		notes: rankedNotes(ballots.length, whole, contradictory, known, outcome),
	};
}

function byRunOff(
	book: OptionBook,
	ballots: readonly number[][],
	{ last, winner, tied }: RunOff,
	{ confidence }: ResultSettings,
): OptionResult[] {
	const votes = last.map((entry) => entry.votes);
	const totals = last.map((entry) => entry.total);
	const results = optionResults(book, votes, totals, confidence);
	const isFirst = (index: number) => index === winner || tied.includes(index);
	const beats = (a: number, b: number) => {
		if (isFirst(a) !== isFirst(b)) return isFirst(a);
		if (isFirst(a)) return false;
		return last[a]!.round !== last[b]!.round
			? last[a]!.round > last[b]!.round
			: votes[a]! > votes[b]!;
	};
	const firsts = firstPlaces(book, ballots);
	return results.map((option, index) => ({
		...option,
		rank:
			ballots.length === 0 ? null : 1 + results.filter((_, other) => beats(other, index)).length,
		firstPlaces: firsts[index]!,
	}));
}

function byFirstPlaces(
	book: OptionBook,
	ballots: readonly number[][],
	{ confidence }: ResultSettings,
): OptionResult[] {
	const firsts = firstPlaces(book, ballots);
	const results = optionResults(
		book,
		firsts,
		firsts.map(() => ballots.length),
		confidence,
	);
	return results.map((option, index) => ({ ...option, rank: null, firstPlaces: firsts[index]! }));
}

function firstPlaces(book: OptionBook, ballots: readonly number[][]): number[] {
	const firsts = book.entries.map(() => 0);
	for (const [best] of ballots) firsts[best!]! += 1;
	return firsts;
}

/** Among those still in at the last round, the best after the winner. */
function runnerUp(
	{ rounds, winner }: RunOff,
	options: readonly OptionResult[],
): number | undefined {
	const last = rounds[rounds.length - 1];
	const others = (last?.votes ?? []).flatMap((votes, index) =>
		votes === undefined || index === winner ? [] : [{ index, votes }],
	);
	if (others.length > 0)
		return others.sort((a, b) => b.votes - a.votes || a.index - b.index)[0]!.index;
	const ranks = options.map(({ rank }, index) =>
		index === winner ? Infinity : (rank ?? Infinity),
	);
	return options.length > 1 ? ranks.indexOf(Math.min(...ranks)) : undefined;
}

function hasAmbiguous(book: OptionBook, ballots: readonly number[][]): boolean {
	const shared = new Set(
		book.entries.flatMap(({ ambiguous }, index) => (ambiguous ? [index] : [])),
	);
	return shared.size > 0 && ballots.some((order) => order.some((index) => shared.has(index)));
}

function roundResults(book: OptionBook, { rounds }: RunOff): RoundResult[] {
	return rounds.map(({ votes, exhausted, eliminated, level }, index) => {
		const total = votes.reduce<number>((sum, count) => sum + (count ?? 0), 0);
		return {
			round: index + 1,
			options: votes.flatMap((count, place) =>
				count === undefined
					? []
					: [
							{
								...ref(book.entries[place]!),
								votes: count,
								share: total > 0 ? rounded(count / total) : null,
							},
						],
			),
			exhausted,
			eliminated: eliminated.map((place) => ref(book.entries[place]!)),
			level,
		};
	});
}

function rankedNotes(
	ballots: number,
	whole: number,
	contradictory: number,
	known: boolean,
	{ tied, rounds }: RunOff,
): string[] {
	const short = ballots - whole;
	const notes: string[] = [];
	if (!known) {
		notes.push(
			`${short === ballots ? 'No answer gives' : `Only ${whole} of ${ballots} answers give`} an order that could be read. The figures show first places, and first places alone do not decide a ranked question.`,
		);
	} else if (short > 0) {
		notes.push(`${times(short, 'answer')} gave a first place only, and took part with that.`);
	}
	if (contradictory > 0) {
		notes.push(
			`In ${times(contradictory, 'answer')} the pick is not the first of the order that was read; only the pick counts there.`,
		);
	}
	if (known && tied.length > 1 && rounds[rounds.length - 1]?.level) {
		notes.push(
			'Options were level at the bottom, and who wins depends on which of them drops out.',
		);
	} else if (known && rounds.some(({ level }) => level)) {
		notes.push(
			'Options were level at the bottom of a round; the winner is the same whichever of them drops out.',
		);
	}
	return notes;
}
