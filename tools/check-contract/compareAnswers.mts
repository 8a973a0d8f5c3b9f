import { compareShapes, confirmed, copes, isNew, unsaid } from './compareShapes.mts';
import type { Context } from './compareShapes.mts';
import type { Answer, Operation } from './operations.mts';
import { saysNothing } from './shape.mts';
import type { Shape } from './shape.mts';

type Plain = Pick<Context, 'findings' | 'document' | 'operation'>;

const isSuccess = ({ status }: Answer) => status.startsWith('2');
const isError = ({ status }: Answer) => /^[45]/.test(status);

/** Compares what two operations answer: the status and body of success, the statuses of errors. */
export function compareAnswers(ours: Operation, theirs: Operation, plain: Plain): void {
	compareSuccess(ours, theirs, plain);
	const known = theirs.answers.filter(isError);
	for (const mine of ours.answers.filter(isError)) {
		const context = statusContext(mine, 'error status', plain);
		const other = known.find(({ status }) => covers(status, mine.status));
		if (!other) {
			unsaid(context, theirs.pointer, 'is not listed there');
			continue;
		}
		confirmed(context, other.pointer, 'is listed there too');
		compareBodies(mine, other, 'error field', plain);
	}
	for (const other of known) {
		if (ours.answers.some(({ status }) => covers(other.status, status))) continue;
		isNew(
			statusContext({ ...other, pointer: [...ours.pointer, 'responses'] }, 'error status', plain),
			other.pointer,
			'is listed there and not here',
		);
	}
}

/** `4XX` stands for all of its hundred (OpenAPI 3.1, "Responses Object"). */
function covers(there: string, here: string): boolean {
	return there === here || (/^\dXX$/i.test(there) && there[0] === here[0]);
}

function statusContext(answer: Answer, what: string, plain: Plain): Context {
	return { ...plain, side: 'answer', what, path: answer.status, pointer: answer.pointer };
}

function compareSuccess(ours: Operation, theirs: Operation, plain: Plain): void {
	const mine = ours.answers.find(isSuccess);
	if (!mine) return;
	const context = statusContext(mine, 'success status', plain);
	const there = theirs.answers.filter(isSuccess);
	const other = there.find(({ status }) => covers(status, mine.status)) ?? there[0];
	if (!other) {
		unsaid(context, theirs.pointer, 'no success is described there');
		return;
	}
	if (covers(other.status, mine.status)) {
		confirmed(context, other.pointer, 'is the same');
	} else {
		// Any 2xx is taken, so this only corrects the contract.
		copes(context, other.pointer, `is ${other.status} there, ${mine.status} here`);
	}
	compareBodies(mine, other, 'answer field', plain);
}

function compareBodies(mine: Answer, other: Answer, what: string, plain: Plain): void {
	const ours = mine.json?.shape;
	if (!ours) return;
	const theirs = other.json?.shape;
	const top: Context = {
		...plain,
		side: 'answer',
		what,
		path: '',
		pointer: mine.json?.pointer ?? mine.pointer,
	};
	if (!theirs || saysNothing(theirs)) {
		unsaid(top, other.pointer, 'its body is not described there');
		return;
	}
	const context = { ...top, what, pointer: ours.pointer };
	const bare = what === 'answer field' ? unwrapped(ours, theirs) : undefined;
	if (!bare) {
		compareShapes(ours, theirs, context);
		return;
	}
	copes(top, theirs.pointer, bare.text);
	compareShapes(bare.ours, bare.theirs, { ...context, path: 'data', pointer: bare.ours.pointer });
}

interface Unwrapped {
	ours: Shape;
	theirs: Shape;
	text: string;
}

/**
 * The node reads an answer in an envelope or bare, and a list at the top, under `data` or as the
 * only list of an object (`nodes/PickFu/api/read.ts`); then the records are compared.
 *
 * @returns undefined when both have the same envelope
 */
function unwrapped(ours: Shape, theirs: Shape): Unwrapped | undefined {
	const data = ours.fields.get('data')?.shape();
	if (!data) return undefined;
	const inner = theirs.fields.get('data')?.shape();
	const tells = 'the node reads both';
	if (!data.types?.has('array')) {
		if (inner || !theirs.types?.has('object')) return undefined;
		return { ours: data, theirs, text: `has no envelope \`data\` there; ${tells}` };
	}
	const holder = inner ?? theirs;
	if (holder.types?.has('array')) {
		if (inner) return undefined;
		return { ours: data, theirs, text: `is a bare list there; ${tells}` };
	}
	const lists = [...holder.fields].filter(([, field]) => field.shape().types?.has('array'));
	const only = lists.length === 1 ? lists[0] : undefined;
	if (!only) return undefined;
	const place = `${inner ? 'data.' : ''}${only[0]}`;
	return {
		ours: data,
		theirs: only[1].shape(),
		text: `has its list in \`${place}\` there; ${tells}`,
	};
}
