import { isMembers, listOf } from './description.mts';
import type { Description, Members, Pointer } from './description.mts';
import { placesOf } from './places.mts';
import type { Place, Places } from './places.mts';

/** A body of a request or an answer in one content type. */
export interface Content {
	pointer: Pointer;
	/** Undefined when the file names the type and no schema. */
	places: Places | undefined;
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
	/** Its parameters and what is in them. */
	parameters: Place[];
	body: { pointer: Pointer; required: boolean; contents: Map<string, Content> } | undefined;
	answers: Answer[];
	/** How it is opened, one word each; `none` for no token at all; undefined: not said. */
	security: string[] | undefined;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

/** Every operation of a document, in its order. */
export function operationsOf(document: Description): Operation[] {
	const paths = Object.entries(document.follow(document.root.paths));
	const prefix = commonPrefix(paths.map(([path]) => path));
	return paths.flatMap(([written, value]) => {
		const item = document.follow(value);
		const path = written.slice(prefix.length);
		return METHODS.filter((method) => isMembers(item[method])).map((method) => ({
			...operationIn(document, item, document.follow(item[method]), prefix),
			method: method.toUpperCase(),
			path,
			address: path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, ''),
			pathPointer: ['paths', written],
		}));
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

function operationIn(document: Description, item: Members, operation: Members, prefix: string) {
	const { operationId: id, summary, deprecated, requestBody } = operation;
	const own = operation.servers ?? item.servers;
	const body = document.follow(requestBody);
	return {
		id: typeof id === 'string' ? id : undefined,
		pointer: document.pointerOf(operation),
		summary: typeof summary === 'string' ? summary : '',
		deprecated: deprecated === true,
		servers: serversIn(own ?? document.root.servers, prefix),
		hasOwnServers: own !== undefined,
		parameters: parametersOf(document, item, operation),
		body:
			requestBody === undefined
				? undefined
				: {
						pointer: document.pointerOf(body),
						required: body.required === true,
						contents: contentsOf(document, body),
					},
		answers: Object.entries(document.follow(operation.responses)).map(([status, answer]) => ({
			status,
			pointer: document.pointerOf(isMembers(answer) ? answer : {}),
			json: [...contentsOf(document, document.follow(answer))].find(([type]) => isJson(type))?.[1],
		})),
		security: securityOf(document, operation),
	};
}

/** The whole addresses in a list of servers, with their variables' defaults; relative ones say nothing. */
function serversIn(list: unknown, prefix: string): string[] {
	return listOf(list).flatMap((server) => {
		if (!isMembers(server) || typeof server.url !== 'string') return [];
		const variables = isMembers(server.variables) ? server.variables : {};
		const url = server.url.replace(/\{(\w+)\}/g, (whole, name: string) => {
			const variable = variables[name];
			return isMembers(variable) ? String(variable.default ?? whole) : whole;
		});
		return URL.canParse(url) ? [url.replace(/\/$/, '') + prefix] : [];
	});
}

function parametersOf(document: Description, item: Members, operation: Members): Place[] {
	const found = new Map<string, Places>();
	for (const written of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
		const parameter = document.follow(written);
		const [name, where] = [String(parameter.name), String(parameter.in)];
		// A parameter has a schema, or content with one (OpenAPI 3.1, "Parameter Object").
		const [content] = isMembers(parameter.content) ? Object.values(parameter.content) : [];
		const schema = parameter.schema ?? document.follow(content).schema;
		const required = parameter.required === true;
		const pointer = document.pointerOf(parameter);
		const top = { path: name, name, where, required, saysRequired: true, pointer };
		found.set(`${where} ${name}`, placesOf(document, isMembers(schema) ? schema : {}, top));
	}
	return [...found.values()].flatMap((places) => [...places.values()]);
}

/** Whether a content type is JSON, or a wildcard that holds it. */
export function isJson(type: string): boolean {
	return /\bjson\b/.test(type) || type === '*/*';
}

/** Content by its type, parameters such as a charset left off. */
function contentsOf(document: Description, owner: Members): Map<string, Content> {
	const contents = Object.entries(isMembers(owner.content) ? owner.content : {});
	return new Map(
		contents
			.filter((entry): entry is [string, Members] => isMembers(entry[1]))
			.map(([type, content]) => [
				(type.split(';')[0] ?? type).trim().toLowerCase(),
				{
					pointer: document.pointerOf(content),
					places: isMembers(content.schema) ? placesOf(document, content.schema) : undefined,
				},
			]),
	);
}

/**
 * How an operation is opened. Everything that ends in `Authorization: Bearer` is one for a client:
 * HTTP bearer, OAuth 2, OpenID Connect, and an "API key" in that header.
 */
function securityOf(document: Description, operation: Members): string[] | undefined {
	const list = operation.security ?? document.root.security;
	if (!Array.isArray(list)) return undefined;
	if (list.length === 0) return ['none'];
	const schemes = document.follow(document.follow(document.root.components).securitySchemes);
	return list.filter(isMembers).map((requirement) => {
		const words = Object.keys(requirement).map((name) =>
			word(name, document.follow(schemes[name])),
		);
		return words.length === 0 ? 'none' : words.join(' and ');
	});
}

function word(name: string, { type, scheme, in: where, name: key }: Members): string {
	if (type === 'oauth2' || type === 'openIdConnect') return 'bearer';
	if (type === 'http') return String(scheme).toLowerCase();
	if (type !== 'apiKey') return name;
	const place = `${String(where)} ${String(key)}`;
	return place.toLowerCase() === 'header authorization' ? 'bearer' : place;
}
