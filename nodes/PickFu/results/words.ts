import type { Survey } from '../api/shapes';
import { STATUS } from '../api/shapes';
import type { Count } from './count';
import { asksForChoice } from './kinds';
import { counted, exactPercent, grouped, listed, percent, percentOf, roughly } from './numbers';
import type { Placed, QuestionResult, ResultKind } from './types';

/** How each kind is counted and tested, for people. */
const METHODS: Readonly<Record<ResultKind, string>> = {
	choice:
		'Share of the people who chose each option, with Wilson score intervals. The lead of the first over the second is tested with the two-sided exact sign test.',
	several:
		'Share of the people who chose each option among others, with Wilson score intervals. The lead is tested with the exact McNemar test on the people who chose one of the two and not the other.',
	ranked:
		'Instant run-off: each round drops the option with the fewest votes until one has more than half. A score is the share of the votes in the last round that the option took part in. The lead in the last round is tested with the two-sided exact sign test on everyone who ranks one of the two above the other.',
	pairs:
		'Match-ups won divided by match-ups taken part in, with Wilson score intervals. The lead of the first over the second is tested with the two-sided exact sign test where the two met.',
	rating: "Mean with Student's t interval, median and distribution of the ratings.",
	clicks: 'Places of the clicks as fractions of the image, counted in a grid of 10 by 10.',
	words: "Answers in people's own words; nothing is counted but their number.",
};

const FIRST_PLACES =
	'First places only, with Wilson score intervals: the orders could not be read, so there is no run-off and no winner.';

/** How a question was counted, in words. */
export function methodOf({ kind, rounds, counted: people }: Count): string {
	return kind === 'ranked' && rounds === undefined && people > 0 ? FIRST_PLACES : METHODS[kind];
}

/** The result of a question in one or two sentences. */
export function summaryOf(count: Count, confidence: number): string {
	const { kind, answers, counted: people, decision, ratings, clicks } = count;
	if (answers === 0) return 'No answers yet.';
	if (kind === 'words') return `${counted(people, 'answer')} in people's own words.`;
	if (kind === 'clicks')
		return `${counted(clicks?.points.length ?? 0, 'click')} by ${counted(people, 'person', 'people')}.`;
	if (kind === 'rating') return ratingSummary(people, ratings, confidence);
	if (people === 0)
		return `${counted(answers, 'answer')}, but none names an option that could be read.`;
	if (decision.tie) {
		return `No winner: ${listed(decision.tiedWith.map(({ label }) => quoted(label)))} are level${ofPeople(count)}.`;
	}
	const { winner, runnerUp, significant } = decision;
	if (winner === null) return `${counted(people, 'answer')}, but no winner can be named from them.`;
	const share =
		kind === 'ranked'
			? `${percent(winner.share)} in the last round`
			: figures(winner, people, kind === 'pairs');
	if (runnerUp === null)
		return `${quoted(winner.label)} was chosen by everyone (${counted(people, 'answer')}).`;
	const rival = `${quoted(runnerUp.label)} (${percent(runnerUp.share)})`;
	if (significant === null)
		return `${quoted(winner.label)} leads with ${share}, ahead of ${rival}.`;
	if (significant) {
		return `${quoted(winner.label)} wins with ${share}. The lead over ${rival} is significant at ${exactPercent(confidence)} confidence.`;
	}
	const more =
		decision.moreNeeded === null
			? ''
			: ` About ${roughly(decision.moreNeeded)} more ${decision.moreNeeded === 1 ? 'answer' : 'answers'} would settle a difference of this size.`;
	return `${quoted(winner.label)} leads with ${share}, but the lead over ${rival} may be chance.${more}`;
}

/** What a reader of one question should know before trusting it. */
export function cautionsOf(count: Count): string[] {
	const { answers, counted: people, kind, notes } = count;
	const unread = answers - people;
	const few = people > 0 && people < 15 && kind !== 'words';
	return [
		...(few
			? [`Only ${counted(people, 'answer')}: a few more people could change everything.`]
			: []),
		...(unread > 0 ? [`${counted(unread, 'answer')} ${UNREAD[kind]}.`] : []),
		...notes,
	];
}

const UNREAD: Readonly<Record<ResultKind, string>> = {
	choice: 'named no option and did not count',
	several: 'named no option and did not count',
	ranked: 'named no option and did not count',
	pairs: 'named no option and did not count',
	rating: 'held no rating and did not count',
	clicks: 'held no click that could be read',
	words: 'held no text',
};

/** What a reader should know of the survey as a whole. */
export function surveyNotes(
	survey: Survey,
	results: readonly QuestionResult[],
	unassigned: number,
): string[] {
	const { status, sampleSize, questions } = survey;
	const most = results.reduce((largest, { answers }) => Math.max(largest, answers), 0);
	const of =
		sampleSize === undefined ? grouped(most) : `${grouped(most)} of ${grouped(sampleSize)}`;
	const notes: string[] = [];
	if (questions.length === 0)
		notes.push('The survey came without questions, so its answers cannot be counted.');
	if (status === STATUS.draft) notes.push('The survey is a draft: nobody has been asked yet.');
	else if (status === STATUS.running) {
		notes.push(`The survey is still running (${of} respondents): an early leader can change.`);
	} else if (isComplete(status)) {
		if (sampleSize !== undefined && most < sampleSize && questions.length > 0) {
			notes.push(`The survey ended with ${of} respondents.`);
		}
	} else if (status !== undefined) {
		notes.push(
			`The survey's status is "${status}", which this version does not know; it counts as not complete.`,
		);
	}
	if (unassigned > 0) {
		notes.push(
			`${counted(unassigned, 'answer')} could not be matched to a question of the survey and did not count.`,
		);
	}
	const tested = results.filter(
		({ kind, pValue }) => asksForChoice(kind) && pValue !== null,
	).length;
	if (tested > 2) {
		notes.push(
			`${tested} questions were tested: with several tests one may look significant by chance.`,
		);
	}
	return notes;
}

/** True when PickFu has finished asking. A survey is archived after it has ended. */
export function isComplete(status: string | undefined): boolean {
	return status === STATUS.completed || status === STATUS.archived;
}

/**
 * A label in quotes, not too long for a sentence. One with letters that run from right to left is set
 * between U+2068 and U+2069 (Unicode Standard Annex #9), or it would turn the sentence around it.
 */
export function quoted(label: string): string {
	const letters = [...label];
	const short = letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : label;
	return `"${isolated(short)}"`;
}

/** The text, between marks that keep its direction to itself where it has letters from right to left. */
export function isolated(text: string): string {
	return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Letters, marks and controls of the scripts from right to left, Hebrew to Adlam. */
const RIGHT_TO_LEFT =
	/[\u0590-\u08FF\u200F\u202B\u202E\u2067\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

function figures({ share, votes }: Placed, people: number, inMatchups: boolean): string {
	return inMatchups
		? percent(share)
		: `${percentOf(votes, people)} (${grouped(votes)} of ${grouped(people)})`;
}

function ofPeople({ options, decision, kind }: Count): string {
	const [first] = decision.tiedWith;
	const option = options.find(
		({ number, label }) => number === first?.number && label === first.label,
	);
	if (option?.share === undefined || option.share === null || kind === 'ranked') return '';
	return ` at ${percent(option.share)}`;
}

function ratingSummary(people: number, ratings: Count['ratings'], confidence: number): string {
	if (people === 0 || ratings === undefined) return 'No rating could be read.';
	const { mean, meanLow, meanHigh } = ratings;
	if (mean === null) return `${counted(people, 'rating')} without a number.`;
	const range =
		meanLow === null || meanHigh === null
			? ''
			: `; ${exactPercent(confidence)} interval ${meanLow.toFixed(1)} to ${meanHigh.toFixed(1)}`;
	return `Rated ${mean.toFixed(1)} on average (${counted(people, 'rating')}${range}).`;
}
