/**
 * Builds and packs the package, the very file that would be published.
 *
 *   node sandbox/n8n/pack.mjs [--json]    prints where the tarball is
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment, runCommand } from './command.mjs';
import { withLock } from './lock.mjs';
import { npm } from './npm.mjs';
import { cacheFolder, repository } from './paths.mjs';
import { createProgress } from './progress.mjs';
import { runMain, Trouble } from './trouble.mjs';

/** All that the tarball is made from, relative to the repository. */
const sources = [
	'credentials',
	'gulpfile.js',
	'index.js',
	'LICENSE.md',
	'nodes',
	'package.json',
	'README.md',
	'tsconfig.json',
];

/** Older tarballs that are kept: somebody may be installing one of them. */
const keep = 5;

/**
 * @param {string} root
 * @returns {Promise<string>} fingerprint of all sources, names included
 */
async function hashSources(root) {
	const hash = createHash('sha256');
	/** @param {string} file */
	const add = async (file) => {
		const full = path.join(root, file);
		const found = await stat(full).catch(() => undefined);
		if (found?.isDirectory()) {
			for (const name of (await readdir(full)).sort()) await add(path.join(file, name));
		} else if (found) {
			const content = await readFile(full);
			hash.update(`${file} ${content.length}\n`).update(content);
		}
	};
	for (const source of sources) await add(source);
	return hash.digest('hex').slice(0, 32);
}

/**
 * @param {string} folder
 * @returns {Promise<string | undefined>} the finished tarball in it
 */
async function tarballIn(folder) {
	const names = await readdir(folder).catch(() => []);
	const name = names.find((candidate) => candidate.endsWith('.tgz'));
	return name === undefined ? undefined : path.join(folder, name);
}

/** @param {string} packed folder of all tarballs */
async function removeOld(packed) {
	const names = (await readdir(packed)).filter((name) => /^[0-9a-f]{32}$/.test(name));
	const dated = await Promise.all(
		names.map(async (name) => ({ name, time: (await stat(path.join(packed, name))).mtimeMs })),
	);
	const old = dated.sort((a, b) => b.time - a.time).slice(keep);
	await Promise.all(
		old.map(({ name }) => rm(path.join(packed, name), { recursive: true, force: true })),
	);
}

/**
 * @param {string} root
 * @param {string} folder that gets the tarball
 * @param {AbortSignal | undefined} signal
 */
async function buildAndPack(root, folder, signal) {
	const env = cleanEnvironment();
	const build = await runCommand('npm', ['run', '--silent', 'build'], { cwd: root, env, signal });
	if (build.code !== 0) throw new Trouble(`The package does not build:\n${build.output.trim()}`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await npm('Packing', ['pack', '--ignore-scripts', '--pack-destination', folder], {
		cwd: root,
		env,
		signal,
	});
}

/**
 * Gives the packed package; builds only when a source has changed.
 *
 * @param {object} [options]
 * @param {string} [options.cache]
 * @param {string} [options.root] the repository
 * @param {AbortSignal} [options.signal]
 * @returns {Promise<string>} path of the .tgz
 * @throws {Trouble} with the compiler's words when it does not build
 */
export async function ensureTarball({ cache = cacheFolder(), root = repository, signal } = {}) {
	const packed = path.join(cache, 'packed');
	const ready = await tarballIn(path.join(packed, await hashSources(root)));
	if (ready !== undefined) return ready;
	await mkdir(packed, { recursive: true });
	const onWait = (/** @type {number} */ pid) =>
		createProgress(0).note(`Another process (${pid}) is building the package; waiting for it.`);
	// One lock for the repository: two builds would empty each other's dist.
	const key = createHash('sha256').update(root).digest('hex').slice(0, 12);
	return await withLock(path.join(packed, `${key}.lock`), { onWait, signal }, async () => {
		for (;;) {
			const hash = await hashSources(root);
			const folder = path.join(packed, hash);
			const meanwhile = await tarballIn(folder);
			if (meanwhile !== undefined) return meanwhile;
			const partial = path.join(packed, `partial-${key}`);
			await createProgress(0).step('Building the package', () =>
				buildAndPack(root, partial, signal),
			);
			// Somebody may have saved a file in the middle of the build.
			if ((await hashSources(root)) !== hash) continue;
			await rename(partial, folder);
			await removeOld(packed);
		}
	});
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	await runMain(async (signal) => {
		const tarball = await ensureTarball({ signal });
		console.log(process.argv.includes('--json') ? JSON.stringify({ tarball }) : tarball);
	});
}
