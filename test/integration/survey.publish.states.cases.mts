import type { IDataObject } from 'n8n-workflow';
import { connectedOAuth, host } from '../support/host.mts';
import { fakePickFu, ok, refusal, run, runOf } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const parameters = { resource: 'survey', operation: 'publish', surveyId: 's1' };
const each = { ...parameters, surveyId: '={{ $json.id }}' };
const LOOK = 'GET /surveys/s1';
const SEND = 'POST /surveys/s1/publish';

const survey = (status: string, more: object = {}) =>
	ok({ id: 's1', name: 'Mugs', status, sampleSize: 50, ...more });

/** A PickFu that publishes what it is asked to; gives the statuses by survey. */
function publishes(statuses: Record<string, string>, more: object = {}): void {
	pickFu.answer = ({ method, path }) => {
		const id = path.split('/')[2]!;
		if (method === 'POST') statuses[id] = 'in-progress';
		return survey(statuses[id]!, { id, ...more });
	};
}

it('looks at a draft, publishes it, and looks again before it says that it is published', async () => {
	publishes({ s1: 'unpublished' });
	const { items } = await run({ parameters });
	expect(pickFu.log).toEqual([LOOK, SEND, LOOK]);
	expect(items).toEqual([
		{
			json: {
				id: 's1',
				name: 'Mugs',
				status: 'in-progress',
				sampleSize: 50,
				alreadyPublished: false,
			},
			pairedItem: { item: 0 },
		},
	]);
});

it.each(['in-progress', 'completed'])(
	'returns a survey that is %s as it is, after one look and nothing else',
	async (status) => {
		publishes({ s1: status });
		const { items } = await run({ parameters: { ...parameters, output: 'raw' } });
		expect(pickFu.log).toEqual([LOOK]);
		expect(items[0]!.json).toEqual({
			id: 's1',
			name: 'Mugs',
			status,
			sampleSize: 50,
			alreadyPublished: true,
		});
	},
);

it('is paid for where PickFu no longer shows the sample size afterwards', async () => {
	pickFu.answer = () =>
		pickFu.count(SEND) > 0 ? survey('in-progress', { sampleSize: null }) : survey('unpublished');
	const { items } = await run({ parameters });
	expect(items[0]!.json).toMatchObject({ status: 'in-progress', alreadyPublished: false });
});

it.each([
	['archived', /archived/],
	['paused', /unrecognized status 'paused'/],
	[undefined, /unrecognized status/],
])('refuses to pay for a survey that is %s', async (status, message) => {
	pickFu.answer = () => survey(status as string);
	const { error } = await run({ parameters });
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(/Nothing was charged/);
	expect(pickFu.log).toEqual([LOOK]);
});

describe('the spending bound', () => {
	const bounded = (maxRespondents: unknown) => ({ ...parameters, maxRespondents }) as IDataObject;

	it.each([
		['above the sample size', 51],
		['equal to it', 50],
		['written as text', '50'],
	])('lets a survey pass when it is %s', async (_, bound) => {
		publishes({ s1: 'unpublished' });
		expect((await run({ parameters: bounded(bound) })).error).toBeUndefined();
		expect(pickFu.count(SEND)).toBe(1);
	});

	it('lets a sample size pass that PickFu writes as text', async () => {
		publishes({ s1: 'unpublished' }, { sampleSize: '50' });
		expect((await run({ parameters: bounded(50) })).error).toBeUndefined();
		expect(pickFu.count(SEND)).toBe(1);
	});

	it.each([
		['is below the sample size', 49, {}, /50.+49/],
		[
			'cannot be held against a sample size',
			100,
			{ sampleSize: undefined },
			/doesn't return its sample size/,
		],
		['is below a sample size in text', 49, { sampleSize: '50' }, /50.+49/],
	])('stops before anything is sent when it %s', async (_, bound, more, message) => {
		publishes({ s1: 'unpublished' }, more);
		const { error } = await run({ parameters: bounded(bound) });
		expect(error?.message).toMatch(message);
		expect(pickFu.log).toEqual([LOOK]);
	});

	it('is named by an item that stops at it, and an item that was published before is not called paid', async () => {
		publishes({ s1: 'in-progress', s2: 'unpublished' });
		const fields = { ...each, maxRespondents: 49 };
		const items = [{ json: { id: 's1' } }, { json: { id: 's2' } }];
		const { error } = await run({ parameters: fields, items });
		expect(error?.description).toBe(
			"Nothing was sent for this item. Lower the number, or raise 'Maximum Respondents'.",
		);
		const node = { onError: 'continueRegularOutput' as const };
		const [, second] = (await run({ parameters: fields, items, node })).items;
		expect(second!.json.details).toMatchObject({ field: 'maxRespondents', outcome: 'notDone' });
	});

	it.each([
		['nothing', '={{ $json.nothing }}', /'Maximum Respondents' is empty/],
		['null', '={{ null }}', /'Maximum Respondents' is empty/],
		['an empty text', '={{ "" }}', /'Maximum Respondents' is empty/],
		['words', '={{ "many" }}', /whole number/],
		['zero', 0, /whole number/],
		['a fraction', 49.5, /whole number/],
		['a list', '={{ [50] }}', /whole number/],
		['minus', -1, /whole number/],
	])('is not lifted by %s: nothing is sent at all', async (_, bound, message) => {
		publishes({ s1: 'unpublished' });
		const { error } = await run({ parameters: bounded(bound) });
		expect(error?.message).toMatch(message);
		expect(pickFu.log).toEqual([]);
	});
});

describe('two at once', () => {
	it('sends one request for two items with the same survey', async () => {
		publishes({ s1: 'unpublished', s2: 'unpublished' });
		const { items } = await run({
			parameters: each,
			items: [{ json: { id: 's1' } }, { json: { id: 's2' } }, { json: { id: 's1' } }],
		});
		expect(
			items.map(({ json, pairedItem }) => [json.id, json.alreadyPublished, pairedItem]),
		).toEqual([
			['s1', false, { item: 0 }],
			['s2', false, { item: 1 }],
			['s1', true, { item: 2 }],
		]);
		expect(pickFu.count(SEND)).toBe(1);
		expect(pickFu.count('POST /surveys/s2/publish')).toBe(1);
	});

	it('sends one request for two executions of the same survey side by side', async () => {
		publishes({ s1: 'unpublished' });
		const both = await Promise.all([run({ parameters }), run({ parameters })]);
		expect(both.map(({ items }) => items[0]!.json.alreadyPublished).sort()).toEqual([false, true]);
		expect(pickFu.count(SEND)).toBe(1);
	});

	it('does not fail an execution because the one before it was refused', async () => {
		let sent = 0;
		pickFu.answer = ({ method }) => {
			if (method !== 'POST') return survey(sent > 1 ? 'in-progress' : 'unpublished');
			sent += 1;
			return sent > 1 ? ok({}) : refusal(403, 'Viewers cannot publish');
		};
		const [first, second] = await Promise.all([run({ parameters }), run({ parameters })]);
		expect(first.error?.message).toMatch(/role doesn't allow/);
		expect(second.items[0]!.json).toMatchObject({ alreadyPublished: false });
	});

	it('stops an execution at once that waits for another one to pay', async () => {
		const stop = new AbortController();
		const ended: string[] = [];
		pickFu.answer = async ({ method }) => {
			if (method !== 'POST') return survey(ended.length > 0 ? 'in-progress' : 'unpublished');
			stop.abort();
			await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 200))]);
			ended.push('paid');
			return ok({});
		};
		const paying = run({ parameters });
		const waiting = runOf(host({ parameters, signal: stop.signal })).then(({ error }) => {
			ended.push(String(error?.message));
		});
		await Promise.all([paying, waiting]);
		expect(ended).toEqual(['The execution was canceled', 'paid']);
		expect(pickFu.count(SEND)).toBe(1);
	});

	it('looks again when it has had to wait for the rate limit before it could pay', async () => {
		const shared = { id: 'one-account', stored: { pickFuOAuth2Api: connectedOAuth() } };
		const other = { resource: 'survey', operation: 'get', surveyId: 's2' };
		let reading: Promise<unknown> | undefined;
		pickFu.answer = async ({ method, path }) => {
			if (path.endsWith('s2') && pickFu.count('GET /surveys/s2') === 1)
				return { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '7' } };
			if (method === 'GET' && reading === undefined) {
				reading = run({ parameters: other, shared });
				while (pickFu.count('GET /surveys/s2') === 0)
					await new Promise((resolve) => setImmediate(resolve));
			}
			return survey(pickFu.count(SEND) > 0 ? 'in-progress' : 'unpublished');
		};
		await onFastClock(async () => await run({ parameters, shared }));
		await onFastClock(async () => await reading);
		expect(pickFu.log.filter((line) => !line.endsWith('s2'))).toEqual([LOOK, LOOK, SEND, LOOK]);
	});

	it('publishes one item after the other', async () => {
		publishes({ s1: 'unpublished', s2: 'unpublished' });
		await run({ parameters: each, items: [{ json: { id: 's1' } }, { json: { id: 's2' } }] });
		expect(pickFu.log).toEqual([
			LOOK,
			SEND,
			LOOK,
			'GET /surveys/s2',
			'POST /surveys/s2/publish',
			'GET /surveys/s2',
		]);
	});
});
