import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions, IWorkflowBase } from 'n8n-workflow';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { NODE, ROOT, fieldsOf, found, node, properties } from '../support/description.mts';
import { unlike } from '../support/lists.mts';

/** Names that workflows store, so that none may change or go. A new one need not stand here. */
const STORED: Record<string, string[]> = {
	survey: [
		'create',
		'get',
		'getAll',
		'update',
		'delete',
		'publish',
		'addRespondents',
		'duplicate',
		'waitForCompletion',
		'getResults',
		'run',
	],
	response: ['getAll', 'followUp', 'rate', 'pin'],
	project: ['create', 'get', 'getAll', 'update'],
	tag: ['create', 'getAll'],
	trait: ['getAll'],
	media: ['generate', 'upload'],
	playbook: ['getAll'],
	helpArticle: ['search'],
};

/** The same for fields. */
const STORED_FIELDS: Record<string, string[]> = {
	'survey create': [
		'name',
		'questionsInput',
		'questions',
		'questionsJson',
		'country',
		'sampleSize',
		'targeting',
		'reporting',
		'ifNameExists',
		'additionalFields',
		'output',
		'fields',
	],
	'survey get': ['surveyId', 'output', 'fields', 'options'],
	'survey getAll': ['returnAll', 'limit', 'filters', 'sort', 'output', 'fields', 'options'],
	'survey update': [
		'surveyId',
		'questionsInput',
		'questions',
		'questionsJson',
		'updateFields',
		'output',
		'fields',
	],
	'survey delete': ['surveyId'],
	'survey publish': ['surveyId', 'output', 'fields', 'options'],
	'response getAll': ['surveyId', 'returnAll', 'limit', 'filters', 'output', 'fields', 'options'],
};

describe('operations', () => {
	it('has every name that workflows store', () => {
		const names = found.map(([name]) => name);
		const stored = Object.entries(STORED).flatMap(([resource, operations]) =>
			operations.map((name) => `${resource} ${name}`),
		);
		expect(names).toEqual(expect.arrayContaining(stored));
	});

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

	it('offers exactly the operations that it can do', () => {
		const menus = properties.filter(({ name }) => name === 'operation');
		const offered = menus.flatMap(({ displayOptions, options = [] }) =>
			options.map(
				(option) =>
					`${displayOptions!.show!.resource![0]} ${(option as INodePropertyOptions).value}`,
			),
		);
		expect(offered.sort()).toEqual(found.map(([name]) => name).sort());
		for (const { options = [], default: value } of menus) {
			expect(options.map((option) => (option as INodePropertyOptions).value)).toContain(value);
		}
		const resources = properties.find(({ name }) => name === 'resource')!
			.options as INodePropertyOptions[];
		expect(resources.map(({ value }) => value).sort()).toEqual([...RESOURCES.keys()].sort());
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

	it.each(found)(
		'%s says so in its menu, where agents read it',
		(_, resource, name, { action, description }) => {
			const menu = properties.find(
				(field) =>
					field.name === 'operation' && field.displayOptions!.show!.resource!.includes(resource),
			)!;
			expect(menu.options).toContainEqual(
				expect.objectContaining({ value: name, action, description }),
			);
		},
	);

	it.each(Object.entries(STORED_FIELDS))(
		'%s has the fields that workflows store',
		(name, fields) => {
			const [resource, operation] = name.split(' ') as [string, string];
			const names = fieldsOf(resource, operation).map((field) => field.name);
			expect(names).toEqual(expect.arrayContaining(fields));
			expect(new Set(names).size).toBe(names.length);
		},
	);

	it('has the fields of the trigger that workflows store', () => {
		const fields = new PickFuTrigger().description.properties;
		const options = fields.find(({ name }) => name === 'options')?.options ?? [];
		const names = [...fields, ...options].map(({ name }) => name);
		const stored =
			'authentication event scope surveys projectId tagId text output simplify confidence';
		expect(names).toEqual(expect.arrayContaining([...stored.split(' '), 'missedEvents']));
	});

	it('shows every field for one operation of one resource only', () => {
		const stray = properties.filter(({ name, displayOptions }) => {
			if (['authentication', 'resource', 'operation'].includes(name)) return false;
			const { resource, operation } = displayOptions?.show ?? {};
			return (
				resource?.length !== 1 ||
				operation?.length !== 1 ||
				!found.some(([both]) => both === `${resource[0]} ${operation[0]}`)
			);
		});
		expect(stray.map(({ name }) => name)).toEqual([]);
	});

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

	it.each(found.filter(([name]) => name.endsWith(' getAll')))(
		'%s is a list with Return All and a limit of 50',
		(name, resource, operation) => {
			const fields = fieldsOf(resource, operation);
			const limit = fields.find((field) => field.name === 'limit');
			// Traits come in one short list without pages.
			if (name === 'trait getAll' && limit === undefined) return;
			expect(limit).toMatchObject({ default: 50, typeOptions: { minValue: 1 } });
			expect(fields.find((field) => field.name === 'returnAll')).toMatchObject({
				default: false,
			});
		},
	);
});

it('can be used as a tool, and says under each node what it does', () => {
	expect(node.description).toMatchObject({ name: 'pickFu', usableAsTool: true, version: [1] });
	expect(node.description.subtitle).toContain('$parameter["operation"]');
});
