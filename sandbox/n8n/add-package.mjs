/**
 * Installs a packed community node into an n8n user folder, the way n8n does it itself.
 *
 *   node sandbox/n8n/add-package.mjs <user folder> <tarball>
 */
import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './command.mjs';
import { npm } from './npm.mjs';
import { runMain, Trouble } from './trouble.mjs';

/** Says which tarball is installed. */
const stamp = '.installed-tarball';

/**
 * Does nothing when a tarball with the same content is installed already.
 *
 * @param {string} userFolder N8N_USER_FOLDER
 * @param {string} tarball
 * @param {AbortSignal} [signal]
 * @returns {Promise<boolean>} whether it was installed now
 * @throws {Trouble} when npm fails
 */
export async function addPackage(userFolder, tarball, signal) {
	const folder = path.join(userFolder, '.n8n', 'nodes');
	const hash = createHash('sha256')
		.update(await readFile(tarball))
		.digest('hex');
	const stampFile = path.join(folder, stamp);
	const installed = await readFile(stampFile, 'utf8').catch(() => '');
	if (installed === hash) return false;
	await mkdir(folder, { recursive: true });
	const manifest = path.join(folder, 'package.json');
	if (!existsSync(manifest)) await writeFile(manifest, '{ "private": true }\n');
	// npm keeps the checksum of the last tarball of this name and would refuse the new one.
	await rm(path.join(folder, 'package-lock.json'), { force: true });
	await rm(path.join(folder, 'node_modules', '.package-lock.json'), { force: true });
	await rm(stampFile, { force: true });
	// Without --omit=peer npm adds a second n8n-workflow, and n8n no longer knows our errors.
	await npm(
		'Installing the package into n8n',
		['install', '--ignore-scripts', '--omit=peer', tarball],
		{
			cwd: folder,
			env: cleanEnvironment(),
			signal,
		},
	);
	await writeFile(stampFile, hash);
	return true;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	await runMain(async (signal) => {
		const [userFolder, tarball] = process.argv.slice(2);
		if (userFolder === undefined || tarball === undefined) {
			throw new Trouble('Usage: node sandbox/n8n/add-package.mjs <user folder> <tarball>');
		}
		await addPackage(userFolder, tarball, signal);
	});
}
