import type { INodeProperties } from 'n8n-workflow';
import { projectLocator, surveyLocator } from '../resources/fields';

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The trigger's fields, in the order of the editor. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'New Response',
				value: 'newResponse',
				description: 'Each new answer, from the time the survey is live',
			},
			{
				name: 'Survey Completed',
				value: 'surveyCompleted',
				description: 'A survey has all its answers; once more after respondents were added',
			},
			{
				name: 'Survey Published',
				value: 'surveyPublished',
				description: 'A survey goes live',
			},
		],
		default: 'surveyCompleted',
		description:
			'What starts the workflow. What has happened before it is switched on does not start it.',
	},
	{
		displayName: 'Surveys',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All', value: 'all', description: 'Every survey of your PickFu team' },
			{ name: 'Chosen', value: 'surveys', description: 'Only surveys that you choose' },
			{ name: 'In a Project', value: 'project', description: 'Surveys that are in a project' },
			{ name: 'With a Tag', value: 'tag', description: 'Surveys that have a tag' },
			{
				name: 'With Text',
				value: 'text',
				description: 'Surveys with certain words in their name or questions',
			},
		],
		default: 'all',
		description: 'Which surveys to watch',
	},
	{
		displayName: 'Chosen Surveys',
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
		description: 'The project whose surveys to watch',
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
			'The tag whose surveys to watch. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. weekly tracker',
		displayOptions: { show: { scope: ['text'] } },
		description: 'Words in the name or the questions of the surveys to watch',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Answers',
				value: 'answers',
				description: 'One item for each answer, with the question and who answered',
			},
			{
				name: 'Results',
				value: 'results',
				description: 'One item with the winner, shares and significance',
			},
			{ name: 'Survey', value: 'survey', description: 'One item with the survey itself' },
		],
		default: 'survey',
		displayOptions: { show: { event: ['surveyCompleted'] } },
		description: 'What each completed survey gives to the next node',
	},
	// n8n keeps the value of a field that is hidden, so the output counts only where it is shown.
	{
		...simplify,
		displayOptions: { show: { event: ['surveyCompleted'], output: ['answers', 'survey'] } },
	},
	{
		...simplify,
		displayOptions: { show: { event: ['newResponse', 'surveyPublished'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Confidence',
				name: 'confidence',
				type: 'options',
				options: [
					{ name: '80%', value: 0.8 },
					{ name: '90%', value: 0.9 },
					{ name: '95%', value: 0.95 },
					{ name: '99%', value: 0.99 },
				],
				default: 0.95,
				displayOptions: { show: { '/event': ['surveyCompleted'], '/output': ['results'] } },
				description: 'How sure intervals and comparisons in the results should be',
			},
			{
				displayName: 'Events While Switched Off',
				name: 'pausedEvents',
				type: 'options',
				options: [
					{
						name: 'All',
						value: 'all',
						description: 'Also of surveys that were published meanwhile',
					},
					{ name: 'None', value: 'none', description: 'Only what happens from now on' },
					{
						name: 'Of Earlier Surveys',
						value: 'watched',
						description: 'Only of surveys that were published before the workflow was switched off',
					},
				],
				default: 'watched',
				description:
					'Which events of the time in which the workflow was switched off, if that was an hour or longer, start it when it is switched on again',
			},
		],
	},
];
