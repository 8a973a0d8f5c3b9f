/**
 * Runs n8n's official linter over the repository, twice: as its users run it, and once more with
 * every in-place disable ignored, as n8n's package scanner does. Warnings count as errors.
 *
 * The linter is installed apart from the root packages (see package.json beside this file).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const bin = path.join(here, 'node_modules', '.bin');

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
	const { status } = spawnSync(command, args, {
		cwd,
		stdio: 'inherit',
		env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
	});
	if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(path.join(bin, 'n8n-node'))) {
	console.log('Installing the linter (once)…');
	run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], here);
}

// eslint.config.mjs must stay byte for byte as n8n wrote it, and it imports the linter by name.
const link = path.join(root, 'node_modules', '@n8n', 'node-cli');
if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() || !existsSync(link)) {
	rmSync(link, { recursive: true, force: true });
	mkdirSync(path.dirname(link), { recursive: true });
	symlinkSync(path.join(here, 'node_modules', '@n8n', 'node-cli'), link, 'junction');
}

run('n8n-node', ['lint'], root);
run('eslint', ['.', '--no-inline-config', '--max-warnings=0'], root);
