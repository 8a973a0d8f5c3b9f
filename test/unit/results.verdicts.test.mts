import { surveyResults } from '../../nodes/PickFu/results/index';
import { type Raw, all, pick, run, times } from '../support/results.mts';

/**
 * When a result is called a finding, and when not. Every case is one that was called wrongly.
 */

describe('a round robin', () => {
	const duel = (winner: string, loser: string): Raw => ({
		chosen_option: winner,
		matchup: { options: [winner, loser] },
	});
	const duels = (one: string, other: string, wins: number, losses: number) => [
		...times(wins, duel(one, other)),
		...times(losses, duel(other, one)),
	];

	it('has no clear winner that another option beats, however sure the test is', () => {
		const result = run(
			'head_to_head',
			['A', 'B', 'C'],
			[...duels('A', 'B', 30, 70), ...duels('A', 'C', 100, 0), ...duels('B', 'C', 55, 45)],
		);
		expect(result).toMatchObject({
			verdict: 'leading',
			significant: false,
			enoughAnswers: false,
			moreNeeded: null,
		});
		expect(result.condorcetWinner).toMatchObject({ label: 'B' });
		expect(result.pairwise).toEqual([
			[0, 30, 100],
			[70, 0, 55],
			[0, 45, 0],
		]);
		expect(result.summary).toContain('not conclusively');
	});

	it('counts people, not match-ups: respondents, intervals and what more is needed', () => {
		const { survey, answers } = all(
			'head_to_head',
			['A', 'B', 'C'],
			[...duels('A', 'B', 55, 45), ...duels('A', 'C', 60, 40), ...duels('B', 'C', 60, 40)],
		);
		const results = surveyResults({ ...survey, sampleSize: 100 }, answers, { confidence: 0.95 });
		const [question] = results.questions;
		expect(results).toMatchObject({ respondents: 100, answers: 300, notes: [] });
		// 55 to 45 of 100 people; 783 are the first that find it with 80% (exact), so 690 or so more.
		expect(question!.moreNeeded).toBeGreaterThan(600);
		expect(question!.moreNeeded).toBeLessThan(750);
		// Wilson for 57.5 of 100, not for 115 of 200: 0.477 to 0.667 (0.506 to 0.641).
		expect(question!.options[0]).toMatchObject({ votes: 115, base: 200 });
		expect(question!.options[0]!.low).toBeCloseTo(0.477, 2);
		expect(question!.pairwise).toEqual([
			[0, 55, 60],
			[45, 0, 60],
			[40, 40, 0],
		]);
	});

	it('names nobody where not every option met the leader', () => {
		const result = run(
			'head_to_head',
			['A', 'B', 'C'],
			[...duels('A', 'B', 40, 9), duel('C', 'B')],
		);
		expect(result).toMatchObject({ winner: null, verdict: 'noWinner' });
	});

	it('names who leads by share where what fits no option could not change that', () => {
		const stray = { chosen_option: 'Zebra', matchup: { options: ['B', 'C'] } };
		const met = [...duels('A', 'B', 4, 1), ...duels('A', 'C', 4, 1), ...duels('B', 'C', 11, 4)];
		const result = run('head_to_head', ['A', 'B', 'C'], [...met, stray]);
		// A won 8 of 10 and has fewer wins than B, which could have 13 of 21.
		expect(result.winner).toMatchObject({ label: 'A', votes: 8, base: 10 });
		expect(result.options[3]).toMatchObject({ label: 'Zebra', votes: 1, base: 1, rank: null });
	});

	it('names nobody where what fits no option could cost the leader its lead', () => {
		const stray = { chosen_option: 'Zebra', matchup: { options: ['A', 'C'] } };
		const met = [...duels('A', 'B', 4, 1), ...duels('A', 'C', 4, 1), ...duels('B', 'C', 14, 1)];
		const result = run('head_to_head', ['A', 'B', 'C'], [...met, stray, stray]);
		// A won 8 of 10, and 8 of 12 if it lost what 'Zebra' won; B won 15 of 20.
		expect(result).toMatchObject({ winner: null, verdict: 'noWinner' });
	});

	it('reads who met from winner and loser alone', () => {
		const result = run(
			'head_to_head',
			['A', 'B', 'C'],
			[
				...times(3, { matchup: { winner: 'A', loser: 'B' } }),
				...times(2, { matchup: { winner: 'A', loser: 'C' } }),
				{ matchup: { winner: 'B', loser: 'C' } },
			],
		);
		expect(result.options.map(({ votes: won, base }) => [won, base])).toEqual([
			[5, 5],
			[1, 4],
			[0, 3],
		]);
	});
});

describe('a ranked question', () => {
	const ranking = (order: string): Raw => ({ rounds: [...order] });

	it('has no clear winner that hangs on one vote', () => {
		const ballots = (bca: number, cba: number) => [
			...times(17, ranking('ABC')),
			...times(18, ranking('ACB')),
			...times(bca, ranking('BCA')),
			...times(cba, ranking('CBA')),
		];
		const result = run('ranked', ['A', 'B', 'C'], ballots(33, 32));
		expect(result.winner?.label).toBe('B');
		expect(result).toMatchObject({ verdict: 'leading', significant: false });
		expect(result.stability).toBeGreaterThan(0.4);
		expect(result.stability).toBeLessThan(0.6);
		// The share of an option hangs on who dropped out before.
		expect(result.options.map(({ low }) => low)).toEqual([null, null, null]);
		expect(result.notes.join()).toContain('not stable');
		expect(run('ranked', ['A', 'B', 'C'], ballots(32, 33)).winner?.label).toBe('C');
	});

	it('has a clear winner where the whole run-off holds', () => {
		const result = run(
			'ranked',
			['A', 'B', 'C'],
			[...times(60, ranking('ABC')), ...times(25, ranking('BAC')), ...times(5, ranking('CBA'))],
		);
		expect(result).toMatchObject({ verdict: 'clearWinner', significant: true, stability: 1 });
		expect(result.condorcetWinner).toMatchObject({ label: 'A' });
		expect(result.options.map(({ meanRank }) => meanRank)).toEqual([1.3889, 1.7222, 2.8889]);
		// Only of the last round a share says something of everyone.
		const { verdict, options } = run(
			'ranked',
			['A', 'B', 'C'],
			[...times(44, ranking('ABC')), ...times(30, ranking('BAC')), ...times(26, ranking('CAB'))],
		);
		expect(verdict).toBe('clearWinner');
		expect(options.map(({ low, high }) => low === null && high === null)).toEqual([
			false,
			false,
			true,
		]);
	});

	it('calls a tie at the bottom what it is, with a second answer beside it', () => {
		const result = run(
			'ranked',
			['A', 'B', 'C'],
			[...times(4, ranking('ABC')), ...times(3, ranking('BCA')), ...times(3, ranking('CBA'))],
		);
		expect(result).toMatchObject({ verdict: 'noWinner', winner: null, tie: false, margin: null });
		expect(result.couldWin?.map(({ label }) => label)).toEqual(['B', 'C']);
		// Mean ranks: A 2.2, B 1.7, C 2.1. C drops out, its votes go to B.
		expect(result.wouldWin).toMatchObject({ label: 'B' });
		expect(result.options.map(({ rank }) => rank)).toEqual([null, null, null]);
		expect(result.summary).toBe(
			'No winner: a tie for last place decides whether "B" or "C" wins. By the usual tie-break it would be "B".',
		);
	});

	it('does not read an order past a word that fits no option as if it were the rest', () => {
		const result = run('ranked', ['A', 'B', 'C'], times(6, { rounds: ['B', 'Zebra', 'C'] }));
		expect(result.pairwise![0]).toEqual([0, 0, 0]);
		expect(result.unresolved).toBe(6);
		expect(result.winner?.label).toBe('B');
	});

	it.each(['Ranked', 'RANKED', 'rankedChoice'.slice(0, 6)])('is known as %s', (type) => {
		expect(run(type, ['A', 'B', 'C'], times(20, pick('A')))).toMatchObject({
			kind: 'ranked',
			winner: null,
		});
	});
});

describe('a survey that is running', () => {
	const early = [...times(9, pick('A')), pick('B')];

	it.each(['in-progress', 'unpublished'])('has no verdict, test or advice: %s', (status) => {
		const result = run('head_to_head', ['A', 'B'], early, { status });
		const nothing = { significant: null, enoughAnswers: null, moreNeeded: null, pValue: null };
		expect(result).toMatchObject({ verdict: 'notFinal', ...nothing });
		expect(result.flat).toMatchObject({ verdict: 'notFinal', winner: 'A', ...nothing });
		expect(result.summary).toContain("This isn't final");
		expect(run('star_rating', [], times(30, { score: 4 }), { status })).toMatchObject({
			verdict: 'notFinal',
			enoughAnswers: null,
		});
	});

	it('is not final where no winner could be named either, and has too few answers once it is over', () => {
		const open = [...times(5, pick('A')), ...times(5, pick('Zebra'))];
		expect(run('single_select', ['A', 'B'], open, { status: 'in-progress' })).toMatchObject({
			verdict: 'notFinal',
			enoughAnswers: null,
		});
		expect(run('single_select', ['A', 'B'], open)).toMatchObject({
			verdict: 'noWinner',
			enoughAnswers: false,
		});
	});

	it('has one when it is over, whatever the state is called', () => {
		expect(run('head_to_head', ['A', 'B'], early, { status: 'stopped' })).toMatchObject({
			verdict: 'clearWinner',
			significant: true,
		});
	});
});

describe('advice', () => {
	it('is a chance, and warns of looking again', () => {
		const result = run(
			'head_to_head',
			['A', 'B'],
			[...times(30, pick('A')), ...times(20, pick('B'))],
		);
		expect(result.summary).toContain('an 80% chance to be found');
		expect(result.notes.join()).toContain('Decide on the total in advance');
	});

	it('ends where the two are practically tied', () => {
		const result = run(
			'head_to_head',
			['A', 'B'],
			[...times(5001, pick('A')), ...times(4999, pick('B'))],
		);
		expect(result).toMatchObject({ verdict: 'practicallyTied', moreNeeded: null });
		expect(result.summary).toContain('practically tied');
	});
});
