import fc from 'fast-check';
import { digits, fnv1a64, fromDigits, keyOf, KEY_LENGTH } from '../../nodes/PickFu/events/keys';
import { packEntries, unpackEntries, unpackKeys } from '../../nodes/PickFu/events/packed';

const SECOND = 1_000;
const letter = fc.constantFrom(
	...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
);
const key = fc
	.array(letter, { minLength: KEY_LENGTH, maxLength: KEY_LENGTH })
	.map((letters) => letters.join(''));

it.each([
	// Test vectors of the reference implementation and of draft-eastlake-fnv, appendix C.
	['', 0xcbf29ce484222325n],
	['a', 0xaf63dc4c8601ec8cn],
	['b', 0xaf63df4c8601f1a5n],
	['foobar', 0x85944171f73967e8n],
])('hashes "%s" as the publication of FNV-1a says', (text, hash) => {
	expect(fnv1a64(text)).toBe(hash);
});

it('names a thing by its parts, not by how they run together', () => {
	expect(keyOf('survey', '1')).not.toBe(keyOf('survey1', ''));
	expect(keyOf('survey', '1')).not.toBe(keyOf('surve', 'y1'));
});

it('gives ten thousand surveys ten thousand names', () => {
	const names = Array.from({ length: 10_000 }, (_, index) =>
		keyOf(`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
	);
	expect(new Set(names).size).toBe(10_000);
	expect(names.every((name) => /^[\w-]{6}$/.test(name))).toBe(true);
});

it('reads numbers back from their digits', () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 64 ** 5 - 1 }), (number) => {
			expect(fromDigits(digits(BigInt(number), 5))).toBe(number);
		}),
	);
	expect(fromDigits('ab!')).toBeNaN();
});

it('reads packed entries back, to the second', () => {
	const time = fc
		.integer({ min: Date.UTC(2020, 0, 1, 0, 0, 1) / SECOND, max: Date.UTC(2050, 0) / SECOND })
		.map((seconds) => seconds * SECOND);
	const entries = fc.array(fc.record({ key, time: fc.oneof(time, fc.constant(0)) }));
	fc.assert(
		fc.property(entries, fc.nat(SECOND - 1), (given, more) => {
			const later = given.map((entry) => ({
				...entry,
				time: entry.time === 0 ? 0 : entry.time + more,
			}));
			expect(unpackEntries(packEntries(later))).toEqual(given);
		}),
	);
});

it('takes eleven letters for an entry, also beyond the times that it can tell', () => {
	const times = [0, Date.UTC(1999, 0), Date.UTC(2026, 0), Date.UTC(2990, 0)];
	const text = packEntries(times.map((time) => ({ key: 'abcdef', time })));
	expect(text).toHaveLength(44);
	const back = unpackEntries(text)!.map((entry) => entry.time);
	expect(back.slice(0, 3)).toEqual([0, 0, Date.UTC(2026, 0)]);
	expect(back[3]).toBeGreaterThan(Date.UTC(2050, 0));
});

it.each([
	[undefined],
	[null],
	[7],
	[{}],
	['abcdef'],
	['abcdefghij!'],
	['abcdef\nhijk'],
	['Ünïcödëabc'],
])('takes %j for no list of entries', (text) => {
	expect(unpackEntries(text)).toBeUndefined();
});

it('takes half a key for no list of keys', () => {
	expect(unpackKeys('abcdefABCDEF')).toEqual(['abcdef', 'ABCDEF']);
	expect(unpackKeys('abcdefABC')).toBeUndefined();
	expect(unpackKeys(undefined)).toBeUndefined();
});
