/**
 * What the answers of a survey say, as plain JSON. Shares, interval ends and margins are fractions from 0 to 1, rounded
 * to four digits. A number that cannot be known is null, never NaN, infinite or missing. More: docs/results.md.
 */

/** How the answers are to be read. */
export interface ResultSettings {
	/** Confidence of intervals and tests, between 0.5 and 1, such as 0.95. */
	confidence: number;
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

/** What a result says, to branch on. Only `clearWinner` and `reliable` are findings. */
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
	label: string;
}

/** What an option received, and what its share is a share of: people, votes of its last round, or its match-ups. */
export interface Received {
	votes: number;
	base: number;
	share: number | null;
	/** Ends of the interval of `share`; null where the share hangs on the eliminations of a run-off. */
	low: number | null;
	high: number | null;
}

/** One option with what it received. */
export interface OptionResult extends OptionRef, Received {
	/** 1 is best; tied options share a rank. Null without votes, and for rows that are no option of the survey. */
	rank: number | null;
	/** Ranked: people who put it first, and its mean place among the people who ranked it. */
	firstPlaces?: number;
	meanRank?: number | null;
	/** No option, so it never wins: a label the survey does not list; a text that several have; people who chose none. */
	unlisted?: true;
	ambiguous?: true;
	none?: true;
}

/** Winner or runner-up. */
export type Placed = OptionRef & Received;

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

/** The answers at one end of a rating scale (top-2 and bottom-2 box), of those with a score. */
export interface Box {
	votes: number;
	share: number | null;
}

/** How many people gave one rating: a score, or a label where no score came with it. */
export interface RatingCount extends Box {
	value: number | string;
}

/** One click, from the left and top edge (0) to the right and bottom edge (1). */
export interface ClickPoint {
	x: number;
	y: number;
	responseId: string | null;
}

/** Written reasons of the people who chose one option or gave one rating. */
export interface ReasonGroup {
	option: OptionRef | null;
	label: string;
	reasons: Reason[];
}

/** What one person wrote or said, with the reported traits in words, such as `Female, 25-34`. */
export interface Reason {
	responseId: string | null;
	text: string;
	translation: string | null;
	respondent: string;
}

/** The same question, told apart by one reported trait. */
export interface TraitBreakdown {
	trait: string;
	/** In the order of their values; people of whom it is unknown come last. */
	groups: TraitGroup[];
	/** Answers in the smallest groups, where there are too many. */
	omitted: number;
	/** How to read the shares where they can't be compared between groups (ranked); else null. */
	explanation: string | null;
}

/** The people who share one value of a trait, or of whom it is unknown (null). */
export interface TraitGroup {
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

/** How the people who prefer one of two options divide, and what that is worth at any look. */
export interface OptionEvidence {
	option: OptionRef;
	other: OptionRef;
	preferOption: number;
	preferOther: number;
	/** The e-value against "`option` is no better", and what it must reach in every pair for a winner. */
	evidence: number;
	evidenceNeeded: number;
	/** Ends of the interval of the share that prefers `option`, which holds at all looks together. */
	low: number;
	high: number;
}

/** Who won, and how sure that is. */
export interface Decision {
	verdict: Verdict;
	/** The option in first place, or the leader so far; null with a tie and where none can be named. */
	winner: Placed | null;
	tie: boolean;
	tiedWith: OptionRef[];
	runnerUp: Placed | null;
	margin: number | null;
	/** The lead is unlikely (1 - confidence) to be chance and no option beats the winner; null where not tested. */
	significant: boolean | null;
	/** Of the two-sided exact test of winner against runner-up; ranked: of the whole run-off where that is larger. */
	pValue: number | null;
	/** Choices: `significant`. Ratings: the mean is known well enough (`reliable`). */
	enoughAnswers: boolean | null;
	/** More respondents that find a true difference as large with 80% chance; null where not tested and beyond 2,000. */
	moreNeeded: number | null;
}

/** The decision that holds however often one looks (docs/until-decided.md); null without a choice between options. */
export interface AnytimeResult {
	decision: 'winner' | 'level' | 'open' | null;
	decisionSummary: string | null;
	evidence: OptionEvidence[];
}

/** What only some kinds of question have: ranked ones and round robins, then ratings, then click tests. */
export interface Figures {
	rounds?: RoundResult[];
	/** Share of bootstrap samples of the answers in which the winner stays the winner; null without one. */
	stability?: number | null;
	/** The option that beats each other one directly; null where none does. */
	condorcetWinner?: OptionRef | null;
	/** People who prefer the option of the row to that of the column, in the survey's order. */
	pairwise?: number[][];
	/** Where a tie for last place decides: who could win, and who does by the usual tie-break. */
	couldWin?: OptionRef[];
	wouldWin?: OptionRef | null;
	scale?: { low: number; high: number } | null;
	mean?: number | null;
	meanLow?: number | null;
	meanHigh?: number | null;
	standardDeviation?: number | null;
	median?: number | null;
	/** The best and the worst two places of the scale; null where it has fewer than four or isn't whole numbers. */
	topTwo?: Box | null;
	bottomTwo?: Box | null;
	distribution?: RatingCount[];
	points?: ClickPoint[];
	/** Clicks counted in a grid over the image, row by row from the top. */
	grid?: { columns: number; rows: number; counts: number[][] };
}

/** The result of one question. */
export interface QuestionResult extends Decision, AnytimeResult, Figures {
	questionId: string | null;
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
	summary: string;
	/** The options in their order, then ambiguous and unlisted labels, then the row of none. */
	options: OptionResult[];
	confidence: number;
	method: string;
	notes: string[];
	reasons?: ReasonGroup[];
	breakdown?: TraitBreakdown[];
}

/** The result of a survey: every question, and in flat members what the deciding one says. */
export interface SurveyResults
	extends
		Omit<Decision, 'winner' | 'tiedWith' | 'runnerUp'>,
		Pick<QuestionResult, 'summary' | 'decision' | 'decisionSummary' | 'confidence'> {
	surveyId: string;
	name: string | null;
	status: string | null;
	/** True when PickFu has finished asking. */
	complete: boolean;
	sampleSize: number | null;
	/** People who answered: the most that answered any one question. */
	respondents: number;
	answers: number;
	/** Number of the first question that asks for a choice. */
	decidedBy: number | null;
	winner: string | null;
	winnerOptionId: string | null;
	winnerNumber: number | null;
	winnerVotes: number | null;
	winnerShare: number | null;
	winnerLow: number | null;
	winnerHigh: number | null;
	runnerUp: string | null;
	runnerUpShare: number | null;
	mean: number | null;
	questions: QuestionResult[];
	notes: string[];
}
