/**
 * Runs n8n's official linter over the repository, twice: as its users run it, and once more with
 * every in-place disable ignored, as n8n's package scanner does. Warnings count as errors. The linter
 * is installed apart from the root packages (see package.json beside this file).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureDependencies } from '../../sandbox/n8n/dependencies.mjs';
import { repository } from '../../sandbox/n8n/paths.mjs';
import { runMain } from '../../sandbox/n8n/trouble.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const bin = path.join(here, 'node_modules', '.bin');

/**
 * Makes the linter known at the root. eslint.config.mjs must stay byte for byte as n8n wrote it, and it
 * imports the linter by name: a package of that name leads there. A link to the folder would let npm
 * prune the linter's own packages through it.
 */
function standIn() {
	const folder = path.join(repository, 'node_modules', '@n8n', 'node-cli');
	const config = path.join(here, 'node_modules/@n8n/node-cli/dist/configs/eslint.js');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const exports = { './eslint': './eslint.mjs' };
	const manifest = JSON.stringify({ name: '@n8n/node-cli', version: '0.0.0', exports });
	writeFileSync(path.join(folder, 'package.json'), manifest);
	const source = `export { config } from ${JSON.stringify(pathToFileURL(config).href)};\n`;
	writeFileSync(path.join(folder, 'eslint.mjs'), source);
	// `n8n-node lint` runs `npm exec eslint`, which looks here and not on PATH.
	const eslint = path.join(repository, 'node_modules', '.bin', 'eslint');
	rmSync(eslint, { force: true });
	symlinkSync(path.join(bin, 'eslint'), eslint);
}

function run(/** @type {string} */ command, /** @type {string[]} */ args) {
	const { status } = spawnSync(command, args, {
		cwd: repository,
		stdio: 'inherit',
		env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
	});
	if (status !== 0) process.exit(status ?? 1);
}

await runMain(async (signal) => {
	await ensureDependencies(here, signal, 'Installing the linter');
	standIn();
	run('n8n-node', ['lint']);
	run('eslint', ['.', '--no-inline-config', '--max-warnings=0']);
});
