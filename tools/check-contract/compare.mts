import { comparePart, compareParts, named } from './compareParts.mts';
import type { Context } from './compareParts.mts';
import { parentOf, pointerOf } from './description.mts';
import type { Description, Members, Pointer } from './description.mts';
import { Findings } from './findings.mts';
import type { About, Report } from './findings.mts';
import { JSON_TYPE, operationsOf, pairUp } from './operations.mts';
import type { Operation } from './operations.mts';
import { fieldsOf, saysNothing, shapeOf } from './schema.mts';

/** Compares what an OpenAPI file says with our contract, operation by operation, from the address to the answers. */
export function compareContracts(ours: Description, theirs: Description) {
	const findings = new Findings();
	const [own, others] = [operationsOf(ours), operationsOf(theirs)];
	const { found, extra } = pairUp(own, others);
	for (const mine of own) {
		const report = findings.on(mine.name);
		const other = found.get(mine);
		if (other) compareOperations(mine, other, report);
		else reportMissing(mine, report);
	}
	for (const { title, name } of extra) {
		const text = `is known there and not here${name === title ? '' : ` (\`${name}\`)`}`;
		findings.on()('new', { subject: `operation ${title}` }, text);
	}
	const operations = { ours: own.length, theirs: others.length };
	return { findings: [...findings.values()], operations };
}

function reportMissing({ title, name, pointer, hasOwnServers }: Operation, report: Report): void {
	const about: About = { subject: 'operation', ours: parentOf(pointer), code: ['endpoint', name] };
	const elsewhere = 'belongs to the sign-in server, which this file does not describe';
	if (hasOwnServers) report('unsaid', about, `${elsewhere}; see check:oauth`);
	else report('missing', about, `${title} is not there, and nothing like it`);
}

/** Compares an operation, or one part of it, with its twin. */
type Compare = (mine: Operation, other: Operation, report: Report) => void;

const compareOperations: Compare = (mine, other, report) => {
	compareAddresses(mine, other, report);
	compareServers(mine, other, report);
	compareSecurity(mine, other, report);
	// PickFu ignores names that it does not know, so a filter that is spelt otherwise would do nothing, in silence.
	const context = { report, side: 'request', what: 'parameter' } as const;
	compareParts(mine.parameters, other.parameters, { ...mine, path: '' }, context);
	compareBodies(mine, other, report);
	compareAnswers(mine, other, report);
};

const compareAddresses: Compare = (mine, { title, name, method, address, deprecated }, report) => {
	const isSame = mine.method === method && mine.address === address;
	const ours = !isSame && mine.method === method ? parentOf(mine.pointer) : mine.pointer;
	const about: About = { subject: 'address', ours, code: ['endpoint', mine.name] };
	const guess = `it may be ${title}${name === title ? '' : ` (\`${name}\` there)`}`;
	if (isSame) report('confirmed', about, `${mine.title} is the same`);
	else report('differs', about, `${mine.title} is not there; ${guess}`);
	if (deprecated) report('copes', about, 'is deprecated there');
};

const compareServers: Compare = (mine, { servers: there }, report) => {
	const [here] = mine.servers;
	if (here === undefined) return;
	const ours = `${mine.hasOwnServers ? parentOf(mine.pointer) : '#'}/servers` as const;
	const about: About = { subject: 'server', ours, code: ['server', here] };
	if (there.length === 0) report('unsaid', about, 'is not named there');
	else if (there.includes(here)) report('confirmed', about, `${here} is the same`);
	else report('differs', about, `is ${there.join(' or ')} there, ${here} here`);
};

const compareSecurity: Compare = (mine, { security: there }, report) => {
	const here = mine.security?.[0];
	if (here === undefined) return;
	const about: About = { subject: 'security', ours: '#/security' };
	const text = `is ${named(there ?? [])} there, \`${here}\` here`;
	if (!there) report('unsaid', about, 'is not described there');
	else if (there.includes(here)) report('confirmed', about, 'Authorization: Bearer opens it');
	// A token that nobody asks for does no harm.
	else report(there.includes('none') ? 'copes' : 'differs', about, text);
};

const compareBodies: Compare = (mine, other, report) => {
	const [body, there] = [mine.body, other.body];
	const about = { subject: 'body', ours: body?.pointer ?? mine.pointer };
	const isNeeded = there?.required && !body?.required;
	if (!there) return body && report('missing', about, 'is not there: nothing is sent');
	if (!body) {
		const text = `is ${isNeeded ? 'required' : 'possible'} there; here none is sent`;
		return report(isNeeded ? 'differs' : 'new', about, text);
	}
	for (const [type, { pointer, schema }] of body.contents) {
		const twin = there.contents.get(type);
		if (twin) {
			const what = type === JSON_TYPE ? 'body field' : 'form field';
			comparePart(wholeOf(schema), wholeOf(twin.schema), '', { report, side: 'request', what });
		} else {
			const text = `is not taken there; there: ${named([...there.contents.keys()])}`;
			report('missing', { subject: `body as \`${type}\``, ours: pointer }, text);
		}
	}
	for (const type of [...there.contents.keys()].filter((each) => !body.contents.has(each))) {
		report('new', { ...about, subject: `body as \`${type}\`` }, 'is taken there and unknown here');
	}
	if (isNeeded) report('differs', about, 'is required there, optional here');
};

type Answer = Operation['answers'][number];

const isSuccess = ({ status }: Answer) => status.startsWith('2');
const isError = ({ status }: Answer) => /^[45]/.test(status);

/** `4XX` stands for all of its hundred (OpenAPI 3.1, "Responses Object"). */
const covers = (there: string, here: string) =>
	there === here || (/^\dXX$/i.test(there) && there[0] === here[0]);

/** Compares what two operations answer: the status and body of success, the statuses of errors. */
const compareAnswers: Compare = (ours, theirs, report) => {
	const success = ours.answers.filter(isSuccess).slice(0, 1);
	for (const mine of [...success, ...ours.answers.filter(isError)]) {
		const isGood = isSuccess(mine);
		const subject = `${isGood ? 'success' : 'error'} status \`${mine.status}\``;
		const about = { subject, ours: mine.pointer };
		const same = theirs.answers.find(({ status }) => covers(status, mine.status));
		// Any 2xx is taken, so another one only corrects the contract.
		const other = same ?? (isGood ? theirs.answers.find(isSuccess) : undefined);
		if (same) report('confirmed', about, 'is the same');
		else if (other) report('copes', about, `is ${other.status} there, ${mine.status} here`);
		else report('unsaid', about, isGood ? 'no success is described there' : 'is not listed there');
		const what = isGood ? 'answer field' : 'error field';
		if (other) compareJson(mine, other, { report, side: 'answer', what });
	}
	for (const { status } of theirs.answers.filter(isError)) {
		if (ours.answers.some((mine) => covers(status, mine.status))) continue;
		const responses: Pointer = `${ours.pointer}/responses`;
		const about = { subject: `error status \`${status}\``, ours: responses };
		report('new', about, 'is listed there and not here');
	}
};

/** A body as a whole, which stands where its schema does. */
const wholeOf = (schema: Members) => ({ schema, pointer: pointerOf(shapeOf(schema).schema) });

/**
 * The node reads an answer in an envelope or bare, and a list at the top, under `data` or as the
 * only list of an object (`nodes/PickFu/api/read.ts`); then the records are compared.
 */
function compareJson(mine: Answer, other: Answer, context: Context): void {
	const { report, what } = context;
	if (!mine.json) return;
	const about = { subject: what.replace(' field', ''), ours: mine.json.pointer };
	const [here, there] = [wholeOf(mine.json.schema), wholeOf(other.json?.schema ?? {})];
	if (saysNothing(shapeOf(there.schema))) {
		return report('unsaid', about, 'its body is not described there');
	}
	const data = fieldsOf(shapeOf(here.schema)).get('data');
	const bare = data && what === 'answer field' && bareIn(there.schema, isList(data.schema));
	if (!bare) return comparePart(here, there, '', context);
	report('copes', about, `${bare.text}; the node reads both`);
	comparePart({ ...data, required: undefined }, wholeOf(bare.schema), 'data', context);
}

const isList = (schema: Members) => shapeOf(schema).types?.includes('array') ?? false;

/** @returns where they have what we have under `data`; undefined when both have the same envelope */
function bareIn(there: Members, wantsList: boolean) {
	const { properties, types } = shapeOf(there);
	const data = properties.get('data');
	if (!wantsList) {
		const isBare = !data && types?.includes('object');
		return isBare ? { schema: there, text: 'has no envelope `data` there' } : undefined;
	}
	if (data && isList(data)) return undefined;
	if (!data && isList(there)) return { schema: there, text: 'is a bare list there' };
	const holder = data ? shapeOf(data).properties : properties;
	const [[name, schema] = [], ...more] = [...holder].filter(([, each]) => isList(each));
	if (!schema || more.length > 0) return undefined;
	return { schema, text: `has its list in \`${data ? 'data.' : ''}${name}\` there` };
}
