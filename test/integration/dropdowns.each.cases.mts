import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { methods } from '../../nodes/PickFu/methods';
import { host } from '../support/host.mts';
import { fakePickFu, noted, ok, refusal } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const SURVEY = { __rl: true, mode: 'list', value: 's1' };

type Entries = { name: string; value: unknown; url?: string }[];

/** What a dropdown shows, from the first page on. */
async function open(
	name: string,
	filter?: string,
	token?: string,
	parameters: IDataObject = { surveyId: SURVEY },
): Promise<{ entries: Entries; more?: unknown }> {
	const context = host({
		parameters: { resource: 'response', operation: 'pin', ...parameters },
	}).loadOptions() as unknown as ILoadOptionsFunctions;
	if (name in methods.loadOptions) {
		const load = methods.loadOptions[name as keyof typeof methods.loadOptions];
		return { entries: noted(await load.call(context)) };
	}
	const search = methods.listSearch[name as keyof typeof methods.listSearch];
	const found: INodeListSearchResult = await search.call(context, filter, token);
	return { entries: noted(found.results), more: found.paginationToken };
}

/** Every dropdown, the request that fills it, and what it shows of a record that says nothing else. */
const ALL: [name: string, asked: string, query: IDataObject, bare: IDataObject, shown: Entries][] =
	[
		['getTargetingTraits', '/traits/targeting', {}, { permalink: 'x' }, [named('x', 'x')]],
		['getReportingTraits', '/traits/reporting', {}, { permalink: 'x' }, [named('x', 'x')]],
		[
			'getBreakdownTraits',
			'/traits/reporting',
			{},
			{ permalink: 'x', name: 'Age' },
			[named('All', 'all'), named('Age', 'Age')],
		],
		['getTags', '/tags', { page: '1', limit: '100' }, { id: 7 }, [named('Unnamed tag', 7)]],
		[
			'searchSurveys',
			'/surveys',
			{ page: '1', limit: '50' },
			{ id: 'x' },
			[named('Unnamed survey', 'x')],
		],
		[
			'searchProjects',
			'/projects',
			{ page: '1', limit: '50' },
			{ id: 'x' },
			[named('Unnamed project', 'x')],
		],
		[
			'searchResponses',
			'/surveys/s1/responses',
			{ page: '1', limit: '50' },
			{ id: 'x' },
			[named('Response without text', 'x')],
		],
	];

function named(name: string, value: unknown) {
	return { name, value };
}

const NAMES = [...ALL.map(([name]) => [name]), ['getQuestions']];

it('has a row for each', () => {
	const each = [...Object.keys(methods.loadOptions), ...Object.keys(methods.listSearch)];
	expect(NAMES.flat().sort()).toEqual(each.sort());
});

it.each(ALL)(
	'%s asks for %s with %j, and shows what has no name by what it is',
	async (name, path, query, bare, entries) => {
		pickFu.answer = ({ query: { page } }) =>
			ok(Number(page ?? 1) > 1 ? [] : [bare, { name: 'has no ID' }]);
		expect((await open(name)).entries).toEqual(entries);
		expect(pickFu.received[0]).toMatchObject({ method: 'GET', path });
		expect(pickFu.received[0]!.query).toEqual(query);
	},
);

it('getQuestions shows what has no text by its number, and leaves out what has no ID', async () => {
	pickFu.answer = () => ok({ id: 's1', questions: [{ id: 'q1' }, { value: 'Why?' }] });
	expect((await open('getQuestions')).entries).toEqual([
		{ name: '1. Question without text', value: 'q1' },
	]);
	expect(pickFu.log).toEqual(['GET /surveys/s1']);
});

it.each(NAMES)('%s shows nothing of an empty list', async (name) => {
	pickFu.answer = () => ok(name === 'getQuestions' ? { id: 's1', questions: [] } : []);
	const { entries, more } = await open(name);
	expect(entries).toEqual(name === 'getBreakdownTraits' ? [named('All', 'all')] : []);
	expect(more).toBeUndefined();
});

it.each(NAMES)(
	'%s waits some seconds where the limit asks for them, and is filled',
	async (name) => {
		const record = { id: 7, permalink: 'x', name: 'X', questions: [{ id: 'q1', value: 'X' }] };
		let tries = 0;
		pickFu.answer = () =>
			(tries += 1) === 1
				? { ...refusal(429, 'Slow down'), headers: { 'retry-after': '5' } }
				: ok(name === 'getQuestions' ? record : tries === 2 ? [record] : []);
		const { result, took } = await onFastClock(async () => await open(name));
		expect(result.entries.length).toBeGreaterThan(0);
		expect(took).toBeGreaterThanOrEqual(5_000);
	},
);

it.each(NAMES)('%s shows a refusal, and the limit after seconds', async (name) => {
	pickFu.answer = () => refusal(403, 'Viewers see nothing');
	await expect(open(name)).rejects.toThrow(
		"Your PickFu role doesn't allow this (403): Viewers see nothing",
	);
	pickFu.answer = () => ({ ...refusal(429, 'Slow down'), headers: { 'retry-after': '60' } });
	const { result, took } = await onFastClock(
		async () => await open(name).catch((error: Error) => error.message),
	);
	expect(result).toMatch(/^PickFu's rate limit was reached/);
	expect(took).toBeLessThanOrEqual(20_000);
});

it.each([
	['searchSurveys', { name: 'x'.repeat(100) }],
	['searchProjects', { name: 'x'.repeat(100) }],
	['searchResponses', { explanation: 'x'.repeat(100) }],
])('%s cuts long names at 80 characters, and reads on page by page', async (name, record) => {
	pickFu.answer = ({ query: { page } }) => ({
		body: { data: [{ id: `on-${String(page)}`, ...record }], pagination: { totalPages: 2 } },
	});
	const first = await open(name);
	expect(first).toEqual({
		entries: [{ name: `${'x'.repeat(80)}…`, value: 'on-1' }],
		more: '2',
	});
	const second = await open(name, undefined, '2');
	expect(second.entries.map(({ value }) => value)).toEqual(['on-2']);
	expect(second.more).toBeUndefined();
});

it('sends people to what they can do while no survey is chosen, or one that is none', async () => {
	const surveyId = { __rl: true, mode: 'id', value: '' };
	await expect(open('searchResponses', undefined, undefined, { surveyId })).rejects.toMatchObject({
		message: 'Select a survey first',
		description:
			"The list shows the responses of one survey. If 'Survey' is an expression, enter the response by ID.",
	});
	const wrong = { surveyId: { __rl: true, mode: 'id', value: 'no/id' } };
	for (const name of ['searchResponses', 'getQuestions']) {
		await expect(open(name, undefined, undefined, wrong)).rejects.toThrow(/^'Survey' /);
	}
	expect(pickFu.received).toEqual([]);
});
