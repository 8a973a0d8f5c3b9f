import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../sandbox/n8n/ports.mts';
import { root } from './n8n.mts';
import { programs } from './programPaths.mts';

/** A server that n8n's queue mode needs, on loopback, with its data in a folder of its own. */
export interface ClusterService {
	port: number;
	/**
	 * Ends it as its administrator would, and starts it again on the same port with the same data.
	 *
	 * @param whileDown done between the two
	 */
	restart(whileDown?: () => Promise<unknown>): Promise<void>;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

/** A user without rights, by whom PostgreSQL has to be run when the tests are run by root. */
interface Nobody {
	uid: number;
	gid: number;
}

const run = promisify(execFile);

/** How long a server may take to be ready or to end, milliseconds. */
const patience = 30_000;

/** Undefined when the tests are not run by root: then PostgreSQL is run by whom they are run by. */
async function nobody(): Promise<Nobody | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const ask = async (what: string) => Number((await run('id', [what, 'nobody'])).stdout);
	return { uid: await ask('-u'), gid: await ask('-g') };
}

/** The command that runs a program with fewer rights, in the same process (setpriv(1), util-linux). */
function as(user: Nobody | undefined, program: string, args: string[]): [string, ...string[]] {
	if (user === undefined) return [program, ...args];
	const { uid, gid } = user;
	return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', program, ...args];
}

interface Server {
	command: [string, ...string[]];
	/** Folder of its data, where it works. */
	folder: string;
	/** What it prints when it takes connections. */
	ready: RegExp;
	/** The signal by which it disconnects its clients and ends. */
	end: NodeJS.Signals;
}

/** Runs a server under a keeper, which ends it when the tests are gone. */
async function start({ command, folder, ready }: Server): Promise<ChildProcess> {
	const keeper = path.join(root, 'sandbox', 'n8n', 'keeper.mjs');
	const child = spawn(process.execPath, [keeper, ...command], {
		cwd: folder,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	await new Promise<void>((resolve, reject) => {
		let said = '';
		const fail = (what: string) =>
			reject(new Error(`${command.join(' ')} ${what}. It said: ${said}`));
		const timer = setTimeout(() => fail(`was not ready after ${patience / 1000} s`), patience);
		for (const stream of [child.stdout!, child.stderr!]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				said = (said + text).slice(-10_000);
				if (!ready.test(said)) return;
				clearTimeout(timer);
				resolve();
			});
		}
		child.once('error', reject);
		child.once('close', (code) => {
			clearTimeout(timer);
			fail(`ended with ${code}`);
		});
	}).catch((error: unknown) => {
		signal(child, 'SIGKILL');
		throw error;
	});
	return child;
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
	try {
		process.kill(-child.pid!, name);
	} catch {
		// It has ended by itself.
	}
}

/** Ends the keeper and the server; by force when it takes too long. */
async function end(child: ChildProcess, name: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	signal(child, name);
	const killer = setTimeout(() => signal(child, 'SIGKILL'), patience);
	await ended;
	clearTimeout(killer);
}

async function serve(server: Server, port: number): Promise<ClusterService> {
	const remove = () => rm(server.folder, { recursive: true, force: true, maxRetries: 3 });
	let child = await start(server).catch(async (error: unknown) => {
		await remove();
		throw error;
	});
	return {
		port,
		async restart(whileDown) {
			await end(child, server.end);
			try {
				await whileDown?.();
			} finally {
				child = await start(server);
			}
		},
		async stop() {
			await end(child, server.end);
			await remove();
		},
	};
}

/** Name of the database's user, who needs no password on loopback. */
export const databaseUser = 'n8n';

/**
 * Starts a PostgreSQL of its own, with an empty database `postgres`.
 *
 * @throws Error in one sentence when it is not installed
 */
export async function startPostgres(): Promise<ClusterService> {
	const [initdb, postgres] = programs(['initdb', 'postgres']);
	const [user, port] = await Promise.all([nobody(), freePort()]);
	const folder = await mkdtemp(path.join(tmpdir(), 'pickfu-postgres-'));
	if (user) await chown(folder, user.uid, user.gid);
	const made = [
		'-D',
		folder,
		'-U',
		databaseUser,
		'--auth=trust',
		'--encoding=UTF8',
		'--locale=C',
		'--no-sync',
	];
	const [program, ...args] = as(user, initdb, made);
	await run(program, args, { cwd: folder });
	const settings = {
		port,
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		// What was committed outlives a restart of the server all the same, only not of the machine.
		fsync: 'off',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	const server: Server = {
		command: as(user, postgres, ['-D', folder, ...flags]),
		folder,
		ready: /database system is ready to accept connections/,
		// "Fast": ends its clients' sessions. By SIGTERM it would wait for them (PostgreSQL, section 19.5).
		end: 'SIGINT',
	};
	return await serve(server, port);
}

/**
 * Starts a Redis of its own, which keeps what it has over a restart.
 *
 * @throws Error in one sentence when it is not installed
 */
export async function startRedis(): Promise<ClusterService> {
	const [redis] = programs(['redis']);
	const port = await freePort();
	const folder = await mkdtemp(path.join(tmpdir(), 'pickfu-redis-'));
	const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', save: '' };
	const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	const server: Server = {
		command: [redis, ...flags],
		folder,
		ready: /Ready to accept connections/,
		end: 'SIGTERM',
	};
	return await serve(server, port);
}
