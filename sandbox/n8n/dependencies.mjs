import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cleanEnvironment } from './command.mjs';
import { npm } from './npm.mjs';
import { createProgress } from './progress.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, peer?: boolean, link?: boolean }} LockEntry
 * @typedef {{ packages?: Record<string, LockEntry> }} Lock
 */

/**
 * @param {string} file
 * @returns {Promise<Lock | undefined>} undefined when there is no such file or it is broken
 */
async function readLock(file) {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch {
		return undefined;
	}
}

/**
 * Whether node_modules holds what package-lock.json asks for. npm writes what it installed into
 * `node_modules/.package-lock.json` as its last act, so an interrupted install is seen as well.
 * Versions are compared, not file times: a fresh checkout makes every file look new.
 *
 * @param {string} root folder of package.json
 * @returns {Promise<boolean>}
 */
export async function dependenciesAreCurrent(root) {
	const wanted = await readLock(path.join(root, 'package-lock.json'));
	const installed = await readLock(path.join(root, 'node_modules', '.package-lock.json'));
	if (!installed?.packages) return false;
	const there = installed.packages;
	return Object.entries(wanted?.packages ?? {}).every(([place, { version, optional, peer }]) => {
		// Optional packages are for other systems more often than not, and `--legacy-peer-deps` leaves out what only
		// peers ask for; one that is there must fit.
		if (place === '' || ((optional || peer) && there[place] === undefined)) return true;
		return there[place]?.version === version;
	});
}

/**
 * Installs the packages of a folder when they are missing or differ from its package-lock.json.
 *
 * @param {string} root folder of package.json
 * @param {AbortSignal} [signal]
 * @param {string} [what] told while it installs
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {import('./trouble.mjs').Trouble} when npm fails
 */
export async function ensureDependencies(
	root,
	signal,
	what = "Installing the repository's packages",
) {
	if (await dependenciesAreCurrent(root)) return false;
	const args = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--include=dev'];
	const options = { cwd: root, env: cleanEnvironment(), signal };
	await createProgress(0).step(what, async () => await npm(what, args, options));
	return true;
}
