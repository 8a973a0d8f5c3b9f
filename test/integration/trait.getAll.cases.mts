import { host } from '../support/host.mts';
import { SIGN_INS, standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

const TRAITS: Record<string, unknown> = {
	'/traits/targeting': {
		success: true,
		data: [{ permalink: 'amznpr', trait_name: 'Amazon Prime' }],
	},
	'/traits/reporting': { success: true, data: [{ permalink: 'gender', traitName: 'Gender' }] },
};

describe.each(SIGN_INS)('with $authentication', ({ authentication, authorization }) => {
	it.each([
		['targeting', ['/traits/targeting']],
		['reporting', ['/traits/reporting']],
		['both', ['/traits/targeting', '/traits/reporting']],
	])('reads the traits for %s without asking for pages', async (kind, paths) => {
		const received = standIn(({ path }) => ({ body: TRAITS[path] }));
		await host({
			parameters: { authentication, resource: 'trait', operation: 'getAll', kind },
		}).execute();
		expect(received.sort((a, b) => paths.indexOf(a.path) - paths.indexOf(b.path))).toEqual(
			paths.map((path) => ({ method: 'GET', path, query: {}, body: '', authorization })),
		);
	});
});

it.each([
	['by itself', {}],
	['also where Kind is empty', { kind: '={{ $json.none }}' }],
])('gives one row for each trait and kind, under one spelling, %s', async (_, kind) => {
	standIn(({ path }) => ({ body: TRAITS[path] }));
	const parameters = { resource: 'trait', operation: 'getAll', ...kind };
	const output = await host({ parameters }).execute();
	expect(output.map(({ json }) => json)).toEqual([
		{ permalink: 'amznpr', name: 'Amazon Prime', kind: 'targeting' },
		{ permalink: 'gender', name: 'Gender', kind: 'reporting' },
	]);
});

it.each([
	[
		'groups in a list',
		{
			data: [
				{ name: 'Shopping', traits: [{ permalink: 'amznpr', trait_name: 'Prime' }] },
				{ name: 'People', items: [{ permalink: 'age' }] },
			],
		},
	],
	[
		'a list for each group',
		{ data: { Shopping: [{ permalink: 'amznpr', traitName: 'Prime' }], People: ['age'] } },
	],
])('flattens %s and keeps the heading', async (_, body) => {
	standIn(() => ({ body }));
	const output = await host({
		parameters: { resource: 'trait', operation: 'getAll', kind: 'targeting' },
	}).execute();
	expect(output.map(({ json }) => json)).toEqual([
		{ permalink: 'amznpr', name: 'Prime', group: 'Shopping', kind: 'targeting' },
		{ permalink: 'age', name: 'age', group: 'People', kind: 'targeting' },
	]);
});

it('gives a trait once that stands in two groups, and no more than the limit', async () => {
	const data = [
		{ name: 'A', traits: [{ permalink: 'one' }, { permalink: 'two' }] },
		{
			name: 'B',
			traits: [{ permalink: 'one' }, { permalink: 'three' }, { permalink: 'four' }],
		},
	];
	standIn(() => ({ body: { data } }));
	const output = await host({
		parameters: { resource: 'trait', operation: 'getAll', kind: 'reporting', limit: 3 },
	}).execute();
	expect(output.map(({ json }) => [json.permalink, json.group])).toEqual([
		['one', 'A'],
		['two', 'A'],
		['three', 'B'],
	]);
});

it('says that the answer is not understood instead of giving no traits', async () => {
	standIn(() => ({ body: { success: true, data: { traits: 'moved' } } }));
	const { execute } = host({
		parameters: { resource: 'trait', operation: 'getAll', kind: 'targeting' },
	});
	await expect(execute()).rejects.toThrow('PickFu returned an unexpected response');
});

it('refuses a kind that does not exist before a request', async () => {
	const received = standIn(() => ({ body: [] }));
	const { execute } = host({
		parameters: { resource: 'trait', operation: 'getAll', kind: '={{ "all" }}' },
	});
	await expect(execute()).rejects.toThrow("'Kind' must be targeting, reporting or both");
	expect(received).toEqual([]);
});
