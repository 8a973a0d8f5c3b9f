import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Recorded {
	method: string;
	/** With the query. */
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What the recorder answers; an object goes out as JSON. */
export interface Reply {
	status: number;
	headers?: Record<string, string>;
	body?: Buffer | object;
}

/** A server on this machine that keeps what it gets. */
export interface Recorder {
	/** Origin. */
	url: string;
	requests: Recorded[];
	/** The requests of one method and path (without the query). */
	to(method: string, path: string): Recorded[];
	close(): Promise<void>;
}

/**
 * Starts a server that reads each request to its end, keeps it, and answers as told.
 *
 * @param reply gets the request and how many of its method and path came before it
 * @param turnsAway for a request that is not read: answered 401 all the same, as gateways do, or the
 * connection just reset; it is kept without its body
 */
export async function record(
	reply: (request: Recorded, earlier: number) => Reply,
	turnsAway: (
		request: Omit<Recorded, 'body'>,
		earlier: number,
	) => 'unauthorized' | 'reset' | undefined = () => undefined,
): Promise<Recorder> {
	const requests: Recorded[] = [];
	const to = (method: string, path: string) =>
		requests.filter((request) => request.method === method && request.path.split('?')[0] === path);
	const server = createServer(async (request, response) => {
		const { method = '', url = '', headers } = request;
		const earlier = to(method, url.split('?')[0]!).length;
		const how = turnsAway({ method, path: url, headers }, earlier);
		if (how !== undefined) {
			requests.push({ method, path: url, headers, body: Buffer.alloc(0) });
			if (how === 'reset') return void request.socket.resetAndDestroy();
			response.writeHead(401, { connection: 'close' });
			response.end();
			return;
		}
		const chunks: Buffer[] = [];
		try {
			for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		} catch {
			return;
		}
		const recorded: Recorded = { method, path: url, headers, body: Buffer.concat(chunks) };
		requests.push(recorded);
		const { status, headers: extra = {}, body = {} } = reply(recorded, earlier);
		const json = !Buffer.isBuffer(body);
		response.writeHead(status, { ...(json && { 'content-type': 'application/json' }), ...extra });
		response.end(json ? JSON.stringify(body) : body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		to,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** The one part of a multipart body, and the head that it came with. */
export function partOf({ headers, body }: Recorded): { head: string; content: Buffer } {
	const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(headers['content-type']!)![1]!;
	const start = body.indexOf('\r\n\r\n');
	const end = body.lastIndexOf(`\r\n--${boundary}--\r\n`);
	expect(body.subarray(0, boundary.length + 4).toString()).toBe(`--${boundary}\r\n`);
	expect(end + boundary.length + 8).toBe(body.length);
	expect(headers['content-length']).toBe(String(body.length));
	return {
		head: body.subarray(boundary.length + 4, start).toString(),
		content: body.subarray(start + 4, end),
	};
}
