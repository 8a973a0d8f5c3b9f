import http from 'node:http';
import type { Socket } from 'node:net';
import { OPERATIONS } from './contract.mts';
import type { FaultName } from './faultsKinds.mts';

/** One request as it left the node, and what became of it. */
export interface Sent {
	method: string;
	/** Below the API's base address, without the query. */
	path: string;
	query: Record<string, string>;
	/** Of JSON bodies; the text of others. */
	body: unknown;
	/** Operation of the contract; undefined for an address that is not in it. */
	operationId: string | undefined;
	fault: FaultName | undefined;
	/** Status of PickFu's own answer, once it has carried the request out; whoever saw it. */
	trueStatus?: number;
	/** When it had done so, by the clock of the test. */
	doneAt?: number;
	/** By the clock of the test, milliseconds since 1970. */
	at: number;
}

/** PickFu's own answer. */
export interface Made {
	status: number;
	type: string;
	body: Buffer;
}

/** What Node says when nobody listens at a port. */
export function refusal(port: number): Error {
	return Object.assign(new Error(`connect ECONNREFUSED 127.0.0.1:${port}`), {
		code: 'ECONNREFUSED',
		errno: -111,
		syscall: 'connect',
		address: '127.0.0.1',
		port,
	});
}

/** Answers in one piece. */
export function send(
	response: http.ServerResponse,
	status: number,
	body: string | Buffer,
	type = 'application/json; charset=utf-8',
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, {
		'content-type': type,
		'content-length': Buffer.byteLength(body),
		...headers,
	});
	response.end(body);
}

/** A body as JSON where it is some, as text elsewhere; an empty text for none. */
export function parsed(body: unknown): unknown {
	if (body === undefined || body === null) return '';
	const text = Buffer.isBuffer(body) ? body.toString('latin1') : String(body);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** The contract's operation for a request, by the shape of its path. */
export function operationOf(method: string, path: string): string | undefined {
	const given = path.split('/');
	return OPERATIONS.find((operation) => {
		const wanted = operation.path.split('/');
		return (
			operation.method === method &&
			wanted.length === given.length &&
			wanted.every((segment, index) =>
				segment === '{}' ? given[index] !== '' : segment === given[index],
			)
		);
	})?.id;
}

/** What comes of an answer to something that is not done yet. */
export const PROMISE: Made = {
	status: 202,
	type: 'application/json',
	body: Buffer.from('{"success":true,"data":{"status":"accepted"}}'),
};

/** Pieces of a slow body. */
const PIECES = 8;

/** Times silence in the middle of an answer on the test's clock. */
export function watchSilence(request: http.ClientRequest, ms: number, onTimeout: () => void): void {
	let timer = setTimeout(onTimeout, ms);
	const again = () => {
		clearTimeout(timer);
		timer = setTimeout(onTimeout, ms);
	};
	request.once('socket', (socket: Socket) => socket.on('data', again));
	request.once('close', () => {
		request.socket?.off('data', again);
		clearTimeout(timer);
	});
}

/** Answers as a fault of this kind has it; `hold` is called where the answer never ends. */
export function spoil(
	response: http.ServerResponse,
	{ status, type, body }: Made,
	kind: string,
	hold: () => void,
): void {
	const half = body.subarray(0, Math.floor(body.length / 2));
	if (kind === 'true') return send(response, status, body, type);
	if (kind === 'truncated') return send(response, status, half, type);
	if (kind === 'empty') return send(response, status, '', type);
	if (kind === 'plain') return send(response, status, body, 'text/plain');
	response.writeHead(status, { 'content-type': type, 'content-length': body.length });
	response.write(half, () => {
		if (kind === 'cut') response.destroy();
		else hold();
	});
}

/** Answers in pieces, by the test's clock; `release` is called when the rest comes by itself. */
export function trickle(
	response: http.ServerResponse,
	{ status, type, body }: Made,
	ms: number,
	hold: () => void,
	release: () => void,
): void {
	response.writeHead(status, { 'content-type': type, 'content-length': body.length });
	response.flushHeaders();
	const size = Math.max(1, Math.ceil(body.length / PIECES));
	const next = (from: number) => {
		setTimeout(() => {
			const to = Math.min(from + size, body.length);
			if (to < body.length) {
				response.write(body.subarray(from, to));
				next(to);
			} else {
				// From here on it comes to its end by itself.
				release();
				response.end(body.subarray(from));
			}
		}, ms / PIECES);
	};
	next(0);
	hold();
}

/** Has a sandbox carry a request out. */
export async function forward(
	sandboxUrl: string,
	agent: http.Agent,
	{
		method,
		url,
		headers,
		body,
	}: {
		method: string;
		url: string;
		headers: http.IncomingHttpHeaders;
		body: Buffer;
	},
): Promise<Made> {
	return await new Promise((resolve, reject) => {
		const request = http.request(
			new URL(url, sandboxUrl),
			{
				method,
				agent,
				headers: {
					...headers,
					'content-length': String(body.length),
					host: new URL(sandboxUrl).host,
					connection: 'keep-alive',
					authorization: 'Bearer sandbox-key',
				},
			},
			(answer) => {
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () =>
					resolve({
						status: answer.statusCode!,
						type: answer.headers['content-type'] ?? '',
						body: Buffer.concat(chunks),
					}),
				);
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}
