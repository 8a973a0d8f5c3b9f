import { crossing, incompleteBeta, logBeta } from './distributions';
import { exactPercent, percentOf, rounded } from './numbers';
import { refOf, type Poll } from './preferences';
import type { Interval } from './statistics';
import type { AnytimeResult, Decision, OptionEvidence, ResultKind, ResultSettings } from './types';
import { quoted } from './words';

/** Who preferred what in one question that asks for a choice. */
export interface Preferences {
	kind: ResultKind;
	/** `wins[i][j]`: people who prefer option i to option j. One row and one column for each option. */
	wins: ReadonlyArray<readonly number[]>;
	/** Answers that could mean any option: they count against whatever is decided. */
	unresolved?: number;
	/** The only option that may be named a winner, null for none. Ranked: the winner of the run-off. */
	candidate?: number | null;
}

/** {@link OptionEvidence} with the indices of the options; `evidence` is at most 1e9. */
export interface PairEvidence extends Omit<OptionEvidence, 'option' | 'other' | 'evidenceNeeded'> {
	option: number;
	other: number;
}

/** The decision that holds now and at any other moment, wrong no more often than agreed. */
export interface Decided {
	/** One option is better than every other; no option leads by more than the margin; or neither is shown. */
	decision: 'winner' | 'level' | 'open';
	winner: number | null;
	evidenceNeeded: number;
	/** The option that is ahead, with every other one; empty with fewer than two options. */
	pairs: PairEvidence[];
}

/** At most 1 - confidence of all surveys end with a wrong decision; with a margin of 10, 60 to 40 is level still. */
type Settings = Required<Pick<ResultSettings, 'confidence' | 'levelMargin'>>;

/** Both parameters of the Beta distribution that says which leads are looked for (docs/until-decided.md). */
const PRIOR = 8;
const MOST_EVIDENCE = 1e9;

/**
 * Decides a question so that the decision holds however often one looks (docs/until-decided.md): `winner` where the
 * evidence against every other option suffices, `level` where that against a lead beyond the margin does for all.
 */
export function decided(preferences: Preferences, settings: Settings): Decided {
	const { wins, kind } = preferences;
	const needed = evidenceNeeded(wins.length, kind, 1 - settings.confidence);
	const ahead = leader(preferences);
	const pairs = others(wins, ahead).map((other) => pairEvidence(preferences, ahead, other, needed));
	const decision = decisionOf(preferences, settings, needed);
	return { ...decision, evidenceNeeded: rounded(needed)!, pairs };
}

/** The decision of `decided` without its evidence, for callers that look often and know `evidenceNeeded`. */
export function decisionOf(
	{ wins, candidate, unresolved = 0 }: Preferences,
	{ levelMargin }: Settings,
	needed: number,
): Pick<Decided, 'decision' | 'winner'> {
	if (wins.length < 2) return { decision: 'open', winner: null };
	const logNeeded = Math.log(needed);
	const against = (option: number, other: number) => wins[other]![option]!;
	const winner = wins.findIndex(
		(row, option) =>
			(candidate === undefined || candidate === option) &&
			others(wins, option).every((other) =>
				reaches(row[other]!, against(option, other) + unresolved, logNeeded),
			),
	);
	if (winner >= 0) return { decision: 'winner', winner };
	const isLevel = wins.every((row, option) => {
		const evidence = others(wins, option).map((other) =>
			logLevelEvidence(row[other]! + unresolved, against(option, other), levelMargin / 100),
		);
		return logMean(evidence) >= logNeeded;
	});
	return { decision: isLevel ? 'level' : 'open', winner: null };
}

function others(wins: Preferences['wins'], option: number): number[] {
	return [...wins.keys()].filter((other) => other !== option);
}

/**
 * Natural logarithm of the e-value against "of those who prefer one of the two, at most half prefer the first":
 * the likelihood ratio to one half, mixed over a Beta(8, 8) distribution cut off at one half (Robbins 1970, Ann. Math.
 * Stat. 41, 1397-1409; Howard, Ramdas, McAuliffe and Sekhon 2021, Ann. Stat. 49, 1055-1080, proposition 7). By Ville's
 * inequality (1939) it ever reaches T with probability 1/T at most. See docs/until-decided.md.
 */
export function logEvidence(first: number, second: number): number {
	const above = incompleteBeta(0.5, PRIOR + second, PRIOR + first);
	return logMixture(first, second, 0.5) + Math.log(2 * above);
}

/**
 * Natural logarithm of the e-value against "the first leads the second by more than the margin": the likelihood ratio
 * of an even split to one of 1/2 + margin (Wald 1945, Ann. Math. Stat. 16, 117-186, as a test of one side).
 */
function logLevelEvidence(first: number, second: number, margin: number): number {
	return -first * Math.log1p(2 * margin) - second * Math.log1p(-2 * margin);
}

/**
 * The evidence T that each pair of the winner must reach, so that a wrong winner is named with a probability of at most
 * alpha: m / alpha for m options, less where everyone chooses one. The proof is in docs/until-decided.md.
 */
export function evidenceNeeded(options: number, kind: ResultKind, alpha: number): number {
	if (kind !== 'choice' || options <= 2) return Math.max(2, options) / alpha;
	const wrong = (evidence: number) => {
		let sum = 2 / evidence;
		for (let k = 3; k <= options; k++) sum += evidence ** ((-2 * (k - 1)) / k);
		return sum;
	};
	return crossing(2 / alpha, options / alpha, (evidence) => wrong(evidence) <= alpha);
}

/**
 * Interval of the share that prefers the first, of those who prefer one of the two: all against which the two-sided
 * mixture stays below the evidence (Robbins 1970). At all looks together it misses with probability 1/evidence at most.
 */
export function anytimeInterval(first: number, second: number, evidence: number): Interval {
	if (first + second === 0) return { low: 0, high: 1 };
	const limit = Math.log(evidence);
	const share = first / (first + second);
	const isOutside = (at: number) => logMixture(first, second, at) >= limit;
	return {
		low: first === 0 ? 0 : crossing(share, 0, isOutside),
		high: second === 0 ? 1 : crossing(share, 1, isOutside),
	};
}

/** Likelihood of the counts mixed over Beta(8, 8), as a ratio to that of one share; its logarithm. */
function logMixture(first: number, second: number, share: number): number {
	return (
		logBeta(PRIOR + first, PRIOR + second) -
		LOG_BETA_OF_PRIOR -
		first * Math.log(share) -
		second * Math.log1p(-share)
	);
}

const LOG_BETA_OF_PRIOR = logBeta(PRIOR, PRIOR);

function reaches(first: number, second: number, logNeeded: number): boolean {
	// The cut can only double the mixture: most pairs are settled without it.
	return (
		first > second &&
		logMixture(first, second, 0.5) + Math.LN2 >= logNeeded &&
		logEvidence(first, second) >= logNeeded
	);
}

function logMean(logs: readonly number[]): number {
	const most = Math.max(...logs);
	return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0) / logs.length);
}

/** The candidate, or the option whose closest comparison is the best for it. */
function leader({ wins, candidate }: Preferences): number {
	if (candidate !== undefined && candidate !== null) return candidate;
	const closest = wins.map((row, option) =>
		Math.min(...others(wins, option).map((other) => row[other]! - wins[other]![option]!)),
	);
	return closest.indexOf(Math.max(...closest));
}

function pairEvidence(
	{ wins, unresolved = 0 }: Preferences,
	option: number,
	other: number,
	needed: number,
): PairEvidence {
	const preferOption = wins[option]![other]!;
	const preferOther = wins[other]![option]!;
	const evidence = Math.exp(logEvidence(preferOption, preferOther + unresolved));
	return {
		option,
		other,
		preferOption,
		preferOther,
		evidence: rounded(Math.min(MOST_EVIDENCE, evidence), evidence < 10 ? 4 : 1)!,
		low: rounded(anytimeInterval(preferOption, preferOther + unresolved, needed / 2).low)!,
		high: rounded(anytimeInterval(preferOption + unresolved, preferOther, needed / 2).high)!,
	};
}

/**
 * The decision on a question that holds at any look, also while the survey is running (see `decided`).
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
	const { kind, entries } = reader;
	const preferences = { kind, wins: poll.wins(), unresolved: unresolved.length };
	const first = counted.winner?.number ?? null;
	const candidate = kind === 'ranked' ? { candidate: first && first - 1 } : {};
	const settings = { confidence, levelMargin };
	const result = decided({ ...preferences, ...candidate }, settings);
	const { decision, pairs, evidenceNeeded: needed } = result;
	const evidence = pairs.map(({ option, other, ...figures }) => ({
		...{ option: refOf(entries[option]!), other: refOf(entries[other]!), ...figures },
		evidenceNeeded: needed,
	}));
	return { decision, decisionSummary: inWords(decision, evidence, settings), evidence };
}

/** The count's decision, where the winner holds already while the survey is running. */
export function decisionSoFar(counted: Decision, { decision }: AnytimeResult): Decision {
	const isSure = counted.verdict === 'notFinal' && counted.winner !== null && decision === 'winner';
	const sure = { significant: true, enoughAnswers: true, moreNeeded: 0 };
	return isSure ? { ...counted, ...sure, verdict: 'clearWinner' } : counted;
}

/** The decision, with the closest comparison of the option in front. */
function inWords(
	decision: Decided['decision'],
	pairs: readonly OptionEvidence[],
	{ confidence, levelMargin: margin }: Settings,
): string {
	const sure = `at ${exactPercent(confidence)} confidence, however often you check`;
	if (decision === 'level') {
		return `Decided: no option leads every other by more than ${50 + margin} to ${50 - margin}, ${sure}.`;
	}
	const [closest] = [...pairs].sort((a, b) => a.evidence - b.evidence);
	const { option, other, preferOption, preferOther, evidence, evidenceNeeded: needed } = closest!;
	const [name, rival] = [option, other].map(({ label }) => quoted(label));
	const people = preferOption + preferOther;
	if (decision === 'winner') {
		return `Decided: ${name} is preferred to every other option, ${sure}. The closest is ${rival}: ${percentOf(preferOption, people)} prefer ${name}.`;
	}
	return people === 0
		? 'Not decided: no responses yet.'
		: `Not decided: the evidence for ${name} over ${rival} is ${evidence} of the ${needed} needed.`;
}
