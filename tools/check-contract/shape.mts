import { isMembers, listOf } from './description.mts';
import type { Description, Members } from './description.mts';

/** Limits that a request can break: lower ones, then upper ones. */
export const BOUND_NAMES = [
	'minimum',
	'minLength',
	'minItems',
	'maximum',
	'maxLength',
	'maxItems',
] as const;

/**
 * What a schema allows, in one form for OpenAPI 3.0 and 3.1: references followed, `allOf` merged,
 * `oneOf` and `anyOf` put together, `nullable` as the type null, `const` as a list of one value.
 * Conditions (`if`) are left out. Schemas of members and entries are not looked into.
 */
export interface Shape {
	/** The schema of the document that says most. */
	schema: Members;
	/** Types of JSON Schema; undefined: any. */
	types?: readonly string[];
	/** The values allowed, without null; undefined: any. */
	values?: readonly unknown[];
	properties: ReadonlyMap<string, Members>;
	/** Undefined: never written, which says nothing about what is required. */
	required?: readonly string[];
	items?: Members;
	bounds: Partial<Record<(typeof BOUND_NAMES)[number], number>>;
	description: string;
}

/** Whether a schema says nothing about what stands there. */
export function saysNothing({ types, values, properties }: Shape): boolean {
	return types === undefined && values === undefined && properties.size === 0;
}

/** The shape of a schema; one that holds itself by references alone says nothing. */
export function shapeOf(document: Description, schema: unknown, trail: unknown[] = []): Shape {
	if (!isMembers(schema) || trail.includes(schema)) return ownShape({});
	const part = (each: unknown) => shapeOf(document, each, [...trail, schema]);
	const parts = [ownShape(schema)];
	const target = typeof schema.$ref === 'string' ? document.target(schema.$ref) : undefined;
	if (target !== undefined) parts.push(part(target));
	const all = listOf(schema.allOf).filter((each) => !(isMembers(each) && 'if' in each));
	parts.push(...all.map(part));
	for (const choices of [listOf(schema.oneOf), listOf(schema.anyOf)]) {
		if (choices.length > 0) parts.push(either(choices.map(part)));
	}
	return parts.reduce(both);
}

function ownShape(schema: Members): Shape {
	const { properties, required, items, description } = schema;
	const members = isMembers(properties) ? Object.entries(properties) : [];
	const values = 'const' in schema ? [schema.const] : schema.enum;
	const bounds = BOUND_NAMES.filter((name) => typeof schema[name] === 'number');
	return {
		schema,
		types: typesOf(schema),
		values: Array.isArray(values) ? values.filter((value) => value !== null) : undefined,
		properties: new Map(members.map(([name, value]) => [name, isMembers(value) ? value : {}])),
		required: Array.isArray(required) ? required.map(String) : undefined,
		items: isMembers(items) ? items : undefined,
		bounds: Object.fromEntries(bounds.map((name) => [name, schema[name]])),
		description: typeof description === 'string' ? description : '',
	};
}

function typesOf(schema: Members): string[] | undefined {
	const { type, properties, items } = schema;
	const values = 'const' in schema ? [schema.const] : schema.enum;
	let types: unknown[] | undefined;
	if (type !== undefined) types = [type].flat();
	else if (isMembers(properties)) types = ['object'];
	else if (items !== undefined) types = ['array'];
	else if (Array.isArray(values)) types = values.map(typeOfValue);
	return (
		types && [...new Set([...types.map(String), ...(schema.nullable === true ? ['null'] : [])])]
	);
}

function typeOfValue(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

/** What two schemas allow together. */
function both(a: Shape, b: Shape): Shape {
	const bounds = { ...a.bounds };
	for (const name of BOUND_NAMES) {
		const limit = b.bounds[name];
		const tighter = name.startsWith('min') ? Math.max : Math.min;
		if (limit !== undefined) bounds[name] = tighter(limit, bounds[name] ?? limit);
	}
	return {
		...joined([a, b], 'allOf'),
		schema: saysNothing(a) ? b.schema : a.schema,
		types: a.types && b.types ? commonTypes(a.types, b.types) : (a.types ?? b.types),
		values: a.values?.filter((value) => b.values?.includes(value) ?? true) ?? b.values,
		required: a.required || b.required ? [...(a.required ?? []), ...(b.required ?? [])] : undefined,
		bounds,
		description: a.description || b.description,
	};
}

/** The types of both; a whole number is a number. */
function commonTypes(a: readonly string[], b: readonly string[]): string[] {
	const within = (x: readonly string[], y: readonly string[]) =>
		x.filter((type) => y.includes(type) || (type === 'integer' && y.includes('number')));
	return [...new Set([...within(a, b), ...within(b, a)])];
}

/** What one of several schemas allows. */
function either(shapes: Shape[]): Shape {
	const real = shapes.filter(({ types }) => types?.join() !== 'null');
	const first = real[0] ?? shapes[0] ?? ownShape({});
	const objects = real.filter(({ properties }) => properties.size > 0);
	const lists = objects.flatMap(({ required }) => (required ? [required] : []));
	const types = shapes.map((shape) => shape.types);
	const values = real.map((shape) => shape.values);
	return {
		...joined(real, 'anyOf'),
		schema: first.schema,
		types: types.every((each) => each)
			? [...new Set(types.flatMap((each) => each ?? []))]
			: undefined,
		values: values.every((each) => each)
			? [...new Set(values.flatMap((each) => each ?? []))]
			: undefined,
		required: lists[0]?.filter((name) => objects.every(({ required }) => required?.includes(name))),
		bounds: real.length === 1 ? first.bounds : {},
		description: first.description,
	};
}

/** Members and entries of several schemas; what more than one of them names is put together in turn. */
function joined(shapes: Shape[], keyword: 'allOf' | 'anyOf') {
	const properties = new Map<string, Members>();
	for (const [name, schema] of shapes.flatMap((shape) => [...shape.properties])) {
		const other = properties.get(name);
		properties.set(name, other ? { [keyword]: [other, schema] } : schema);
	}
	const lists = shapes.flatMap(({ items }) => (items ? [items] : []));
	return { properties, items: lists.length > 1 ? { [keyword]: lists } : lists[0] };
}
