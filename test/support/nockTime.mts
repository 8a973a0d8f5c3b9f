import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** How far one step of the test's clock goes while a request is under way. Milliseconds. */
const STEP = 250;

/** Turns of the event loop between two steps, so that work without a request comes to its end. */
const TURNS = 40;

/** So long a request under way may take by the real clock before the test's goes on. Milliseconds. */
const REAL_STEP = 10;

const realSetImmediate = setImmediate;

/** Node's channel on which each request is announced. */
const REQUESTS = 'http.client.request.start';

/**
 * Does the work on a clock of its own, on which waiting costs nothing: `Date` and timers are the
 * test's, everything that requests are made of is real. While none is under way it jumps to the next timer.
 *
 * @returns what the work gave, and how many milliseconds it took by that clock
 */
export async function onFastClock<T>(work: () => Promise<T>): Promise<{ result: T; took: number }> {
	jest.useFakeTimers({
		doNotFake: [
			'nextTick',
			'setImmediate',
			'clearImmediate',
			'queueMicrotask',
			'performance',
			'hrtime',
		],
	});
	const underWay = new Set<ClientRequest>();
	const note = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		underWay.add(request);
		request.once('close', () => underWay.delete(request));
	};
	subscribe(REQUESTS, note);
	try {
		const start = Date.now();
		let ended: { result: T } | { reason: unknown } | undefined;
		work().then(
			(result) => (ended = { result }),
			(reason: unknown) => (ended = { reason }),
		);
		for (;;) {
			const began = performance.now();
			const isBusy = () => underWay.size > 0 && performance.now() - began < REAL_STEP;
			for (let turn = 0; ended === undefined && (turn < TURNS || isBusy()); turn += 1) {
				await new Promise((resolve) => realSetImmediate(resolve));
			}
			if (ended !== undefined) break;
			if (underWay.size > 0 || jest.getTimerCount() === 0)
				await jest.advanceTimersByTimeAsync(STEP);
			else await jest.advanceTimersToNextTimerAsync();
		}
		if ('reason' in ended) throw ended.reason;
		return { result: ended.result, took: Date.now() - start };
	} finally {
		unsubscribe(REQUESTS, note);
		jest.useRealTimers();
	}
}
