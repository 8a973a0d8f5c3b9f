/**
 * `npm run check:contract` and `npm run check:oauth`: whether PickFu is as this package believes. Plain
 * Node, so that a clone without its packages gets a sentence and not a stack.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../sandbox/n8n/paths.mjs';
import { checkNode } from '../sandbox/n8n/requirements.mjs';
import { runMain, Trouble } from '../sandbox/n8n/trouble.mjs';

await runMain(async (signal) => {
	checkNode();
	if (['tsx', 'yaml'].some((name) => !existsSync(path.join(repository, 'node_modules', name)))) {
		throw new Trouble("The repository's packages are not installed. Run: npm ci", 2);
	}
	const { register } = await import('tsx/esm/api');
	register();
	const [what, ...args] = process.argv.slice(2);
	const { check } =
		what === 'oauth'
			? await import('./check-oauth/main.mts')
			: await import('./check-contract/main.mts');
	await check(args, signal);
});
