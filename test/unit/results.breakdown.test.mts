import { questionResult } from '../../nodes/PickFu/results/index';
import {
	NAMES,
	type Raw,
	SETTINGS,
	answers,
	pick,
	run,
	survey,
	times,
} from '../support/results.mts';

describe('a breakdown', () => {
	const person = (gender: string | undefined, age: string) => ({
		respondent: [
			...(gender ? [{ permalink: 'gndr', trait_name: 'Gender', value: gender }] : []),
			{ permalink: 'age-range', trait_name: 'Age range', value: age },
		],
	});
	const given = answers(
		[6, pick('Fern', person('Female', '18-24'))],
		[2, pick('Moss', person('Female', '65+'))],
		[5, pick('Moss', person('Male', '25-34'))],
		[1, pick('Moss', person(undefined, 'Under 18'))],
	);
	const broken = (...breakdownBy: string[]) =>
		questionResult(survey([NAMES]).questions[0]!, given, { ...SETTINGS, breakdownBy });

	it('counts the same options for each value, people of whom it is not known included', () => {
		const { breakdown } = broken('Gender');
		expect(
			breakdown?.[0]?.groups.map(({ value, answers: count, winner }) => [value, count, winner]),
		).toEqual([
			['Female', 8, null],
			['Male', 5, null],
			[null, 1, null],
		]);
		expect(breakdown?.[0]?.groups[0]?.options.map(({ votes }) => votes)).toEqual([6, 2, 0]);
	});

	it('finds a trait by permalink or any spelling, sorts ages, and says what is not reported', () => {
		expect(broken('gndr').breakdown?.[0]?.trait).toBe('Gender');
		expect(broken('gndr').notes.join()).not.toContain("don't include");
		expect(broken('age_range').breakdown?.[0]?.groups.map(({ value }) => value)).toEqual([
			'Under 18',
			'18-24',
			'25-34',
			'65+',
		]);
		expect(broken('all').breakdown?.map(({ trait }) => trait)).toEqual(['Age range', 'Gender']);
		expect(broken('Income').notes.join()).toContain('don\'t include "Income"');
	});

	it('is not harmed by a trait with the name of a member of objects', () => {
		const evil = answers([
			2,
			pick('Fern', {
				respondent: [
					{ name: '__proto__', value: 'constructor' },
					{ name: 'toString', value: '__proto__' },
				],
			}),
		]);
		const { breakdown } = questionResult(survey([NAMES]).questions[0]!, evil, {
			...SETTINGS,
			breakdownBy: ['__proto__', 'toString'],
		});
		expect(breakdown?.map(({ trait, groups }) => [trait, groups[0]?.value])).toEqual([
			['__proto__', 'constructor'],
			['toString', '__proto__'],
		]);
		expect(({} as Raw).constructor).toBe(Object);
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

	it('takes for its base who chose something, not who answered', () => {
		const answers = [
			...people(29, 'A', { Gender: 'Female' }),
			{ respondent: { Gender: 'Female' } },
		];
		expect(broken(answers).breakdown![0]!.groups).toMatchObject([
			{ answers: 30, counted: 29, base: 'small' },
		]);
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
