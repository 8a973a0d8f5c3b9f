import type { Operation } from './operations.mts';

/** A name without case, underscores and hyphens: equal for camelCase and snake_case of one name. */
export function plainName(name: string): string {
	return name.toLowerCase().replace(/[_-]/g, '');
}

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

/**
 * Finds each of our operations in the other file: by method and path, and what is left by its name or the rest of
 * its address, the most alike first.
 *
 * @returns theirs by ours, and the operations that only the other file has
 */
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
