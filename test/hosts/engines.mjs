/**
 * Installs n8n's engines of several versions, without n8n itself, into the cache: half a minute for each.
 *
 *   node test/hosts/engines.mjs     prints their folders as JSON, by the version of n8n
 */
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from '../../sandbox/n8n/command.mjs';
import { withLock } from '../../sandbox/n8n/lock.mjs';
import { npm } from '../../sandbox/n8n/npm.mjs';
import { cacheFolder, repository } from '../../sandbox/n8n/paths.mjs';
import { createProgress } from '../../sandbox/n8n/progress.mjs';
import { runMain } from '../../sandbox/n8n/trouble.mjs';

/**
 * n8n's versions and their packages: below the floor, the floor, the last before a 401 could be told apart from other
 * statuses, one after it, the first that renews a token once for all executions. The newest is the repository's own.
 *
 * @type {Record<string, Record<string, string>>}
 */
const engines = {
	1.84: { 'n8n-workflow': '1.82.0' },
	// Newer versions of zod 3 have what this engine asks for.
	1.85: { 'n8n-core': '1.84.0', 'n8n-workflow': '1.83.0', zod: '3.25.76' },
	2.8: { 'n8n-core': '2.8.1' },
	2.11: { 'n8n-core': '2.11.1' },
	'2.30': { 'n8n-core': '2.30.4' },
};

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Record<string, string>>} the folder in which each is resolved, by the version of n8n
 */
async function ensureEngines(signal) {
	const parent = path.join(cacheFolder(), 'engines');
	await mkdir(parent, { recursive: true });
	/** @type {Record<string, string>} */
	const folders = {};
	const note = (/** @type {number} */ pid) =>
		createProgress(0).note(
			`Another process (${pid}) is installing engines of n8n; waiting for it.`,
		);
	await withLock(path.join(parent, '.lock'), { onWait: note, signal }, async () => {
		for (const [version, packages] of Object.entries(engines)) {
			const names = Object.entries(packages).map((pair) => pair.join('@'));
			const folder = path.join(parent, names.join('+'));
			folders[version] = folder;
			if (existsSync(folder)) continue;
			const partial = `${folder}.partial`;
			await rm(partial, { recursive: true, force: true });
			await mkdir(partial);
			await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n');
			const what = `Installing the engine of n8n ${version}`;
			const args = ['install', '--ignore-scripts', '--legacy-peer-deps', ...names];
			const options = { cwd: partial, env: cleanEnvironment(), signal };
			await createProgress(0).step(what, () => npm(what, args, options));
			await rename(partial, folder);
		}
	});
	return { ...folders, 2.41: repository };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	await runMain(async (signal) => console.log(JSON.stringify(await ensureEngines(signal))));
}
