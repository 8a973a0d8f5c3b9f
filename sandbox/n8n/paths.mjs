import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The n8n that the package is tried in. A caret would resolve to versions that do not install. */
export const n8nVersion = '2.41.1';

/** Goes up when the way of installing changes, so that finished folders of the old way are left. */
const recipe = 1;

/** The repository's folder. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Where everything that is slow to make is kept, outside the repository.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
	if (env.N8N_PICKFU_CACHE) return path.resolve(env.N8N_PICKFU_CACHE);
	// A relative XDG path is invalid and to be ignored (XDG Base Directory Specification).
	const xdg = env.XDG_CACHE_HOME;
	const base = xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.cache');
	return path.join(base, 'n8n-nodes-pickfu');
}

/**
 * @param {string} [cache]
 * @returns {string} folder of the installed host
 */
export function hostFolder(cache = cacheFolder()) {
	return path.join(cache, `n8n-${n8nVersion}-recipe${recipe}-${process.platform}-${process.arch}`);
}
