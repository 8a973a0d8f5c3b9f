import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import type { QuestionResult, ResultSettings } from '../../nodes/PickFu/results/index';

/**
 * When a result is called a finding, and when not. Every case is one that was called wrongly.
 */

type Raw = Record<string, unknown>;

function all(type: string, labels: string[], answers: Raw[], status = 'completed') {
	const options = labels.map((value, index) => ({ id: `o${index + 1}`, value }));
	return {
		survey: readSurvey({
			id: 's',
			status,
			sampleSize: answers.length,
			questions: [{ id: 'q', type, value: 'Which?', options }],
		} as never),
		answers: answers.map((answer, index) =>
			readAnswer({ id: `r${index}`, question_id: 'q', ...answer } as never),
		),
	};
}

function run(
	type: string,
	labels: string[],
	answers: Raw[],
	settings: Partial<ResultSettings> & { status?: string } = {},
) {
	const { survey, answers: read } = all(type, labels, answers, settings.status);
	const results = surveyResults(survey, read, { confidence: 0.95, ...settings });
	return { ...results.questions[0]!, flat: results };
}

const times = (count: number, raw: Raw): Raw[] => Array.from({ length: count }, () => raw);
const pick = (chosen: unknown): Raw => ({ chosen_option: chosen });
const votes = ({ options }: QuestionResult) =>
	options.filter(({ number }) => number !== null).map((option) => option.votes);

describe('what fits no option', () => {
	const names = ['Morning Mug', 'First Light'];
	const met = (winner: string): Raw => ({
		chosen_option: winner,
		matchup: { options: names, winner },
	});

	it('never wins, whatever its share of the match-ups it is in', () => {
		const result = run('head_to_head', names, [
			...times(60, met('Morning Mug')),
			...times(39, met('First Light')),
			met('First light!'),
		]);
		expect(result.winner).toMatchObject({ label: 'Morning Mug', share: 0.6 });
		expect(result.options.map(({ share, rank }) => [share, rank])).toEqual([
			[0.6, 1],
			[0.39, 2],
			[0.01, null],
		]);
		expect(result.unresolved).toBe(1);
		expect(result.notes.join()).toContain('"First light!"');
	});

	it('never wins as "Neither"', () => {
		const result = run('head_to_head', names, [
			...times(53, met('Morning Mug')),
			...times(40, met('First Light')),
			...times(7, met('Neither')),
		]);
		expect(result).toMatchObject({ verdict: 'leading', significant: false });
		expect(result.winner?.label).toBe('Morning Mug');
	});

	it('leaves no winner where it could change the first place', () => {
		const result = run(
			'single_select',
			['Red', 'Green', 'Blue'],
			[...times(25, pick('Red')), ...times(20, pick('Green')), ...times(15, pick('Grün'))],
		);
		expect(result).toMatchObject({ winner: null, verdict: 'noWinner', tie: false });
		expect(result.notes.join()).toContain('could change the first place');
	});

	it('counts against the leader in the test', () => {
		// 60 to 30 alone is significant; with 20 that could mean either, 60 to 50 is not (p = 0.39).
		const result = run(
			'single_select',
			['Red', 'Green'],
			[...times(60, pick('Red')), ...times(30, pick('Green')), ...times(20, pick('Grün'))],
		);
		expect(result).toMatchObject({ verdict: 'leading', significant: false });
		expect(result.pValue).toBeCloseTo(0.391, 2);
	});

	it.each([
		'Salt &amp; Pepper',
		'Salt &amp;amp; Pepper',
		'<b>Salt &#38; Pepper</b>',
		'SALT & PEPPER',
	])('is not what is written otherwise only: %j', (label) => {
		const result = run('single_select', ['Salt & Pepper', 'Plain'], times(40, pick(label)));
		expect(result.winner).toMatchObject({ optionId: 'o1', votes: 40 });
		expect(result.unresolved).toBe(0);
	});

	it('takes quotes of any form for the same', () => {
		const result = run('single_select', ["Baker's choice", 'x'], times(9, pick('Baker’s choice')));
		expect(votes(result)).toEqual([9, 0]);
	});

	it('is more than one row only up to a number, and all of it is counted', () => {
		const strange = Array.from({ length: 60 }, (_, index) => pick(`Other ${index}`));
		const result = run('single_select', ['Red', 'Blue'], [...times(100, pick('Red')), ...strange]);
		expect(result.options).toHaveLength(42);
		expect(result.options.reduce((sum, option) => sum + option.votes, 0)).toBe(160);
		expect(result.options[41]!.label).toBe('21 other labels');
		expect(result.notes.join()).toMatch(/"Other \d+" and 55 others/);
	});
});

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

it.each([
	['head-to-head', 'choice'],
	['starRating', 'rating'],
	['Multi Select', 'several'],
])('a type is known in another spelling: %s', (type, kind) => {
	expect(run(type, ['A', 'B'], [{ score: 4, chosen_option: 'A' }]).kind).toBe(kind);
});

describe('several picks', () => {
	const colors = ['Red', 'Blue', 'Green'];
	const forms = (text: (...parts: string[]) => string) => [
		...times(14, pick(text('Red', 'Blue'))),
		...times(10, pick(text('Red', 'Green'))),
		...times(6, pick('Red')),
		...times(20, pick(text('Blue', 'Green'))),
	];

	it.each<[string, (...parts: string[]) => string]>([
		['commas', (...parts) => parts.join(', ')],
		['bars', (...parts) => parts.join('|')],
		['semicolons', (...parts) => parts.join('; ')],
		['lines', (...parts) => parts.join('\n')],
		['JSON', (...parts) => JSON.stringify(parts)],
	])('are read from one text with %s', (_, text) => {
		const result = run('multi_select', colors, forms(text));
		expect(votes(result)).toEqual([30, 34, 30]);
		expect(result).toMatchObject({ winner: { label: 'Blue' }, unresolved: 0 });
	});

	it('keep a label whole that holds a comma', () => {
		const result = run(
			'multi_select',
			['White, warm', 'White', 'Red'],
			[pick('White, warm'), pick('Red, White, warm'), pick('White, Red')],
		);
		expect(votes(result)).toEqual([2, 1, 2]);
	});

	it('are not made of a text that is only partly options', () => {
		const result = run('multi_select', colors, [pick('Red, Purple')]);
		expect(votes(result)).toEqual([0, 0, 0]);
		expect(result.unresolved).toBe(1);
	});

	it('have everyone asked as their base, and a row for none', () => {
		const result = run('multi_select', colors, [
			...times(10, pick(['Red'])),
			...times(40, pick([])),
		]);
		expect(result.winner).toMatchObject({ label: 'Red', votes: 10, base: 50, share: 0.2 });
		expect(result.options.at(-1)).toMatchObject({ none: true, votes: 40, share: 0.8, rank: null });
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

describe('a rating', () => {
	const scores = (...list: number[]) =>
		run(
			'star_rating',
			[],
			list.map((score) => ({ score })),
		);

	it('stays on its scale', () => {
		const { meanLow, meanHigh, scale } = scores(5, 5, 1);
		expect(scale).toEqual({ low: 1, high: 5 });
		expect(meanLow).toBeGreaterThanOrEqual(1);
		expect(meanHigh).toBeLessThanOrEqual(5);
	});

	it.each([
		['five ratings, all the same', [5, 5, 5, 5, 5]],
		['fourteen', [...'45454545454545'].map(Number)],
		['twenty without spread', Array.from({ length: 20 }, () => 4)],
	])('is not reliable from %s', (_, list) => {
		expect(scores(...list)).toMatchObject({ verdict: 'rough', enoughAnswers: false });
	});

	it('is reliable from many that agree', () => {
		const result = scores(...Array.from({ length: 40 }, (_, index) => 4 + (index % 2)));
		expect(result).toMatchObject({
			verdict: 'reliable',
			enoughAnswers: true,
			moreNeeded: 0,
			standardDeviation: 0.5064,
			topTwo: { votes: 40, share: 1 },
			bottomTwo: { votes: 0, share: 0 },
		});
	});

	it('knows the size of another scale', () => {
		const result = run(
			'emoji_rating',
			[],
			[...times(20, { score: 80 }), ...times(20, { score: 60 })],
		);
		expect(result).toMatchObject({
			scale: { low: 0, high: 100 },
			mean: 70,
			verdict: 'reliable',
			topTwo: null,
		});
		const ten = run('star_rating', [], times(3, pick('8/10')));
		expect(ten).toMatchObject({ mean: 8, scale: { low: 1, high: 10 } });
	});
});

describe('clicks', () => {
	const clicks = (...list: Raw[]) =>
		run(
			'click_test',
			['x'],
			list.map((click) => ({ clicks: [click] })),
		);
	const places = ({ points }: QuestionResult) => points!.map(({ x, y }) => [x, y]);

	it('keep their unit when one of them is outside', () => {
		const result = clicks(...times(20, { x: 0.5, y: 0.5 }), { x: 1.2, y: 0.5 });
		expect(places(result)).toEqual(times(20, {}).map(() => [0.5, 0.5]));
		expect(result.counted).toBe(20);
		expect(result.notes.join()).toContain("1 click couldn't be placed");
		expect(result.notes.join()).toContain('read as fractions');
	});

	it('use the size that came with half of them', () => {
		const sized = { x: 300, y: 200, width: 600, height: 400 };
		const result = clicks(sized, sized, { x: 150, y: 100 }, { x: 300, y: 100 });
		expect(places(result)).toEqual([
			[0.5, 0.5],
			[0.5, 0.5],
			[0.25, 0.25],
			[0.5, 0.25],
		]);
		expect(result.notes).toEqual([
			expect.any(String),
			'Positions were read as pixels of the image.',
		]);
	});

	it('are pixels where a small image is named, though 100 percent would hold them', () => {
		const sized = { x: 40, y: 30, width: 80, height: 60 };
		const result = clicks(...times(19, sized), { x: 40, y: 30 });
		expect(places(result)).toEqual(times(20, {}).map(() => [0.5, 0.5]));
		expect(result.notes.join()).toContain('read as pixels');
	});

	it.each([
		[{ x: 0.4, y: 1.02 }, 'fractions'],
		[{ x: 40, y: 60 }, 'percentages'],
	])('say their unit', (click, unit) => {
		expect(clicks(click).notes.join()).toContain(`read as ${unit}`);
	});
});

describe('a breakdown', () => {
	const people = (count: number, chosen: string, respondent: unknown) =>
		times(count, { chosen_option: chosen, respondent });
	const broken = (answers: Raw[], type = 'single_select') =>
		run(type, ['A', 'B', 'C'], answers, { breakdownBy: ['all'] });

	it('says the base of each group, marks the small and judges none that is too small', () => {
		const result = broken([
			...people(30, 'A', { Gender: 'Female' }),
			...people(15, 'B', { Gender: 'Male' }),
			...people(1, 'C', { Gender: 'Non-binary' }),
		]);
		expect(
			result.breakdown![0]!.groups.map(({ value, counted, base, winner }) => [
				value,
				counted,
				base,
				winner,
			]),
		).toEqual([
			['Female', 30, 'ok', 'A'],
			['Male', 15, 'small', 'B'],
			['Non-binary', 1, 'tooSmall', null],
		]);
		expect(result.breakdown![0]!.groups[0]!.options[0]).toMatchObject({ votes: 30, base: 30 });
	});

	it('counts a person with two values in both groups', () => {
		const result = broken(people(1, 'A', [{ name: 'Pets', value: ['Cat', 'Dog'] }]));
		expect(result.breakdown![0]!.groups.map(({ value }) => value)).toEqual(['Cat', 'Dog']);
	});

	it('keeps marks of other scripts apart', () => {
		const result = broken(people(1, 'A', { की: 'x', कु: 'y' }));
		expect(result.breakdown!.map(({ trait }) => trait)).toEqual(['की', 'कु']);
	});

	it('says where traits came without names', () => {
		expect(broken(people(1, 'A', ['Female', '25-34'])).notes.join()).toContain('without names');
	});

	it('explains the shares of run-offs', () => {
		const result = broken(
			times(2, { rounds: ['A', 'B', 'C'], respondent: { Gender: 'Female' } }),
			'ranked',
		);
		expect(result.breakdown![0]!.explanation).toContain("can't be compared between groups");
	});
});

it('reads an image by its address under another signature, and letters unless they are texts', () => {
	const survey = readSurvey({
		id: 's',
		status: 'completed',
		questions: [
			{
				id: 'q',
				type: 'single_select',
				options: [
					{ id: 'a', value: 'B' },
					{ id: 'b', value: 'A' },
					{ id: 'c', mediaUrl: 'https://x.test/c.png?sig=1' },
				],
			},
		],
	} as never);
	const answers = ['A', 'B', 'B', 'https://x.test/c.png?sig=2', 'C'].map((chosen) =>
		readAnswer({ question_id: 'q', chosen_option: chosen } as never),
	);
	const [result] = surveyResults(survey, answers, { confidence: 0.95 }).questions;
	expect(result!.options.map((option) => option.votes)).toEqual([2, 1, 1, 1]);
	expect(result!.options[3]).toMatchObject({ label: 'C', unlisted: true });
});
