import { host } from '../support/host.mts';
import { SIGN_INS, standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

const WIRE = {
	id: 'p1',
	name: 'Launch',
	description: 'All of it',
	goal: null,
	url: 'https://app.pickfu.test/projects/p1',
	archived: false,
	bookmarked: true,
	created_at: '2026-01-02T03:04:05.000Z',
	surveys: [
		{ id: 's1', name: 'Mugs' },
		{ id: 's2', name: 'Lids' },
	],
	user: { id: 'u1', name: 'Ada' },
	colour: 'green',
};

describe.each(SIGN_INS)('with $authentication', ({ authentication, authorization }) => {
	const run = async (parameters: object) =>
		await host({
			parameters: { authentication, resource: 'project', ...parameters },
		}).execute();

	it('creates a project with its name and description', async () => {
		const received = standIn(() => ({ status: 201, body: { success: true, data: WIRE } }));
		const additionalFields = { description: ' All of it ' };
		const output = await run({ operation: 'create', name: 'Launch', additionalFields });
		expect(received).toEqual([
			{
				method: 'POST',
				path: '/projects',
				query: {},
				body: { name: 'Launch', description: 'All of it' },
				authorization,
			},
		]);
		expect(output).toEqual([
			{
				json: {
					id: 'p1',
					name: 'Launch',
					description: 'All of it',
					url: 'https://app.pickfu.test/projects/p1',
					archived: false,
					bookmarked: true,
					surveyCount: 2,
					surveyIds: 's1, s2',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('reads a project by the address of its page, as PickFu sent it when Simplify is off', async () => {
		const received = standIn(() => ({ body: WIRE }));
		const projectId = {
			__rl: true,
			mode: 'url',
			value: 'https://app.pickfu.test/projects/p1?tab=surveys',
		};
		const output = await run({ operation: 'get', projectId, output: 'raw' });
		expect(received).toEqual([
			{ method: 'GET', path: '/projects/p1', query: {}, body: '', authorization },
		]);
		expect(output[0]!.json).toEqual(WIRE);
	});

	it('sends what was changed and nothing else, under the names that PickFu takes', async () => {
		const received = standIn(() => ({
			body: { success: true, data: { ...WIRE, archived: true, bookmarked: false } },
		}));
		await run({
			operation: 'update',
			projectId: 'p1',
			updateFields: { archive: true, bookmark: false, goal: '', description: '={{ null }}' },
		});
		expect(received).toEqual([
			{
				method: 'PATCH',
				path: '/projects/p1',
				query: {},
				body: { goal: '', archive: true, bookmark: false },
				authorization,
			},
		]);
	});

	it('asks for the projects that the filters name', async () => {
		const received = standIn(() => ({
			body: { success: true, data: [WIRE], pagination: { page: 1, totalPages: 1 } },
		}));
		await run({
			operation: 'getAll',
			limit: 5,
			filters: { archived: false, bookmarked: true },
		});
		const query = { archived: 'false', bookmarked: 'true', page: '1', limit: '100' };
		expect(received).toEqual([
			{ method: 'GET', path: '/projects', query, body: '', authorization },
		]);
	});
});

it('leaves out a description that is empty', async () => {
	const received = standIn(() => ({ status: 201, body: { id: 'p1', name: 'Launch' } }));
	await host({
		parameters: {
			resource: 'project',
			operation: 'create',
			name: 'Launch',
			additionalFields: { description: ' ' },
		},
	}).execute();
	expect(received.map(({ body }) => body)).toEqual([{ name: 'Launch' }]);
});

it('reads all pages once, in order, and drops a project that two of them hold', async () => {
	const pages = [['a', 'b'], ['b', 'c'], ['d']].map((ids) =>
		ids.map((id) => ({ id, name: id.toUpperCase() })),
	);
	const received = standIn(({ query }) => ({
		body: {
			success: true,
			data: pages[Number(query.page) - 1],
			pagination: { page: Number(query.page), totalPages: 3 },
		},
	}));
	const output = await host({
		parameters: { resource: 'project', operation: 'getAll', returnAll: true },
	}).execute();
	expect(output.map(({ json }) => json.id)).toEqual(['a', 'b', 'c', 'd']);
	expect(received.map(({ query }) => query.page).sort()).toEqual(['1', '2', '3']);
});

it('applies the filters again when PickFu ignored them', async () => {
	const data = [
		{ id: 'kept', archived: false, bookmarked: true },
		{ id: 'archived', archived: true, bookmarked: true },
		{ id: 'unmarked', archived: false, bookmarked: false },
		{ id: 'silent' },
	];
	standIn(() => ({ body: { success: true, data, pagination: { page: 1, totalPages: 1 } } }));
	const filters = { archived: false, bookmarked: true };
	const output = await host({
		parameters: { resource: 'project', operation: 'getAll', filters },
	}).execute();
	expect(output.map(({ json }) => json.id)).toEqual(['kept', 'silent']);
});

it('leaves a filter out whose expression gives nothing for the item', async () => {
	const received = standIn(() => ({
		body: { success: true, data: [], pagination: { page: 1, totalPages: 0 } },
	}));
	await host({
		parameters: {
			resource: 'project',
			operation: 'getAll',
			filters: { archived: '={{ $json.missing }}' },
		},
	}).execute();
	expect(received.map(({ query }) => query)).toEqual([{ page: '1', limit: '50' }]);
});

describe('refuses before a request', () => {
	it.each([
		[
			'a project without a name',
			{ operation: 'create', name: '={{ $json.missing }}' },
			"'Name' is empty",
		],
		['an update of nothing', { operation: 'update', projectId: 'p1' }, 'No fields to update'],
		[
			'a name that is taken away',
			{ operation: 'update', projectId: 'p1', updateFields: { name: ' ' } },
			"'Name' is empty",
		],
		['a project that is not chosen', { operation: 'get', projectId: '' }, "'Project' is empty"],
		[
			'an update whose only expression gives nothing',
			{
				operation: 'update',
				projectId: 'p1',
				updateFields: { description: '={{ $json.missing }}' },
			},
			'No fields to update',
		],
		[
			'a switch that is neither on nor off',
			{ operation: 'update', projectId: 'p1', updateFields: { archive: '={{ "maybe" }}' } },
			"'Archive' must be true or false",
		],
	])('%s', async (_, parameters, message) => {
		const received = standIn(() => ({ status: 500 }));
		await expect(
			host({ parameters: { resource: 'project', ...parameters } }).execute(),
		).rejects.toThrow(message);
		expect(received).toEqual([]);
	});
});

it('takes a name that PickFu returns with a blank for the one that was sent', async () => {
	standIn(() => ({ body: { success: true, data: { ...WIRE, name: 'Launch ' } } }));
	const [item] = await host({
		parameters: {
			resource: 'project',
			operation: 'update',
			projectId: 'p1',
			updateFields: { name: 'Launch' },
		},
	}).execute();
	expect(item!.json.id).toBe('p1');
});

it('stops when PickFu answers with a project that was not changed', async () => {
	standIn(() => ({ body: { success: true, data: { ...WIRE, archived: false } } }));
	const { execute } = host({
		parameters: {
			resource: 'project',
			operation: 'update',
			projectId: 'p1',
			updateFields: { archive: true, name: 'Launch' },
		},
	});
	await expect(execute()).rejects.toThrow(
		"PickFu didn't make every change to the project: archived",
	);
});

it('sends one create for each item, and none again after an answer that was lost', async () => {
	const received = standIn(({ body }) =>
		(body as { name: string }).name === 'B'
			? { lost: 'ECONNRESET' }
			: { status: 201, body: { id: 'p', name: 'x' } },
	);
	const { execute } = host({
		parameters: { resource: 'project', operation: 'create', name: '={{ $json.name }}' },
		items: [{ json: { name: 'A' } }, { json: { name: 'B' } }, { json: { name: 'C' } }],
		node: { onError: 'continueRegularOutput' },
	});
	const output = await execute();
	expect(received.map(({ body }) => (body as { name: string }).name)).toEqual(['A', 'B', 'C']);
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(output[1]!.json).toMatchObject({ details: { outcome: 'notKnown' } });
});
