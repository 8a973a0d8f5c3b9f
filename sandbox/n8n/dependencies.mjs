import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cleanEnvironment } from './command.mjs';
import { npm, NpmTrouble } from './npm.mjs';
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
 * Whether npm refused the lock file only for optional packages, made for other systems, that the
 * registry does not have: it names those without a version.
 *
 * @param {unknown} error
 * @returns {boolean}
 */
function lacksOnlyOptional(error) {
	if (!(error instanceof NpmTrouble)) return false;
	const lines = error.output.split('\n').map((line) => line.trim());
	const named = lines.filter((line) => /^npm error (Missing|Invalid):/.test(line));
	return named.length > 0 && named.every((line) => /^npm error Missing: \S+@ from lock file$/.test(line));
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
	const what = "Installing the repository's packages";
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--include=dev'];
	const options = { cwd: root, env: cleanEnvironment(), signal };
	await createProgress(0).step(what, async () => {
		try {
			await npm(what, ['ci', ...flags], options);
		} catch (error) {
			if (!lacksOnlyOptional(error)) throw error;
			// A registry that mirrors only a part: this keeps to the lock file too, and changes nothing.
			await npm(what, ['install', '--no-save', ...flags], options);
		}
	});
	return true;
}
