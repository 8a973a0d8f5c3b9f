import type { IDataObject } from 'n8n-workflow';
import { QUESTION, SOURCE, offerCopies } from '../support/nockCopies.mts';
import { fakePickFu, refusal, run } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const duplicate = { resource: 'survey', operation: 'duplicate', surveyId: 's1' };

const has = (source: IDataObject) => offerCopies(pickFu, source);

describe('makes nothing', () => {
	it.each([
		[
			'an option without content',
			[{ ...QUESTION, options: [{ id: 'o1', value: 'Red' }, { id: 'o2' }] }],
			/[Oo]ption 2/,
		],
		[
			'options that are not given back',
			[{ ...QUESTION, options: [] }],
			/Question 1 \(head_to_head\)/,
		],
		[
			'an image under an unknown name',
			[
				{
					...QUESTION,
					options: [{ value: 'A', imageUrl: 'https://img.test/a.png' }, { value: 'B' }],
				},
			],
			/Question 1, option 1: its media/,
		],
		[
			'an image inside an object',
			[
				{
					...QUESTION,
					options: [{ value: 'A', media: { url: '//img.test/a.png' } }, { value: 'B' }],
				},
			],
			/Question 1, option 1: its media/,
		],
		[
			'images in a list',
			[
				{
					...QUESTION,
					options: [{ value: 'A' }, { value: 'B', images: [{ src: 'https://img.test/b.png' }] }],
				},
			],
			/Question 1, option 2: its media/,
		],
		[
			'an image of the question itself',
			[{ ...QUESTION, imageUrl: 'https://img.test/q.png' }],
			/Question 1: its media/,
		],
		[
			'an image in its context, inside an object',
			[{ ...QUESTION, context: { text: 'Tea', image: { url: 'https://img.test/c.png' } } }],
			/Question 1, context: its media/,
		],
		['a question without its text', [{ ...QUESTION, value: '' }], /Question 1/],
		['no questions', [], /question/i],
	])('of a survey with %s', async (_, questions, told) => {
		has({ ...SOURCE, questions });
		const { error } = await run({ parameters: duplicate });
		expect(error?.message).toMatch(/can't be duplicated/);
		expect(error?.description).toMatch(told);
		expect(error?.description).toMatch(
			/No draft was created\. Duplicate https:\/\/www\.pickfu\.com\/surveys\/s1 in PickFu/,
		);
		expect(pickFu.log).toEqual(['GET /surveys/s1']);
	});

	it.each<[string, IDataObject, RegExp]>([
		['targeting', { targeting: [{ key: 7 }, { key: 8 }] }, /The targeting is in an unknown format/],
		['part of the targeting', { targeting: ['amznpr', { key: 8 }] }, /The targeting/],
		['country', { country: { name: 'Germany' } }, /The country/],
		['sample size', { sampleSize: { total: 50 } }, /The sample size/],
	])('of a survey whose %s cannot be read', async (_, change, reason) => {
		has({ ...SOURCE, ...change });
		// An expression that returns nothing allows nothing.
		for (const options of [{}, { allowIncomplete: '={{ $json.none }}' }]) {
			const { error } = await run({ parameters: { ...duplicate, options } });
			expect(error?.description).toMatch(reason);
		}
		expect(pickFu.log).toEqual(['GET /surveys/s1', 'GET /surveys/s1']);
	});

	it('when a change breaks a rule, and does not even read', async () => {
		has(SOURCE);
		const { error } = await run({
			parameters: { ...duplicate, updateFields: { sampleSize: 'many' } },
		});
		expect(error?.message).toMatch(/Sample Size/i);
		expect(pickFu.log).toEqual([]);
	});

	it('when the survey is not there', async () => {
		pickFu.answer = () => refusal(404, 'Survey not found');
		expect((await run({ parameters: duplicate })).error?.message).toMatch(/not found/);
		expect(pickFu.log).toEqual(['GET /surveys/s1']);
	});
});
