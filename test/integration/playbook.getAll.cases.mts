import { host } from '../support/host.mts';
import { SIGN_INS, standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

it.each(SIGN_INS)(
	'asks for the playbooks of an industry with $authentication',
	async ({ authentication, authorization }) => {
		const received = standIn(() => ({
			body: { data: [], pagination: { page: 1, totalPages: 0 } },
		}));
		const parameters = {
			authentication,
			resource: 'playbook',
			operation: 'getAll',
			filters: { industry: 'mobile-games' },
		};
		await host({ parameters }).execute();
		const query = { industry: 'mobile-games', page: '1', limit: '100' };
		expect(received).toEqual([
			{ method: 'GET', path: '/playbooks', query, body: '', authorization },
		]);
	},
);

it('gives the number of polls under one name whichever way PickFu spells it', async () => {
	const data = [
		{ slug: 'a', name: 'A', poll_count: 3 },
		{ slug: 'b', name: 'B', pollCount: 2, colour: 'green' },
	];
	standIn(() => ({ body: { data, pagination: { page: 1, totalPages: 1 } } }));
	const output = await host({
		parameters: { resource: 'playbook', operation: 'getAll' },
	}).execute();
	expect(output.map(({ json }) => json)).toEqual([
		{ slug: 'a', name: 'A', pollCount: 3 },
		{ slug: 'b', name: 'B', pollCount: 2 },
	]);
});

it.each([
	['mobile-games', 'Mobile Games', 'Publishing'],
	['ゲーム', 'ゲーム', '出版'],
])('applies the filter for %s again when PickFu ignored it', async (industry, fits, differs) => {
	const data = [
		{ slug: 'icon', industry: fits },
		{ slug: 'cover', industry: differs },
		{ slug: 'any' },
	];
	standIn(() => ({ body: { data, pagination: { page: 1, totalPages: 1 } } }));
	const parameters = {
		resource: 'playbook',
		operation: 'getAll',
		filters: { industry },
	};
	const output = await host({ parameters }).execute();
	expect(output.map(({ json }) => json.slug)).toEqual(['icon', 'any']);
});
