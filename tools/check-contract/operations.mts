import { follow, listOf, membersOf, pointerOf } from './description.mts';
import type { Description, Members } from './description.mts';
import type { Part, Parts } from './schema.mts';

/** What all JSON content is called here, whatever its media type. */
export const JSON_TYPE = 'application/json';

/** An operation of an OpenAPI document. */
export type Operation = ReturnType<typeof operationsOf>[number];

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

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
				hasOwnServers: own !== undefined,
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
		// Headers that are none here, as OpenAPI describes them elsewhere ("Parameter Object").
		if (/^header (authorization|accept|content-type)$/i.test(`${where} ${name}`)) continue;
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

/** Everything that ends in `Authorization: Bearer` is `bearer`: HTTP, OAuth 2, OpenID Connect, an "API key" there. */
function securityOf(document: Description, operation: Members): string[] | undefined {
	const list = operation.security ?? document.root.security;
	if (!Array.isArray(list)) return undefined;
	const schemes = membersOf(membersOf(document.root.components).securitySchemes);
	const wordOf = (scheme: string) => {
		const { type, scheme: kind, in: where, name } = follow(schemes[scheme]);
		if (type === 'http') return String(kind).toLowerCase();
		if (type === 'oauth2' || type === 'openIdConnect') return 'bearer';
		const place = `${String(where)} ${String(name)}`;
		return place.toLowerCase() === 'header authorization' ? 'bearer' : place;
	};
	const namesOf = (requirement: unknown) => Object.keys(membersOf(requirement));
	const words = list.map((each) => namesOf(each).map(wordOf).join(' and ') || 'none');
	return words.length === 0 ? ['none'] : words;
}

/** A name without case, underscores and hyphens: equal for camelCase and snake_case of one name. */
export const plainName = (name: string) => name.toLowerCase().replace(/[_-]/g, '');

/** The last word of a path that is no id, singular. */
const endOf = ({ address }: Operation) =>
	plainName(address.replaceAll('/{}', '').replace(/.*\//, '')).replace(/s$/, '');

/** How sure it is that two operations are one; 0: they are not. */
function likeness(ours: Operation, theirs: Operation): number {
	const isSameMethod = ours.method === theirs.method;
	if (isSameMethod && ours.address === theirs.address) return 4;
	if (plainName(ours.name) === plainName(theirs.name)) return 3;
	if (ours.address === theirs.address) return 2;
	return isSameMethod && endOf(ours) === endOf(theirs) ? 1 : 0;
}

/** Finds each of our operations in the other file, the most alike first, and what only the other file has. */
export function pairUp(ours: Operation[], theirs: Operation[]) {
	const free = new Set(theirs);
	const found = new Map<Operation, Operation>();
	const guesses = ours
		.flatMap((mine) => theirs.map((other) => ({ mine, other, score: likeness(mine, other) })))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score);
	for (const { mine, other } of guesses) {
		if (!found.has(mine) && free.delete(other)) found.set(mine, other);
	}
	return { found, extra: [...free] };
}
