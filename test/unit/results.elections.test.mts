import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { questionResult } from '../../nodes/PickFu/results/index';
import { runOff } from '../../nodes/PickFu/results/runoff';

/**
 * Public elections that were counted by instant run-off, their ballots put together by order: who wins, with how
 * many votes, and whom a majority prefers. In Burlington and Alaska the winner loses a direct comparison.
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

/**
 * Minneapolis, mayor, 5 November 2013: the six strongest of 36 candidates. Ballots from the cast vote record (kept in
 * the tests of VoteKit), read by the rules that RCTab's own test states: two blank places in a row, or two names in one place, end
 * a ballot. H Hodges, A Andrew, S Samuels, W Winton, C Cherryhomes, F Fine.
 */
const MINNEAPOLIS: Election = {
	candidates: ['Hodges', 'Andrew', 'Samuels', 'Winton', 'Cherryhomes', 'Fine'],
	ballots: Object.fromEntries(
		`
			A5798 H5425 W4140 HA3529 HS3480 HAS3309 HSA3031 AH2575 AHS2502 HSC1831 S1574 HAC1479 SH1371 AHC1305 SHA1232
			ASH1207 HC1121 C1062 AS985 HF874 AC840 HCA815 HCS805 HW727 HSW717 F703 HAF691 WS652 SAH638 WH612 SHC609 HSF607
			AHF603 HAW596 ACS577 WF569 ACH557 ASC553 SA543 AF537 SC479 AHW442 CH417 CA374 WA369 CS366 AW354 SCH330 HFA324
			HWS316 HWA286 HFS281 SHW279 FH273 SW273 WHS270 SHF246 CHA242 AFH238 CHS234 CSH229 SAC229 CAH222 FA220 SF220
			SCA219 ASF213 FW212 WSH202 WHA200 AWH199 WC177 ASW173 WAH168 CSA167 ACF166 CAS150 FS148 HCW143 FHA140 AWS136
			AFS133 HFC124 SWH123 HCF122 ACW117 CF115 HWC114 WHF107 HFW106 WAS102 AFC99 HWF99 WSF98 FAH96 WHC96 WFH95 FHS94
			FC91 SAW91 SFH90 SAF89 WFS85 WSA82 SFA80 SWA80 WSC77 AWF75 FSH72 AWC69 CW69 SCW63 SCF57 WFA56 WAC51 WCH51
			SWC50 FWS49 CHF47 FHW46 SFC46 SWF46 WCA46 AFW45 FAS44 FWH43 CSF42 WAF42 CAF41 FSA40 FAC38 WFC38 FHC37 FSW37
			WCS37 CHW35 FAW35 CSW34 SFW32 CAW31 CFA30 CFH30 CFS28 CWH28 FWA27 CWS26 FCA23 FSC23 CWA21 FCH20 FCS17 FCW17
			WCF16 CWF12 CFW8 FWC8
		`
			.trim()
			.split(/\s+/)
			.map((entry) => [entry.replace(/\d+/, ''), Number(entry.replace(/\D+/, ''))]),
	),
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

it('counts the 75,590 ballots of Minneapolis 2013 as RCTab does, round by round', () => {
	const { rounds, winner } = runOff(orders(MINNEAPOLIS), 6);
	expect(winner).toBe(0);
	const votes = rounds.map((round) => round.votes);
	// RCTab drops the last of this round together, so of the rounds between it prints the one with four left.
	expect(votes[0]).toEqual([30952, 20498, 9089, 8438, 4060, 2553]);
	expect(votes[2]?.slice(0, 4)).toEqual([32567, 21802, 10292, 8958]);
	expect(votes[4]?.slice(0, 2)).toEqual([38852, 24942]);
	const { verdict, condorcetWinner } = result(MINNEAPOLIS, 100);
	expect([verdict, condorcetWinner?.label]).toEqual(['clearWinner', 'Hodges']);
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
