/** What somebody writes who needs nothing but the records. */

async function read(url: string): Promise<any> {
	const answer = await fetch(url, { headers: { authorization: 'Bearer bench-key' } });
	if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
	return await answer.json();
}

/** Every record of a list, a few pages at a time. */
export async function allPages(url: string, atOnce: number): Promise<unknown[]> {
	const first = await read(`${url}?limit=100&page=1`);
	const pages: unknown[][] = [first.data];
	await each(first.pagination.totalPages - 1, atOnce, async (index) => {
		pages[index + 1] = (await read(`${url}?limit=100&page=${index + 2}`)).data;
	});
	return pages.flat();
}

/** One record for each id, a few at a time. */
export async function byId(url: string, list: string[], atOnce: number): Promise<unknown[]> {
	const records: unknown[] = [];
	await each(list.length, atOnce, async (index) => {
		records[index] = (await read(`${url}/${list[index]}`)).data;
	});
	return records;
}

async function each(count: number, atOnce: number, task: (index: number) => Promise<void>) {
	let next = 0;
	const lane = async () => {
		while (next < count) await task(next++);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}
