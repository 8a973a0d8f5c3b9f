import fc from 'fast-check';
import { fromJson } from '../../nodes/PickFu/questions/fromJson';
import { jsonFault } from '../../nodes/PickFu/questions/jsonFault';
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

describe('the place of a fault in JSON text', () => {
	it.each([
		['[1 2]', 1, 4],
		['{"a" 1}', 1, 6],
		['{"a":1,,}', 1, 8],
		['[\r\n\t01]', 2, 3],
		['[tru]', 1, 2],
		['"a\\x"', 1, 3],
		['["a", undefined]', 1, 7],
		['[}', 1, 2],
		['[1]]', 1, 4],
		['', 1, 1],
	])('of %j is line %d, column %d', (text, line, column) => {
		expect(jsonFault(text)).toMatchObject({ line, column });
	});

	it('is found in every text that is no JSON, and in no other', () => {
		const damaged = fc
			.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', 'x', '\n', '\\', ':'))
			.map(
				([text, at, piece]) =>
					text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1),
			);
		fc.assert(
			fc.property(damaged, (text) => {
				const fault = jsonFault(text);
				const isJson = fromJsonText(text);
				if (isJson) expect(fault.reason).toBe('the JSON is not complete');
				else expect(fault.reason).not.toBe('the JSON is not complete');
			}),
			{ numRuns: 1000 },
		);
	});

	it('is found under a hundred thousand brackets and behind a long text', () => {
		expect(jsonFault('['.repeat(100_000))).toMatchObject({ column: 100_001 });
		const long = 'a\\n'.repeat(500_000);
		expect(jsonFault(`["${long}" x`)).toMatchObject({ column: long.length + 5 });
	});
});

function fromJsonText(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
