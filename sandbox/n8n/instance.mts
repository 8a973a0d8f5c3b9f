import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { freePort, isPortFree } from './ports.mts';

const here = path.dirname(fileURLToPath(import.meta.url));

/** How to start an n8n. */
export interface N8nOptions {
	/** The installed host: what `node sandbox/n8n/install.mjs --json` prints. */
	host: { node: string; n8nBin: string };
	/** N8N_USER_FOLDER: database, key and community nodes. Kept between starts. */
	dir: string;
	/**
	 * What it is in queue mode: `main`, which is also an n8n by itself, or a `worker`, which runs
	 * executions from the queue and answers nothing but its health check. `main` when left out.
	 */
	role?: 'main' | 'worker';
	/** 127.0.0.1 only; any free one when left out. */
	port?: number;
	/** The packed package; installed when its content differs from what is in `dir`. */
	tarball?: string;
	/** CREDENTIALS_OVERWRITE_DATA: hidden values per credential type. */
	overwrites?: Record<string, Record<string, unknown>>;
	/** Set on top of everything else. */
	env?: Record<string, string>;
	/** For n8n's own task runner; any free one when left out. */
	brokerPort?: number;
	/** How long it may take to be ready, milliseconds; 180,000 when left out. */
	startTimeout?: number;
	/** Ends the start when aborted. */
	signal?: AbortSignal;
}

/** A running n8n. */
export interface N8nInstance {
	url: string;
	port: number;
	dir: string;
	/** Process group of n8n and all that it started. */
	pid: number;
	/** What it has printed so far, its last million characters. */
	log(): string;
	/** Resolves with the exit code when it has ended, for whatever reason. */
	exited: Promise<number | null>;
	/** Ends it orderly and waits until nothing of it is left. */
	stop(): Promise<void>;
	/** Ends it by force, as a power cut would, and waits until nothing of it is left. */
	kill(): Promise<void>;
}

/** n8n could not be started; the message is one line for a person. */
export class N8nStartError extends Error {
	readonly exitCode = 1;

	override name = 'N8nStartError';
}

/** Where both credential types are to look for PickFu when it is the sandbox. */
export function sandboxOverwrites(sandboxUrl: string): Record<string, Record<string, string>> {
	const apiUrl = `${sandboxUrl}/v1`;
	return { pickFuOAuth2Api: { serverUrl: sandboxUrl, apiUrl }, pickFuApi: { apiUrl } };
}

/** What would reach n8n from the shell, npm or Jest and change how it behaves. */
const foreign =
	/^(npm_|N8N_|NODE_ENV$|NODE_OPTIONS$|JEST_|INIT_CWD$|DB_|EXECUTIONS_|QUEUE_|CREDENTIALS_|WEBHOOK_|OFFLOAD_|VUE_APP_)/;

/** Calls home, advertisements and questions to a new user: none of them belongs in a sandbox. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
};

function environment(options: N8nOptions, port: number, brokerPort: number): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return {
		...Object.fromEntries(own),
		...quiet,
		N8N_USER_FOLDER: options.dir,
		N8N_PORT: String(port),
		N8N_HOST: 'localhost',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		NO_COLOR: '1',
		...(options.role === 'worker' && {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		}),
		...(options.overwrites && { CREDENTIALS_OVERWRITE_DATA: JSON.stringify(options.overwrites) }),
		...options.env,
	};
}

/** Installs the tarball into the user folder, in a process of its own. Its stderr is for people. */
function addPackage({ dir, tarball, signal }: N8nOptions): Promise<void> {
	if (tarball === undefined) return Promise.resolve();
	return new Promise((resolve, reject) => {
		const script = path.join(here, 'add-package.mjs');
		const child = spawn(process.execPath, [script, dir, tarball], {
			stdio: ['ignore', 'ignore', 'pipe'],
			...(signal && { signal, killSignal: 'SIGTERM' as const }),
		});
		let words = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0
				? resolve()
				: reject(new N8nStartError(words.trim() || 'The package was not installed.')),
		);
	});
}

function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
	try {
		process.kill(-group, signal);
		return true;
	} catch {
		return false;
	}
}

/** How long n8n may take to end orderly, milliseconds. */
const patience = 15_000;

async function endGroup(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
	const group = child.pid!;
	child.kill('SIGTERM');
	const killer = setTimeout(() => signalGroup(group, 'SIGKILL'), patience);
	await exited;
	clearTimeout(killer);
	await clearGroup(group);
}

/**
 * Ends what is left of a group. Nobody tells when the last of it has gone, so this asks; not for
 * long, because a process that has ended stays in the group until its new parent asks how.
 */
async function clearGroup(group: number): Promise<void> {
	for (
		const deadline = Date.now() + 2_000;
		signalGroup(group, 'SIGKILL') && Date.now() < deadline;
	) {
		await sleep(20);
	}
}

/** The line that says why n8n ended while it started. */
function whyItEnded(log: string, port: number): string {
	if (/already in use/i.test(log)) return takenPort(port);
	const lines = log.split('\n').map((line) => line.trim());
	const last = lines
		.filter((line) => line !== '')
		.slice(-5)
		.join('\n');
	return `n8n ended while it started. Its last words:\n${last}`;
}

function takenPort(port: number): string {
	return `Port ${port} is taken. Stop what uses it, or choose another with --port.`;
}

async function isReady(url: string): Promise<boolean> {
	const answer = await axios
		.get(`${url}/healthz/readiness`, { timeout: 2_000, validateStatus: () => true, proxy: false })
		.catch(() => undefined);
	return answer?.status === 200;
}

/**
 * Starts n8n on loopback and waits until it can be used.
 *
 * @throws {N8nStartError} in one line: the port is taken, the package could not be installed, it
 *   did not become ready
 */
export async function startN8n(options: N8nOptions): Promise<N8nInstance> {
	const { dir, host, signal, startTimeout = 180_000 } = options;
	const port = options.port ?? (await freePort());
	if (!(await isPortFree(port))) throw new N8nStartError(takenPort(port));
	await addPackage(options);
	const brokerPort = options.brokerPort ?? (await freePort());

	const keeper = path.join(here, 'keeper.mjs');
	const command = options.role === 'worker' ? 'worker' : 'start';
	const child = spawn(process.execPath, [keeper, host.node, host.n8nBin, command], {
		cwd: dir,
		env: environment(options, port, brokerPort),
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	let log = '';
	for (const stream of [child.stdout!, child.stderr!]) {
		stream.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-1_000_000)));
	}
	let ended = false;
	const exited = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => {
			ended = true;
			resolve(code);
		});
	});
	const stop = () => endGroup(child, exited);
	const kill = async () => {
		signalGroup(child.pid!, 'SIGKILL');
		await exited;
		await clearGroup(child.pid!);
	};

	const url = `http://localhost:${port}`;
	for (const deadline = Date.now() + startTimeout; !(await isReady(url));) {
		if (ended) {
			await clearGroup(child.pid!);
			throw new N8nStartError(whyItEnded(log, port));
		}
		if (signal?.aborted || Date.now() > deadline) {
			await stop();
			signal?.throwIfAborted();
			throw new N8nStartError(
				`n8n was not ready after ${startTimeout / 1000} s. Its last words:\n${log.slice(-500)}`,
			);
		}
		await Promise.race([exited, sleep(200)]);
	}
	return { url, port, dir, pid: child.pid!, log: () => log, exited, stop, kill };
}
