import {
	asFlag,
	asId,
	asTexts,
	asWholeNumber,
	Parameters,
} from '../../nodes/PickFu/resources/parameters';

const TEAM = '11111111-2222-4333-8444-555555555555';
const ID = '8F14E45F-ceea-467f-9575-1c1d3b7a9a10';

it.each([
	[ID, ID],
	[`  ${ID} `, ID],
	[42, '42'],
	[{ __rl: true, mode: 'list', value: ID }, ID],
	[`https://www.pickfu.com/surveys/${ID}`, ID],
	[`HTTPS://www.pickfu.com/surveys/${ID}/?tab=results#top`, ID],
	['https://www.pickfu.com/surveys/mugs-2', 'mugs-2'],
	[`https://app.pickfu.com/teams/${TEAM}/surveys/${ID}/edit`, ID],
	[`https://app.pickfu.com/teams/${TEAM}/${ID}`, ID],
	['https://app.pickfu.com/poll/7/12345?page=2', '12345'],
])('finds the ID in %j', (value, id) => {
	expect(asId(value, 'surveyId', 'surveys')).toBe(id);
});

it.each([
	['', "'surveyId' is empty"],
	[{ __rl: true, mode: 'list', value: '' }, "'surveyId' is empty"],
	[null, "'surveyId' is empty"],
	['https://www.pickfu.com/about', "'surveyId' has a URL without an ID"],
	[`https://www.pickfu.com/projects/${ID}`, "'surveyId' has a URL without an ID"],
	[`https://www.pickfu.com/results/${ID}`, "'surveyId' has the URL of a results page"],
	[{ id: ID }, "'surveyId' must be text, not an object"],
	[[ID], "'surveyId' must be text, not a list"],
])('takes nothing in %j for an ID', (value, message) => {
	expect(() => asId(value, 'surveyId', 'surveys')).toThrow(message);
});

it.each([
	[undefined, []],
	['', []],
	['a, ,b,', ['a', 'b']],
	[
		['a', '', ' ', 7],
		['a', '7'],
	],
	['["a", ""]', ['a']],
])('reads the texts of %j', (value, texts) => {
	expect(asTexts(value, 'tags')).toEqual(texts);
});

it.each([
	[undefined, undefined],
	['', undefined],
	[' 7 ', 7],
	[1, 1],
])('reads the whole number %j', (value, number) => {
	expect(asWholeNumber(value, 'limit', 1)).toBe(number);
});

it.each([0, -1, 1.5, '1.5', '-3', '0x10', '1e3', NaN, Infinity, 2 ** 53, true, [5]])(
	'takes %j for no whole number from 1 on',
	(value) => {
		expect(() => asWholeNumber(value, 'limit', 1)).toThrow(
			"'limit' must be a whole number of at least 1",
		);
	},
);

it.each([
	[undefined, true],
	['', true],
	['false', false],
	['true', true],
	[false, false],
])('reads the switch %j, which is on unless it is set', (value, flag) => {
	expect(asFlag(value, 'download', true)).toBe(flag);
});

it.each(['maybe', {}, [false]])('takes %j for no switch', (value) => {
	expect(() => asFlag(value, 'download', true)).toThrow("'download' must be true or false");
});

it('knows a call again by what it does, not by its output, its options or its bound', () => {
	const content = (more: object) =>
		new Parameters(
			new Map(Object.entries({ surveyId: 's1', respondents: 5, ...more })),
			0,
		).content();
	const appearance = { output: 'raw', fields: ['id'], options: { longestWait: 1 } };
	const bounds = { maxRespondents: 200, maxFollowUps: 3 };
	expect(content({ ...appearance, ...bounds })).toEqual(content({}));
	expect(content({ respondents: 6 })).not.toEqual(content({}));
});

it.each([
	['50 when nothing is set', {}, 50],
	['50 when an expression returned nothing', { limit: '' }, 50],
	['what is set', { limit: 7 }, 7],
	['all with Return All, whatever the limit', { returnAll: true, limit: 7 }, Infinity],
	['up to the limit without it', { returnAll: 'false', limit: 7 }, 7],
])('lists %s', (_, values, limit) => {
	expect(new Parameters(new Map(Object.entries(values)), 0).limit()).toBe(limit);
});
