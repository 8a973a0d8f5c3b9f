import { questionResult } from '../../nodes/PickFu/results/index';
import { SETTINGS, answers, pick, run, survey, times } from '../support/results.mts';

describe('ratings', () => {
	const stars = { id: 'q1', type: 'star_rating', value: 'How good?', options: [] };

	it('give mean, median and all five places of the scale', () => {
		const result = questionResult(
			survey([stars]).questions[0]!,
			answers([4, { score: 5 }], [3, { score: 4 }], [1, pick('2 stars')], [2, pick('★★★☆☆')]),
			SETTINGS,
		);
		expect(result).toMatchObject({ counted: 10, mean: 4, median: 4, winner: null, pValue: null });
		expect(result.distribution?.map(({ value, votes }) => [value, votes])).toEqual([
			[1, 0],
			[2, 1],
			[3, 2],
			[4, 3],
			[5, 4],
		]);
		expect(result.meanLow).toBeLessThan(4);
	});

	it('have a mean but no interval when there is one answer', () => {
		const result = questionResult(
			survey([stars]).questions[0]!,
			answers([1, { score: 4 }]),
			SETTINGS,
		);
		expect(result).toMatchObject({
			mean: 4,
			median: 4,
			meanLow: null,
			meanHigh: null,
			enoughAnswers: false,
		});
	});

	it('stay finite for a score of any size', () => {
		const result = questionResult(
			survey([stars]).questions[0]!,
			answers([2, { score: -1.7e308 }]),
			SETTINGS,
		);
		expect(result.mean).toBe(-1.7e308);
		expect(result.distribution).toEqual([{ value: -1.7e308, votes: 2, share: 1 }]);
	});

	it('are counted by their names when an emoji comes without a number', () => {
		const result = questionResult(
			survey([{ ...stars, type: 'emoji_rating' }]).questions[0]!,
			answers([2, pick('😀')], [1, pick('😐')]),
			SETTINGS,
		);
		expect(result.distribution).toEqual([
			{ value: '😀', votes: 2, share: 0.6667 },
			{ value: '😐', votes: 1, share: 0.3333 },
		]);
		expect(result.mean).toBeNull();
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
