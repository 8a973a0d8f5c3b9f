import type { INodeProperties } from 'n8n-workflow';
import { projectLocator, simplify, surveyLocator } from '../resources/fields';

/** The trigger's fields, in the order of the editor. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'New Response',
				value: 'newResponse',
				description: 'Starts when people have answered, while the survey is still running',
			},
			{
				name: 'Survey Completed',
				value: 'surveyCompleted',
				description: 'Starts when a survey has all its answers, and again when one that was extended has them',
			},
			{
				name: 'Survey Published',
				value: 'surveyPublished',
				description: 'Starts when a survey goes live',
			},
		],
		default: 'surveyCompleted',
		description: 'What starts the workflow. PickFu is asked at each poll; the first one only notes what is there.',
	},
	{
		displayName: 'Surveys',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All', value: 'all', description: 'Every survey of the team' },
			{ name: 'Chosen', value: 'surveys', description: 'The surveys that you choose' },
			{ name: 'In a Project', value: 'project', description: 'Surveys that are filed in a project' },
			{ name: 'With a Tag', value: 'tag', description: 'Surveys that have a tag' },
			{ name: 'With a Text', value: 'text', description: 'Surveys with a text in their name or questions' },
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
		description: 'The project whose surveys are watched',
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
			'The tag whose surveys are watched. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. weekly tracker',
		displayOptions: { show: { scope: ['text'] } },
		description: 'Words that stand in the name or the questions of the surveys that are watched',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Answers', value: 'answers', description: 'One item for each answer of the survey' },
			{ name: 'Results', value: 'results', description: 'One item with winner, shares, significance and more' },
			{ name: 'Survey', value: 'survey', description: 'One item with the survey itself' },
		],
		default: 'survey',
		displayOptions: { show: { event: ['surveyCompleted'] } },
		description: 'What to give for a completed survey',
	},
	{
		...simplify,
		displayOptions: { hide: { output: ['results'] } },
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
				description: 'For the output "Results": how sure intervals and comparisons should be',
			},
			{
				displayName: 'Events While Switched Off',
				name: 'pausedEvents',
				type: 'options',
				options: [
					{ name: 'Tell All', value: 'all', description: 'Also of surveys that were published meanwhile' },
					{ name: 'Tell None', value: 'none', description: 'Only what happens from now on' },
					{
						name: 'Tell of Watched Surveys',
						value: 'watched',
						description: 'Of surveys that were there when the workflow was switched off',
					},
				],
				default: 'watched',
				description: 'What to do, when the workflow is switched on again, with events of the time in which it was off',
			},
		],
	},
];
