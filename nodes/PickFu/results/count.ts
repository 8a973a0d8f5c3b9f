import type { Answer, SurveyQuestion } from '../api/shapes';
import { countChoice, countHeadToHead, countSeveral } from './choices';
import { readClicks, type Clicks } from './clicks';
import { NO_DECISION, type Decision } from './decision';
import { kindOf } from './kinds';
import { counted as times, listed } from './numbers';
import { optionBook, type OptionBook } from './options';
import { countRanked } from './ranked';
import { countRatings, type Ratings } from './ratings';
import type { OptionResult, ResultKind, ResultSettings, RoundResult } from './types';

/** The figures of one question, before they are put into words. */
export interface Count {
	kind: ResultKind;
	book: OptionBook;
	answers: number;
	/** Answers that the figures rest on. */
	counted: number;
	options: OptionResult[];
	decision: Decision;
	rounds?: RoundResult[];
	ratings?: Ratings;
	clicks?: Clicks;
	notes: string[];
}

/**
 * Counts the answers to one question in the way that fits its type.
 *
 * @param answers of this question only
 * @param book the options as all answers of the question name them; made from `answers` when left out
 * @param as the kind to count as, when it is known from more answers than these
 */
export function countQuestion(
	question: SurveyQuestion,
	answers: readonly Answer[],
	settings: ResultSettings,
	book: OptionBook = optionBook(question, answers),
	as: ResultKind = kindOf(question, answers),
): Count {
	const base = { kind: as, book, answers: answers.length };
	if (as === 'rating') {
		const ratings = countRatings(answers, settings.confidence);
		const { counted, enoughAnswers, moreNeeded } = ratings;
		const decision = { ...NO_DECISION, tiedWith: [], enoughAnswers, moreNeeded };
		return { ...base, counted, options: [], decision, ratings, notes: [] };
	}
	if (as === 'clicks') {
		const clicks = readClicks(answers);
		return {
			...base,
			counted: clicks.counted,
			options: [],
			decision: none(),
			clicks,
			notes: clickNotes(clicks),
		};
	}
	if (as === 'words') {
		const counted = answers.filter(hasWords).length;
		return { ...base, counted, options: [], decision: none(), notes: [] };
	}
	const tally = TALLIES[as](answers, book, settings);
	return { ...base, ...tally, notes: [...(tally.notes ?? []), ...bookNotes(book, tally.options)] };
}

const TALLIES = {
	choice: countChoice,
	several: countSeveral,
	pairs: countHeadToHead,
	ranked: countRanked,
};

/** True when the person wrote or said something. */
export function hasWords({ explanation, mediaTranscription }: Answer): boolean {
	return [explanation, mediaTranscription].some((text) => text !== undefined && text.trim() !== '');
}

function none(): Decision {
	return { ...NO_DECISION, tiedWith: [] };
}

function clickNotes({ unread, placed, points }: Clicks): string[] {
	return [
		...(unread > 0 ? [`${times(unread, 'click')} could not be placed on the image.`] : []),
		...(!placed && points.length > 0
			? [
					'The clicks came in pixels without the size of the image: their pattern is right, their place on the image is not.',
				]
			: []),
	];
}

function bookNotes(book: OptionBook, options: readonly OptionResult[]): string[] {
	const voted = book.entries.filter((_, index) => options[index]!.votes > 0);
	const gone = voted.filter(({ unlisted }) => unlisted).map(({ label }) => `"${label}"`);
	const shared = voted.filter(({ ambiguous }) => ambiguous);
	const many = gone.length > 5 ? [...gone.slice(0, 5), times(gone.length - 5, 'other')] : gone;
	return [
		...shared.map(
			({ label, ambiguous }) =>
				`Options ${listed((ambiguous ?? []).map(String))} have the same text ("${label}"), and the answers name them by it: their votes cannot be told apart.`,
		),
		...(gone.length > 0
			? [
					`Answers name ${listed(many)}, which the survey does not list as an option. They are counted under that name.`,
				]
			: []),
	];
}
