import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	IWorkflowBase,
} from 'n8n-workflow';
import { ENDPOINTS } from '../../nodes/PickFu/api/endpoints';
import { PACKAGE_VERSION } from '../../nodes/PickFu/api/version';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fieldsOf as declared } from '../../nodes/PickFu/resources/menu';
import type { Operation } from '../../nodes/PickFu/resources/operation';
import { OPERATIONS } from '../support/contract.mts';
import { unlike } from '../support/lists.mts';

const ROOT = path.resolve(__dirname, '../..');
const NODE = path.join(ROOT, 'nodes/PickFu');

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

const node = new PickFu();
const { properties } = node.description;
const found = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.entries(operations).map(([name, operation]): [string, string, string, Operation] => [
		`${resource} ${name}`,
		resource,
		name,
		operation,
	]),
);

function fieldsOf(resource: string, operation: string): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});
}

/** A field and everything inside it. */
function within(field: INodeProperties): INodeProperties[] {
	const inner = (field.options ?? []).flatMap((option) =>
		'values' in option ? option.values : 'type' in option ? [option] : [],
	);
	return [field, ...inner.flatMap(within)];
}

const allFields = properties.flatMap(within);

function sources(): { file: string; text: string }[] {
	return readdirSync(NODE, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
		.map((file) => ({ file, text: readFileSync(path.join(NODE, file), 'utf8') }));
}

const withoutComments = (text: string) =>
	text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

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

describe('fields', () => {
	it('are there in the number that the operations declare, and more', () => {
		expect(allFields.length).toBeGreaterThan(80);
		const total = found.reduce((sum, [, , , operation]) => sum + declared(operation).length, 0);
		expect(properties).toHaveLength(total + 2 + RESOURCES.size);
	});

	it('lists five or more entries by the alphabet', () => {
		const unsorted = allFields.flatMap((field) => {
			if (
				!['options', 'multiOptions', 'collection'].includes(field.type) ||
				(field.options ?? []).length < 5
			)
				return [];
			const names = (
				field.options as (INodeProperties | INodePropertyOptions | INodePropertyCollection)[]
			).map((option) => ('displayName' in option ? option.displayName : option.name));
			const sorted = [...names].sort((a, b) => a.localeCompare(b));
			return JSON.stringify(sorted) === JSON.stringify(names)
				? []
				: [`${field.name}: ${names.join(', ')}`];
		});
		expect(unsorted).toEqual([]);
	});

	it('ask only for dropdowns that there are, and every dropdown is asked for', () => {
		const modes = allFields.flatMap(({ modes: list = [] }) => list);
		const searches = modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		const loads = allFields.flatMap(({ typeOptions }) => typeOptions?.loadOptionsMethod ?? []);
		expect([...new Set(searches)].sort()).toEqual(Object.keys(node.methods.listSearch).sort());
		expect([...new Set(loads)].sort()).toEqual(Object.keys(node.methods.loadOptions).sort());
		expect(searches.length + loads.length).toBeGreaterThan(5);
	});

	it('say of Run that its timeout is for each stage', () => {
		const [timeout] = fieldsOf('survey', 'run').filter(({ name }) => name === 'timeout');
		expect(timeout!.description).toMatch(/each stage/);
	});

	it('name countries and shapes as they are called in English', () => {
		const choices = (name: string) =>
			allFields
				.filter((field) => field.name === name)
				.flatMap(({ options = [] }) => options as INodePropertyOptions[]);
		const countries = new Intl.DisplayNames('en', { type: 'region' });
		for (const { name, value } of [...choices('country'), ...choices('countries')])
			expect(name).toBe(countries.of(String(value)));
		for (const { name, value } of choices('aspectRatio')) {
			const [width, height] = String(value).split(':').map(Number);
			const isWide = width! > height!;
			const word = width === height ? /Square/ : isWide ? /Landscape|Wide/ : /Portrait|Tall/;
			expect(name).toMatch(word);
		}
	});

	it.each([
		['targeting', 'getTargetingTraits'],
		['reporting', 'getReportingTraits'],
		['breakdownBy', 'getBreakdownTraits'],
		['tags', 'getTags'],
		['questionId', 'getQuestions'],
	])('list under %s what belongs there', (name, method) => {
		const lists = allFields.filter((field) => field.name === name);
		const loads = lists.map(({ typeOptions }) => typeOptions?.loadOptionsMethod);
		expect(new Set(loads)).toEqual(new Set([method]));
	});

	it.each([
		['head_to_head', 8, 'two'],
		['ranked', 8, '3 to 8'],
		['single_select', 8, '3 to 8'],
		['multi_select', 8, '3 to 8'],
		['open_ended', 1, ''],
		['emoji_rating', 1, ''],
		['star_rating', 1, '1 to 5'],
		['click_test', 1, ''],
		['five_second_test', 1, ''],
		['screen_recording', 1, ''],
	])('of a question of type %s take what it shows, up to %i', (type, most, words) => {
		for (const operation of ['create', 'update', 'run']) {
			const form = fieldsOf('survey', operation).find(({ name }) => name === 'questions');
			const fields = (form!.options as INodePropertyCollection[])[0]!.values;
			const menu = fields.find(({ name }) => name === 'type')!.options as INodePropertyOptions[];
			expect(menu.find(({ value }) => value === type)!.description).toContain(words);
			const lists = fields.filter(
				({ name, displayOptions }) =>
					name === 'options' && displayOptions!.show!.type!.includes(type),
			);
			expect(lists.map(({ typeOptions }) => typeOptions!.maxAllowedFields ?? 8)).toEqual([most]);
			const image = within(lists[0]!).find(({ name }) => name === 'mediaUrl')!;
			expect(image.typeOptions).toEqual({ showEvenWhenOptional: true });
			const ids = [...fields, ...within(lists[0]!)].filter(({ name }) => name === 'id');
			expect(ids).toHaveLength(operation === 'update' ? 2 : 0);
		}
	});

	it('let one thing be chosen from a list, by ID and mostly by URL', () => {
		const locators = allFields.filter(({ type }) => type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(5);
		for (const { name, modes = [], default: value } of locators) {
			const names = modes.map((mode) => mode.name);
			expect([name, names]).toEqual([
				name,
				names.includes('url') ? ['list', 'url', 'id'] : ['list', 'id'],
			]);
			expect(value).toEqual({ mode: 'list', value: '' });
			expect(modes[0]!.typeOptions?.searchable).toBe(true);
		}
	});

	it('tell with a dot at the end when they tell in several sentences, and without one otherwise', () => {
		const wrong = allFields.filter(({ description = '', name }) => {
			const sentences = description.replace(/<[^>]+>/g, '').split(/\. (?=[A-Z])/).length;
			return (
				description !== '' && name !== 'operation' && description.endsWith('.') !== sentences > 1
			);
		});
		expect(wrong.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
	});
});

describe('the contract', () => {
	it.each(Object.entries(ENDPOINTS))(
		'has %s with the method, the path and the evidence of the table',
		(id, endpoint) => {
			const operation = OPERATIONS.find((known) => known.id === id);
			const { method, path: place, evidence } = endpoint;
			expect(operation ?? { id: 'missing in contract/pickfu.openapi.yaml' }).toMatchObject({
				id,
				method,
				path: place.replace(/\{\w+\}/g, '{}'),
				evidence,
			});
		},
	);

	it('was read whole', () => {
		expect(OPERATIONS.length).toBeGreaterThanOrEqual(23);
		expect(Object.keys(ENDPOINTS).length).toBeGreaterThanOrEqual(11);
	});
});

describe('the house', () => {
	const files = sources();

	it('was walked whole', () => {
		expect(files.length).toBeGreaterThan(45);
		expect(existsSync(path.join(NODE, 'api/request.ts'))).toBe(true);
	});

	it('names a credential in one function and in the nodes only', () => {
		const naming = files
			.filter(({ text }) => /pickFu(OAuth2)?Api\b/.test(withoutComments(text)))
			.map(({ file }) => file);
		expect(naming.filter((file) => !file.endsWith('.node.ts'))).toEqual(['api/credential.ts']);
	});

	it('talks to PickFu in one room only', () => {
		const talking = files
			.filter(({ text }) => /httpRequest|\bfetch\(/.test(withoutComments(text)))
			.map(({ file }) => file);
		expect(talking.length).toBeGreaterThan(0);
		expect(talking.filter((file) => !file.startsWith('api/'))).toEqual([]);
	});

	it('writes paths of the API in one table only', () => {
		const paths = /['"`]\/(surveys|responses|tags|projects|traits|media|playbooks|help)\b/;
		const writing = files
			.filter(({ text }) => paths.test(withoutComments(text)))
			.map(({ file }) => file);
		expect(writing).toEqual(['api/endpoints.ts']);
	});

	it('keeps the pure rooms free of n8n, and the api room free of resources', () => {
		const imports = files.flatMap(({ file, text }) =>
			[...text.matchAll(/^(import|export)(\s+type)?\s[^;]*?from '([^']+)'/gm)].map(
				([, , type, from]) => ({ file, type: type !== undefined, from: from! }),
			),
		);
		expect(imports.length).toBeGreaterThan(100);
		const faults = imports.filter(({ file, type, from }) => {
			const room = file.split(path.sep)[0];
			if (['questions', 'results', 'events'].includes(room!) && from === 'n8n-workflow')
				return !type;
			if (['questions', 'results', 'events', 'api'].includes(room!))
				return from.includes('/resources') || from.includes('/methods');
			return from !== 'n8n-workflow' && !from.startsWith('.');
		});
		expect(faults).toEqual([]);
	});

	it('holds files that fit on a few screens', () => {
		expect(
			files.filter(({ text }) => text.split('\n').length > 400).map(({ file }) => file),
		).toEqual([]);
	});

	it('tells people the version that the package has', () => {
		const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
			version: string;
		};
		expect(PACKAGE_VERSION).toBe(version);
	});
});

it('can be used as a tool, and says under each node what it does', () => {
	expect(node.description).toMatchObject({ name: 'pickFu', usableAsTool: true, version: [1] });
	expect(node.description.subtitle).toContain('$parameter["operation"]');
});
