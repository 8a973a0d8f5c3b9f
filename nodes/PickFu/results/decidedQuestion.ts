import type { Answer } from '../api/shapes';
import { decided, type Decided, type PairEvidence } from './decided';
import type { Decision } from './decision';
import { asksForChoice } from './kinds';
import { exactPercent, percentOf } from './numbers';
import { pairwiseCounts, type PairwiseCounts } from './preferences';
import type { Reader } from './reader';
import type { OptionRef, QuestionResult, ResultSettings } from './types';
import { quoted } from './words';

/** Unless the settings say otherwise, splits up to 60 to 40 count as level. */
const LEVEL_MARGIN = 10;

/** How the people who prefer one of two options divide, and what that is worth at any look. */
export interface OptionEvidence extends Omit<PairEvidence, 'option' | 'other'> {
	option: OptionRef;
	other: OptionRef;
	/** What `evidence` must reach in every pair for a winner. */
	evidenceNeeded: number;
}

/** The members of a question's result that hold however often one looks. */
export type AnytimeResult = Pick<QuestionResult, 'decision' | 'decisionSummary' | 'evidence'>;

/**
 * What may be said of a question at any look, also while the survey is running (see `decided`).
 *
 * @param answers of this question only
 * @param counted what the count of the same answers says; a ranked winner must have won the run-off
 */
export function anytimeResult(
	reader: Reader,
	answers: readonly Answer[],
	counted: Decision,
	{ confidence, levelMargin = LEVEL_MARGIN }: ResultSettings,
): AnytimeResult {
	if (!asksForChoice(reader.kind) || reader.own < 2) {
		return { decision: null, decisionSummary: null, evidence: [] };
	}
	const counts = pairwiseCounts(reader, answers);
	const settings = { confidence, levelMargin };
	const isRanked = reader.kind === 'ranked';
	const inFront = counts.options.findIndex(({ number }) => number === counted.winner?.number);
	const candidate = inFront < 0 ? null : inFront;
	const result = decided({ ...counts, ...(isRanked && { candidate }) }, settings);
	return {
		decision: result.decision,
		decisionSummary: inWords(result, counts, settings),
		evidence: result.pairs.map((pair) => evidenceOf(pair, counts, result)),
	};
}

/** The count's decision, where the winner holds already while the survey is running. */
export function decisionSoFar(counted: Decision, { decision }: AnytimeResult): Decision {
	if (counted.verdict !== 'notFinal' || counted.winner === null || decision !== 'winner') {
		return counted;
	}
	return {
		...counted,
		verdict: 'clearWinner',
		significant: true,
		enoughAnswers: true,
		moreNeeded: 0,
	};
}

function evidenceOf(
	{ option, other, ...figures }: PairEvidence,
	{ options }: PairwiseCounts,
	{ evidenceNeeded }: Decided,
): OptionEvidence {
	return { option: options[option]!, other: options[other]!, ...figures, evidenceNeeded };
}

function inWords(
	{ decision, pairs, evidenceNeeded }: Decided,
	{ options }: PairwiseCounts,
	{ confidence, levelMargin }: { confidence: number; levelMargin: number },
): string {
	const sure = `at ${exactPercent(confidence)} confidence, however often you check`;
	if (decision === 'level') {
		return `Decided: no option leads every other by more than ${50 + levelMargin} to ${50 - levelMargin}, ${sure}.`;
	}
	const [closest] = [...pairs].sort((a, b) => a.evidence - b.evidence);
	const { option, other, preferOption, preferOther, evidence } = closest!;
	const rival = quoted(options[other]!.label);
	const name = quoted(options[option]!.label);
	const people = preferOption + preferOther;
	if (decision === 'winner') {
		return `Decided: ${name} is preferred to every other option, ${sure}. The closest is ${rival}: ${percentOf(preferOption, people)} prefer ${name}.`;
	}
	return people === 0
		? 'Not decided: no responses yet.'
		: `Not decided: the evidence for ${name} over ${rival} is ${evidence} of the ${evidenceNeeded} needed.`;
}
