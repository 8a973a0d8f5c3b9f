/**
 * `npm run check:contract`: what PickFu's own OpenAPI file says of our contract. Plain Node, so that a
 * clone without its packages gets a sentence and not a stack.
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
	const { checkContract } = await import('./check-contract/main.mts');
	await checkContract(process.argv.slice(2), signal);
});
