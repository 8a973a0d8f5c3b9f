/** A source of numbers in [0, 1), repeatable for the same seed. */
export type Random = () => number;

/**
 * FNV-1a over UTF-16 units with a final mix, enough to spread seeds (not for secrets).
 * @returns an unsigned 32-bit number
 */
export function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}

/** A source that depends on all the parts and on nothing else (mulberry32). */
export function randomFrom(...parts: Array<string | number>): Random {
	let state = hash(parts.join('\u0000'));
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** One entry of a list that must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
	return list[Math.floor(random() * list.length)]!;
}

/**
 * The index of one weight, chosen in proportion.
 * @param weights at least one, none negative, not all zero
 */
export function pickIndex(random: Random, weights: readonly number[]): number {
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	let left = random() * total;
	for (let index = 0; index < weights.length; index++) {
		left -= weights[index]!;
		if (left < 0) return index;
	}
	return weights.length - 1;
}

/** A number of the standard normal distribution (Box and Muller, 1958). */
export function normal(random: Random): number {
	const radius = Math.sqrt(-2 * Math.log(1 - random()));
	return radius * Math.cos(2 * Math.PI * random());
}

/** An id of the form of a version 4 GUID. */
export function guid(random: Random): string {
	const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
	const variant = '89ab'[Math.floor(random() * 4)]!;
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`4${hex.slice(13, 16)}`,
		`${variant}${hex.slice(17, 20)}`,
		hex.slice(20),
	].join('-');
}
