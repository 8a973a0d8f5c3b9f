import fc from 'fast-check';
import { readSurvey } from '../../nodes/PickFu/api/shapes';
import {
	createBody,
	differences,
	patchAfterCreate,
	surveyFields,
	updateBody,
	type Question,
	type SurveyInput,
} from '../../nodes/PickFu/questions/index';

const QUESTIONS: Question[] = [
	{ type: 'head_to_head', prompt: 'Which?', options: [{ value: 'A' }, { value: 'B' }] },
	{ type: 'open_ended', prompt: 'Why?' },
];
const settingsOf = (input: SurveyInput) => {
	const result = surveyFields(input);
	if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
	return result.value;
};
const ALL: SurveyInput = {
	sampleSize: 50,
	country: 'us',
	targeting: ['amznpr'],
	reporting: 'gender, age-range',
	name: 'Mugs',
	tags: [12, 'Summer'],
	projectId: 34,
	surveyIntent: 'Choose a mug',
	isMiniPoll: true,
};

const SIZE =
	'Sample Size must be a whole number greater than 0; PickFu suggests 15, 30, 50, 75, 100, or 200';
const PERMALINKS = 'must be a list of trait permalinks, such as amznpr';
const TAGS = 'Tags must be a list of tag names or tag IDs (whole numbers)';
const OF_OBJECT = 'contains "[object Object]"; use a field of that object in the expression';

describe('what was set about a survey', () => {
	it("comes in PickFu's form: sample size as text, country in capitals, tags by id or name", () => {
		expect(settingsOf(ALL)).toEqual({
			sampleSize: '50',
			country: 'US',
			targeting: ['amznpr'],
			reporting: ['gender', 'age-range'],
			name: 'Mugs',
			tags: [{ id: 12 }, { name: 'Summer' }],
			projectId: '34',
			surveyIntent: 'Choose a mug',
			isMiniPoll: true,
		});
	});

	it.each<[SurveyInput, object]>([
		[{ sampleSize: ' 75 ' }, { sampleSize: '75' }],
		[{ sampleSize: 1 }, { sampleSize: '1' }],
		[{ country: ' gb ' }, { country: 'GB' }],
		[{ targeting: 'a, ,b,a' }, { targeting: ['a', 'b'] }],
		[{ targeting: [] }, { targeting: [] }],
		[{ tags: '12, Summer, 12' }, { tags: [{ name: '12' }, { name: 'Summer' }] }],
		[{ tags: ['Spring', '2026', 7] }, { tags: [{ name: 'Spring' }, { name: '2026' }, { id: 7 }] }],
		[{ tags: '["Mugs", "[draft]"]' }, { tags: [{ name: 'Mugs' }, { name: '[draft]' }] }],
		[{ tags: '[draft]' }, { tags: [{ name: '[draft]' }] }],
		[{ targeting: '["amznpr","gender"]' }, { targeting: ['amznpr', 'gender'] }],
		[{ reporting: ' ["age-range"]\n' }, { reporting: ['age-range'] }],
		[{ tags: 12 }, { tags: [{ id: 12 }] }],
		[
			{ tags: [{ id: '5', name: 'Read' }, { name: '2026' }] },
			{ tags: [{ id: 5 }, { name: '2026' }] },
		],
		[{ projectId: { __rl: true, mode: 'id', value: 'p-1' } }, { projectId: 'p-1' }],
		[{ projectId: { mode: 'id', value: 34 } }, { projectId: '34' }],
		[{ removeFromProject: true }, { projectId: null }],
		[{ removeFromProject: false, projectId: 'p' }, { projectId: 'p' }],
		[{ isMiniPoll: ' Yes ' }, { isMiniPoll: true }],
		[{ isMiniPoll: 0 }, { isMiniPoll: false }],
		...['true', 'yes', 'on', '1', 1].map((isMiniPoll): [SurveyInput, object] => [
			{ isMiniPoll },
			{ isMiniPoll: true },
		]),
		...['FALSE', 'no', 'Off', '0'].map((isMiniPoll): [SurveyInput, object] => [
			{ isMiniPoll },
			{ isMiniPoll: false },
		]),
		[{ name: 2026 }, { name: '2026' }],
		[{ name: true }, { name: 'true' }],
	])('%j gives %j', (input, expected) => {
		expect(settingsOf(input)).toEqual(expected);
	});

	it('counts missing, null and blank as not set', () => {
		const blank = Object.fromEntries(
			Object.keys(ALL).flatMap((key, index) => [[key, [null, '', '  ', undefined][index % 4]]]),
		);
		expect(settingsOf(blank)).toEqual({});
	});

	it.each<[SurveyInput, string, string]>([
		[{ sampleSize: 0 }, 'sampleSize', SIZE],
		[{ sampleSize: -5 }, 'sampleSize', SIZE],
		[{ sampleSize: 1.5 }, 'sampleSize', SIZE],
		[{ sampleSize: '5e1' }, 'sampleSize', SIZE],
		[{ sampleSize: 1e300 }, 'sampleSize', SIZE],
		[{ sampleSize: [50] }, 'sampleSize', SIZE],
		[{ country: 'USA' }, 'country', 'Country must be a two-letter code, such as US'],
		[{ country: 49 }, 'country', 'Country must be a two-letter code, such as US'],
		[{ targeting: ['a', ''] }, 'targeting', `Targeting ${PERMALINKS}`],
		[{ reporting: { a: 1 } }, 'reporting', `Reporting ${PERMALINKS}`],
		[{ name: ['x'] }, 'name', 'Name must be text'],
		[{ name: 'Mugs [object Object]' }, 'name', `Name ${OF_OBJECT}`],
		[{ surveyIntent: {} }, 'surveyIntent', 'Survey Intent must be text'],
		[{ tags: [1.5] }, 'tags', TAGS],
		[{ tags: [-1] }, 'tags', TAGS],
		[{ tags: [null] }, 'tags', TAGS],
		[{ tags: [{ label: 'x' }] }, 'tags', TAGS],
		[{ projectId: { id: 'p-1' } }, 'projectId', 'Project must be a project ID'],
		[{ projectId: 'a/b' }, 'projectId', 'Project must be a project ID'],
		[
			{ removeFromProject: 'maybe' },
			'removeFromProject',
			'Remove From Project must be true or false',
		],
		[{ isMiniPoll: 'maybe' }, 'isMiniPoll', 'Mini Poll must be true or false'],
		[
			{ projectId: 'p', removeFromProject: true },
			'projectId',
			"Use either 'Project' or 'Remove From Project', not both",
		],
	])('%j is refused', (input, field, message) => {
		expect(surveyFields(input)).toMatchObject({
			ok: false,
			problems: [{ question: null, field, message }],
		});
	});

	it('tells all problems at once', () => {
		const result = surveyFields({ sampleSize: 'many', country: 'Germany', tags: 1.5 });
		expect(result.ok ? [] : result.problems.map(({ field }) => field)).toEqual([
			'sampleSize',
			'country',
			'tags',
		]);
	});

	it('never makes it throw', () => {
		const input = fc.record(
			Object.fromEntries(
				[...Object.keys(ALL), 'removeFromProject'].map((key) => [key, fc.anything()]),
			),
			{ requiredKeys: [] },
		);
		fc.assert(fc.property(input, (value) => typeof surveyFields(value).ok === 'boolean'));
	});
});

describe('the bodies', () => {
	it('of create hold what PickFu lists for it; name, tags and project follow in a patch', () => {
		const settings = settingsOf(ALL);
		expect(createBody(QUESTIONS, settings)).toEqual({
			questions: QUESTIONS,
			sampleSize: '50',
			country: 'US',
			targeting: ['amznpr'],
			reporting: ['gender', 'age-range'],
			surveyIntent: 'Choose a mug',
			isMiniPoll: true,
		});
		expect(patchAfterCreate(settings)).toEqual({
			name: 'Mugs',
			tags: [{ id: 12 }, { name: 'Summer' }],
			projectId: '34',
		});
	});

	it('of create leave out empty lists and a mini poll that is not wanted, and need no patch', () => {
		const settings = settingsOf({
			targeting: [],
			reporting: [],
			tags: [],
			isMiniPoll: false,
			removeFromProject: true,
		});
		expect(createBody(QUESTIONS, settings)).toEqual({ questions: QUESTIONS });
		expect(patchAfterCreate(settings)).toBeUndefined();
	});

	it('of update hold only what was changed, and empty lists, which clear', () => {
		expect(updateBody(settingsOf({ name: 'Cups' }))).toEqual({ name: 'Cups' });
		expect(updateBody(settingsOf({ tags: [], targeting: [], isMiniPoll: true }))).toEqual({
			tags: [],
			targeting: [],
		});
		expect(updateBody(settingsOf({ removeFromProject: true }), QUESTIONS)).toEqual({
			projectId: null,
			questions: QUESTIONS,
		});
		expect(updateBody(settingsOf({}))).toEqual({});
	});
});

describe('what PickFu made of a survey', () => {
	const sent = { ...createBody(QUESTIONS, settingsOf(ALL)), name: 'Mugs' };
	const answer = {
		id: 's1',
		name: 'Mugs',
		sampleSize: 50,
		country: 'US',
		targeting: ['amznpr'],
		reporting: ['age-range', 'gender'],
		questions: [
			{ id: 'q1', type: 'head_to_head', value: 'Which?', options: [{ id: 'a' }, { id: 'b' }] },
			{ id: 'q2', type: 'open_ended', value: 'Why?', options: [] },
		],
	};
	const differs = (change: object) => differences(sent, readSurvey({ ...answer, ...change }));

	it.each([
		['the answer is as asked', {}],
		[
			'numbers come as text and names in the other spelling',
			{ sampleSize: undefined, sample_size: '50', country: undefined, countryCode: 'us' },
		],
		['the country has its name and its code', { country: 'United States', countryCode: 'US' }],
		['the country is an object', { country: { code: 'us', name: 'United States' } }],
		['traits are objects', { targeting: [{ permalink: 'amznpr', trait_name: 'Prime' }] }],
		['blanks around a text are gone, or stand there', { name: ' Mugs ' }],
		['a list of traits has an empty entry', { targeting: ['amznpr', null, ''] }],
		['traits are text', { targeting: 'amznpr', reporting: 'gender, age-range' }],
		[
			'the answer tells little',
			{
				name: undefined,
				sampleSize: undefined,
				country: undefined,
				targeting: undefined,
				reporting: undefined,
				questions: undefined,
			},
		],
		[
			'the answer holds null',
			Object.fromEntries(Object.keys(answer).map((name) => [name, name === 'id' ? 's1' : null])),
		],
	])('does not differ when %s', (_, change) => {
		expect(differs(change)).toEqual({ costly: [], others: [] });
	});

	it.each([
		[{ sampleSize: 30 }, 'The sample size is 30 instead of 50'],
		[{ sampleSize: undefined, sample_size: '15' }, 'The sample size is 15 instead of 50'],
		[{ country: 'CA' }, 'The country is CA instead of US'],
		[{ targeting: [] }, 'Targeting: 1 of 1 trait missing'],
		[{ targeting: ['amznpr', 'mobileyes'] }, 'Targeting: 1 trait added'],
	])('%j changes who is asked or what it costs', (change, sentence) => {
		expect(differs(change)).toEqual({ costly: [sentence], others: [] });
	});

	it.each([
		[{ country: 'United States' }, 'The country is United States instead of US'],
		[{ targeting: [{ key: 7 }] }, 'Targeting came back in an unknown format'],
		[{ targeting: ['mobileyes', { key: 7 }] }, 'Targeting came back in an unknown format'],
		[{ reporting: ['gender', 'income'] }, 'Reporting: 1 of 2 traits missing, 1 trait added'],
		[{ name: 'M&amp;gs' }, 'The name was stored differently'],
		[{ questions: [] }, 'The survey has 0 questions instead of 2'],
		[{ questions: answer.questions.slice(1) }, 'The survey has 1 question instead of 2'],
		[
			{ questions: [{ ...answer.questions[0], type: 'Head to Head' }, answer.questions[1]] },
			'The type of question 1 was stored differently',
		],
		[
			{ questions: [answer.questions[0], { ...answer.questions[1], value: 'Why ?' }] },
			'The prompt of question 2 was stored differently',
		],
		[
			{ questions: [{ ...answer.questions[0], options: [{ id: 'a' }] }, answer.questions[1]] },
			'Question 1 has 1 option instead of 2',
		],
	])('%j costs nobody anything', (change, sentence) => {
		expect(differs(change)).toEqual({ costly: [], others: [sentence] });
	});

	it('is compared only where something was sent', () => {
		expect(differences({ name: 'Mugs' }, readSurvey({ ...answer, sampleSize: 30 }))).toEqual({
			costly: [],
			others: [],
		});
	});
});
