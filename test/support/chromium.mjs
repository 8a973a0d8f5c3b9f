import { existsSync } from 'node:fs';
import { Trouble } from '../../sandbox/n8n/trouble.mjs';

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser for the end-to-end tests: CHROMIUM_PATH, or where systems usually keep it.
 *
 * @returns {string} path of the program
 * @throws {Trouble} when there is none, with the command that installs it
 */
export function chromiumPath() {
	const set = process.env.CHROMIUM_PATH;
	if (set !== undefined && !existsSync(set)) {
		throw new Trouble(`CHROMIUM_PATH names ${set}, which does not exist.`);
	}
	const found = set ?? places.find((place) => existsSync(place));
	if (found !== undefined) return found;
	throw new Trouble(
		'The end-to-end tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
	);
}
