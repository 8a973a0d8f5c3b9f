import fc from 'fast-check';
import { fromJson } from '../../nodes/PickFu/questions/fromJson';
import { questionsFromJson } from '../../nodes/PickFu/questions/index';

const QUESTION = {
	type: 'head_to_head',
	prompt: 'Which?',
	options: [{ value: 'A' }, { value: 'B' }],
};
const read = (value: unknown) => {
	const result = fromJson(value);
	if (!result.ok) throw new Error(result.problems[0]?.message);
	return result.value;
};

describe('questions from JSON', () => {
	it.each([
		['a list', [QUESTION]],
		['an object with questions', { id: 's1', questions: [QUESTION] }],
		['one question', QUESTION],
		['text of a list', JSON.stringify([QUESTION], null, '\t')],
		['text of an object with questions', JSON.stringify({ questions: [QUESTION] })],
	])('are taken from %s', (_, value) => {
		expect(questionsFromJson(value)).toEqual({ ok: true, value: [QUESTION] });
	});

	it('of a survey that was read get their text back under prompt and keep ids, texts and media', () => {
		const question = {
			id: 'q1',
			type: 'ranked',
			variant: 'v',
			value: 'Which mug?',
			context: { text: 'A mug', mediaUrl: null },
			options: [
				{ id: 'o1', value: 'Blue', mediaUrl: null, asin: '' },
				{ id: 'o2', value: '', mediaUrl: 'https://example.com/a.png' },
				{
					id: 'o3',
					mockup: { type: 'serp', title: 'Mug', image: 'https://example.com/m.png', price: null },
				},
			],
		};
		expect(questionsFromJson({ questions: [question] })).toEqual({
			ok: true,
			value: [
				{
					id: 'q1',
					type: 'ranked',
					variant: 'v',
					prompt: 'Which mug?',
					context: { text: 'A mug' },
					options: [
						{ id: 'o1', value: 'Blue' },
						{ id: 'o2', mediaUrl: 'https://example.com/a.png' },
						{
							id: 'o3',
							mockup: { type: 'serp', title: 'Mug', image: 'https://example.com/m.png' },
						},
					],
				},
			],
		});
	});

	it('map value back to prompt for any text, and leave a question with a prompt as it is', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string(), (text, other) => {
				expect(read([{ type: 'open_ended', value: text }])).toEqual([
					{ type: 'open_ended', prompt: text },
				]);
				const both = { type: 'open_ended', prompt: other, value: text };
				expect(read([both])).toEqual([both]);
			}),
		);
	});

	it('put misspelt names right, which PickFu would ignore without a word', () => {
		const option = {
			media_url: 'https://example.com/a.png',
			'image-set': ['https://example.com/b.png'],
			Mockup: { num_ratings: 3 },
		};
		expect(
			read([
				{
					Type: 'open_ended',
					Prompt: 'Why?',
					context: { MediaURL: 'https://example.com/c.png' },
					OPTIONS: [option],
				},
			]),
		).toEqual([
			{
				type: 'open_ended',
				prompt: 'Why?',
				context: { mediaUrl: 'https://example.com/c.png' },
				options: [
					{
						mediaUrl: 'https://example.com/a.png',
						imageSet: ['https://example.com/b.png'],
						mockup: { numRatings: 3 },
					},
				],
			},
		]);
	});

	it('keep members that this version does not know', () => {
		const question = { type: 'open_ended', prompt: 'Why?', newThing: { a: [1] } };
		expect(read([question])).toEqual([question]);
	});

	it('keep a name that is right beside one that is misspelt, whichever comes first', () => {
		const [right, wrong] = ['https://example.com/a.png', 'https://example.com/b.png'];
		const options = [
			{ mediaUrl: right, media_url: wrong },
			{ media_url: wrong, mediaUrl: right },
		];
		expect(read([{ type: 'head_to_head', prompt: 'Which?', options }])).toMatchObject([
			{ options: [{ mediaUrl: right }, { mediaUrl: right }] },
		]);
	});

	it('take numbers as the texts of options', () => {
		expect(read([{ type: 'ranked', prompt: 'Which year?', options: [2024, '2025', 0] }])).toEqual([
			{
				type: 'ranked',
				prompt: 'Which year?',
				options: [{ value: '2024' }, { value: '2025' }, { value: '0' }],
			},
		]);
	});

	it('do not change what was given', () => {
		const given = {
			type: 'open_ended',
			value: 'Why?',
			options: [{ media_url: 'https://example.com/a.png', asin: null }],
		};
		const before = structuredClone(given);
		read([given]);
		expect(given).toEqual(before);
	});

	it('leave a member called __proto__ a plain member', () => {
		const [question] = read('[{"type":"ranked","__proto__":{"prompt":"x"}}]') as object[];
		expect(Object.getPrototypeOf(question)).toBe(Object.prototype);
		expect(Object.keys(question ?? {})).toContain('__proto__');
	});
});

it.each([
	[
		'text of an object whose questions are text',
		JSON.stringify({ questions: JSON.stringify([QUESTION]) }),
	],
	['text of text', JSON.stringify(JSON.stringify([QUESTION]))],
	['an object whose questions are text', { questions: JSON.stringify([QUESTION]) }],
	['text behind a byte order mark', `\ufeff${JSON.stringify([QUESTION])}`],
	['text behind non-breaking spaces', `\u00a0\u00a0${JSON.stringify([QUESTION])}\u00a0`],
	...['', 'json', 'JSON', 'js'].map((language): [string, string] => [
		`a Markdown code block with the language '${language}'`,
		`\`\`\`${language}\n${JSON.stringify([QUESTION])}\n\`\`\``,
	]),
	['options that are plain texts', [{ ...QUESTION, options: ['A', 'B'] }]],
])('questions that a model has wrapped are opened: %s', (_, value) => {
	expect(questionsFromJson(value)).toEqual({ ok: true, value: [QUESTION] });
});

it('text that is no JSON is refused without any of it, whatever is damaged', () => {
	const damaged = fc
		.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '\n', '\\', ':'))
		.map(
			([text, at, piece]) =>
				text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
		);
	fc.assert(
		fc.property(damaged, (text) => {
			const result = fromJson(text);
			if (result.ok) return;
			expect(result.problems[0]!.message.length).toBeLessThan(200);
		}),
	);
	const [problem] = fromJson('[{"prompt": ENOENT}]').ok
		? []
		: [questionsFromJson('[{"prompt": ENOENT}]')];
	expect(JSON.stringify(problem)).not.toContain('ENOENT');
	expect(fromJson('['.repeat(100_000)).ok).toBe(false);
});
