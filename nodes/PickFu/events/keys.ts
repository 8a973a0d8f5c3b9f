/**
 * Short names for long ids, so that what the trigger remembers stays small. A key of 6 characters
 * has 36 bits: of 5,000 surveys and 100 remembered ones two share a key in one of 137,000 accounts.
 */
export const KEY_LENGTH = 6;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Offset basis of the 64-bit hash, in two halves: draft-eastlake-fnv, section 5. */
const OFFSET_HIGH = 0xcbf29ce4;
const OFFSET_LOW = 0x84222325;

/** The prime is 2 ** 40 + this. */
const PRIME_LOW = 0x1b3;

const HALF = 2 ** 32;

/** The 64-bit FNV-1a hash of a text's UTF-8 bytes (draft-eastlake-fnv, section 2). */
export function fnv1a64(text: string): bigint {
	let high = OFFSET_HIGH;
	let low = OFFSET_LOW;
	// In halves, because a poll makes thousands of steps and big integers take twenty times as long.
	const bytes = Buffer.from(text, 'utf8');
	for (let index = 0; index < bytes.length; index += 1) {
		const mixed = (low ^ bytes[index]!) >>> 0;
		const product = mixed * PRIME_LOW;
		high = (high * PRIME_LOW + Math.floor(product / HALF) + ((mixed << 8) >>> 0)) % HALF;
		low = product % HALF;
	}
	return (BigInt(high) << 32n) | BigInt(low);
}

/** The short name of what the parts tell: {@link KEY_LENGTH} letters, digits, `-` and `_`. */
export function keyOf(...parts: string[]): string {
	const hash = fnv1a64(parts.join('\u0000'));
	// Folded, as the draft says for sizes that are no power of two (section 3).
	return digits((hash >> 36n) ^ (hash & 0xfffffffffn), KEY_LENGTH);
}

/** A number in the alphabet's 64 digits, most significant first. */
export function digits(value: bigint, length: number): string {
	let text = '';
	for (let rest = value; text.length < length; rest >>= 6n)
		text = ALPHABET[Number(rest & 63n)]! + text;
	return text;
}

/** What {@link digits} wrote; NaN for anything else. */
export function fromDigits(text: string): number {
	let value = 0;
	for (const letter of text) {
		const digit = ALPHABET.indexOf(letter);
		if (digit < 0) return NaN;
		value = value * 64 + digit;
	}
	return value;
}
