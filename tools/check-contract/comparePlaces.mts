import type { Description, Pointer } from './description.mts';
import type { About, Report } from './findings.mts';
import { plainName } from './pairs.mts';
import { BOUND_NAMES, saysNothing, shapeOf } from './schema.mts';
import type { Place, Places } from './schema.mts';

/** What two sets of places are compared for. */
export interface Context {
	report: Report;
	/** Our document, where values that an answer's description names are looked up. */
	document: Description;
	/** Who must be able to take what the other gives: PickFu our requests, we PickFu's answers. */
	side: 'request' | 'answer';
	/** What a place is called, such as "body field"; the path follows. */
	what: string;
	/** Where our operation stands, to which a new parameter would be added. */
	owner: Pointer;
}

/** A list of words or values for a sentence. */
export function named(values: readonly unknown[]): string {
	return values
		.map((value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``)
		.join(', ');
}

function aboutPlace({ path, name, where, parent }: Place, { side, what }: Context): About {
	if (path === '') return { subject: what.replace(' field', '') };
	if (where === undefined) {
		const isSent = side === 'request' && parent === '';
		return { subject: `${what} \`${path}\``, ...(isSent && { code: ['bodyField', path] }) };
	}
	const subject = `${where} parameter \`${where === 'path' ? name : path}\``;
	const code = ['query', path.replace(/[[.].*/, '')] as const;
	return { subject, ...(where === 'query' && { code }) };
}

/**
 * Compares each place of ours with its twin: that of the same path, or else of a path that differs
 * only in how it is spelt. What lies below a place that is missing or says nothing is left out.
 */
export function comparePlaces(ours: Places, theirs: Places, context: Context): void {
	const { report, owner } = context;
	const left = new Map(theirs);
	for (const path of ours.keys()) left.delete(path);
	const spelt = new Map(
		[...left.values()].reverse().map((place) => [plainName(place.path), place]),
	);
	const twins = new Map<string | undefined, Place>();
	/** The places of ours that were compared to the end, by the path of their twin. */
	const opened = new Map<string | undefined, Place>();
	for (const mine of ours.values()) {
		const holder = twins.get(mine.parent);
		if (mine.parent !== undefined && !holder) continue;
		const about = { ...aboutPlace(mine, context), ours: mine.pointer };
		const other = theirs.get(mine.path) ?? spelt.get(plainName(mine.path));
		if (!other) {
			const isNamed = mine.name !== '[]' && mine.where !== 'path';
			if (isNamed) report('missing', about, 'is not there', holder?.schemaPointer ?? owner);
			continue;
		}
		left.delete(other.path);
		compareNames(mine, other, about, context);
		if (!compareContents(mine, other, about, context)) continue;
		twins.set(mine.path, other);
		opened.set(other.path, mine);
	}
	for (const other of left.values()) {
		const holder = opened.get(other.parent);
		const isNews = holder
			? other.name !== '[]' && holder.shape.properties.size > 0
			: other.parent === undefined && other.where !== 'path';
		if (!isNews) continue;
		const path = holder && holder.path !== '' ? `${holder.path}.${other.name}` : other.name;
		const { subject } = aboutPlace({ ...other, path }, context);
		const about = { subject, ours: holder?.schemaPointer ?? owner };
		if (context.side === 'request' && other.required) {
			report('differs', about, 'is required there and unknown here', other.pointer);
		} else report('new', about, 'is known there and not here', other.pointer);
	}
}

/** Compares how two places are spelt, where they stand and whether they have to be there. */
function compareNames(mine: Place, other: Place, about: About, { side, report }: Context): void {
	const faults: string[] = [];
	if (mine.name !== other.name && mine.where !== 'path') {
		faults.push(`is spelt \`${other.name}\` there`);
	}
	if (mine.where !== other.where) faults.push(`stands in the ${other.where} there`);
	if (side === 'request' && other.required && !mine.required) {
		faults.push('is required there, optional here');
	}
	for (const text of faults) report('differs', about, text, other.pointer);
	if (mine.required && other.required === false) {
		report('copes', about, 'is optional there, required here', other.pointer);
	}
}

/** @returns whether what lies below is to be compared */
function compareContents(mine: Place, other: Place, about: About, context: Context): boolean {
	const there = other.schemaPointer;
	if (saysNothing(mine.shape)) return false;
	if (saysNothing(other.shape)) {
		context.report('unsaid', about, 'nothing is said about its content there', there);
		return false;
	}
	const results = [compareTypes, compareValues, compareBounds].map((compare) =>
		compare(mine, other, about, context),
	);
	if (results.every(Boolean)) context.report('confirmed', about, 'is the same', there);
	if (mine.shape.properties.size === 0 || other.shape.properties.size > 0) return true;
	if (other.shape.types?.includes('object') ?? true) {
		context.report('unsaid', about, 'its fields are not listed there', there);
	}
	return false;
}

type Compare = (mine: Place, other: Place, about: About, context: Context) => boolean;

/** @returns whether the types fit */
const compareTypes: Compare = ({ shape: ours, where }, other, about, { side, report }) => {
	const there = other.shape.types;
	const here = ours.types;
	if (!here || !there) return true;
	const [from, to] = side === 'request' ? [here, there] : [there, here];
	const isTaken = (type: string) =>
		to.includes(type) ||
		(type === 'integer' && to.includes('number')) ||
		// A whole number is what a reader of numbers gets; only its writer can tell.
		(side === 'answer' && type === 'number' && to.includes('integer')) ||
		// All values of a parameter travel as text.
		(where !== undefined && to.includes('string') && type !== 'object');
	if (from.every(isTaken)) return true;
	const text = `is ${there.join(' or ')} there, ${here.join(' or ')} here`;
	report('differs', about, text, other.schemaPointer);
	return false;
};

/** @returns whether the values fit: ours, or those that an answer's description names ("A value of X") */
const compareValues: Compare = (mine, other, about, { side, document, report }) => {
	const list = /\bvalue of (\w+)/.exec(mine.shape.description)?.[1];
	const schema = document.at(['components', 'schemas', list ?? '']);
	const ours = mine.shape.values ? mine.shape : shapeOf(document, schema);
	const there = other.shape.values;
	const here = ours.values;
	if (!there) return true;
	if (!here) {
		const text = `has a list of values there: ${named(there)}; here it takes any`;
		report(side === 'request' ? 'differs' : 'new', about, text, other.schemaPointer);
		return side === 'answer';
	}
	const gone = here.filter((value) => !there.includes(value));
	const added = there.filter((value) => !here.includes(value));
	const place = { ...about, ours: [...document.pointerOf(ours.schema), 'enum'] };
	if (gone.length > 0) {
		const text = `takes ${named(gone)} here and not there; there: ${named(there)}`;
		report('differs', place, text, other.schemaPointer);
	} else if (added.length > 0) {
		// Answers are read with values that nobody knows yet; a request sends none of them.
		report('new', place, `also takes ${named(added)} there`, other.schemaPointer);
	}
	return gone.length === 0;
};

/** @returns whether what we may send stays within the limits there; answers have no limits for us */
const compareBounds: Compare = ({ shape: ours }, other, about, { side, document, report }) => {
	if (side === 'answer') return true;
	const broken = BOUND_NAMES.filter((name) => {
		const there = other.shape.bounds[name];
		const here = ours.bounds[name];
		if (there === undefined) return false;
		return name.startsWith('min') ? there > (here ?? 0) : here === undefined || here > there;
	});
	for (const name of broken) {
		const text = `has ${name} ${other.shape.bounds[name]} there, ${ours.bounds[name] ?? 'none'} here`;
		const place = { ...about, ours: [...document.pointerOf(ours.schema), name] };
		report('differs', name in ours.schema ? place : about, text, other.schemaPointer);
	}
	return broken.length === 0;
};
