import type { INodeProperties } from 'n8n-workflow';
import { projectLocator, surveyLocator } from '../resources/fields';
import { confidenceField } from '../resources/survey/resultsOf';

const event: INodeProperties = {
	displayName: 'Trigger On',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'New Response',
			value: 'newResponse',
			description: 'A respondent answers a live survey',
		},
		{
			name: 'Survey Completed',
			value: 'surveyCompleted',
			description: 'A survey has collected all responses, including after you add respondents',
		},
		{ name: 'Survey Published', value: 'surveyPublished', description: 'A survey is published' },
	],
	default: 'surveyCompleted',
};

const scope: INodeProperties[] = [
	{
		displayName: 'Watch',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All Surveys', value: 'all', description: 'Every survey of your PickFu team' },
			{ name: 'Selected Surveys', value: 'surveys', description: 'Only surveys you select' },
			{
				name: 'Surveys in a Project',
				value: 'project',
				description: 'Surveys in a PickFu project',
			},
			{ name: 'Surveys Matching Text', value: 'text', description: 'Surveys found by a search' },
			{ name: 'Surveys With a Tag', value: 'tag', description: 'Surveys that have a PickFu tag' },
		],
		default: 'all',
		description: 'Which surveys to watch',
	},
	{
		displayName: 'Selected Surveys',
		name: 'surveys',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Survey',
		default: { survey: [{ surveyId: { mode: 'list', value: '' } }] },
		displayOptions: { show: { scope: ['surveys'] } },
		options: [
			{
				displayName: 'Survey',
				name: 'survey',
				values: [{ ...surveyLocator, required: false, description: 'A survey to watch' }],
			},
		],
	},
	{
		...projectLocator,
		required: true,
		description: 'Project whose surveys to watch',
		displayOptions: { show: { scope: ['project'] } },
	},
	{
		displayName: 'Tag Name or ID',
		name: 'tagId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTags' },
		default: '',
		required: true,
		displayOptions: { show: { scope: ['tag'] } },
		description:
			'Tag whose surveys to watch. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. weekly tracker',
		displayOptions: { show: { scope: ['text'] } },
		description:
			'Text in the name or questions of the surveys, as you would search for it in PickFu',
	},
];

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

// n8n keeps the value of a field that is hidden, so the output counts only where it is shown.
const output: INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Responses',
				value: 'responses',
				description: 'One item for each response, with question and respondent',
			},
			{
				name: 'Results',
				value: 'results',
				description: 'One item with the winner, vote shares and significance',
			},
			{ name: 'Survey', value: 'survey', description: 'One item with the survey itself' },
		],
		default: 'survey',
		displayOptions: { show: { event: ['surveyCompleted'] } },
		description: 'What to output for each completed survey',
	},
	{
		...simplify,
		displayOptions: { show: { event: ['surveyCompleted'], output: ['responses', 'survey'] } },
	},
	{
		...simplify,
		displayOptions: { show: { event: ['newResponse', 'surveyPublished'] } },
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			...confidenceField,
			displayOptions: { show: { '/event': ['surveyCompleted'], '/output': ['results'] } },
		},
		{
			displayName: 'Missed Events',
			name: 'missedEvents',
			type: 'options',
			options: [
				{
					name: 'All',
					value: 'all',
					description: 'Also of surveys published while the workflow was inactive',
				},
				{
					name: 'From Known Surveys',
					value: 'known',
					description: 'Only of surveys published before deactivation',
				},
				{ name: 'None', value: 'none', description: 'Only what happens from now on' },
			],
			default: 'known',
			description: 'Which events to process after the workflow was inactive for an hour or more',
		},
	],
};

/** The trigger's fields, in the order of the editor. */
export const triggerFields: INodeProperties[] = [event, ...scope, ...output, options];
