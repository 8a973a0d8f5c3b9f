import { sleep } from 'n8n-workflow';
import { cancelled } from './hostErrors';

/**
 * Those who sleep on one signal. Hundreds of items may sleep on the signal of one execution: together
 * they have one listener on it, or Node warns of a leak.
 */
class Sleepers extends Set<AbortController> {
	handleEvent(): void {
		this.forEach((sleeper) => sleeper.abort());
	}
}

const sleepers = new WeakMap<AbortSignal, Sleepers>();

/**
 * Sleeps for `ms`, and rejects at once when the signal aborts. Hosts before n8n 2.34, whose `sleep`
 * takes no signal, notice the stop at the end of the sleep.
 *
 * @throws {PickFuFailure} kind `cancelled` when the signal aborts or has aborted
 */
export async function sleepUnlessStopped(ms: number, signal?: AbortSignal): Promise<void> {
	if (signal?.aborted) throw cancelled();
	const own = new AbortController();
	const all = (signal && sleepers.get(signal)) ?? new Sleepers();
	if (signal && all.size === 0) {
		sleepers.set(signal, all);
		signal.addEventListener('abort', all);
	}
	all.add(own);
	await sleep(ms, own.signal).catch(() => undefined);
	all.delete(own);
	if (all.size === 0) signal?.removeEventListener('abort', all);
	if (own.signal.aborted) throw cancelled();
}
