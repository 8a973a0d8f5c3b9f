import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IWorkflowBase } from 'n8n-workflow';
import { NODE, ROOT, fieldsOf, found } from '../support/description.mts';
import { unlike } from '../support/lists.mts';

describe('operations', () => {
	it('has an output schema for each, and a step in the workflow that n8n runs as a test', () => {
		const workflow = 'test/e2e/workflows/every-operation.json';
		const { nodes } = JSON.parse(readFileSync(path.join(ROOT, workflow), 'utf8')) as IWorkflowBase;
		const steps = nodes
			.filter(({ type }) => type === 'n8n-nodes-pickfu.pickFu')
			.map(
				({ parameters }) => `${parameters.resource as string} ${parameters.operation as string}`,
			);
		const folder = '__schema__/v1.0.0';
		const schemas = readdirSync(path.join(NODE, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.json'))
			.map((file) => file.replace(/\.json$/, '').replace(path.sep, ' '));
		const names = found.map(([name]) => name);
		expect([
			...unlike(schemas, names, `nodes/PickFu/${folder}`),
			// Run is made of others, and takes its time: test/e2e/untilDecided.run.test.mts.
			...unlike([...steps, 'survey run'], names, workflow),
		]).toEqual([]);
	});

	it.each(found)(
		'%s says what it is and what it does to the account',
		(_, _resource, _name, operation) => {
			expect(operation.name).toMatch(/^[A-Z]/);
			expect(operation.action).toMatch(/^[A-Z][a-z]+ .+[^.]$/);
			expect(operation.description).toMatch(/^[A-Z]\S* .+/);
			expect(['read', 'write', 'spend']).toContain(operation.nature);
			expect(operation.name).not.toBe(operation.description);
		},
	);

	it('bounds every operation that spends, and says that it does', () => {
		const spending = found.filter(([, , , { nature }]) => nature === 'spend');
		expect(spending.map(([name]) => name)).toContain('survey publish');
		for (const [name, resource, operation, { action, description }] of spending) {
			const fields = fieldsOf(resource, operation);
			const bounds = fields.map((field) => field.name).filter((field) => /^max[A-Z]/.test(field));
			// A follow-up asks one person; all others pay for a number of respondents.
			expect([name, bounds]).toEqual([
				name,
				[name === 'response followUp' ? expect.any(String) : 'maxRespondents'],
			]);
			expect(`${action} ${description}`).toMatch(/spends|charges|paid|pays/i);
			const hints = fields.map(({ hint = '' }) => hint).join('\n');
			expect([name, hints]).toEqual([
				name,
				expect.stringMatching(/account is charged|charges your/),
			]);
		}
	});
});
