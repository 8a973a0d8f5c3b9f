import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** An answer of the sandbox. */
export interface Answer<T = Record<string, unknown>> {
	status: number;
	headers: Headers;
	body: T;
}

/** What an answer that could be anything looks like to a test. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the tests say what they expect of it
type Loose = any;

/** Sends one request and reads the JSON of the answer. */
export type Send = (
	method: string,
	path: string,
	body?: unknown,
	key?: string,
) => Promise<Answer<Loose>>;

/** A sender of requests with an API key, `sandbox-key` unless told otherwise; null sends no token. */
export function senderTo(apiUrl: string): Send {
	return async (method, path, body, key = 'sandbox-key') => {
		const response = await fetch(apiUrl + path, {
			method,
			headers: {
				...(key !== '' && { Authorization: `Bearer ${key}` }),
				...(body !== undefined &&
					!(body instanceof FormData) && { 'Content-Type': 'application/json' }),
			},
			...(body !== undefined && {
				body: body instanceof FormData ? body : JSON.stringify(body),
			}),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: text === '' ? undefined : JSON.parse(text),
		};
	};
}

interface Contract {
	paths: Record<
		string,
		Record<string, { operationId: string; responses: Record<string, unknown> }>
	>;
	components: unknown;
}

/**
 * Checks answers by the contract file with a validator of its own, apart from the one in the sandbox.
 */
export class AnswerChecker {
	readonly #contract: Contract;
	readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
	readonly #compiled = new Map<string, ValidateFunction>();
	/** Operations that a 2xx answer was checked of. */
	readonly seen = new Set<string>();

	constructor() {
		const file = join(__dirname, '..', '..', 'contract', 'pickfu.openapi.yaml');
		this.#contract = parse(readFileSync(file, 'utf8')) as Contract;
		addFormats(this.#ajv);
		this.#ajv.addSchema(this.#contract, 'contract');
	}

	/** Ids of all operations that the API's own server has. */
	get operationIds(): string[] {
		return Object.values(this.#contract.paths)
			.filter((item) => !('servers' in item))
			.flatMap((item) => Object.values(item).flatMap((operation) => operation.operationId ?? []));
	}

	/** What is wrong with an answer; empty when it fits. A status that the contract does not list is wrong. */
	problems(operationId: string, { status, body }: Answer<unknown>): string[] {
		if (status < 300) this.seen.add(operationId);
		const validate = this.#validator(operationId, String(status));
		if (!validate) return [`${operationId} has no answer ${status}`];
		return validate(body)
			? []
			: (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
	}

	#validator(operationId: string, status: string): ValidateFunction | undefined {
		const name = `${operationId} ${status}`;
		const known = this.#compiled.get(name);
		if (known) return known;
		for (const [path, item] of Object.entries(this.#contract.paths)) {
			for (const [method, operation] of Object.entries(item)) {
				const listed =
					operation.operationId === operationId ? operation.responses[status] : undefined;
				if (listed === undefined) continue;
				const pointer = refOf(listed) ?? `#/paths/${escape(path)}/${method}/responses/${status}`;
				const validate = this.#ajv.compile({
					$ref: `contract${pointer}/content/application~1json/schema`,
				});
				this.#compiled.set(name, validate);
				return validate;
			}
		}
		return undefined;
	}
}

function refOf(node: unknown): string | undefined {
	return (node as { $ref?: string }).$ref;
}

function escape(path: string): string {
	return encodeURIComponent(path.replace(/~/g, '~0').replace(/\//g, '~1'));
}
