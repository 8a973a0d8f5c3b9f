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
		description: 'Where the respondents live. An expression may give any two-letter code.',
	},
	{
		displayName: 'Sample Size',
		name: 'sampleSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		hint: 'Publishing pays for each respondent. 15 usually answer within 15 minutes, 50 within an hour, 100 within two hours, 200 within four.',
		description: 'Number of respondents; PickFu suggests 15, 30, 50, 75, 100 or 200',
	},
	{
		displayName: 'Targeting Names or IDs',
		name: 'targeting',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getTargetingTraits' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Only people with these traits are asked. A narrow audience takes longer.',
	},
	{
		displayName: 'Reporting Names or IDs',
		name: 'reporting',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getReportingTraits' },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Traits that PickFu reports with each answer, for example age or gender',
	},
];

const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Mug names, March',
	description: 'What the survey is called in PickFu; respondents do not see it',
};

const project: INodeProperties = { ...projectLocator };

const surveyIntent: INodeProperties = {
	displayName: 'Survey Intent',
	name: 'surveyIntent',
	type: 'string',
	default: '',
	placeholder: 'e.g. Choose a name for a coffee mug',
	description: 'What the survey is for, in plain words',
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

/** What may be added when a survey is made. */
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
			description: 'Whether to make it a daily mini-poll',
		},
		name,
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
	description: 'Only what is added here is changed. Lists replace the ones the survey has.',
	options: [
		...audienceFields,
		name,
		project,
		{
			displayName: 'Remove From Project',
			name: 'removeFromProject',
			type: 'boolean' as const,
			default: false,
			description: 'Whether to take the survey out of its project',
		},
		surveyIntent,
		tags,
	].sort((a, b) => a.displayName.localeCompare(b.displayName)),
};
