import { memberOf, pointerOf } from './description.mts';
import type { Description, Members, Pointer } from './description.mts';
import type { About, Report, Verdict } from './findings.mts';
import { plainName } from './pairs.mts';
import { fieldsOf, saysNothing, shapeOf } from './schema.mts';
import type { Part, Parts, Shape } from './schema.mts';

/** What parts are compared for. */
export interface Context {
	report: Report;
	/** Our document, where values that an answer's description names are looked up. */
	document: Description;
	/** Who must be able to take what the other gives: PickFu our requests, we PickFu's answers. */
	side: 'request' | 'answer';
	/** What a part is called, such as "body field"; the path follows. */
	what: string;
	/** Our schemas around, as one may hold itself. */
	trail?: Members[];
}

/** A list of words or values for a sentence. */
export function named(values: readonly unknown[]): string {
	return values
		.map((value) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``)
		.join(', ');
}

function aboutPart(path: string, { where, name }: Part, { side, what }: Context): About {
	if (path === '') return { subject: what.replace(' field', '') };
	if (where === undefined) {
		const isSent = side === 'request' && !/[.[]/.test(path);
		return { subject: `${what} \`${path}\``, ...(isSent && { code: ['bodyField', path] }) };
	}
	const subject = `${where} parameter \`${where === 'path' ? name : path}\``;
	const code = ['query', path.replace(/[[.].*/, '')] as const;
	return { subject, ...(where === 'query' && { code }) };
}

/**
 * Compares each part of ours with its twin: that of the same name, or else of a name that differs only in
 * how it is spelt. What lies below a part that is missing or says nothing is left out.
 *
 * @param holder the path of what holds them, with a dot at its end
 * @param owner where a new one would be added
 */
export function compareParts(
	ours: Parts,
	theirs: Parts,
	[holder, owner]: [string, Pointer],
	context: Context,
): void {
	const left = new Map(theirs);
	const isTwin = (name: string) => (other: string) =>
		!ours.has(other) && plainName(other) === plainName(name);
	for (const [name, mine] of ours) {
		const twin = theirs.has(name) ? name : ([...left.keys()].find(isTwin(name)) ?? name);
		const other = theirs.get(twin);
		const about = { ...aboutPart(holder + name, mine, context), ours: mine.pointer };
		left.delete(twin);
		if (twin !== name) context.report('differs', about, `is spelt \`${twin}\` there`);
		if (other) comparePart(mine, other, holder + name, context);
		else if (mine.where !== 'path') context.report('missing', about, 'is not there');
	}
	for (const [name, other] of left) {
		if (other.where === 'path') continue;
		const about = { ...aboutPart(holder + name, other, context), ours: owner };
		const isNeeded = context.side === 'request' && other.required;
		if (isNeeded) context.report('differs', about, 'is required there and unknown here');
		else context.report('new', about, 'is known there and not here');
	}
}

/** Compares a part with its twin, and what is in them; a schema that holds itself to where it comes again. */
export function comparePart(mine: Part, other: Part, path: string, context: Context): void {
	const { report, side, trail = [] } = context;
	const about = { ...aboutPart(path, mine, context), ours: mine.pointer };
	const [here, there] = [shapeOf(mine.schema), shapeOf(other.schema)];
	if (mine.where !== other.where) report('differs', about, `stands in the ${other.where} there`);
	if (side === 'request' && other.required && !mine.required) {
		report('differs', about, 'is required there, optional here');
	} else if (mine.required && other.required === false) {
		report('copes', about, 'is optional there, required here');
	}
	if (saysNothing(here)) return;
	if (saysNothing(there)) return report('unsaid', about, 'nothing is said about its content there');
	const found = [
		...typeDifferences(here, there, context, mine.where !== undefined),
		...valueDifferences(here, there, context),
		...limitDifferences(here, there, context),
	];
	for (const [verdict, text, ours = mine.pointer] of found)
		report(verdict, { ...about, ours }, text);
	if (found.every(([verdict]) => verdict !== 'differs')) report('confirmed', about, 'is the same');
	if (here.properties.size > 0 && there.properties.size === 0) {
		const isOpen = there.types?.includes('object') ?? true;
		if (isOpen) report('unsaid', about, 'its fields are not listed there');
		return;
	}
	if (trail.includes(here.schema)) return;
	const below = { ...context, trail: [...trail, here.schema] };
	const place: [string, Pointer] = [path === '' ? '' : `${path}.`, pointerOf(here.schema)];
	if (here.properties.size > 0)
		compareParts(fieldsOf(here, mine), fieldsOf(there, mine), place, below);
	if (!here.items || !there.items) return;
	const pointer = pointerOf(shapeOf(here.items).schema);
	const entry = { schema: here.items, pointer, where: mine.where };
	comparePart(entry, { ...entry, schema: there.items }, `${path}[]`, below);
}

/** What was found about a content, and where our schema says it if a keyword does. */
type Found = Generator<[verdict: Verdict, text: string, keyword?: Pointer | undefined], void>;

function* typeDifferences(mine: Shape, other: Shape, { side }: Context, isText: boolean): Found {
	const [here, there] = [mine.types, other.types];
	if (!here || !there) return;
	const [from, to] = side === 'request' ? [here, there] : [there, here];
	const isTaken = (type: string) =>
		to.includes(type) ||
		(type === 'integer' && to.includes('number')) ||
		// A whole number is what a reader of numbers gets; only its writer can tell.
		(side === 'answer' && type === 'number' && to.includes('integer')) ||
		// All values of a parameter travel as text.
		(isText && to.includes('string') && type !== 'object');
	if (from.every(isTaken)) return;
	yield ['differs', `is ${there.join(' or ')} there, ${here.join(' or ')} here`];
}

/** The values: ours, or those that an answer's description names ("A value of X"). */
function* valueDifferences(mine: Shape, other: Shape, { side, document }: Context): Found {
	const list = /\bvalue of (\w+)/.exec(String(mine.schema.description))?.[1];
	const listed = shapeOf(document.at(`#/components/schemas/${list}`));
	const { schema, values: here } = mine.values ? mine : listed;
	const there = other.values;
	if (!there) return;
	if (!here) {
		const text = `has a list of values there: ${named(there)}; here it takes any`;
		return yield [side === 'request' ? 'differs' : 'new', text];
	}
	const gone = here.filter((value) => !there.includes(value));
	// Answers are read with values that nobody knows yet; a request sends none of them.
	const added = there.filter((value) => !here.includes(value));
	if (gone.length > 0) {
		const text = `takes ${named(gone)} here and not there; there: ${named(there)}`;
		yield ['differs', text, keywordIn(schema, 'enum')];
	} else if (added.length > 0) {
		yield ['new', `also takes ${named(added)} there`, keywordIn(schema, 'enum')];
	}
}

/** Limits that what we may send can break; answers have none for us. */
function* limitDifferences(mine: Shape, other: Shape, { side }: Context): Found {
	if (side === 'answer') return;
	for (const name of ['minimum', 'minLength', 'minItems', 'maximum', 'maxLength', 'maxItems']) {
		const [here, there] = [limitOf(mine, name), limitOf(other, name)];
		if (there === undefined) continue;
		const isLeast = name.startsWith('min');
		if (isLeast ? there <= (here ?? 0) : here !== undefined && here <= there) continue;
		const text = `has ${name} ${there} there, ${here ?? 'none'} here`;
		yield ['differs', text, keywordIn(mine.schema, name)];
	}
}

/** The closest of the limits of one name. */
function limitOf({ limits }: Shape, name: string): number | undefined {
	const all = limits.flatMap(({ [name]: limit }) => (typeof limit === 'number' ? [limit] : []));
	if (all.length === 0) return undefined;
	return name.startsWith('min') ? Math.max(...all) : Math.min(...all);
}

/** Where a keyword of a schema of ours stands, if it is written. */
function keywordIn(schema: Members, name: string): Pointer | undefined {
	return name in schema ? memberOf(pointerOf(schema), name) : undefined;
}
