const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

/**
 * A date of PickFu, whose format is not documented, in milliseconds since 1970: ISO 8601 (in UTC where it
 * names no zone), or seconds or milliseconds since 1970.
 */
export function timeOf(text = ''): number | undefined {
	const number = /^\d{9,14}(\.\d+)?$/.test(text) ? Number(text) : NaN;
	const time = Number.isNaN(number)
		? Date.parse(WITHOUT_ZONE.test(text) ? `${text}Z` : text)
		: number < 1e11
			? number * 1000
			: number;
	return Number.isNaN(time) ? undefined : Math.round(time);
}
