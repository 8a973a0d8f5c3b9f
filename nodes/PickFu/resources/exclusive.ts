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
	return await new Promise<T>((resolve, reject) => {
		const stop = () => {
			if (!begun) reject(cancelled());
		};
		signal?.addEventListener('abort', stop);
		const end = () => {
			signal?.removeEventListener('abort', stop);
			if (underWay.get(key) === mine) underWay.delete(key);
		};
		void mine.then(resolve, reject).finally(end);
	});
}
