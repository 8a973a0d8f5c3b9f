import { compareAnswers } from './compareAnswers.mts';
import { comparePlaces, named } from './comparePlaces.mts';
import type { Context } from './comparePlaces.mts';
import type { Description } from './description.mts';
import { Findings } from './findings.mts';
import type { About, Finding, Report } from './findings.mts';
import { isSameAddress, pairUp } from './likeness.mts';
import { isJson, operationsOf } from './operations.mts';
import type { Operation } from './operations.mts';
import type { Place, Places } from './places.mts';

/** What came of a comparison. */
export interface Comparison {
	findings: Finding[];
	/** How many operations each file has. */
	operations: { ours: number; theirs: number };
}

/** Headers that OpenAPI describes elsewhere ("Parameter Object"). */
const NO_PARAMETERS = /^header (authorization|accept|content-type)$/i;

/**
 * Compares what an OpenAPI file says with our contract, operation by operation: address, servers,
 * security, parameters, body, answers.
 */
export function compareContracts(ours: Description, theirs: Description): Comparison {
	const findings = new Findings();
	const [own, others] = [operationsOf(ours), operationsOf(theirs)];
	const { found, extra } = pairUp(own, others);
	for (const mine of own) {
		const report = findings.on(nameOf(mine));
		const other = found.get(mine);
		if (!other) {
			reportMissing(mine, report);
			continue;
		}
		compareAddresses(mine, other, report);
		compareServers(mine, other, report);
		compareSecurity(mine, other, report);
		const context: Omit<Context, 'what'> = {
			report,
			document: ours,
			side: 'request',
			owner: mine.pointer,
		};
		compareParameters(mine, other, { ...context, what: 'parameter' });
		compareBodies(mine, other, context);
		compareAnswers(mine, other, { ...context, side: 'answer' });
	}
	for (const { method, path, id, summary, pointer } of extra) {
		const known = [id && `\`${id}\``, summary].filter(Boolean).join(': ');
		const text = `is known there and not here${known === '' ? '' : ` (${known})`}`;
		findings.on()('new', { subject: `operation ${method} ${path}` }, text, pointer);
	}
	return { findings: findings.list(), operations: { ours: own.length, theirs: others.length } };
}

function nameOf({ id, method, path }: Operation): string {
	return id ?? `${method} ${path}`;
}

function reportMissing(mine: Operation, report: Report): void {
	const about = { subject: 'operation', ours: mine.pathPointer };
	if (mine.hasOwnServers) {
		const text =
			'belongs to the sign-in server, which this file does not describe; see check:oauth';
		report('unsaid', about, text, []);
		return;
	}
	const text = `${mine.method} ${mine.path} is not there, and nothing like it`;
	report('missing', { ...about, code: ['endpoint', nameOf(mine)] }, text, ['paths']);
}

function compareAddresses(mine: Operation, other: Operation, report: Report): void {
	const isSame = isSameAddress(mine, other);
	const isPath = !isSame && mine.method === other.method;
	const ours = isPath ? mine.pathPointer : mine.pointer;
	const about: About = { subject: 'address', ours, code: ['endpoint', nameOf(mine)] };
	const here = `${mine.method} ${mine.path}`;
	const name = other.id === undefined ? '' : ` (\`${other.id}\` there)`;
	const guess = `it may be ${other.method} ${other.path}${name}`;
	if (isSame) report('confirmed', about, `${here} is the same`, other.pointer);
	else report('differs', about, `${here} is not there; ${guess}`, other.pointer);
	if (other.deprecated) report('copes', about, 'is deprecated there', other.pointer);
}

function compareServers(mine: Operation, other: Operation, report: Report): void {
	const [here] = mine.servers;
	if (here === undefined) return;
	const ours = mine.hasOwnServers ? [...mine.pathPointer, 'servers'] : ['servers'];
	const about: About = { subject: 'server', ours, code: ['server', here] };
	const there = other.servers;
	if (there.length === 0) report('unsaid', about, 'is not named there', ['servers']);
	else if (there.includes(here)) report('confirmed', about, `${here} is the same`, ['servers']);
	else report('differs', about, `is ${there.join(' or ')} there, ${here} here`, ['servers']);
}

function compareSecurity(mine: Operation, other: Operation, report: Report): void {
	const here = mine.security?.[0];
	if (here === undefined) return;
	const about = { subject: 'security', ours: ['security'] };
	const there = other.security;
	if (!there) report('unsaid', about, 'is not described there', other.pointer);
	else if (there.includes(here)) {
		report('confirmed', about, 'Authorization: Bearer opens it', other.pointer);
	} else if (there.includes('none')) {
		// A token that nobody asks for does no harm.
		report('copes', about, `is none there, \`${here}\` here`, other.pointer);
	} else report('differs', about, `is ${named(there)} there, \`${here}\` here`, other.pointer);
}

function compareParameters(mine: Operation, other: Operation, context: Context): void {
	const ids = idsOf(mine, other);
	const own = [...idsOf(mine, mine).values()].filter(({ path }) => ids.has(path));
	comparePlaces(byPath(own), ids, context);
	const here = mine.parameters.filter(({ where }) => where !== 'path');
	const isFree = ({ where, path }: Place) =>
		where !== 'path' && !NO_PARAMETERS.test(`${where} ${path}`);
	const sameFirst = (place: Place) =>
		here.some(({ path, where }) => path === place.path && where === place.where) ? 1 : 0;
	const there = other.parameters.filter(isFree).sort((a, b) => sameFirst(a) - sameFirst(b));
	// PickFu ignores names that it does not know, so a filter would do nothing, in silence.
	comparePlaces(byPath(here), byPath(there), context);
}

/** By path; of one name in several places the last. */
function byPath(places: Place[]): Places {
	return new Map(places.map((place) => [place.path, place]));
}

/** The ids in a path, under our names: names in paths are free, so they are compared in their order. */
function idsOf({ path }: Operation, operation: Operation): Places {
	const names = (text: string) => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
	const ours = names(path);
	return byPath(
		names(operation.path).flatMap((written, index) => {
			const place = operation.parameters.find(
				({ where, path: own }) => where === 'path' && own === written,
			);
			const name = ours[index];
			return place && name !== undefined ? [{ ...place, path: name, name, required: true }] : [];
		}),
	);
}

function compareBodies(
	{ body, pointer }: Operation,
	{ body: there, pointer: nowhere }: Operation,
	context: Omit<Context, 'what'>,
): void {
	const { report } = context;
	const about = { subject: 'body', ours: body?.pointer ?? pointer };
	const as = (type: string, ours = about.ours) => ({ subject: `body as \`${type}\``, ours });
	if (!body || !there) {
		if (body) report('missing', about, 'is not there: nothing is sent', nowhere);
		else if (there?.required)
			report('differs', about, 'is required there; here none is sent', there.pointer);
		else if (there) report('new', about, 'is possible there; here none is sent', there.pointer);
		return;
	}
	for (const [type, content] of body.contents) {
		const json = isJson(type) ? [...there.contents].find(([name]) => isJson(name)) : undefined;
		const twin = there.contents.get(type) ?? json?.[1];
		if (!twin) {
			const text = `is not taken there; there: ${named([...there.contents.keys()])}`;
			report('missing', as(type, content.pointer), text, there.pointer);
		} else if (content.places) {
			const what = isJson(type) ? 'body field' : 'form field';
			const top = { subject: what.replace(' field', ''), ours: content.places.get('')?.pointer };
			if (twin.places) comparePlaces(content.places, twin.places, { ...context, what });
			else report('unsaid', top, 'its content is not described there', twin.pointer);
		}
	}
	for (const [type, content] of there.contents) {
		if (body.contents.has(type) || isJson(type)) continue;
		report('new', as(type), 'is taken there and unknown here', content.pointer);
	}
	if (there.required && !body.required) {
		report('differs', about, 'is required there, optional here', there.pointer);
	}
}
