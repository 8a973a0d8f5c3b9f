import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { IDataObject } from 'n8n-workflow';
import { resolveOutputSchemaPath } from 'n8n-core';
import { answer, callOf, OPERATIONS } from '../support/everyOperation.mts';
import { fakePickFu, run } from '../support/nockPickFu.mts';

const NODE_DIR = path.join(__dirname, '..', '..', 'nodes', 'PickFu');
const pickFu = fakePickFu();

/** There only where there is something to say. */
const RARE = ['alreadyExisted', 'differences'];

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

function read(name: string): Schema {
	const [resource, operation] = name.split('/');
	const file = resolveOutputSchemaPath({ nodeDir: NODE_DIR, version: 1, resource, operation });
	return JSON.parse(readFileSync(file!, 'utf8')) as Schema;
}

/** The same schema for a check: nothing beyond it, and null for what is not known. */
function strict({ type, properties, items }: Schema, top = true): object {
	return {
		type: top ? type : [type, 'null'],
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([key, value]) => [key, strict(value, false)]),
			),
			// Traits of respondents are columns that no schema can know.
			patternProperties: { '^respondent_': { type: 'string' } },
			additionalProperties: false,
		}),
		...(items && { items: strict(items, false) }),
	};
}

async function output(name: string): Promise<IDataObject[]> {
	const ran = await run(callOf(name));
	if (ran.error) throw ran.error;
	return ran.items.map(({ json }) => json);
}

describe.each(OPERATIONS)('%s', (name) => {
	it('gives what the editor announces before the first run, and nothing more', async () => {
		pickFu.answer = answer;
		const rows = await output(name);
		expect(rows.length).toBeGreaterThan(0);
		const validate = new Ajv2020({ strict: false, allErrors: true }).compile(strict(read(name)));
		for (const row of rows) {
			validate(row);
			expect(validate.errors ?? []).toEqual([]);
		}
		const announced = Object.keys(read(name).properties ?? {});
		const given = new Set(rows.flatMap((row) => Object.keys(row)));
		expect(announced.filter((key) => !given.has(key) && !RARE.includes(key))).toEqual([]);
		if (/^(response|survey\/getResults)/.test(name)) return;
		expect(announced.length).toBeLessThanOrEqual(10);
		expect(announced[0]).toMatch(/^(id|surveyId|url|slug|permalink|articleId)$/);
	});
});
