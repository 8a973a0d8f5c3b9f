import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Takes a port of loopback for a moment.
 *
 * @param port 0 for any free one
 * @returns the port, or undefined when somebody else has it
 */
function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) =>
			error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
		);
		server.listen(port, '127.0.0.1', () => {
			const taken = (server.address() as AddressInfo).port;
			server.close(() => resolve(taken));
		});
	});
}

/** Whether a program could listen on that port of loopback now. */
export async function isPortFree(port: number): Promise<boolean> {
	return (await tryPort(port)) !== undefined;
}

/** A port of loopback that nobody uses at the moment. */
export async function freePort(): Promise<number> {
	const port = await tryPort(0);
	if (port === undefined) throw new Error('No free port');
	return port;
}
