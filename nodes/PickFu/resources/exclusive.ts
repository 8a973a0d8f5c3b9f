/** What is under way, by key. */
const underWay = new Map<string, Promise<unknown>>();

/**
 * Runs works with the same key one after the other, in this process: two executions that publish
 * the same survey must not both look before either has sent.
 */
export async function exclusively<T>(key: string, work: () => Promise<T>): Promise<T> {
	const before = underWay.get(key);
	const mine = (before ?? Promise.resolve()).then(work, work);
	underWay.set(key, mine);
	try {
		return await mine;
	} finally {
		if (underWay.get(key) === mine) underWay.delete(key);
	}
}
