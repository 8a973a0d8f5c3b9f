/**
 * Writes the types of PickFu's wire format from `contract/pickfu.openapi.yaml`: those that the node
 * names to `nodes/PickFu/api/wire.d.ts`, all of them to `sandbox/wire.d.ts`. Run it with
 * `npm run generate` after changing the contract; `--print` writes both to standard output instead.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const contract = new URL('../contract/pickfu.openapi.yaml', import.meta.url);
const ofNode = new URL('../nodes/PickFu/api/wire.d.ts', import.meta.url);
const ofSandbox = new URL('../sandbox/wire.d.ts', import.meta.url);

/** The schemas that the node's code names; what they refer to comes along. */
const used = [
	'CreateSurveyBody',
	'GenerateMediaBody',
	'Mockup',
	'OptionBody',
	'QuestionBody',
	'QuestionContext',
	'QuestionType',
	'UpdateSurveyBody',
];

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
 * The schemas in {@link used}, and those that they refer to.
 *
 * @param {Record<string, unknown>} schemas all of the contract, by name
 * @returns {Record<string, unknown>}
 */
function usedSchemas(schemas) {
	const wanted = new Set(used);
	for (const name of wanted) {
		if (!(name in schemas)) throw new Error(`The contract has no schema ${name}`);
		for (const [, other] of JSON.stringify(schemas[name]).matchAll(
			/#\/components\/schemas\/(\w+)/g,
		)) {
			wanted.add(String(other));
		}
	}
	return Object.fromEntries(Object.entries(schemas).filter(([name]) => wanted.has(name)));
}

/**
 * The types of some schemas, as a file.
 *
 * @param {{ openapi: string, info: object }} contract
 * @param {Record<string, unknown>} schemas
 * @returns {Promise<string>}
 */
async function typesOf({ openapi, info }, schemas) {
	const document = /** @type {import('openapi-typescript').OpenAPI3} */ (
		withoutConditions({ openapi, info, paths: {}, components: { schemas } })
	);
	const types = astToString(await openapiTS(document)).replace(/^( {4})+/gm, (indent) =>
		'\t'.repeat(indent.length / 4),
	);
	return header + types;
}

const document = parse(await readFile(contract, 'utf8'));
const { schemas } = document.components;
const files = [
	{ target: ofNode, text: await typesOf(document, usedSchemas(schemas)) },
	{ target: ofSandbox, text: await typesOf(document, schemas) },
];
for (const { target, text } of files) {
	if (process.argv.includes('--print')) process.stdout.write(text);
	else {
		await writeFile(target, text);
		console.log(`Wrote ${fileURLToPath(target)}`);
	}
}
