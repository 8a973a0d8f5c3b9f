import { host } from '../support/host.mts';
import { fakePickFu, ok, refusal, run, runOf } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const parameters = { resource: 'survey', operation: 'publish', surveyId: 's1' };
const LOOK = 'GET /surveys/s1';
const SEND = 'POST /surveys/s1/publish';

const survey = (status: string, more: object = {}) =>
	ok({ id: 's1', name: 'Mugs', status, sampleSize: 50, ...more });

describe('a refusal', () => {
	it('counts as done when somebody else has published meanwhile', async () => {
		let published = false;
		pickFu.answer = ({ method }) => {
			if (method === 'POST') {
				published = true;
				return refusal(400, 'Survey is already published');
			}
			return survey(published ? 'in-progress' : 'unpublished');
		};
		const { items } = await run({ parameters });
		expect(items[0]!.json).toMatchObject({ status: 'in-progress', alreadyPublished: true });
		expect(pickFu.log).toEqual([LOOK, SEND, LOOK]);
	});

	it.each([
		[
			400,
			'Insufficient balance',
			/doesn't have enough credit \(400\): Insufficient balance/,
			'Check your credit',
		],
		[402, 'Insufficient balance', /enough credit.+Insufficient balance/, 'Check your credit'],
		[403, 'Viewers cannot publish', /role doesn't allow/, 'Ask an owner'],
		[404, 'Cannot POST /v1/surveys/s1/publish', /doesn't have this endpoint/, 'newer version'],
		[405, 'Method not allowed', /doesn't have this endpoint/, 'newer version'],
	])(
		"%i is told in PickFu's words, with what to do, after one request",
		async (status, message, expected, advice) => {
			pickFu.answer = ({ method }) =>
				method === 'POST' ? refusal(status, message) : survey('unpublished');
			const { error } = await run({ parameters });
			expect(error?.message).toMatch(expected);
			expect(error?.description).toContain(advice);
			expect(error?.description).toContain("The survey wasn't published, and nothing was charged.");
			expect(pickFu.count(SEND)).toBe(1);
		},
	);

	it("inside an answer that looks like a success is told in PickFu's words", async () => {
		pickFu.answer = ({ method }) =>
			method === 'POST'
				? { body: { success: false, message: 'Insufficient balance' } }
				: survey('unpublished');
		const { result } = await onFastClock(async () => await run({ parameters }));
		expect(result.error?.message).toMatch(
			/wasn't successful. The survey wasn't published: Insufficient balance/,
		);
		expect(pickFu.count(SEND)).toBe(1);
	});

	it('for the rate limit is waited for; then it looks again before it sends again', async () => {
		let sent = 0;
		pickFu.answer = ({ method }) => {
			if (method !== 'POST') return survey(sent === 2 ? 'in-progress' : 'unpublished');
			sent += 1;
			return sent === 1
				? { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '7' } }
				: survey('in-progress');
		};
		const { result, took } = await onFastClock(async () => await run({ parameters }));
		expect(result.items[0]!.json).toMatchObject({
			status: 'in-progress',
			alreadyPublished: false,
		});
		expect(pickFu.log).toEqual([LOOK, SEND, LOOK, SEND, LOOK]);
		expect(took).toBeGreaterThanOrEqual(7_000);
	});

	it('for the rate limit is waited for no longer than the item may, over all its requests', async () => {
		const limited = { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '60' } };
		pickFu.answer = () => (pickFu.received.length === 1 ? survey('unpublished') : limited);
		const options = { longestWait: 100 };
		const { result, took } = await onFastClock(
			async () => await run({ parameters: { ...parameters, options } }),
		);
		expect(result.error?.message).toMatch(/rate limit/);
		expect(took).toBeLessThan(100_000);
	});

	it('for the rate limit sends nothing more when the survey was published while it waited', async () => {
		let refused = false;
		pickFu.answer = ({ method }) => {
			if (method !== 'POST') return survey(refused ? 'in-progress' : 'unpublished');
			refused = true;
			return refusal(429, 'Rate limit exceeded');
		};
		const { result } = await onFastClock(async () => await run({ parameters }));
		expect(result.items[0]!.json).toMatchObject({ alreadyPublished: true });
		expect(pickFu.count(SEND)).toBe(1);
	});

	it('for the rate limit sends nothing more when the sample size rose above the bound meanwhile', async () => {
		let refused = false;
		pickFu.answer = ({ method }) => {
			if (method !== 'POST') return survey('unpublished', { sampleSize: refused ? 500 : 50 });
			refused = true;
			return refusal(429, 'Rate limit exceeded');
		};
		const { result } = await onFastClock(
			async () => await run({ parameters: { ...parameters, maxRespondents: 50 } }),
		);
		expect(result.error?.message).toMatch(/pay for 500 respondents: more than the 50/);
		expect(pickFu.count(SEND)).toBe(1);
	});
});

it('does not take an accepted request for a published survey', async () => {
	pickFu.answer = () => survey('unpublished');
	const { result } = await onFastClock(
		async () => await run({ parameters, node: { onError: 'continueRegularOutput' } }),
	);
	expect(result.items[0]!.json.error).toMatch(
		/accepted the request, but the survey doesn't show it/,
	);
	expect(result.items[0]!.json.details).toMatchObject({ outcome: 'notKnown', reason: 'differs' });
	expect(pickFu.count(SEND)).toBe(1);
});

it('ends at once when the execution is stopped in the middle, and sends nothing more', async () => {
	const stop = new AbortController();
	let after = 0;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') return { lost: 'ECONNRESET' };
		if (pickFu.count(SEND) > 0 && (after += 1) === 1) stop.abort();
		return survey('unpublished');
	};
	const { execute } = host({
		parameters,
		signal: stop.signal,
		node: { onError: 'continueRegularOutput' },
	});
	await expect(execute()).rejects.toThrow('The execution was canceled');
	expect(pickFu.count(SEND)).toBe(1);
});

it('is canceled, not refused, when the execution is stopped while it looks after a refusal', async () => {
	const stop = new AbortController();
	pickFu.answer = ({ method }) => {
		if (method === 'POST') return refusal(400, 'Survey is already published');
		if (pickFu.count(SEND) > 0) stop.abort();
		return survey('unpublished');
	};
	const { error } = await runOf(host({ parameters, signal: stop.signal }));
	expect(error?.message).toBe('The execution was canceled');
});

it('sends nothing when the execution is stopped before', async () => {
	const stop = new AbortController();
	pickFu.answer = ({ method }) => {
		if (method === 'GET') stop.abort();
		return survey('unpublished');
	};
	const { error } = await runOf(host({ parameters, signal: stop.signal }));
	expect(error?.message).toBe('The execution was canceled');
	expect(pickFu.log).toEqual([LOOK]);
});
