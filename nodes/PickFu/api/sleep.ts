import { sleep } from 'n8n-workflow';
import { cancelled } from './hostErrors';

/** Those who sleep on one signal, and what wakes them all. */
interface Sleepers {
	all: Set<AbortController>;
	wake(): void;
}

const sleepers = new WeakMap<AbortSignal, Sleepers>();

/**
 * Sleeps for `ms`, and rejects at once when the signal aborts. Hundreds of items may sleep on the
 * signal of one execution: together they have one listener on it, or Node warns of a leak. Hosts
 * before n8n 2.34, whose `sleep` takes no signal, notice the stop at the end of the sleep.
 *
 * @throws {PickFuFailure} kind `cancelled` when the signal aborts or has aborted
 */
export async function sleepUnlessStopped(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw cancelled();
	const own = new AbortController();
	const leave = signal && join(signal, own);
	try {
		await sleep(ms, own.signal).catch(() => undefined);
	} finally {
		leave?.();
	}
	if (own.signal.aborted) throw cancelled();
}

/** Has a sleeper woken when the signal aborts; returns what ends that. */
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
