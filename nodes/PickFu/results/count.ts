import type { Answer } from '../api/shapes';
import { countChoice, countPairs, countSeveral, type Tally } from './choices';
import { clickNotes, readClicks } from './clicks';
import { undecided, type DecisionSettings } from './decision';
import { counted as times, listed } from './numbers';
import { countedReadings, isUnresolved } from './preferences';
import { countRanked } from './ranked';
import { countRatings, scaleOf, type Scale } from './ratings';
import type { Reader, Reading } from './reader';
import { reasonOf } from './reasons';
import type { ResultKind } from './types';
import { quoted } from './words';

/** The figures of one question, before they are put into words. */
export interface Count extends Tally {
	kind: ResultKind;
	answers: number;
	respondents: number;
	unresolved: number;
}

/** What the counts of all groups of a question share. */
export interface Counting {
	reader: Reader;
	settings: DecisionSettings;
	/** Of all ratings. */
	scale: Scale;
}

/** How the answers to one question are to be counted, in all and in groups. */
export function countingOf(
	reader: Reader,
	answers: readonly Answer[],
	settings: DecisionSettings,
): Counting {
	const isRating = reader.kind === 'rating';
	const scale = isRating ? scaleOf(answers.map((answer) => reader.read(answer))) : null;
	return { reader, settings, scale };
}

/**
 * Counts answers to one question in the way that fits its type.
 *
 * @param answers of this question only, all or those of a group
 */
export function countAnswers(
	answers: readonly Answer[],
	{ reader, settings: asked, scale }: Counting,
	isGroup = false,
): Count {
	// A group has figures and no test of its own.
	const settings = isGroup ? { ...asked, complete: false } : asked;
	const { kind } = reader;
	const readings = answers.map((answer) => reader.read(answer));
	const base = { kind, answers: answers.length, respondents: answers.length, unresolved: 0 };
	if (kind === 'rating') {
		const ratings = countRatings(readings, scale, settings);
		return { ...base, ...ratings, options: [], notes: [] };
	}
	if (kind === 'clicks') {
		const { counted, points, grid, ...clicks } = readClicks(answers);
		const figures = { points, grid, clickUnit: clicks.unit };
		return { ...base, ...descriptive(counted), figures, notes: clickNotes(clicks, points.length) };
	}
	if (kind === 'words') {
		const spoken = answers.filter((answer) => reasonOf(answer) !== undefined);
		return { ...base, ...descriptive(spoken.length), notes: [] };
	}
	const count = {
		choice: countChoice,
		several: countSeveral,
		pairs: countPairs,
		ranked: countRanked,
	};
	const tally = count[kind](readings, reader, settings);
	const unresolved = countedReadings(reader, readings).filter((reading) =>
		isUnresolved(reading, reader),
	);
	return {
		...base,
		...tally,
		unresolved: unresolved.length,
		notes: [...tally.notes, ...unresolvedNotes(reader, unresolved, tally)],
	};
}

function descriptive(counted: number) {
	const decision = undecided(counted === 0 ? 'noResponses' : 'descriptive');
	return { counted, options: [], decision };
}

/** What fits no option, by name, and what follows from it. */
function unresolvedNotes(
	{ entries }: Reader,
	unresolved: readonly Reading[],
	{ decision, options }: Tally,
): string[] {
	if (unresolved.length === 0) return [];
	const named = entries.filter((_, index) => (options[index]?.votes ?? 0) > 0);
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
				: [
						`Options ${listed(ambiguous.map((place) => String(place + 1)))} have the same text (${quoted(label)}), so their votes can't be told apart.`,
					],
		),
		`${times(unresolved.length, 'response')} ${unresolved.length === 1 ? "names something that doesn't" : "name something that doesn't"} fit exactly one option of the survey${gone.length > 0 ? `: ${listed(many)}` : ''}.${effect}`,
	];
}
