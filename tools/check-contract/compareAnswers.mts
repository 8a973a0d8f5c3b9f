import { comparePlaces } from './comparePlaces.mts';
import type { Context } from './comparePlaces.mts';
import type { Answer, Operation } from './operations.mts';
import type { Place, Places } from './places.mts';
import { saysNothing } from './shape.mts';

type Plain = Omit<Context, 'what'>;

const isSuccess = ({ status }: Answer) => status.startsWith('2');
const isError = ({ status }: Answer) => /^[45]/.test(status);

/** `4XX` stands for all of its hundred (OpenAPI 3.1, "Responses Object"). */
const covers = (there: string, here: string) =>
	there === here || (/^\dXX$/i.test(there) && there[0] === here[0]);

/** Compares what two operations answer: the status and body of success, the statuses of errors. */
export function compareAnswers(ours: Operation, theirs: Operation, context: Plain): void {
	const { report } = context;
	compareAnswer(ours.answers.find(isSuccess), theirs, context);
	for (const mine of ours.answers.filter(isError)) compareAnswer(mine, theirs, context);
	for (const { status, pointer } of theirs.answers.filter(isError)) {
		if (ours.answers.some((mine) => covers(status, mine.status))) continue;
		const subject = `error status \`${status}\``;
		const about = { subject, ours: [...ours.pointer, 'responses'] };
		report('new', about, 'is listed there and not here', pointer);
	}
}

function compareAnswer(mine: Answer | undefined, theirs: Operation, context: Plain): void {
	if (!mine) return;
	const { report } = context;
	const isGood = isSuccess(mine);
	const kind = isGood ? 'success' : 'error';
	const about = { subject: `${kind} status \`${mine.status}\``, ours: mine.pointer };
	const same = theirs.answers.find(({ status }) => covers(status, mine.status));
	// Any 2xx is taken, so another one only corrects the contract.
	const other = same ?? (isGood ? theirs.answers.find(isSuccess) : undefined);
	if (!other) {
		const text = isGood ? 'no success is described there' : 'is not listed there';
		report('unsaid', about, text, theirs.pointer);
		return;
	}
	if (same) report('confirmed', about, 'is the same', other.pointer);
	else report('copes', about, `is ${other.status} there, ${mine.status} here`, other.pointer);
	compareJson(mine, other, { ...context, what: isGood ? 'answer field' : 'error field' });
}

function compareJson(mine: Answer, other: Answer, context: Context): void {
	const ours = mine.json?.places;
	const theirs = other.json?.places;
	if (!ours) return;
	const about = { subject: context.what.replace(' field', ''), ours: mine.json?.pointer };
	const top = theirs?.get('');
	if (!theirs || !top || saysNothing(top.shape)) {
		context.report('unsaid', about, 'its body is not described there', other.pointer);
		return;
	}
	const bare = context.what === 'answer field' ? unwrapped(ours, theirs, top) : undefined;
	if (!bare) {
		comparePlaces(ours, theirs, context);
		return;
	}
	context.report('copes', about, `${bare.text}; the node reads both`, top.schemaPointer);
	comparePlaces(asData(ours, 'data'), asData(theirs, bare.path), context);
}

const isList = ({ shape }: Place) => shape.types?.includes('array') ?? false;

/**
 * The node reads an answer in an envelope or bare, and a list at the top, under `data` or as the
 * only list of an object (`nodes/PickFu/api/read.ts`); then the records are compared.
 *
 * @returns where they have what we have under `data`; undefined when both have the same envelope
 */
function unwrapped(ours: Places, theirs: Places, top: Place) {
	const data = ours.get('data');
	if (!data) return undefined;
	const inner = theirs.get('data');
	if (!isList(data)) {
		if (inner || !top.shape.types?.includes('object')) return undefined;
		return { path: '', text: 'has no envelope `data` there' };
	}
	const holder = inner ?? top;
	if (isList(holder)) return inner ? undefined : { path: '', text: 'is a bare list there' };
	const isInside = (place: Place) => place.parent === holder.path && isList(place);
	const [only, second] = [...theirs.values()].filter(isInside);
	if (!only || second) return undefined;
	return { path: only.path, text: `has its list in \`${only.path}\` there` };
}

/** What stands at and below a path, as if the path were `data`. */
function asData(places: Places, path: string): Places {
	const renamed = (own: string) => {
		const rest = own.slice(path.length);
		return path === '' && /^[^[]/.test(rest) ? `data.${rest}` : `data${rest}`;
	};
	const isWithin = (own: string) =>
		path === '' || own === path || (own.startsWith(path) && /[.[]/.test(own.charAt(path.length)));
	const found = new Map<string, Place>();
	for (const place of [...places.values()].filter((each) => isWithin(each.path))) {
		const own = { ...place, path: renamed(place.path) };
		const top = { name: 'data', pointer: place.schemaPointer, required: false, parent: undefined };
		const rest = place.path === path ? top : { parent: renamed(place.parent ?? '') };
		found.set(own.path, { ...own, ...rest });
	}
	return found;
}
