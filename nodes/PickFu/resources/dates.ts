/**
 * A point in time from what a date field holds: n8n's date picker and databases give text, often
 * without a zone, expressions give `Date` and Luxon objects or milliseconds.
 *
 * @param zone IANA name of the zone that text without one is meant in: the workflow's, as in n8n's
 * own nodes
 * @returns milliseconds since 1970; undefined for what would have to be guessed, such as `12` or
 * `03.04.2026`
 */
export function readTime(value: unknown, zone: string): number | undefined {
	if (typeof value === 'object' && value !== null) {
		// Date and Luxon's DateTime both give milliseconds.
		const time: unknown = value.valueOf();
		return typeof time === 'number' ? readMilliseconds(time) : undefined;
	}
	if (typeof value === 'number') return readMilliseconds(value);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (/^\d{12,}$/.test(text)) return readMilliseconds(Number(text));
	const [, day, clock = '00:00', offset] = ISO.exec(text) ?? [];
	if (day === undefined) return undefined;
	const utc = Date.parse(`${day}T${clock}${offset ?? 'Z'}`);
	if (Number.isNaN(utc)) return undefined;
	return offset === undefined ? inZone(utc, zone) : utc;
}

/** ISO 8601 as people and databases write it: day, time and offset with or without a blank between. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))? ?(Z|[+-]\d{2}:\d{2})?$/;

/** Below it lie the seconds of other systems, and numbers that are no time at all. */
const LEAST_MS = 1e11;

function readMilliseconds(ms: number): number | undefined {
	return Number.isFinite(ms) && ms >= LEAST_MS && ms <= 8.64e15 ? ms : undefined;
}

/** The time at which clocks in the zone show what clocks in UTC show at `utc`. */
function inZone(utc: number, zone: string): number {
	const first = utc - offsetAt(utc, zone);
	// Once more, as the offset may be another one there: daylight saving time.
	return utc - offsetAt(first, zone);
}

/** How far clocks in the zone are ahead of UTC, in milliseconds. */
function offsetAt(time: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const shown = Date.UTC(
		of('year'),
		of('month') - 1,
		of('day'),
		of('hour'),
		of('minute'),
		of('second'),
	);
	return shown - Math.floor(time / 1000) * 1000;
}
