import { isMembers } from './description.mts';
import type { Description, Members, Pointer } from './description.mts';

/** A type of JSON Schema. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/** Limits that a request can break, by the keyword's name. */
export type Bounds = Partial<Record<BoundName, number>>;

/** Keywords of {@link Bounds}: lower limits, then upper ones. */
export const BOUND_NAMES = [
	'minimum',
	'minLength',
	'minItems',
	'maximum',
	'maxLength',
	'maxItems',
] as const;

/** A keyword of {@link Bounds}. */
export type BoundName = (typeof BOUND_NAMES)[number];

/** A member of an object. */
export interface Field {
	/** Where its name stands. */
	pointer: Pointer;
	required: boolean;
	/** False for a schema that allows anything, such as `data: {}`. */
	says: boolean;
	shape(): Shape;
}

/**
 * What a schema allows, in one form for OpenAPI 3.0 and 3.1: references followed, `allOf` merged,
 * `oneOf` and `anyOf` put together, `nullable` as the type null, `const` as a list of one value.
 * Conditions (`if`) are left out.
 */
export interface Shape {
	/** Where the schema stands that says most. */
	pointer: Pointer;
	/** Undefined: any. */
	types?: ReadonlySet<JsonType>;
	/** The values allowed, without null; undefined: any. */
	values?: readonly unknown[];
	fields: ReadonlyMap<string, Field>;
	/** Whether any `required` was written: a file that never does says nothing about it. */
	listsRequired: boolean;
	items?: () => Shape;
	bounds: Bounds;
	description: string;
}

/** Whether a schema says nothing about what stands there. */
export function saysNothing(shape: Shape): boolean {
	return shape.types === undefined && shape.values === undefined && shape.fields.size === 0;
}

/**
 * The shape of the schema at a pointer. Members are looked into only when asked, so that a schema
 * may hold itself.
 */
export function shapeAt(document: Description, pointer: Pointer, trail: Pointer = []): Shape {
	const schema = document.at(pointer);
	const key = pointer.join('\n');
	if (!isMembers(schema) || trail.includes(key)) return anything(pointer);
	const next = [...trail, key];
	const part = (place: Pointer) => shapeAt(document, place, next);
	let shape = ownShape(document, pointer, schema);
	if (typeof schema['$ref'] === 'string') {
		const target = document.target(schema['$ref']);
		if (target) shape = both(shape, part(target));
	}
	for (const place of branches(schema, pointer, 'allOf')) {
		if (!('if' in document.members(place))) shape = both(shape, part(place));
	}
	for (const keyword of ['oneOf', 'anyOf'] as const) {
		const places = branches(schema, pointer, keyword);
		if (places.length > 0) shape = both(shape, either(places.map(part)));
	}
	return shape;
}

function anything(pointer: Pointer): Shape {
	return { pointer, fields: new Map(), listsRequired: false, bounds: {}, description: '' };
}

function branches(schema: Members, pointer: Pointer, keyword: string): Pointer[] {
	const list = schema[keyword];
	if (!Array.isArray(list)) return [];
	return list.map((_, index) => [...pointer, keyword, String(index)]);
}

function ownShape(document: Description, pointer: Pointer, schema: Members): Shape {
	const values = valuesOf(schema);
	const types = typesOf(schema, values);
	const required = Array.isArray(schema['required']) ? schema['required'] : undefined;
	const properties = isMembers(schema['properties']) ? schema['properties'] : {};
	const fields = Object.entries(properties).map(([name, value]): [string, Field] => {
		const place = [...pointer, 'properties', name];
		return [
			name,
			{
				pointer: place,
				required: required?.includes(name) ?? false,
				says: isMembers(value) && Object.keys(value).length > 0,
				shape: () => shapeAt(document, place),
			},
		];
	});
	return {
		pointer,
		...(types && { types }),
		...(values && { values: values.filter((value) => value !== null) }),
		fields: new Map(fields),
		listsRequired: required !== undefined,
		...(schema['items'] !== undefined && {
			items: () => shapeAt(document, [...pointer, 'items']),
		}),
		bounds: boundsOf(schema),
		description: typeof schema['description'] === 'string' ? schema['description'] : '',
	};
}

function valuesOf(schema: Members): unknown[] | undefined {
	if ('const' in schema) return [schema['const']];
	return Array.isArray(schema['enum']) ? schema['enum'] : undefined;
}

function typesOf(schema: Members, values: unknown[] | undefined): Set<JsonType> | undefined {
	const { type } = schema;
	const stated = typeof type === 'string' ? [type] : Array.isArray(type) ? type : undefined;
	const implied = isMembers(schema['properties'])
		? ['object']
		: schema['items'] !== undefined
			? ['array']
			: values?.map(typeOfValue);
	const list = stated ?? implied;
	if (!list) return undefined;
	const types = new Set(list as JsonType[]);
	if (schema['nullable'] === true) types.add('null');
	return types;
}

function typeOfValue(value: unknown): JsonType {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value as JsonType;
}

function boundsOf(schema: Members): Bounds {
	const entries = BOUND_NAMES.flatMap((name) =>
		typeof schema[name] === 'number' ? [[name, schema[name]]] : [],
	);
	return Object.fromEntries(entries) as Bounds;
}

/** What two schemas allow together. */
function both(a: Shape, b: Shape): Shape {
	const types = a.types && b.types ? commonTypes(a.types, b.types) : (a.types ?? b.types);
	const values =
		a.values && b.values
			? a.values.filter((value) => b.values!.includes(value))
			: (a.values ?? b.values);
	const fields = new Map(a.fields);
	for (const [name, field] of b.fields) {
		const other = fields.get(name);
		fields.set(
			name,
			other ? mergedField(other, field, both, other.required || field.required) : field,
		);
	}
	const items = mergedItems(a, b, both);
	const bounds = { ...a.bounds };
	for (const name of BOUND_NAMES) {
		const limit = b.bounds[name];
		if (limit === undefined) continue;
		const tighter = name.startsWith('min') ? Math.max : Math.min;
		bounds[name] = tighter(limit, bounds[name] ?? limit);
	}
	return {
		pointer: saysNothing(a) ? b.pointer : a.pointer,
		...(types && { types }),
		...(values && { values }),
		fields,
		listsRequired: a.listsRequired || b.listsRequired,
		...(items && { items }),
		bounds,
		description: a.description || b.description,
	};
}

function commonTypes(a: ReadonlySet<JsonType>, b: ReadonlySet<JsonType>): Set<JsonType> {
	const common = [...a].filter((type) => b.has(type));
	const whole = (x: ReadonlySet<JsonType>, y: ReadonlySet<JsonType>) =>
		x.has('integer') && y.has('number');
	return new Set(whole(a, b) || whole(b, a) ? [...common, 'integer'] : common);
}

/** What one of several schemas allows. */
function either(shapes: Shape[]): Shape {
	const isNull = ({ types }: Shape) => types?.size === 1 && types.has('null');
	const real = shapes.filter((shape) => !isNull(shape));
	const first = real[0] ?? shapes[0]!;
	const objects = real.filter(({ fields }) => fields.size > 0);
	const fields = new Map<string, Field>();
	for (const { fields: own } of objects) {
		for (const [name, field] of own) {
			const other = fields.get(name);
			fields.set(name, other ? mergedField(other, field, (a, b) => either([a, b]), false) : field);
		}
	}
	for (const [name, field] of fields) {
		const required = objects.every((shape) => shape.fields.get(name)?.required === true);
		fields.set(name, { ...field, required });
	}
	const types = shapes.every((shape) => shape.types)
		? new Set(shapes.flatMap((shape) => [...shape.types!]))
		: undefined;
	const values = real.every((shape) => shape.values)
		? [...new Set(real.flatMap((shape) => shape.values!))]
		: undefined;
	const lists = real.flatMap(({ items }) => (items ? [items] : []));
	return {
		pointer: first.pointer,
		...(types && { types }),
		...(values && { values }),
		fields,
		listsRequired: objects.some((shape) => shape.listsRequired),
		...(lists.length > 0 && { items: () => either(lists.map((item) => item())) }),
		bounds: real.length === 1 ? first.bounds : {},
		description: first.description,
	};
}

function mergedField(
	a: Field,
	b: Field,
	merge: (a: Shape, b: Shape) => Shape,
	required: boolean,
): Field {
	return {
		pointer: a.says ? a.pointer : b.pointer,
		required,
		says: a.says || b.says,
		shape: () => merge(a.shape(), b.shape()),
	};
}

function mergedItems(a: Shape, b: Shape, merge: (a: Shape, b: Shape) => Shape) {
	const { items } = a;
	const { items: others } = b;
	if (items && others) return () => merge(items(), others());
	return items ?? others;
}
