import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyRegexValidation,
	type INodeTypes,
} from 'n8n-workflow';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';
import { NODE, ROOT, fieldsOf } from '../support/description.mts';

/** Both nodes as n8n's panel, canvas and engine take them, without their fields. */

const action = new PickFu();
const trigger = new PickFuTrigger();
const both = [
	['PickFu', action],
	['PickFuTrigger', trigger],
] as const;

const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

it('is a node that agents can use, under the names that workflows store', () => {
	expect(action.description).toMatchObject({
		name: 'pickFu',
		displayName: 'PickFu',
		defaults: { name: 'PickFu' },
		description: 'Create and publish PickFu surveys and get responses from real people',
		version: [1],
		group: ['transform'],
		inputs: ['main'],
		outputs: ['main'],
		usableAsTool: true,
	});
	expect(action.description.polling).toBeUndefined();
});

it('is a trigger that polls, starts workflows and so has no input, and is no tool', () => {
	expect(trigger.description).toMatchObject({
		name: 'pickFuTrigger',
		displayName: 'PickFu Trigger',
		defaults: { name: 'PickFu Trigger' },
		description: 'Starts the workflow when a PickFu survey is published, answered or completed',
		eventTriggerDescription: 'Waiting for an event in PickFu',
		activationMessage: expect.stringContaining(
			'The first check sets a baseline: only what happens afterwards starts the workflow.',
		),
		version: [1],
		group: ['trigger'],
		inputs: [],
		outputs: ['main'],
		polling: true,
	});
	expect(trigger.description.usableAsTool).toBeUndefined();
});

it.each(both)('%s asks for the one credential that was chosen, OAuth first', (_, node) => {
	const { description } = node;
	const { credentials = [] } = description;
	const asked = (authentication: string) =>
		credentials
			.filter((one) =>
				NodeHelpers.displayParameter({ authentication }, one, { typeVersion: 1 }, description),
			)
			.map(({ name, required }) => ({ name, required }));
	expect(credentials[0]!.name).toBe('pickFuOAuth2Api');
	expect(asked('oAuth2')).toEqual([{ name: 'pickFuOAuth2Api', required: true }]);
	expect(asked('apiKey')).toEqual([{ name: 'pickFuApi', required: true }]);
});

it.each<[string, PickFu | PickFuTrigger, INodeParameters, string]>([
	['PickFu', action, {}, 'Get Many: Survey'],
	['PickFu', action, { operation: 'publish' }, 'Publish: Survey'],
	['PickFu', action, { operation: 'waitForCompletion' }, 'Wait for Completion: Survey'],
	['PickFu', action, { resource: 'response', operation: 'followUp' }, 'Send Follow-Up: Response'],
	['PickFu', action, { resource: 'helpArticle' }, 'Search: Help Article'],
	['PickFu', action, { resource: 'media' }, 'Upload: Media'],
	['PickFuTrigger', trigger, {}, 'Survey Completed'],
	['PickFuTrigger', trigger, { event: 'surveyPublished' }, 'Survey Published'],
	['PickFuTrigger', trigger, { event: 'newResponse' }, 'New Response'],
])('%s says on the canvas what it does: %#', (_, nodeType, given, words) => {
	const { description } = nodeType;
	const node = { name: 'Node', type: description.name, typeVersion: 1, parameters: {} } as INode;
	const { properties } = description;
	node.parameters = NodeHelpers.getNodeParameters(
		properties,
		given,
		true,
		false,
		node,
		description,
	)!;
	const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle } = description;
	expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(words);
});

it.each(both)(
	'%s has an icon for light and one for dark editors, beside it',
	(_, { description }) => {
		const { light, dark } = description.icon as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			const file = path.join(NODE, icon.replace(/^file:/, ''));
			expect(readFileSync(file, 'utf8')).toContain('<svg');
		}
	},
);

it.each(both)('%s is found by its categories and other words, and has pages to read', (name) => {
	const { categories, alias, resources } = json(path.join(NODE, `${name}.node.json`)) as {
		categories: string[];
		alias: string[];
		resources: Record<string, { url: string }[]>;
	};
	// Categories of https://docs.n8n.io/integrations/creating-nodes/build/reference/node-codex-files/
	expect(categories).toEqual(['Marketing & Content', 'Analytics']);
	const sought = ['survey completed', 'poll completed', 'new response', 'market research'];
	expect(alias).toEqual(expect.arrayContaining(sought));
	const { homepage } = json(path.join(ROOT, 'package.json')) as { homepage: string };
	const readme = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
	expect(resources.primaryDocumentation).toEqual([{ url: homepage }]);
	const [{ url }] = resources.credentialDocumentation as [{ url: string }];
	const [page, heading] = url.split('#') as [string, string];
	expect(page).toBe(homepage.split('#')[0]);
	expect(readme.toLowerCase().replace(/ /g, '-')).toContain(`\n##-${heading}\n`);
});

it('is found by what people call a survey', () => {
	const { alias } = json(path.join(NODE, 'PickFu.node.json'));
	expect(alias).toEqual(
		expect.arrayContaining(['survey', 'poll', 'consumer research', 'A/B test']),
	);
});

it('names both nodes and credentials to n8n, each built from a file that is there', () => {
	const { n8n } = json(path.join(ROOT, 'package.json')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const sources = [...n8n.nodes, ...n8n.credentials].map((file) =>
		file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
	);
	expect(sources).toHaveLength(4);
	for (const file of sources)
		expect([file, existsSync(path.join(ROOT, file))]).toEqual([file, true]);
});

it('asks to select a survey, takes any URL for it and nothing else, and shows what one looks like', () => {
	const fields: INodeProperties[] = fieldsOf('survey', 'publish');
	const { modes } = fields.find(({ name }) => name === 'surveyId')!;
	expect(modes!.find(({ name }) => name === 'list')!.placeholder).toBe('Select a survey...');
	const { placeholder, validation } = modes!.find(({ name }) => name === 'url')!;
	const page = 'https://www.pickfu.com/surveys/8f14e45f-ceea-467f-9575-1c1d3b7a9a10';
	expect(placeholder).toBe(`e.g. ${page}`);
	const { properties } = validation![0] as INodePropertyRegexValidation;
	const fits = (text: string) => new RegExp(`^${properties.regex}$`).test(text);
	expect([page, `${page}?a=b`, page.slice(-36)].map(fits)).toEqual([true, true, false]);
});
