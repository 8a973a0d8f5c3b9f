import { inOrder, Slots } from '../../nodes/PickFu/api/concurrency';

/** Tasks that the test ends one by one, and a log of what was under way. */
function tasks() {
	const ends = new Map<number, { resolve: () => void; reject: (reason: Error) => void }>();
	const started: number[] = [];
	let underWay = 0;
	let most = 0;
	return {
		started,
		most: () => most,
		task: async (input: number) => {
			started.push(input);
			most = Math.max(most, (underWay += 1));
			await new Promise<void>((resolve, reject) => ends.set(input, { resolve, reject })).finally(
				() => (underWay -= 1),
			);
			return input * 10;
		},
		async end(input: number) {
			ends.get(input)!.resolve();
			await settle();
		},
		async fail(input: number) {
			ends.get(input)!.reject(new Error(`task ${input}`));
			await settle();
		},
	};
}

async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

it('gives results in the order of the inputs, however the tasks end, with no more at once than allowed', async () => {
	const { task, end, started, most } = tasks();
	const done = inOrder([1, 2, 3, 4], 2, task);
	expect(started).toEqual([1, 2]);
	await end(2);
	expect(started).toEqual([1, 2, 3]);
	await end(3);
	await end(4);
	await end(1);
	expect(await done).toEqual([10, 20, 30, 40]);
	expect(most()).toBe(2);
});

it('runs one after the other when one at a time is allowed', async () => {
	const { task, end, started, most } = tasks();
	const done = inOrder([1, 2], 1, task);
	expect(started).toEqual([1]);
	await end(1);
	await end(2);
	expect(await done).toEqual([10, 20]);
	expect(most()).toBe(1);
});

it('throws the first failure in time, after all that was under way, and starts nothing new', async () => {
	const { task, end, fail, started } = tasks();
	let thrown: unknown;
	const done = inOrder([1, 2, 3, 4, 5], 3, task).catch((reason: unknown) => (thrown = reason));
	await fail(3);
	await fail(1);
	expect(thrown).toBeUndefined();
	await end(2);
	await done;
	expect((thrown as Error).message).toBe('task 3');
	expect(started).toEqual([1, 2, 3]);
});

it('gives nothing for nothing', async () => {
	expect(await inOrder([], 5, tasks().task)).toEqual([]);
});

it('gives the places that come free to those who have waited longest, after a failure too', async () => {
	const { task, end, fail, started } = tasks();
	const slots = new Slots(2);
	const runs = [1, 2, 3, 4, 5].map(async (input) => await slots.run(() => task(input)));
	const done = Promise.allSettled(runs);
	await fail(2);
	await end(1);
	expect(started).toEqual([1, 2, 3, 4]);
	for (const input of [3, 4, 5]) await end(input);
	expect((await done).map(({ status }) => status)).toEqual([
		'fulfilled',
		'rejected',
		'fulfilled',
		'fulfilled',
		'fulfilled',
	]);
});
