import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/**
 * @typedef {object} CommandResult
 * @property {number | null} code exit code; null when a signal ended it
 * @property {string} output the last 64,000 characters of both streams
 */

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'capture'} [stdio] capture by default
 * @property {string} [log] file that gets a copy of captured output
 * @property {AbortSignal} [signal] ends the command and all its children
 */

/** How long a command may take to end by itself before it is killed, milliseconds. */
const grace = 5_000;

/** Characters of output that are kept to explain a failure. */
const kept = 64_000;

/**
 * Sends a signal to a whole process group.
 *
 * @param {number | undefined} group id of the group's first process
 * @param {NodeJS.Signals | 0} signal 0 only asks
 * @returns {boolean} whether anybody of the group is left
 */
export function signalGroup(group, signal) {
	if (group === undefined) return false;
	try {
		process.kill(-group, signal);
		return true;
	} catch {
		return false;
	}
}

/**
 * Runs a command in a process group of its own, so that ending it ends its children too.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>} rejects when the command cannot be started, and with the
 *   signal's reason when it was aborted, after everything has ended
 */
export function runCommand(command, args, options = {}) {
	const { cwd, env = process.env, stdio = 'capture', log, signal } = options;
	return new Promise((resolve, reject) => {
		if (signal?.aborted) {
			reject(signal.reason);
			return;
		}
		const child = spawn(command, args, {
			cwd,
			env,
			detached: true,
			stdio: stdio === 'inherit' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
				output = (output + text).slice(-kept);
				if (log !== undefined) appendFileSync(log, text);
			});
		}
		/** @type {NodeJS.Timeout | undefined} */
		let killer;
		const end = () => {
			signalGroup(child.pid, 'SIGTERM');
			killer = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), grace);
		};
		signal?.addEventListener('abort', end, { once: true });
		const settle = () => {
			signal?.removeEventListener('abort', end);
			clearTimeout(killer);
			// Whatever the command left behind would otherwise outlive us.
			signalGroup(child.pid, 'SIGKILL');
		};
		child.once('error', (error) => {
			settle();
			reject(error);
		});
		child.once('close', (code) => {
			settle();
			if (signal?.aborted) reject(signal.reason);
			else resolve({ code, output });
		});
	});
}

/**
 * The environment for npm and for programs of other projects: what npm and Jest tell their own
 * children is left out, because it would point them at this repository.
 *
 * @param {NodeJS.ProcessEnv} [extra] set on top; undefined removes
 * @returns {NodeJS.ProcessEnv}
 */
export function cleanEnvironment(extra = {}) {
	const foreign =
		/^(npm_(package|lifecycle)_|npm_(command|execpath|node_execpath|config_(local_prefix|prefix|global_prefix|node_gyp|noproxy|init_module))$|INIT_CWD$|NODE_ENV$|NODE_OPTIONS$|JEST_)/;
	const base = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	return { ...Object.fromEntries(base), ...extra };
}
