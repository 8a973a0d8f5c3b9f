import { comparePlaces, named } from './comparePlaces.mts';
import type { Context } from './comparePlaces.mts';
import type { Description } from './description.mts';
import { Findings } from './findings.mts';
import type { About, Finding, Report } from './findings.mts';
import { JSON_TYPE, operationsOf } from './operations.mts';
import type { Answer, Operation } from './operations.mts';
import { isSameAddress, pairUp } from './pairs.mts';
import { placesOf, saysNothing } from './schema.mts';
import type { Place, Places } from './schema.mts';

/** What came of a comparison. */
export interface Comparison {
	findings: Finding[];
	/** How many operations each file has. */
	operations: { ours: number; theirs: number };
}

type Compare = (mine: Operation, other: Operation, report: Report) => void;

/**
 * Compares what an OpenAPI file says with our contract, operation by operation: address, servers,
 * security, parameters, body, answers.
 */
export function compareContracts(ours: Description, theirs: Description): Comparison {
	const findings = new Findings();
	const [own, others] = [operationsOf(ours), operationsOf(theirs)];
	const { found, extra } = pairUp(own, others);
	for (const mine of own) {
		const report = findings.on(mine.name);
		const other = found.get(mine);
		if (!other) reportMissing(mine, report);
		else for (const compare of PARTS) compare(mine, other, report);
	}
	for (const { method, path, id, summary, pointer } of extra) {
		const known = [id && `\`${id}\``, summary].filter(Boolean).join(': ');
		const text = `is known there and not here${known === '' ? '' : ` (${known})`}`;
		findings.on()('new', { subject: `operation ${method} ${path}` }, text, pointer);
	}
	const operations = { ours: own.length, theirs: others.length };
	return { findings: [...findings.values()], operations };
}

function reportMissing(
	{ name, method, path, hasOwnServers, pathPointer }: Operation,
	report: Report,
) {
	const about: About = { subject: 'operation', ours: pathPointer, code: ['endpoint', name] };
	if (hasOwnServers) {
		const text =
			'belongs to the sign-in server, which this file does not describe; see check:oauth';
		report('unsaid', about, text, []);
	} else report('missing', about, `${method} ${path} is not there, and nothing like it`, ['paths']);
}

const compareAddresses: Compare = (mine, other, report) => {
	const { method, path, id, pointer } = other;
	const isSame = isSameAddress(mine, other);
	const isPath = !isSame && mine.method === method;
	const ours = isPath ? mine.pathPointer : mine.pointer;
	const about: About = { subject: 'address', ours, code: ['endpoint', mine.name] };
	const here = `${mine.method} ${mine.path}`;
	const guess = `it may be ${method} ${path}${id === undefined ? '' : ` (\`${id}\` there)`}`;
	if (isSame) report('confirmed', about, `${here} is the same`, pointer);
	else report('differs', about, `${here} is not there; ${guess}`, pointer);
	if (other.deprecated) report('copes', about, 'is deprecated there', pointer);
};

const compareServers: Compare = (mine, { servers: there }, report) => {
	const [here] = mine.servers;
	if (here === undefined) return;
	const ours = mine.hasOwnServers ? [...mine.pathPointer, 'servers'] : ['servers'];
	const about: About = { subject: 'server', ours, code: ['server', here] };
	if (there.length === 0) report('unsaid', about, 'is not named there', ['servers']);
	else if (there.includes(here)) report('confirmed', about, `${here} is the same`, ['servers']);
	else report('differs', about, `is ${there.join(' or ')} there, ${here} here`, ['servers']);
};

const compareSecurity: Compare = (mine, { security: there, pointer }, report) => {
	const here = mine.security?.[0];
	if (here === undefined) return;
	const about = { subject: 'security', ours: ['security'] };
	if (!there) report('unsaid', about, 'is not described there', pointer);
	else if (there.includes(here)) {
		report('confirmed', about, 'Authorization: Bearer opens it', pointer);
	} else {
		// A token that nobody asks for does no harm.
		const verdict = there.includes('none') ? 'copes' : 'differs';
		report(verdict, about, `is ${named(there)} there, \`${here}\` here`, pointer);
	}
};

function contextOf({ document, pointer }: Operation, report: Report, what: string): Context {
	const side = /^(answer|error)/.test(what) ? 'answer' : 'request';
	return { report, document, side, what, owner: pointer };
}

/** PickFu ignores names that it does not know, so a filter that is spelt otherwise would do nothing, in silence. */
const compareParameters: Compare = (mine, other, report) => {
	comparePlaces(mine.parameters, other.parameters, contextOf(mine, report, 'parameter'));
};

const compareBodies: Compare = (mine, other, report) => {
	const { body } = mine;
	const there = other.body;
	const about = { subject: 'body', ours: body?.pointer ?? mine.pointer };
	if (!body || !there) {
		if (body) report('missing', about, 'is not there: nothing is sent', other.pointer);
		else if (there?.required) {
			report('differs', about, 'is required there; here none is sent', there.pointer);
		} else if (there) report('new', about, 'is possible there; here none is sent', there.pointer);
		return;
	}
	for (const [type, content] of body.contents) {
		const twin = there.contents.get(type);
		const what = type === JSON_TYPE ? 'body field' : 'form field';
		if (!twin) {
			const place = { subject: `body as \`${type}\``, ours: content.pointer };
			const text = `is not taken there; there: ${named([...there.contents.keys()])}`;
			report('missing', place, text, there.pointer);
		} else if (content.schema && twin.schema) {
			const places = placesOf(mine.document, content.schema);
			const context = contextOf(mine, report, what);
			comparePlaces(places, placesOf(other.document, twin.schema), context);
		} else if (content.schema) {
			const place = { subject: what.replace(' field', ''), ours: content.pointer };
			report('unsaid', place, 'its content is not described there', twin.pointer);
		}
	}
	for (const [type, { pointer }] of there.contents) {
		if (body.contents.has(type)) continue;
		const place = { ...about, subject: `body as \`${type}\`` };
		report('new', place, 'is taken there and unknown here', pointer);
	}
	if (there.required && !body.required) {
		report('differs', about, 'is required there, optional here', there.pointer);
	}
};

const isSuccess = ({ status }: Answer) => status.startsWith('2');
const isError = ({ status }: Answer) => /^[45]/.test(status);

/** `4XX` stands for all of its hundred (OpenAPI 3.1, "Responses Object"). */
const covers = (there: string, here: string) =>
	there === here || (/^\dXX$/i.test(there) && there[0] === here[0]);

/** Compares what two operations answer: the status and body of success, the statuses of errors. */
const compareAnswers: Compare = (ours, theirs, report) => {
	const success = ours.answers.filter(isSuccess).slice(0, 1);
	for (const mine of [...success, ...ours.answers.filter(isError)]) {
		const kind = isSuccess(mine) ? 'success' : 'error';
		const about = { subject: `${kind} status \`${mine.status}\``, ours: mine.pointer };
		const same = theirs.answers.find(({ status }) => covers(status, mine.status));
		// Any 2xx is taken, so another one only corrects the contract.
		const other = same ?? (isSuccess(mine) ? theirs.answers.find(isSuccess) : undefined);
		if (same) report('confirmed', about, 'is the same', same.pointer);
		else if (other) {
			report('copes', about, `is ${other.status} there, ${mine.status} here`, other.pointer);
		} else {
			const text = isSuccess(mine) ? 'no success is described there' : 'is not listed there';
			report('unsaid', about, text, theirs.pointer);
		}
		const what = isSuccess(mine) ? 'answer field' : 'error field';
		if (other) compareJson(mine, other, theirs.document, contextOf(ours, report, what));
	}
	for (const { status, pointer } of theirs.answers.filter(isError)) {
		if (ours.answers.some((mine) => covers(status, mine.status))) continue;
		const about = { subject: `error status \`${status}\``, ours: [...ours.pointer, 'responses'] };
		report('new', about, 'is listed there and not here', pointer);
	}
};

function compareJson(mine: Answer, other: Answer, theirs: Description, context: Context): void {
	if (!mine.json?.schema) return;
	const ours = placesOf(context.document, mine.json.schema);
	const there = placesOf(theirs, other.json?.schema ?? {});
	const top = there.get('')!;
	const about = { subject: context.what.replace(' field', ''), ours: mine.json.pointer };
	if (saysNothing(top.shape)) {
		context.report('unsaid', about, 'its body is not described there', other.pointer);
		return;
	}
	const data = ours.get('data');
	const bare = data && context.what === 'answer field' && bareIn(there, isList(data));
	if (!bare) {
		comparePlaces(ours, there, context);
		return;
	}
	context.report('copes', about, `${bare.text}; the node reads both`, top.schemaPointer);
	// Both as if they were the envelope's data.
	const [a, b] = [
		{ path: 'data', name: 'data', pointer: data.pointer },
		{ path: 'data', name: 'data' },
	];
	const records = placesOf(theirs, bare.place.shape.schema, b);
	comparePlaces(placesOf(context.document, data.shape.schema, a), records, context);
}

const isList = ({ shape }: Place) => shape.types?.includes('array') ?? false;

/**
 * The node reads an answer in an envelope or bare, and a list at the top, under `data` or as the
 * only list of an object (`nodes/PickFu/api/read.ts`); then the records are compared.
 *
 * @returns where they have what we have under `data`; undefined when both have the same envelope
 */
function bareIn(theirs: Places, wantsList: boolean) {
	const top = theirs.get('')!;
	const inner = theirs.get('data');
	const holder = inner ?? top;
	if (!wantsList) {
		const isBare = !inner && top.shape.types?.includes('object');
		return isBare ? { place: top, text: 'has no envelope `data` there' } : undefined;
	}
	if (isList(holder)) return inner ? undefined : { place: top, text: 'is a bare list there' };
	const lists = [...theirs.values()].filter((each) => each.parent === holder.path && isList(each));
	const [only] = lists;
	if (!only || lists.length > 1) return undefined;
	return { place: only, text: `has its list in \`${only.path}\` there` };
}

const PARTS = [
	compareAddresses,
	compareServers,
	compareSecurity,
	compareParameters,
	compareBodies,
	compareAnswers,
];
