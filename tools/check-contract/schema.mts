import { listOf, membersOf, pointerOf, targetOf } from './description.mts';
import type { Members, Pointer } from './description.mts';

/**
 * What a schema allows, in one form for OpenAPI 3.0 and 3.1: references followed, `allOf` merged,
 * `oneOf` and `anyOf` put together, `nullable` as the type null, `const` as a list of one value.
 * Conditions (`if`) are left out. Schemas of members and entries are not looked into.
 */
export interface Shape {
	/** The schema of the document that says most. */
	schema: Members;
	/** The schemas whose limits (`maxLength` and the like) all hold. */
	limits: readonly Members[];
	/** Types of JSON Schema; undefined: any. */
	types?: readonly string[] | undefined;
	/** The values allowed, without null; undefined: any. */
	values?: readonly unknown[] | undefined;
	properties: ReadonlyMap<string, Members>;
	/** Undefined: never written, which says nothing about what is required. */
	required?: readonly string[] | undefined;
	items?: Members | undefined;
}

/** A parameter, a field, or the whole of a body: what can be compared with its twin in the other file. */
export interface Part {
	schema: Members;
	/** Where its name stands. */
	pointer: Pointer;
	/** Undefined: the file does not say what is required around here. */
	required?: boolean | undefined;
	/** Of a parameter and what is in it: path, query, header or cookie. */
	where?: string | undefined;
	/** Of an id in a path. */
	name?: string;
}

/** Parts by their names; ids in a path by their order. */
export type Parts = ReadonlyMap<string, Part>;

/** The fields of an object; of a parameter if that is in one. */
export function fieldsOf({ properties, required }: Shape, where?: string): Parts {
	const field = ([name, schema]: [string, Members]) => {
		const pointer = pointerOf(schema);
		return [name, { schema, pointer, required: required?.includes(name), where }] as const;
	};
	return new Map([...properties].map(field));
}

/** Whether a schema says nothing about what stands there. */
export const saysNothing = ({ types, values, properties }: Shape) =>
	types === undefined && values === undefined && properties.size === 0;

/** The shape of a schema; one that holds itself by references alone says nothing. */
export function shapeOf(value: unknown, trail: Members[] = []): Shape {
	const schema = membersOf(value);
	if (trail.includes(schema)) return ownShape({});
	const part = (each: unknown) => shapeOf(each, [...trail, schema]);
	const all = listOf(schema.allOf).filter((each) => !('if' in membersOf(each)));
	const choices = [schema.oneOf, schema.anyOf].map(listOf).filter(({ length }) => length > 0);
	return [
		ownShape(schema),
		...[targetOf(schema) ?? [], all].flat().map(part),
		...choices.map((shapes) => either(shapes.map(part))),
	].reduce(both);
}

function ownShape(schema: Members): Shape {
	const { type, properties, items, nullable, required } = schema;
	const list = 'const' in schema ? [schema.const] : schema.enum;
	const values = Array.isArray(list) ? list : undefined;
	let types: unknown[] | undefined = values?.map(typeOfValue);
	if (type !== undefined) types = [type].flat();
	else if (properties !== undefined) types = ['object'];
	else if (items !== undefined) types = ['array'];
	if (types && nullable === true) types = [...types, 'null'];
	const members = Object.entries(membersOf(properties));
	return {
		schema,
		limits: [schema],
		types: types && [...new Set(types.map(String))],
		values: values?.filter((value) => value !== null),
		properties: new Map(members.map(([name, member]) => [name, membersOf(member)])),
		required: Array.isArray(required) ? required.map(String) : undefined,
		items: items === undefined ? undefined : membersOf(items),
	};
}

function typeOfValue(value: unknown): string {
	if (value === null) return 'null';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

/** The types that two schemas allow together; a whole number is a number. */
function common(a: readonly string[], b: readonly string[]): string[] {
	const isIn = (types: readonly string[]) => (type: string) =>
		types.includes(type) || (type === 'integer' && types.includes('number'));
	return [...new Set([...a.filter(isIn(b)), ...b.filter(isIn(a))])];
}

/** What two schemas allow together. */
function both(a: Shape, b: Shape): Shape {
	return {
		...joined([a, b], 'allOf'),
		schema: saysNothing(a) ? b.schema : a.schema,
		limits: [...a.limits, ...b.limits],
		types: a.types && b.types ? common(a.types, b.types) : (a.types ?? b.types),
		values: a.values?.filter((value) => b.values?.includes(value) ?? true) ?? b.values,
		required: a.required?.concat(b.required ?? []) ?? b.required,
	};
}

/** What one of several schemas allows. */
function either(shapes: Shape[]): Shape {
	const real = shapes.filter(({ types }) => types?.join() !== 'null');
	const { schema, limits } = real[0] ?? ownShape({});
	const objects = real.filter(({ properties }) => properties.size > 0);
	const written = objects.find(({ required }) => required)?.required;
	return {
		...joined(real, 'anyOf'),
		schema,
		limits: real.length === 1 ? limits : [],
		types: inAll(shapes.map(({ types }) => types)),
		values: inAll(real.map(({ values }) => values)),
		required: written?.filter((name) => objects.every(({ required }) => required?.includes(name))),
	};
}

/** All that several lists hold; undefined when one of them is left open. */
function inAll<T>(lists: Array<readonly T[] | undefined>): T[] | undefined {
	return lists.includes(undefined) ? undefined : [...new Set(lists.flatMap((list) => list ?? []))];
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
