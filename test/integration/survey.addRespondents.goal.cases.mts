import type { IDataObject } from 'n8n-workflow';
import { SECRETS } from '../support/host.mts';
import { fakePickFu, run } from '../support/nockPickFu.mts';
import { add, countsOf, offerMore, total } from '../support/nockRespondents.mts';

const pickFu = fakePickFu();
const LOOK = 'GET /surveys/s1';

const adds = (sizes: Record<string, number>, more?: IDataObject) => offerMore(pickFu, sizes, more);
const counts = () => countsOf(pickFu);

describe.each([
	['OAuth', 'oAuth2', SECRETS.accessToken],
	['an API key', 'apiKey', SECRETS.apiKey],
])('with %s', (_, authentication, token) => {
	it.each([
		['up to a total', total(100)],
		['as an addition', add(50)],
	])('asks for the missing number, between two looks, %s', async (__, fields) => {
		adds({ s1: 50 });
		const { items } = await run({ parameters: { ...fields, authentication } });
		const sent = pickFu.received.map(({ method, path, query, body }) => [
			method,
			path,
			query,
			body,
		]);
		expect(sent).toEqual([
			['GET', '/surveys/s1', {}, ''],
			['POST', '/surveys/s1/add-respondents', {}, { count: 50 }],
			['GET', '/surveys/s1', {}, ''],
		]);
		const tokens = pickFu.received.map(({ authorization }) => authorization);
		expect(new Set(tokens)).toEqual(new Set([`Bearer ${token}`]));
		expect(items).toEqual([
			{
				json: {
					id: 's1',
					name: 'Mugs',
					status: 'completed',
					sampleSize: 100,
					respondentsAdded: 50,
					alreadyReached: false,
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

it('gives the survey as PickFu sent it when Simplify is off', async () => {
	adds({ s1: 50 }, { some_new_member: { a: 1 } });
	const { items } = await run({ parameters: total(60, { output: 'raw' }) });
	expect(items[0]!.json).toMatchObject({
		some_new_member: { a: 1 },
		sampleSize: 60,
		respondentsAdded: 10,
	});
});

it.each([
	['reached', 50],
	['passed', 30],
])('sends nothing when the total is already %s', async (_, respondents) => {
	adds({ s1: 50 });
	const { items } = await run({ parameters: total(respondents) });
	expect(pickFu.log).toEqual([LOOK]);
	expect(items[0]!.json).toMatchObject({
		sampleSize: 50,
		respondentsAdded: 0,
		alreadyReached: true,
	});
});

it('pays once for a total, however often it is run', async () => {
	adds({ s1: 50 });
	await run({ parameters: total(80) });
	const { items } = await run({ parameters: total(80) });
	expect(counts()).toEqual([30]);
	expect(items[0]!.json).toMatchObject({ alreadyReached: true, respondentsAdded: 0 });
});

it.each([
	['text with a number', '={{ "60" }}'],
	['a number', '={{ 60 }}'],
])('takes %s from an expression', async (_, respondents) => {
	adds({ s1: 50 });
	expect((await run({ parameters: total(respondents) })).error).toBeUndefined();
	expect(counts()).toEqual([10]);
});

describe('before anything is sent', () => {
	it.each([
		['null', '={{ null }}', /'Respondents' is empty/],
		['nothing', '={{ $json.nothing }}', /'Respondents' is empty/],
		['an empty text', '', /'Respondents' is empty/],
		['words', '={{ "many" }}', /'Respondents' must be a whole number of at least 1/],
		['zero', 0, /'Respondents' must be a whole number of at least 1/],
		['a fraction', 1.5, /'Respondents' must be a whole number of at least 1/],
		['minus', -5, /'Respondents' must be a whole number of at least 1/],
	])('refuses %s as the number', async (_, respondents, message) => {
		adds({ s1: 50 });
		for (const fields of [total(respondents), add(respondents)]) {
			expect((await run({ parameters: fields })).error?.message).toMatch(message);
		}
		expect(pickFu.log).toEqual([]);
	});

	it('refuses a mode that it does not know, instead of guessing one that costs more', async () => {
		adds({ s1: 50 });
		const { error } = await run({ parameters: total(60, { mode: '={{ "plus" }}' }) });
		expect(error?.message).toBe("'Mode' must be total, add or untilDecided");
		expect(pickFu.log).toEqual([]);
	});

	it.each([
		['unpublished', /is a draft. Set its sample size with Update/],
		['in-progress', /still running/],
		['archived', /is archived/],
		['paused', /unrecognized status 'paused'/],
		[undefined, /unrecognized status/],
	])('refuses a survey that is %s, and says why', async (status, message) => {
		adds({ s1: 50 }, { status });
		for (const fields of [total(60), add(10)]) {
			const { error } = await run({ parameters: fields });
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/Nothing was charged/);
		}
		expect(pickFu.log).toEqual([LOOK, LOOK]);
	});

	it('refuses a completed survey whose sample size PickFu does not tell', async () => {
		adds({ s1: 50 }, { sampleSize: undefined });
		const { error } = await run({ parameters: add(10) });
		expect(error?.message).toMatch(/doesn't return its sample size/);
		expect(pickFu.log).toEqual([LOOK]);
	});
});

describe('the spending bound', () => {
	const bound = (maxRespondents: unknown) => ({ maxRespondents }) as IDataObject;

	it.each([
		['above what a total adds', total(60, bound(11))],
		['equal to what a total adds', total(60, bound(10))],
		['equal to what an addition adds', add(10, bound(10))],
	])('lets a request pass when it is %s', async (_, fields) => {
		adds({ s1: 50 });
		expect((await run({ parameters: fields })).error).toBeUndefined();
		expect(counts()).toEqual([10]);
	});

	it.each([
		['a total', total(60, bound(9))],
		['an addition', add(10, bound(9))],
	])('counts what is paid for, and stops %s above it', async (_, fields) => {
		adds({ s1: 50 });
		const { error } = await run({ parameters: fields });
		expect(error?.message).toMatch(/pay for 10 respondents: more than the 9 allowed/);
		expect(error?.description).toMatch(/Nothing was sent for this item/);
		expect(pickFu.log).toEqual([LOOK]);
	});

	it('is not lifted by an expression that gives nothing', async () => {
		adds({ s1: 50 });
		const { error } = await run({ parameters: add(10, bound('={{ $json.nothing }}')) });
		expect(error?.message).toMatch(/'Maximum Respondents' is empty/);
		expect(pickFu.log).toEqual([]);
	});
});

describe('Only Calculate', () => {
	const calculate = (value: unknown) => ({ options: { onlyCalculate: value } }) as IDataObject;

	it.each([
		['a total', total(80), 30],
		['a total that is reached', total(50), 0],
		['an addition', add(30), 30],
	])('tells how many %s would add after one look', async (_, fields, respondentsToAdd) => {
		adds({ s1: 50 });
		const { items } = await run({ parameters: { ...fields, ...calculate(true) } });
		expect(items[0]!.json).toMatchObject({
			sampleSize: 50,
			respondentsToAdd,
			respondentsAdded: 0,
		});
		expect(items[0]!.json).not.toHaveProperty('alreadyReached');
		expect(pickFu.log).toEqual([LOOK]);
	});

	it.each(['={{ "true" }}', '={{ null }}', '={{ $json.nothing }}', ''])(
		'spends nothing when its expression gives something like yes, or nothing: %j',
		async (value) => {
			adds({ s1: 50 });
			const { items } = await run({ parameters: { ...add(30), ...calculate(value) } });
			expect(items[0]!.json).toMatchObject({ respondentsToAdd: 30 });
			expect(pickFu.log).toEqual([LOOK]);
		},
	);

	it('holds the sum against the bound and the status, as the request would be', async () => {
		adds({ s1: 50 });
		const preview = { ...calculate(true), maxRespondents: 10 };
		expect((await run({ parameters: add(30, preview) })).error?.message).toMatch(
			/pay for 30 respondents: more than the 10/,
		);
		adds({ s1: 50 }, { status: 'in-progress' });
		const { error } = await run({ parameters: { ...add(30), ...calculate(true) } });
		expect(error?.message).toMatch(/still running/);
		expect(counts()).toEqual([]);
	});
});
