import { follow, listOf, membersOf, pointerOf } from './description.mts';
import type { Description, Members } from './description.mts';
import type { Part, Parts } from './schema.mts';

/** What all JSON content is called here, whatever its media type. */
export const JSON_TYPE = 'application/json';

/** An operation of an OpenAPI document. */
export type Operation = ReturnType<typeof operationsOf>[number];

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

/** Headers that OpenAPI describes elsewhere ("Parameter Object"). */
const NO_PARAMETERS = /^header (authorization|accept|content-type)$/i;

/** Every operation of a document, in its order. */
export function operationsOf(document: Description) {
	const paths = Object.entries(follow(document.root.paths));
	// Some files write the version into each path, others into the server's address.
	const version = /^(\/(api|v\d+))+(?=\/)/.exec(paths[0]?.[0] ?? '')?.[0] ?? '';
	const prefix = paths.every(([path]) => path.startsWith(`${version}/`)) ? version : '';
	return paths.flatMap(([written, value]) => {
		const item = follow(value);
		const path = written.slice(prefix.length);
		return METHODS.filter((method) => item[method] !== undefined).map((method) => {
			const operation = follow(item[method]);
			const { operationId, deprecated, requestBody, responses } = operation;
			const title = `${method.toUpperCase()} ${path}`;
			const own = operation.servers ?? item.servers;
			const body = follow(requestBody);
			const contents = contentsOf(body);
			const sent = { pointer: pointerOf(body), required: body.required === true, contents };
			return {
				document,
				/** Method and path as written, without a version that all paths of the file begin with. */
				title,
				/** The operationId; the title where it has none. */
				name: typeof operationId === 'string' ? operationId : title,
				method,
				/** The path with `{}` for each parameter. */
				address: path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, ''),
				pointer: pointerOf(operation),
				deprecated: deprecated === true,
				/** Whole addresses, if any is given; relative ones and those with variables say nothing. */
				servers: listOf(own ?? document.root.servers)
					.map((server) => String(membersOf(server).url))
					.filter((url) => URL.canParse(url))
					.map((url) => url.replace(/\/$/, '') + prefix),
				/** Whether path or operation have servers of their own. */
				hasOwnServers: own !== undefined,
				/** By their names; ids in the address by their order. */
				parameters: parametersOf(item, operation, path),
				body: requestBody === undefined ? undefined : sent,
				/** What is answered, by status as written: `200`, `2XX`, `default`. */
				answers: Object.entries(follow(responses)).map(([status, answer]) => ({
					status,
					pointer: pointerOf(membersOf(answer)),
					json: contentsOf(follow(answer)).get(JSON_TYPE),
				})),
				/** How it is opened, one word each; `none` for no token at all; undefined: not said. */
				security: securityOf(document, operation),
			};
		});
	});
}

function parametersOf(item: Members, operation: Members, path: string): Parts {
	const ids = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
	const found = new Map<string, Part>();
	for (const written of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
		const parameter = follow(written);
		const [name, where] = [String(parameter.name), String(parameter.in)];
		if (NO_PARAMETERS.test(`${where} ${name}`)) continue;
		// A parameter has a schema, or content with one (OpenAPI 3.1, "Parameter Object").
		const [content] = Object.values(membersOf(parameter.content));
		const schema = membersOf(parameter.schema ?? follow(content).schema);
		const key = where === 'path' ? `{${ids.indexOf(name)}}` : name;
		const required = parameter.required === true;
		found.set(key, { schema, pointer: pointerOf(parameter), required, where, name });
	}
	return found;
}

/** Schemas by their content type, parameters such as a charset left off; everything that is JSON as one. */
function contentsOf(owner: Members) {
	return new Map(
		Object.entries(membersOf(owner.content)).map(([written, value]) => {
			const type = written.replace(/;.*/, '').trim().toLowerCase();
			const content = membersOf(value);
			const isJson = /\bjson\b|^\*\/\*$/.test(type);
			const pointer = pointerOf(content);
			return [isJson ? JSON_TYPE : type, { pointer, schema: membersOf(content.schema) }];
		}),
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
	const schemes = membersOf(membersOf(document.root.components).securitySchemes);
	return list.map((requirement) => {
		const names = Object.keys(membersOf(requirement));
		const words = names.map((name) => {
			const { type, scheme, in: where, name: key } = follow(schemes[name]);
			if (type === 'http') return String(scheme).toLowerCase();
			if (type === 'oauth2' || type === 'openIdConnect') return 'bearer';
			const place = `${String(where)} ${String(key)}`;
			return place.toLowerCase() === 'header authorization' ? 'bearer' : place;
		});
		return words.join(' and ') || 'none';
	});
}
