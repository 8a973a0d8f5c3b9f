import { exclusively } from '../../nodes/PickFu/resources/exclusive';

/** Works that the test ends one by one, and the order in which they began. */
function works() {
	const begun: string[] = [];
	const ends = new Map<string, { resolve: (name: string) => void; reject: (why: Error) => void }>();
	const work = (name: string) => async () => {
		begun.push(name);
		return await new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }));
	};
	return { begun, ends, work };
}

async function settle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

it('lets works on one thing wait for each other, after a failure too, and works on others not', async () => {
	const { begun, ends, work } = works();
	const one = exclusively('survey 1', undefined, work('one'));
	const two = exclusively('survey 1', undefined, work('two'));
	void exclusively('survey 2', undefined, work('other'));
	await settle();
	expect(begun).toEqual(['one', 'other']);
	ends.get('one')!.reject(new Error('Lost'));
	await expect(one).rejects.toThrow('Lost');
	await settle();
	expect(begun).toEqual(['one', 'other', 'two']);
	ends.get('two')!.resolve('done');
	expect(await two).toBe('done');
});

it('lets who comes while the second is under way wait for it too', async () => {
	const { begun, ends, work } = works();
	const first = exclusively('survey 5', undefined, work('first'));
	const second = exclusively('survey 5', undefined, work('second'));
	await settle();
	ends.get('first')!.resolve('first');
	await first;
	await settle();
	const later = exclusively('survey 5', undefined, work('later'));
	await settle();
	expect(begun).toEqual(['first', 'second']);
	ends.get('second')!.resolve('second');
	await second;
	await settle();
	ends.get('later')!.resolve('later');
	expect(await later).toBe('later');
});

it('ends the wait of a stopped execution at once, whose work is never begun, and keeps the order', async () => {
	const { begun, ends, work } = works();
	const stop = new AbortController();
	const one = exclusively('survey 3', stop.signal, work('one'));
	const two = exclusively('survey 3', stop.signal, work('two'));
	const three = exclusively('survey 3', undefined, work('three'));
	await settle();
	stop.abort();
	await expect(two).rejects.toMatchObject({ kind: 'cancelled' });
	await settle();
	expect(begun).toEqual(['one']);
	// What is under way is not given up: it may have been paid for.
	ends.get('one')!.resolve('paid');
	expect(await one).toBe('paid');
	await settle();
	expect(begun).toEqual(['one', 'three']);
	ends.get('three')!.resolve('done');
	expect(await three).toBe('done');
});

it('begins nothing for an execution that has been stopped already', async () => {
	const { begun, work } = works();
	const late = exclusively('survey 4', AbortSignal.abort(), work('late'));
	await expect(late).rejects.toMatchObject({ kind: 'cancelled' });
	expect(begun).toEqual([]);
});
