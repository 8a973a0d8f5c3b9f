import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, ok, pageOf, refusal, run } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const surveys = { resource: 'survey', operation: 'getAll', output: 'raw' };

const numbered = (from: number, to: number): IDataObject[] =>
	Array.from({ length: to - from + 1 }, (_, index) => ({
		id: `s${from + index}`,
		status: 'completed',
	}));

const ids = (items: { json: IDataObject }[]) => items.map(({ json }) => json.id);
const pages = () => pickFu.received.map(({ query }) => Number(query.page));

it.each([
	[0, [1]],
	[1, [1]],
	[100, [1]],
	[101, [1, 2]],
	[250, [1, 2, 3]],
])('reads a list of %i to its end by the pages that PickFu counts', async (size, asked) => {
	pickFu.answer = (request) => pageOf(numbered(1, size), request);
	const { items } = await run({ parameters: { ...surveys, returnAll: true } });
	expect(ids(items)).toEqual(ids(numbered(1, size).map((json) => ({ json }))));
	expect(pages().sort()).toEqual(asked);
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
});

it.each([
	[0, [1]],
	[99, [1, 2]],
	[100, [1, 2]],
	[150, [1, 2, 3]],
])('reads a list of %i to its end where PickFu counts no pages', async (size, asked) => {
	pickFu.answer = (request) => pageOf(numbered(1, size), request, false);
	const { items } = await run({ parameters: { ...surveys, returnAll: true } });
	expect(items).toHaveLength(size);
	expect(pages()).toEqual(asked);
});

it('reads pages that hold fewer than asked for, as long as PickFu counts more', async () => {
	pickFu.answer = (request) =>
		pageOf(numbered(1, 50), { ...request, query: { ...request.query, limit: '20' } });
	expect((await run({ parameters: { ...surveys, returnAll: true } })).items).toHaveLength(50);
});

it.each([
	[1, 1, [1]],
	[50, 50, [1]],
	[100, 100, [1]],
	[101, 100, [1, 2]],
	[250, 100, [1, 2, 3]],
])(
	'never gives more than the limit of %i, and asks for no more pages than that takes',
	async (limit, size, asked) => {
		pickFu.answer = (request) => pageOf(numbered(1, 1000), request);
		const { items } = await run({ parameters: { ...surveys, limit } });
		expect(ids(items)).toEqual(ids(numbered(1, limit).map((json) => ({ json }))));
		expect(pickFu.received.every(({ query }) => query.limit === String(size))).toBe(true);
		expect(pages().sort()).toEqual(asked);
	},
);

it('never gives more than the limit when PickFu gives more', async () => {
	pickFu.answer = () => ok(numbered(1, 100));
	expect((await run({ parameters: { ...surveys, limit: 3 } })).items).toHaveLength(3);
});

it('drops what a list that grows while it is read repeats, and reads the page that it grew by', async () => {
	let all = numbered(1, 200);
	pickFu.answer = (request) => {
		const reply = pageOf(all, request);
		// A new survey comes in front after the first page, and pushes all others back by one.
		if (request.query.page === '1') all = [{ id: 's0', status: 'completed' }, ...all];
		return reply;
	};
	const { items } = await run({ parameters: { ...surveys, returnAll: true } });
	expect(ids(items)).toEqual(ids(numbered(1, 200).map((json) => ({ json }))));
	expect(pages()).toEqual([1, 2, 3]);
});

it('keeps records that have no ID, even equal ones', async () => {
	pickFu.answer = () => ok([{ name: 'a' }, { name: 'a' }]);
	expect((await run({ parameters: { ...surveys, returnAll: true } })).items).toHaveLength(2);
	expect(pages()).toEqual([1, 2]);
});

it.each([
	['counts no pages', undefined],
	['counts pages without end', 999_999],
])('ends a list that repeats itself, where PickFu %s', async (_, totalPages) => {
	pickFu.answer = () => ({
		body: { data: numbered(1, 100), ...(totalPages && { pagination: { totalPages } }) },
	});
	const { items } = await run({ parameters: { ...surveys, returnAll: true } });
	expect(items).toHaveLength(100);
	expect(pickFu.received.length).toBeLessThan(25);
});

it('fails as a whole when one of its pages cannot be read, instead of giving a list with a hole', async () => {
	pickFu.answer = (request) =>
		request.query.page === '2' ? refusal(403, 'No') : pageOf(numbered(1, 300), request);
	const { error, items } = await run({ parameters: { ...surveys, returnAll: true } });
	expect(error?.message).toMatch(/role/);
	expect(items).toEqual([]);
});

const GUID = '1c1d3b7a-9a10-4e45-8f14-ceea467f9575';

it.each([
	['a status', { status: 'completed' }, { status: 'completed' }, { status: 'archived' }],
	['a project', { projectId: 'p1' }, { project: { id: 'p1' } }, { project: { id: 'p2' } }],
	[
		'a project in capitals',
		{ projectId: GUID.toUpperCase() },
		{ project: { id: GUID } },
		{ project: { id: GUID.replace('1', '2') } },
	],
	[
		'a project by its number, of which PickFu may show the GUID',
		{ projectId: '7' },
		{ project: { id: GUID } },
		{ project: null },
	],
	['a tag', { tags: [7] }, { tags: [{ id: 7, name: 'Launch' }] }, { tags: [{ id: 8 }] }],
	['a country', { countries: ['gb'] }, { countryCode: 'GB' }, { country: 'US' }],
	[
		'a date',
		{ publishedAfter: '2026-03-31T09:00:00Z' },
		{ publishedAt: '2026-03-31T09:00:01Z' },
		{ published_at: '2026-03-31T09:00:00Z' },
	],
	[
		'a date that no draft has',
		{ publishedAfter: '2026-03-31T09:00:00Z' },
		{ publishedAt: '2026-03-31T09:00:01Z' },
		{ status: 'unpublished' },
	],
])(
	'applies the filter for %s again, in case PickFu ignores it, and still fills the limit',
	async (_, filters, fits, differs) => {
		const all = numbered(1, 300).map(({ id }, index) => ({
			id,
			...(index % 100 < 2 ? fits : differs),
		}));
		pickFu.answer = (request) => pageOf(all, request);
		const { items } = await run({ parameters: { ...surveys, limit: 5, filters } });
		expect(ids(items)).toEqual(['s1', 's2', 's101', 's102', 's201']);
	},
);

it('keeps a survey that does not tell what the filter asks for', async () => {
	pickFu.answer = () => ok([{ id: 's1' }, { id: 's2', status: 'archived' }]);
	expect(
		ids((await run({ parameters: { ...surveys, filters: { status: 'completed' } } })).items),
	).toEqual(['s1']);
});

it('refuses a date that is none before anything is sent', async () => {
	const { error } = await run({
		parameters: { ...surveys, filters: { publishedAfter: '={{ "soon" }}' } },
	});
	expect(error?.message).toMatch(/'Published After' must be a date/);
	expect(pickFu.received).toEqual([]);
});

it.each([
	['completedAt', 'asc', ['s2', 's1', 's3']],
	['completedAt', 'desc', ['s1', 's2', 's3']],
	['name', 'asc', ['s3', 's1', 's2']],
	['numResponses', 'desc', ['s3', 's2', 's1']],
	['numResponses', undefined, ['s3', 's2', 's1']],
	[undefined, 'asc', ['s1', 's3', 's2']],
])('sorts all surveys by %s, %s, before it applies the limit', async (sortBy, direction, order) => {
	pickFu.answer = () =>
		ok([
			{
				...{ id: 's1', name: 'Mug 2', numResponses: 9 },
				...{ createdAt: '2026-02-01T00:00:00Z', completedAt: '2026-03-02T00:00:00Z' },
			},
			{
				...{ id: 's2', name: 'Mug 10', numResponses: 10 },
				...{ createdAt: '2026-02-03T00:00:00Z', completedAt: '2026-03-01T00:00:00Z' },
			},
			{ id: 's3', name: 'Cup', numResponses: 100, createdAt: '2026-02-02T00:00:00Z' },
		]);
	const sort = { ...(sortBy && { sortBy }), ...(direction && { direction }) };
	const { items } = await run({ parameters: { ...surveys, limit: 2, sort } });
	expect(ids(items)).toEqual(order.slice(0, 2));
	expect(pickFu.received[0]!.query).not.toHaveProperty('limit', '2');
});

it("reads a date without a zone in the workflow's (New York)", async () => {
	pickFu.answer = () => ok([]);
	await run({
		parameters: { ...surveys, filters: { publishedAfter: '2026-03-31T09:00:00' } },
	});
	expect(pickFu.received[0]!.query.published_after).toBe('2026-03-31T13:00:00.000Z');
});
