/** Reads under way at once: a short list takes a few round trips, and a refusal by the rate limit hits few of them. */
export const READS_AT_ONCE = 8;

/** Places for tasks: as many run at the same time, the others wait in the order in which they came. */
export class Slots {
	private free: number;
	private readonly waiting: (() => void)[] = [];

	constructor(places: number) {
		this.free = places;
	}

	/** Runs the task as soon as there is a place for it. */
	async run<T>(task: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free -= 1;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await task();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.free += 1;
		}
	}
}

/**
 * Runs `task` over `inputs`, `atOnce` at a time, and gives the results in the order of the inputs.
 * The first rejection stops new tasks from starting and is thrown once those under way have ended,
 * so that nothing goes on behind the caller's back.
 */
export async function inOrder<In, Out>(
	inputs: readonly In[],
	atOnce: number,
	task: (input: In, index: number) => Promise<Out>,
): Promise<Out[]> {
	const results = new Array<Out>(inputs.length);
	const failed: unknown[] = [];
	let next = 0;
	const lane = async () => {
		while (next < inputs.length && failed.length === 0) {
			const index = next++;
			try {
				results[index] = await task(inputs[index]!, index);
			} catch (reason) {
				failed.push(reason);
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, inputs.length) }, lane));
	if (failed.length > 0) return await Promise.reject(failed[0]);
	return results;
}
