import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Nature } from '../api/endpoints';
import { PickFuFailure } from '../api/failure';
import { isObject } from '../api/read';
import { entriesOf, yesOrNo } from '../questions';

/**
 * The fields of the node as one item sees them. Fields may hold expressions, and so may hold
 * anything; every reader here takes anything and either returns what the operation needs or says
 * which field has to be changed.
 */
export class Parameters {
	/** @param values the value of each declared field, its expressions evaluated */
	constructor(
		private readonly values: ReadonlyMap<string, unknown>,
		readonly itemIndex: number,
	) {}

	/** The field as it is; `fallback` for one that the operation does not have. */
	value(name: string, fallback?: unknown): unknown {
		return this.values.has(name) ? this.values.get(name) : fallback;
	}

	/** The field as text, trimmed; numbers become text, and nothing becomes an empty text. */
	text(name: string): string {
		return asText(this.value(name, ''), name);
	}

	/**
	 * The field as text, which must not be empty.
	 *
	 * @throws {PickFuFailure} kind `input` when it is
	 */
	requiredText(name: string): string {
		const text = this.text(name);
		if (text !== '') return text;
		throw PickFuFailure.field(name, 'is empty', GAVE_NOTHING);
	}

	/**
	 * A number that decides what is paid: an expression that returns nothing must not lift a bound.
	 *
	 * @throws {PickFuFailure} kind `input`
	 */
	requiredNumber(name: string): number {
		const number = asWholeNumber(this.value(name), name, 1);
		if (number !== undefined) return number;
		throw PickFuFailure.field(name, 'is empty', 'Nothing was sent. Enter a number.');
	}

	/** The switch; texts such as "false" from expressions count as they read. */
	flag(name: string, fallback: boolean): boolean {
		return asFlag(this.value(name, fallback), name, fallback);
	}

	/** A whole number from `least` on. */
	wholeNumber(name: string, least: number, fallback: number): number {
		return asWholeNumber(this.value(name, fallback), name, least) ?? fallback;
	}

	/**
	 * The collection, such as "Filters"; an empty one when it is not set.
	 *
	 * @throws {PickFuFailure} kind `input` when an expression made something else of it
	 */
	collection(name: string): IDataObject {
		if (!this.values.has(name)) return {};
		const value = this.values.get(name);
		if (isObject(value)) return value;
		throw PickFuFailure.field(name, 'must be an object', CHECK_EXPRESSION);
	}

	/** Every value that decides what is done, for telling two calls apart. */
	content(): unknown {
		return [...this.values].filter(([name]) => !APPEARANCE.includes(name));
	}

	/** How many records a list should return: all, or up to the limit. */
	limit(): number {
		return this.flag('returnAll', false) ? Infinity : this.wholeNumber('limit', 1, 50);
	}

	/**
	 * The id in a field that is chosen from a list, set by URL or by ID.
	 *
	 * @param pathName the word before the id in a URL, such as `surveys`
	 */
	id(name: string, pathName: string): string {
		return asId(this.value(name, ''), name, pathName);
	}
}

/** Fields that change how an operation runs or what it returns, not what it does. */
const APPEARANCE = ['output', 'fields', 'options', 'maxRespondents', 'maxFollowUps'];

/**
 * Evaluates every field of an operation for one item, so that no expression can fail once a request
 * was sent.
 *
 * @param fields all fields of the operation
 * @throws {PickFuFailure} kind `input` for an expression that cannot be evaluated, for a collection
 * that is no object and, where money is spent, for names in a collection that are no fields: a
 * misspelt bound must not lift the bound
 */
export function resolveFields(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: INodeProperties[],
	nature: Nature,
): Parameters {
	const values = new Map<string, unknown>();
	const parameters = new Parameters(values, itemIndex);
	for (const { name, type, default: fallback, options = [] } of fields) {
		try {
			values.set(name, context.getNodeParameter(name, itemIndex, fallback as IDataObject));
		} catch (error) {
			const reason = error instanceof Error ? error.message : undefined;
			throw PickFuFailure.field(name, "has an expression that couldn't be evaluated", reason);
		}
		if (type !== 'collection') continue;
		const known = options.map((option) => option.name);
		const unknown = Object.keys(parameters.collection(name)).find((key) => !known.includes(key));
		if (nature === 'spend' && unknown !== undefined) {
			throw PickFuFailure.field(name, `has no field called '${unknown}'`, 'Nothing was sent.');
		}
	}
	return parameters;
}

const GAVE_NOTHING = 'If the field uses an expression, it returned nothing for this item.';

const CHECK_EXPRESSION = 'Check what the expression returns for this item.';

/** What is chosen in a resource locator; a value that an expression returned may be plain. */
export function locatorValue(value: unknown): unknown {
	return isObject(value) && 'value' in value ? value.value : value;
}

/** The id in the value of a resource locator, or in a plain text that an expression returned. */
export function asId(value: unknown, name: string, pathName: string): string {
	const text = asText(locatorValue(value), name);
	const id = /^https?:\/\//i.test(text) ? idInUrl(text, pathName) : text;
	if (id) return id;
	let [rule, advice] = [
		'has a URL without an ID',
		"Enter the URL of its page in PickFu, or switch to 'By ID'.",
	];
	if (text === '') {
		rule = 'is empty';
		advice = `Choose from the list, or enter an ID. ${GAVE_NOTHING}`;
	} else if (/\/results\//i.test(text)) {
		rule = "has the URL of a results page, which doesn't contain the survey's ID";
		advice = 'Choose the survey from the list, or use its ID, as Get Many returns it.';
	}
	throw PickFuFailure.field(name, rule, advice);
}

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** What stands behind the thing's own word in a URL; where no other thing is named, the last GUID or number. */
function idInUrl(url: string, pathName: string): string | undefined {
	const [, named] = new RegExp(`/${pathName}/([^/?#]+)`).exec(url) ?? [];
	if (named !== undefined || /\/(surveys|projects|responses|results)\//.test(url)) return named;
	return url.match(GUID)?.pop() ?? /.*\/(\d+)(?=[/?#]|$)/.exec(url)?.[1];
}

/** Any value as trimmed text. */
export function asText(value: unknown, name: string): string {
	if (typeof value === 'object' && value !== null) {
		const kind = Array.isArray(value) ? 'a list' : 'an object';
		throw PickFuFailure.field(name, `must be text, not ${kind}`, CHECK_EXPRESSION);
	}
	return String(value ?? '').trim();
}

/** True for what an empty field, or an expression that returned nothing, gives. */
function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Any value as a whole number, or undefined when nothing is set; texts in plain digits count. */
export function asWholeNumber(value: unknown, name: string, least: number): number | undefined {
	if (isNothing(value)) return undefined;
	const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number >= least) return number;
	throw PickFuFailure.field(name, `must be a whole number of at least ${least}`);
}

/**
 * Any value as true or false, or `fallback` when nothing is set; texts such as "false" from
 * expressions count as they read.
 */
export function asFlag<Fallback extends boolean | undefined>(
	value: unknown,
	name: string,
	fallback: Fallback,
): boolean | Fallback {
	if (isNothing(value)) return fallback;
	const flag = yesOrNo(value);
	if (flag !== undefined) return flag;
	throw PickFuFailure.field(name, 'must be true or false');
}

/** Texts of a list, of one text with commas, or of the JSON text of a list. */
export function asTexts(value: unknown, name: string): string[] {
	if (value === undefined || value === null) return [];
	const entries = entriesOf(value) ?? [value];
	return entries.map((entry) => asText(entry, name)).filter((entry) => entry !== '');
}
