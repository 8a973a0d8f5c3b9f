/**
 * What the answers of a survey say, as plain JSON: numbers to branch on first, then the tables they
 * come from. Shares, interval ends and margins are fractions from 0 to 1, rounded to four digits.
 * A number that cannot be known is null, never NaN, infinite or missing.
 */

/** How the answers are to be read. */
export interface ResultSettings {
	/** Confidence of intervals and tests, between 0.5 and 1, such as 0.95. */
	confidence: number;
	/** The chance that the advised sample finds a difference as large as the one seen; default 0.8. */
	power?: number;
	/** Reported traits to split by, by name or permalink in any spelling; `*` means all of them. */
	breakdownBy?: string[];
	/** True adds every written reason, grouped by the option chosen. */
	reasons?: boolean;
}

/** What a question asks for, which decides how it is counted. */
export type ResultKind = 'choice' | 'several' | 'ranked' | 'pairs' | 'rating' | 'clicks' | 'words';

/** One option, named. An option that the survey no longer has is known by the answers' label only. */
export interface OptionRef {
	optionId: string | null;
	/** Its place in the question, from 1. */
	number: number | null;
	/** Its text, or the words that stand for its image. */
	label: string;
}

/** One option with what it received. */
export interface OptionResult extends OptionRef {
	/**
	 * People who chose it. Ranked: the votes it held in the last round that it took part in.
	 * Head to head: the match-ups it won.
	 */
	votes: number;
	/** `votes` as a share of the people (ranked: of that round's votes; head to head: of its match-ups). */
	share: number | null;
	/** Lower end of the Wilson interval of `share`. */
	low: number | null;
	/** Upper end of the Wilson interval of `share`. */
	high: number | null;
	/** 1 is best; options that are level share a rank. Null while nothing is counted. */
	rank: number | null;
	/** Ranked: people who put it first. */
	firstPlaces?: number;
	/** Head to head: match-ups that it took part in. */
	matchups?: number;
	/** Present when answers name it but the survey does not have it. */
	deleted?: true;
	/** Present when several options have this text, so the votes cannot be told apart. */
	ambiguous?: true;
}

/** Winner or runner-up. */
export interface Placed extends OptionRef {
	votes: number;
	share: number | null;
	low: number | null;
	high: number | null;
}

/** One round of an instant run-off. */
export interface RoundResult {
	/** From 1. */
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

/** One click. */
export interface ClickPoint {
	/** From the left edge (0) to the right edge (1). */
	x: number;
	/** From the top edge (0) to the bottom edge (1). */
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
	/** The option, or null for ratings and for questions without a choice. */
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
	/** The trait as the answers name it. */
	trait: string;
	/** In the order of their values; people of whom it is not known come last. */
	groups: TraitGroup[];
	/** Answers in groups that are left out because there are too many of them. */
	omitted: number;
}

/** The people who share one value of a trait. */
export interface TraitGroup {
	/** The value; null for the people of whom it is not known. */
	value: string | null;
	answers: number;
	counted: number;
	options: OptionResult[];
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
	/** Answers to this question. */
	answers: number;
	/** Answers that the figures rest on; the others name no option, score or place. */
	counted: number;
	/** The result in one sentence. */
	summary: string;
	options: OptionResult[];
	/** Null without answers, with a tie, and where the answers do not allow to name one. */
	winner: Placed | null;
	/** True when the first place is shared. */
	tie: boolean;
	/** The options that share the first place. */
	tiedWith: OptionRef[];
	runnerUp: Placed | null;
	/** Share of the winner less share of the runner-up. */
	margin: number | null;
	/** True when a lead like this is unlikely (1 - confidence) to be chance; null where nothing is tested. */
	significant: boolean | null;
	/** Of the two-sided exact test of winner against runner-up. */
	pValue: number | null;
	confidence: number;
	/** Choices: the lead is significant. Ratings: the mean is known to half a point. */
	enoughAnswers: boolean | null;
	/** About how many more answers would be needed if the difference seen is the true one. */
	moreNeeded: number | null;
	/** How it was counted and tested, in words. */
	method: string;
	/** What a reader should know before trusting the figures. */
	notes: string[];
	rounds?: RoundResult[];
	mean?: number | null;
	/** Ends of the t interval of the mean. */
	meanLow?: number | null;
	meanHigh?: number | null;
	standardError?: number | null;
	median?: number | null;
	distribution?: RatingCount[];
	points?: ClickPoint[];
	grid?: ClickGrid;
	reasons?: ReasonGroup[];
	breakdown?: TraitBreakdown[];
}

/** The result of a survey: the deciding question in flat members, then every question. */
export interface SurveyResults {
	surveyId: string;
	name: string | null;
	status: string | null;
	/** True when PickFu has finished asking. */
	complete: boolean;
	/** Respondents asked for. */
	sampleSize: number | null;
	/** Answers read, over all questions. */
	answers: number;
	/** The result in one or two sentences. */
	summary: string;
	/** Number of the question that the flat members speak of: the first that asks for a choice. */
	decidedBy: number | null;
	/** Label of the winner. */
	winner: string | null;
	winnerOptionId: string | null;
	winnerNumber: number | null;
	winnerVotes: number | null;
	winnerShare: number | null;
	winnerLow: number | null;
	winnerHigh: number | null;
	runnerUp: string | null;
	runnerUpShare: number | null;
	margin: number | null;
	tie: boolean;
	significant: boolean | null;
	pValue: number | null;
	confidence: number;
	enoughAnswers: boolean | null;
	moreNeeded: number | null;
	/** Mean of the first rating question. */
	mean: number | null;
	questions: QuestionResult[];
	notes: string[];
}
