import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { isObject } from '../api/read';

/**
 * The fields of the node as one item sees them. Fields may hold expressions, and so may give
 * anything; every reader here takes anything and either gives what the operation needs or says
 * which field has to be changed.
 */
export class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		readonly itemIndex: number,
	) {}

	/**
	 * The field as it is.
	 *
	 * @throws {PickFuFailure} kind `input` when its expression cannot be worked out
	 */
	value(name: string, fallback?: unknown): unknown {
		try {
			return this.context.getNodeParameter(name, this.itemIndex, fallback as IDataObject);
		} catch (error) {
			throw PickFuFailure.input(
				`The field "${labelOf(name)}" could not be worked out`,
				error instanceof Error ? error.message : undefined,
				name,
			);
		}
	}

	/** The field as text, trimmed; numbers become text, and nothing becomes an empty text. */
	text(name: string): string {
		return asText(this.value(name, ''), name);
	}

	/** The switch; texts such as "false" from expressions count as they read. */
	flag(name: string, fallback: boolean): boolean {
		return asFlag(this.value(name, fallback), name, fallback);
	}

	/** A whole number from `least` on. */
	wholeNumber(name: string, least: number, fallback: number): number {
		return asWholeNumber(this.value(name, fallback), name, least) ?? fallback;
	}

	/** The collection, such as "Filters"; an empty one when it is not set. */
	collection(name: string): IDataObject {
		const value = this.value(name, {});
		return isObject(value) ? value : {};
	}

	/** How many records a list should give: all, or up to the limit. */
	limit(): number {
		return this.flag('returnAll', false) ? Infinity : this.wholeNumber('limit', 1, 50);
	}

	/**
	 * The id in a field that is chosen from a list, given by URL or by ID.
	 *
	 * @param pathName the word before the id in an address, such as `surveys`
	 */
	id(name: string, pathName: string): string {
		return asId(this.value(name, ''), name, pathName);
	}
}

/** The id in the value of a resource locator, or in a plain text that an expression gave. */
export function asId(value: unknown, name: string, pathName: string): string {
	const inner = isObject(value) && 'value' in value ? value.value : value;
	const text = asText(inner, name);
	if (text === '') {
		throw PickFuFailure.input(
			`The field "${labelOf(name)}" is empty`,
			'Choose from the list, or give an ID. If it holds an expression, this item has no such value.',
			name,
		);
	}
	if (!/^https?:\/\//i.test(text)) return text;
	const found = new RegExp(`/${pathName}/([^/?#]+)`).exec(text)?.[1];
	if (found !== undefined) return found;
	throw PickFuFailure.input(
		`The address in "${labelOf(name)}" has no ID in it`,
		`It should look like https://www.pickfu.com/${pathName}/ followed by the ID.`,
		name,
	);
}

/** Any value as trimmed text. */
export function asText(value: unknown, name: string): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
		return String(value);
	throw PickFuFailure.input(
		`The field "${labelOf(name)}" takes text, but got ${Array.isArray(value) ? 'a list' : 'an object'}`,
		'Look at what its expression gives for this item.',
		name,
	);
}

/** Any value as a whole number, or undefined when nothing is set. */
export function asWholeNumber(value: unknown, name: string, least: number): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = typeof value === 'string' ? Number(value.trim()) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
	throw PickFuFailure.input(
		`The field "${labelOf(name)}" takes a whole number of at least ${least}`,
		undefined,
		name,
	);
}

/** Any value as true or false; texts such as "false" from expressions count as they read. */
export function asFlag(value: unknown, name: string, fallback: boolean): boolean {
	if (value === undefined || value === null || value === '') return fallback;
	if (typeof value === 'boolean') return value;
	// Not every object can be made text of: one with a member "toString" cannot.
	const text = typeof value === 'object' ? '' : asText(value, name).toLowerCase();
	if (['true', '1', 'yes'].includes(text)) return true;
	if (['false', '0', 'no'].includes(text)) return false;
	throw PickFuFailure.input(`The field "${labelOf(name)}" takes true or false`, undefined, name);
}

/** Texts of a list, or of one text with commas. */
export function asTexts(value: unknown, name: string): string[] {
	if (value === undefined || value === null) return [];
	const entries = Array.isArray(value) ? value : asText(value, name).split(',');
	return entries.map((entry) => asText(entry, name)).filter((entry) => entry !== '');
}

const LABELS: Record<string, string> = {
	surveyId: 'Survey',
	projectId: 'Project',
	responseId: 'Response',
	maxRespondents: 'Maximum Respondents',
	fields: 'Only Fields',
};

/** A field's name as the editor shows it: `sampleSize` is "Sample Size". */
export function labelOf(name: string): string {
	const known = LABELS[name];
	if (known !== undefined) return known;
	const words = name
		.replace(/([A-Z])/g, ' $1')
		.replace(/\b(id|url|json)\b/gi, (word) => word.toUpperCase());
	return words.charAt(0).toUpperCase() + words.slice(1);
}
