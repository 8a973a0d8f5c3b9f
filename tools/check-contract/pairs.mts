import type { Operation } from './operations.mts';

/** Below this two operations are not taken for one; above it the better pair wins. */
const LEAST = 0.55;

/** Words that say nothing of what an operation does. */
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
		.map((word) => word.replace(/(?<=[a-z]{2}[^su])s$/, ''));
	return new Set(parts.filter((word) => !EMPTY_WORDS.has(word)));
}

/** Sørensen-Dice coefficient of the words of two names, 0 to 1. */
function overlap(one: string, other: string): number {
	const [a, b] = [words(one), words(other)];
	const shared = [...a].filter((word) => b.has(word)).length;
	return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size);
}

/** Whether method and path are the same. */
export function isSameAddress(ours: Operation, theirs: Operation): boolean {
	return ours.method === theirs.method && ours.address === theirs.address;
}

/** How alike two operations are by name and path; no guess comes near the same method and path. */
function likeness(ours: Operation, theirs: Operation): number {
	if (isSameAddress(ours, theirs)) return 2;
	if (plainName(ours.name) === plainName(theirs.name)) return 1;
	return 0.6 * overlap(ours.name, theirs.name) + 0.4 * overlap(ours.address, theirs.address);
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
