/** Where something stands in a document: the keys that lead to it from the top. */
export type Pointer = readonly string[];

/** A JSON object, as far as nobody has looked into it. */
export type Members = Record<string, unknown>;

/** True for a JSON object: not null, not a list. */
export function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list, or none where something else stands. */
export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The text of a pointer, as `$ref` writes it (RFC 6901, section 6). */
export function pointerText(pointer: Pointer): string {
	return `#${pointer.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')}`;
}

/** An OpenAPI 3.0 or 3.1 document that knows where each of its parts stands and where references lead. */
export class Description {
	/** References that lead out of the file or nowhere, in the order met. What they mean is unknown. */
	readonly unresolved = new Set<string>();

	readonly #pointers = new Map<unknown, Pointer>();

	/** @param root the parsed document */
	constructor(readonly root: Members) {
		this.#place(root, []);
	}

	/**
	 * Where a part of this document stands; the top for anything else. A schema that was put together
	 * from several stands where the first of them does that says something.
	 */
	pointerOf(part: Members): Pointer {
		const known = this.#pointers.get(part);
		if (known) return known;
		const parts = listOf(part.allOf ?? part.anyOf).filter(isMembers);
		const first = parts.find((each) => Object.keys(each).length > 0) ?? parts[0];
		return first ? this.pointerOf(first) : [];
	}

	/** What stands at a pointer; undefined when nothing does. */
	at(pointer: Pointer): unknown {
		let value: unknown = this.root;
		for (const key of pointer) {
			const holder: Members = Object(value);
			value = Object.hasOwn(holder, key) ? holder[key] : undefined;
		}
		return value;
	}

	/**
	 * What a `$ref` leads to (OpenAPI 3.1, "Reference Object"); only within the file.
	 *
	 * @returns undefined when it leads elsewhere, which {@link Description.unresolved} then names
	 */
	target(reference: string): unknown {
		const keys = reference.slice(2).split('/');
		const found = reference.startsWith('#/') ? this.at(keys.map(unescaped)) : undefined;
		if (found === undefined) this.unresolved.add(reference);
		return found;
	}

	/** The object behind any references; an empty one when there is none. */
	follow(value: unknown): Members {
		let part = value;
		const met = new Set();
		while (isMembers(part) && typeof part.$ref === 'string' && !met.has(part)) {
			met.add(part);
			part = this.target(part.$ref) ?? part;
		}
		return isMembers(part) ? part : {};
	}

	#place(value: unknown, pointer: Pointer): void {
		if (typeof value !== 'object' || value === null || this.#pointers.has(value)) return;
		this.#pointers.set(value, pointer);
		for (const [key, member] of Object.entries(value)) this.#place(member, [...pointer, key]);
	}
}

function unescaped(key: string): string {
	const plain = /%(?![\da-f]{2})/i.test(key) ? key : decodeURIComponent(key);
	return plain.replace(/~1/g, '/').replace(/~0/g, '~');
}
