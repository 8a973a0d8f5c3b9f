/**
 * The text, cut to a number of characters with an ellipsis in place of the rest. Cut by code points,
 * so that no emoji is cut in the middle.
 */
export function clip(text: string, most: number): string {
	if (text.length <= most) return text;
	// A character has one or two units, so no more than these can be needed.
	const characters = [...text.slice(0, most * 2 + 2)];
	return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

/** Order of texts by their characters, the same on every machine. */
export function compareTexts(a: string, b: string): number {
	return Number(a > b) - Number(a < b);
}

/** A name in the spelling that this package shows: `sample_size` is `sampleSize`. */
export function camelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
