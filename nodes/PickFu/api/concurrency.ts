/** Reads under way at once; more would only queue at PickFu's rate limit. */
export const READS_AT_ONCE = 5;

/**
 * Runs `task` over `inputs`, a few at a time, and gives the results in the order of the inputs.
 * The first rejection stops new tasks from starting and is thrown once those under way have ended,
 * so that nothing goes on behind the caller's back.
 *
 * @param atOnce tasks under way at the same time, at least 1
 */
export async function inOrder<In, Out>(
	inputs: readonly In[],
	atOnce: number,
	task: (input: In, index: number) => Promise<Out>,
): Promise<Out[]> {
	const results = new Array<Out>(inputs.length);
	const failed: { index: number; reason: unknown }[] = [];
	let next = 0;
	const lane = async () => {
		while (next < inputs.length && failed.length === 0) {
			const index = next++;
			try {
				results[index] = await task(inputs[index]!, index);
			} catch (reason) {
				failed.push({ index, reason });
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, inputs.length) }, lane));
	if (failed.length > 0) {
		failed.sort((a, b) => a.index - b.index);
		return await Promise.reject(failed[0]!.reason);
	}
	return results;
}
