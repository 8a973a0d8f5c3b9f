import type { Description, Pointer } from './description.mts';
import type { CodeTarget, Finding, Findings, Kind } from './findings.mts';
import { plainName } from './likeness.mts';
import { BOUND_NAMES, saysNothing, shapeAt } from './shape.mts';
import type { Field, JsonType, Shape } from './shape.mts';

/** What two shapes are compared for. */
export interface Context {
	findings: Findings;
	/** Our document, where values that an answer's description names are looked up. */
	document: Description;
	operation: string;
	/** Who must be able to take what the other gives: PickFu our requests, we PickFu's answers. */
	side: 'request' | 'answer';
	/** All values travel as text, as in a query. */
	asText?: boolean;
	/** Such as "body field"; the path within follows. */
	what: string;
	/** Such as `questions[].type`; empty at the top. */
	path: string;
	/** Where the thing stands in our file. */
	pointer: Pointer;
	code?: CodeTarget;
	/** Pairs that are being compared, so that a schema in itself ends. */
	seen?: ReadonlySet<string>;
}

/** A list of words or values for a sentence. */
export function named(values: readonly unknown[]): string {
	return values
		.map((value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``)
		.join(', ');
}

function subjectOf({ what, path }: Context): string {
	return path === '' ? what.replace(' field', '') : `${what} \`${path}\``;
}

/** Reports one finding about the thing that a context stands for. */
export function report(
	context: Context,
	there: Pointer,
	finding: Pick<Finding, 'kind' | 'compatible' | 'text'> & { ours?: Pointer },
): void {
	const { findings, operation, pointer, code } = context;
	findings.add(operation, {
		subject: subjectOf(context),
		ours: pointer,
		there,
		...(code && { code }),
		...finding,
	});
}

type Reporter = (context: Context, there: Pointer, text: string) => void;

const reporter =
	(kind: Kind, compatible: boolean): Reporter =>
	(context, there, text) =>
		report(context, there, { kind, compatible, text });

/** Both say the same. */
export const confirmed = reporter('confirmed', true);

/** Both speak of it and say different things, and something has to change. */
export const differs = reporter('differs', false);

/** They differ, and the node works on all the same. */
export const copes = reporter('differs', true);

/** The other file does not have it. */
export const missing = reporter('missing', false);

/** Only the other file has it, and the node needs none of it. */
export const isNew = reporter('new', true);

/** The other file says nothing about it. */
export const unsaid = reporter('unsaid', true);

/**
 * Compares two shapes: types, values, limits, fields, entries. What fits is reported as confirmed,
 * field by field.
 */
export function compareShapes(ours: Shape, theirs: Shape, context: Context): void {
	const key = `${ours.pointer.join('/')} ${theirs.pointer.join('/')}`;
	if (context.seen?.has(key)) return;
	const inner = { ...context, seen: new Set([...(context.seen ?? []), key]) };
	if (saysNothing(ours)) return;
	if (saysNothing(theirs)) {
		unsaid(context, theirs.pointer, 'nothing is said about its content there');
		return;
	}
	const fine = [
		compareTypes(ours, theirs, context),
		compareValues(ours, theirs, context),
		compareBounds(ours, theirs, context),
	].every(Boolean);
	if (fine) {
		confirmed(context, theirs.pointer, 'is the same');
	}
	if (ours.fields.size > 0) compareFields(ours, theirs, inner);
	if (ours.items && theirs.items) {
		const [mine, other] = [ours.items(), theirs.items()];
		const path = `${context.path}[]`;
		compareShapes(mine, other, { ...inner, path, pointer: mine.pointer });
	}
}

/** @returns whether the types fit */
function compareTypes(ours: Shape, theirs: Shape, context: Context): boolean {
	if (!ours.types || !theirs.types) return true;
	const [from, to] =
		context.side === 'request' ? [ours.types, theirs.types] : [theirs.types, ours.types];
	const taken = (type: JsonType) =>
		to.has(type) ||
		(type === 'integer' && to.has('number')) ||
		// A whole number is what a reader of numbers gets; only its writer can tell.
		(context.side === 'answer' && type === 'number' && to.has('integer')) ||
		(context.asText === true && to.has('string') && type !== 'object');
	const odd = [...from].filter((type) => !taken(type));
	if (odd.length === 0) return true;
	const list = (types: ReadonlySet<JsonType>) => [...types].join(' or ');
	differs(context, theirs.pointer, `is ${list(theirs.types)} there, ${list(ours.types)} here`);
	return false;
}

/** The values that our file allows, also those that an answer's description names ("A value of X"). */
function ourValues(ours: Shape, document: Description): Shape {
	const schema = /\bvalue of (\w+)/.exec(ours.description)?.[1];
	if (ours.values || schema === undefined) return ours;
	const list = shapeAt(document, ['components', 'schemas', schema]);
	return list.values ? list : ours;
}

/** @returns whether the values fit */
function compareValues(shape: Shape, theirs: Shape, context: Context): boolean {
	const ours = ourValues(shape, context.document);
	const there = theirs.values;
	const here = ours.values;
	if (!there) return true;
	if (!here) {
		report(context, theirs.pointer, {
			kind: context.side === 'request' ? 'differs' : 'new',
			compatible: context.side === 'answer',
			text: `has a list of values there: ${named(there)}; here it takes any`,
		});
		return context.side === 'answer';
	}
	const gone = here.filter((value) => !there.includes(value));
	const added = there.filter((value) => !here.includes(value));
	const place = [...ours.pointer, 'enum'];
	const ours_ = context.document.at(place) === undefined ? {} : { ours: place };
	if (gone.length > 0) {
		report(context, theirs.pointer, {
			kind: 'differs',
			compatible: false,
			text: `takes ${named(gone)} here and not there; there: ${named(there)}`,
			...ours_,
		});
	} else if (added.length > 0) {
		report(context, theirs.pointer, {
			kind: 'new',
			// Answers are read with values that nobody knows yet; a request sends none of them.
			compatible: true,
			text: `also takes ${named(added)} there`,
			...ours_,
		});
	}
	return gone.length === 0;
}

/** @returns whether what we may send stays within the limits there; answers have no limits for us */
function compareBounds(ours: Shape, theirs: Shape, context: Context): boolean {
	if (context.side === 'answer') return true;
	const broken = BOUND_NAMES.filter((name) => {
		const there = theirs.bounds[name];
		const here = ours.bounds[name];
		if (there === undefined) return false;
		if (name.startsWith('min')) return there > (here ?? 0);
		return here === undefined || here > there;
	});
	for (const name of broken) {
		const here = ours.bounds[name];
		const place = [...ours.pointer, name];
		report(context, theirs.pointer, {
			kind: 'differs',
			compatible: false,
			text: `has ${name} ${theirs.bounds[name]} there, ${here === undefined ? 'none' : here} here`,
			...(context.document.at(place) === undefined ? {} : { ours: place }),
		});
	}
	return broken.length === 0;
}

/** Compares the members of two objects, near misses in spelling first. */
function compareFields(ours: Shape, theirs: Shape, context: Context): void {
	if (theirs.fields.size === 0) {
		if (!theirs.types || theirs.types.has('object')) {
			unsaid(context, theirs.pointer, 'its fields are not listed there');
		}
		return;
	}
	const extra = new Set([...theirs.fields.keys()].filter((name) => !ours.fields.has(name)));
	for (const [name, mine] of ours.fields) {
		const inner = within(context, name, mine.pointer);
		const other = theirs.fields.get(name);
		const near = [...extra].find((there) => plainName(there) === plainName(name));
		if (other) {
			compareRequired(mine, other, theirs, inner);
			compareShapes(mine.shape(), other.shape(), inner);
		} else if (near !== undefined) {
			extra.delete(near);
			const twin = theirs.fields.get(near)!;
			differs(inner, twin.pointer, `is spelt \`${near}\` there`);
			compareShapes(mine.shape(), twin.shape(), inner);
		} else {
			missing(inner, theirs.pointer, 'is not there');
		}
	}
	for (const name of extra) reportExtra(name, theirs.fields.get(name)!, ours, context);
}

function within(context: Context, name: string, pointer: Pointer): Context {
	const path = context.path === '' ? name : `${context.path}.${name}`;
	const isBodyField = context.side === 'request' && !context.asText && context.path === '';
	const { code: _, ...rest } = context;
	return { ...rest, path, pointer, ...(isBodyField && { code: { bodyField: name } }) };
}

function reportExtra(name: string, field: Field, ours: Shape, context: Context): void {
	const needed = context.side === 'request' && field.required;
	report(within(context, name, ours.pointer), field.pointer, {
		kind: needed ? 'differs' : 'new',
		compatible: !needed,
		text: needed ? 'is required there and unknown here' : 'is known there and not here',
	});
}

function compareRequired(mine: Field, other: Field, theirs: Shape, context: Context): void {
	if (context.side === 'request' && other.required && !mine.required) {
		differs(context, other.pointer, 'is required there, optional here');
	} else if (mine.required && !other.required && theirs.listsRequired) {
		copes(context, other.pointer, 'is optional there, required here');
	}
}
