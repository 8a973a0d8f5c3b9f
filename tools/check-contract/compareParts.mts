import { documentOf, pointerOf } from './description.mts';
import type { Members, Pointer } from './description.mts';
import type { About, Report, Verdict } from './findings.mts';
import { plainName } from './operations.mts';
import { fieldsOf, saysNothing, shapeOf } from './schema.mts';
import type { Part, Parts, Shape } from './schema.mts';

/** What parts are compared for. */
export interface Context {
	report: Report;
	/** Who must be able to take what the other gives: PickFu our requests, we PickFu's answers. */
	side: 'request' | 'answer';
	/** What a part is called, such as "body field"; the path follows. */
	what: string;
	/** Our schemas around, as one may hold itself. */
	trail?: Members[];
}

/** The path of what holds parts, with a dot at its end, and where a new one would be added. */
type Holder = { path: string; pointer: Pointer };

/** A list of words or values for a sentence. */
export const named = (values: readonly unknown[]) =>
	values.map((each) => `\`${typeof each === 'string' ? each : JSON.stringify(each)}\``).join(', ');

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

/** Compares each part of ours with its twin: of the same name, or of one that differs only in how it is spelt. */
export function compareParts(ours: Parts, theirs: Parts, holder: Holder, context: Context): void {
	const { report, side } = context;
	const left = new Map(theirs);
	for (const [name, mine] of ours) {
		const isTwin = (each: string) => !ours.has(each) && plainName(each) === plainName(name);
		const twin = theirs.has(name) ? name : ([...left.keys()].find(isTwin) ?? name);
		const other = theirs.get(twin);
		const about = { ...aboutPart(holder.path + name, mine, context), ours: mine.pointer };
		left.delete(twin);
		if (twin !== name) report('differs', about, `is spelt \`${twin}\` there`);
		if (other) comparePart(mine, other, holder.path + name, context);
		else if (mine.where !== 'path') report('missing', about, 'is not there');
	}
	for (const [name, other] of left) {
		if (other.where === 'path') continue;
		const about = { ...aboutPart(holder.path + name, other, context), ours: holder.pointer };
		const isNeeded = side === 'request' && other.required;
		if (isNeeded) report('differs', about, 'is required there and unknown here');
		else report('new', about, 'is known there and not here');
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
	for (const [verdict, text, ours = mine.pointer] of found) {
		report(verdict, { ...about, ours }, text);
	}
	if (found.every(([verdict]) => verdict !== 'differs')) report('confirmed', about, 'is the same');
	if (here.properties.size > 0 && there.properties.size === 0) {
		const isOpen = there.types?.includes('object') ?? true;
		if (isOpen) report('unsaid', about, 'its fields are not listed there');
		return;
	}
	if (trail.includes(here.schema)) return;
	const below = { ...context, trail: [...trail, here.schema] };
	const holder = { path: path === '' ? '' : `${path}.`, pointer: pointerOf(here.schema) };
	const fields = [fieldsOf(here, mine.where), fieldsOf(there, mine.where)] as const;
	if (here.properties.size > 0) compareParts(...fields, holder, below);
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
function* valueDifferences(mine: Shape, other: Shape, { side }: Context): Found {
	const list = /\bvalue of (\w+)/.exec(String(mine.schema.description))?.[1];
	const listed = shapeOf(documentOf(mine.schema)?.at(`#/components/schemas/${list}`));
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
	const lack = `takes ${named(gone)} here and not there; there: ${named(there)}`;
	const keyword = keywordIn(schema, 'enum');
	if (gone.length > 0) yield ['differs', lack, keyword];
	else if (added.length > 0) yield ['new', `also takes ${named(added)} there`, keyword];
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
const keywordIn = (schema: Members, name: string): Pointer | undefined =>
	name in schema ? `${pointerOf(schema)}/${name}` : undefined;
