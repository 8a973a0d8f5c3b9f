import { run, times } from '../support/results.mts';

describe('clicks', () => {
	const clicked = (...list: unknown[]) =>
		run(
			'click_test',
			['x'],
			list.map((click) => ({ clicks: [click] })),
		);
	const placesOf = ({ points = [] }: ReturnType<typeof clicked>) =>
		points.map(({ x, y }) => [x, y]);
	const sized = { x: 300, y: 100, width: 600, height: 400 };

	it.each<[string, unknown[], number[][]]>([
		['a little outside are on the edge', [{ x: -0.05, y: 1.05 }], [[0, 1]]],
		[
			'in pixels among fractions go by their own size',
			[...times(20, { x: 0.5, y: 0.5 }), sized],
			[...times(20, {}).map(() => [0.5, 0.5]), [0.5, 0.25]],
		],
		[
			'in pixels down only, too',
			[...times(20, { x: 0.5, y: 0.5 }), { ...sized, x: 1 }],
			[...times(20, {}).map(() => [0.5, 0.5]), [0.0017, 0.25]],
		],
		['of a size of nothing have none', [{ x: 0.25, y: 0.5, width: 0, height: 0 }], [[0.25, 0.5]]],
		['with an empty place beside them', [{ position: null, x: 0.25, y: 0.5 }], [[0.25, 0.5]]],
		[
			'with the size beside the place',
			[{ point: { x: 150, y: 100 }, w: 600, h: 400 }],
			[[0.25, 0.25]],
		],
		[
			'with the size within the place',
			[{ point: { x: 150, y: 100, image_width: 600, image_height: 400 } }],
			[[0.25, 0.25]],
		],
		['with a word where a number is expected', [{ x: 'auto', left: 0.25, y: 0.5 }], [[0.25, 0.5]]],
		['as texts', [{ left: ' 25 %', top: '50%' }], [[0.25, 0.5]]],
		[
			'without a size go by the farthest',
			[
				{ x: 200, y: 300 },
				{ x: 400, y: 150 },
			],
			[
				[0.5, 1],
				[1, 0.5],
			],
		],
		['as numbers are no pair where one is a place', [0.25, { x: 0.5, y: 0.5 }], [[0.5, 0.5]]],
	])('%s', (_, list, places) => {
		expect(placesOf(clicked(...list))).toEqual(places);
	});

	it.each([{ x: 0.5 }, { y: 0.5 }, { x: 'left', y: '' }, 'top', null, 7])(
		'are not read from %j',
		(click) => {
			const result = clicked(...times(30, { x: 0.5, y: 0.5 }), click);
			expect(result).toMatchObject({ counted: 30 });
			expect(result.points).toHaveLength(30);
			expect(result.notes).toContain("1 click couldn't be placed on the image.");
		},
	);

	it('that are none say no unit and have no verdict', () => {
		const { notes, verdict, counted: people } = clicked({ x: 'left' });
		expect([notes, verdict, people]).toEqual([
			[
				'1 response had no readable click and was excluded.',
				"1 click couldn't be placed on the image.",
			],
			'noResponses',
			0,
		]);
		expect(clicked({ x: 0.1, y: 0.1 }).verdict).toBe('descriptive');
	});

	it('are counted in a grid of 10 by 10, and by who made them', () => {
		const { grid, points } = clicked({ x: 0.25, y: 0.75 }, { x: 1, y: 1 }, { x: 0, y: 0.09 });
		expect([grid!.columns, grid!.rows, grid!.counts.length]).toEqual([10, 10, 10]);
		const cells = grid!.counts.flatMap((row, down) =>
			row.flatMap((count, across) => (count > 0 ? [[down, across, count]] : [])),
		);
		expect(cells).toEqual([
			[0, 0, 1],
			[7, 2, 1],
			[9, 9, 1],
		]);
		expect(points!.map(({ responseId }) => responseId)).toEqual(['r0', 'r1', 'r2']);
	});
});
