import { type Raw, pick, run } from '../support/results.mts';

describe('groups', () => {
	const by = (values: Array<string | undefined>, wanted: string[] = ['all'], more: Raw = {}) =>
		run(
			'single_select',
			['A', 'B'],
			values.map((value) => ({
				...pick('A'),
				...(value !== undefined && { respondent: { Income: value } }),
				...more,
			})),
			{ breakdownBy: wanted },
		);

	it('stand by their numbers, then by letters, the unknown last', () => {
		const values = [
			'zero',
			'65+',
			undefined,
			'$100k',
			'less than 18',
			'18-24',
			'Under 18',
			'< 5',
			'a lot',
		];
		expect(by(values).breakdown![0]!.groups.map(({ value }) => value)).toEqual([
			'< 5',
			'Under 18',
			'less than 18',
			'18-24',
			'65+',
			'$100k',
			'a lot',
			'zero',
			null,
		]);
	});

	it('of a question without responses are none, and miss nothing', () => {
		const { breakdown, notes } = by([], ['Income']);
		expect([breakdown, notes]).toEqual([undefined, []]);
	});

	it('say what is not reported, each once, and how many are left out', () => {
		expect(by(['1'], ['Income', 'Age', 'Pets']).notes).toContain(
			'The responses don\'t include "Age" and "Pets".',
		);
		const many = Array.from({ length: 42 }, (_, at) => `${at}`);
		const { breakdown, notes } = by(many);
		expect(notes).toContain(
			'"Income" has many values: the 40 largest groups are shown, 2 responses in smaller groups are not.',
		);
		expect(breakdown![0]!.omitted).toBe(2);
		expect(breakdown![0]!.explanation).toBeNull();
	});

	it('are of 30 traits at most', () => {
		const respondent = Object.fromEntries(
			Array.from({ length: 31 }, (_, at) => [`Trait ${at}`, 'x']),
		);
		expect(by(['1'], ['all'], { respondent }).breakdown).toHaveLength(30);
	});

	it('have mean and median of ratings, and a tie where there is one', () => {
		const people = (score: number) => ({ score, respondent: { Pets: 'Cat' } });
		const { breakdown } = run('star_rating', [], [people(5), people(2), people(5)], {
			breakdownBy: ['pets'],
		});
		expect(breakdown![0]!.groups[0]).toMatchObject({
			mean: 4,
			median: 5,
			winner: null,
			tie: false,
		});
		const tied = run(
			'single_select',
			['A', 'B'],
			Array.from({ length: 30 }, (_, at) =>
				pick('AB'[at % 2], { respondent: { Pets: at < 16 ? 'Cat' : 'Dog' } }),
			),
			{ breakdownBy: ['pets'] },
		);
		expect(tied.breakdown![0]!.groups).toMatchObject([
			{ value: 'Cat', base: 'small', winner: null, tie: true, mean: null },
			{ value: 'Dog', base: 'tooSmall', winner: null, tie: false },
		]);
	});
});
