import type { FaultyNetwork } from './faultsNetwork.mts';

/** Turns of the event loop without anything under way, after which the work is waiting for a timer. */
const QUIET_TURNS = 12;

/** Real milliseconds after which work that waits for nothing is given up. */
const STUCK_MS = 10_000;

const realSetImmediate = setImmediate;
const realNow = performance.now.bind(performance);

/**
 * Does the work on a clock of its own that stands still while a request is under way and jumps to
 * the next timer when all that is left is waiting. Times are therefore exact, and cost nothing.
 *
 * @param settle milliseconds that the clock goes on after the work, for what PickFu does late
 * @returns what the work gave, how many milliseconds it took by that clock, and when it ended
 * @throws what the work threw; Error when it waits for something that cannot happen
 */
export async function onNetworkClock<T>(
	network: FaultyNetwork,
	work: () => Promise<T>,
	settle = 0,
): Promise<{ result: T; took: number; endedAt: number }> {
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
	try {
		const start = Date.now();
		let ended: { result: T } | { reason: unknown } | undefined;
		work().then(
			(result) => (ended = { result }),
			(reason: unknown) => (ended = { reason }),
		);
		let idleSince: number | undefined;
		while (ended === undefined) {
			await quiet(network, () => ended !== undefined);
			if (ended !== undefined) break;
			if (jest.getTimerCount() > 0) {
				idleSince = undefined;
				await jest.advanceTimersToNextTimerAsync();
				continue;
			}
			idleSince ??= realNow();
			if (realNow() - idleSince > STUCK_MS)
				throw new Error('The work waits for nothing that could come');
		}
		const endedAt = Date.now();
		if (settle > 0) {
			await jest.advanceTimersByTimeAsync(settle);
			await quiet(network, () => false);
		}
		if ('reason' in ended) throw ended.reason;
		return { result: ended.result, took: endedAt - start, endedAt };
	} finally {
		jest.useRealTimers();
	}
}

/** Waits until nothing moves any more without the clock. */
async function quiet(network: FaultyNetwork, isOver: () => boolean): Promise<void> {
	for (let turn = 0; turn < QUIET_TURNS && !isOver(); turn += 1) {
		await new Promise((resolve) => realSetImmediate(resolve));
		if (network.busy) {
			await network.change();
			turn = 0;
		}
	}
}
