/**
 * What the answers of a survey say, as plain JSON: numbers to branch on first, then the tables they
 * come from. Shares, interval ends and margins are fractions from 0 to 1, rounded to four digits.
 * A number that cannot be known is null, never NaN, infinite or missing.
 */

import type { OptionEvidence } from './decidedQuestion';

/** How the answers are to be read. */
export interface ResultSettings {
	/** Confidence of intervals and tests, between 0.5 and 1, such as 0.95. */
	confidence: number;
	/** The chance that the advised sample finds a difference as large as the one seen; default 0.8. */
	power?: number;
	/** For `decision`: options count as level up to this many points from an even split; default 10. */
	levelMargin?: number;
	/** Reported traits to split by, by name or permalink in any spelling; `all` means all of them. */
	breakdownBy?: string[];
	/** True adds every written reason, grouped by the option chosen. */
	reasons?: boolean;
}

/**
 * What a question asks for, which decides how it is counted. `pairs` is a round robin: more than two
 * options, of which people compare two at a time. Head to head with two options is a `choice`.
 */
export type ResultKind = 'choice' | 'several' | 'ranked' | 'pairs' | 'rating' | 'clicks' | 'words';

/**
 * What a result says, to branch on. Only `clearWinner` and `reliable` are findings; what each needs
 * stands in docs/results.md.
 * - `noResponses`: nothing counted yet
 * - `notFinal`: the survey is still a draft or running; `winner` is the leader so far
 * - `clearWinner`: the lead holds at the confidence, and no option beats the winner directly
 * - `leading`: one option is ahead, not conclusively
 * - `practicallyTied`: one option is ahead by so little that more than 2,000 more responses would be needed
 * - `tied`: first place is shared
 * - `noWinner`: the responses don't allow to name one; `notes` say why
 * - `reliable`, `rough`: how well the mean of a rating is known
 * - `descriptive`: clicks, words and ratings without numbers, which have no verdict
 */
export type Verdict =
	| 'noResponses'
	| 'notFinal'
	| 'clearWinner'
	| 'leading'
	| 'practicallyTied'
	| 'tied'
	| 'noWinner'
	| 'reliable'
	| 'rough'
	| 'descriptive';

/** One option, named. What answers name and the survey does not list is known by its label only. */
export interface OptionRef {
	optionId: string | null;
	/** Its place in the question, from 1. */
	number: number | null;
	/** Its text, or the words that stand for its image. */
	label: string;
}

/** One option with what it received. */
export interface OptionResult extends OptionRef {
	/** People who chose it; ranked: its votes in the last round it took part in; round robin: match-ups won. */
	votes: number;
	/** Choice: people counted; several: people asked; ranked: votes of its last round; round robin: its match-ups. */
	base: number;
	/** `votes` of `base`; null without a base. Percentages for people come from the two counts. */
	share: number | null;
	/** Ends of the interval of `share`; null where the share hangs on the eliminations of a run-off. */
	low: number | null;
	high: number | null;
	/** 1 is best; tied options share a rank. Null while nothing is counted, and for rows that are no option of the survey. */
	rank: number | null;
	/** Ranked: people who put it first. */
	firstPlaces?: number;
	/** Ranked: its mean place among the people who ranked it, from 1; null where nobody did. */
	meanRank?: number | null;
	/** Present when answers name it but the survey does not list it. It never wins. */
	unlisted?: true;
	/** Present when several options have this text, so the votes can't be told apart. It never wins. */
	ambiguous?: true;
	/** Several picks: the row of the people who chose none of the options. It never wins. */
	none?: true;
}

/** Winner or runner-up. */
export type Placed = OptionRef & Pick<OptionResult, 'votes' | 'base' | 'share' | 'low' | 'high'>;

/** One round of an instant run-off. */
export interface RoundResult {
	round: number;
	options: Array<OptionRef & { votes: number; share: number | null }>;
	/** Answers that rank none of the options still standing. */
	exhausted: number;
	eliminated: OptionRef[];
	/** True when the elimination had to choose between options that were level. */
	level: boolean;
}

/** How many people gave one rating. */
export interface RatingCount {
	/** The score, or the label when no score came with it. */
	value: number | string;
	votes: number;
	share: number | null;
}

/** The answers at one end of a rating scale (top-2 and bottom-2 box). */
export interface Box {
	votes: number;
	/** Of the answers with a score. */
	share: number;
}

/** One click. */
export interface ClickPoint {
	/** From the left and top edge (0) to the right and bottom edge (1). */
	x: number;
	y: number;
	responseId: string | null;
}

/** Clicks counted in a grid over the image. */
export interface ClickGrid {
	columns: number;
	rows: number;
	/** One list for each row, from the top; one count for each column, from the left. */
	counts: number[][];
}

/** Written reasons of the people who chose one option or gave one rating. */
export interface ReasonGroup {
	option: OptionRef | null;
	/** The option's label, the rating, or words for the whole. */
	label: string;
	reasons: Reason[];
}

/** What one person wrote or said. */
export interface Reason {
	responseId: string | null;
	text: string;
	/** The translation that PickFu gave, when it differs. */
	translation: string | null;
	/** The reported traits in words, such as `Female, 25-34`. */
	respondent: string;
}

/** The same question, told apart by one reported trait. */
export interface TraitBreakdown {
	trait: string;
	/** In the order of their values; people of whom it is unknown come last. */
	groups: TraitGroup[];
	/** Answers in groups that are left out because there are too many of them. */
	omitted: number;
	/** How to read the shares where they can't be compared between groups (ranked); else null. */
	explanation: string | null;
}

/** The people who share one value of a trait. A person with two values is in both groups. */
export interface TraitGroup {
	/** The value; null for the people of whom it is unknown. */
	value: string | null;
	answers: number;
	counted: number;
	/** `ok` from 30 counted, `small` below it (mark the figures), `tooSmall` below 15 (name no winner). */
	base: 'ok' | 'small' | 'tooSmall';
	options: OptionResult[];
	/** Label of the leader; null with a tie, without answers, and where `base` is `tooSmall`. */
	winner: string | null;
	tie: boolean;
	mean: number | null;
	median: number | null;
}

/** The result of one question. */
export interface QuestionResult {
	questionId: string | null;
	/** Its place in the survey, from 1. */
	number: number;
	type: string | null;
	kind: ResultKind;
	question: string | null;
	/** People who answered. Round robin: the most that met any one pair, as each answers several match-ups. */
	respondents: number;
	/** Answers to this question: one for each person, in a round robin one for each match-up. */
	answers: number;
	/** Answers that the figures rest on; the others name no option, score or place. */
	counted: number;
	/** Of these, answers that name something that fits no option of the survey, or several. */
	unresolved: number;
	verdict: Verdict;
	summary: string;
	/** What may be said however often one looks (docs/until-decided.md); null without a choice between options. */
	decision: 'winner' | 'level' | 'open' | null;
	decisionSummary: string | null;
	/** The option in front with every other one; empty where `decision` is null. */
	evidence: OptionEvidence[];
	/** The options in their order, then ambiguous and unlisted labels, then the row of none. */
	options: OptionResult[];
	/** The option in first place, or the leader so far; null with a tie and where none can be named. */
	winner: Placed | null;
	tie: boolean;
	tiedWith: OptionRef[];
	runnerUp: Placed | null;
	/** Share of the winner less share of the runner-up. */
	margin: number | null;
	/** True when the lead is unlikely (1 - confidence) to be chance and no option beats the winner; null where not tested. */
	significant: boolean | null;
	/** Of the two-sided exact test of winner against runner-up; ranked: of the whole run-off where that is larger. */
	pValue: number | null;
	confidence: number;
	/** Choices: `significant`. Ratings: the mean is known well enough (`reliable`). */
	enoughAnswers: boolean | null;
	/** More respondents that find a true difference as large with 80% probability; null where not tested and beyond 2,000. */
	moreNeeded: number | null;
	method: string;
	/** What a reader should know before trusting the figures. */
	notes: string[];
	rounds?: RoundResult[];
	/** Ranked: share of bootstrap samples of the answers in which the winner stays the winner; null without one. */
	stability?: number | null;
	/** Ranked and round robin: the option that beats each other one directly; null where none does. */
	condorcetWinner?: OptionRef | null;
	/** Ranked and round robin: people who prefer the option of the row to that of the column, in the survey's order. */
	pairwise?: number[][];
	/** Ranked: the options that could win where a tie for last place decides; else empty. */
	couldWin?: OptionRef[];
	/** Ranked: who wins by the usual tie-break (see `wouldWin` in runoff.ts); null where no tie for last place decides. */
	wouldWin?: OptionRef | null;
	/** Ends of the rating scale that the figures assume. */
	scale?: { low: number; high: number } | null;
	mean?: number | null;
	/** Ends of the interval of the mean, inside the scale. */
	meanLow?: number | null;
	meanHigh?: number | null;
	standardError?: number | null;
	standardDeviation?: number | null;
	median?: number | null;
	/** The best and the worst two places of the scale together; null where the scale has fewer than four places or isn't whole numbers. */
	topTwo?: Box | null;
	bottomTwo?: Box | null;
	distribution?: RatingCount[];
	points?: ClickPoint[];
	grid?: ClickGrid;
	/** The unit that the clicks came in, as most of them tell. */
	clickUnit?: 'fraction' | 'percent' | 'pixels' | null;
	reasons?: ReasonGroup[];
	breakdown?: TraitBreakdown[];
}

/**
 * The result of a survey: every question, and in flat members what the deciding question says: the first
 * that asks for a choice, else the first.
 */
export interface SurveyResults extends Pick<
	QuestionResult,
	| 'verdict'
	| 'summary'
	| 'decision'
	| 'decisionSummary'
	| 'margin'
	| 'tie'
	| 'significant'
	| 'pValue'
	| 'confidence'
	| 'enoughAnswers'
	| 'moreNeeded'
> {
	surveyId: string;
	name: string | null;
	status: string | null;
	/** True when PickFu has finished asking. */
	complete: boolean;
	sampleSize: number | null;
	/** People who answered: the most that answered any one question. */
	respondents: number;
	/** Answers read, over all questions. */
	answers: number;
	/** Number of the first question that asks for a choice. */
	decidedBy: number | null;
	/** Label of its winner. */
	winner: string | null;
	winnerOptionId: string | null;
	winnerNumber: number | null;
	winnerVotes: number | null;
	winnerShare: number | null;
	winnerLow: number | null;
	winnerHigh: number | null;
	runnerUp: string | null;
	runnerUpShare: number | null;
	/** Mean of the first rating question. */
	mean: number | null;
	questions: QuestionResult[];
	notes: string[];
}
