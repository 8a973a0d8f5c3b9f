import { sleep } from 'n8n-workflow';
import { cancelled } from './hostErrors';

/**
 * Sleeps for `ms`, and rejects at once when the signal aborts. Hosts before n8n 2.34, whose `sleep`
 * takes no signal, notice the stop at the end of the sleep.
 *
 * @throws {PickFuFailure} kind `cancelled` when the signal aborts or has aborted
 */
export async function sleepUnlessStopped(ms: number, signal?: AbortSignal): Promise<void> {
	if (!signal?.aborted) await sleep(ms, signal).catch(() => undefined);
	if (signal?.aborted) throw cancelled();
}
