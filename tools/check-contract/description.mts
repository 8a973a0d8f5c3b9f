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
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Where that stands which holds what stands at a pointer. */
export const parentOf = (pointer: Pointer) => pointer.replace(/\/[^/]*$/, '') as Pointer;

/** Of each part of the documents read so far: whose it is, and where it stands. */
const known = new WeakMap<object, { document: Description; pointer: Pointer }>();

/** The document that a part belongs to. */
export const documentOf = (part: object) => known.get(part)?.document;

/** Where a part stands; a schema that was put together from several where the first does that says something. */
export function pointerOf(part: Members): Pointer {
	const pointer = known.get(part)?.pointer;
	if (pointer) return pointer;
	const parts = listOf(part.allOf ?? part.anyOf).map(membersOf);
	const first = parts.find((each) => Object.keys(each).length > 0) ?? parts[0];
	return first ? pointerOf(first) : '#';
}

/** What a `$ref` within the file leads to; nothing where there is none or it leads elsewhere. */
export function targetOf(part: object): Members | undefined {
	const found = isRef(part) ? documentOf(part)?.at(part.$ref) : undefined;
	return found === undefined ? undefined : membersOf(found);
}

/** The object behind any references; an empty one when there is none. */
export function follow(value: unknown): Members {
	let part = membersOf(value);
	// Some may lead in a circle.
	for (let hops = 0; hops < 50; hops += 1) part = targetOf(part) ?? part;
	return part;
}

/** An OpenAPI 3.0 or 3.1 document whose parts are known from now on. */
export class Description {
	/** References that lead out of the file or nowhere. What they mean is unknown. */
	readonly unresolved = new Set<string>();

	constructor(readonly root: Members) {
		this.#learn(root, '#');
	}

	/** What stands at a pointer; undefined when nothing does, or when it leads out of the file. */
	at(pointer: string): unknown {
		const [start, ...keys] = pointer.split('/').map(unescapePointer);
		if (start !== '#') return undefined;
		return keys.reduce((holder: unknown, key) => Object(holder)[key], this.root);
	}

	#learn(part: unknown, pointer: Pointer): void {
		if (typeof part !== 'object' || part === null || known.has(part)) return;
		known.set(part, { document: this, pointer });
		if (isRef(part) && this.at(part.$ref) === undefined) this.unresolved.add(part.$ref);
		for (const [key, member] of Object.entries(part)) {
			this.#learn(member, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
		}
	}
}
