/**
 * Writes `nodes/PickFu/api/wire.d.ts`, the types of PickFu's wire format, from
 * `contract/pickfu.openapi.yaml`. Run it with `npm run generate` after changing the contract;
 * `--print` writes them to standard output instead.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const contract = new URL('../contract/pickfu.openapi.yaml', import.meta.url);
const target = new URL('../nodes/PickFu/api/wire.d.ts', import.meta.url);

const header = [
	'// Generated from contract/pickfu.openapi.yaml by `npm run generate`. Do not edit: change the contract.',
	'',
	'',
].join('\n');

/**
 * A copy of a schema tree without conditional rules. A type cannot say "two options when the type is
 * head_to_head"; left in, such a rule turns into a meaningless intersection.
 *
 * @param {unknown} node any part of the document
 * @returns {unknown}
 */
function withoutConditions(node) {
	if (Array.isArray(node)) return node.map(withoutConditions);
	if (typeof node !== 'object' || node === null) return node;
	const entries = Object.entries(node).flatMap(([key, value]) => {
		if (key === 'allOf' && Array.isArray(value)) {
			const plain = value.filter((part) => !('if' in part));
			return plain.length === 0 ? [] : [[key, withoutConditions(plain)]];
		}
		return [[key, withoutConditions(value)]];
	});
	return Object.fromEntries(entries);
}

/**
 * The text that `wire.d.ts` must have for the contract as it stands.
 *
 * @returns {Promise<string>}
 */
export async function generateWireTypes() {
	const document = /** @type {import('openapi-typescript').OpenAPI3} */ (
		withoutConditions(parse(await readFile(contract, 'utf8')))
	);
	const nodes = await openapiTS(document);
	const types = astToString(nodes).replace(/^( {4})+/gm, (indent) =>
		'\t'.repeat(indent.length / 4),
	);
	return header + types;
}

const startedFromTheShell =
	process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (startedFromTheShell) {
	const text = await generateWireTypes();
	if (process.argv.includes('--print')) process.stdout.write(text);
	else {
		await writeFile(target, text);
		console.log(`Wrote ${fileURLToPath(target)}`);
	}
}
