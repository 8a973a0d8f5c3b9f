import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { Trouble } from '../../sandbox/n8n/trouble.mjs';
import { Description, isMembers } from './description.mts';

/** PickFu's own OpenAPI file; it needs no key. The address is third-party [T1]. */
export const OFFICIAL = 'https://www.pickfu.com/docs/api-reference/openapi.json';

/** Milliseconds for the whole download. */
const PATIENCE = 30_000;

/** Exit status when the other file cannot be read: neither "all confirmed" nor "something differs". */
export const UNREADABLE = 2;

/**
 * Reads an OpenAPI 3.0 or 3.1 description, as JSON or YAML.
 *
 * @param source an http(s) address or a file
 * @param signal gives up early
 * @throws {Trouble} with one line that says why, when it is not there, no JSON or YAML, or no OpenAPI 3 description
 */
export async function readDescription(source: string, signal: AbortSignal): Promise<Description> {
	const read = /^https?:\/\//i.test(source) ? download : readText;
	const text = (await read(source, signal)).replace(/^\uFEFF/, '').trimStart();
	const root = parsed(text, source);
	const fault = faultOf(root);
	if (fault !== undefined || !isMembers(root)) throw new Trouble(`${source} ${fault}.`, UNREADABLE);
	return new Description(root);
}

/** What keeps a document from being a description that can be compared. */
function faultOf(root: unknown): string | undefined {
	if (!isMembers(root)) return 'is not an OpenAPI description';
	const { openapi, swagger, paths } = root;
	if (swagger !== undefined) return `is Swagger ${String(swagger)}; this reads OpenAPI 3.0 and 3.1`;
	if (typeof openapi !== 'string' || !/^3\.[012]\b/.test(openapi)) {
		const found =
			openapi === undefined ? 'has no "openapi" version' : `says openapi: ${String(openapi)}`;
		return `is not an OpenAPI 3 description: it ${found}`;
	}
	const hasPaths = isMembers(paths) && Object.keys(paths).length > 0;
	return hasPaths ? undefined : 'describes no operation: it has no "paths"';
}

function parsed(text: string, source: string): unknown {
	if (text === '') throw new Trouble(`${source} is empty.`, UNREADABLE);
	if (text.startsWith('<')) {
		throw new Trouble(
			`${source} is a page for people (HTML or XML), not an OpenAPI file.`,
			UNREADABLE,
		);
	}
	const isJson = /^[{[]/.test(text);
	try {
		return isJson ? JSON.parse(text) : parse(text);
	} catch (error) {
		const [why] = (error as Error).message.split('\n');
		throw new Trouble(`${source} is not ${isJson ? 'JSON' : 'JSON or YAML'}: ${why}`, UNREADABLE);
	}
}

async function readText(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') throw new Trouble(`There is no file ${file}.`, UNREADABLE);
		throw new Trouble(`${file} cannot be read: ${code ?? message}`, UNREADABLE);
	}
}

async function download(address: string, signal: AbortSignal): Promise<string> {
	const bound = AbortSignal.timeout(PATIENCE);
	const headers = { Accept: 'application/json, application/yaml;q=0.9, */*;q=0.1' };
	try {
		const response = await fetch(address, { signal: AbortSignal.any([signal, bound]), headers });
		if (!response.ok) throw new Trouble(`${address} answers ${response.status}.`, UNREADABLE);
		return await response.text();
	} catch (error) {
		if (error instanceof Trouble) throw error;
		signal.throwIfAborted();
		if (bound.aborted) {
			throw new Trouble(`${address} did not answer within ${PATIENCE / 1000} seconds.`, UNREADABLE);
		}
		const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
		const why = cause?.code ?? cause?.message ?? message;
		throw new Trouble(
			`${address} cannot be reached (${why}). Offline? Give a file: npm run check:contract -- <file>`,
			UNREADABLE,
		);
	}
}
