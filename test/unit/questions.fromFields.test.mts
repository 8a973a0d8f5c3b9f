import fc from 'fast-check';
import { fromFields } from '../../nodes/PickFu/questions/fromFields';
import { questionsFromFields } from '../../nodes/PickFu/questions/index';
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
		[
			{ imageSetUrls: ['https://example.com/a.png', { url: 'x' }] },
			'imageSet',
			'image 2 of the image set must be text, not an object',
		],
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
