import { isRef, unescapePointer } from '@redocly/openapi-core';

/** Where something stands in a document, as `$ref` writes it (RFC 6901, section 6). */
export type Pointer = `#${string}`;

/** A JSON object, as far as nobody has looked into it. */
export type Members = Record<string, unknown>;

/** A JSON object; an empty one where something else stands. */
export function membersOf(value: unknown): Members {
	const isMembers = typeof value === 'object' && value !== null && !Array.isArray(value);
	return isMembers ? (value as Members) : {};
}

/** A list, or none where something else stands. */
export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The pointer to a member of what stands at a pointer. */
export const memberOf = (pointer: Pointer, key: string): Pointer =>
	`${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;

/** Where that stands which holds what stands at a pointer. */
export const parentOf = (pointer: Pointer) => pointer.replace(/\/[^/]*$/, '') as Pointer;

/** Of each part of the documents read so far: where it stands, and what its `$ref` leads to. */
const known = new WeakMap<object, { pointer: Pointer; target: Members | undefined }>();

/**
 * Where a part of a document stands; the top for anything else. A schema that was put together from
 * several stands where the first of them does that says something.
 */
export function pointerOf(part: Members): Pointer {
	const pointer = known.get(part)?.pointer;
	if (pointer) return pointer;
	const parts = listOf(part.allOf ?? part.anyOf).map(membersOf);
	const first = parts.find((each) => Object.keys(each).length > 0) ?? parts[0];
	return first ? pointerOf(first) : '#';
}

/** What a `$ref` within the file leads to; nothing where there is none or it leads elsewhere. */
export const targetOf = (part: object): Members | undefined => known.get(part)?.target;

/** The object behind any references; an empty one when there is none. */
export function follow(value: unknown): Members {
	const met = new Set<Members>();
	let part = membersOf(value);
	for (let next = targetOf(part); next && !met.has(next); next = targetOf(part)) {
		met.add(next);
		part = next;
	}
	return part;
}

/** An OpenAPI 3.0 or 3.1 document whose parts are known from now on. */
export class Description {
	/** References that lead out of the file or nowhere. What they mean is unknown. */
	readonly unresolved = new Set<string>();

	/** @param root the parsed document */
	constructor(readonly root: Members) {
		this.#learn(root, '#');
	}

	/** What stands at a pointer; undefined when nothing does. */
	at(pointer: string): unknown {
		const keys = pointer.split('/').slice(1).map(unescapePointer);
		return keys.reduce((holder: unknown, key) => Object(holder)[key], this.root);
	}

	#learn(part: unknown, pointer: Pointer): void {
		if (typeof part !== 'object' || part === null || known.has(part)) return;
		const reference = isRef(part) ? part.$ref : undefined;
		const found = reference?.startsWith('#/') ? this.at(reference) : undefined;
		if (reference !== undefined && found === undefined) this.unresolved.add(reference);
		known.set(part, { pointer, target: found === undefined ? undefined : membersOf(found) });
		for (const [key, member] of Object.entries(part)) this.#learn(member, memberOf(pointer, key));
	}
}
