import { compareAnswers } from './compareAnswers.mts';
import {
	compareShapes,
	confirmed,
	copes,
	differs,
	isNew,
	missing,
	named,
	report,
	unsaid,
} from './compareShapes.mts';
import type { Context } from './compareShapes.mts';
import type { Description, Pointer } from './description.mts';
import { Findings } from './findings.mts';
import type { Finding } from './findings.mts';
import { pairUp, plainName } from './likeness.mts';
import { isJson, operationsOf } from './operations.mts';
import type { Operation, Parameter } from './operations.mts';

/** What came of a comparison. */
export interface Comparison {
	findings: Finding[];
	/** How many operations each file has. */
	operations: { ours: number; theirs: number };
}

/** Headers that OpenAPI describes elsewhere ("Parameter Object"). */
const NO_PARAMETERS = new Set(['header authorization', 'header accept', 'header content-type']);

/**
 * Compares what an OpenAPI file says with our contract, operation by operation: address, servers,
 * security, parameters, body, answers.
 */
export function compareContracts(ours: Description, theirs: Description): Comparison {
	const findings = new Findings();
	const own = operationsOf(ours);
	const others = operationsOf(theirs);
	const { pairs, extra } = pairUp(own, others);
	for (const { ours: mine, theirs: other, sameAddress } of pairs) {
		const operation = mine.id ?? `${mine.method} ${mine.path}`;
		const base = { findings, document: ours, operation };
		if (!other) {
			reportMissing(mine, base);
			continue;
		}
		reportAddress(mine, other, sameAddress, base);
		compareServers(mine, other, base);
		compareSecurity(mine, other, base);
		compareParameters(mine, other, base);
		compareRequestBodies(mine, other, base);
		compareAnswers(mine, other, base);
	}
	for (const operation of extra) {
		const { method, path, id, summary, pointer } = operation;
		const text = [id && `\`${id}\``, summary].filter(Boolean).join(': ');
		findings.add(undefined, {
			kind: 'new',
			compatible: true,
			subject: `operation ${method} ${path}`,
			text: text === '' ? 'is known there and not here' : `is known there and not here (${text})`,
			there: pointer,
		});
	}
	return {
		findings: findings.list(),
		operations: { ours: own.length, theirs: others.length },
	};
}

type Base = Pick<Context, 'findings' | 'document' | 'operation'>;

function about(base: Base, what: string, pointer: Pointer, path = ''): Context {
	return { ...base, side: 'request', what, path, pointer };
}

function reportMissing(mine: Operation, base: Base): void {
	const code = { endpoint: base.operation };
	if (mine.hasOwnServers) {
		unsaid(
			about(base, 'operation', mine.pathPointer),
			[],
			'belongs to the sign-in server, which this file does not describe; see check:oauth',
		);
		return;
	}
	missing(
		{ ...about(base, 'operation', mine.pathPointer), code },
		['paths'],
		`${mine.method} ${mine.path} is not there, and nothing like it`,
	);
}

function reportAddress(mine: Operation, other: Operation, same: boolean, base: Base): void {
	const place = same
		? mine.pointer
		: mine.method === other.method
			? mine.pathPointer
			: mine.pointer;
	const context = { ...about(base, 'address', place), code: { endpoint: base.operation } };
	if (same) {
		confirmed(context, other.pointer, `${mine.method} ${mine.path} is the same`);
	} else {
		const name = other.id === undefined ? '' : ` (\`${other.id}\` there)`;
		differs(
			context,
			other.pointer,
			`${mine.method} ${mine.path} is not there; it may be ${other.method} ${other.path}${name}`,
		);
	}
	if (other.deprecated) {
		copes(context, other.pointer, 'is deprecated there');
	}
}

function compareServers(mine: Operation, other: Operation, base: Base): void {
	const [here] = mine.servers;
	if (here === undefined) return;
	const pointer = mine.hasOwnServers ? [...mine.pathPointer, 'servers'] : ['servers'];
	const context = { ...about(base, 'server', pointer), code: { server: here } };
	const there = other.servers;
	const text =
		there.length === 0 ? 'is not named there' : `is ${there.join(' or ')} there, ${here} here`;
	if (there.length === 0) unsaid(context, ['servers'], text);
	else if (there.includes(here)) {
		confirmed(context, ['servers'], `${here} is the same`);
	} else differs(context, ['servers'], text);
}

function compareSecurity(mine: Operation, other: Operation, base: Base): void {
	const here = mine.security?.[0];
	if (here === undefined) return;
	const context = about(base, 'security', ['security']);
	const there = other.security;
	if (there === undefined) {
		unsaid(context, other.pointer, 'is not described there');
	} else if (there.includes(here)) {
		confirmed(context, other.pointer, 'Authorization: Bearer opens it');
	} else {
		// A token that nobody asks for does no harm.
		const compatible = there.includes('none');
		const text = `is ${compatible ? 'none' : named(there)} there, \`${here}\` here`;
		report(context, other.pointer, { kind: 'differs', compatible, text });
	}
}

const keyOf = ({ place, name }: Parameter) => `${place} ${name}`;

function compareParameters(mine: Operation, other: Operation, base: Base): void {
	comparePathParameters(mine, other, base);
	const there = new Map(
		other.parameters
			.filter(
				({ place, name }) =>
					place !== 'path' && !NO_PARAMETERS.has(`${place} ${name.toLowerCase()}`),
			)
			.map((parameter) => [keyOf(parameter), parameter]),
	);
	const left = new Set(there.values());
	const own = mine.parameters.filter(({ place }) => place !== 'path');
	for (const parameter of own) left.delete(there.get(keyOf(parameter))!);
	for (const parameter of own) {
		const context = parameterContext(parameter, base);
		const same = there.get(keyOf(parameter));
		const near = [...left].find(({ name }) => plainName(name) === plainName(parameter.name));
		const found = same ?? near;
		if (!found) {
			// PickFu ignores names that it does not know, so a filter would do nothing, in silence.
			missing(context, other.pointer, 'is not there');
			continue;
		}
		if (!same) {
			left.delete(found);
			differs(
				context,
				found.pointer,
				found.name === parameter.name
					? `stands in the ${found.place} there`
					: `is spelt \`${found.name}\` there${found.place === parameter.place ? '' : ` and stands in the ${found.place}`}`,
			);
		}
		if (found.required && !parameter.required) {
			differs(context, found.pointer, 'is required there, optional here');
		} else if (parameter.required && !found.required) {
			copes(context, found.pointer, 'is optional there, required here');
		}
		compareShapes(parameter.shape, found.shape, context);
	}
	for (const parameter of left) {
		const { name, place, required, pointer } = parameter;
		report(about(base, `${place} parameter`, mine.pointer, name), pointer, {
			kind: required ? 'differs' : 'new',
			compatible: !required,
			text: required ? 'is required there and unknown here' : 'is known there and not here',
		});
	}
}

function parameterContext({ name, place, pointer }: Parameter, base: Base): Context {
	return {
		...about(base, `${place} parameter`, pointer, name),
		asText: true,
		...(place === 'query' && { code: { query: name } }),
	};
}

/** Names in paths are free; the ids are compared in their order. */
function comparePathParameters(mine: Operation, other: Operation, base: Base): void {
	const ordered = ({ path, parameters }: Operation) =>
		[...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) =>
			parameters.find((parameter) => parameter.place === 'path' && parameter.name === name),
		);
	const there = ordered(other);
	ordered(mine).forEach((parameter, index) => {
		const twin = there[index];
		if (!parameter || !twin) return;
		compareShapes(parameter.shape, twin.shape, parameterContext(parameter, base));
	});
}

function compareRequestBodies(mine: Operation, other: Operation, base: Base): void {
	const { body } = mine;
	const there = other.body;
	if (!body) {
		if (!there) return;
		report(about(base, 'body', mine.pointer), there.pointer, {
			kind: there.required ? 'differs' : 'new',
			compatible: !there.required,
			text: `is ${there.required ? 'required' : 'possible'} there; here none is sent`,
		});
		return;
	}
	if (!there) {
		missing(about(base, 'body', body.pointer), other.pointer, 'is not there: nothing is sent');
		return;
	}
	for (const [type, content] of body.contents) {
		const twin =
			there.contents.get(type) ??
			(isJson(type) ? [...there.contents].find(([name]) => isJson(name))?.[1] : undefined);
		if (!twin) {
			const text = `is not taken there; there: ${named([...there.contents.keys()])}`;
			const context = about(base, 'body as', content.pointer, type);
			missing(context, there.pointer, text);
		} else if (content.shape) {
			const what = isJson(type) ? 'body field' : 'form field';
			const context = about(base, what, content.shape.pointer);
			if (twin.shape) compareShapes(content.shape, twin.shape, context);
			else {
				unsaid(context, twin.pointer, 'its content is not described there');
			}
		}
	}
	for (const [type, content] of there.contents) {
		if (body.contents.has(type) || isJson(type)) continue;
		isNew(
			about(base, 'body as', body.pointer, type),
			content.pointer,
			'is taken there and unknown here',
		);
	}
	if (there.required && !body.required) {
		differs(about(base, 'body', body.pointer), there.pointer, 'is required there, optional here');
	}
}
