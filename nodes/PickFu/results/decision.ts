import { rounded } from './numbers';
import { refOf } from './preferences';
import { respondentsNeeded, signTest } from './statistics';
import type { OptionResult, Placed, QuestionResult, Verdict } from './types';

/** Beyond so many more respondents a difference is too small to matter: the two are practically tied. */
export const MOST_ADVISED = 2_000;

/** Chance that the advised sample finds the difference seen, unless the settings say otherwise. */
const POWER = 0.8;

/** People who prefer the first to the second, the other way round, and all who were asked about the two. */
export interface Lead {
	one: number;
	other: number;
	people: number;
	/** The two counts as if whatever fits no option meant the second: the lead must hold even then. */
	worst: { one: number; other: number };
}

/** What a decision is made from. */
export interface Contest {
	/** All options with what they received. */
	options: readonly OptionResult[];
	/** Indices of those in first place: one wins, several are tied, none is known. */
	first: readonly number[];
	/** Index of the best of the others, if there are others. */
	second: number | undefined;
	/** Of the first over the second. */
	lead: Lead | undefined;
	/** False when the answers do not allow to name a winner, whoever leads. */
	decidable: boolean;
	/** True when an option beats the first directly. */
	beaten?: boolean;
	/** Of the way to the first place, where that is more than the lead over the second. */
	pValue?: number;
	/** Answers counted. */
	counted: number;
}

/** How a decision is made. */
export interface DecisionSettings {
	confidence: number;
	power?: number;
	/** True when PickFu has finished asking; nothing is tested before. */
	complete: boolean;
}

/** Who won, and how sure that is. */
export type Decision = Pick<
	QuestionResult,
	| 'verdict'
	| 'winner'
	| 'tie'
	| 'tiedWith'
	| 'runnerUp'
	| 'margin'
	| 'pValue'
	| 'significant'
	| 'enoughAnswers'
	| 'moreNeeded'
>;

/** A decision that names nothing. */
export function undecided(verdict: Verdict, complete = false): Decision {
	return {
		verdict,
		winner: null,
		tie: verdict === 'tied',
		tiedWith: [],
		runnerUp: null,
		margin: verdict === 'tied' ? 0 : null,
		pValue: null,
		significant: verdict === 'tied' && complete ? false : null,
		enoughAnswers: (verdict === 'tied' || verdict === 'noWinner') && complete ? false : null,
		moreNeeded: null,
	};
}

/**
 * Names the winner or the tie and tests the lead with the exact sign test (see `signTest`), but not while
 * the survey is running: whoever looks again and again would find chance significant.
 */
export function decide(contest: Contest, settings: DecisionSettings): Decision {
	const { options, first, second, lead, decidable, counted } = contest;
	const { complete, confidence, power = POWER } = settings;
	if (counted === 0) return undecided('noResponses');
	if (!decidable || first.length === 0)
		return undecided(complete ? 'noWinner' : 'notFinal', complete);
	if (first.length > 1) {
		const tiedWith = first.map((index) => refOf(options[index]!));
		return { ...undecided('tied', complete), tiedWith, ...running(complete) };
	}
	const winner = placed(options[first[0]!]!);
	const runnerUp = second === undefined ? null : placed(options[second]!);
	const margin = runnerUp && rounded(Math.max(0, (winner.share ?? 0) - (runnerUp.share ?? 0)));
	const leading = { ...undecided('leading'), winner, runnerUp, margin, ...running(complete) };
	if (!complete || lead === undefined || lead.one + lead.other === 0) return leading;
	const { one, other, people, worst } = lead;
	const isFound = (p: number) => p <= 1 - confidence + 1e-12;
	const ofLead = signTest(one, other);
	const pValue = Math.max(ofLead, signTest(worst.one, worst.other), contest.pValue ?? 0);
	const significant = isFound(pValue) && worst.one > worst.other && !contest.beaten;
	// Where the lead is not what is open, more respondents are no promise.
	const isOpen = one > other && !contest.beaten && !isFound(ofLead);
	const needed = respondentsNeeded(one / people, other / people, {
		confidence,
		power,
		most: people + MOST_ADVISED,
	});
	return {
		...leading,
		verdict: significant
			? 'clearWinner'
			: isOpen && needed === null
				? 'practicallyTied'
				: 'leading',
		pValue: rounded(pValue, 6),
		significant,
		enoughAnswers: significant,
		// With few answers the test can miss what a sample as large as this would find more often than not.
		moreNeeded: significant ? 0 : isOpen && needed !== null ? Math.max(1, needed - people) : null,
	};
}

/** While a survey is running every verdict is that it is not final. */
function running(complete: boolean): { verdict?: Verdict } {
	return complete ? {} : { verdict: 'notFinal' };
}

function placed(option: OptionResult): Placed {
	const { votes, base, share, low, high } = option;
	return { ...refOf(option), votes, base, share, low, high };
}
