import { listOf, membersOf } from './description.mts';
import type { Description, Members, Pointer } from './description.mts';

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

/** One place in a body, or a parameter: what can be compared with its twin in the other file. */
export interface Place {
	/** Such as `questions[].type`; empty at the top of a body. */
	path: string;
	/** The last name of the path; `[]` for the entries of a list. */
	name: string;
	/** The path of what holds it; undefined at the top. */
	parent?: string | undefined;
	/** Of a parameter and what is in it: path, query, header or cookie. */
	where?: string | undefined;
	/** Undefined: the file does not say what is required around here. */
	required?: boolean | undefined;
	/** Where its name stands. */
	pointer: Pointer;
	shape: Shape;
}

/** The places of a body or the parameters of an operation, by path. */
export type Places = ReadonlyMap<string, Place>;

/**
 * Every place in a schema, from the top down. A schema that holds itself ends where it comes again.
 *
 * @param top what is known of the top, if it is a parameter or stands in an envelope
 */
export function placesOf(document: Description, schema: Members, top: Partial<Place> = {}): Places {
	const found = new Map<string, Place>();
	const walk = (part: Members, known: Partial<Place>, trail: Members[]) => {
		const whole = shapeOf(document, part);
		const isAgain = trail.includes(whole.schema);
		const shape = isAgain ? { ...whole, properties: new Map(), items: undefined } : whole;
		const pointer = document.pointerOf(shape.schema);
		const place = { path: '', name: '', pointer, ...known, shape };
		found.set(place.path, place);
		const below = { parent: place.path, where: place.where };
		const inner = [...trail, shape.schema];
		for (const [name, property] of shape.properties) {
			const path = place.path === '' ? name : `${place.path}.${name}`;
			const own = { path, name, required: shape.required?.includes(name) };
			walk(property, { ...below, ...own, pointer: document.pointerOf(property) }, inner);
		}
		if (shape.items) walk(shape.items, { ...below, path: `${place.path}[]`, name: '[]' }, inner);
	};
	walk(schema, top, []);
	return found;
}

/** Whether a schema says nothing about what stands there. */
export function saysNothing({ types, values, properties }: Shape): boolean {
	return types === undefined && values === undefined && properties.size === 0;
}

/** The shape of a schema; one that holds itself by references alone says nothing. */
export function shapeOf(document: Description, value: unknown, trail: Members[] = []): Shape {
	const schema = membersOf(value);
	if (trail.includes(schema)) return ownShape({});
	const part = (each: unknown) => shapeOf(document, each, [...trail, schema]);
	const all = listOf(schema.allOf).filter((each) => !('if' in membersOf(each)));
	const choices = [schema.oneOf, schema.anyOf].map(listOf).filter(({ length }) => length > 0);
	return [
		ownShape(schema),
		...[document.target(schema) ?? [], all].flat().map(part),
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

/** What two schemas allow together; types and values are those of the one that names them first. */
function both(a: Shape, b: Shape): Shape {
	return {
		...joined([a, b], 'allOf'),
		schema: saysNothing(a) ? b.schema : a.schema,
		limits: [...a.limits, ...b.limits],
		types: a.types ?? b.types,
		values: a.values ?? b.values,
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
