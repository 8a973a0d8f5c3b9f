import { isMembers } from './description.mts';
import type { Description, Members, Pointer } from './description.mts';
import { shapeAt } from './shape.mts';
import type { Shape } from './shape.mts';

/** A body of a request or an answer in one content type. */
export interface Content {
	pointer: Pointer;
	/** Undefined when the file names the type and no schema. */
	shape: Shape | undefined;
}

/** A parameter in the path, the query or a header. */
export interface Parameter {
	name: string;
	place: string;
	required: boolean;
	pointer: Pointer;
	shape: Shape;
}

/** What is answered under one status. */
export interface Answer {
	/** As written: `200`, `2XX`, `default`. */
	status: string;
	pointer: Pointer;
	/** The content type that is JSON, if any. */
	json: Content | undefined;
}

/** An operation of an OpenAPI document. */
export interface Operation {
	id: string | undefined;
	/** Upper case. */
	method: string;
	/** As written, without a version that all paths of the file begin with. */
	path: string;
	/** The path with `{}` for each parameter. */
	address: string;
	pointer: Pointer;
	pathPointer: Pointer;
	summary: string;
	deprecated: boolean;
	/** Whole addresses, if any is given. */
	servers: string[];
	/** Whether path or operation have servers of their own. */
	hasOwnServers: boolean;
	parameters: Parameter[];
	body: { pointer: Pointer; required: boolean; contents: Map<string, Content> } | undefined;
	answers: Answer[];
	/** How it is opened, one word each; `none` for no token at all; undefined: not said. */
	security: string[] | undefined;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

/** Every operation of a document, in its order. */
export function operationsOf(document: Description): Operation[] {
	const paths = Object.keys(document.members(['paths']));
	const prefix = commonPrefix(paths);
	return paths.flatMap((path) => {
		const written = ['paths', path];
		const place = document.follow(written);
		const item = document.members(place);
		return METHODS.filter((method) => isMembers(item[method])).map((method) =>
			operationAt(document, written, [...place, method], path.slice(prefix.length), prefix),
		);
	});
}

/**
 * Some files write the version into each path, others into the server's address; `/v1` before every
 * path is therefore taken for a part of the server.
 */
function commonPrefix(paths: string[]): string {
	const prefix = /^(\/(api|v\d+))+(?=\/)/.exec(paths[0] ?? '')?.[0] ?? '';
	return paths.every((path) => path.startsWith(`${prefix}/`)) ? prefix : '';
}

function operationAt(
	document: Description,
	pathPointer: Pointer,
	pointer: Pointer,
	path: string,
	prefix: string,
): Operation {
	const item = pointer.slice(0, -1);
	const operation = document.members(pointer);
	const ownServers = [pointer, item].find((place) => 'servers' in document.members(place));
	return {
		id: typeof operation['operationId'] === 'string' ? operation['operationId'] : undefined,
		method: pointer.at(-1)!.toUpperCase(),
		path,
		address: path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, ''),
		pointer,
		pathPointer,
		summary: typeof operation['summary'] === 'string' ? operation['summary'] : '',
		deprecated: operation['deprecated'] === true,
		servers: serversAt(document, [...(ownServers ?? []), 'servers'], prefix),
		hasOwnServers: ownServers !== undefined,
		parameters: parametersOf(document, item, pointer),
		body: bodyOf(document, [...pointer, 'requestBody']),
		answers: answersOf(document, [...pointer, 'responses']),
		security: securityOf(document, operation),
	};
}

/** The whole addresses in a list of servers, with their variables' defaults; relative ones say nothing. */
function serversAt(document: Description, pointer: Pointer, prefix: string): string[] {
	const list = document.at(pointer);
	return (Array.isArray(list) ? list : []).flatMap((server: unknown) => {
		if (!isMembers(server) || typeof server['url'] !== 'string') return [];
		const variables = isMembers(server['variables']) ? server['variables'] : {};
		const url = server['url'].replace(/\{(\w+)\}/g, (whole, name: string) => {
			const variable = variables[name];
			return isMembers(variable) ? String(variable['default'] ?? whole) : whole;
		});
		return URL.canParse(url) ? [url.replace(/\/$/, '') + prefix] : [];
	});
}

function parametersOf(document: Description, item: Pointer, pointer: Pointer): Parameter[] {
	const found = new Map<string, Parameter>();
	for (const owner of [item, pointer]) {
		const list = document.at([...owner, 'parameters']);
		(Array.isArray(list) ? list : []).forEach((_, index) => {
			const written = [...owner, 'parameters', String(index)];
			const place = document.follow(written);
			const members = document.members(place);
			const name = String(members['name']);
			const where = String(members['in']);
			found.set(`${where} ${name}`, {
				name,
				place: where,
				required: members['required'] === true,
				pointer: place,
				shape: shapeAt(document, schemaOf(members, place)),
			});
		});
	}
	return [...found.values()];
}

/** A parameter has a schema, or content with one (OpenAPI 3.1, "Parameter Object"). */
function schemaOf(members: Members, place: Pointer): Pointer {
	if ('schema' in members || !isMembers(members['content'])) return [...place, 'schema'];
	return [...place, 'content', Object.keys(members['content'])[0] ?? '', 'schema'];
}

function bodyOf(document: Description, written: Pointer): Operation['body'] {
	if (document.at(written) === undefined) return undefined;
	const pointer = document.follow(written);
	return {
		pointer,
		required: document.members(pointer)['required'] === true,
		contents: contentsOf(document, pointer),
	};
}

function answersOf(document: Description, pointer: Pointer): Answer[] {
	return Object.keys(document.members(pointer)).map((status) => {
		const place = document.follow([...pointer, status]);
		const contents = contentsOf(document, place);
		const type = [...contents.keys()].find(isJson);
		return {
			status,
			pointer: [...pointer, status],
			json: type === undefined ? undefined : contents.get(type),
		};
	});
}

/** Whether a content type is JSON, or a wildcard that holds it. */
export function isJson(type: string): boolean {
	return /\bjson\b/.test(type) || type === '*/*';
}

/** Content by its type, parameters such as a charset left off. */
function contentsOf(document: Description, owner: Pointer): Map<string, Content> {
	const pointer = [...owner, 'content'];
	return new Map(
		Object.keys(document.members(pointer)).map((type) => {
			const place = [...pointer, type];
			const hasSchema = 'schema' in document.members(place);
			const shape = hasSchema ? shapeAt(document, [...place, 'schema']) : undefined;
			return [type.split(';')[0]!.trim().toLowerCase(), { pointer: place, shape }];
		}),
	);
}

/**
 * How an operation is opened. Everything that ends in `Authorization: Bearer` is one for a client:
 * HTTP bearer, OAuth 2, OpenID Connect, and an "API key" in that header.
 */
function securityOf(document: Description, operation: Members): string[] | undefined {
	const list = operation['security'] ?? document.root['security'];
	if (!Array.isArray(list)) return undefined;
	if (list.length === 0) return ['none'];
	return list.filter(isMembers).map((requirement) => {
		const names = Object.keys(requirement);
		return names.length === 0 ? 'none' : names.map((name) => scheme(document, name)).join(' and ');
	});
}

function scheme(document: Description, name: string): string {
	const place = document.follow(['components', 'securitySchemes', name]);
	const { type, scheme: http, in: where, name: key } = document.members(place);
	if (type === 'oauth2' || type === 'openIdConnect') return 'bearer';
	if (type === 'http') return String(http).toLowerCase();
	if (type === 'apiKey' && where === 'header' && String(key).toLowerCase() === 'authorization') {
		return 'bearer';
	}
	return type === 'apiKey' ? `${String(where)} ${String(key)}` : name;
}
