import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { parse } from 'yaml';
import { fromFields } from '../../nodes/PickFu/questions/fromFields';
import {
	createBody,
	MAX_PROMPT_LENGTH,
	QUESTION_RULES,
	questionsFromFields,
	questionsFromJson,
	type QuestionRule,
} from '../../nodes/PickFu/questions/index';
import { plays } from '../support/plays.mts';

const asked = (option: unknown) => ({
	question: [{ type: 'x', prompt: 'Which?', options: { option: [option] } }],
});
const optionOf = (option: unknown) =>
	(fromFields(asked(option))[0] as { options?: unknown[] }).options?.[0];

describe('questions from the form', () => {
	it("come in PickFu's spelling, with everything that was left empty left out", () => {
		const questions = fromFields({
			question: [
				{
					type: 'head_to_head',
					prompt: 'Which mug?',
					id: '',
					context: { text: 'A mug', mediaUrl: ' https://example.com/m.png ', value: '' },
					options: {
						option: [
							{ value: 'Blue', mediaUrl: '', id: 'o1' },
							{ value: 'Green', asin: '' },
						],
					},
				},
				{ type: 'open_ended', prompt: 'Why?', context: {}, options: {} },
			],
		});
		expect(questions).toEqual([
			{
				type: 'head_to_head',
				prompt: 'Which mug?',
				context: { text: 'A mug', mediaUrl: 'https://example.com/m.png' },
				options: [{ id: 'o1', value: 'Blue' }, { value: 'Green' }],
			},
			{ type: 'open_ended', prompt: 'Why?' },
		]);
	});

	it.each([
		[
			'image',
			{ mediaUrl: ' https://example.com/a.png\n' },
			{ mediaUrl: 'https://example.com/a.png' },
		],
		[
			'image',
			{ mediaUrl: 'https://example.com/a.png', value: 'Label' },
			{ value: 'Label', mediaUrl: 'https://example.com/a.png' },
		],
		['asin', { asin: ' B000123456 ' }, { asin: 'B000123456' }],
		[
			'imageSet',
			{
				imageSetUrls: 'https://example.com/a.png\r\n\n https://example.com/b.png ',
				imageSetDirection: 'vertical',
			},
			{
				imageSet: ['https://example.com/a.png', 'https://example.com/b.png'],
				imageSetDirection: 'vertical',
			},
		],
		[
			'imageSet',
			{ imageSetUrls: 'https://example.com/a.png, https://example.com/b.png' },
			{ imageSet: ['https://example.com/a.png', 'https://example.com/b.png'] },
		],
		[
			'imageSet',
			{ imageSetUrls: ['https://example.com/a.png', ''] },
			{ imageSet: ['https://example.com/a.png'] },
		],
		[
			'searchResult',
			{
				mockupTitle: 'Mug',
				mockupImage: 'https://example.com/m.png',
				price: '9.5',
				currency: 'USD',
				numRatings: 12,
				reviewScore: '',
			},
			{
				mockup: {
					type: 'serp',
					title: 'Mug',
					image: 'https://example.com/m.png',
					price: 9.5,
					currency: 'USD',
					numRatings: 12,
				},
			},
		],
	])('make an option of the kind %s', (_kind, fields, expected) => {
		expect(optionOf(fields)).toEqual(expected);
	});

	it('leave out what was left empty', () => {
		const fields = {
			value: 'Blue',
			mediaUrl: 'https://example.com/a.png',
			asin: '',
			mockupTitle: '',
		};
		expect(optionOf(fields)).toEqual({ value: 'Blue', mediaUrl: 'https://example.com/a.png' });
	});

	it.each([
		[{ mediaUrl: null }, 'mediaUrl', 'the media URL is empty'],
		[{ asin: undefined }, 'asin', 'the ASIN must be 10 letters and digits'],
		[{ imageSetUrls: null }, 'imageSet', 'the image set is empty'],
		[{ mockupTitle: null }, 'mockup.title', 'the search result card has no title'],
		[
			{ price: 'cheap' },
			'mockup.price',
			'the price of the search result card must be a number, not text',
		],
	])(
		'refuse a labelled option %j, whose expression gave nothing, or not what is wanted',
		(fields, field, fault) => {
			const options = { option: [{ value: 'Label', ...fields }, { value: 'B' }] };
			const result = questionsFromFields({
				question: [{ type: 'head_to_head', prompt: 'Which?', options }],
			});
			expect(result).toMatchObject({
				ok: false,
				problems: expect.arrayContaining([
					expect.objectContaining({
						question: 1,
						option: 1,
						field,
						message: `Question 1 (head_to_head), option 1: ${fault}`,
					}),
				]),
			});
		},
	);

	it.each(['mockupTitle', 'mockupImage', 'price', 'currency', 'numRatings', 'reviewScore'])(
		'refuse a search result card of which only %s was entered, and leave nothing out',
		(name) => {
			const value = name === 'mockupImage' ? 'https://example.com/m.png' : '1';
			const options = { option: [{ value: 'A', [name]: value }, { value: 'B' }] };
			const result = questionsFromFields({
				question: [{ type: 'head_to_head', prompt: 'Which?', options }],
			});
			const missing = name === 'mockupTitle' ? 'image' : 'title';
			expect(result).toMatchObject({
				ok: false,
				problems: expect.arrayContaining([
					expect.objectContaining({ option: 1, field: `mockup.${missing}` }),
				]),
			});
		},
	);

	it('understand numbers, plain lists and plain texts from expressions', () => {
		const options = ['Blue', 7, { value: true }];
		expect(fromFields([{ type: 'ranked', prompt: 2026, options }])).toEqual([
			{
				type: 'ranked',
				prompt: '2026',
				options: [{ value: 'Blue' }, { value: '7' }, { value: 'true' }],
			},
		]);
		expect(fromFields({ question: { type: 'open_ended', prompt: 'Why?' } })).toEqual([
			{ type: 'open_ended', prompt: 'Why?' },
		]);
	});

	it('refuse a context that an expression has made text of', () => {
		const question = [{ type: 'open_ended', prompt: 'Why?', context: 'A new mug' }];
		expect(questionsFromFields({ question })).toMatchObject({
			problems: [{ message: 'Question 1 (open_ended): the context must be an object, not text' }],
		});
	});

	it('keep an option that was left blank, so that the check can name it', () => {
		const options = {
			option: [{ value: 'A' }, { value: '  ' }],
		};
		const result = questionsFromFields({
			question: [{ type: 'head_to_head', prompt: 'Which?', options }],
		});
		expect(result).toMatchObject({
			ok: false,
			problems: [{ question: 1, option: 2, message: expect.stringContaining('option 2 is empty') }],
		});
	});

	it.each([[null], [undefined], [''], [{}], [{ question: null }], [{ question: [] }]])(
		'give no question for %j',
		(value) => {
			expect(questionsFromFields(value)).toMatchObject({
				ok: false,
				problems: [{ message: 'The survey has no questions; it needs at least one' }],
			});
		},
	);

	it('never throw, whatever an expression gives', () => {
		const key = fc.constantFrom(
			'question',
			'options',
			'option',
			'type',
			'prompt',
			'context',
			'more',
			'mediaUrl',
			'imageSetUrls',
			'mockupTitle',
			'__proto__',
			'',
		);
		const { anything } = fc.letrec((tie) => ({
			anything: fc.oneof(
				{ maxDepth: 6 },
				fc.anything(),
				fc.array(tie('anything')),
				fc.dictionary(key, tie('anything')),
			),
		}));
		fc.assert(
			fc.property(anything, (value) => typeof questionsFromFields(value).ok === 'boolean'),
			plays(100),
		);
	});
});

describe('a valid survey', () => {
	const contract = new Ajv2020({ strict: false, validateFormats: false });
	contract.addSchema(parse(readFileSync('contract/pickfu.openapi.yaml', 'utf8')), 'contract');
	const fitsContract = contract.getSchema('contract#/components/schemas/CreateSurveyBody');

	const words = fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
		.filter((text) => text.trim() === text && text !== '');
	const url = fc.webUrl({ validSchemes: ['https'] });
	const contents = fc.oneof(
		fc.record({ mediaUrl: url }),
		fc.constant({}),
		fc.record({ asin: fc.stringMatching(/^[A-Z0-9]{10}$/) }),
		fc.record({
			more: fc.record({
				imageSetUrls: fc.array(url, { minLength: 1, maxLength: 4 }).map((urls) => urls.join('\n')),
			}),
		}),
		fc.record({
			more: fc.record(
				{
					mockupTitle: words,
					mockupImage: url,
					price: fc.double({ min: 0, max: 1e6, noNaN: true }),
					reviewScore: fc.double({ min: 0, max: 5, noNaN: true }),
					numRatings: fc.nat(),
				},
				{ requiredKeys: ['mockupTitle', 'mockupImage'] },
			),
		}),
	);
	const optionsOf = ({ minOptions, maxOptions, needsImage }: QuestionRule) =>
		fc.uniqueArray(words, { minLength: minOptions, maxLength: maxOptions }).chain((labels) =>
			fc.tuple(
				...labels.map((value) =>
					(needsImage ? url.map((mediaUrl) => ({ mediaUrl })) : contents).map((content) => ({
						...content,
						value,
					})),
				),
			),
		);
	const question = fc.constantFrom(...QUESTION_RULES).chain((rule) =>
		fc.record({
			type: fc.constant(rule.type),
			prompt: words.filter((text) => [...text].length <= MAX_PROMPT_LENGTH),
			options: fc.record({ option: optionsOf(rule) }),
			context: fc.record({ text: words, mediaUrl: url }, { requiredKeys: [] }),
		}),
	);

	it('has no problems and reaches a body that fits the contract: each question, option and label in its place', () => {
		fc.assert(
			fc.property(fc.array(question, { minLength: 1, maxLength: 4 }), (questions) => {
				const result = questionsFromFields({ question: questions });
				if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
				const body = createBody(result.value, { sampleSize: '50' });
				expect({ fits: fitsContract?.(body), why: fitsContract?.errors }).toEqual({
					fits: true,
					why: null,
				});
				expect(
					body.questions.map(({ type, prompt, options }) => [
						type,
						prompt,
						(options ?? []).map(({ value }) => value),
					]),
				).toEqual(
					questions.map(({ type, prompt, options }) => [
						type,
						prompt,
						options.option.map(({ value }) => value),
					]),
				);
				expect(questionsFromJson(JSON.stringify(body.questions))).toEqual({
					ok: true,
					value: JSON.parse(JSON.stringify(body.questions)),
				});
			}),
			plays(100),
		);
	});
});
