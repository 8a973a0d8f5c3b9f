/** Markup that is known to be safe: made by `markup` only. */
export class Html {
	constructor(readonly source: string) {}
}

/** What may stand in a template: texts are escaped, markup is kept, lists are joined, nothing is nothing. */
export type Part = string | number | Html | null | undefined | false | readonly Part[];

/**
 * Makes markup from a template. Every text put into it is escaped for elements and for quoted
 * attributes alike, so nothing that a respondent wrote can become markup. No text may be put into a
 * script, a style sheet or an unquoted attribute; the report has none of them. Indentation of the
 * template is left out: an e-mail is cut off by its size.
 *
 * Not called `html`: Prettier would set such templates as documents, with white space between inline elements.
 */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Html {
	const source = texts.map((text, at) => sourceOf(parts[at - 1]) + text.replace(/\n\s*/g, '\n'));
	return new Html(source.join(''));
}

/** The text with everything escaped that means something in HTML, and without control characters. */
function escapeHtml(text: string): string {
	return text
		.replace(CONTROLS, '')
		.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
		.replace(/[&<>"'`]/g, (letter) => `&${ENTITIES[letter as keyof typeof ENTITIES]};`);
}

/** The URL where it has the form, else undefined. */
const only = (form: RegExp) => (url?: string) => (form.test(url ?? '') ? url : undefined);

/** The data URL of an image that the page can hold: base64 data of a raster format, no SVG, nothing on the net. */
export const dataImage = only(/^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/]+={0,2}$/i);

/** A plain https URL, to link to or, in an e-mail, to show. */
export const httpsUrl = only(/^https:\/\/[^\s"'<>\\`]+$/i);

/** The same of a picture that mail clients can load: not a video or a sound. */
export function httpsPicture(url: string | undefined): string | undefined {
	return /\.(?:mp4|mov|webm|m4v|mp3|wav|m4a|pdf)(?:[?#]|$)/i.test(url ?? '')
		? undefined
		: httpsUrl(url);
}

const CONTROLS = /(?![\t\n\r])\p{Cc}/gu;
const ENTITIES = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39', '`': '#96' };

function sourceOf(part: Part): string {
	if (part === null || part === undefined || part === false) return '';
	if (part instanceof Html) return part.source;
	if (typeof part === 'number' || typeof part === 'string') return escapeHtml(String(part));
	return part.map(sourceOf).join('');
}
