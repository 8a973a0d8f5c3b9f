import { accessSync, constants, existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Trouble } from './trouble.mjs';

/** Oldest Node that runs the sandbox, the build and the tests. */
const leastNode = /** @type {const} */ ([20, 19]);

/**
 * What installing n8n takes at its peak, bytes: the host and its Node (2.4 GB), npm's cache of the
 * packages (0.6 GB), compiling, and some air.
 */
export const neededBytes = 4e9;

/**
 * @param {string} [version] as process.versions.node
 * @throws {Trouble} when this Node is too old
 */
export function checkNode(version = process.versions.node) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
	throw new Trouble(`This needs Node ${leastNode.join('.')} or newer; this is Node ${version}.`);
}

/**
 * @param {string} folder where it will be installed; it may not exist yet
 * @param {(folder: string) => Promise<number>} [freeBytes] for tests
 * @throws {Trouble} when there is too little room
 */
export async function checkDisk(folder, freeBytes = readFreeBytes) {
	let existing = path.resolve(folder);
	while (!existsSync(existing)) existing = path.dirname(existing);
	const free = await freeBytes(existing);
	if (free >= neededBytes) return;
	const gigabytes = (/** @type {number} */ bytes) => (bytes / 1e9).toFixed(1);
	throw new Trouble(
		`Too little disk: ${existing} has ${gigabytes(free)} GB free and n8n needs ${gigabytes(neededBytes)} GB to install. ` +
			'Free some space, or set N8N_PICKFU_CACHE to a folder on another disk.',
	);
}

/**
 * @param {string} folder
 * @returns {Promise<number>} what an ordinary user may still write
 */
async function readFreeBytes(folder) {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

/**
 * @param {string} program
 * @param {string} [search] as PATH
 * @returns {string | undefined} where it is
 */
export function findProgram(program, search = process.env.PATH ?? '') {
	return search
		.split(path.delimiter)
		.map((folder) => path.join(folder, program))
		.find((file) => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/**
 * What is missing to compile n8n's database driver, which has no ready-made binary that npm could fetch everywhere.
 *
 * @param {string} [search] as PATH
 * @returns {string[]} programs
 */
export function missingBuildTools(search) {
	return [
		...(findProgram('python3', search) ? [] : ['python3']),
		...(findProgram('make', search) ? [] : ['make']),
		...(['g++', 'c++', 'clang++'].some((name) => findProgram(name, search)) ? [] : ['g++']),
	];
}

/** @throws {Trouble} that names what is missing to compile and how to get it */
export function checkBuildTools() {
	const missing = missingBuildTools();
	if (missing.length === 0) return;
	throw new Trouble(
		`n8n's database driver has to be compiled and ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing. ` +
			'Install it (Debian: apt-get install build-essential python3; macOS: xcode-select --install).',
	);
}
