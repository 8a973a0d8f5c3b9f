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

/** How long an item may wait for PickFu's rate limit: an option of every operation that reads. */
export const longestWait: INodeProperties = {
	displayName: 'Max Rate Limit Wait (Seconds)',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 300,
	description: "How long to wait when PickFu's rate limit is reached before the item fails",
};

/** Choosing from a list, by the URL of a page, or by id. What has no page of its own has no URL. */
function modes(
	what: string,
	searchListMethod: string,
	{ url, page }: { url?: string; page?: string } = {},
): Required<Pick<INodeProperties, 'modes'>> {
	return {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list' as const,
				placeholder: `Select a ${what}...`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string' as const,
				...(url !== undefined && { placeholder: `e.g. ${url}` }),
				validation: [
					{
						type: 'regex' as const,
						properties: { regex: 'https?://.+', errorMessage: `Enter the URL of a ${what}` },
					},
				],
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string' as const,
				placeholder: 'e.g. 8f14e45f-ceea-467f-9575-1c1d3b7a9a10',
				...(url !== undefined && { url: `=${page}{{ $value }}` }),
			},
		].filter(({ name }) => name !== 'url' || page !== undefined),
	};
}

/** The survey that an operation is about. */
export const surveyLocator: INodeProperties = {
	displayName: 'Survey',
	name: 'surveyId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'ID of the survey, as returned by Create or Get Many',
	...modes('survey', 'searchSurveys', {
		url: 'https://www.pickfu.com/surveys/8f14e45f-ceea-467f-9575-1c1d3b7a9a10',
		page: 'https://www.pickfu.com/surveys/',
	}),
};

/** The project that a survey is filed in. */
export const projectLocator: INodeProperties = {
	displayName: 'Project',
	name: 'projectId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'ID of the project to add the survey to, as returned by Project: Get Many',
	// PickFu returns the page of a project; its form is not documented.
	...modes('project', 'searchProjects', { page: '' }),
};

/** The survey that {@link responseLocator} lists the responses of. */
export const surveyToListFrom: INodeProperties = {
	...surveyLocator,
	required: false,
	description:
		'Survey to list responses from. Only needed when choosing the response from the list.',
};

/**
 * The response that an operation is about. PickFu has no endpoint for one response, so it is chosen
 * from a survey's, and no page of one, so there is no URL.
 */
export const responseLocator: INodeProperties = {
	displayName: 'Response',
	name: 'responseId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: "ID of the response, as returned by Get Many ('responseId')",
	typeOptions: { loadOptionsDependsOn: ['surveyId.value'] },
	...modes('response', 'searchResponses'),
};
