import type { Description, Members, Pointer } from './description.mts';
import type { About, Report, Verdict } from './findings.mts';
import { plainName } from './pairs.mts';
import { saysNothing, shapeOf } from './schema.mts';
import type { Place, Places, Shape } from './schema.mts';

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
	const { report, owner, side, document } = context;
	const left = new Map(theirs);
	for (const path of ours.keys()) left.delete(path);
	const spelt = new Map(
		[...left.values()].reverse().map((place) => [plainName(place.path), place]),
	);
	/** The places of ours that were compared to the end, and those of the other file, by their twins' paths. */
	const opened = { ours: new Set<string>(), byTwin: new Map<string | undefined, Place>() };
	for (const mine of ours.values()) {
		if (mine.parent !== undefined && !opened.ours.has(mine.parent)) continue;
		const about = { ...aboutPlace(mine, context), ours: mine.pointer };
		const other = theirs.get(mine.path) ?? spelt.get(plainName(mine.path));
		if (!other) {
			const isNamed = mine.name !== '[]' && mine.where !== 'path';
			if (isNamed) report('missing', about, 'is not there');
			continue;
		}
		left.delete(other.path);
		for (const [verdict, text, keyword = mine.pointer] of compareTwins(mine, other, context)) {
			report(verdict, { ...about, ours: keyword }, text);
		}
		if (saysNothing(mine.shape) || saysNothing(other.shape) || isClosed(mine, other)) continue;
		opened.ours.add(mine.path);
		opened.byTwin.set(other.path, mine);
	}
	for (const other of left.values()) {
		const holder = opened.byTwin.get(other.parent);
		const isNews = holder
			? other.name !== '[]' && holder.shape.properties.size > 0
			: other.parent === undefined && other.where !== 'path';
		if (!isNews) continue;
		const path = holder && holder.path !== '' ? `${holder.path}.${other.name}` : other.name;
		const { subject } = aboutPlace({ ...other, path }, context);
		const ours = holder ? document.pointerOf(holder.shape.schema) : owner;
		const isNeeded = side === 'request' && other.required;
		if (isNeeded) report('differs', { subject, ours }, 'is required there and unknown here');
		else report('new', { subject, ours }, 'is known there and not here');
	}
}

/** Whether we list fields where the other file lists none. */
const isClosed = (mine: Place, other: Place) =>
	mine.shape.properties.size > 0 && other.shape.properties.size === 0;

/** What was found about a place, and where our schema says it if a keyword does. */
type Found = Generator<[verdict: Verdict, text: string, keyword?: Pointer | undefined], void>;

/** Compares how two places are spelt, where they stand, whether they have to be there, and what they hold. */
function* compareTwins(mine: Place, other: Place, context: Context): Found {
	if (mine.name !== other.name && mine.where !== 'path') {
		yield ['differs', `is spelt \`${other.name}\` there`];
	}
	if (mine.where !== other.where) yield ['differs', `stands in the ${other.where} there`];
	if (context.side === 'request' && other.required && !mine.required) {
		yield ['differs', 'is required there, optional here'];
	} else if (mine.required && other.required === false) {
		yield ['copes', 'is optional there, required here'];
	}
	if (saysNothing(mine.shape)) return;
	if (saysNothing(other.shape)) return yield ['unsaid', 'nothing is said about its content there'];
	const found = [...compareContents(mine, other, context)];
	yield* found;
	if (found.every(([verdict]) => verdict !== 'differs')) yield ['confirmed', 'is the same'];
	if (isClosed(mine, other) && (other.shape.types?.includes('object') ?? true)) {
		yield ['unsaid', 'its fields are not listed there'];
	}
}

function* compareContents(mine: Place, other: Place, context: Context): Found {
	yield* compareTypes(mine, other, context.side);
	yield* compareValues(mine, other, context);
	// Limits that what we may send can break; answers have none for us.
	if (context.side === 'request') yield* compareLimits(mine, other, context.document);
}

function* compareTypes({ shape, where }: Place, other: Place, side: Context['side']): Found {
	const [here, there] = [shape.types, other.shape.types];
	if (!here || !there) return;
	const [from, to] = side === 'request' ? [here, there] : [there, here];
	const isTaken = (type: string) =>
		to.includes(type) ||
		(type === 'integer' && to.includes('number')) ||
		// A whole number is what a reader of numbers gets; only its writer can tell.
		(side === 'answer' && type === 'number' && to.includes('integer')) ||
		// All values of a parameter travel as text.
		(where !== undefined && to.includes('string') && type !== 'object');
	if (from.every(isTaken)) return;
	yield ['differs', `is ${there.join(' or ')} there, ${here.join(' or ')} here`];
}

/** The values: ours, or those that an answer's description names ("A value of X"). */
function* compareValues(mine: Place, other: Place, { side, document }: Context): Found {
	const list = /\bvalue of (\w+)/.exec(String(mine.shape.schema.description))?.[1];
	const listed = document.at(`#/components/schemas/${list}`);
	const { schema, values: here } = mine.shape.values ? mine.shape : shapeOf(document, listed);
	const there = other.shape.values;
	if (!there) return;
	if (!here) {
		const text = `has a list of values there: ${named(there)}; here it takes any`;
		return yield [side === 'request' ? 'differs' : 'new', text];
	}
	const gone = here.filter((value) => !there.includes(value));
	// Answers are read with values that nobody knows yet; a request sends none of them.
	const added = there.filter((value) => !here.includes(value));
	const keyword = keywordIn(document, schema, 'enum');
	if (gone.length > 0) {
		const text = `takes ${named(gone)} here and not there; there: ${named(there)}`;
		yield ['differs', text, keyword];
	} else if (added.length > 0) yield ['new', `also takes ${named(added)} there`, keyword];
}

function* compareLimits({ shape }: Place, other: Place, document: Description): Found {
	for (const name of ['minimum', 'minLength', 'minItems', 'maximum', 'maxLength', 'maxItems']) {
		const [here, there] = [limitOf(shape, name), limitOf(other.shape, name)];
		if (there === undefined) continue;
		const isLeast = name.startsWith('min');
		if (isLeast ? there <= (here ?? 0) : here !== undefined && here <= there) continue;
		const text = `has ${name} ${there} there, ${here ?? 'none'} here`;
		yield ['differs', text, keywordIn(document, shape.schema, name)];
	}
}

/** The closest of the limits of one name. */
function limitOf({ limits }: Shape, name: string): number | undefined {
	const all = limits.flatMap(({ [name]: limit }) => (typeof limit === 'number' ? [limit] : []));
	if (all.length === 0) return undefined;
	return name.startsWith('min') ? Math.max(...all) : Math.min(...all);
}

/** Where a keyword of a schema of ours stands, if it is written. */
function keywordIn(document: Description, schema: Members, name: string): Pointer | undefined {
	return name in schema ? `${document.pointerOf(schema)}/${name}` : undefined;
}
