import { cancelled } from '../api/hostErrors';

/** What is under way, by key. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Runs works with the same key one after the other, in this process: two executions that publish
 * the same survey must not both look before either has sent.
 *
 * @param signal ends the waiting, not the work
 * @throws {PickFuFailure} kind `cancelled` when the execution is stopped while it waits
 */
export async function exclusively<T>(
	key: string,
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
): Promise<T> {
	const before = underWay.get(key) ?? Promise.resolve();
	let begun = false;
	const begin = async () => {
		if (signal?.aborted) throw cancelled();
		begun = true;
		return await work();
	};
	const mine = before.then(begin, begin);
	underWay.set(key, mine);
	void mine
		.catch(() => undefined)
		.then(() => {
			if (underWay.get(key) === mine) underWay.delete(key);
		});
	if (signal === undefined) return await mine;
	let stop: (() => void) | undefined;
	const stopped = new Promise<never>((_, reject) => {
		stop = () => {
			if (!begun) reject(cancelled());
		};
		signal.addEventListener('abort', stop);
	});
	try {
		return await Promise.race([mine, stopped]);
	} finally {
		if (stop) signal.removeEventListener('abort', stop);
	}
}
