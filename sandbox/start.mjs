/**
 * `npm start` and, with --sandbox-only, `npm run sandbox`. Plain Node, because it also installs what
 * the rest needs.
 */
import { parseArgs } from 'node:util';
import { ensureDependencies } from './n8n/dependencies.mjs';
import { repository } from './n8n/paths.mjs';
import { checkNode } from './n8n/requirements.mjs';
import { runMain, Trouble } from './n8n/trouble.mjs';

const usage = `npm start -- [options]
A real n8n with this package in it, and a sandbox that plays PickFu. All of it on this machine.

  --port <n>           of n8n (5678)
  --sandbox-port <n>   of the sandbox (4010)
  --fresh              begin again: forget workflows, credentials and executions
  --data <folder>      where n8n keeps them (a folder of the cache)
  --help               this text

npm run sandbox -- [options]   only the sandbox; --help lists its options`;

/**
 * @param {string} flag
 * @param {string} text
 * @returns {number}
 * @throws {Trouble} when it is no port
 */
function portOf(flag, text) {
	const port = Number(text);
	if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
	throw new Trouble(`${flag} takes a port from 1 to 65535, not "${text}".`);
}

/** @param {string[]} args */
function readOptions(args) {
	try {
		const { values } = parseArgs({
			args,
			options: {
				port: { type: 'string', default: '5678' },
				'sandbox-port': { type: 'string', default: '4010' },
				fresh: { type: 'boolean', default: false },
				data: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
		return {
			help: values.help,
			fresh: values.fresh,
			data: values.data,
			port: portOf('--port', values.port),
			sandboxPort: portOf('--sandbox-port', values['sandbox-port']),
		};
	} catch (error) {
		if (error instanceof Trouble) throw error;
		throw new Trouble(`${/** @type {Error} */ (error).message}\n\n${usage}`);
	}
}

/** Makes the `.mts` files of the sandbox importable; tsx is there only after the packages are. */
async function allowTypeScript() {
	const { register } = await import('tsx/esm/api');
	register();
}

const args = process.argv.slice(2);

if (args.includes('--sandbox-only')) {
	// The sandbox has signals, options and last words of its own.
	process.argv = [...process.argv.slice(0, 2), ...args.filter((arg) => arg !== '--sandbox-only')];
	let ready = false;
	await runMain(async (signal) => {
		checkNode();
		await ensureDependencies(repository, signal);
		await allowTypeScript();
		ready = true;
	});
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name);
	if (ready) await import('./main.mts');
} else {
	await runMain(async (signal) => {
		const options = readOptions(args);
		if (options.help) {
			console.log(usage);
			return;
		}
		checkNode();
		await ensureDependencies(repository, signal);
		await allowTypeScript();
		const { runDemo } = await import('./n8n/demo.mts');
		await runDemo({ ...options, signal });
	});
}
