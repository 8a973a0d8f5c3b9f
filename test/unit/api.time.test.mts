import { timeOf } from '../../nodes/PickFu/api/time';

it.each([
	['2026-04-01T10:00:00Z'],
	['2026-04-01T10:00:00.000Z'],
	['2026-04-01T12:00:00+02:00'],
	['2026-04-01T10:00:00'],
	['2026-04-01T10:00'],
	['2026-04-01 10:00:00'],
	['2026-04-01 10:00:00.000'],
	['Wed, 01 Apr 2026 10:00:00 GMT'],
	['1775037600'],
	['1775037600.0'],
	['1775037600000'],
])('reads %s as ten in the morning in UTC, wherever n8n is', (text) => {
	expect(timeOf(text)).toBe(Date.UTC(2026, 3, 1, 10));
});

it.each([undefined, '', 'soon', '2026-13-01T10:00:00Z'])('reads no time in %j', (text) => {
	expect(timeOf(text)).toBeUndefined();
});

it('gives whole milliseconds', () => {
	expect(timeOf('1775037600.1236')).toBe(1_775_037_600_124);
});
