/** Where text stops being JSON, and what is wrong there. */
export interface JsonFault {
	/** Both from 1; a column counts UTF-16 units, as editors do. */
	line: number;
	column: number;
	/** The rest of a sentence: `a comma or ] was expected`. Never holds any of the text. */
	reason: string;
}

/**
 * Finds the first place where a text is no JSON (RFC 8259). `JSON.parse` gives no place at all for
 * short texts, different words from one Node to the next, and pieces of the text.
 *
 * @param text what `JSON.parse` has refused
 * @returns the end of the text when nothing else is found; never throws, whatever the nesting
 */
export function jsonFault(text: string): JsonFault {
	const scan = new Scan(text);
	const reason = scan.document() ?? 'the JSON is not complete';
	const before = text.slice(0, scan.at).split(/\r\n|\n|\r/);
	return { line: before.length, column: (before[before.length - 1] ?? '').length + 1, reason };
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** Up to the closing quote, by the ranges of RFC 8259, section 7. */
const STRING = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;
const CURLY_QUOTES = /[\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]/;

/** A scanner with its own stack, so that deep nesting cannot overflow the program's. */
class Scan {
	at = 0;

	private readonly open: string[] = [];

	constructor(private readonly text: string) {}

	/** The reason why the text is no JSON, with `at` on the place; undefined when it is JSON. */
	document(): string | undefined {
		do {
			const fault = this.value() ?? this.closings();
			if (fault !== undefined) return fault;
		} while (this.open.length > 0);
		this.match(SPACE);
		return this.at < this.text.length ? 'there is more text after the end of the JSON' : undefined;
	}

	/** One scalar, or the beginning of a list or object up to its first value. */
	private value(): string | undefined {
		for (;;) {
			this.match(SPACE);
			const char = this.text[this.at];
			if (char === '"') return this.string();
			if (char !== '[' && char !== '{') {
				return this.match(SCALAR) ? undefined : this.expected('a value');
			}
			this.at++;
			this.match(SPACE);
			const close = char === '[' ? ']' : '}';
			this.open.push(close);
			if (this.text[this.at] === close) return undefined;
			const fault = close === '}' ? this.name() : undefined;
			if (fault !== undefined) return fault;
		}
	}

	/** What follows a value: closing brackets, then a comma and, in an object, the next name. */
	private closings(): string | undefined {
		while (this.open.length > 0) {
			this.match(SPACE);
			const close = this.open[this.open.length - 1] ?? '';
			const char = this.text[this.at];
			if (char === close) {
				this.at++;
				this.open.pop();
				continue;
			}
			if (char !== ',') return this.expected(`a comma or ${close}`);
			const comma = this.at++;
			this.match(SPACE);
			if (this.text[this.at] === close) {
				this.at = comma;
				return `there is a comma too many before ${close}`;
			}
			return close === '}' ? this.name() : undefined;
		}
		return undefined;
	}

	private name(): string | undefined {
		this.match(SPACE);
		if (this.text[this.at] !== '"') return this.expected('a name in double quotes');
		const fault = this.string();
		if (fault !== undefined) return fault;
		this.match(SPACE);
		if (this.text[this.at] !== ':') return this.expected('a colon');
		this.at++;
		return undefined;
	}

	private string(): string | undefined {
		this.match(STRING);
		const char = this.text[this.at];
		if (char === '"') {
			this.at++;
			return undefined;
		}
		if (char === '\\')
			return 'there is a backslash that begins no escape; write \\\\ for a backslash';
		if (char === undefined) return 'the text ends inside double quotes';
		return 'there is a line break or control character inside double quotes; write \\n for a line break';
	}

	private expected(what: string): string {
		const char = this.text[this.at];
		if (char === undefined) return `the text ends where ${what} was expected`;
		if (char === "'") return `${what} was expected; use double quotes, not single ones`;
		if (CURLY_QUOTES.test(char)) return `${what} was expected; use straight double quotes`;
		if (char === '`') return `${what} was expected; leave out the backticks around the JSON`;
		return `${what} was expected`;
	}

	private match(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		if (!pattern.test(this.text)) return false;
		this.at = pattern.lastIndex;
		return true;
	}
}
