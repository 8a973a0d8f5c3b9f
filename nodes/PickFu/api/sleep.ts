import { sleep } from 'n8n-workflow';
import { cancelled } from './hostErrors';

/** The longest slice of a sleep, for hosts before n8n 2.34 whose `sleep` takes no signal. */
const SLICE_MS = 1_000;

/** Those who sleep on one signal, and what wakes them all. */
interface Sleepers {
	all: Set<AbortController>;
	wake(): void;
}

const sleepers = new WeakMap<AbortSignal, Sleepers>();

/**
 * Sleeps for `ms`, and rejects at once when the signal aborts. Hundreds of items may sleep on the
 * signal of one execution: together they have one listener on it, and none when nobody sleeps.
 *
 * @throws {PickFuFailure} kind `cancelled` when the signal aborts or has aborted
 */
export async function sleepUnlessStopped(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw cancelled();
	const own = new AbortController();
	const leave = signal && join(signal, own);
	try {
		// Counted in slices: a clock that is set back meanwhile must not lengthen the sleep.
		for (let left = ms; left > 0 && !own.signal.aborted; left -= SLICE_MS) {
			// Where the host knows the signal, an aborted sleep rejects; elsewhere the slice ends it.
			await sleep(Math.min(SLICE_MS, left), own.signal).catch(() => undefined);
		}
	} finally {
		leave?.();
	}
	if (own.signal.aborted) throw cancelled();
}

/** Has a sleeper woken when the signal aborts; gives what ends that. */
function join(signal: AbortSignal, sleeper: AbortController): () => void {
	let present = sleepers.get(signal);
	if (present === undefined) {
		const all = new Set<AbortController>();
		present = { all, wake: () => all.forEach((one) => one.abort()) };
		sleepers.set(signal, present);
	}
	const { all, wake } = present;
	if (all.size === 0) signal.addEventListener('abort', wake, { once: true });
	all.add(sleeper);
	return () => {
		all.delete(sleeper);
		if (all.size === 0) signal.removeEventListener('abort', wake);
	};
}
