import { pick, run, times } from '../support/results.mts';

describe('a rating', () => {
	const rated = (...groups: Array<[count: number, score: unknown]>) =>
		run(
			'star_rating',
			[],
			groups.flatMap(([count, score]) =>
				times(count, typeof score === 'string' ? pick(score) : { score }),
			),
		);

	it.each<[string, Array<[number, unknown]>, { low: number; high: number } | null]>([
		[
			'five stars',
			[
				[1, 1],
				[1, 5],
			],
			{ low: 1, high: 5 },
		],
		[
			'a nought',
			[
				[1, 0],
				[1, 5],
			],
			{ low: 0, high: 5 },
		],
		[
			'six',
			[
				[1, 1],
				[1, 6],
			],
			{ low: 1, high: 10 },
		],
		[
			'a nought and ten',
			[
				[1, 0],
				[1, 10],
			],
			{ low: 0, high: 10 },
		],
		[
			'eleven',
			[
				[1, 1],
				[1, 11],
			],
			{ low: 0, high: 100 },
		],
		[
			'a named end',
			[
				[1, '3/7'],
				[1, '2/7'],
			],
			{ low: 1, high: 7 },
		],
		['a named end of one', [[1, '1/1']], { low: 1, high: 5 }],
		[
			'a named end that is too small',
			[
				[1, '3/4'],
				[1, 5],
			],
			{ low: 1, high: 5 },
		],
		[
			'a number below 0',
			[
				[1, -1],
				[1, 3],
			],
			null,
		],
		['a number above 100', [[1, 101]], null],
		['nothing', [], null],
	])('has the scale of %s', (_, groups, scale) => {
		expect(rated(...groups).scale).toEqual(scale);
	});

	it('without a scale has a mean and no verdict', () => {
		expect(rated([20, 101], [20, 103])).toMatchObject({
			verdict: 'descriptive',
			mean: 102,
			meanLow: null,
			topTwo: null,
		});
	});

	it('has its best and worst two places, counted by hand', () => {
		expect(rated([1, 1], [2, 2], [3, 3], [4, 4], [5, 5])).toMatchObject({
			topTwo: { votes: 9, share: 0.6 },
			bottomTwo: { votes: 3, share: 0.2 },
			median: 4,
			mean: 3.6667,
			standardDeviation: 1.291,
		});
		expect(rated([1, 0], [1, 1], [2, 9], [1, 10])).toMatchObject({
			topTwo: { votes: 3, share: 0.6 },
			bottomTwo: { votes: 2, share: 0.4 },
		});
		// Four places have them, three have not.
		const quarters = rated([3, '4/4'], [1, '3/4'], [1, '1/4']);
		expect(quarters).toMatchObject({ topTwo: { votes: 4 }, bottomTwo: { votes: 1 } });
		expect(rated([3, '3/3'], [1, '1/3'])).toMatchObject({ topTwo: null, bottomTwo: null });
		// Half a star is between two places.
		expect(rated([1, 4.5], [1, 4])).toMatchObject({ topTwo: null, bottomTwo: null, median: 4.25 });
	});

	it('that nobody can read has no verdict but that there is none', () => {
		expect(run('star_rating', [], [{ explanation: 'x' }]).verdict).toBe('noResponses');
	});

	it('has no spread of one, and an even median between the two in the middle', () => {
		expect(rated([1, 4])).toMatchObject({ standardDeviation: null, median: 4 });
		expect(rated([1, 2], [1, 5])).toMatchObject({ standardDeviation: 2.1213, median: 3.5 });
	});

	it('says how many more make it reliable: an interval of a quarter of the scale', () => {
		// Spread 4 * sqrt(20) / 2 / sqrt(19) = 2.0520; (1.959964 * 2.0520 / 0.5)^2 = 64.7: 65 ratings, 45 more.
		expect(rated([10, 1], [10, 5])).toMatchObject({
			verdict: 'rough',
			enoughAnswers: false,
			moreNeeded: 45,
		});
		// Fifteen at least, however narrow the interval is.
		expect(rated([13, 4], [1, 5])).toMatchObject({ verdict: 'rough', moreNeeded: 1 });
		// A mean has no lead that more people could make by chance: asking more of them is what helps.
		expect(rated([13, 4], [1, 5]).notes.join()).not.toContain('Adding respondents');
		expect(rated([14, 4], [1, 5])).toMatchObject({ verdict: 'reliable', moreNeeded: 0 });
		expect(rated([20, 4])).toMatchObject({ verdict: 'rough', moreNeeded: null });
	});

	it('lists all places of a short scale, and only what came of a long one', () => {
		const places = ({ distribution = [] }: ReturnType<typeof rated>) =>
			distribution.map(({ value, votes }) => [value, votes]);
		expect(places(rated([1, 0], [1, 10]))).toHaveLength(11);
		expect(places(rated([1, 40], [2, 7.5]))).toEqual([
			[7.5, 2],
			[40, 1],
		]);
		const fine = Array.from({ length: 23 }, (_, at): [number, unknown] => [1, 20 + at / 10]);
		expect(places(rated(...fine))).toEqual([
			[20, 5],
			[21, 10],
			[22, 8],
		]);
		expect(places(rated(...fine.slice(1)))).toHaveLength(22);
	});

	it('by name is counted by name, the most frequent first, then by letters', () => {
		const {
			distribution,
			verdict,
			counted: people,
		} = run(
			'emoji_rating',
			[],
			[
				...times(2, pick('Meh')),
				...times(3, pick('Love')),
				...times(2, pick('Hate')),
				pick(['Love', 'Meh']),
				{},
			],
		);
		expect(distribution?.map(({ value, votes }) => [value, votes])).toEqual([
			['Love', 3],
			['Hate', 2],
			['Meh', 2],
			['Love, Meh', 1],
		]);
		expect([verdict, people]).toEqual(['descriptive', 8]);
	});
});
