import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on this machine that waits for the browser to come back. */
export type Listener = Awaited<ReturnType<typeof listen>>;

/** Listens on a free port of 127.0.0.1 for the one return that carries a state (RFC 8252, section 7.3). */
export async function listen(state: string) {
	let strangers = 0;
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
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
	return {
		address,
		/** What the sign-in led the browser back to (RFC 6749, section 4.1.2). */
		back,
		/** How often somebody came with another state, which is refused and not the end. */
		strangers: () => strangers,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
