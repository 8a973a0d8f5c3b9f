import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { type Raw, pick, run, times, votes } from '../support/results.mts';

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
		expect(result.options.at(-1)).toMatchObject({
			label: 'None selected',
			none: true,
			votes: 40,
			share: 0.8,
			rank: null,
		});
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
