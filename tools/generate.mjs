/**
 * Writes the types of PickFu's wire format from `contract/pickfu.openapi.yaml`: those that the node
 * names to `nodes/PickFu/api/wire.d.ts`, all of them to `sandbox/wire.d.ts`. Run it with
 * `npm run generate` after changing the contract; `--print` writes both to standard output instead.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);

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

const header =
	'// Generated from contract/pickfu.openapi.yaml by `npm run generate`. Do not edit: change the contract.\n\n';

/** A type cannot say "two options when the type is head_to_head"; such a rule would be a meaningless intersection. */
function withoutConditions(/** @type {string} */ key, /** @type {any} */ value) {
	if (key !== 'allOf') return value;
	const plain = value.filter((/** @type {object} */ part) => !('if' in part));
	return plain.length === 0 ? undefined : plain;
}

const text = await readFile(new URL('contract/pickfu.openapi.yaml', root), 'utf8');
const { openapi, info, components } = JSON.parse(JSON.stringify(parse(text), withoutConditions));
const wanted = new Set(used);
for (const name of wanted) {
	const schema = JSON.stringify(components.schemas[name]);
	for (const [, other] of schema.matchAll(/#\/components\/schemas\/(\w+)/g)) wanted.add(`${other}`);
}
for (const [file, isWanted] of /** @type {const} */ ([
	['nodes/PickFu/api/wire.d.ts', (/** @type {string} */ name) => wanted.has(name)],
	['sandbox/wire.d.ts', () => true],
])) {
	const chosen = Object.entries(components.schemas).filter(([name]) => isWanted(name));
	const schemas = Object.fromEntries(chosen);
	const types = astToString(await openapiTS({ openapi, info, paths: {}, components: { schemas } }));
	const tabbed = types.replace(/^( {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
	const target = new URL(file, root);
	if (process.argv.includes('--print')) process.stdout.write(header + tabbed);
	else await writeFile(target, header + tabbed);
	if (!process.argv.includes('--print')) console.log(`Wrote ${fileURLToPath(target)}`);
}
