/**
 * `npm run check:oauth`: connects an account the way n8n does and reports each step. Plain Node, so
 * that a clone without its packages gets a sentence and not a stack.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../sandbox/n8n/paths.mjs';
import { checkNode } from '../sandbox/n8n/requirements.mjs';
import { runMain, Trouble } from '../sandbox/n8n/trouble.mjs';

await runMain(async (signal) => {
	checkNode();
	if (!existsSync(path.join(repository, 'node_modules/tsx'))) {
		throw new Trouble("The repository's packages are not installed. Run: npm ci", 2);
	}
	const { register } = await import('tsx/esm/api');
	register();
	const { checkOauth } = await import('./check-oauth/main.mts');
	await checkOauth(process.argv.slice(2), signal);
});
