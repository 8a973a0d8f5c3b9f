import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { demoAccounts, demoApiKeys } from './accounts.mts';
import type { SandboxAccount } from './accounts.mts';
import { Access } from './api/access.mts';
import { createApi } from './api/router.mts';
import { createClock } from './clock.mts';
import { readContract } from './contract.mts';
import { FaultBoard } from './control/faults.mts';
import { createGate } from './control/gate.mts';
import { createControl } from './control/index.mts';
import { RequestLog } from './control/log.mts';
import { createPages } from './pages.mts';
import { createSignIn } from './signin/index.mts';
import { addDemo } from './state/demo.mts';
import type { Settings } from './state/model.mts';
import { World } from './state/world.mts';

/** How to start the sandbox; every part may be left out. */
export interface SandboxOptions {
	/** 4010 when left out; 0 for any free one. */
	port?: number;
	/** Where to listen, 127.0.0.1 when left out. Addresses in answers say `localhost`. */
	host?: string;
	/** The same seed and the same requests give the same ids and answers. */
	seed?: string;
	/** Sandbox seconds in a real one; 60 when left out, so that an hour of answers takes a minute. */
	speed?: number;
	/** Life of OAuth access tokens, real seconds. */
	accessTokenTtl?: number;
	settings?: Partial<Settings>;
	accounts?: SandboxAccount[];
	/** API keys beside the demo ones: key to account id. */
	apiKeys?: Record<string, string>;
	/** Whether there are surveys to begin with; true when left out. */
	demo?: boolean;
}

/** A running sandbox. */
export interface Sandbox {
	/** Origin: the OAuth issuer, and where `/_sandbox` is. */
	url: string;
	/** Base address of the API, with `/v1`. */
	apiUrl: string;
	port: number;
	world: World;
	/** Closes all connections and waits until the port is free. */
	stop(): Promise<void>;
}

/** Takes the port. Rejects with the system's error, such as code EADDRINUSE. */
function listen(server: Server, port: number, host: string): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => {
			server.removeListener('error', reject);
			resolve((server.address() as AddressInfo).port);
		});
	});
}

/**
 * Starts a PickFu on this machine: the API under `/v1`, sign-in at the root, switches under `/_sandbox`.
 * Rejects when the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { accounts = demoAccounts, seed = 'pickfu' } = options;
	const app = express();
	app.disable('x-powered-by');
	const server = createServer(app);
	// A busy client must not find its idle connection closed at the moment of its next request.
	server.keepAliveTimeout = 120_000;
	const port = await listen(server, options.port ?? 4010, options.host ?? '127.0.0.1');
	const url = `http://localhost:${port}`;
	try {
		const world = new World(seed, createClock(options.speed ?? 60), options.settings, accounts);
		if (options.demo !== false) addDemo(world);
		const signIn = await createSignIn({
			issuer: url,
			accounts,
			accessTokenTtl: options.accessTokenTtl,
		});
		const access = new Access(world, { ...demoApiKeys, ...options.apiKeys }, (token) =>
			signIn.findToken(token),
		);
		const log = new RequestLog();
		const faults = new FaultBoard();
		const api = await createApi({ contract: await readContract(), world, access, origin: url });
		app.use('/_sandbox/signin', signIn.control);
		app.use('/_sandbox', createControl({ world, access, log, faults }));
		app.use(createGate({ world, log, faults, operationIdOf: api.operationIdOf }));
		app.use('/v1', api.handler);
		signIn.mount(app);
		app.use(createPages(world));
		const stop = () =>
			new Promise<void>((resolve) => {
				signIn.stop();
				server.close(() => resolve());
				server.closeAllConnections();
			});
		return { url, apiUrl: `${url}/v1`, port, world, stop };
	} catch (error) {
		server.close();
		throw error;
	}
}
