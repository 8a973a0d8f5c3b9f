import { comparePlaces } from './comparePlaces.mts';
import type { Context } from './comparePlaces.mts';
import type { Description, Members } from './description.mts';
import type { Answer, Operation } from './operations.mts';
import { placesOf } from './places.mts';
import { saysNothing, shapeOf } from './shape.mts';
import type { Shape } from './shape.mts';

type Plain = Omit<Context, 'what'>;

const isSuccess = ({ status }: Answer) => status.startsWith('2');
const isError = ({ status }: Answer) => /^[45]/.test(status);

/** `4XX` stands for all of its hundred (OpenAPI 3.1, "Responses Object"). */
const covers = (there: string, here: string) =>
	there === here || (/^\dXX$/i.test(there) && there[0] === here[0]);

/** Compares what two operations answer: the status and body of success, the statuses of errors. */
export function compareAnswers(
	ours: Operation,
	theirs: Operation,
	plain: Plain,
	document: Description,
): void {
	const { report } = plain;
	compareSuccess(ours, theirs, plain, document);
	const about = (status: string) => `error status \`${status}\``;
	const known = theirs.answers.filter(isError);
	for (const mine of ours.answers.filter(isError)) {
		const other = known.find(({ status }) => covers(status, mine.status));
		const subject = { subject: about(mine.status), ours: mine.pointer };
		if (!other) {
			report('unsaid', subject, 'is not listed there', theirs.pointer);
			continue;
		}
		report('confirmed', subject, 'is listed there too', other.pointer);
		compareJson(mine, other, { ...plain, what: 'error field' }, document);
	}
	for (const { status, pointer } of known) {
		if (ours.answers.some((mine) => covers(status, mine.status))) continue;
		const subject = { subject: about(status), ours: [...ours.pointer, 'responses'] };
		report('new', subject, 'is listed there and not here', pointer);
	}
}

function compareSuccess(
	ours: Operation,
	theirs: Operation,
	plain: Plain,
	document: Description,
): void {
	const mine = ours.answers.find(isSuccess);
	if (!mine) return;
	const about = { subject: `success status \`${mine.status}\``, ours: mine.pointer };
	const there = theirs.answers.filter(isSuccess);
	const same = there.find(({ status }) => covers(status, mine.status));
	const other = same ?? there[0];
	if (!other) {
		plain.report('unsaid', about, 'no success is described there', theirs.pointer);
		return;
	}
	// Any 2xx is taken, so another one only corrects the contract.
	if (same) plain.report('confirmed', about, 'is the same', other.pointer);
	else plain.report('copes', about, `is ${other.status} there, ${mine.status} here`, other.pointer);
	compareJson(mine, other, { ...plain, what: 'answer field' }, document);
}

function compareJson(mine: Answer, other: Answer, context: Context, document: Description): void {
	if (!mine.json?.schema) return;
	const ours = shapeOf(context.document, mine.json.schema);
	const theirs = shapeOf(document, other.json?.schema);
	const about = { subject: context.what.replace(' field', ''), ours: mine.json.pointer };
	if (saysNothing(theirs)) {
		context.report('unsaid', about, 'its body is not described there', other.pointer);
		return;
	}
	const bare =
		context.what === 'answer field'
			? unwrapped(ours, theirs, context.document, document)
			: undefined;
	if (bare) {
		const pointer = document.pointerOf(theirs.schema);
		context.report('copes', about, `${bare.text}; the node reads both`, pointer);
	}
	const top = bare ? { path: 'data', name: 'data' } : {};
	comparePlaces(
		placesOf(context.document, bare?.ours ?? mine.json.schema, top),
		placesOf(document, bare?.theirs ?? other.json?.schema ?? {}, top),
		context,
	);
}

/**
 * The node reads an answer in an envelope or bare, and a list at the top, under `data` or as the
 * only list of an object (`nodes/PickFu/api/read.ts`); then the records are compared.
 *
 * @returns our record or list and theirs, which is the whole when left out; undefined when both have
 * the same envelope
 */
function unwrapped(
	ours: Shape,
	theirs: Shape,
	here: Description,
	there: Description,
): { ours: Members; theirs?: Members; text: string } | undefined {
	const data = ours.properties.get('data');
	if (!data) return undefined;
	const inner = theirs.properties.get('data');
	if (!shapeOf(here, data).types?.includes('array')) {
		if (inner || !theirs.types?.includes('object')) return undefined;
		return { ours: data, text: 'has no envelope `data` there' };
	}
	const holder = inner ? shapeOf(there, inner) : theirs;
	if (holder.types?.includes('array')) {
		return inner ? undefined : { ours: data, text: 'is a bare list there' };
	}
	const isList = (schema: unknown) => shapeOf(there, schema).types?.includes('array');
	const [only, second] = [...holder.properties].filter(([, schema]) => isList(schema));
	if (!only || second) return undefined;
	const place = `${inner ? 'data.' : ''}${only[0]}`;
	return { ours: data, theirs: only[1], text: `has its list in \`${place}\` there` };
}
