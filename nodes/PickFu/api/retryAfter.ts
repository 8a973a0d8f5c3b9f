/**
 * Reads how long a server asks to wait.
 *
 * @param headers answer headers, names in lower case
 * @param now milliseconds since 1970, for dates and for `x-ratelimit-reset`
 * @returns milliseconds to wait, never negative, or undefined when no header says so
 *
 * `Retry-After` in seconds or as one of the three date forms: RFC 9110, sections 10.2.3 and 5.6.7.
 * `RateLimit-Reset` (seconds) and `X-RateLimit-Reset` (seconds, or seconds since 1970) are common
 * practice and not known of PickFu, whose headers are not documented.
 */
export function retryAfterMs(headers: Record<string, unknown>, now: number): number | undefined {
	const retryAfter = text(headers['retry-after']);
	if (retryAfter !== undefined) {
		if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter) * 1000;
		const date = httpDate(retryAfter);
		if (date !== undefined) return Math.max(0, date - now);
	}
	const reset = text(headers['ratelimit-reset']) ?? text(headers['x-ratelimit-reset']);
	if (reset !== undefined && /^\d+$/.test(reset)) {
		const seconds = Number(reset);
		return seconds > 1_000_000_000 ? Math.max(0, seconds * 1000 - now) : seconds * 1000;
	}
	return undefined;
}

function text(value: unknown): string | undefined {
	const first: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof first === 'number') return String(first);
	return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** IMF-fixdate, RFC 850 date and asctime date, all in GMT. */
function httpDate(value: string): number | undefined {
	const imf = /^\w{3}, (\d{2}) (\w{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(value);
	if (imf) return utc(imf[3]!, imf[2]!, imf[1]!, imf[4]!, imf[5]!, imf[6]!);
	const rfc850 = /^\w+, (\d{2})-(\w{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(value);
	if (rfc850)
		return utc(`20${rfc850[3]}`, rfc850[2]!, rfc850[1]!, rfc850[4]!, rfc850[5]!, rfc850[6]!);
	const asctime = /^\w{3} (\w{3}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/.exec(value);
	if (asctime)
		return utc(asctime[6]!, asctime[1]!, asctime[2]!, asctime[3]!, asctime[4]!, asctime[5]!);
	return undefined;
}

function utc(
	year: string,
	month: string,
	day: string,
	h: string,
	m: string,
	s: string,
): number | undefined {
	const index = MONTHS.indexOf(month);
	return index < 0
		? undefined
		: Date.UTC(Number(year), index, Number(day), Number(h), Number(m), Number(s));
}
