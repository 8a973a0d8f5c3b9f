import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cleanEnvironment } from './command.mjs';
import { npm } from './npm.mjs';
import { createProgress } from './progress.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockEntry
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
	return Object.entries(wanted?.packages ?? {}).every(([place, { version, optional }]) => {
		// Optional packages are for other systems more often than not; one that is there must fit.
		if (place === '' || (optional && there[place] === undefined)) return true;
		return there[place]?.version === version;
	});
}

/**
 * Installs the repository's packages when they are missing or differ from package-lock.json.
 *
 * @param {string} root folder of package.json
 * @param {AbortSignal} [signal]
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {import('./trouble.mjs').Trouble} when npm fails
 */
export async function ensureDependencies(root, signal) {
	if (await dependenciesAreCurrent(root)) return false;
	await createProgress(0).step("Installing the repository's packages", () =>
		npm(
			"Installing the repository's packages",
			['ci', '--ignore-scripts', '--legacy-peer-deps', '--include=dev'],
			{ cwd: root, env: cleanEnvironment(), signal },
		),
	);
	return true;
}
