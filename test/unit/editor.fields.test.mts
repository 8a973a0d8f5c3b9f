import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyMode,
	type INodePropertyRegexValidation,
} from 'n8n-workflow';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';

const ID = '8f14e45f-ceea-467f-9575-1c1d3b7a9a10';

/** The fields that the editor shows for these values, in its order; what is not given has its default. */
function shown({ description }: PickFu | PickFuTrigger, given: INodeParameters): INodeProperties[] {
	const node = { typeVersion: 1, parameters: given } as INode;
	const { properties } = description;
	const values = NodeHelpers.getNodeParameters(properties, given, true, true, node, description)!;
	return properties.filter((field) =>
		NodeHelpers.displayParameter(values, field, node, description),
	);
}

const named = (fields: INodeProperties[], label: string) =>
	fields.find(({ displayName }) => displayName === label)!;
const optionsOf = (fields: INodeProperties[], label: string) =>
	named(fields, label).options as INodeProperties[];

describe('the trigger', () => {
	const trigger = new PickFuTrigger();
	const labels = (given: INodeParameters) =>
		shown(trigger, given)
			.map(({ displayName }) => displayName)
			.slice(1);

	it.each<[INodeParameters, string[]]>([
		[{}, ['Trigger On', 'Watch', 'Output', 'Simplify', 'Options']],
		[{ output: 'responses' }, ['Trigger On', 'Watch', 'Output', 'Simplify', 'Options']],
		[{ output: 'results' }, ['Trigger On', 'Watch', 'Output', 'Options']],
		[{ event: 'newResponse' }, ['Trigger On', 'Watch', 'Simplify', 'Options']],
		// n8n keeps the value of Output, which is hidden now.
		[
			{ event: 'surveyPublished', output: 'results' },
			['Trigger On', 'Watch', 'Simplify', 'Options'],
		],
		[
			{ event: 'surveyPublished', scope: 'surveys' },
			['Trigger On', 'Watch', 'Selected Surveys', 'Simplify', 'Options'],
		],
		[
			{ event: 'surveyPublished', scope: 'project' },
			['Trigger On', 'Watch', 'Project', 'Simplify', 'Options'],
		],
		[
			{ event: 'surveyPublished', scope: 'tag' },
			['Trigger On', 'Watch', 'Tag Name or ID', 'Simplify', 'Options'],
		],
		[
			{ event: 'surveyPublished', scope: 'text' },
			['Trigger On', 'Watch', 'Text', 'Simplify', 'Options'],
		],
	])('shows for %j what has an effect', (given, expected) => {
		expect(labels(given)).toEqual(expected);
	});

	it('watches all surveys for completion, simplified, and after a pause emits for those known before', () => {
		const fields = shown(trigger, {});
		const defaults = ['Trigger On', 'Watch', 'Output', 'Simplify'].map(
			(label) => named(fields, label).default,
		);
		expect(defaults).toEqual(['surveyCompleted', 'all', 'survey', true]);
		expect(named(optionsOf(fields, 'Options'), 'Missed Events').default).toBe('known');
	});

	it.each(['project', 'tag', 'text'])('asks for the %s that it is to watch', (scope) => {
		expect(shown(trigger, { scope })[3]).toMatchObject({ required: true });
	});

	it('asks for confidence only where there are results', () => {
		const confidence = named(optionsOf(shown(trigger, {}), 'Options'), 'Confidence');
		expect(confidence.displayOptions).toEqual({
			show: { '/event': ['surveyCompleted'], '/output': ['results'] },
		});
	});
});

describe('the action node', () => {
	const node = new PickFu();
	const form = (resource: string, operation: string, more: INodeParameters = {}) =>
		shown(node, { resource, operation, ...more });
	const modesOf = (field: INodeProperties): Record<string, INodePropertyMode> =>
		Object.fromEntries(field.modes!.map((mode) => [mode.name, mode]));

	it('links the ID of a survey to its page, and shows what a URL looks like', () => {
		const { url, id } = modesOf(named(form('survey', 'publish'), 'Survey'));
		expect(id!.url).toBe('=https://www.pickfu.com/surveys/{{ $value }}');
		expect(url!.placeholder).toBe(`e.g. https://www.pickfu.com/surveys/${ID}`);
		const { properties } = url!.validation![0] as INodePropertyRegexValidation;
		const regex = new RegExp(`^${properties.regex}$`);
		expect([`https://www.pickfu.com/surveys/${ID}`, ID].map((text) => regex.test(text))).toEqual([
			true,
			false,
		]);
	});

	it('lists the responses anew when another survey is chosen', () => {
		const { typeOptions } = named(form('response', 'pin'), 'Response');
		// n8n compares the value at this path; a resource locator is an object.
		expect(typeOptions?.loadOptionsDependsOn).toEqual(['surveyId.value']);
	});

	it('lets people choose not to wait for the rate limit at all', () => {
		const wait = named(
			optionsOf(form('survey', 'get'), 'Options'),
			'Max Rate Limit Wait (Seconds)',
		);
		expect(wait).toMatchObject({ default: 300, typeOptions: { minValue: 0 } });
	});

	it('bounds what a node may pay for, at one respondent at least', () => {
		expect(named(form('survey', 'publish'), 'Maximum Respondents')).toMatchObject({
			default: 100,
			typeOptions: { minValue: 1 },
		});
	});

	it('asks for a limit or for fields only where they count', () => {
		const labels = (more: INodeParameters) =>
			form('survey', 'getAll', more).map(({ displayName }) => displayName);
		expect(labels({})).toContain('Limit');
		expect(labels({ returnAll: true })).not.toContain('Limit');
		expect(labels({})).not.toContain('Fields');
		expect(labels({ output: 'raw' })).not.toContain('Fields');
		expect(labels({ output: 'selectedFields' })).toContain('Fields');
	});

	it('lists filters and options by the alphabet, and each field to select once', () => {
		const lists = node.description.properties
			.filter(({ name }) => ['options', 'filters', 'fields'].includes(name))
			.map(({ options = [] }) =>
				options.map((option) => ('displayName' in option ? option.displayName : option.name)),
			);
		expect(lists.length).toBeGreaterThan(20);
		for (const list of lists) {
			const sorted = [...new Set(list)].sort((a, b) => (a < b ? -1 : 1));
			expect(list).toEqual(sorted);
		}
	});
});
