import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { isOver, isRunning, readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { plays } from '../support/plays.mts';

const snake = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(snake);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [
		key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
		snake(inner),
	]);
	return Object.fromEntries(entries);
};

const without = <T extends object>(thing: T): Omit<T, 'raw'> =>
	JSON.parse(JSON.stringify(thing, (key, value) => (key === 'raw' ? undefined : value))) as Omit<
		T,
		'raw'
	>;

const SURVEY = {
	id: 's1',
	name: 'Mugs',
	status: 'completed',
	country: 'us',
	sampleSize: '50',
	numResponses: 49,
	targeting: ['amznpr', 7],
	reporting: ['gender'],
	tags: [{ id: 3, name: 'Kitchen' }, { id: '4' }],
	project: { id: 'p1', name: 'Spring' },
	surveyUrl: 'https://www.pickfu.com/surveys/s1',
	surveyIntent: 'Choose',
	createdAt: '2026-03-01T00:00:00Z',
	publishedAt: null,
	completedAt: '2026-03-02T00:00:00Z',
	questions: [
		{
			id: 'q1',
			type: 'head_to_head',
			value: 'Which?',
			options: [
				{ id: 'o1', value: 'A' },
				{ id: 'o2', mediaUrl: 'https://example.com/b.png' },
			],
		},
		{ id: 'q2', type: 'open_ended', prompt: 'Why?' },
	],
};

it.each([
	['camelCase', SURVEY],
	['snake_case', snake(SURVEY)],
])('reads a survey in %s', (_, raw) => {
	expect(without(readSurvey(raw as IDataObject))).toEqual({
		id: 's1',
		name: 'Mugs',
		status: 'completed',
		country: 'US',
		sampleSize: 50,
		numResponses: 49,
		targeting: ['amznpr', '7'],
		reporting: ['gender'],
		tags: [{ id: 3, name: 'Kitchen' }, { id: 4 }],
		project: { id: 'p1', name: 'Spring' },
		surveyUrl: 'https://www.pickfu.com/surveys/s1',
		surveyIntent: 'Choose',
		createdAt: '2026-03-01T00:00:00Z',
		completedAt: '2026-03-02T00:00:00Z',
		questions: [
			{
				id: 'q1',
				type: 'head_to_head',
				prompt: 'Which?',
				options: [
					{ id: 'o1', value: 'A' },
					{ id: 'o2', mediaUrl: 'https://example.com/b.png' },
				],
			},
			{ id: 'q2', type: 'open_ended', prompt: 'Why?', options: [] },
		],
	});
});

it('reads the country of a list item, which has another name', () => {
	expect(readSurvey({ id: 's', countryCode: 'gb' }).country).toBe('GB');
	expect(readSurvey({ id: 's', country_code: 'gb' }).country).toBe('GB');
	expect(readSurvey({ id: 's', country: 'Japan' }).country).toBe('Japan');
	expect(readSurvey({ id: 's', country: 'Japan', countryCode: 'jp' }).country).toBe('JP');
});

it("counts respondents under the name that PickFu's command line uses, too", () => {
	expect(readSurvey({ id: 's', responses_count: 12 }).numResponses).toBe(12);
});

const ANSWER = {
	id: 'r1',
	questionId: 'q1',
	chosenOption: 'A',
	explanation: 'Nice',
	translation: 'Schön',
	score: '4',
	matchup: { a: 1 },
	rounds: ['A', 'B'],
	clicks: [{ x: 1, y: 2 }],
	media: 'https://example.com/r.mp4',
	mediaTranscription: 'well',
};

it.each([
	['camelCase', ANSWER],
	['snake_case', snake(ANSWER)],
])('reads an answer in %s', (_, raw) => {
	expect(without(readAnswer(raw as IDataObject))).toEqual({
		...ANSWER,
		chosenOption: ['A'],
		score: 4,
		respondent: [],
	});
});

it.each<[unknown, string[]]>([
	['A', ['A']],
	[
		['A', 'B'],
		['A', 'B'],
	],
	[3, ['3']],
	[{ id: 'o1', value: 'A' }, ['A']],
	[
		[{ label: 'A' }, { id: 'o2' }],
		['A', 'o2'],
	],
	['', []],
	[null, []],
	[true, []],
	[{ other: 1 }, []],
])('reads the pick %j as %j', (chosenOption, picks) => {
	expect(readAnswer({ chosenOption: chosenOption as string }).chosenOption).toEqual(picks);
});

it.each<[string, unknown]>([
	[
		'a list of names and values',
		[
			{ name: 'Gender', value: 'Female' },
			{ name: 'Age', value: 30 },
		],
	],
	[
		'traits with answers',
		[
			{ trait_name: 'Gender', answer: 'Female' },
			{ traitName: 'Age', option: 30 },
		],
	],
	[
		'labels with responses',
		[
			{ label: 'Gender', response: 'Female' },
			{ permalink: 'Age', value: '30' },
		],
	],
	[
		'traits with lists of values and values with labels',
		[
			{ trait_name: 'Gender', values: ['Female'] },
			{ trait_name: 'Age', value: { label: '30' } },
		],
	],
	[
		'keys and questions',
		[
			{ key: 'Gender', value: 'Female' },
			{ question: 'Age', answer: '30' },
		],
	],
	[
		'titles and traits as objects',
		[
			{ title: 'Gender', value: 'Female' },
			{ trait: { name: 'Age' }, value: 30 },
		],
	],
	['an object', { Gender: 'Female', Age: 30 }],
	['a list of small objects', [{ Gender: 'Female' }, { Age: '30' }]],
	[
		'an object with lists and empty members',
		{ Gender: ['Female'], Age: 30, Income: '', Pets: [], Home: null },
	],
])('reads what is known of the person from %s', (_, respondent) => {
	expect(readAnswer({ respondent: respondent as IDataObject }).respondent).toEqual([
		{ name: 'Gender', value: 'Female' },
		{ name: 'Age', value: '30' },
	]);
});

it('keeps several values of a trait apart, and values whose trait is not named', () => {
	const read = (respondent: unknown) =>
		readAnswer({ respondent: respondent as IDataObject }).respondent;
	expect(read([{ name: 'Pets', value: ['Cat', 'Dog', { id: 1 }] }])).toEqual([
		{ name: 'Pets', value: 'Cat' },
		{ name: 'Pets', value: 'Dog' },
	]);
	const nameless = ['Female', '25-34'].map((value) => ({ name: '', value }));
	expect(read(['Female', '25-34'])).toEqual(nameless);
	expect(read([{ label: 'Female' }, { name: '25-34' }])).toEqual(nameless);
	expect(read('Female, 25-34')).toEqual([{ name: '', value: 'Female, 25-34' }]);
});

it('reads any JSON record without failing, and keeps all of it', () => {
	const names = [
		'id',
		'questions',
		'options',
		'respondent',
		'chosenOption',
		'chosen_option',
		'project',
		'tags',
		'rounds',
		'clicks',
		'value',
		'name',
		'country',
		'__proto__',
	];
	const json = fc.letrec((tie) => ({
		value: fc.oneof(
			{ depthSize: 'small' },
			fc.jsonValue(),
			fc.dictionary(fc.constantFrom(...names), tie('value')),
			fc.array(tie('value'), { maxLength: 3 }),
		),
	})).value;
	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom(...names), json), (raw) => {
			const survey = readSurvey(raw as IDataObject);
			const answer = readAnswer(raw as IDataObject);
			expect(survey.raw).toBe(raw);
			expect(answer.raw).toBe(raw);
			expect(typeof survey.id).toBe('string');
			expect(
				answer.respondent.every(
					({ name, value }) => typeof name === 'string' && typeof value === 'string',
				),
			).toBe(true);
		}),
		plays(100),
	);
});

it.each([
	[{}, false],
	[{ publishedAt: '2026-03-01T00:00:00Z' }, true],
	[{ publishedAt: '2026-03-01T00:00:00Z', completedAt: '2026-03-02T00:00:00Z' }, false],
	[{ status: 'In Progress', completedAt: '2026-03-02T00:00:00Z' }, true],
	[{ status: 'completed', publishedAt: '2026-03-01T00:00:00Z' }, false],
	[{ status: 'unpublished' }, false],
])('knows whether %j collects responses: %j', (survey, expected) => {
	expect(isRunning(survey)).toBe(expected);
});

describe('isOver', () => {
	it.each([
		['completed', true],
		['archived', true],
		['stopped', true],
		['Canceled', true],
		['in-progress', false],
		['in_progress', false],
		['In Progress', false],
		['unpublished', false],
	])('a survey with the status %p: %p', (status, over) => {
		expect(isOver({ status })).toBe(over);
	});

	it('goes by the time of completion where no status came, and only there', () => {
		const completedAt = '2026-03-02T00:00:00Z';
		expect(isOver({})).toBe(false);
		expect(isOver({ completedAt })).toBe(true);
		// Respondents were added after the first completion.
		expect(isOver({ status: 'in-progress', completedAt })).toBe(false);
	});
});
