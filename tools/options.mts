import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { Trouble } from '../sandbox/n8n/trouble.mjs';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Reads the options of a check and at most one address; undefined when help was wanted, which is printed.
 *
 * @throws {Trouble} with the usage, when an argument is wrong
 */
export function readOptions<T extends Options>(args: string[], usage: string, own: T) {
	const options = { ...own, json: { type: 'boolean' }, help: { type: 'boolean' } } as const;
	try {
		const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
		if (positionals.length > 1) throw new Error('Give one address.');
		if (!('help' in values)) return { ...values, given: positionals[0] };
		console.log(usage);
		return undefined;
	} catch (error) {
		throw new Trouble(`${(error as Error).message}\n\n${usage}`, 2);
	}
}
