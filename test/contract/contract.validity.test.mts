import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

const root = join(__dirname, '..', '..');
const file = join(root, 'contract', 'pickfu.openapi.yaml');

interface Operation {
	operationId: string;
	'x-evidence'?: string;
	'x-source'?: string[];
	responses: Record<string, unknown>;
}

const contract = parse(readFileSync(file, 'utf8')) as {
	openapi: string;
	info: { 'x-sources': Record<string, string> };
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, object> };
};

const methods = ['get', 'post', 'put', 'patch', 'delete'];
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
	methods.flatMap((method) =>
		item[method] ? [{ name: `${method.toUpperCase()} ${path}`, operation: item[method] }] : [],
	),
);

/** All nodes of the document that carry a key. */
function holdersOf(
	key: string,
	node: unknown,
	path = '#',
): Array<{ path: string; value: unknown }> {
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([name, value]) => [
		...(name === key ? [{ path, value: value as unknown }] : []),
		...holdersOf(key, value, `${path}/${name}`),
	]);
}

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

describe('the contract', () => {
	test('is valid OpenAPI 3.1', async () => {
		expect(contract.openapi).toBe('3.1.0');
		// the rules of the specification itself; a linter's taste is left out
		const config = await createConfig({ extends: ['spec'] });
		const problems = await lintFromString({ source: readFileSync(file, 'utf8'), config });
		expect(problems.map(({ message, location }) => `${location[0]?.pointer} ${message}`)).toEqual(
			[],
		);
		const broken = readFileSync(file, 'utf8').replace('in: path', 'in: nowhere');
		expect(await lintFromString({ source: broken, config })).not.toEqual([]);
	});

	test('is what the committed wire types were generated from', () => {
		const run = spawnSync(process.execPath, [join(root, 'tools', 'generate.mjs'), '--print'], {
			encoding: 'utf8',
		});
		expect(run.stderr).toBe('');
		expect(run.status).toBe(0);
		const committed = ['nodes/PickFu/api', 'sandbox']
			.map((folder) => readFileSync(join(root, folder, 'wire.d.ts'), 'utf8'))
			.join('');
		// not the bare comparison, which would print hundreds of lines
		expect(run.stdout === committed ? 'fresh' : 'stale: run npm run generate').toBe('fresh');
	});

	test.each(
		operations.map(({ name, operation }) => [operation.operationId, name, operation] as const),
	)('tells for %s (%s) how well it is supported and by what', (_id, _name, operation) => {
		expect(['documented', 'third-party', 'inferred']).toContain(operation['x-evidence']);
		expect(operation['x-source']?.length).toBeGreaterThan(0);
	});

	test('names only sources that are listed, and only the three levels of evidence', () => {
		const known = Object.keys(contract.info['x-sources']);
		const sources = holdersOf('x-source', contract);
		expect(sources.length).toBeGreaterThan(50);
		expect(
			sources.filter(({ value }) => !(value as string[]).every((source) => known.includes(source))),
		).toEqual([]);
		const levels = holdersOf('x-evidence', contract).filter(
			({ path }) => !path.includes('/properties/x-evidence'),
		);
		const wrong = levels.filter(
			({ value }) => !['documented', 'third-party', 'inferred'].includes(value as string),
		);
		expect(wrong).toEqual([]);
	});

	test('has schemas that are JSON Schema 2020-12 and references that lead somewhere', () => {
		const ajv = new Ajv2020({ strict: false });
		addFormats(ajv);
		ajv.addSchema(contract, 'contract');
		for (const name of Object.keys(contract.components.schemas)) {
			const validate = ajv.compile({ $ref: `contract#/components/schemas/${name}` });
			expect(typeof validate).toBe('function');
		}
		for (const { value } of holdersOf('$ref', contract)) {
			const steps = (value as string).replace(/^#\//, '').split('/');
			expect(
				steps.reduce<unknown>((node, step) => (node as Record<string, unknown>)[step], contract),
			).toBeDefined();
		}
	});

	test('closes every request body to unknown fields and leaves every answer open', () => {
		const schemas = Object.entries(contract.components.schemas) as Array<
			[string, { type?: unknown; properties?: object; additionalProperties?: boolean }]
		>;
		const requests = /Body$|^QuestionContext$|^Mockup$/;
		const objects = schemas.filter(([, schema]) => schema.type === 'object');
		expect(objects.length).toBeGreaterThan(25);
		const wrong = objects.filter(
			([name, schema]) => schema.additionalProperties !== !requests.test(name),
		);
		expect(wrong.map(([name]) => name)).toEqual([]);
	});
});
