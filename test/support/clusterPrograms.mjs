/**
 * Where PostgreSQL and Redis are, which n8n's queue mode is made of.
 *
 *   node test/support/clusterPrograms.mjs     their places as JSON, or what to install
 */
import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../sandbox/n8n/requirements.mjs';
import { runMain, Trouble } from '../../sandbox/n8n/trouble.mjs';

/** Debian keeps each version of PostgreSQL in a folder of its own, outside PATH. */
const debian = '/usr/lib/postgresql';

/**
 * @typedef {object} ClusterPrograms
 * @property {string} initdb makes a database folder
 * @property {string} postgres the server
 * @property {string} redis the server
 */

/**
 * The servers that the tests of queue mode start.
 *
 * @param {string} [search] as PATH
 * @param {string} [versions] folder with one folder for each version of PostgreSQL
 * @returns {ClusterPrograms} full paths
 * @throws {Trouble} in one sentence with the command that installs what is missing
 */
export function clusterPrograms(search = process.env.PATH ?? '', versions = debian) {
	const folders = foldersIn(versions).map((name) => path.join(versions, name, 'bin'));
	const places = [search, ...folders].join(path.delimiter);
	const initdb = findProgram('initdb', places);
	const postgres = findProgram('postgres', places);
	const redis = findProgram('redis-server', places);
	const missing = [
		...(initdb && postgres ? [] : [{ name: 'PostgreSQL', debian: 'postgresql' }]),
		...(redis ? [] : [{ name: 'Redis', debian: 'redis-server' }]),
	];
	if (initdb && postgres && redis) return { initdb, postgres, redis };
	throw new Trouble(
		`The tests of queue mode need ${missing.map(({ name }) => name).join(' and ')} ` +
			`(Debian: apt-get install ${missing.map((one) => one.debian).join(' ')}).`,
	);
}

/**
 * @param {string} versions
 * @returns {string[]} names, the newest version first
 */
function foldersIn(versions) {
	try {
		return readdirSync(versions).sort((a, b) => Number(b) - Number(a));
	} catch {
		return [];
	}
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	await runMain(async () => console.log(JSON.stringify(clusterPrograms())));
}
