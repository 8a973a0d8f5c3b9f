import { retryAfterMs } from '../../nodes/PickFu/api/retryAfter';

const NOW = Date.UTC(2026, 2, 31, 9, 0, 0);

it.each<[string, Record<string, unknown>, number]>([
	['whole seconds', { 'retry-after': '7' }, 7_000],
	['a number that is no text', { 'retry-after': 7 }, 7_000],
	['parts of a second', { 'retry-after': '0.5' }, 500],
	['zero', { 'retry-after': '0' }, 0],
	['blanks around it', { 'retry-after': ' 12 ' }, 12_000],
	['an IMF date', { 'retry-after': 'Tue, 31 Mar 2026 09:00:30 GMT' }, 30_000],
	['a date that has passed', { 'retry-after': 'Tue, 31 Mar 2026 08:00:00 GMT' }, 0],
])('reads %s', (_, headers, expected) => {
	expect(retryAfterMs(headers, NOW)).toBe(expected);
});

it.each<[string, Record<string, unknown>]>([
	['no header', {}],
	['an empty header', { 'retry-after': '' }],
	['words', { 'retry-after': 'in a minute' }],
	['a date of no month', { 'retry-after': 'Tue, 31 Mrz 2026 09:00:30 GMT' }],
	['a guessed header in milliseconds', { 'x-ratelimit-reset': '1774947600000' }],
	['a list of nothing', { 'retry-after': [] }],
	['a reset in words', { 'x-ratelimit-reset': 'later' }],
])('is left without a time by %s', (_, headers) => {
	expect(retryAfterMs(headers, NOW)).toBeUndefined();
});
