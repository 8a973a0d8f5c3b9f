/** A fraction with four digits after the point; null stays null, what is not finite becomes null. */
export function rounded(value: number | null, digits = 4): number | null {
	if (value === null || !Number.isFinite(value)) return null;
	const scale = 10 ** digits;
	// A number this large has no such digits, and scaling it could leave the range of numbers.
	if (Math.abs(value) > Number.MAX_SAFE_INTEGER / scale) return value;
	// Adding 0 turns -0 into 0, which JSON would lose.
	return Math.round(value * scale) / scale + 0;
}

/** A fraction in percent, for people: `62%`, `<1%`, `>99%`; a dash for null. */
export function percent(share: number | null): string {
	if (share === null) return '–';
	if (share > 0 && share < 0.01) return '<1%';
	if (share > 0.99 && share < 1) return '>99%';
	return `${Math.round(share * 100)}%`;
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
export function listed(texts: readonly string[]): string {
	if (texts.length < 2) return texts.join('');
	return `${texts.slice(0, -1).join(', ')} and ${texts[texts.length - 1]}`;
}
