import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { questionResult } from '../../nodes/PickFu/results/index';
import { runOff } from '../../nodes/PickFu/results/runoff';

/**
 * Public elections that were counted by instant run-off, their ballots put together by order: who wins, with how
 * many votes, and whom a majority prefers. In both the winner loses a direct comparison.
 */

interface Election {
	candidates: string[];
	/** Ballots by their order, best first, in the letters of the candidates. */
	ballots: Record<string, number>;
}

/**
 * Burlington, Vermont, mayor, 3 March 2009: the ballots of the last three candidates, from
 * https://rangevoting.org/Burlington.html (kept too in the tests of votelib). M Montroll, K Kiss, W Wright.
 */
const BURLINGTON: Election = {
	candidates: ['Montroll', 'Kiss', 'Wright'],
	ballots: {
		MKW: 1332,
		MWK: 767,
		M: 455,
		KMW: 2043,
		KWM: 371,
		K: 568,
		WMK: 1513,
		WKM: 495,
		W: 1289,
	},
};

/**
 * Alaska, U.S. House, special election, 16 August 2022: the preference profile of the cast vote record in
 * Graham-Squire and McCune 2022 (arXiv 2209.04764), write-ins left out. It gives the official last
 * round, 91,266 to 86,026, and the pairwise shares of https://ranked.vote/report/us/ak/2022/08/cd.
 * B Begich, P Palin, L Peltola.
 */
const ALASKA: Election = {
	candidates: ['Begich', 'Palin', 'LPeltola'],
	ballots: {
		BPL: 27053,
		BLP: 15467,
		B: 11290,
		PBL: 34049,
		PLB: 3652,
		P: 21272,
		LBP: 47407,
		LPB: 4645,
		L: 23747,
	},
};

/** The orders, one for each ballot; `part` makes a sample of one in so many. */
function orders({ candidates, ballots }: Election, part = 1): number[][] {
	const letters = candidates.map((name) => name[0]!);
	return Object.entries(ballots).flatMap(([order, count]) =>
		Array.from({ length: Math.round(count / part) }, () =>
			[...order].map((letter) => letters.indexOf(letter)),
		),
	);
}

/** The election as a ranked question. */
function result(election: Election, part = 1) {
	const { candidates } = election;
	const options = candidates.map((value, index) => ({ id: `o${index}`, value }));
	const survey = readSurvey({
		id: 's',
		questions: [{ id: 'q', type: 'ranked', options }],
	} as never);
	const answers = orders(election, part).map((order) =>
		readAnswer({ question_id: 'q', rounds: order.map((index) => candidates[index]!) } as never),
	);
	return questionResult(survey.questions[0]!, answers, { confidence: 0.95 });
}

it('counts Burlington 2009 as its election officials did, and says whom a majority prefers', () => {
	const { winner, rounds, condorcetWinner, pairwise, ...rest } = result(BURLINGTON);
	expect(rounds?.[0]?.options.map(({ votes }) => votes)).toEqual([2554, 2982, 3297]);
	expect(winner).toMatchObject({ label: 'Kiss', votes: 4314 });
	expect(rounds?.[1]?.options.map(({ votes }) => votes)).toEqual([4314, 4064]);
	expect(condorcetWinner).toMatchObject({ label: 'Montroll' });
	expect([pairwise![0]![1], pairwise![1]![0]]).toEqual([4067, 3477]);
	// Its run-off is stable, and still no clear winner: more people prefer Montroll.
	expect(rest).toMatchObject({ verdict: 'leading', significant: false });
	expect(rest.stability).toBeGreaterThan(0.99);
	expect(rest.notes.join()).toContain('more people prefer "Montroll" to "Kiss" (4,067 to 3,477)');
});

it('counts the 188,582 ballots of Alaska 2022 as the state did', () => {
	const { rounds, winner } = runOff(orders(ALASKA), 3);
	expect(winner).toBe(2);
	expect(rounds.map(({ votes }) => votes)).toEqual([
		[53810, 58973, 75799],
		[undefined, 86026, 91266],
	]);
});

it('says of a survey like Alaska 2022 that a majority prefers another', () => {
	const { winner, condorcetWinner, verdict, pairwise } = result(ALASKA, 100);
	expect(winner?.label).toBe('LPeltola');
	expect(condorcetWinner?.label).toBe('Begich');
	expect(verdict).toBe('leading');
	const share = (one: number, other: number) =>
		pairwise![one]![other]! / (pairwise![one]![other]! + pairwise![other]![one]!);
	expect([share(0, 2), share(0, 1), share(2, 1)].map((part) => part.toFixed(2))).toEqual([
		'0.53',
		'0.61',
		'0.51',
	]);
});
