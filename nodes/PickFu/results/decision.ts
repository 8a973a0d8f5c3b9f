import { rounded } from './numbers';
import { respondentsNeeded, signTest } from './statistics';
import type { OptionRef, OptionResult, Placed } from './types';

/** The counts from which a winner is named. */
export interface Contest {
	/** All options with what they received. */
	options: readonly OptionResult[];
	/** Indices of those in first place: one wins, several are level, none is known. */
	first: readonly number[];
	/** Index of the best of the others, if there are others. */
	second: number | undefined;
	/** People who prefer the one to the other, and the other way round. */
	prefer(one: number, other: number): { one: number; other: number };
	/** People counted. */
	people: number;
	/** False when the answers do not allow to name a winner, whoever leads. */
	decidable: boolean;
}

/** Who won, and how sure that is. */
export interface Decision {
	winner: Placed | null;
	tie: boolean;
	tiedWith: OptionRef[];
	runnerUp: Placed | null;
	margin: number | null;
	pValue: number | null;
	significant: boolean | null;
	enoughAnswers: boolean | null;
	moreNeeded: number | null;
}

/** A decision about nothing, for questions that have no winner. */
export const NO_DECISION: Decision = {
	winner: null,
	tie: false,
	tiedWith: [],
	runnerUp: null,
	margin: null,
	pValue: null,
	significant: null,
	enoughAnswers: null,
	moreNeeded: null,
};

/**
 * Names the winner or the tie and tests the lead with the exact sign test (see `signTest`).
 *
 * @param confidence such as 0.95: a lead counts as significant when p is at most 1 - confidence
 * @param power chance that the advised sample finds the difference seen
 */
export function decide(contest: Contest, confidence: number, power: number): Decision {
	const { options, first, people, decidable } = contest;
	if (people === 0) return { ...NO_DECISION, tiedWith: [], enoughAnswers: false };
	if (!decidable || first.length === 0) {
		return { ...NO_DECISION, tiedWith: [], enoughAnswers: false };
	}
	if (first.length > 1) {
		const tiedWith = first.map((index) => ref(options[index]!));
		return {
			...NO_DECISION,
			tie: true,
			tiedWith,
			margin: 0,
			significant: false,
			enoughAnswers: false,
		};
	}
	const winner = placed(options[first[0]!]!);
	if (contest.second === undefined) return { ...NO_DECISION, tiedWith: [], winner };
	const runnerUp = placed(options[contest.second]!);
	const { one, other } = contest.prefer(first[0]!, contest.second);
	const margin = rounded(Math.max(0, (winner.share ?? 0) - (runnerUp.share ?? 0)));
	if (one + other === 0) return { ...NO_DECISION, tiedWith: [], winner, runnerUp, margin };
	const pValue = signTest(one, other);
	const significant = pValue <= 1 - confidence + 1e-12;
	return {
		winner,
		tie: false,
		tiedWith: [],
		runnerUp,
		margin,
		pValue: rounded(pValue, 6),
		significant,
		enoughAnswers: significant,
		moreNeeded: significant ? 0 : more(one / people, other / people, people, confidence, power),
	};
}

function more(
	one: number,
	other: number,
	people: number,
	confidence: number,
	power: number,
): number | null {
	const needed = respondentsNeeded(one, other, confidence, power);
	// With few answers the exact test can ask for more than the formula, which is an approximation.
	return needed === null || one < other ? null : Math.max(1, needed - people);
}

/** The option without its figures. */
export function ref({ optionId, number, label }: OptionRef): OptionRef {
	return { optionId, number, label };
}

function placed(option: OptionResult): Placed {
	const { votes, base, share, low, high } = option;
	return { ...ref(option), votes, base, share, low, high };
}
