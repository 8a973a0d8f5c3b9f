import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use after garbage collection. */
export function heapUsed(): number {
	collect();
	return process.memoryUsage().heapUsed;
}

/** The handles of the process, by their kind. */
export function countHandles(): Map<string, number> {
	const counts = new Map<string, number>();
	for (const name of process.getActiveResourcesInfo())
		counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

/** The handles that are there and were not before; closing takes some turns of the event loop. */
export async function handlesBeyond(before: Map<string, number>): Promise<string[]> {
	let left: string[] = [];
	for (let turn = 0; turn < 200; turn += 1) {
		await new Promise((resolve) => setImmediate(resolve));
		const now = countHandles();
		left = [...now]
			.filter(([name, count]) => name !== 'Immediate' && count > (before.get(name) ?? 0))
			.map(([name]) => name);
		if (left.length === 0) break;
	}
	return left;
}

/** A small generator (a linear congruential one), so that every run is the same. */
export function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}
