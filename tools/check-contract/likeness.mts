import type { Operation } from './operations.mts';

/** Below this two operations are not taken for one; above it the better pair wins. */
const LEAST = 0.55;

/** The likeness of two operations with the same method and path: no guess comes near it. */
const SAME_ADDRESS = 2;

/** Words that one API says for another's. */
const SYNONYMS = {
	get: 'fetch read show retrieve',
	list: 'index',
	create: 'post new make',
	update: 'put patch edit modify',
	delete: 'remove',
	publish: 'launch start',
	rate: 'rating',
	search: 'find',
	survey: 'poll',
	response: 'answer',
};

const OURS = new Map(
	Object.entries(SYNONYMS).flatMap(([word, others]) =>
		others.split(' ').map((other) => [other, word]),
	),
);

const EMPTY_WORDS = new Set(['', 'a', 'an', 'the', 'of', 'to', 'for', 'by', 'id', 'send', 'api']);

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
		.map((word) => OURS.get(word) ?? word);
	return new Set(parts.filter((word) => !EMPTY_WORDS.has(word)));
}

/** Sørensen-Dice coefficient of two sets of words, 0 to 1. */
function overlap(a: Set<string>, b: Set<string>): number {
	const shared = [...a].filter((word) => b.has(word)).length;
	return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

/** Whether method and path are the same. */
export function isSameAddress(ours: Operation, theirs: Operation): boolean {
	return ours.method === theirs.method && ours.address === theirs.address;
}

/** How alike two operations are by id and path. An operation without an id is named by its method. */
function likeness(ours: Operation, theirs: Operation): number {
	if (isSameAddress(ours, theirs)) return SAME_ADDRESS;
	const { id, method, address } = theirs;
	if (id !== undefined && ours.id !== undefined && plainName(id) === plainName(ours.id)) return 1;
	const named = overlap(words(ours.id ?? ''), words(id ?? `${method} ${address}`));
	return 0.6 * named + 0.4 * overlap(words(ours.address), words(address));
}

/**
 * Finds each of our operations in the other file: by method and path, and what is left by likeness,
 * the most alike first.
 *
 * @returns theirs by ours, and the operations that only the other file has
 */
export function pairUp(ours: Operation[], theirs: Operation[]) {
	const free = new Set(theirs);
	const found = new Map<Operation, Operation>();
	const guesses = ours
		.flatMap((mine) => theirs.map((other) => ({ mine, other, score: likeness(mine, other) })))
		.filter(({ score }) => score >= LEAST)
		.sort((a, b) => b.score - a.score);
	for (const { mine, other } of guesses) {
		if (!found.has(mine) && free.delete(other)) found.set(mine, other);
	}
	return { found, extra: [...free] };
}
