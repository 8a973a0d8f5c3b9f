import { getEventListeners } from 'node:events';
import { sleepUnlessStopped } from '../../nodes/PickFu/api/sleep.ts';

const listeners = (signal: AbortSignal) => getEventListeners(signal, 'abort').length;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('lets hundreds sleep on one execution with one listener on its signal, and none when all are awake', async () => {
	const { signal } = new AbortController();
	const short = Array.from({ length: 300 }, () => sleepUnlessStopped(1_500, signal));
	const long = Array.from({ length: 200 }, () => sleepUnlessStopped(5_000, signal));
	expect(listeners(signal)).toBe(1);
	await jest.advanceTimersByTimeAsync(1_500);
	await Promise.all(short);
	expect(listeners(signal)).toBe(1);
	await jest.advanceTimersByTimeAsync(3_500);
	await Promise.all(long);
	expect(listeners(signal)).toBe(0);
	await expect(sleepAndStop(signal)).resolves.toBeUndefined();
	expect(listeners(signal)).toBe(0);
});

async function sleepAndStop(signal: AbortSignal): Promise<void> {
	const slept = sleepUnlessStopped(100, signal);
	await jest.advanceTimersByTimeAsync(100);
	await slept;
}

it('wakes all of them at once when the execution is stopped, and leaves no timer', async () => {
	const controller = new AbortController();
	const sleeping = Array.from({ length: 50 }, () => sleepUnlessStopped(60_000, controller.signal));
	await jest.advanceTimersByTimeAsync(2_500);
	controller.abort();
	const ended = await Promise.allSettled(sleeping);
	expect(ended).toEqual(
		Array(50).fill({ status: 'rejected', reason: expect.objectContaining({ kind: 'cancelled' }) }),
	);
	expect(jest.getTimerCount()).toBe(0);
	expect(listeners(controller.signal)).toBe(0);
});

it('does not begin to sleep when the execution has been stopped already', async () => {
	await expect(sleepUnlessStopped(60_000, AbortSignal.abort())).rejects.toMatchObject({
		kind: 'cancelled',
	});
	expect(jest.getTimerCount()).toBe(0);
});
