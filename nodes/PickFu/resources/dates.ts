import { tryToParseDateTime } from 'n8n-workflow';

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
	// Date and Luxon's DateTime both give milliseconds.
	const plain: unknown = typeof value === 'object' && value !== null ? value.valueOf() : value;
	if (typeof plain === 'number') return readMilliseconds(plain);
	if (typeof plain !== 'string') return undefined;
	const text = plain.trim();
	if (/^\d{12,}$/.test(text)) return readMilliseconds(Number(text));
	const [, day, clock = '00:00', offset] = ISO.exec(text) ?? [];
	const iso = `${day}T${clock}${offset ?? 'Z'}`;
	if (Number.isNaN(Date.parse(iso))) return undefined;
	// Hosts before n8n 2 ignore a zone that is handed to this function, so it is set afterwards.
	const time = tryToParseDateTime(iso);
	return (offset === undefined ? time.setZone(zone, { keepLocalTime: true }) : time).toMillis();
}

/** ISO 8601 as people and databases write it: day, time and offset with or without a blank between. */
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))? ?(Z|[+-]\d{2}:\d{2})?$/;

/** Below it lie the seconds of other systems, and numbers that are no time at all. */
const LEAST_MS = 1e11;

function readMilliseconds(ms: number): number | undefined {
	return Number.isFinite(ms) && ms >= LEAST_MS && ms <= 8.64e15 ? ms : undefined;
}
