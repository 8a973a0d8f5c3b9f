import { retryAfterMs } from '../../nodes/PickFu/api/retryAfter';

const NOW = Date.UTC(2026, 2, 31, 9, 0, 0);

it.each<[string, Record<string, unknown>, number]>([
	['whole seconds', { 'retry-after': '7' }, 7_000],
	['a number that is no text', { 'retry-after': 7 }, 7_000],
	['parts of a second', { 'retry-after': '0.5' }, 500],
	['zero', { 'retry-after': '0' }, 0],
	['blanks around it', { 'retry-after': ' 12 ' }, 12_000],
	['the first of several', { 'retry-after': ['3', '9'] }, 3_000],
	['an IMF date', { 'retry-after': 'Tue, 31 Mar 2026 09:00:30 GMT' }, 30_000],
	['an RFC 850 date', { 'retry-after': 'Tuesday, 31-Mar-26 09:01:00 GMT' }, 60_000],
	['an asctime date', { 'retry-after': 'Tue Mar 31 09:00:05 2026' }, 5_000],
	[
		'an asctime date with a day of one digit',
		{ 'retry-after': 'Wed Apr  1 09:00:00 2026' },
		86_400_000,
	],
	['a date that has passed', { 'retry-after': 'Tue, 31 Mar 2026 08:00:00 GMT' }, 0],
	['RateLimit-Reset', { 'ratelimit-reset': '42' }, 42_000],
	['X-RateLimit-Reset in seconds', { 'x-ratelimit-reset': '15' }, 15_000],
	['X-RateLimit-Reset as a time', { 'x-ratelimit-reset': String(NOW / 1000 + 20) }, 20_000],
	[
		'X-RateLimit-Reset as a time that has passed',
		{ 'x-ratelimit-reset': String(NOW / 1000 - 20) },
		0,
	],
	['Retry-After before the others', { 'retry-after': '2', 'ratelimit-reset': '42' }, 2_000],
	[
		'the others when Retry-After is nonsense',
		{ 'retry-after': 'soon', 'ratelimit-reset': '42' },
		42_000,
	],
])('reads %s', (_, headers, expected) => {
	expect(retryAfterMs(headers, NOW)).toBe(expected);
});

it.each<[string, Record<string, unknown>]>([
	['no header', {}],
	['an empty header', { 'retry-after': '' }],
	['a negative number', { 'retry-after': '-5' }],
	['words', { 'retry-after': 'in a minute' }],
	['a date of no month', { 'retry-after': 'Tue, 31 Mrz 2026 09:00:30 GMT' }],
	['a date in another zone', { 'retry-after': 'Tue, 31 Mar 2026 09:00:30 CET' }],
	['an ISO date, which no HTTP header is', { 'retry-after': '2026-03-31T09:00:30Z' }],
	['a list of nothing', { 'retry-after': [] }],
	['a reset in words', { 'x-ratelimit-reset': 'later' }],
])('is left without a time by %s', (_, headers) => {
	expect(retryAfterMs(headers, NOW)).toBeUndefined();
});
