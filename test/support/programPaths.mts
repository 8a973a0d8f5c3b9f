import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './n8n.mts';

/**
 * Where programs of this machine are, by name (`chromium`, `initdb`, `postgres`, `redis`). Plain Node modules cannot
 * be loaded by Jest, so it is asked from outside.
 *
 * @returns their full paths, in the order of the names
 * @throws Error in one sentence, without a stack, when one is missing
 */
export function programs<T extends string[]>(names: [...T]): { [K in keyof T]: string } {
	const script = path.join(root, 'test/support/programs.mjs');
	const asked = spawnSync(process.execPath, [script, ...names], { encoding: 'utf8' });
	if (asked.status === 0) return asked.stdout.trim().split('\n') as { [K in keyof T]: string };
	const error = new Error(asked.stderr.trim());
	error.stack = error.message;
	throw error;
}
