/** Markup that is known to be safe: made by `html` only. */
export class Html {
	constructor(readonly markup: string) {}
}

/** What may stand in a template: texts are escaped, markup is kept, lists are joined, nothing is nothing. */
export type Part = string | number | Html | null | undefined | false | readonly Part[];

/**
 * Makes markup from a template. Every text put into it is escaped for elements and for quoted
 * attributes alike, so nothing that a respondent wrote can become markup. No text may be put into a
 * script, a style sheet or an unquoted attribute; the report has none of them.
 */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(texts.reduce((whole, text, index) => whole + markupOf(parts[index - 1]) + text));
}

/** The text with everything escaped that means something in HTML, and without control characters. */
export function escapeHtml(text: string): string {
	return text
		.replace(CONTROLS, '')
		.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
		.replace(/[&<>"'`]/g, (letter) => ENTITIES.get(letter)!);
}

/** The text, cut at a number of characters. */
export function clipped(text: string, length: number): string {
	const letters = [...text];
	return letters.length > length
		? `${letters
				.slice(0, length - 1)
				.join('')
				.trimEnd()}…`
		: text;
}

/**
 * The address of an image inside the page, when it is one: base64 data of a raster format. Anything
 * else, addresses on the net included, is not shown.
 */
export function dataImage(address: string | undefined): string | undefined {
	return address !== undefined && DATA_IMAGE.test(address) ? address : undefined;
}

/** The address of a page to link to, when it is a plain https address. */
export function httpsLink(address: string | undefined): string | undefined {
	return address !== undefined && /^https:\/\/[^\s"'<>\\]+$/i.test(address) ? address : undefined;
}

const CONTROLS = /(?![\t\n\r])\p{Cc}/gu;
const DATA_IMAGE = /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/]+={0,2}$/i;
const ENTITIES = new Map([
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&#39;'],
	['`', '&#96;'],
]);

function markupOf(part: Part): string {
	if (part === null || part === undefined || part === false) return '';
	if (part instanceof Html) return part.markup;
	if (typeof part === 'number' || typeof part === 'string') return escapeHtml(String(part));
	return part.map(markupOf).join('');
}
