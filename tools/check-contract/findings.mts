import type { Pointer } from './description.mts';

/**
 * confirmed  both say the same
 * differs    both speak of it and say different things
 * missing    we have it and the other file does not
 * new        only the other file has it
 * unsaid     the other file says nothing about it, so it is neither confirmed nor wrong
 */
export type Kind = 'confirmed' | 'differs' | 'missing' | 'new' | 'unsaid';

/** A line of this package's own code that a finding is about. */
export type CodeTarget =
	{ endpoint: string } | { query: string } | { bodyField: string } | { server: string };

/** One thing that a comparison found. */
export interface Finding {
	kind: Kind;
	/** Whether the node works on as it is; a finding that is not decides the exit status. */
	compatible: boolean;
	/** Operations of ours that it holds for; a shared schema is reported once. */
	operations: string[];
	/** What it is about, such as "query parameter `status`". */
	subject: string;
	/** A sentence for the person at the screen. */
	text: string;
	/** What to change in the contract; undefined for what is new as a whole. */
	ours?: Pointer;
	/** Where it stands in the other file. */
	there?: Pointer;
	code?: CodeTarget;
}

/** Findings, each kept once with the operations that it was met in. */
export class Findings {
	readonly #kept = new Map<string, Finding>();

	/** Adds one, or its operation to the one that says the same of the same place. */
	add(operation: string | undefined, finding: Omit<Finding, 'operations'>): void {
		const { kind, ours, there, subject, text } = finding;
		const key = JSON.stringify([kind, ours ?? there, subject, text]);
		const known = this.#kept.get(key);
		const operations = operation === undefined ? [] : [operation];
		if (!known) this.#kept.set(key, { ...finding, operations });
		else if (operation !== undefined && !known.operations.includes(operation)) {
			known.operations.push(operation);
		}
	}

	/** All of them, in the order in which they were first met. */
	list(): Finding[] {
		return [...this.#kept.values()];
	}
}
