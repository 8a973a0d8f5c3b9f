import { digits, fromDigits, KEY_LENGTH } from './keys';

/**
 * Lists of keys as one text, because n8n keeps what a trigger remembers in the workflow itself: a
 * hundred surveys are eleven hundred characters.
 */

const SECOND = 1_000;

/** Seconds are counted from here, so that five digits reach to 2054. */
const FIRST_SECOND = Date.UTC(2020, 0) / SECOND;

const TIME_LENGTH = 5;
const LAST_TIME = 64 ** TIME_LENGTH - 1;

/** A key and a time of PickFu: milliseconds since 1970, kept to the second; 0 when it is not known. */
export interface Entry {
	key: string;
	time: number;
}

/** {@link unpackEntries} undoes it. */
export function packEntries(entries: Entry[]): string {
	return entries.map(({ key, time }) => key + packTime(time)).join('');
}

/** The entries in a text of {@link packEntries}; undefined for anything else. */
export function unpackEntries(text: unknown): Entry[] | undefined {
	return split(text, KEY_LENGTH + TIME_LENGTH)?.map((part) => {
		const seconds = fromDigits(part.slice(KEY_LENGTH));
		return {
			key: part.slice(0, KEY_LENGTH),
			time: seconds > 0 ? (seconds + FIRST_SECOND) * SECOND : 0,
		};
	});
}

/** The keys in a text of joined keys; undefined for anything else. */
export function unpackKeys(text: unknown): string[] | undefined {
	return split(text, KEY_LENGTH);
}

function packTime(ms: number): string {
	const seconds = Math.floor(ms / SECOND) - FIRST_SECOND;
	return digits(BigInt(Math.min(LAST_TIME, Math.max(0, seconds))), TIME_LENGTH);
}

function split(text: unknown, length: number): string[] | undefined {
	if (typeof text !== 'string' || text.length % length !== 0 || !/^[\w-]*$/.test(text))
		return undefined;
	return Array.from({ length: text.length / length }, (_, index) =>
		text.slice(index * length, (index + 1) * length),
	);
}
