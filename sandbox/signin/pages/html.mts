/** Text that is known to be safe HTML; made by {@link html} only. */
export class Html {
	constructor(readonly text: string) {}
}

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function toText(value: unknown): string {
	if (value instanceof Html) return value.text;
	if (Array.isArray(value)) return value.map(toText).join('');
	if (value === undefined || value === null || value === false) return '';
	return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Template tag for HTML. Every value is escaped for text and quoted attributes, except what is
 * {@link Html} already; arrays are joined; `undefined`, `null` and `false` print nothing.
 */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
	return new Html(
		parts
			.map((part, index) => part + (index < values.length ? toText(values[index]) : ''))
			.join(''),
	);
}
