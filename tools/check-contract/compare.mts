import { compareAnswers } from './compareAnswers.mts';
import { compareShapes, named, report } from './compareShapes.mts';
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
		report(about(base, 'operation', mine.pathPointer), [], {
			kind: 'unsaid',
			compatible: true,
			text: 'belongs to the sign-in server, which this file does not describe; see check:oauth',
		});
		return;
	}
	report({ ...about(base, 'operation', mine.pathPointer), code }, ['paths'], {
		kind: 'missing',
		compatible: false,
		text: `${mine.method} ${mine.path} is not there, and nothing like it`,
	});
}

function reportAddress(mine: Operation, other: Operation, same: boolean, base: Base): void {
	const place = same
		? mine.pointer
		: mine.method === other.method
			? mine.pathPointer
			: mine.pointer;
	const context = { ...about(base, 'address', place), code: { endpoint: base.operation } };
	if (same) {
		const text = `${mine.method} ${mine.path} is the same`;
		report(context, other.pointer, { kind: 'confirmed', compatible: true, text });
	} else {
		const name = other.id === undefined ? '' : ` (\`${other.id}\` there)`;
		report(context, other.pointer, {
			kind: 'differs',
			compatible: false,
			text: `${mine.method} ${mine.path} is not there; it may be ${other.method} ${other.path}${name}`,
		});
	}
	if (other.deprecated) {
		const text = 'is deprecated there';
		report(context, other.pointer, { kind: 'differs', compatible: true, text });
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
	if (there.length === 0) report(context, ['servers'], { kind: 'unsaid', compatible: true, text });
	else if (there.includes(here)) {
		report(context, ['servers'], {
			kind: 'confirmed',
			compatible: true,
			text: `${here} is the same`,
		});
	} else report(context, ['servers'], { kind: 'differs', compatible: false, text });
}

function compareSecurity(mine: Operation, other: Operation, base: Base): void {
	const here = mine.security?.[0];
	if (here === undefined) return;
	const context = about(base, 'security', ['security']);
	const there = other.security;
	if (there === undefined) {
		const text = 'is not described there';
		report(context, other.pointer, { kind: 'unsaid', compatible: true, text });
	} else if (there.includes(here)) {
		report(context, other.pointer, {
			kind: 'confirmed',
			compatible: true,
			text: 'Authorization: Bearer opens it',
		});
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
			const text = 'is not there';
			report(context, other.pointer, { kind: 'missing', compatible: false, text });
			continue;
		}
		if (!same) {
			left.delete(found);
			const text =
				found.name === parameter.name
					? `stands in the ${found.place} there`
					: `is spelt \`${found.name}\` there${found.place === parameter.place ? '' : ` and stands in the ${found.place}`}`;
			report(context, found.pointer, { kind: 'differs', compatible: false, text });
		}
		if (found.required && !parameter.required) {
			const text = 'is required there, optional here';
			report(context, found.pointer, { kind: 'differs', compatible: false, text });
		} else if (parameter.required && !found.required) {
			const text = 'is optional there, required here';
			report(context, found.pointer, { kind: 'differs', compatible: true, text });
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
		const text = 'is not there: nothing is sent';
		report(about(base, 'body', body.pointer), other.pointer, {
			kind: 'missing',
			compatible: false,
			text,
		});
		return;
	}
	for (const [type, content] of body.contents) {
		const twin =
			there.contents.get(type) ??
			(isJson(type) ? [...there.contents].find(([name]) => isJson(name))?.[1] : undefined);
		if (!twin) {
			const text = `is not taken there; there: ${named([...there.contents.keys()])}`;
			const context = about(base, 'body as', content.pointer, type);
			report(context, there.pointer, { kind: 'missing', compatible: false, text });
		} else if (content.shape) {
			const what = isJson(type) ? 'body field' : 'form field';
			const context = about(base, what, content.shape.pointer);
			if (twin.shape) compareShapes(content.shape, twin.shape, context);
			else {
				const text = 'its content is not described there';
				report(context, twin.pointer, { kind: 'unsaid', compatible: true, text });
			}
		}
	}
	for (const [type, content] of there.contents) {
		if (body.contents.has(type) || isJson(type)) continue;
		const text = 'is taken there and unknown here';
		report(about(base, 'body as', body.pointer, type), content.pointer, {
			kind: 'new',
			compatible: true,
			text,
		});
	}
	if (there.required && !body.required) {
		const text = 'is required there, optional here';
		report(about(base, 'body', body.pointer), there.pointer, {
			kind: 'differs',
			compatible: false,
			text,
		});
	}
}
