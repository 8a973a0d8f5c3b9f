import { host } from '../support/host.mts';
import { SIGN_INS, standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

describe.each(SIGN_INS)('with $authentication', ({ authentication, authorization }) => {
	it('creates a tag and gives its numeric id', async () => {
		const received = standIn(() => ({
			status: 201,
			body: { success: true, data: { id: 7, name: 'Launch' } },
		}));
		const parameters = {
			authentication,
			resource: 'tag',
			operation: 'create',
			name: ' Launch ',
		};
		const output = await host({ parameters }).execute();
		expect(received).toEqual([
			{ method: 'POST', path: '/tags', query: {}, body: { name: 'Launch' }, authorization },
		]);
		expect(output).toEqual([{ json: { id: 7, name: 'Launch' }, pairedItem: { item: 0 } }]);
	});

	it('asks for the tags with a part of a name', async () => {
		const received = standIn(() => ({
			body: { data: [], pagination: { page: 1, totalPages: 0 } },
		}));
		const parameters = {
			authentication,
			resource: 'tag',
			operation: 'getAll',
			filters: { query: 'launch' },
		};
		await host({ parameters }).execute();
		const query = { query: 'launch', page: '1', limit: '100' };
		expect(received).toEqual([{ method: 'GET', path: '/tags', query, body: '', authorization }]);
	});
});

it('applies the filter again, in any case of letters, when PickFu ignored it', async () => {
	const data = [
		{ id: 1, name: 'Spring LAUNCH' },
		{ id: 2, name: 'Logo' },
	];
	standIn(() => ({ body: { data, pagination: { page: 1, totalPages: 1 } } }));
	const parameters = { resource: 'tag', operation: 'getAll', filters: { query: 'Launch' } };
	const output = await host({ parameters }).execute();
	expect(output.map(({ json }) => json.id)).toEqual([1]);
});

it('stops at the limit, and asks for no larger page than that', async () => {
	const received = standIn(({ query }) => ({
		body: {
			data: [1, 2, 3].map((id) => ({ id, name: `T${id}` })).slice(0, Number(query.limit)),
		},
	}));
	const output = await host({
		parameters: { resource: 'tag', operation: 'getAll', limit: 2 },
	}).execute();
	expect(output.map(({ json }) => json.id)).toEqual([1, 2]);
	expect(received.map(({ query }) => query)).toEqual([{ page: '1', limit: '2' }]);
});

it('makes no tag of an empty name, and names the item that had none', async () => {
	const received = standIn(() => ({ status: 201, body: { id: 1, name: 'A' } }));
	const output = await host({
		parameters: { resource: 'tag', operation: 'create', name: '={{ $json.name }}' },
		items: [{ json: {} }, { json: { name: 'A' } }],
		node: { onError: 'continueRegularOutput' },
	}).execute();
	expect(received.map(({ body }) => body)).toEqual([{ name: 'A' }]);
	expect(output).toEqual([
		{
			json: {
				error: "'Name' is empty",
				details: expect.objectContaining({ field: 'name', outcome: 'notDone' }),
			},
			pairedItem: { item: 0 },
		},
		{ json: { id: 1, name: 'A' }, pairedItem: { item: 1 } },
	]);
});
