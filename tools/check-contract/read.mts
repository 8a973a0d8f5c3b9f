import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { Trouble } from '../../sandbox/n8n/trouble.mjs';
import { Description, membersOf } from './description.mts';

/** PickFu's own OpenAPI file; it needs no key. The address is third-party [T1]. */
export const OFFICIAL = 'https://www.pickfu.com/docs/api-reference/openapi.json';

/**
 * Reads an OpenAPI 3.0 or 3.1 description, as JSON or YAML, from an address or a file.
 *
 * @throws {Trouble} with one line that says why, when it is not there, no JSON or YAML, or no OpenAPI 3 description
 */
export async function readDescription(source: string, signal: AbortSignal): Promise<Description> {
	const read = /^https?:\/\//i.test(source) ? download : readText;
	const text = (await read(source, signal)).replace(/^\uFEFF/, '').trimStart();
	const root = membersOf(parsed(text, source));
	const { openapi, swagger, paths } = root;
	const faults: Array<[boolean, string]> = [
		[swagger !== undefined, `is Swagger ${String(swagger)}; this reads OpenAPI 3.0 and 3.1`],
		[openapi === undefined, 'is not an OpenAPI 3 description: it has no "openapi" version'],
		[!/^3\.[012]\b/.test(String(openapi)), `is OpenAPI ${String(openapi)}; this reads 3.0 and 3.1`],
		[Object.keys(membersOf(paths)).length === 0, 'describes no operation: it has no "paths"'],
	];
	const fault = faults.find(([isSo]) => isSo);
	if (fault) throw new Trouble(`${source} ${fault[1]}.`, 2);
	return new Description(root);
}

function parsed(text: string, source: string): unknown {
	if (text.startsWith('<')) {
		throw new Trouble(`${source} is a page for people (HTML or XML), not an OpenAPI file.`, 2);
	}
	const isJson = /^[{[]/.test(text);
	try {
		return isJson ? JSON.parse(text) : parse(text);
	} catch (error) {
		const [why] = (error as Error).message.split('\n');
		throw new Trouble(`${source} is not ${isJson ? 'JSON' : 'JSON or YAML'}: ${why}`, 2);
	}
}

async function readText(file: string): Promise<string> {
	return await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
		if (code === 'ENOENT') throw new Trouble(`There is no file ${file}.`, 2);
		throw new Trouble(`${file} cannot be read: ${code}`, 2);
	});
}

async function download(address: string, signal: AbortSignal): Promise<string> {
	const bound = AbortSignal.any([signal, AbortSignal.timeout(30_000)]);
	try {
		const response = await fetch(address, { signal: bound });
		if (!response.ok) throw new Trouble(`${address} answers ${response.status}.`, 2);
		return await response.text();
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof Trouble) throw error;
		const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
		const why = cause?.code ?? cause?.message ?? message;
		throw new Trouble(
			`${address} cannot be reached (${why}). Offline? Give a file: npm run check:contract -- <file>`,
			2,
		);
	}
}
