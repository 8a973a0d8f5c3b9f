import { countPairs, countPicks, type Tally } from './choices';
import { countClicks } from './clicks';
import { undecided } from './decision';
import { counted as times, listed } from './numbers';
import { pollOf, type Poll } from './preferences';
import { countRanked } from './ranked';
import { countRatings, type Scale } from './ratings';
import type { Reader, Reading } from './reader';
import { reasonOf } from './reasons';
import { notesOf, quoted } from './words';

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
	return {
		...base,
		...tally,
		poll,
		unresolved: poll.unresolved.length,
		notes: notesOf(
			reader.kind === 'choice' &&
				several > 0 &&
				`${times(several, 'response')} selected several options and were excluded.`,
			...tally.notes,
			...unresolvedNotes(poll, tally),
		),
	};
}

/** What fits no option, by name, and what follows from it. */
function unresolvedNotes({ reader, unresolved }: Poll, { decision, options }: Tally): string[] {
	const count = unresolved.length;
	if (count === 0) return [];
	const named = reader.entries.filter((_, index) => (options[index]?.votes ?? 0) > 0);
	const gone = named.filter(({ unlisted }) => unlisted).map(({ label }) => quoted(label));
	const many = gone.length > 5 ? [...gone.slice(0, 5), times(gone.length - 5, 'other')] : gone;
	const effect =
		decision.verdict === 'noWinner'
			? ' They could change the first place, so no winner is named.'
			: '';
	return [
		...named.flatMap(({ label, ambiguous }) =>
			ambiguous === undefined
				? []
				: `Options ${listed(ambiguous.map((place) => String(place + 1)))} have the same text (${quoted(label)}), so their votes can't be told apart.`,
		),
		`${times(count, 'response')} ${count === 1 ? 'names' : 'name'} something that doesn't fit exactly one option of the survey${gone.length > 0 ? `: ${listed(many)}` : ''}.${effect}`,
	];
}
