import { NodeApiError, type INode } from 'n8n-workflow';
import fc from 'fast-check';
import {
	checkQuestions,
	QUESTION_RULES,
	questionsFromJson,
} from '../../nodes/PickFu/questions/index';
import { MALFORMED_SURVEYS } from '../support/malformed.mts';
import { plays } from '../support/plays.mts';

describe('a malformed survey is refused with question, option, field and sentence', () => {
	it.each(MALFORMED_SURVEYS.map((survey) => [survey.name, survey] as const))('%s', (_, survey) => {
		const { question, option, field, message } = survey;
		const result = questionsFromJson(survey.questions);
		const problems = result.ok ? [] : result.problems;
		expect(problems.map(({ given: _given, ...rest }) => rest)).toEqual([
			{ question, ...(option !== undefined && { option }), field, message },
		]);
	});

	it('has at least 70 of them, no two with the same name', () => {
		const names = new Set(MALFORMED_SURVEYS.map(({ name }) => name));
		expect(names.size).toBe(MALFORMED_SURVEYS.length);
		expect(names.size).toBeGreaterThanOrEqual(70);
	});
});

describe('checkQuestions', () => {
	it('tells every problem of every question, not just the first', () => {
		const problems = checkQuestions([
			{
				type: 'ranked',
				options: [{ value: 'A' }, { value: 'A' }, { mediaUrl: 'http://x.example/a' }],
			},
			{ type: 'click_test', prompt: 'Where?', options: [{}] },
		]);
		expect(problems.map(({ question, option, field }) => [question, option, field])).toEqual([
			[1, undefined, 'prompt'],
			[1, 3, 'mediaUrl'],
			[1, 2, 'options'],
			[2, 1, 'mediaUrl'],
		]);
	});

	it.each(['[object Object]', 'Which [object Promise]?', '[object Undefined]'])(
		'refuses the prompt %j, which an expression made of an object',
		(prompt) => {
			expect(checkQuestions([{ type: 'open_ended', prompt }])).toMatchObject([
				{
					field: 'prompt',
					message:
						'Question 1 (open_ended): the prompt contains "[object Object]"; use a field of that object in the expression',
				},
			]);
		},
	);

	it('counts a prompt in characters, so that 255 emoji fit and 256 do not', () => {
		const messages = (length: number) =>
			checkQuestions([{ type: 'open_ended', prompt: '😀'.repeat(length) }]).map(
				({ message }) => message,
			);
		expect(messages(255)).toEqual([]);
		expect(messages(256)).toEqual([expect.stringContaining('has a prompt of 256 characters')]);
	});

	it('takes options that differ in letter case only, or in their texts but not in their image', () => {
		const mediaUrl = 'https://example.com/a.png';
		const options = [
			{ value: 'SALE', mediaUrl },
			{ value: 'Sale', mediaUrl },
		];
		expect(checkQuestions([{ type: 'head_to_head', prompt: 'Which?', options }])).toEqual([]);
	});

	it.each([
		{ price: 0, reviewScore: 0, numRatings: 0 },
		{ price: 0.01, reviewScore: 5, numRatings: 1 },
	])('takes a search result card with %j', (numbers) => {
		const mockup = { type: 'serp', title: 'Mug', image: 'https://example.com/mug.png', ...numbers };
		const options = [{ mockup }, { value: 'B' }];
		expect(checkQuestions([{ type: 'head_to_head', prompt: 'Which?', options }])).toEqual([]);
	});

	it.each(
		QUESTION_RULES.flatMap(
			(rule) =>
				[
					[rule, rule.minOptions],
					[rule, rule.maxOptions],
				] as const,
		),
	)('takes the fewest and the most options of $type: %#', ({ type }, count) => {
		const options = Array.from({ length: count }, (_, index) => ({
			mediaUrl: `https://example.com/${index}.png`,
		}));
		expect(checkQuestions([{ type, prompt: 'Which?', options }])).toEqual([]);
	});

	it('never throws, whatever JSON it is given, and each problem has its sentence', () => {
		const member = fc.constantFrom(
			'type',
			'prompt',
			'id',
			'options',
			'context',
			'value',
			'mediaUrl',
			'asin',
			'imageSet',
			'mockup',
			'image',
			'price',
			'__proto__',
		);
		const { anyQuestion } = fc.letrec((tie) => ({
			anyQuestion: fc.oneof(
				{ maxDepth: 5 },
				fc.jsonValue(),
				fc.constantFrom(...QUESTION_RULES.map(({ type }) => type), 'https://me:pass@x.example'),
				fc.array(tie('anyQuestion'), { maxLength: 9 }),
				fc.dictionary(member, tie('anyQuestion')),
			),
		}));
		fc.assert(
			fc.property(fc.array(anyQuestion), (questions) => {
				for (const problem of checkQuestions(questions)) {
					expect(problem.message).toMatch(/^(Question \d+|The survey) ?/);
					expect(problem.message).not.toMatch(/undefined|null|\[object/);
				}
			}),
			plays(100),
		);
	});

	it('gives the same answer for JSON text as for its value', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				if (typeof value === 'string') return;
				expect(questionsFromJson(JSON.stringify(value))).toEqual(questionsFromJson(value));
			}),
		);
	});
});

const asHostTells = (message: string) => new NodeApiError({} as INode, {}, { message }).message;

describe('the sentence of a problem', () => {
	it("holds none of the user's text, and so is never swapped by the host", () => {
		const type = 'preexisting-eperm-enoent';
		const [problem] = checkQuestions([{ type, prompt: 'Which?' }]);
		expect(problem?.message).not.toContain('preexisting');
		expect(problem?.given).toBe(type);
		const all = [...MALFORMED_SURVEYS.map(({ message }) => message), problem?.message ?? ''];
		for (const message of all) {
			expect(asHostTells(message)).toBe(message);
		}
		expect(asHostTells(`a type called ${type}`)).not.toContain(type);
	});

	it('shows what was given without the password of an address, on one line and shortened', () => {
		const mediaUrl = `https://me:secret@x.example/${'a'.repeat(200)}`;
		const [problem] = checkQuestions([
			{ type: 'click_test', prompt: 'Where?', options: [{ mediaUrl }] },
		]);
		expect(problem?.given).toMatch(/^https:\/\/…@x\.example\/a+…$/);
		expect(problem?.given).toHaveLength(81);
	});

	it('shows an object in the wrong place as JSON', () => {
		const [problem] = checkQuestions([{ type: 'open_ended', prompt: { text: 'Why?' } }]);
		expect(problem?.given).toBe('{"text":"Why?"}');
	});

	it('shows the blank that an address may not have', () => {
		const options = [{ mediaUrl: 'https://x.example/my mug.png' }];
		const [problem] = checkQuestions([{ type: 'click_test', prompt: 'Where?', options }]);
		expect(problem?.given).toBe('https://x.example/my mug.png');
	});
});

it.each(['http://localhost:4010/media/a.png', 'http://127.0.0.1/a.png', 'http://[::1]:4010/a.png'])(
	'takes %s, the media of a PickFu on this machine',
	(mediaUrl) => {
		const options = [{ mediaUrl }, { value: 'B' }];
		expect(checkQuestions([{ type: 'head_to_head', prompt: 'Which?', options }])).toEqual([]);
	},
);
