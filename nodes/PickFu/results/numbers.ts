/** A fraction with four digits after the point; null stays null, what is not finite becomes null. */
export function rounded(value: number | null, digits = 4): number | null {
	if (value === null || !Number.isFinite(value)) return null;
	const scale = 10 ** digits;
	// A number this large has no such digits, and scaling it could leave the range of numbers.
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER / scale) return value;
	// Adding 0 turns -0 into 0, which JSON would lose.
	return Math.round(value * scale) / scale + 0;
}

/** A fraction in percent, for people, half up: `62%`, `<1%`, `>99%`; a dash for null. */
export function percent(share: number | null): string {
	if (share === null) return '–';
	if (share > 0 && share < 0.01) return '<1%';
	if (share > 0.99 && share < 1) return '>99%';
	// 0.575 * 100 is 57.49999999999999 in binary; half a percent is meant.
	return `${Math.round(withoutDust(share * 100))}%`;
}

/** A share in percent from its counts, half up: the four digits of a share may already be rounded up to a half. */
export function percentOf(part: number, whole: number): string {
	if (whole <= 0) return percent(null);
	if (part % whole === 0 || part * 100 < whole || (whole - part) * 100 < whole)
		return percent(part / whole);
	return `${Math.floor((200 * part + whole) / (2 * whole))}%`;
}

/** A confidence or its complement in percent, with the digits it has: `97.5%`, `0.1%`. */
export function exactPercent(fraction: number): string {
	return `${withoutDust(fraction * 100)}%`;
}

function withoutDust(value: number): number {
	return Number(value.toPrecision(10));
}

/** A number with thousands set apart, for people: `20,000`. */
export function grouped(value: number): string {
	return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A number of which only the size is meant: two digits, `1,200` for 1,175. */
export function roughly(value: number): string {
	const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
	return grouped(Math.round(value / scale) * scale);
}

/** `1 answer`, `2 answers`. */
export function counted(count: number, one: string, several = `${one}s`): string {
	return `${grouped(count)} ${count === 1 ? one : several}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(texts: readonly string[], and = 'and'): string {
	if (texts.length < 2) return texts.join('');
	return `${texts.slice(0, -1).join(', ')} ${and} ${texts[texts.length - 1]}`;
}

/** How often each value comes. */
export function timesOf<Value>(values: readonly Value[]): Map<Value, number> {
	const times = new Map<Value, number>();
	for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
	return times;
}

/** Adds a member to the list of its key. */
export function addTo<Key, Member>(lists: Map<Key, Member[]>, key: Key, member: Member): void {
	const list = lists.get(key);
	if (list === undefined) lists.set(key, [member]);
	else list.push(member);
}
