import { sleepUnlessStopped } from '../../nodes/PickFu/api/sleep.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('sleeps as long as it is told', async () => {
	const { signal } = new AbortController();
	let awake = false;
	const sleeping = sleepUnlessStopped(1_500, signal).then(() => (awake = true));
	await jest.advanceTimersByTimeAsync(1_499);
	expect(awake).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	await sleeping;
	expect(jest.getTimerCount()).toBe(0);
});

it('wakes hundreds at once when the execution is stopped, and leaves no timer', async () => {
	const controller = new AbortController();
	const sleeping = Array.from({ length: 500 }, () => sleepUnlessStopped(60_000, controller.signal));
	await jest.advanceTimersByTimeAsync(2_500);
	controller.abort();
	const ended = await Promise.allSettled(sleeping);
	expect(ended).toEqual(
		Array(500).fill({ status: 'rejected', reason: expect.objectContaining({ kind: 'cancelled' }) }),
	);
	expect(jest.getTimerCount()).toBe(0);
});

it('does not begin to sleep when the execution has been stopped already', async () => {
	await expect(sleepUnlessStopped(60_000, AbortSignal.abort())).rejects.toMatchObject({
		kind: 'cancelled',
	});
	expect(jest.getTimerCount()).toBe(0);
});

it('puts one listener on the signal however many sleep, and none when nobody does', async () => {
	const { signal } = new AbortController();
	const added = jest.spyOn(signal, 'addEventListener');
	const removed = jest.spyOn(signal, 'removeEventListener');
	const sleeping = Array.from({ length: 20 }, () => sleepUnlessStopped(1_000, signal));
	expect(added).toHaveBeenCalledTimes(1);
	await jest.advanceTimersByTimeAsync(1_000);
	await Promise.all(sleeping);
	expect(removed).toHaveBeenCalledTimes(1);
});
