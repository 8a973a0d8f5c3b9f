import { createHash } from 'crypto';

/**
 * A short name for texts that are long or must not be stored: 8 characters, which are 48 bits of the
 * SHA-256 hash. Of 100,000 names two are the same with a chance of 1 in 56,000 (n² / 2⁴⁹).
 */
export function digest(...parts: string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 8);
}
