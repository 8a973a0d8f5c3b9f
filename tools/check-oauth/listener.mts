import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on this machine that waits for the browser to come back. */
export interface Listener {
	/** The redirect address, on the loopback interface (RFC 8252, section 7.3). */
	address: string;
	/** What the sign-in led the browser back to (RFC 6749, section 4.1.2). */
	back: Promise<URL>;
	/** How often somebody came with another state, which is refused and not the end. */
	strangers(): number;
	close(): void;
}

/** Starts listening on a free port of 127.0.0.1 for the one return that carries a state. */
export async function listen(state: string): Promise<Listener> {
	let strangers = 0;
	let address = '';
	let arrive: (back: URL) => void = () => {};
	const back = new Promise<URL>((resolve) => (arrive = resolve));
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', address);
		const query = url.searchParams;
		const isReturn = url.pathname === '/callback' && (query.has('code') || query.has('error'));
		const isOurs = isReturn && query.get('state') === state;
		if (isReturn && !isOurs) strangers += 1;
		const words = isOurs
			? 'Done. You can close this page and go back to the terminal.'
			: 'This page waits for a sign-in that was begun in the terminal; this is not it.';
		const headers = { 'Cache-Control': 'no-store', Connection: 'close' };
		response.writeHead(isOurs ? 200 : 400, headers).end(words);
		if (isOurs) arrive(url);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
	return {
		address,
		back,
		strangers: () => strangers,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
