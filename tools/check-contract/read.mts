import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { Trouble } from '../../sandbox/n8n/trouble.mjs';
import { Description, membersOf } from './description.mts';

/** PickFu's own OpenAPI file; it needs no key. The address is third-party [T1]. */
export const OFFICIAL = 'https://www.pickfu.com/docs/api-reference/openapi.json';

/** Milliseconds for the whole download. */
const PATIENCE = 30_000;

/** The other file cannot be read: neither "all confirmed" nor "something differs", so an exit status of its own. */
const unreadable = (why: string) => new Trouble(why, 2);

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
	const root = membersOf(parsed(text, source));
	const { openapi, swagger, paths } = root;
	let fault: string | undefined;
	if (swagger !== undefined)
		fault = `is Swagger ${String(swagger)}; this reads OpenAPI 3.0 and 3.1`;
	else if (openapi === undefined)
		fault = 'is not an OpenAPI 3 description: it has no "openapi" version';
	else if (!/^3\.[012]\b/.test(String(openapi)))
		fault = `is OpenAPI ${String(openapi)}; this reads 3.0 and 3.1`;
	else if (Object.keys(membersOf(paths)).length === 0)
		fault = 'describes no operation: it has no "paths"';
	if (fault !== undefined) throw unreadable(`${source} ${fault}.`);
	return new Description(root);
}

function parsed(text: string, source: string): unknown {
	if (text === '') throw unreadable(`${source} is empty.`);
	if (text.startsWith('<')) {
		throw unreadable(`${source} is a page for people (HTML or XML), not an OpenAPI file.`);
	}
	const isJson = /^[{[]/.test(text);
	try {
		return isJson ? JSON.parse(text) : parse(text);
	} catch (error) {
		const [why] = (error as Error).message.split('\n');
		throw unreadable(`${source} is not ${isJson ? 'JSON' : 'JSON or YAML'}: ${why}`);
	}
}

async function readText(file: string): Promise<string> {
	return await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
		if (code === 'ENOENT') throw unreadable(`There is no file ${file}.`);
		throw unreadable(`${file} cannot be read: ${code}`);
	});
}

async function download(address: string, signal: AbortSignal): Promise<string> {
	const bound = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
	try {
		const response = await fetch(address, { signal: bound });
		if (!response.ok) throw unreadable(`${address} answers ${response.status}.`);
		return await response.text();
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Trouble) throw error;
		const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
		const why = cause?.code ?? cause?.message ?? message;
		throw unreadable(
			`${address} cannot be reached (${why}). Offline? Give a file: npm run check:contract -- <file>`,
		);
	}
}
