/**
 * Runs one program and ends it, with everything that it started, when its own parent is gone:
 * a test runner that is killed must not leave an n8n behind.
 *
 *   node sandbox/n8n/keeper.mjs <program> [arguments]
 *
 * Started as the first process of a group, with an IPC channel to the parent.
 */
import { spawn } from 'node:child_process';

/** How long n8n may take to finish what it does, milliseconds. */
const grace = 10_000;

const [program = '', ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

let ending = false;
function end() {
	if (ending) return;
	ending = true;
	child.kill('SIGTERM');
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), grace);
}

process.on('disconnect', end);
for (const name of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(name, end);

child.once('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
child.once('exit', (code) => {
	// A parent that is there clears the group itself, and wants to know how it ended.
	if (process.connected) process.exit(code ?? 1);
	process.kill(-process.pid, 'SIGKILL');
});
