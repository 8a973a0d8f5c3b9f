import type { Description, Members, Pointer } from './description.mts';
import { shapeOf } from './shape.mts';
import type { Shape } from './shape.mts';

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
	required: boolean;
	/** Whether the file says anywhere around it what is required. */
	saysRequired: boolean;
	/** Where its name stands. */
	pointer: Pointer;
	/** Where the schema stands that says most of it. */
	schemaPointer: Pointer;
	shape: Shape;
}

/** The places of a body or the parameters of an operation, by path. */
export type Places = ReadonlyMap<string, Place>;

type Position = Omit<Place, 'pointer' | 'schemaPointer' | 'shape'>;

/**
 * Every place in a schema, from the top down. A schema that holds itself ends where it comes again.
 *
 * @param top how the top is called, if it is a parameter
 */
export function placesOf(
	document: Description,
	schema: Members,
	top: Partial<Position & Pick<Place, 'pointer'>> = {},
): Places {
	const found = new Map<string, Place>();
	const walk = (part: Members, position: Position, trail: Members[]) => {
		const whole = shapeOf(document, part);
		const isAgain = trail.includes(whole.schema);
		const shape = isAgain ? { ...whole, properties: new Map(), items: undefined } : whole;
		const isMember = position.parent !== undefined && position.name !== '[]';
		const schemaPointer = document.pointerOf(shape.schema);
		const pointer = isMember ? document.pointerOf(part) : schemaPointer;
		const { path: parent, where } = position;
		found.set(parent, { pointer, ...position, schemaPointer, shape });
		const { properties, required, items } = shape;
		const below = { parent, where, required: false, saysRequired: required !== undefined };
		const inner = [...trail, shape.schema];
		for (const [name, property] of properties) {
			const path = parent === '' ? name : `${parent}.${name}`;
			const isRequired = required?.includes(name) ?? false;
			walk(property, { ...below, path, name, required: isRequired }, inner);
		}
		if (items) walk(items, { ...below, path: `${parent}[]`, name: '[]' }, inner);
	};
	walk(schema, { path: '', name: '', required: false, saysRequired: false, ...top }, []);
	return found;
}
