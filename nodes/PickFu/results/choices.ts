import { decide, type Decision, type DecisionSettings, type Lead } from './decision';
import { counted as times } from './numbers';
import {
	beaterOf,
	compare,
	condorcetWinner,
	countedReadings,
	isUnresolved,
	mostMet,
	resolvedAs,
	winsOf,
} from './preferences';
import type { Reader, Reading } from './reader';
import { optionResults, places, received } from './standing';
import type { OptionResult, QuestionResult } from './types';

/** What a way of counting hands over. */
export interface Tally {
	counted: number;
	/** People, where several answers are those of one person. */
	respondents?: number;
	options: OptionResult[];
	decision: Decision;
	/** Members of the question's result that only this kind has. */
	figures?: Partial<QuestionResult>;
	notes: string[];
}

/**
 * One option for each person. Winner and runner-up are compared on the people who chose one of them.
 */
export function countChoice(
	answers: readonly Reading[],
	reader: Reader,
	settings: DecisionSettings,
): Tally {
	const readings = countedReadings(reader, answers);
	const { votes } = votesOf(reader, readings);
	const bases = votes.map(() => readings.length);
	const several = answers.filter(({ picks }) => picks.length > 1).length;
	return {
		...named(reader, readings, optionResults(reader, votes, bases, settings.confidence), settings),
		notes:
			several > 0
				? [`${times(several, 'response')} selected several options and were excluded.`]
				: [],
	};
}

/**
 * Several options for each person. A share is that of all people asked, so shares add up to more than 1
 * and the people who chose none have a row of their own; winner and runner-up are compared on the people who
 * chose one of them and not the other.
 */
export function countSeveral(
	answers: readonly Reading[],
	reader: Reader,
	settings: DecisionSettings,
): Tally {
	const { votes, none } = votesOf(reader, answers);
	const bases = votes.map(() => answers.length);
	const options = optionResults(reader, votes, bases, settings.confidence);
	const tally = named(reader, answers, options, settings);
	if (none === 0) return { ...tally, notes: [] };
	const row: OptionResult = {
		optionId: null,
		number: null,
		label: 'None selected',
		...received(none, answers.length, settings.confidence),
		rank: null,
		none: true,
	};
	return { ...tally, options: [...options, row], notes: [] };
}

/**
 * Round robin as PickFu describes it (https://help.pickfu.com/en/articles/4733975-how-are-the-scores-calculated):
 * an option's score is the match-ups it won divided by those it took part in. Each person answers several
 * match-ups, so intervals rest on the people, not on the match-ups.
 */
export function countPairs(
	answers: readonly Reading[],
	reader: Reader,
	settings: DecisionSettings,
): Tally {
	const all = countedReadings(reader, answers);
	const readings = all.filter(({ met }) => met.length > 0);
	const wins = winsOf(reader, readings);
	const { votes } = votesOf(reader, readings);
	const bases = votes.map((count, index) =>
		index < reader.own ? readings.filter(({ met }) => met.includes(index)).length : count,
	);
	const people = bases.map((base, index) =>
		index < reader.own
			? Math.max(...wins.map((row, other) => row[index]! + wins[index]![other]!))
			: base,
	);
	const options = optionResults(reader, votes, bases, settings.confidence, people);
	const { first, second } = places(options);
	const [leader] = first;
	const lead =
		leader === undefined || second === undefined ? undefined : leadOf(all, reader, leader, second);
	const unmet = wins.some(
		(row, other) =>
			leader !== undefined && other !== leader && row[leader]! + wins[leader]![other]! === 0,
	);
	return {
		counted: readings.length,
		respondents: mostMet(wins),
		options,
		decision: decide(
			{
				options,
				first,
				second,
				lead: lead && { ...lead, people: lead.one + lead.other },
				decidable: !unmet && scoresHold(options, all, reader, first),
				beaten: beaterOf(wins, leader) >= 0,
				counted: readings.length,
			},
			settings,
		),
		figures: { pairwise: wins, condorcetWinner: condorcetWinner(wins, reader) },
		notes: unmet ? ["Not every option met the leader, so their scores can't be compared."] : [],
	};
}

/** What each entry received, and the answers that pick nothing. */
function votesOf({ entries }: Reader, readings: readonly Reading[]) {
	const votes = entries.map(() => 0);
	for (const { picks } of readings) for (const index of picks) votes[index]! += 1;
	return { votes, none: readings.filter(({ picks }) => picks.length === 0).length };
}

function named(
	reader: Reader,
	readings: readonly Reading[],
	options: OptionResult[],
	settings: DecisionSettings,
): Omit<Tally, 'notes'> {
	const { first, second } = places(options);
	const [leader] = first;
	const own = options.slice(0, reader.own);
	const decidable =
		first.length > 1
			? !readings.some((reading) => isUnresolved(reading, reader))
			: own.every(
					({ votes }, other) =>
						other === leader ||
						votes + possible(readings, reader, other) < options[leader ?? 0]!.votes,
				);
	const lead =
		leader === undefined || second === undefined
			? undefined
			: { ...leadOf(readings, reader, leader, second), people: readings.length };
	const counted = readings.length;
	return {
		counted,
		options,
		decision: decide({ options, first, second, lead, decidable, counted }, settings),
	};
}

/** Answers that could mean the option, as what they name fits none or several. */
function possible(readings: readonly Reading[], reader: Reader, option: number): number {
	return readings.filter((reading) => resolvedAs(reading, option, reader) !== undefined).length;
}

/** How many prefer the one to the other, and how many do at worst (see {@link Lead}). */
export function leadOf(
	readings: readonly Reading[],
	reader: Reader,
	one: number,
	other: number,
): Omit<Lead, 'people'> {
	const count = (meant: (reading: Reading) => Reading) => {
		let [first, second] = [0, 0];
		for (const reading of readings) {
			const sign = compare(meant(reading), reader.kind, one, other);
			if (sign > 0) first += 1;
			else if (sign < 0) second += 1;
		}
		return { one: first, other: second };
	};
	const counts = count((reading) => reading);
	const isSure = !readings.some((reading) => isUnresolved(reading, reader));
	const worst = isSure ? counts : count((reading) => resolvedAs(reading, other, reader) ?? reading);
	return { ...counts, worst };
}

/** True when the first place stays even if whatever fits no option meant another one. */
function scoresHold(
	options: readonly OptionResult[],
	readings: readonly Reading[],
	reader: Reader,
	first: readonly number[],
): boolean {
	const open = readings.filter((reading) => isUnresolved(reading, reader));
	const [leader] = first;
	if (open.length === 0 || leader === undefined) return true;
	const worst = options[leader]!.votes / (options[leader]!.base + open.length);
	return options.slice(0, reader.own).every(({ votes, base }, other) => {
		if (other === leader) return true;
		const gained = possible(open, reader, other);
		return (votes + gained) / Math.max(1, base + gained) < worst;
	});
}
