import type { IDataObject } from 'n8n-workflow';
import { host, SECRETS } from '../support/host.mts';
import { fakePickFu, ok, refusal, run, runOf, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const wait = {
	resource: 'survey',
	operation: 'waitForCompletion',
	surveyId: 's1',
	pollInterval: 60,
	timeout: 30,
};
const LOOK = 'GET /surveys/s1';
const CONTINUE = { onError: 'continueRegularOutput' as const };

const survey = (status: string, more: IDataObject = {}) => {
	const numResponses = status === 'in-progress' ? 20 : 50;
	return ok({ id: 's1', name: 'Mugs', status, sampleSize: 50, numResponses, ...more });
};

/** Completed at the look with this number, running before; looks of other surveys have their own count. */
function completedAt(looks: Record<string, number>): void {
	const seen: Record<string, number> = {};
	pickFu.answer = ({ path }) => {
		const id = path.split('/')[2]!;
		seen[id] = (seen[id] ?? 0) + 1;
		return survey(seen[id] >= looks[id]! ? 'completed' : 'in-progress', { id });
	};
}

const onClock = async (fields: IDataObject = {}, more: object = {}) =>
	await onFastClock(async () => await run({ parameters: { ...wait, ...fields }, ...more }));

/** Seconds from the first look at a survey to each of its looks. */
function seconds(id = 's1'): number[] {
	const times = pickFu.received.filter(({ path }) => path === `/surveys/${id}`).map(({ at }) => at);
	return times.map((at) => Math.round((at - times[0]!) / 1000));
}

describe.each([
	['OAuth', 'oAuth2', SECRETS.accessToken],
	['an API key', 'apiKey', SECRETS.apiKey],
])('with %s', (_, authentication, token) => {
	it.each(['completed', 'archived'])('gives a survey that is %s after one look', async (status) => {
		pickFu.answer = () => survey(status);
		const { items } = await run({ parameters: { ...wait, authentication } });
		expect(items).toEqual([
			{
				json: {
					id: 's1',
					name: 'Mugs',
					status,
					sampleSize: 50,
					numResponses: 50,
					completed: true,
					timedOut: false,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(pickFu.received).toMatchObject([
			{
				method: 'GET',
				path: '/surveys/s1',
				query: {},
				body: '',
				authorization: `Bearer ${token}`,
			},
		]);
	});
});

it('looks once in every interval until the survey is completed', async () => {
	completedAt({ s1: 4 });
	const { result, took } = await onClock();
	expect(result.items[0]!.json).toMatchObject({ status: 'completed', timedOut: false });
	expect(seconds()).toEqual([0, 60, 120, 180]);
	expect(took).toBeLessThan(190_000);
});

it('looks every minute for half an hour where both fields are empty', async () => {
	completedAt({ s1: 99 });
	const { took } = await onClock({ pollInterval: '', timeout: '={{ $json.none }}' });
	expect(seconds().slice(0, 3)).toEqual([0, 60, 120]);
	expect(took / 60_000).toBeCloseTo(30, 0);
});

it('gives the survey as PickFu sent it when Simplify is off', async () => {
	pickFu.answer = () => survey('completed', { some_new_member: 1 });
	const { items } = await run({ parameters: { ...wait, output: 'raw' } });
	expect(items[0]!.json).toMatchObject({ some_new_member: 1, timedOut: false });
});

it('counts the interval from look to look, however long an answer takes', async () => {
	let asked = 0;
	pickFu.answer = async () => {
		asked += 1;
		await new Promise((resolve) => setTimeout(resolve, 10_000));
		return survey(asked === 3 ? 'completed' : 'in-progress');
	};
	await onClock();
	expect(seconds()).toEqual([0, 60, 120]);
});

it('has no second look under way while an answer takes longer than the interval', async () => {
	let underWay = 0;
	let most = 0;
	let asked = 0;
	pickFu.answer = async () => {
		most = Math.max(most, (underWay += 1));
		asked += 1;
		await new Promise((resolve) => setTimeout(resolve, 5_000));
		underWay -= 1;
		return survey(asked === 3 ? 'completed' : 'in-progress');
	};
	const { result } = await onClock({ pollInterval: 1 });
	expect(result.items[0]!.json.status).toBe('completed');
	expect([most, asked]).toEqual([1, 3]);
});

describe('several surveys', () => {
	const each = { ...wait, surveyId: '={{ $json.id }}' };
	const items = (...ids: string[]) => ids.map((id) => ({ json: { id } }));

	it('are waited for side by side, and one that is done is not asked about again', async () => {
		completedAt({ slow: 6, s2: 1, s3: 2 });
		const { result, took } = await onClock(each, { items: items('slow', 's2', 's3') });
		expect(result.items.map(({ json, pairedItem }) => [json.id, json.status, pairedItem])).toEqual([
			['slow', 'completed', { item: 0 }],
			['s2', 'completed', { item: 1 }],
			['s3', 'completed', { item: 2 }],
		]);
		expect(seconds('slow')).toEqual([0, 60, 120, 180, 240, 300]);
		expect(seconds('s2')).toEqual([0]);
		expect(seconds('s3')).toEqual([0, 60]);
		expect(took).toBeLessThan(310_000);
	});

	it('that are all running are all waited for, however many there are', async () => {
		const ids = Array.from({ length: 30 }, (_, index) => `m${index}`);
		completedAt(Object.fromEntries(ids.map((id) => [id, 3])));
		const { result, took } = await onClock(each, { items: items(...ids) });
		expect(result.items.map(({ json }) => json.id)).toEqual(ids);
		expect(pickFu.received).toHaveLength(90);
		expect(took).toBeLessThan(140_000);
	});

	it('that are the same one cost the requests of one', async () => {
		completedAt({ s1: 3 });
		const { result } = await onClock(each, { items: items('s1', 's1', 's1') });
		expect(result.items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['completed', { item: 0 }],
			['completed', { item: 1 }],
			['completed', { item: 2 }],
		]);
		expect(seconds()).toEqual([0, 60, 120]);
	});

	it('end at once with the failure of the one that can never complete, where it ends the node', async () => {
		completedAt({ slow: 99, late: 99 });
		const looking = pickFu.answer;
		pickFu.answer = (request) =>
			request.path === '/surveys/gone' ? refusal(404, 'Survey not found') : looking(request);
		const { result, took } = await onClock(each, { items: items('slow', 'gone', 'late') });
		expect(result.error?.message).toMatch(/not found/);
		expect(result.error?.context.itemIndex).toBe(1);
		expect(took).toBeLessThan(5_000);
		expect(pickFu.received.length).toBeLessThanOrEqual(3);
	});

	it('do not keep each other from ending: one that is not there fails alone', async () => {
		completedAt({ s1: 2 });
		const looking = pickFu.answer;
		pickFu.answer = (request) =>
			request.path === '/surveys/gone' ? refusal(404, 'Survey not found') : looking(request);
		const { result } = await onClock(each, { items: items('gone', 's1'), node: CONTINUE });
		expect(result.items[0]!.json.error).toMatch(/not found/);
		expect(result.items[1]!.json).toMatchObject({ id: 's1', status: 'completed' });
		expect(pickFu.count('GET /surveys/gone')).toBe(1);
	});
});

describe('a survey that is not completed in time', () => {
	it('is an error that tells how far it is, and what to do', async () => {
		pickFu.answer = () => survey('in-progress');
		const { result, took } = await onClock({ timeout: 3 }, { node: CONTINUE });
		const { error, details } = result.items[0]!.json as { error: string; details: IDataObject };
		expect(error).toBe("The survey didn't complete within 3 minutes");
		expect(details.description).toMatch(
			/'in-progress' and it has 20 of 50 responses.+Increase 'Timeout \(Minutes\)'.+PickFu Trigger/,
		);
		expect(details).toMatchObject({ reason: 'timedOut', outcome: 'notDone' });
		expect(seconds()).toEqual([0, 60, 120, 180]);
		expect(took).toBeLessThan(190_000);
	});

	it('is looked at a last time at the very end', async () => {
		completedAt({ s1: 3 });
		const { result } = await onClock({ pollInterval: 50, timeout: 1 });
		expect(result.items[0]!.json).toMatchObject({ status: 'completed', timedOut: false });
		expect(seconds()).toEqual([0, 50, 60]);
	});

	it('is the survey as it stands where that was asked for', async () => {
		pickFu.answer = () => survey('in-progress');
		const { result } = await onClock({ timeout: 1, onTimeout: 'continue' });
		expect(result.error).toBeUndefined();
		expect(result.items[0]!.json).toMatchObject({
			status: 'in-progress',
			numResponses: 20,
			timedOut: true,
		});
	});
});

it.each(['error', 'continue'])('refuses a draft at once, on timeout: %s', async (onTimeout) => {
	pickFu.answer = () => survey('unpublished', { numResponses: 0 });
	const { error } = await run({ parameters: { ...wait, onTimeout } });
	expect(error?.message).toBe('The survey is still a draft');
	expect(pickFu.log).toEqual([LOOK]);
});

describe('a survey that ended otherwise', () => {
	it.each(['archived', 'stopped'])(
		'is returned at once and not called completed: %s',
		async (status) => {
			pickFu.answer = () => survey(status, { numResponses: 3 });
			const { items } = await run({ parameters: wait });
			expect(items[0]!.json).toMatchObject({ status, completed: false, timedOut: false });
			expect(pickFu.log).toEqual([LOOK]);
		},
	);

	it('is completed when it was archived afterwards', async () => {
		pickFu.answer = () =>
			survey('archived', { numResponses: 40, completedAt: '2026-03-02T00:00:00Z' });
		const { items } = await run({ parameters: wait });
		expect(items[0]!.json).toMatchObject({ status: 'archived', completed: true });
	});

	it('is over without a status when PickFu gives the time of its completion', async () => {
		pickFu.answer = () => ok({ id: 's1', completedAt: '2026-03-02T00:00:00Z' });
		const { items } = await run({ parameters: wait });
		expect(items[0]!.json).toMatchObject({ completed: true, timedOut: false });
	});
});

describe('a completion from before respondents were added', () => {
	it('ends no wait: the survey is waited for until it has them', async () => {
		let asked = 0;
		pickFu.answer = () => {
			asked += 1;
			if (asked <= 2) return survey('completed', { sampleSize: 100, numResponses: 50 });
			return survey(asked < 5 ? 'in-progress' : 'completed', {
				sampleSize: 100,
				numResponses: asked < 5 ? 60 : 100,
			});
		};
		const { result } = await onClock();
		expect(result.items[0]!.json).toMatchObject({ numResponses: 100, completed: true });
		expect(seconds()).toEqual([0, 60, 120, 180, 240]);
	});

	it('is believed after two minutes, as PickFu may have stopped the survey early', async () => {
		pickFu.answer = () => survey('completed', { numResponses: 49 });
		const { result } = await onClock({ pollInterval: 600 });
		expect(result.items[0]!.json).toMatchObject({ status: 'completed', timedOut: false });
		expect(seconds()).toEqual([0, 120]);
	});

	it('is believed at once when it was seen running', async () => {
		let asked = 0;
		pickFu.answer = () =>
			(asked += 1) === 1 ? survey('in-progress') : survey('completed', { numResponses: 49 });
		await onClock();
		expect(seconds()).toEqual([0, 60]);
	});
});

describe('a look that does not work', () => {
	const TROUBLE: [string, Reply][] = [
		['500', refusal(500, 'Internal')],
		['a reset connection', { lost: 'ECONNRESET' }],
		['a web page', { body: '<!doctype html><html></html>' }],
	];

	it.each(TROUBLE)(
		'because of %s ends no wait, and is one request like every look',
		async (_, reply) => {
			let asked = 0;
			pickFu.answer = () =>
				(asked += 1) === 2 ? reply : survey(asked === 4 ? 'completed' : 'in-progress');
			const { result } = await onClock();
			expect(result.items[0]!.json).toMatchObject({ status: 'completed', timedOut: false });
			expect(seconds()).toEqual([0, 60, 120, 180]);
		},
	);

	it.each(TROUBLE)('because of %s is told when time is up', async (_, reply) => {
		let asked = 0;
		pickFu.answer = () => ((asked += 1) === 1 ? survey('in-progress') : reply);
		const { result } = await onClock({ timeout: 2 });
		expect(result.error?.message).toMatch(/didn't complete within 2 minutes/);
		expect(result.error?.description).toMatch(
			/20 of 50 responses\. The last check didn't work: \S/,
		);
		expect(seconds()).toEqual([0, 60, 120]);
	});

	it('is not told of when a later one worked', async () => {
		let asked = 0;
		pickFu.answer = () =>
			(asked += 1) === 1 ? refusal(500, 'Internal') : survey('in-progress', { sampleSize: null });
		const { result } = await onClock({ timeout: 1 });
		expect(result.error?.message).toBe("The survey didn't complete within 1 minute");
		expect(result.error?.description).toMatch(
			/^Its status is 'in-progress' and it has 20 responses\. The survey is still running/,
		);
	});

	it('because of the rate limit ends no wait either', async () => {
		let asked = 0;
		pickFu.answer = () => {
			const limited = { ...refusal(429, 'Rate limit'), headers: { 'retry-after': '30' } };
			return (asked += 1) === 1 ? limited : survey('completed');
		};
		const { result } = await onClock({ options: { longestWait: 1 } });
		expect(result.items[0]!.json).toMatchObject({ status: 'completed', timedOut: false });
	});

	it('every time is an error although the wait may go on without', async () => {
		pickFu.answer = () => refusal(500, 'Internal');
		const { result } = await onClock({ timeout: 2, onTimeout: 'continue' });
		expect(result.error?.message).toMatch(/didn't complete within 2 minutes/);
		expect(result.error?.description).toMatch(/^The last check didn't work/);
	});

	it.each([
		[404, 'Survey not found', /not found/],
		[403, 'Not yours', /role doesn't allow|Not yours/],
		[400, 'Malformed id', /Malformed id/],
	])('because of %i ends the wait at once', async (status, message, expected) => {
		pickFu.answer = () => refusal(status, message);
		const { error } = await run({ parameters: wait });
		expect(error?.message).toMatch(expected);
		expect(pickFu.log).toEqual([LOOK]);
	});
});

describe('cancelling the execution', () => {
	it('ends the wait at once, and is no failed item', async () => {
		const stop = new AbortController();
		pickFu.answer = () => survey('in-progress');
		const { execute } = host({ parameters: wait, signal: stop.signal, node: CONTINUE });
		const { took } = await onFastClock(async () => {
			setTimeout(() => stop.abort(), 90_000);
			await expect(execute()).rejects.toThrow('The execution was canceled');
		});
		expect(took).toBeLessThan(92_000);
		expect(seconds()).toEqual([0, 60]);
	});

	it('ends a look that is under way', async () => {
		const stop = new AbortController();
		pickFu.answer = async () => {
			stop.abort();
			return survey('in-progress');
		};
		const { error, items } = await runOf(
			host({ parameters: wait, signal: stop.signal, node: CONTINUE }),
		);
		expect(error?.message).toBe('The execution was canceled');
		expect(items).toEqual([]);
		expect(pickFu.log).toEqual([LOOK]);
	});
});

it.each([
	['pollInterval', 0, /'Check Every \(Seconds\)' must be a whole number of at least 1/],
	['pollInterval', 0.5, /'Check Every \(Seconds\)' must be a whole number/],
	['pollInterval', '={{ "often" }}', /'Check Every \(Seconds\)' must be a whole number/],
	['timeout', 0, /'Timeout \(Minutes\)' must be a whole number of at least 1/],
	['timeout', '={{ -5 }}', /'Timeout \(Minutes\)' must be a whole number/],
	['surveyId', '', /'Survey' is empty/],
])('refuses %s of %j before it asks anything', async (name, value, message) => {
	const { error } = await run({ parameters: { ...wait, [name]: value } });
	expect(error?.message).toMatch(message);
	expect(pickFu.log).toEqual([]);
});
