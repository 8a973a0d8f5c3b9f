import type { Operation } from './operations.mts';

/** Below this two operations are not taken for one; above it the better pair wins. */
const LEAST = 0.55;

/** Words that one API says for another's. */
const SYNONYMS = new Map([
	['fetch', 'get'],
	['read', 'get'],
	['show', 'get'],
	['retrieve', 'get'],
	['index', 'list'],
	['post', 'create'],
	['new', 'create'],
	['make', 'create'],
	['put', 'update'],
	['patch', 'update'],
	['edit', 'update'],
	['modify', 'update'],
	['remove', 'delete'],
	['launch', 'publish'],
	['start', 'publish'],
	['rating', 'rate'],
	['find', 'search'],
	['poll', 'survey'],
	['answer', 'response'],
]);

const EMPTY_WORDS = new Set(['a', 'an', 'the', 'of', 'to', 'for', 'by', 'id', 'send', 'api']);

/** A name without case, underscores and hyphens: equal for camelCase and snake_case of one name. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[_-]/g, '');
}

/** The words of a camelCase, snake_case or hyphenated name in one spelling, singular. */
function words(text: string): Set<string> {
	const parts = text
		.replace(/([a-z0-9])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.map((word) => word.replace(/(?<=[a-z]{2}[^su])s$/, ''))
		.map((word) => SYNONYMS.get(word) ?? word)
		.filter((word) => word !== '' && !EMPTY_WORDS.has(word));
	return new Set(parts);
}

/** Sørensen-Dice coefficient of two sets of words, 0 to 1. */
function overlap(a: Set<string>, b: Set<string>): number {
	const shared = [...a].filter((word) => b.has(word)).length;
	return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

function pathWords({ address }: Operation): Set<string> {
	return words(address.replaceAll('{}', ' '));
}

/** How alike two operations are by id and path, 0 to 1. An operation without an id is named by its method. */
export function likeness(ours: Operation, theirs: Operation): number {
	const { id, method } = theirs;
	const named = words(id ?? `${method} ${[...pathWords(theirs)].join(' ')}`);
	const own = words(ours.id ?? '');
	if (id !== undefined && ours.id !== undefined && plainName(id) === plainName(ours.id)) return 1;
	return 0.6 * overlap(own, named) + 0.4 * overlap(pathWords(ours), pathWords(theirs));
}

/** An operation of ours and what it is there. */
export interface Pair {
	ours: Operation;
	/** Undefined: there is none. */
	theirs: Operation | undefined;
	/** True when method and path are the same; otherwise the pair is a guess by the names. */
	sameAddress: boolean;
}

/**
 * Finds each of our operations in the other file: by method and path, and what is left by likeness,
 * the most alike first.
 *
 * @returns a pair for each of ours, in their order, and the operations that only the other file has
 */
export function pairUp(
	ours: Operation[],
	theirs: Operation[],
): { pairs: Pair[]; extra: Operation[] } {
	const free = new Set(theirs);
	const found = new Map<Operation, Operation>();
	const sameAddress = new Set<Operation>();
	for (const operation of ours) {
		const same = theirs.find(
			(other) => other.method === operation.method && other.address === operation.address,
		);
		if (!same || !free.delete(same)) continue;
		found.set(operation, same);
		sameAddress.add(operation);
	}
	const guesses = ours
		.filter((operation) => !found.has(operation))
		.flatMap((operation) =>
			[...free].map((other) => ({ operation, other, score: likeness(operation, other) })),
		)
		.filter(({ score }) => score >= LEAST)
		.sort((a, b) => b.score - a.score);
	for (const { operation, other } of guesses) {
		if (!found.has(operation) && free.delete(other)) found.set(operation, other);
	}
	return {
		pairs: ours.map((operation) => ({
			ours: operation,
			theirs: found.get(operation),
			sameAddress: sameAddress.has(operation),
		})),
		extra: theirs.filter((operation) => free.has(operation)),
	};
}
