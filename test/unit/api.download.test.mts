import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Connection } from '../../nodes/PickFu/api/connection';
import { download } from '../../nodes/PickFu/api/download';

const { signal } = new AbortController();

/** A host whose request for a file is answered as said; what it was asked for is noted. */
function hostWith(
	body: Readable & { setTimeout?(ms: number, onTimeout: () => void): void },
	answer: { statusCode?: number; headers?: object } = {},
) {
	const asked: IHttpRequestOptions[] = [];
	const httpRequest = async (options: IHttpRequestOptions) => {
		asked.push(options);
		return { statusCode: 200, headers: {}, body, ...answer };
	};
	const connection = { context: { helpers: { httpRequest } }, signal } as unknown as Connection;
	const fetched = (most = 1_000_000, url = 'https://cdn.test/mug.png') =>
		download(connection, url, most);
	return { asked, fetched };
}

const pieces = (...sizes: number[]) => Readable.from(sizes.map((size) => Buffer.alloc(size)));
const because = (reason: string) => ({
	kind: 'network',
	outcome: 'notDone',
	message: `The file couldn't be downloaded: ${reason}`,
});

it('takes a file of exactly the bound, and none that is a byte larger', async () => {
	const { content } = await hostWith(pieces(2 ** 20, 2 ** 20)).fetched(2 * 2 ** 20);
	expect(content).toHaveLength(2 * 2 ** 20);
	await expect(hostWith(pieces(2 ** 20, 2 ** 20, 1)).fetched(2 * 2 ** 20)).rejects.toMatchObject(
		because('larger than 2 MB'),
	);
});

it.each([
	['Image/PNG; charset=binary', 'image/png'],
	[' image/webp ', 'image/webp'],
	[undefined, ''],
])('reads the type %j as %j', async (given, mimeType) => {
	const headers = { 'content-type': given };
	expect(await hostWith(pieces(1), { headers }).fetched()).toMatchObject({ mimeType });
});

it.each([204, 206, 302, 404])('takes no answer with status %i for the file', async (statusCode) => {
	const body = pieces(1);
	await expect(hostWith(body, { statusCode }).fetched()).rejects.toMatchObject(
		because(`its server returned status ${statusCode}`),
	);
	expect(body.destroyed).toBe(true);
});

it.each(['ftp://cdn.test/mug.png', 'file:///etc/passwd', '/mug.png', 'https://'])(
	'asks nobody for %j',
	async (url) => {
		const { asked, fetched } = hostWith(pieces(1));
		await expect(fetched(1, url)).rejects.toMatchObject(because('not a web URL'));
		expect(asked).toEqual([]);
	},
);

it('is stopped with the execution, and waits half a minute for a server that is silent', async () => {
	let silent = () => {};
	const body = new Readable({ read: () => undefined });
	const waits: number[] = [];
	const { asked, fetched } = hostWith(
		Object.assign(body, {
			setTimeout(ms: number, onTimeout: () => void) {
				waits.push(ms);
				silent = onTimeout;
			},
		}),
	);
	const fetching = fetched();
	await new Promise((resolve) => setImmediate(resolve));
	silent();
	await expect(fetching).rejects.toMatchObject(because('transfer stalled'));
	expect(waits).toEqual([30_000]);
	expect(asked).toEqual([expect.objectContaining({ timeout: 30_000, abortSignal: signal })]);
});

it('gives up a file that trickles in for more than two minutes', async () => {
	const begun = Date.now();
	const now = jest.spyOn(Date, 'now').mockReturnValue(begun);
	async function* trickle() {
		for (let second = 0; second < 1_000; second += 1) {
			now.mockReturnValue(begun + second * 1_000);
			yield Buffer.alloc(1);
		}
	}
	await expect(hostWith(Readable.from(trickle())).fetched()).rejects.toMatchObject(
		because('it took longer than 120 seconds'),
	);
	expect(Date.now() - begun).toBe(121_000);
});
