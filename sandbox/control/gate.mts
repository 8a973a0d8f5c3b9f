import { STATUS_CODES } from 'node:http';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { World } from '../state/world.mts';
import type { Fault, FaultBoard } from './faults.mts';
import { isPerformed } from './faults.mts';
import type { LogEntry, RequestLog } from './log.mts';

/** What the gate needs to know. */
export interface GateParts {
	world: World;
	log: RequestLog;
	faults: FaultBoard;
	/** The operation of a request to the API, path without `/v1`. */
	operationIdOf(method: string, path: string): string | undefined;
}

/** The true answer, held back. */
interface HeldAnswer {
	status: number;
	body: Buffer;
}

const pieces = 8;

function wait(milliseconds: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Keeps what is written to a response away from the client and hands it over when it is complete. */
function hold(response: ServerResponse): Promise<HeldAnswer> {
	const chunks: Buffer[] = [];
	const original = { write: response.write, end: response.end, writeHead: response.writeHead };
	let status: number | undefined;
	const collect = (chunk: unknown, encoding: unknown) => {
		if (typeof chunk === 'string') {
			chunks.push(
				Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'),
			);
		} else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
	};
	return new Promise((resolve) => {
		const held = {
			writeHead(code: number, ...rest: unknown[]) {
				status = code;
				const headers = rest.find((part) => typeof part === 'object' && part !== null);
				for (const [name, value] of Object.entries((headers ?? {}) as OutgoingHttpHeaders)) {
					if (value !== undefined) response.setHeader(name, value);
				}
				return response;
			},
			write(chunk: unknown, encoding?: unknown) {
				collect(chunk, encoding);
				return true;
			},
			end(chunk?: unknown, encoding?: unknown) {
				collect(chunk, encoding);
				Object.assign(response, original);
				resolve({ status: status ?? response.statusCode, body: Buffer.concat(chunks) });
				return response;
			},
		};
		Object.assign(response, held);
	});
}

function sendText(response: ServerResponse, status: number, type: string, text: string): void {
	response.statusCode = status;
	response.setHeader('Content-Type', type);
	response.setHeader('Content-Length', Buffer.byteLength(text));
	response.end(text);
}

/** Answers without the request having been looked at, or in place of its true answer. */
function answerInstead(response: ServerResponse, fault: Fault): void {
	if (fault.retryAfter !== undefined) response.setHeader('Retry-After', String(fault.retryAfter));
	const { body } = fault;
	if (fault.kind === 'html') {
		const page =
			typeof body === 'string'
				? body
				: '<!doctype html><title>Be right back</title><p>Be right back.</p>';
		sendText(response, fault.status ?? 200, 'text/html; charset=utf-8', page);
	} else if (fault.kind === 'redirect') {
		response.setHeader('Location', fault.location ?? 'http://localhost:9/');
		sendText(response, fault.status ?? 302, 'text/plain', 'Moved');
	} else {
		const status = fault.status ?? 500;
		const error = STATUS_CODES[status] ?? 'Error';
		const text =
			typeof body === 'string' ? body : JSON.stringify(body ?? { error, message: error });
		sendText(response, status, 'application/json; charset=utf-8', text);
	}
}

async function spoil(response: ServerResponse, fault: Fault, answer: HeldAnswer): Promise<void> {
	const { status, body } = answer;
	const setLength = (length: number) => response.setHeader('Content-Length', length);
	response.statusCode = status;
	if (fault.retryAfter !== undefined) response.setHeader('Retry-After', String(fault.retryAfter));
	switch (fault.kind) {
		case 'drop-before':
		case 'drop-after':
			response.destroy();
			return;
		case 'truncated-json': {
			const half = body.subarray(0, Math.floor(body.length / 2));
			setLength(half.length);
			response.end(half);
			return;
		}
		case 'empty':
			response.statusCode = fault.status ?? status;
			setLength(0);
			response.end();
			return;
		case 'wrong-type':
			response.setHeader('Content-Type', 'text/plain; charset=utf-8');
			setLength(body.length);
			response.end(body);
			return;
		case 'slow-body': {
			setLength(body.length);
			const size = Math.max(1, Math.ceil(body.length / pieces));
			for (let from = 0; from < body.length && !response.destroyed; from += size) {
				await wait((fault.delayMs ?? 1000) / Math.ceil(body.length / size));
				response.write(body.subarray(from, from + size));
			}
			response.end();
			return;
		}
		default:
			answerInstead(response, fault);
	}
}

/**
 * The first thing every request meets: it is written down, and hit by a fault if one is armed for it.
 * Later handlers find its entry in `response.locals.entry`.
 */
export function createGate({ world, log, faults, operationIdOf }: GateParts): RequestHandler {
	return async (request, response, next) => {
		const path = request.path;
		const method = request.method.toUpperCase();
		const operationId = path.startsWith('/v1/')
			? (operationIdOf(method, path.slice(3)) ?? null)
			: null;
		const entry: LogEntry = log.open({
			operationId,
			method,
			path,
			// sign-in keeps a log of its own, which knows what in its queries is secret
			query: path.startsWith('/v1/') ? { ...request.query } : {},
			sandboxTime: new Date(world.clock.now()).toISOString(),
		});
		response.locals['entry'] = entry;
		response.on('close', () => log.close(entry));
		const fault = faults.take({ operationId, method, path });
		entry.fault = fault?.kind ?? null;
		const isDropped = fault?.kind === 'drop-before' || fault?.kind === 'drop-after';
		if (!isDropped) noteStatus(response, entry);
		if (!fault) return next();
		if (fault.delayMs !== undefined && fault.kind !== 'slow-body') await wait(fault.delayMs);
		if (response.destroyed) return undefined;
		if (!isPerformed(fault)) {
			if (isDropped) response.destroy();
			else answerInstead(response, fault);
			return undefined;
		}
		if (fault.kind !== 'delay')
			void hold(response).then((answer) => spoil(response, fault, answer));
		return next();
	};
}

/** Writes the status down before the client can see it, so that a log read afterwards has it. */
function noteStatus(response: ServerResponse, entry: LogEntry): void {
	const writeHead = response.writeHead.bind(response) as (...rest: unknown[]) => ServerResponse;
	Object.assign(response, {
		writeHead(status: number, ...rest: unknown[]) {
			entry.status = status;
			return writeHead(status, ...rest);
		},
	});
}
