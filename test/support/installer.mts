import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
	chmod,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	symlink,
	watch,
	writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Repository's folder. */
export const root = path.resolve(__dirname, '../..');

/**
 * An npm that needs no network: it writes down each call, and makes just enough of what was asked
 * for. It waits at a gate if there is one, and fails with FAKE_NPM_ERROR if that is set.
 */
const fakeNpm = `#!/bin/sh
echo "$*" >> "$FAKE_NPM_CALLS"
if [ -p "$FAKE_NPM_GATE" ]; then
	echo "$$" > "$FAKE_NPM_GATE.pid"
	read line < "$FAKE_NPM_GATE"
	rm -f "$FAKE_NPM_GATE"
fi
if [ -n "$FAKE_NPM_ERROR" ]; then
	echo "$FAKE_NPM_ERROR" >&2
	exit 1
fi
case "$*" in
*node@24*)
	mkdir -p node_modules/node/bin node_modules/.bin
	ln -sf "${process.execPath}" node_modules/node/bin/node
	;;
install*)
	mkdir -p node_modules/n8n/bin node_modules/sqlite3 node_modules/isolated-vm
	echo 'console.log("2.41.1")' > node_modules/n8n/bin/n8n
	touch node_modules/sqlite3/index.js node_modules/isolated-vm/index.js
	;;
esac
`;

/** How a program ended. */
export interface Ending {
	code: number | null;
	stdout: string;
	stderr: string;
}

/** A program that runs. */
export interface Running {
	child: ChildProcess;
	/** Resolves when its stderr has that text; rejects when it ends without. */
	says(text: string): Promise<void>;
	ended: Promise<Ending>;
}

/** Runs Node with these arguments and keeps what it prints. */
export function runNode(args: string[], env: NodeJS.ProcessEnv = process.env, cwd = root): Running {
	const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	let stdout = '';
	let stderr = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	const ended = new Promise<Ending>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, stdout, stderr }));
	});
	const says = (text: string) =>
		new Promise<void>((resolve, reject) => {
			const look = () => void (stderr.includes(text) && resolve());
			child.stderr.on('data', look);
			child.once('close', () => reject(new Error(`It ended without "${text}":\n${stderr}`)));
			look();
		});
	return { child, says, ended };
}

/** A folder with an empty cache and the fake npm first on PATH. */
export interface InstallerLab {
	folder: string;
	cache: string;
	env: NodeJS.ProcessEnv;
	/** npm's calls so far, each as one line. */
	calls(): Promise<string[]>;
	/** What is in the cache. */
	cached(): Promise<string[]>;
	/** Runs the installer. */
	install(env?: NodeJS.ProcessEnv): Running;
	/** Makes the next npm wait. */
	closeGate(): Promise<void>;
	/** Lets it go on. */
	openGate(): Promise<void>;
	/** Resolves with the process id of the npm that has come to the gate. */
	waitingNpm(): Promise<number>;
	remove(): Promise<void>;
}

/** Makes a place in which the installer finds nothing installed and no network is needed. */
export async function createInstallerLab(): Promise<InstallerLab> {
	const folder = await mkdtemp(path.join(tmpdir(), 'pickfu-install-'));
	const cache = path.join(folder, 'cache');
	const bin = path.join(folder, 'bin');
	const calls = path.join(folder, 'calls');
	const gate = path.join(folder, 'gate');
	await mkdir(bin);
	await writeFile(path.join(bin, 'npm'), fakeNpm);
	await chmod(path.join(bin, 'npm'), 0o755);
	// The fake ones say that tools are there, whatever this machine has.
	for (const tool of ['python3', 'make', 'g++']) await symlink('/bin/true', path.join(bin, tool));
	const env = {
		...process.env,
		PATH: `${bin}${path.delimiter}${process.env.PATH}`,
		N8N_PICKFU_CACHE: cache,
		FAKE_NPM_CALLS: calls,
		FAKE_NPM_GATE: gate,
	};
	const script = path.join(root, 'sandbox', 'n8n', 'install.mjs');
	return {
		folder,
		cache,
		env,
		async calls() {
			const text = await readFile(calls, 'utf8').catch(() => '');
			return text.split('\n').filter((line) => line !== '');
		},
		cached: () => readdir(cache).catch(() => []),
		install: (extra = {}) => runNode([script, '--json'], { ...env, ...extra }),
		async closeGate() {
			const { code } = await new Promise<{ code: number | null }>((resolve) => {
				spawn('mkfifo', [gate]).once('close', (code) => resolve({ code }));
			});
			if (code !== 0) throw new Error('mkfifo failed');
		},
		openGate: () => writeFile(gate, 'go\n'),
		async waitingNpm() {
			const arrived = () => readFile(`${gate}.pid`, 'utf8').catch(() => '');
			const changes = watch(folder)[Symbol.asyncIterator]();
			// Asked for before the first look, so that no change falls between the two.
			for (let change = changes.next(); ; change = changes.next()) {
				const pid = Number.parseInt(await arrived(), 10);
				if (pid > 0) {
					void changes.return?.();
					return pid;
				}
				await change;
			}
		},
		remove: () => rm(folder, { recursive: true, force: true }),
	};
}
