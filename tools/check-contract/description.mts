/** Where something stands in a document: the keys that lead to it from the top. */
export type Pointer = readonly string[];

/** A JSON object, as far as nobody has looked into it. */
export type Members = Record<string, unknown>;

/** True for a JSON object: not null, not a list. */
export function isMembers(value: unknown): value is Members {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a pointer, as `$ref` writes it (RFC 6901, section 6). */
export function pointerText(pointer: Pointer): string {
	return `#${pointer.map((key) => `/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')}`;
}

/** More references in a row than any file has; beyond that they go in a circle. */
const MOST_REFERENCES = 50;

/** An OpenAPI 3.0 or 3.1 document, with its references. */
export class Description {
	/** References that lead out of the file or nowhere, in the order met. What they mean is unknown. */
	readonly unresolved = new Set<string>();

	/** @param root the parsed document */
	constructor(readonly root: Members) {}

	/** What stands at a pointer; undefined when nothing does. */
	at(pointer: Pointer): unknown {
		let value: unknown = this.root;
		for (const key of pointer) {
			if (Array.isArray(value)) value = value[Number(key)];
			else if (isMembers(value) && Object.hasOwn(value, key)) value = value[key];
			else return undefined;
		}
		return value;
	}

	/** The members of the object at a pointer; none when there is no object. */
	members(pointer: Pointer): Members {
		const value = this.at(pointer);
		return isMembers(value) ? value : {};
	}

	/**
	 * Where a `$ref` leads (OpenAPI 3.1, "Reference Object"); only within the file.
	 *
	 * @returns undefined when it leads elsewhere, which {@link Description.unresolved} then names
	 */
	target(reference: string): Pointer | undefined {
		const pointer = reference.startsWith('#/') ? keysOf(reference.slice(2)) : undefined;
		if (pointer && this.at(pointer) !== undefined) return pointer;
		this.unresolved.add(reference);
		return undefined;
	}

	/** The pointer behind any references that stand at a pointer; itself when there are none. */
	follow(pointer: Pointer): Pointer {
		let place = pointer;
		for (let step = 0; step < MOST_REFERENCES; step += 1) {
			const { $ref: reference } = this.members(place);
			const next = typeof reference === 'string' ? this.target(reference) : undefined;
			if (!next) return place;
			place = next;
		}
		return place;
	}
}

function keysOf(text: string): Pointer {
	return text.split('/').map((key) => decoded(key).replace(/~1/g, '/').replace(/~0/g, '~'));
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
