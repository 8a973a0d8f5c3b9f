import { runCommand } from './command.mjs';
import { Trouble } from './trouble.mjs';

/** Flags of every npm call: quiet, nothing asked, and giving up on a dead network within seconds. */
export const npmFlags = [
	'--no-audit',
	'--no-fund',
	'--no-update-notifier',
	'--loglevel=error',
	'--fetch-retries=3',
	'--fetch-retry-mintimeout=1000',
	'--fetch-retry-maxtimeout=5000',
];

/** What npm and the compilers say when something is missing, and what that means for a person. */
const causes = /** @type {const} */ ([
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network timeout/,
		'npm cannot reach its registry. Connect to the network (or set the proxy) and run the command again.',
	],
	[/ENOSPC|no space left/i, 'the disk is full. Free some space and run the command again.'],
	[
		/EACCES|EPERM|EROFS/,
		'a folder cannot be written. Look at its owner; N8N_PICKFU_CACHE moves the cache elsewhere.',
	],
	[
		/\bEUSAGE\b/,
		'package-lock.json does not fit package.json. Run npm install and look at the difference.',
	],
	[/\b(E404|ETARGET|E403)\b/, 'the registry does not have a package that is needed.'],
	[
		/gyp ERR! find Python|not found: make|gyp ERR! stack Error: not found|g\+\+.*not found|cc: not found/i,
		'a compiler is missing. Install it (Debian: apt-get install build-essential python3) and run the command again.',
	],
]);

/**
 * The cause of a failed npm call, or its last error line when the cause is not a known one.
 *
 * @param {string} output what npm printed
 * @returns {string} a sentence without a capital at its beginning
 */
export function npmCause(output) {
	for (const [pattern, cause] of causes) if (pattern.test(output)) return cause;
	const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
	const last = lines.filter((line) => line !== '' && !line.startsWith('A complete log')).at(-1);
	return last ?? 'npm said nothing.';
}

/**
 * Runs npm.
 *
 * @param {string} what the step for a person, as in "Installing n8n"
 * @param {string[]} args
 * @param {import('./command.mjs').CommandOptions} options
 * @returns {Promise<string>} what it printed
 * @throws {Trouble} with one line that names the step and the cause
 */
export async function npm(what, args, options) {
	const result = await runCommand('npm', [...args, ...npmFlags], options).catch((error) => {
		if (error?.code !== 'ENOENT') throw error;
		throw new Trouble(`${what} failed: npm was not found. It comes with Node.`);
	});
	if (result.code === 0) return result.output;
	const log = options.log === undefined ? '' : ` Details: ${options.log}`;
	throw new Trouble(`${what} failed: ${npmCause(result.output)}${log}`);
}
