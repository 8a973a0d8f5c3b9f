/**
 * How much memory an upload of 100 MB takes: the node in n8n's own engine, the file where n8n keeps
 * files (on the disk), PickFu a server in another process. Fails above 64 MB.
 *
 *   node --expose-gc --import tsx test/bench/upload.mts [megabytes]
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MB = 2 ** 20;
const BOUND_MB = 64;

if (process.argv.includes('--server')) serve();
else await measure(Number(process.argv[2] ?? 100));

/** Answers uploads with the number of bytes and a hash of all that came in; keeps nothing. */
function serve(): void {
	const server = createServer(async (request, response) => {
		const hash = createHash('sha256');
		let bytes = 0;
		for await (const chunk of request as AsyncIterable<Buffer>) {
			hash.update(chunk);
			bytes += chunk.length;
		}
		const upload = { url: 'https://cdn.pickfu.test/film.mp4', bytes, sha256: hash.digest('hex') };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ success: true, data: request.method === 'GET' ? [] : upload }));
	});
	server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
	process.stdin.on('end', () => process.exit()).resume();
}

async function measure(megabytes: number): Promise<void> {
	const { fileStore } = await import('../support/files.mts');
	const { connectedOAuth, host } = await import('../support/host.mts');
	const server = spawn(
		process.execPath,
		[...process.execArgv, fileURLToPath(import.meta.url), '--server'],
		{
			stdio: ['pipe', 'pipe', 'inherit'],
		},
	);
	const store = await fileStore();
	try {
		const [port] = (
			await createInterface(server.stdout)[Symbol.asyncIterator]().next()
		).value.split('\n') as [string];
		const upload = async (size: number) => {
			const film = await store.add(noise(size), 'film.mp4', 'video/mp4');
			await settle();
			const before = process.memoryUsage();
			const peak = watch();
			const started = performance.now();
			const [item] = await host({
				parameters: { resource: 'media', operation: 'upload' },
				items: [{ json: {}, binary: { data: film } }],
				credential: { ...connectedOAuth(), apiUrl: `http://127.0.0.1:${port}/v1` },
			}).execute();
			const seconds = (performance.now() - started) / 1000;
			const most = peak();
			const got = Number(item!.json.bytes);
			if (got < size || got > size + 1000)
				throw new Error(`The server got ${got} bytes of ${size}`);
			return {
				seconds,
				rss: (most.rss - before.rss) / MB,
				held: (most.held - heldIn(before)) / MB,
			};
		};
		// The first upload loads code; what it leaves behind is no cost of the file.
		await upload(8 * MB);
		const { seconds, rss, held } = await upload(megabytes * MB);
		console.log(
			`${megabytes} MB uploaded in ${seconds.toFixed(1)} s. Above the baseline at most: process ${rss.toFixed(1)} MB, heap and buffers ${held.toFixed(1)} MB (bound: ${BOUND_MB} MB)`,
		);
		if (Math.max(rss, held) > BOUND_MB) process.exitCode = 1;
	} finally {
		server.stdin.end();
		await store.remove();
	}
}

/** Bytes that no layer could shrink, a piece at a time. */
function* noise(size: number): Generator<Buffer> {
	let block = createHash('sha512').update('film').digest();
	for (let left = size; left > 0; left -= 65_536) {
		const piece = Buffer.alloc(Math.min(65_536, left));
		for (let at = 0; at < piece.length; at += 64) block.copy(piece, at);
		block = createHash('sha512').update(block).digest();
		yield piece;
	}
}

/** Watches memory until the function that it gives is called, which tells the most that was in use. */
function watch(): () => { rss: number; held: number } {
	const most = { rss: 0, held: 0 };
	const look = () => {
		const usage = process.memoryUsage();
		most.rss = Math.max(most.rss, usage.rss);
		most.held = Math.max(most.held, heldIn(usage));
	};
	look();
	const timer = setInterval(look, 5);
	return () => {
		clearInterval(timer);
		look();
		return most;
	};
}

function heldIn({ heapUsed, external }: NodeJS.MemoryUsage): number {
	return heapUsed + external;
}

/** Lets the garbage of what came before go, where Node was started with --expose-gc. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 3; turn += 1) {
		globalThis.gc?.();
		await new Promise((resolve) => setImmediate(resolve));
	}
}
