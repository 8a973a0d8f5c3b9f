import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another server on this machine, which answers everything and notes what arrives. */
export interface Listener {
	/** Origin, on `127.0.0.1`: not the host name of the sandbox. */
	url: string;
	received: Array<{ method: string; url: string; headers: IncomingHttpHeaders }>;
	stop(): Promise<void>;
}

/** Starts a {@link Listener} on a free port. */
export async function startListener(): Promise<Listener> {
	const received: Listener['received'] = [];
	const server = createServer(({ method = '', url = '', headers }, response) => {
		received.push({ method, url, headers });
		response.setHeader('content-type', 'application/json').end('{"data":[]}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
