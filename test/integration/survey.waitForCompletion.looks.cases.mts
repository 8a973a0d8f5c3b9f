import { SECRETS } from '../support/host.mts';
import { fakePickFu, refusal, run, type Reply } from '../support/nockPickFu.mts';
import { completeAt, onClock, secondsOf, survey, wait } from '../support/nockWait.mts';

const pickFu = fakePickFu();
const LOOK = 'GET /surveys/s1';
const CONTINUE = { onError: 'continueRegularOutput' as const };

const completedAt = (looks: Record<string, number>) => completeAt(pickFu, looks);
const seconds = (id?: string) => secondsOf(pickFu, id);

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
