import { DateTime } from 'luxon';
import { readTime } from '../../nodes/PickFu/resources/dates';

const iso = (value: unknown, zone = 'UTC') => {
	const time = readTime(value, zone);
	return time === undefined ? undefined : new Date(time).toISOString();
};

it.each<[unknown, string, string]>([
	['2026-03-31T09:00:00Z', 'Asia/Tokyo', '2026-03-31T09:00:00.000Z'],
	['2026-03-31T09:00:00+02:00', 'Asia/Tokyo', '2026-03-31T07:00:00.000Z'],
	['2026-03-31T09:00:00', 'Asia/Tokyo', '2026-03-31T00:00:00.000Z'],
	['2026-03-31 09:00', 'America/New_York', '2026-03-31T13:00:00.000Z'],
	['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z'],
	// An hour after the clocks of New York went forward, and an hour before.
	['2026-03-08T03:30:00', 'America/New_York', '2026-03-08T07:30:00.000Z'],
	['2026-03-08T01:30:00', 'America/New_York', '2026-03-08T06:30:00.000Z'],
	[new Date('2026-03-31T09:00:00Z'), 'Asia/Tokyo', '2026-03-31T09:00:00.000Z'],
	[DateTime.fromISO('2026-03-31T09:00:00Z'), 'Asia/Tokyo', '2026-03-31T09:00:00.000Z'],
	[1774947600000, 'Asia/Tokyo', '2026-03-31T09:00:00.000Z'],
	['1774947600000', 'Asia/Tokyo', '2026-03-31T09:00:00.000Z'],
])('reads %p in %s', (value, zone, expected) => {
	expect(iso(value, zone)).toBe(expected);
});

it.each([
	12,
	'12',
	'03.04.2026',
	'3/4/2026',
	'soon',
	'2026-13-01',
	'',
	{},
	[],
	NaN,
	new Date(NaN),
	1e300,
])('does not guess %p', (value) => {
	expect(iso(value)).toBeUndefined();
});
