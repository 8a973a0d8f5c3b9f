/**
 * Installs a real n8n once, with the Node that it needs, into a cached place.
 *
 *   node sandbox/n8n/install.mjs [--json]    prints where it is
 */
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, runCommand } from './command.mjs';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { cacheFolder, hostFolder, n8nVersion } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { checkBuildTools, checkDisk, checkNode } from './requirements.mjs';
import { runMain, Trouble } from './trouble.mjs';

/**
 * @typedef {object} Host
 * @property {string} folder
 * @property {string} node the Node that n8n runs with
 * @property {string} n8nBin n8n's program, to be run with that Node
 * @property {string} version of n8n
 */

/**
 * @typedef {object} InstallOptions
 * @property {string} [cache] folder of everything that is kept
 * @property {AbortSignal} [signal] ends the installation and removes what is half done
 * @property {(folder: string) => Promise<number>} [freeBytes] for tests
 */

/** What n8n is installed from. The overrides pin what newer versions of would not install. */
const hostPackage = {
	private: true,
	dependencies: { n8n: n8nVersion },
	overrides: {
		linkedom: '0.18.12',
		'@langchain/langgraph': '1.4.17',
		'@langchain/langgraph-checkpoint': '1.1.5',
	},
};

/** Written last; a folder without it is not finished. */
const stamp = 'ready.json';

/**
 * @param {string} folder
 * @returns {Host}
 */
function hostIn(folder) {
	return {
		folder,
		node: path.join(folder, 'node24', 'node_modules', 'node', 'bin', 'node'),
		n8nBin: path.join(folder, 'host', 'node_modules', 'n8n', 'bin', 'n8n'),
		version: n8nVersion,
	};
}

/**
 * @param {string} folder
 * @returns {Host | undefined} undefined when it is not installed, or somebody removed parts of it
 */
function finishedHost(folder) {
	const host = hostIn(folder);
	const whole = [path.join(folder, stamp), host.node, host.n8nBin].every((file) =>
		existsSync(file),
	);
	return whole ? host : undefined;
}

/**
 * The headers that node-gyp compiles against, if this system has them: they would be downloaded
 * otherwise. sqlite3 speaks Node-API, so headers of an older Node serve a newer one.
 *
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function headers() {
	const own = path.dirname(path.dirname(await realpath(process.execPath)));
	const found = [own, '/usr'].find((place) =>
		existsSync(path.join(place, 'include/node/node_api.h')),
	);
	return found === undefined ? {} : { npm_config_nodedir: found };
}

/**
 * Does the installation's steps in a folder that is not the final one yet.
 *
 * @param {string} folder
 * @param {string} log
 * @param {AbortSignal | undefined} signal
 */
async function installInto(folder, log, signal) {
	const nodeFolder = path.join(folder, 'node24');
	const host = path.join(folder, 'host');
	const { step } = createProgress(5);
	const began = Date.now();
	await mkdir(nodeFolder, { recursive: true });
	await mkdir(host, { recursive: true });
	await writeFile(path.join(nodeFolder, 'package.json'), '{ "private": true }\n');
	await writeFile(path.join(host, 'package.json'), `${JSON.stringify(hostPackage, null, 2)}\n`);

	const plain = { cwd: nodeFolder, env: cleanEnvironment(), log, signal };
	// This package's install script is what fetches the program, so scripts have to run.
	const nodeText = 'Installing Node 24 for n8n';
	await step(nodeText, () => npm(nodeText, ['install', 'node@24', '--no-ignore-scripts'], plain));

	const search = [path.join(nodeFolder, 'node_modules', '.bin'), process.env.PATH].join(
		path.delimiter,
	);
	const env = cleanEnvironment({ PATH: search, ...(await headers()) });
	const withNode24 = { cwd: host, env, log, signal };
	const hostText = `Installing n8n ${n8nVersion} (2,100 packages, some minutes)`;
	await step(hostText, () =>
		// One of its optional native parts does not compile; only the two below are needed.
		npm(
			`Installing n8n ${n8nVersion}`,
			['install', '--legacy-peer-deps', '--ignore-scripts'],
			withNode24,
		),
	);
	const sqliteText = "Compiling n8n's database driver (about two minutes)";
	await step(sqliteText, () =>
		npm(
			"Compiling n8n's database driver",
			['rebuild', 'sqlite3', '--no-ignore-scripts'],
			withNode24,
		),
	);
	const vmText = "Setting up n8n's code sandbox";
	await step(vmText, () =>
		npm(vmText, ['rebuild', 'isolated-vm', '--no-ignore-scripts'], withNode24),
	);

	await step('Trying it', async () => {
		const { node, n8nBin } = hostIn(folder);
		const parts = await runCommand(
			node,
			['-e', "require('sqlite3'); require('isolated-vm')"],
			withNode24,
		);
		const whole = await runCommand(node, [n8nBin, '--version'], {
			...withNode24,
			env: cleanEnvironment({ N8N_USER_FOLDER: path.join(folder, 'try') }),
		});
		if (parts.code !== 0 || !whole.output.includes(n8nVersion)) {
			throw new Trouble(`n8n ${n8nVersion} was installed but does not start. Details: ${log}`);
		}
		await rm(path.join(folder, 'try'), { recursive: true, force: true });
	});
	const seconds = Math.round((Date.now() - began) / 1000);
	await writeFile(path.join(folder, stamp), `${JSON.stringify({ n8n: n8nVersion, seconds })}\n`);
}

/**
 * Removes what interrupted installations left beside the final folder.
 *
 * @param {string} folder the final one
 */
async function removeLeftovers(folder) {
	const parent = path.dirname(folder);
	const prefix = `${path.basename(folder)}.partial-`;
	const names = (await readdir(parent)).filter((name) => name.startsWith(prefix));
	await Promise.all(
		names.map((name) => rm(path.join(parent, name), { recursive: true, force: true })),
	);
}

/**
 * Gives a real n8n, installed if it is not there yet. A second call takes milliseconds. The folder
 * appears whole or not at all, and of several callers one installs while the others wait.
 *
 * @param {InstallOptions} [options]
 * @returns {Promise<Host>}
 * @throws {Trouble} in one line: unsupported Node, no network, too little disk, no compiler,
 *   interrupted
 */
export async function ensureHost({ cache = cacheFolder(), signal, freeBytes } = {}) {
	const folder = hostFolder(cache);
	const ready = finishedHost(folder);
	if (ready) return ready;
	checkNode();
	await mkdir(cache, { recursive: true }).catch((error) => {
		throw new Trouble(`The cache folder ${cache} cannot be made: ${error.message}`);
	});
	const onWait = (/** @type {number} */ pid) =>
		createProgress(0).note(`Another process (${pid}) is installing n8n; waiting for it.`);
	return await withLock(`${folder}.lock`, { onWait, signal }, async () => {
		const meanwhile = finishedHost(folder);
		if (meanwhile) return meanwhile;
		await removeLeftovers(folder);
		await checkDisk(cache, freeBytes);
		checkBuildTools();
		const partial = `${folder}.partial-${process.pid}`;
		const log = path.join(cache, 'install.log');
		await writeFile(log, '');
		try {
			await installInto(partial, log, signal);
			await rm(folder, { recursive: true, force: true });
			await rename(partial, folder);
		} catch (error) {
			await rm(partial, { recursive: true, force: true, maxRetries: 3 });
			if (signal?.aborted)
				throw new Trouble('Interrupted. The next start begins the installation again.', 130);
			throw error;
		}
		return hostIn(folder);
	});
}

/**
 * @param {string} folder of a finished host
 * @returns {Promise<number>} seconds that the installation took
 */
export async function installSeconds(folder) {
	return JSON.parse(await readFile(path.join(folder, stamp), 'utf8')).seconds;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	await runMain(async (signal) => {
		const host = await ensureHost({ signal });
		console.log(
			process.argv.includes('--json')
				? JSON.stringify(host)
				: `n8n ${host.version}: ${host.folder}`,
		);
	});
}
