import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the sign-in led the browser back to (RFC 6749, section 4.1.2). */
export interface Return {
	address: URL;
}

/** A page on this machine that waits for the browser to come back. */
export interface Listener {
	/** The redirect address, on the loopback interface (RFC 8252, section 7.3). */
	address: string;
	/** How often somebody came with another state, which is refused and not the end. */
	strangers(): number;
	/**
	 * Waits for the browser.
	 *
	 * @returns undefined when it did not come in time
	 */
	wait(state: string, milliseconds: number, signal: AbortSignal): Promise<Return | undefined>;
	close(): Promise<void>;
}

const page = (words: string) =>
	`<!doctype html><meta charset="utf-8"><title>check:oauth</title><body style="font:16px system-ui;margin:3rem"><p>${words}</p>`;

/** Starts listening on a free port of 127.0.0.1. */
export async function listen(): Promise<Listener> {
	let strangers = 0;
	let expected: string | undefined;
	let arrive: (value: Return) => void = () => {};
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://127.0.0.1');
		const query = url.searchParams;
		const isReturn = url.pathname === '/callback' && (query.has('code') || query.has('error'));
		const isOurs = isReturn && expected !== undefined && query.get('state') === expected;
		if (isReturn && !isOurs) strangers += 1;
		const words = isOurs
			? 'Done. You can close this page and go back to the terminal.'
			: 'This page waits for a sign-in that was begun in the terminal; this is not it.';
		response.writeHead(isOurs ? 200 : 400, {
			'Content-Type': 'text/html',
			'Cache-Control': 'no-store',
			'Referrer-Policy': 'no-referrer',
			Connection: 'close',
		});
		response.end(page(words));
		if (!isOurs) return;
		expected = undefined;
		const { port } = server.address() as AddressInfo;
		arrive({ address: new URL(`${url.pathname}${url.search}`, `http://127.0.0.1:${port}`) });
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`,
		strangers: () => strangers,
		wait(state, milliseconds, signal) {
			expected = state;
			return new Promise((resolve, reject) => {
				const abort = () => settle(() => reject(signal.reason));
				const timer = setTimeout(() => settle(() => resolve(undefined)), milliseconds);
				const settle = (end: () => void) => {
					clearTimeout(timer);
					signal.removeEventListener('abort', abort);
					end();
				};
				arrive = (value) => settle(() => resolve(value));
				if (signal.aborted) abort();
				else signal.addEventListener('abort', abort);
			});
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
