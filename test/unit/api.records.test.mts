import type { IDataObject } from 'n8n-workflow';
import { readProject } from '../../nodes/PickFu/api/projects';
import { isRunning, readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { timeOf } from '../../nodes/PickFu/api/time';
import { readTraits } from '../../nodes/PickFu/api/traits';

// Members that PickFu may write in several ways; the contract leaves most of them open.

it.each<[unknown, boolean | undefined]>([
	[true, true],
	['true', true],
	[1, true],
	[false, false],
	['false', false],
	[0, false],
	['yes', undefined],
	[2, undefined],
	[null, undefined],
])('reads the switch %j as %j', (value, expected) => {
	const record = { pinned: value, archived: value, bookmarked: value } as IDataObject;
	expect(readAnswer(record).pinned).toBe(expected);
	expect(readProject(record)).toMatchObject({ archived: expected, bookmarked: expected });
});

it.each<[unknown, number | undefined]>([
	[4, 4],
	[4.5, 4.5],
	['4.5', 4.5],
	[0, 0],
	['', undefined],
	['good', undefined],
])('reads the rating and the score %j as %j', (value, expected) => {
	expect(readAnswer({ rating: value, score: value } as IDataObject)).toMatchObject({
		rating: expected,
		score: expected,
	});
});

it.each<[unknown, unknown[], unknown[]]>([
	[
		[1, 2],
		[1, 2],
		[1, 2],
	],
	[{ a: 1 }, [{ a: 1 }], []],
	['A', ['A'], []],
	['', [], []],
	[null, [], []],
	[undefined, [], []],
])('reads %j as the rounds %j and the clicks %j', (value, rounds, clicks) => {
	expect(readAnswer({ rounds: value, clicks: value } as IDataObject)).toMatchObject({
		rounds,
		clicks,
	});
});

it.each<[unknown, string[]]>([
	['a, b ,,c', ['a', 'b', 'c']],
	[
		['a', 7],
		['a', '7'],
	],
	[
		[{ permalink: 'a' }, { name: 'no permalink' }, 'b'],
		['b', 'a'],
	],
	[{ permalink: 'a' }, []],
	[null, []],
])('reads the traits %j of a survey as %j', (value, permalinks) => {
	const survey = { id: 's', targeting: value, reporting: value } as IDataObject;
	expect(readSurvey(survey)).toMatchObject({ targeting: permalinks, reporting: permalinks });
});

it.each<[object, string | undefined]>([
	[{ country: { code: 'gb', name: 'Great Britain' } }, 'GB'],
	[{ country: { name: 'Great Britain' } }, undefined],
	[{ country: ' us ' }, 'US'],
	[{}, undefined],
])('reads the country of %j as %j', (survey, code) => {
	expect(readSurvey(survey as IDataObject).country).toBe(code);
});

it('reads a survey of which it knows nothing but the text for its project', () => {
	const { id, project, tags, questions } = readSurvey({ project: 'Spring', tags: 'a' });
	expect([id, project, tags, questions]).toEqual(['', undefined, [], []]);
});

it.each(['in-progress', ' IN_PROGRESS ', 'In progress'])('takes %j for running', (status) => {
	expect(isRunning({ status })).toBe(true);
});

it.each(['completed', 'unpublished', 'archived', 'stopped'])('not %j', (status) => {
	expect(isRunning({ status, publishedAt: '2026-01-01' })).toBe(false);
});

it('reads a project, and the surveys that it lists', () => {
	const project = { id: 7, name: 'Spring', description: 'd', goal: 'g', url: 'u' };
	const surveys = [{ id: 's1', name: 'Mugs', more: 1 }, 'no object'];
	expect(readProject({ ...project, updated_at: 't', surveys, more: 1 })).toEqual({
		...{ ...project, id: '7' },
		updatedAt: 't',
		archived: undefined,
		bookmarked: undefined,
		surveys: [{ id: 's1', name: 'Mugs' }],
	});
	expect(readProject({ surveys: 3 }).surveys).toBeUndefined();
});

it.each<[string, unknown, object[]]>([
	[
		'a list, each once, the first of the same',
		[{ permalink: 'a', name: 'A' }, { permalink: 'a', name: 'B' }, 'b'],
		[
			{ permalink: 'a', name: 'A' },
			{ permalink: 'b', name: 'b' },
		],
	],
	[
		'groups with a heading of their own',
		[{ title: 'People', traits: [{ permalink: 'age', trait_name: 'Age', name: 'x' }] }],
		[{ permalink: 'age', name: 'Age', group: 'People' }],
	],
	[
		'one list for each group',
		{ People: [{ permalink: 'age' }], Shops: ['prime'] },
		[
			{ permalink: 'age', name: 'age', group: 'People' },
			{ permalink: 'prime', name: 'prime', group: 'Shops' },
		],
	],
	['one list under a name', { traits: ['age'] }, [{ permalink: 'age', name: 'age' }]],
])('reads traits in %s', (_, data, traits) => {
	expect(readTraits({ data })).toEqual(traits);
});

it.each<[string | undefined, number | undefined]>([
	['2026-03-31T09:00:00Z', Date.UTC(2026, 2, 31, 9)],
	['2026-03-31 09:00', Date.UTC(2026, 2, 31, 9)],
	['2026-03-31T09:00:00.500', Date.UTC(2026, 2, 31, 9) + 500],
	['2026-03-31T09:00:00+02:00', Date.UTC(2026, 2, 31, 7)],
	['1790000000', 1_790_000_000_000],
	['1790000000.25', 1_790_000_000_250],
	['1790000000123', 1_790_000_000_123],
	['soon', undefined],
	['', undefined],
	[undefined, undefined],
])('reads the time %j', (text, time) => expect(timeOf(text)).toBe(time));
