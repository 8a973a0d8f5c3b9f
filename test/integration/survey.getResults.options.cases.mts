import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, run } from '../support/nockPickFu.mts';
import {
	choosing,
	get,
	numbersOnly,
	offerAnswers,
	questionOf,
	results,
} from '../support/nockResults.mts';

const pickFu = fakePickFu();

const has = (answers: IDataObject[], more?: IDataObject) => offerAnswers(pickFu, answers, more);

describe('the confidence', () => {
	it.each([
		['a number', '={{ 0.8 }}', 0.8],
		['text', '={{ "0.99" }}', 0.99],
		['the least that is allowed', '={{ 0.5 }}', 0.5],
	])(
		'can come from an expression as %s, and decides what is significant',
		async (_, confidence, expected) => {
			// p = 0.109: significant at 80%, not at 99%.
			has([...choosing(8, 'Red'), ...choosing(2, 'Blue')]);
			const json = await results({ ...numbersOnly, confidence });
			expect(json).toMatchObject({ confidence: expected, significant: expected <= 0.8 });
		},
	);

	it.each([
		['={{ 95 }}'],
		['={{ 1 }}'],
		['={{ 0.2 }}'],
		['={{ "sure" }}'],
		['={{ "" }}'],
		['={{ null }}'],
	])('is refused before anything is read when it is %s', async (confidence) => {
		has([]);
		const { error } = await run({ parameters: { ...get, confidence } });
		expect(error?.message).toBe("'Confidence' must be at least 0.5 and below 1");
		expect(pickFu.log).toEqual([]);
	});
});

describe('the options', () => {
	const answers = () => [
		...choosing(3, 'Red', { respondent: [{ Gender: 'Female' }] }),
		...choosing(2, 'Blue', { respondent: [{ Gender: 'Male' }] }),
		...choosing(1, 'Red', { respondent: [{ Gender: 'Male' }] }),
	];

	it('split the result by a trait, in any spelling of its name', async () => {
		has(answers());
		const json = await results({ options: { report: [], breakdownBy: ['gender', 'Shoe size'] } });
		const [gender, ...others] = questionOf(json).breakdown as IDataObject[];
		expect(others).toEqual([]);
		expect(gender!.trait).toBe('Gender');
		const groups = gender!.groups as IDataObject[];
		expect(groups.map(({ value, answers: people, base }) => [value, people, base])).toEqual([
			['Female', 3, 'tooSmall'],
			['Male', 3, 'tooSmall'],
		]);
	});

	it.each([
		['a switch', true],
		['an expression that gives text', '={{ "true" }}'],
	])('add the reasons by the option chosen, wanted by %s', async (_, includeReasons) => {
		has(answers());
		const json = await results({ options: { report: [], includeReasons } });
		const groups = questionOf(json).reasons as { label: string; reasons: IDataObject[] }[];
		expect(groups.map(({ label, reasons }) => [label, reasons.map(({ text }) => text)])).toEqual([
			['Red', Array.from({ length: 4 }, () => 'I like Red')],
			['Blue', ['I like Blue', 'I like Blue']],
		]);
	});

	it.each([
		['by themselves', {}],
		[
			'where their expressions return nothing',
			{ includeReasons: '={{ $json.none }}', breakdownBy: '={{ $json.none }}' },
		],
	])('add neither %s', async (_, options) => {
		has(answers());
		const question = questionOf(await results({ options: { report: [], ...options } }));
		expect(question).not.toHaveProperty('reasons');
		expect(question).not.toHaveProperty('breakdown');
	});
});
