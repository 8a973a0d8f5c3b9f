import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * Takes a port of loopback for a moment.
 *
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

/**
 * A port of loopback that nobody uses at the moment, below those that systems give to outgoing connections (from 32768
 * on Linux, from 49152 elsewhere): one of these could take it before the program that it is for listens.
 */
export async function freePort(): Promise<number> {
	for (let tries = 0; tries < 100; tries++) {
		const port = await tryPort(randomInt(10_000, 32_000));
		if (port !== undefined) return port;
	}
	throw new Error('No free port');
}
