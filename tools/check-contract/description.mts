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

/** Where that stands which holds what stands at a pointer. */
export const parentOf = (pointer: Pointer) => pointer.replace(/\/[^/]*$/, '') as Pointer;

/** An OpenAPI 3.0 or 3.1 document that knows where each of its parts stands and where references lead. */
export class Description {
	/** References that lead out of the file or nowhere, in the order met. What they mean is unknown. */
	readonly unresolved = new Set<string>();

	readonly #pointers = new Map<unknown, Pointer>();

	/** @param root the parsed document */
	constructor(readonly root: Members) {
		this.#place(root, '#');
	}

	/**
	 * Where a part of this document stands; the top for anything else. A schema that was put together
	 * from several stands where the first of them does that says something.
	 */
	pointerOf(part: Members): Pointer {
		const known = this.#pointers.get(part);
		if (known) return known;
		const parts = listOf(part.allOf ?? part.anyOf).map(membersOf);
		const first = parts.find((each) => Object.keys(each).length > 0) ?? parts[0];
		return first ? this.pointerOf(first) : '#';
	}

	/** What stands at a pointer; undefined when nothing does. */
	at(pointer: string): unknown {
		const keys = pointer.split('/').slice(1).map(unescapePointer);
		return keys.reduce((holder: unknown, key) => Object(holder)[key], this.root);
	}

	/** What a `$ref` within the file leads to; nothing where there is none or it leads elsewhere. */
	target(part: unknown): Members | undefined {
		if (!isRef(part)) return undefined;
		const found = part.$ref.startsWith('#/') ? this.at(part.$ref) : undefined;
		if (found === undefined) this.unresolved.add(part.$ref);
		return found === undefined ? undefined : membersOf(found);
	}

	/** The object behind any references; an empty one when there is none. */
	follow(value: unknown): Members {
		const met = new Set<unknown>();
		let part = value;
		for (let next = this.target(part); next && !met.has(next); next = this.target(part)) {
			met.add(next);
			part = next;
		}
		return membersOf(part);
	}

	#place(value: unknown, pointer: Pointer): void {
		if (typeof value !== 'object' || value === null || this.#pointers.has(value)) return;
		this.#pointers.set(value, pointer);
		for (const [key, member] of Object.entries(value)) {
			this.#place(member, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`);
		}
	}
}
