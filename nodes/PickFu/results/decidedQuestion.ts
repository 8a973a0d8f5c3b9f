import { decided, type Decided } from './decided';
import { exactPercent, percentOf } from './numbers';
import { refOf, type Poll } from './preferences';
import type { AnytimeResult, Decision, OptionRef } from './types';
import { quoted } from './words';

/**
 * What may be said of a question at any look, also while the survey is running (see `decided`).
 *
 * @param poll undefined where nothing is chosen
 * @param counted the decision of the same answers; a ranked winner must have won the run-off
 */
export function anytimeResult(
	poll: Poll | undefined,
	counted: Decision,
	levelMargin: number,
): AnytimeResult {
	if (poll === undefined || poll.reader.own < 2) {
		return { decision: null, decisionSummary: null, evidence: [] };
	}
	const { reader, unresolved, confidence } = poll;
	const options = reader.entries.slice(0, reader.own).map(refOf);
	const inFront = options.findIndex(({ number }) => number === counted.winner?.number);
	const candidate = inFront < 0 ? null : inFront;
	const preferences = { kind: reader.kind, wins: poll.wins(), unresolved: unresolved.length };
	const result = decided(reader.kind === 'ranked' ? { ...preferences, candidate } : preferences, {
		confidence,
		levelMargin,
	});
	const sure = `at ${exactPercent(confidence)} confidence, however often you check`;
	return {
		decision: result.decision,
		decisionSummary:
			result.decision === 'level'
				? `Decided: no option leads every other by more than ${50 + levelMargin} to ${50 - levelMargin}, ${sure}.`
				: closestInWords(result, options, sure),
		evidence: result.pairs.map(({ option, other, ...figures }) => ({
			...{ option: options[option]!, other: options[other]!, ...figures },
			evidenceNeeded: result.evidenceNeeded,
		})),
	};
}

/** The count's decision, where the winner holds already while the survey is running. */
export function decisionSoFar(counted: Decision, { decision }: AnytimeResult): Decision {
	if (counted.verdict !== 'notFinal' || counted.winner === null || decision !== 'winner') {
		return counted;
	}
	const sure = { significant: true, enoughAnswers: true, moreNeeded: 0 };
	return { ...counted, ...sure, verdict: 'clearWinner' };
}

/** The closest comparison of the option in front. */
function closestInWords(
	{ decision, pairs, evidenceNeeded }: Decided,
	options: readonly OptionRef[],
	sure: string,
): string {
	const [closest] = [...pairs].sort((a, b) => a.evidence - b.evidence);
	const { option, other, preferOption, preferOther, evidence } = closest!;
	const [name, rival] = [option, other].map((index) => quoted(options[index]!.label));
	const people = preferOption + preferOther;
	if (decision === 'winner') {
		return `Decided: ${name} is preferred to every other option, ${sure}. The closest is ${rival}: ${percentOf(preferOption, people)} prefer ${name}.`;
	}
	return people === 0
		? 'Not decided: no responses yet.'
		: `Not decided: the evidence for ${name} over ${rival} is ${evidence} of the ${evidenceNeeded} needed.`;
}
