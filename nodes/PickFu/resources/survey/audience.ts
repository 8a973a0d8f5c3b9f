import type { INodeProperties } from 'n8n-workflow';
import { COUNTRIES } from '../countries';
import { projectLocator } from '../fields';

/** Who is asked, and how many: fields of everything that makes or changes a survey. */
export const audienceFields: INodeProperties[] = [
	{
		displayName: 'Country',
		name: 'country',
		type: 'options',
		options: COUNTRIES,
		default: 'US',
		description: 'Country of the respondents. Use an expression for other two-letter codes.',
	},
	{
		displayName: 'Sample Size',
		name: 'sampleSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		hint: 'You pay per respondent when you publish. Typical time: 15 respondents in 15 minutes, 50 in 1 hour, 200 in 4 hours.',
		description: 'Number of respondents. PickFu suggests 15, 30, 50, 75, 100 or 200.',
	},
	{
		displayName: 'Targeting Names or IDs',
		name: 'targeting',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getTargetingTraits' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Limits who can answer. Narrow audiences take longer.',
	},
	{
		displayName: 'Reporting Names or IDs',
		name: 'reporting',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getReportingTraits' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Traits to report with each response, such as age or gender',
	},
];

/** What a survey is called, in PickFu's lists. */
export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Mug names, March',
	description: 'Internal name, not shown to respondents',
};

const project: INodeProperties = { ...projectLocator };

const surveyIntent: INodeProperties = {
	displayName: 'Survey Intent',
	name: 'surveyIntent',
	type: 'string',
	default: '',
	placeholder: 'e.g. Choose a name for a coffee mug',
	description: 'What you want to find out, in plain words',
};

const tags: INodeProperties = {
	displayName: 'Tag Names or IDs',
	name: 'tags',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getTags' },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** What may be added when a survey is created. */
export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Mini Poll',
			name: 'isMiniPoll',
			type: 'boolean',
			default: false,
			description: 'Whether to create a daily mini-poll',
		},
		project,
		surveyIntent,
		tags,
	],
};

/** What may be changed of a survey, or of its copy. */
export const changeFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	description: 'Only the fields you add are updated. Lists are replaced, not merged.',
	options: [
		...audienceFields,
		nameField,
		project,
		{
			displayName: 'Remove From Project',
			name: 'removeFromProject',
			type: 'boolean' as const,
			default: false,
			description: 'Whether to remove the survey from its project',
		},
		surveyIntent,
		tags,
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};
