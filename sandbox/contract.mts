import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** The parts of the contract that the sandbox reads. */
export interface ContractDocument {
	openapi: string;
	paths: Record<string, Record<string, unknown>>;
	components: { schemas: Record<string, Record<string, unknown>> };
	[more: string]: unknown;
}

/** The contract as it stands in `contract/pickfu.openapi.yaml`. */
export async function readContract(): Promise<ContractDocument> {
	const text = await readFile(new URL('../contract/pickfu.openapi.yaml', import.meta.url), 'utf8');
	return parse(text) as ContractDocument;
}

/**
 * The second spellings of query parameters, which the sandbox ignores as PickFu would: the contract
 * marks them with `x-also-sent-as`.
 */
export function ignoredQueryNames(part: unknown): Set<string> {
	if (typeof part !== 'object' || part === null) return new Set();
	const names = Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
		key === 'x-also-sent-as' ? [String(value)] : [...ignoredQueryNames(value)],
	);
	return new Set(names);
}

/**
 * The contract as the sandbox serves it: without the operations of other servers (sign-in has its own
 * room) and without security (the sandbox looks at tokens before it looks at paths). Its own
 * media are not on https, so addresses on its own origin are allowed beside https.
 *
 * @param origin such as http://localhost:4010
 */
export function servedContract(contract: ContractDocument, origin: string): ContractDocument {
	const served = structuredClone(contract);
	for (const [path, item] of Object.entries(served.paths)) {
		if (item['servers']) delete served.paths[path];
	}
	delete served['security'];
	const own = origin.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const { HttpsUrl } = served.components.schemas;
	if (HttpsUrl) HttpsUrl['pattern'] = `^https://[^\\s/]|^${own}/media/`;
	return served;
}
