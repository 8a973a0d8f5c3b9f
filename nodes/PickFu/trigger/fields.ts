import type { INodeProperties } from 'n8n-workflow';
import { projectLocator, surveyLocator } from '../resources/fields';
import { confidenceField } from '../resources/survey/resultsOf';

/** A field to choose from, with the name, value and description of each choice. */
function choice(
	displayName: string,
	name: string,
	initial: string,
	choices: Array<[name: string, value: string, description: string]>,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		options: choices.map(([label, value, description]) => ({ name: label, value, description })),
		default: initial,
	};
}

const shownFor = (scope: string) => ({ displayOptions: { show: { scope: [scope] } } });

const watch: INodeProperties[] = [
	{
		...choice('Trigger On', 'event', 'surveyCompleted', [
			['New Response', 'newResponse', 'A respondent answers a live survey'],
			[
				'Survey Completed',
				'surveyCompleted',
				'A survey has collected all responses, including after you add respondents',
			],
			['Survey Published', 'surveyPublished', 'A survey is published'],
		]),
		noDataExpression: true,
	},
	{
		...choice('Watch', 'scope', 'all', [
			['All Surveys', 'all', 'Every survey of your PickFu team'],
			['Selected Surveys', 'surveys', 'Only surveys you select'],
			['Surveys in a Project', 'project', 'Surveys in a PickFu project'],
			['Surveys Matching Text', 'text', 'Surveys found by a search'],
			['Surveys With a Tag', 'tag', 'Surveys that have a PickFu tag'],
		]),
		noDataExpression: true,
		description: 'Which surveys to watch',
	},
];

const scope: INodeProperties[] = [
	{
		displayName: 'Selected Surveys',
		name: 'surveys',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Survey',
		default: { survey: [{ surveyId: { mode: 'list', value: '' } }] },
		...shownFor('surveys'),
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
		...shownFor('project'),
	},
	{
		displayName: 'Tag Name or ID',
		name: 'tagId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTags' },
		default: '',
		required: true,
		...shownFor('tag'),
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
		...shownFor('text'),
		description:
			'Text in the name or questions of the surveys, as you would search for it in PickFu',
	},
];

/** n8n keeps the value of a field that is hidden, so the output counts only where it is shown. */
const simplify = (show: Record<string, string[]>): INodeProperties => ({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	displayOptions: { show },
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

const output: INodeProperties[] = [
	{
		...choice('Output', 'output', 'survey', [
			['Responses', 'responses', 'One item for each response, with question and respondent'],
			['Results', 'results', 'One item with the winner, vote shares and significance'],
			['Survey', 'survey', 'One item with the survey itself'],
		]),
		displayOptions: { show: { event: ['surveyCompleted'] } },
		description: 'What to output for each completed survey',
	},
	simplify({ event: ['surveyCompleted'], output: ['responses', 'survey'] }),
	simplify({ event: ['newResponse', 'surveyPublished'] }),
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
			...choice('Missed Events', 'missedEvents', 'known', [
				['All', 'all', 'Also of surveys published while the workflow was inactive'],
				['From Known Surveys', 'known', 'Only of surveys published before deactivation'],
				['None', 'none', 'Only what happens from now on'],
			]),
			description: 'Which events to process after the workflow was inactive for an hour or more',
		},
	],
};

/** The trigger's fields, in the order of the editor. */
export const triggerFields: INodeProperties[] = [...watch, ...scope, ...output, options];
