import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * How a field is described, and the fields that several operations share. Shared fields have one
 * name, so that a value stays when the user switches between operations.
 */

/** What n8n's description of a field may hold besides what each factory asks for. */
type More = Partial<INodeProperties>;

/** A field for text. */
export function stringField(
	displayName: string,
	name: string,
	description: string,
	more: More = {},
): INodeProperties {
	return { displayName, name, type: 'string', default: '', description, ...more };
}

/** The name of what is created. */
export function requiredName(description: string): INodeProperties {
	const placeholder = 'e.g. Spring launch';
	return stringField('Name', 'name', description, { required: true, placeholder });
}

/** A field for a whole number from 1 on. */
export function numberField(
	displayName: string,
	name: string,
	description: string,
	fallback: number | '',
	more: More = {},
): INodeProperties {
	const typeOptions = { minValue: 1 };
	return {
		displayName,
		name,
		type: 'number',
		typeOptions,
		default: fallback,
		description,
		...more,
	};
}

/** A switch, off unless it is set. */
export function flagField(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: false, description };
}

/** Several entries of a list that PickFu holds, by a method that loads it. */
export function loadedField(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	more: More = {},
): INodeProperties {
	return {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		...more,
	};
}

/** A dropdown. */
export function choiceField(
	displayName: string,
	name: string,
	description: string | undefined,
	options: INodePropertyOptions[],
	fallback: INodeProperties['default'],
	more: More = {},
): INodeProperties {
	const type = 'options';
	return { displayName, name, type, options, default: fallback, description, ...more };
}

/** A dropdown for true and false, where a switch would not tell what its off side does. */
export function eitherField(
	displayName: string,
	name: string,
	description: string,
	yes: string,
	no: string,
	fallback = true,
): INodeProperties {
	const options = [
		{ name: yes, value: true },
		{ name: no, value: false },
	];
	return choiceField(displayName, name, description, options, fallback);
}

/** Where a file of the item is. */
export function fileField(description: string, more: More = {}): INodeProperties {
	const usual: More = { default: 'data', placeholder: 'e.g. data' };
	return stringField(FILE_LABEL, 'binaryPropertyName', description, { ...usual, ...more });
}

/** The label of such a field, for errors about the file. */
export const FILE_LABEL = 'Input Data Field Name';

/** Fields that are added on demand, such as "Filters". */
export function collectionField(
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
	more: More = {},
): INodeProperties {
	return { displayName, name, type: 'collection', placeholder, default: {}, options, ...more };
}

/** The fields of every list: all or up to a limit, and what it can be filtered by. */
export function listFields(...filters: INodeProperties[]): INodeProperties[] {
	return [
		flagField(
			'Return All',
			'returnAll',
			'Whether to return all results or only up to a given limit',
		),
		numberField('Limit', 'limit', 'Max number of results to return', 50, {
			displayOptions: { show: { returnAll: [false] } },
		}),
		...(filters.length > 0 ? [collectionField('Filters', 'filters', 'Add filter', filters)] : []),
	];
}

/**
 * "Output" and "Fields" of an operation that returns records.
 *
 * @param names what can be selected: the names of the simplified and of the raw record
 */
export function outputFields(names: readonly string[]): INodeProperties[] {
	const forms = [
		{ name: 'Raw', value: 'raw', description: 'Everything that PickFu returns' },
		{ name: 'Selected Fields', value: 'selectedFields', description: 'Only chosen fields' },
		{ name: 'Simplified', value: 'simplified', description: 'The most useful fields' },
	];
	return [
		choiceField('Output', 'output', 'How much of each record to return', forms, 'simplified'),
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

/** The spending bound of everything that pays for respondents. */
export const maxRespondents = numberField(
	'Maximum Respondents',
	'maxRespondents',
	'The most respondents that this node may pay for in one execution, all items together',
	100,
	{
		builderHint: {
			propertyHint:
				'Set this to what the user allows. Put an approval step before operations marked (paid).',
		},
	},
);

/** How long an item may wait for PickFu's rate limit: an option of every operation that reads. */
export const longestWait = numberField(
	'Max Rate Limit Wait (Seconds)',
	'longestWait',
	"How long to wait when PickFu's rate limit is reached before the item fails",
	300,
	{ typeOptions: { minValue: 0 } },
);

const EXAMPLE_ID = '8f14e45f-ceea-467f-9575-1c1d3b7a9a10';

/**
 * One thing of PickFu: chosen from a list, by the URL of its page where it has one, or by ID.
 *
 * @param page what stands before the id in such a URL; an empty text where that is undocumented
 */
function locator(
	displayName: string,
	name: string,
	description: string,
	searchListMethod: string,
	{ page, ...more }: More & { page?: string } = {},
): INodeProperties {
	const what = displayName.toLowerCase();
	const errorMessage = `Enter the URL of a ${what}`;
	const field: INodeProperties = {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${what}...`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				validation: [{ type: 'regex', properties: { regex: 'https?://.+', errorMessage } }],
				...(page ? { placeholder: `e.g. ${page}${EXAMPLE_ID}` } : {}),
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${EXAMPLE_ID}`,
				...(page ? { url: `=${page}{{ $value }}` } : {}),
			},
		],
		...more,
	};
	if (page !== undefined) return field;
	return { ...field, modes: field.modes!.filter((mode) => mode.name !== 'url') };
}

/** The survey that an operation is about. */
export const surveyLocator = locator(
	'Survey',
	'surveyId',
	'ID of the survey, as returned by Create or Get Many',
	'searchSurveys',
	{ required: true, page: 'https://www.pickfu.com/surveys/' },
);

/** The project that a survey is filed in. PickFu returns the page of a project; its form is not documented. */
export const projectLocator = locator(
	'Project',
	'projectId',
	'ID of the project to add the survey to, as returned by Project: Get Many',
	'searchProjects',
	{ page: '' },
);

/** The project that an operation is about. */
export const requiredProject: INodeProperties = {
	...projectLocator,
	required: true,
	description: 'ID of the project, as returned by Create or Get Many',
};

/**
 * The response that an operation is about. PickFu has no endpoint for one response, so it is chosen
 * from a survey's, and no page of one, so there is no URL.
 */
export const responseFields: INodeProperties[] = [
	{
		...surveyLocator,
		required: false,
		description:
			'Survey to list responses from. Only needed when choosing the response from the list.',
	},
	locator(
		'Response',
		'responseId',
		"ID of the response, as returned by Get Many ('responseId')",
		'searchResponses',
		{ required: true, typeOptions: { loadOptionsDependsOn: ['surveyId.value'] } },
	),
];
