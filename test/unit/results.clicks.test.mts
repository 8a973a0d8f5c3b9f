import { questionResult } from '../../nodes/PickFu/results/index';
import type { QuestionResult } from '../../nodes/PickFu/results/index';
import { type Raw, SETTINGS, answers, run, survey, times } from '../support/results.mts';

describe('a click test', () => {
	const image = {
		id: 'q1',
		type: 'click_test',
		value: 'Where?',
		options: [{ id: 'a', mediaUrl: 'https://example.com/a.png' }],
	};
	const points = (...clicks: unknown[]) =>
		questionResult(survey([image]).questions[0]!, answers([1, { clicks }]), SETTINGS).points?.map(
			({ x, y }) => [x, y],
		);

	it.each<[string, unknown[], number[][]]>([
		[
			'fractions',
			[
				{ x: 0.25, y: 0.5 },
				{ x: 1, y: 0 },
			],
			[
				[0.25, 0.5],
				[1, 0],
			],
		],
		[
			'percent',
			[
				{ x: '25%', y: '50%' },
				{ x: 80, y: 10 },
			],
			[
				[0.25, 0.5],
				[0.8, 0.1],
			],
		],
		[
			'pixels with the size of the image',
			[{ x: 200, y: 300, width: 800, height: 600 }],
			[[0.25, 0.5]],
		],
		['pairs', [[0.25, 0.5]], [[0.25, 0.5]]],
		['a pair by itself', [0.25, 0.5], [[0.25, 0.5]]],
		['nested places', [{ position: { left: 0.25, top: 0.5 } }], [[0.25, 0.5]]],
	])('reads %s', (_, clicks, expected) => {
		expect(points(...clicks)).toEqual(expected);
	});

	it('says that pixels without the size of the image show a pattern, not places', () => {
		const result = questionResult(
			survey([image]).questions[0]!,
			answers([1, { clicks: [{ x: 400, y: 300 }] }]),
			SETTINGS,
		);
		expect(result.notes.join()).toContain("size of the image didn't come");
		expect(result.grid?.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(1);
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
