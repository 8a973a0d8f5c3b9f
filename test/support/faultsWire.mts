import type http from 'node:http';
import { OPERATIONS } from './contract.mts';

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
