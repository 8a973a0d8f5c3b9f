import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** An operation of the contract, as far as requests are concerned. */
export interface ContractOperation {
	id: string;
	/** Upper case. */
	method: string;
	/** With `{}` in the place of each id. */
	path: string;
	evidence: string;
	/** Query parameters by name, with their schemas. */
	query: Record<string, object>;
	/** Where the schema of the JSON body stands; undefined for an operation without one. */
	body?: string;
}

/** What a request was, as a test's server has seen it. */
export interface SeenRequest {
	method: string;
	/** Relative to the base URL, without the query. */
	path: string;
	query: Record<string, string>;
	body: unknown;
}

interface Parameter {
	$ref?: string;
	name: string;
	in: string;
	schema: object;
	'x-also-sent-as'?: string;
}

const contract = parse(
	readFileSync(join(__dirname, '..', '..', 'contract', 'pickfu.openapi.yaml'), 'utf8'),
);
const ajv = new Ajv2020({ strict: false, allErrors: true, coerceTypes: false });
addFormats(ajv);
ajv.addSchema(contract, 'contract');

/** Every operation of the contract. */
export const OPERATIONS: ContractOperation[] = Object.entries<
	Record<string, Record<string, unknown>>
>(contract.paths).flatMap(([path, item]) =>
	Object.entries(item)
		.filter(([, operation]) => 'operationId' in operation)
		.map(([method, operation]) => ({
			id: String(operation.operationId),
			method: method.toUpperCase(),
			path: path.replace(/\{\w+\}/g, '{}'),
			evidence: String(operation['x-evidence']),
			query: queryOf(
				[item.parameters, operation.parameters].flatMap(
					(list) => (list ?? []) as unknown as Parameter[],
				),
			),
			...(operation.requestBody !== undefined && {
				body: `contract#/paths/${pointer(path)}/${method}/requestBody/content/application~1json/schema`,
			}),
		})),
);

function queryOf(parameters: Parameter[]): Record<string, object> {
	const known = parameters.map((parameter) =>
		parameter.$ref === undefined
			? parameter
			: (contract.components.parameters[parameter.$ref.split('/').pop()!] as Parameter),
	);
	return Object.fromEntries(
		known
			.filter((parameter) => parameter.in === 'query')
			.flatMap(({ name, schema, 'x-also-sent-as': other }) => [
				[name, schema],
				...(other === undefined ? [] : [[other, schema]]),
			]),
	);
}

/**
 * What is wrong with a request by the contract: unknown addresses, unknown or misspelt query
 * parameters, values and bodies that do not fit.
 *
 * @returns one sentence for each fault; none for a request that fits
 */
export function problems({ method, path, query, body }: SeenRequest): string[] {
	const operation = OPERATIONS.find(
		(known) => known.method === method && matches(known.path, path),
	);
	if (operation === undefined) return [`${method} ${path} is not in contract/pickfu.openapi.yaml`];
	const { id } = operation;
	const faults = Object.entries(query).flatMap(([name, value]) => {
		const schema = operation.query[name];
		if (schema === undefined) return [`${id} has no query parameter ${name}`];
		return ofQuery(schema, value) ? [] : [`${id} does not take ${name}=${value}`];
	});
	if (operation.body === undefined) {
		return body === undefined || body === '' ? faults : [...faults, `${id} takes no body`];
	}
	const validate = ajv.compile({ $ref: operation.body });
	if (validate(body)) return faults;
	return [
		...faults,
		...(validate.errors ?? []).map(
			({ instancePath, message }) => `${id} body${instancePath} ${message}`,
		),
	];
}

/** A query holds texts only, so a number is tried as one. */
function ofQuery(schema: object, value: string): boolean {
	const fits = (candidate: unknown) => ajv.validate(resolved(schema), candidate);
	return (
		fits(value) ||
		(/^\d+$/.test(value) && fits(Number(value))) ||
		(/^(true|false)$/.test(value) && fits(value === 'true'))
	);
}

function resolved(schema: object): object {
	return '$ref' in schema ? { $ref: `contract${String(schema.$ref)}` } : schema;
}

function matches(template: string, path: string): boolean {
	const [wanted, given] = [template.split('/'), path.split('/')];
	return (
		wanted.length === given.length &&
		wanted.every((segment, index) =>
			segment === '{}' ? given[index] !== '' : segment === given[index],
		)
	);
}

function pointer(path: string): string {
	return encodeURIComponent(path.replace(/~/g, '~0').replace(/\//g, '~1'));
}
