import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { Description, isMembers } from './description.mts';

/** PickFu's own OpenAPI file; it needs no key. The address is third-party [T1]. */
export const OFFICIAL = 'https://www.pickfu.com/docs/api-reference/openapi.json';

/** Milliseconds for the whole download. */
const PATIENCE = 30_000;

/** Bytes; descriptions of large APIs have a few million. */
const LARGEST = 32_000_000;

/** The other file cannot be read; the message is one line that says why. */
export class Unreadable extends Error {
	/** Exit status of the process: neither "all confirmed" nor "something differs". */
	readonly exitCode = 2;
}

/**
 * Reads an OpenAPI 3.0 or 3.1 description, as JSON or YAML.
 *
 * @param source an http(s) address or a file
 * @param signal gives up early
 * @throws {Unreadable} when it is not there, too large, no JSON or YAML, or no OpenAPI 3 description
 */
export async function readDescription(source: string, signal?: AbortSignal): Promise<Description> {
	const text = await (/^https?:\/\//i.test(source) ? download(source, signal) : readText(source));
	return parseDescription(text, source);
}

/**
 * Parses the text of a description.
 *
 * @param source what it is called in errors
 * @throws {Unreadable} as {@link readDescription}
 */
export function parseDescription(text: string, source: string): Description {
	const trimmed = text.replace(/^\uFEFF/, '').trimStart();
	if (trimmed === '') throw new Unreadable(`${source} is empty.`);
	if (trimmed.startsWith('<')) {
		throw new Unreadable(`${source} is a page for people (HTML or XML), not an OpenAPI file.`);
	}
	const root = parsed(trimmed, source);
	if (!isMembers(root)) throw new Unreadable(`${source} is not an OpenAPI description.`);
	const version = root['openapi'];
	if (root['swagger'] !== undefined) {
		throw new Unreadable(
			`${source} is Swagger ${String(root['swagger'])}; this reads OpenAPI 3.0 and 3.1.`,
		);
	}
	if (typeof version !== 'string' || !/^3\.[012]\b/.test(version)) {
		const found =
			version === undefined ? 'has no "openapi" version' : `says openapi: ${String(version)}`;
		throw new Unreadable(`${source} is not an OpenAPI 3 description: it ${found}.`);
	}
	const { paths } = root;
	if (!isMembers(paths) || Object.keys(paths).length === 0) {
		throw new Unreadable(`${source} describes no operation: it has no "paths".`);
	}
	return new Description(root);
}

function parsed(text: string, source: string): unknown {
	const isJson = /^[{[]/.test(text);
	try {
		return isJson ? JSON.parse(text) : parse(text);
	} catch (error) {
		const [why] = (error as Error).message.split('\n');
		throw new Unreadable(`${source} is not ${isJson ? 'JSON' : 'JSON or YAML'}: ${why}`);
	}
}

async function readText(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		const { code, message } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') throw new Unreadable(`There is no file ${file}.`);
		throw new Unreadable(`${file} cannot be read: ${code ?? message}`);
	}
}

async function download(address: string, signal?: AbortSignal): Promise<string> {
	const bound = AbortSignal.timeout(PATIENCE);
	try {
		const response = await fetch(address, {
			signal: signal ? AbortSignal.any([signal, bound]) : bound,
			headers: { Accept: 'application/json, application/yaml;q=0.9, */*;q=0.1' },
		});
		if (!response.ok) throw new Unreadable(`${address} answers ${response.status}.`);
		return await bodyOf(response, address);
	} catch (error) {
		if (error instanceof Unreadable) throw error;
		signal?.throwIfAborted();
		if (bound.aborted) {
			throw new Unreadable(`${address} did not answer within ${PATIENCE / 1000} seconds.`);
		}
		throw new Unreadable(
			`${address} cannot be reached (${reason(error)}). Offline? Give a file: npm run check:contract -- <file>`,
		);
	}
}

async function bodyOf(response: Response, address: string): Promise<string> {
	const decoder = new TextDecoder();
	let size = 0;
	let text = '';
	// Node's streams can be iterated; the types of browsers do not know it.
	for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
		size += chunk.length;
		if (size > LARGEST) {
			throw new Unreadable(
				`${address} is larger than ${LARGEST / 1e6} MB; that is no OpenAPI file of PickFu.`,
			);
		}
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}

/** The system's code for a failed connection, such as ENOTFOUND, or the words of the error. */
function reason(error: unknown): string {
	const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
	return cause?.code ?? cause?.message ?? message;
}
