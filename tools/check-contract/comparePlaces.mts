import type { Description, Pointer } from './description.mts';
import type { About, Kind, Report } from './findings.mts';
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
	const { report, owner, side } = context;
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
		compareNames(mine, other, about, context);
		if (!compareContents(mine, other, about, context)) continue;
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
		const ours = holder ? context.document.pointerOf(holder.shape.schema) : owner;
		const isNeeded = side === 'request' && other.required;
		if (isNeeded) report('differs', { subject, ours }, 'is required there and unknown here');
		else report('new', { subject, ours }, 'is known there and not here');
	}
}

/** Compares how two places are spelt, where they stand and whether they have to be there. */
function compareNames(mine: Place, other: Place, about: About, { side, report }: Context): void {
	if (mine.name !== other.name && mine.where !== 'path') {
		report('differs', about, `is spelt \`${other.name}\` there`);
	}
	if (mine.where !== other.where) report('differs', about, `stands in the ${other.where} there`);
	if (side === 'request' && other.required && !mine.required) {
		report('differs', about, 'is required there, optional here');
	} else if (mine.required && other.required === false) {
		report('copes', about, 'is optional there, required here');
	}
}

/** @returns whether what lies below is to be compared */
function compareContents(mine: Place, other: Place, about: About, context: Context): boolean {
	const { report, document } = context;
	if (saysNothing(mine.shape)) return false;
	if (saysNothing(other.shape)) {
		report('unsaid', about, 'nothing is said about its content there');
		return false;
	}
	const news = [
		typeNews(mine, other, context),
		valueNews(mine, other, context),
		...boundNews(mine, other, context),
	].flatMap((each) => each ?? []);
	for (const { kind, text, keyword, schema = mine.shape.schema } of news) {
		const isWritten = keyword !== undefined && keyword in schema;
		const ours = isWritten ? [...document.pointerOf(schema), keyword] : about.ours;
		report(kind, { ...about, ours }, text);
	}
	if (news.every(({ kind }) => kind !== 'differs')) report('confirmed', about, 'is the same');
	if (mine.shape.properties.size === 0 || other.shape.properties.size > 0) return true;
	if (other.shape.types?.includes('object') ?? true) {
		report('unsaid', about, 'its fields are not listed there');
	}
	return false;
}

/** What two contents differ in, and the keyword of our schema that says so, if one does. */
interface News {
	kind: Kind;
	text: string;
	keyword?: string;
	schema?: Place['shape']['schema'];
}

type Compare<T> = (mine: Place, other: Place, context: Context) => T;

const typeNews: Compare<News | undefined> = (
	{ shape: ours, where },
	{ shape: theirs },
	{ side },
) => {
	const there = theirs.types;
	const here = ours.types;
	if (!here || !there) return undefined;
	const [from, to] = side === 'request' ? [here, there] : [there, here];
	const isTaken = (type: string) =>
		to.includes(type) ||
		(type === 'integer' && to.includes('number')) ||
		// A whole number is what a reader of numbers gets; only its writer can tell.
		(side === 'answer' && type === 'number' && to.includes('integer')) ||
		// All values of a parameter travel as text.
		(where !== undefined && to.includes('string') && type !== 'object');
	const text = `is ${there.join(' or ')} there, ${here.join(' or ')} here`;
	return from.every(isTaken) ? undefined : { kind: 'differs', text };
};

/** The values: ours, or those that an answer's description names ("A value of X"). */
const valueNews: Compare<News | undefined> = (mine, { shape: theirs }, { side, document }) => {
	const list = /\bvalue of (\w+)/.exec(String(mine.shape.schema.description))?.[1];
	const schema = document.at(['components', 'schemas', list ?? '']);
	const ours = mine.shape.values ? mine.shape : shapeOf(document, schema);
	const there = theirs.values;
	const here = ours.values;
	if (!there) return undefined;
	if (!here) {
		const text = `has a list of values there: ${named(there)}; here it takes any`;
		return { kind: side === 'request' ? 'differs' : 'new', text };
	}
	const place = { keyword: 'enum', schema: ours.schema };
	const gone = here.filter((value) => !there.includes(value));
	if (gone.length > 0) {
		const text = `takes ${named(gone)} here and not there; there: ${named(there)}`;
		return { kind: 'differs', text, ...place };
	}
	// Answers are read with values that nobody knows yet; a request sends none of them.
	const added = there.filter((value) => !here.includes(value));
	const text = `also takes ${named(added)} there`;
	return added.length > 0 ? { kind: 'new', text, ...place } : undefined;
};

/** Limits that what we may send can break; answers have none for us. */
const boundNews: Compare<News[]> = ({ shape: ours }, { shape: theirs }, { side }) =>
	BOUND_NAMES.flatMap((name) => {
		const there = theirs.bounds[name];
		const here = ours.bounds[name];
		if (side === 'answer' || there === undefined) return [];
		const isFine = name.startsWith('min')
			? there <= (here ?? 0)
			: here !== undefined && here <= there;
		const text = `has ${name} ${there} there, ${here ?? 'none'} here`;
		return isFine ? [] : [{ kind: 'differs', text, keyword: name }];
	});
