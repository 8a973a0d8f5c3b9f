import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sandboxOverwrites, startN8n } from '../../sandbox/n8n/instance.mts';
import type { N8nInstance, N8nOptions } from '../../sandbox/n8n/instance.mts';
import { N8nRest } from '../../sandbox/n8n/rest.mts';
import { owner } from './owner.mts';

export { owner, sandboxOverwrites };

/** Repository's folder. */
export const root = path.resolve(__dirname, '../..');

/** The folder of an n8n past its first start (see `firstStart.mts`), which `test/run.mjs` prepares; without it each has its own. */
const begun = process.env.PICKFU_FIRST_START;

/** The installed n8n. */
export type Host = N8nOptions['host'];

const run = promisify(execFile);

/** Plain Node modules cannot be loaded by Jest, so they are asked from outside. */
async function ask<T>(script: string): Promise<T> {
	const file = path.join(root, 'sandbox', 'n8n', script);
	const { stdout } = await run(process.execPath, [file, '--json']);
	return JSON.parse(stdout) as T;
}

/** The installed n8n; installs it when it is missing, which takes minutes. */
export async function testHost(): Promise<Host> {
	return await ask<Host>('install.mjs');
}

/** The packed package of the sources as they are now. */
export async function testTarball(): Promise<string> {
	return (await ask<{ tarball: string }>('pack.mjs')).tarball;
}

/** A real n8n of a test, with its owner signed in. */
export interface TestN8n {
	url: string;
	/** N8N_USER_FOLDER: everything that it stores is in it. */
	dir: string;
	rest: N8nRest;
	/** Everything that it has printed since its last start. */
	log(): string;
	/** Playwright's `storageState` of a browser where the owner is signed in. */
	browserState(): ReturnType<N8nRest['browserState']>;
	/** Ends n8n orderly and starts it again on the same port with the same data; signs in again. */
	restart(): Promise<void>;
	/** Ends n8n by force and starts it again. */
	crashAndRestart(): Promise<void>;
	/** Ends n8n and removes its data. */
	stop(): Promise<void>;
}

/** How to start a test's n8n; see {@link N8nOptions}. */
export type TestN8nOptions = Partial<Pick<N8nOptions, 'overwrites' | 'env' | 'port' | 'tarball'>>;

/**
 * Starts a real n8n with the packed package, in a folder of its own and on free ports. Takes about
 * 15 s: start one in `beforeAll` with a bound of {@link startBound}.
 *
 * @param options `overwrites: sandboxOverwrites(sandbox.url)` points both credential types at a sandbox
 */
export async function startTestN8n(options: TestN8nOptions = {}): Promise<TestN8n> {
	const [host, tarball] = await Promise.all([testHost(), options.tarball ?? testTarball()]);
	const dir = await mkdtemp(path.join(tmpdir(), 'pickfu-n8n-'));
	const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 3 });
	let n8n: N8nInstance;
	try {
		if (begun !== undefined) await cp(begun, dir, { recursive: true });
		n8n = await startN8n({ ...options, host, dir, tarball });
	} catch (error) {
		await remove();
		throw error;
	}
	const rest = new N8nRest(n8n.url);
	const stop = async () => {
		await n8n.stop();
		await remove();
	};
	const startAgain = async () => {
		n8n = await startN8n({ ...options, host, dir, tarball, port: n8n.port });
		await rest.login(owner.email, owner.password);
	};
	try {
		if (begun === undefined) await rest.setUpOwner(owner);
		else await rest.login(owner.email, owner.password);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url: n8n.url,
		dir,
		rest,
		log: () => n8n.log(),
		browserState: () => rest.browserState(),
		async restart() {
			await n8n.stop();
			await startAgain();
		},
		async crashAndRestart() {
			await n8n.kill();
			await startAgain();
		},
		stop,
	};
}

/** How long a `beforeAll` or a test that starts n8n may take on a slow machine, milliseconds. */
export const startBound = 240_000;
