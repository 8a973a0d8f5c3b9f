import type { IDataObject } from 'n8n-workflow';
import { host } from '../support/host.mts';
import { fakePickFu, ok, run, runOf } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';
import { completeAt, onClock, secondsOf, survey, wait } from '../support/nockWait.mts';

const pickFu = fakePickFu();
const LOOK = 'GET /surveys/s1';
const CONTINUE = { onError: 'continueRegularOutput' as const };

const completedAt = (looks: Record<string, number>) => completeAt(pickFu, looks);
const seconds = (id?: string) => secondsOf(pickFu, id);

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
