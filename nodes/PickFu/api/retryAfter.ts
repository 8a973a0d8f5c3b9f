/**
 * How many milliseconds a server asks to wait: `Retry-After` in seconds or as a date (RFC 9110, section
 * 10.2.3). The names of headers are in lower case; undefined when they don't say so.
 */
export function retryAfterMs(headers: Record<string, unknown>, now: number): number | undefined {
	const value = String(headers['retry-after'] ?? '').trim();
	const wait = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
	return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
