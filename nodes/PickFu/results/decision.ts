import type { Tally } from './count';
import { rounded } from './numbers';
import { beaterOf, leadOf, refOf, type Poll } from './preferences';
import { places } from './standing';
import { respondentsNeeded, signTest } from './statistics';
import type { Decision, OptionResult, Placed, Verdict } from './types';

/** Beyond so many more respondents a difference is too small to matter: the two are practically tied. */
export const MOST_ADVISED = 2_000;

/** Chance that the advised sample finds the difference seen. */
const POWER = 0.8;

/** A decision that names nothing. */
export function undecided(verdict: Verdict): Decision {
	return {
		verdict,
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
}

/**
 * Names the winner or the tie and tests the lead with the exact sign test (see `signTest`), but not while
 * the survey is running: whoever looks again and again would find chance significant.
 *
 * @param decidable false when the answers do not allow to name a winner, whoever leads
 * @param pValue of the way to the first place, where that is more than the lead over the second
 */
export function decide(
	poll: Poll,
	{ options, counted }: Pick<Tally, 'options' | 'counted'>,
	decidable: boolean,
	pValue = 0,
): Decision {
	const { complete, confidence } = poll;
	const { first, second } = places(options);
	const [leader] = first;
	if (counted === 0) return undecided('noResponses');
	const open = complete ? { enoughAnswers: false } : { verdict: 'notFinal' as const };
	if (!decidable || leader === undefined) return { ...undecided('noWinner'), ...open };
	if (first.length > 1) {
		const tied = { tie: true, tiedWith: first.map((index) => refOf(options[index]!)), margin: 0 };
		return { ...undecided('tied'), ...tied, significant: complete ? false : null, ...open };
	}
	const winner = placed(options[leader]!);
	const runnerUp = second === undefined ? null : placed(options[second]!);
	const margin = runnerUp && rounded(Math.max(0, (winner.share ?? 0) - (runnerUp.share ?? 0)));
	const verdict = complete ? 'leading' : 'notFinal';
	const leading = { ...undecided(verdict), winner, runnerUp, margin };
	if (!complete || second === undefined) return leading;
	const { one, other, people, worst } = leadOf(poll, leader, second);
	if (one + other === 0) return leading;
	const isFound = (p: number) => p <= 1 - confidence + 1e-12;
	const isBeaten = beaterOf(poll.wins(), leader) >= 0;
	const ofLead = signTest(one, other);
	const ofAll = Math.max(ofLead, signTest(worst.one, worst.other), pValue);
	const significant = isFound(ofAll) && worst.one > worst.other && !isBeaten;
	// Where the lead is not what is open, more respondents are no promise.
	const isOpen = one > other && !isBeaten && !isFound(ofLead);
	const goal = { confidence, power: POWER, most: people + MOST_ADVISED };
	const needed = respondentsNeeded(one / people, other / people, goal);
	const unclear = isOpen && needed === null ? 'practicallyTied' : 'leading';
	return {
		...leading,
		verdict: significant ? 'clearWinner' : unclear,
		pValue: rounded(ofAll, 6),
		significant,
		enoughAnswers: significant,
		// With few answers the test can miss what a sample as large as this would find more often than not.
		moreNeeded: significant ? 0 : isOpen && needed !== null ? Math.max(1, needed - people) : null,
	};
}

function placed({ votes, base, share, low, high, ...option }: OptionResult): Placed {
	return { ...refOf(option), votes, base, share, low, high };
}
