import { clip } from '../api/text';
import { isOver, STATUS, type Survey } from '../api/shapes';
import type { Count } from './count';
import { counted, exactPercent, grouped, listed, percentOf, roughly } from './numbers';
import { FEW } from './ratings';
import { asksForChoice } from './reader';
import type { Figures, OptionRef, Placed, QuestionResult, ResultKind, Verdict } from './types';

const LEAD = 'The lead of the first over the second is tested with the two-sided exact sign test';

/** How each kind is counted and tested, for people. */
const METHODS: Readonly<Record<ResultKind, string>> = {
	choice: `Share of the respondents who chose each option, with Wilson score intervals. ${LEAD}.`,
	several:
		'Share of all respondents asked who chose each option, with Wilson score intervals. The lead is tested with the exact McNemar test on respondents who chose one of the two and not the other.',
	ranked: `Instant run-off: each round drops the option with the fewest votes until one has more than half. A share is that of the votes in the last round the option took part in. ${LEAD} on everyone who ranks one above the other, the whole run-off by counting resampled responses again (bootstrap).`,
	pairs: `Match-ups won divided by match-ups taken part in. Each respondent answers several match-ups, so the Wilson score intervals rest on respondents. ${LEAD} where the two met.`,
	rating:
		"Mean with Gaffke's interval, which stays on the scale, standard deviation, median and distribution.",
	clicks: 'Positions of the clicks as fractions of the image, counted in a grid of 10 by 10.',
	words: "Responses in people's own words; only their number is counted.",
};

const FIRST_PLACES =
	'First choices only, with Wilson score intervals. The order was unreadable, so there is no run-off and no winner.';

/** How a question was counted, in words. */
export function methodOf({ reader, figures, counted: people }: Count): string {
	const isUnreadable = reader.kind === 'ranked' && figures?.rounds === undefined && people > 0;
	return isUnreadable ? FIRST_PLACES : METHODS[reader.kind];
}

/** A verdict as people read it. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
	noResponses: 'No responses yet',
	notFinal: 'Still running',
	clearWinner: 'Clear winner',
	leading: 'Leading, not conclusive',
	practicallyTied: 'Practically tied',
	tied: 'Tied',
	noWinner: 'No winner',
	reliable: 'Rating is reliable',
	rough: 'Rating is rough: few responses',
	descriptive: 'No verdict',
};

/** The result of a question in one or two sentences. */
export function summaryOf(count: Count, confidence: number): string {
	const { reader, answers, counted: people, decision, figures = {} } = count;
	const { kind } = reader;
	if (answers === 0) return 'No responses yet.';
	if (kind === 'words') return `${counted(people, 'response')} in people's own words.`;
	if (kind === 'clicks')
		return `${counted(figures.points?.length ?? 0, 'click')} by ${counted(people, 'respondent')}.`;
	if (kind === 'rating') return ratingSummary(people, figures, confidence);
	if (people === 0) return `${counted(answers, 'response')}, but none names a readable option.`;
	return decision.winner === null
		? withoutWinner(count)
		: withWinner(count, decision.winner, confidence);
}

function withoutWinner(count: Count): string {
	const { decision, options, reader, figures = {} } = count;
	const { couldWin = [], wouldWin } = figures;
	const names = (refs: readonly OptionRef[]) => refs.map(({ label }) => quoted(label));
	if (wouldWin) {
		return `No winner: a tie for last place decides whether ${listed(names(couldWin), 'or')} wins. By the usual tie-break it would be ${quoted(wouldWin.label)}.`;
	}
	if (!decision.tie) return `${counted(count.counted, 'response')}, but no winner can be named.`;
	const tied = `No winner: ${listed(names(decision.tiedWith))} are tied`;
	const option = options.find(({ number }) => number === decision.tiedWith[0]?.number);
	return option === undefined || reader.kind === 'ranked'
		? `${tied}.`
		: `${tied} at ${percentOf(option.votes, option.base)}.`;
}

function withWinner(count: Count, winner: Placed, confidence: number): string {
	const { decision, reader, counted: people } = count;
	const { runnerUp, verdict, moreNeeded } = decision;
	const name = quoted(winner.label);
	if (runnerUp === null) return `${name} was chosen by everyone (${counted(people, 'response')}).`;
	const ofVotes = `(${grouped(winner.votes)} of ${grouped(winner.base)})`;
	const ofWhat = { ranked: 'in the last round', pairs: 'of its match-ups' };
	const base = reader.kind === 'ranked' || reader.kind === 'pairs' ? ofWhat[reader.kind] : ofVotes;
	const share = `${percentOf(winner.votes, winner.base)} ${base}`;
	const rival = `${quoted(runnerUp.label)} (${percentOf(runnerUp.votes, runnerUp.base)})`;
	if (verdict === 'notFinal')
		return `${name} leads so far with ${share}, ahead of ${rival}. This isn't final.`;
	if (verdict === 'clearWinner') {
		return `${name} wins with ${share}. The lead over ${rival} is significant at ${exactPercent(confidence)} confidence.`;
	}
	if (verdict === 'practicallyTied') {
		return `${name} leads with ${share}, but it and ${rival} are practically tied: more than 2,000 more respondents would be needed to tell them apart.`;
	}
	if (moreNeeded === null) {
		return `${name} leads with ${share}, ahead of ${rival}, but not conclusively.`;
	}
	const more = `${roughly(moreNeeded)} more ${moreNeeded === 1 ? 'respondent' : 'respondents'}`;
	return `${name} leads with ${share}, but the lead over ${rival} may be chance. With about ${more}, a difference like this has an 80% chance to be found.`;
}

/** What a reader of one question should know before trusting it. */
export function cautionsOf(count: Count): string[] {
	const { answers, counted: people, reader, notes, decision, respondents } = count;
	const { kind } = reader;
	const unread = answers - people;
	const isFew = people > 0 && respondents < FEW && kind !== 'words';
	return notesOf(
		isFew && `Only ${counted(people, 'response')}: the result could change with a few more.`,
		unread > 0 && `${counted(unread, 'response')} ${UNREAD[kind]} ${excluded(unread)}.`,
		...notes,
		(decision.moreNeeded ?? 0) > 0 &&
			asksForChoice(kind) &&
			"Adding respondents and testing again makes it likelier to find a difference by chance. Decide on the total in advance, or use 'Until Decided'.",
	);
}

const NO_OPTION = "didn't select an option";

const UNREAD: Readonly<Record<ResultKind, string>> = {
	choice: NO_OPTION,
	several: NO_OPTION,
	ranked: NO_OPTION,
	pairs: "didn't say which options met or which of them won",
	rating: 'had no rating',
	clicks: 'had no readable click',
	words: 'had no text',
};

/** What a reader should know of the survey as a whole. */
export function surveyNotes(
	survey: Survey,
	results: readonly QuestionResult[],
	unassigned: number,
): string[] {
	const { sampleSize, questions } = survey;
	const isDraft = survey.status === STATUS.draft;
	const isRunning = !isDraft && !isOver(survey);
	const most = Math.max(0, ...results.map(({ respondents }) => respondents));
	const isShort = isOver(survey) && most < (sampleSize ?? 0) && questions.length > 0;
	const of = grouped(most) + (sampleSize === undefined ? '' : ` of ${grouped(sampleSize)}`);
	const tested = results.filter(({ kind, pValue }) => asksForChoice(kind) && pValue !== null);
	return notesOf(
		questions.length === 0 && "The survey has no questions, so its responses can't be counted.",
		isDraft && 'The survey is a draft: no one has been asked yet.',
		isRunning && `The survey is still running (${of} respondents): the leader can change.`,
		isShort && `The survey ended with ${of} respondents.`,
		unassigned > 0 &&
			`${counted(unassigned, 'response')} couldn't be matched to a question ${excluded(unassigned)}.`,
		tested.length > 2 &&
			`${tested.length} questions were tested: with several tests one may look significant by chance.`,
	);
}

/** What happened to so many responses, as the end of a sentence. */
export function excluded(count: number): string {
	return `and ${count === 1 ? 'was' : 'were'} excluded`;
}

/** The notes that apply. */
export function notesOf(...notes: Array<string | false>): string[] {
	return notes.filter((note) => note !== false);
}

/**
 * A label in quotes, not too long for a sentence. One with letters that run from right to left is set
 * between U+2068 and U+2069 (Unicode Standard Annex #9), or it would turn the sentence around it.
 */
export function quoted(label: string): string {
	return `"${isolated(clip(label, 80))}"`;
}

/** The text, between marks that keep its direction to itself where it has letters from right to left. */
export function isolated(text: string): string {
	return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Letters, marks and controls of the scripts from right to left, Hebrew to Adlam. */
const RIGHT_TO_LEFT =
	/[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

function ratingSummary(people: number, figures: Figures, confidence: number): string {
	const { mean, meanLow, meanHigh } = figures;
	if (people === 0) return 'No rating could be read.';
	if (typeof mean !== 'number') return `${counted(people, 'rating')} without a number.`;
	const [low, high] = [meanLow, meanHigh].map((end) => end?.toFixed(1));
	const range = low ? `; ${exactPercent(confidence)} interval ${low} to ${high}` : '';
	return `Rated ${mean.toFixed(1)} on average (${counted(people, 'rating')}${range}).`;
}
