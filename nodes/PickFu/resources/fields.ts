import type { INodeProperties } from 'n8n-workflow';

/**
 * Fields that several operations share, under the same names, so that a value stays when the user
 * switches between them.
 */

/** "Return All" and "Limit" of every list. */
export const returnAllOrLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/**
 * "Output" and "Fields" of an operation that returns records.
 *
 * @param names what can be selected: the names of the simplified and of the raw record
 */
export function outputFields(names: readonly string[]): INodeProperties[] {
	return [
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{ name: 'Raw', value: 'raw', description: 'Everything that PickFu returns' },
				{ name: 'Selected Fields', value: 'selectedFields', description: 'Only chosen fields' },
				{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
			],
			default: 'simplified',
			description: 'How much of each record to return',
		},
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'multiOptions',
			options: [...new Set(names)].sort().map((name) => ({ name, value: name })),
			default: [],
			displayOptions: { show: { output: ['selectedFields'] } },
			description: 'Fields to return. The ID is always included.',
		},
	];
}

/** How long an item may wait for PickFu's rate limit: an option of every operation. */
export const longestWait: INodeProperties = {
	displayName: 'Longest Wait',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 300,
	description:
		"How many seconds one request may wait for PickFu's limit of 100 requests a minute before this item is given up",
};

/** The survey that an operation is about. */
export const surveyLocator: INodeProperties = {
	displayName: 'Survey',
	name: 'surveyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The survey to work with',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a survey…',
			typeOptions: { searchListMethod: 'searchSurveys', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://www.pickfu.com/surveys/8f14e45f-ceea-467f-9575-1c1d3b7a9a10',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https?://.+/surveys/[^/?#]+.*',
						errorMessage: 'Paste the address of a survey page',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 8f14e45f-ceea-467f-9575-1c1d3b7a9a10',
		},
	],
};

/** The project that a survey is filed in. */
export const projectLocator: INodeProperties = {
	displayName: 'Project',
	name: 'projectId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The project to file the survey in',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a project…',
			typeOptions: { searchListMethod: 'searchProjects', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://app.pickfu.com/projects/1c1d3b7a-9a10-4e45-8f14-ceea467f9575',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https?://.+/projects/[^/?#]+.*',
						errorMessage: 'Paste the address of a project page',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1c1d3b7a-9a10-4e45-8f14-ceea467f9575',
		},
	],
};

/** The survey that {@link responseLocator} lists the answers of. */
export const surveyToListFrom: INodeProperties = {
	displayName: 'Survey',
	name: surveyLocator.name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The survey whose answers "Response" lists. Not needed when the response is given by URL or by ID.',
	modes: surveyLocator.modes,
};

/** The answer that an operation is about. PickFu has no endpoint for one answer, so it is chosen from a survey's. */
export const responseLocator: INodeProperties = {
	displayName: 'Response',
	name: 'responseId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The answer to work with; "Get Many" gives its ID as "responseId"',
	typeOptions: { loadOptionsDependsOn: ['surveyId.value'] },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a response…',
			typeOptions: { searchListMethod: 'searchResponses', searchable: true },
		},
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://www.pickfu.com/responses/5b9f2c1e-7a3d-4c55-9d21-0f6e8a7b4c32',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: 'https?://.+/responses/[^/?#]+.*',
						errorMessage: 'Paste the address of a single response',
					},
				},
			],
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5b9f2c1e-7a3d-4c55-9d21-0f6e8a7b4c32',
		},
	],
};
