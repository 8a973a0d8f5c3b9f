import type { IDataObject } from 'n8n-workflow';
import { MALFORMED_SURVEYS } from '../support/malformed.mts';
import { draftOf, fakePickFu, run } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const parameters = { resource: 'survey', operation: 'create' };

const IMAGE = 'https://example.com/a.png';
const THREE = [{ value: 'A' }, { value: 'B' }, { value: 'C' }];

/** Questions as the editor's form gives them, and as PickFu wants them. */
const FORMS: [string, IDataObject, IDataObject][] = [
	[
		'head to head',
		{ options: { option: THREE.slice(0, 2) } },
		{ type: 'head_to_head', options: THREE.slice(0, 2) },
	],
	['ranked', { options: { option: THREE } }, { type: 'ranked', options: THREE }],
	['single select', { options: { option: THREE } }, { type: 'single_select', options: THREE }],
	['multi select', { options: { option: THREE } }, { type: 'multi_select', options: THREE }],
	['open ended', {}, { type: 'open_ended' }],
	[
		'emoji rating',
		{ options: { option: [{ value: 'A' }] } },
		{ type: 'emoji_rating', options: [{ value: 'A' }] },
	],
	['star rating', { options: {} }, { type: 'star_rating' }],
	[
		'click test',
		{ options: { option: [{ mediaUrl: IMAGE }] } },
		{ type: 'click_test', options: [{ mediaUrl: IMAGE }] },
	],
	[
		'five second test',
		{ options: { option: [{ mediaUrl: IMAGE, value: 'Page' }] } },
		{ type: 'five_second_test', options: [{ value: 'Page', mediaUrl: IMAGE }] },
	],
	['screen recording', {}, { type: 'screen_recording' }],
	[
		'a context',
		{ context: { text: 'Imagine', mediaUrl: IMAGE } },
		{ type: 'open_ended', context: { text: 'Imagine', mediaUrl: IMAGE } },
	],
	[
		'images and products',
		{ options: { option: [{ mediaUrl: IMAGE }, { asin: 'B07XJ8C8F5' }] } },
		{ type: 'head_to_head', options: [{ mediaUrl: IMAGE }, { asin: 'B07XJ8C8F5' }] },
	],
	[
		'image sets and search result cards',
		{
			options: {
				option: [
					{
						value: 'Set',
						imageSetUrls: `${IMAGE}\nhttps://example.com/b.png`,
						imageSetDirection: 'horizontal',
					},
					{
						mockupTitle: 'Mug',
						mockupImage: IMAGE,
						price: 9.5,
						currency: 'USD',
						numRatings: 12,
						reviewScore: 4.5,
					},
				],
			},
		},
		{
			type: 'head_to_head',
			options: [
				{
					value: 'Set',
					imageSet: [IMAGE, 'https://example.com/b.png'],
					imageSetDirection: 'horizontal',
				},
				{
					mockup: {
						type: 'serp',
						title: 'Mug',
						image: IMAGE,
						price: 9.5,
						currency: 'USD',
						numRatings: 12,
						reviewScore: 4.5,
					},
				},
			],
		},
	],
];

it.each(FORMS)(
	'makes the body of a question from the form: %s',
	async (_, form, { type, ...expected }) => {
		pickFu.answer = ({ body }) => draftOf(body);
		const questions = {
			question: [
				{ type, prompt: 'Which?', ...form },
				{ type: 'open_ended', prompt: 'Why?' },
			],
		};
		const { error } = await run({ parameters: { ...parameters, questions } });
		expect(error).toBeUndefined();
		expect((pickFu.received[0]!.body as IDataObject).questions).toEqual([
			{ type, prompt: 'Which?', ...expected },
			{ type: 'open_ended', prompt: 'Why?' },
		]);
		expect(pickFu.log).toEqual(['POST /surveys']);
	},
);

it.each([
	['text', '[{"type":"open_ended","prompt":"Why?"}]'],
	['an object from an expression', '={{ [{ type: "open_ended", prompt: $json.ask }] }}'],
	['one question', '={{ { type: "open_ended", prompt: "Why?" } }}'],
	['an object with questions', '={{ { questions: [{ type: "open_ended", prompt: "Why?" }] } }}'],
])('takes JSON as %s', async (_, questionsJson) => {
	pickFu.answer = ({ body }) => draftOf(body);
	await run({
		parameters: { ...parameters, questionsInput: 'json', questionsJson },
		items: [{ json: { ask: 'Why?' } }],
	});
	expect((pickFu.received[0]!.body as IDataObject).questions).toEqual([
		{ type: 'open_ended', prompt: 'Why?' },
	]);
});

const WHY = {
	...parameters,
	questionsInput: 'json',
	questionsJson: '[{"type":"open_ended","prompt":"Why?"}]',
};

it('makes one draft for each item, with its own questions', async () => {
	pickFu.answer = ({ body }) => draftOf(body);
	const { items } = await run({
		parameters: { ...WHY, questionsJson: '={{ [{ type: "open_ended", prompt: $json.ask }] }}' },
		items: [{ json: { ask: 'One?' } }, { json: { ask: 'Two?' } }],
	});
	expect(items.map(({ json, pairedItem }) => [json.questions, pairedItem])).toEqual([
		['1. One? (open_ended)', { item: 0 }],
		['1. Two? (open_ended)', { item: 1 }],
	]);
});

// All of them are refused in `test/unit/questions.check`.
const SOME = MALFORMED_SURVEYS.filter((_, index) => index % 15 === 0);

it.each(SOME.map((survey) => [survey.name, survey] as const))(
	'refuses %s before anything is sent',
	async (_, survey) => {
		const items = [
			{ json: { questions: [{ type: 'open_ended', prompt: 'Why?' }] } },
			{ json: { questions: survey.questions as IDataObject } },
		];
		pickFu.answer = ({ body }) => draftOf(body);
		const { error } = await run({
			parameters: {
				...parameters,
				questionsInput: 'json',
				questionsJson: '={{ $json.questions }}',
			},
			items,
		});
		expect(pickFu.log).toEqual(['POST /surveys']);
		expect(error?.context.itemIndex).toBe(1);
		expect(error?.message.replace(/[‹›]/g, '')).toBe(survey.message.replace(/[<>]/g, ''));
		expect(error?.description).toMatch(/^Nothing was sent to PickFu/);
	},
);

it.each([
	[21, /Also:( Question \d+ [^.]+\.){20}$/],
	[23, /Also:( Question \d+ [^.]+\.){20} And 2 more\.$/],
])('lists what is wrong with %i questions, up to 21', async (count, listed) => {
	const questionsJson = Array.from({ length: count }, () => ({ type: 'open_ended', prompt: '' }));
	const { error } = await run({ parameters: { ...WHY, questionsJson } });
	expect(error?.message).toMatch(/^Question 1 \(open_ended\) has no prompt/);
	expect(error?.description).toMatch(listed);
	expect(pickFu.log).toEqual([]);
});

it.each([
	['country', { country: '={{ $json.none }}' }, 'Country'],
	['sample size', { sampleSize: '={{ $json.none }}' }, 'Sample Size'],
	['targeting', { targeting: '={{ $json.none }}' }, 'Targeting Names or IDs'],
	['reporting', { reporting: '={{ $json.none }}' }, 'Reporting Names or IDs'],
])(
	'makes no draft for other people than were meant when the %s comes out empty',
	async (_, fields, label) => {
		const { error } = await run({
			parameters: {
				...parameters,
				questionsInput: 'json',
				questionsJson: '[{ "type": "open_ended", "prompt": "Why?" }]',
				...fields,
			},
		});
		expect(error?.message).toBe(`'${label}' is empty`);
		expect(pickFu.received).toEqual([]);
	},
);
