import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import './floor';
import { authenticationField, credentials } from './api/credential';
import { searchProjects, searchSurveys } from './methods/listSearch';
import { getTags } from './methods/loadOptions';
import {
	choiceField,
	collectionField,
	projectLocator,
	stringField,
	surveyLocator,
} from './resources/fields';
import { confidenceField } from './resources/survey/resultsOf';
import { poll } from './trigger/poll';

/** What can be chosen: the name, value and description of each. */
const choices = (...rows: [name: string, value: string, description: string][]) =>
	rows.map(([name, value, description]): INodePropertyOptions => ({ name, value, description }));

/** Shows a field where others have these values. */
const where = (show: Record<string, string[]>) => ({ displayOptions: { show } });

const COMPLETED = 'A survey has collected all responses, including after you add respondents';
const EVENTS = choices(
	['New Response', 'newResponse', 'A respondent answers a live survey'],
	['Survey Completed', 'surveyCompleted', COMPLETED],
	['Survey Published', 'surveyPublished', 'A survey is published'],
);

const SCOPES = choices(
	['All Surveys', 'all', 'Every survey of your PickFu team'],
	['Selected Surveys', 'surveys', 'Only surveys you select'],
	['Surveys in a Project', 'project', 'Surveys in a PickFu project'],
	['Surveys Matching Text', 'text', 'Surveys found by a search'],
	['Surveys With a Tag', 'tag', 'Surveys that have a PickFu tag'],
);

const OUTPUTS = choices(
	['Responses', 'responses', 'One item for each response, with question and respondent'],
	['Results', 'results', 'One item with the winner, vote shares and significance'],
	['Survey', 'survey', 'One item with the survey itself'],
);

const MISSED_EVENTS = choices(
	['All', 'all', 'Also of surveys published while the workflow was inactive'],
	['From Known Surveys', 'known', 'Only of surveys published before deactivation'],
	['None', 'none', 'Only what happens from now on'],
);

const selectedSurveys: INodeProperties = {
	displayName: 'Selected Surveys',
	name: 'surveys',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Survey',
	default: { survey: [{ surveyId: { mode: 'list', value: '' } }] },
	...where({ scope: ['surveys'] }),
	options: [
		{
			displayName: 'Survey',
			name: 'survey',
			values: [{ ...surveyLocator, required: false, description: 'A survey to watch' }],
		},
	],
};

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** The trigger's fields, in the order of the editor. */
const triggerFields: INodeProperties[] = [
	choiceField('Trigger On', 'event', undefined, EVENTS, 'surveyCompleted', {
		noDataExpression: true,
	}),
	choiceField('Watch', 'scope', 'Which surveys to watch', SCOPES, 'all', {
		noDataExpression: true,
	}),
	selectedSurveys,
	{
		...projectLocator,
		required: true,
		description: 'Project whose surveys to watch',
		...where({ scope: ['project'] }),
	},
	{
		displayName: 'Tag Name or ID',
		name: 'tagId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getTags' },
		default: '',
		required: true,
		...where({ scope: ['tag'] }),
		description:
			'Tag whose surveys to watch. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	stringField(
		'Text',
		'text',
		'Text in the name or questions of the surveys, as you would search for it in PickFu',
		{ required: true, placeholder: 'e.g. weekly tracker', ...where({ scope: ['text'] }) },
	),
	choiceField(
		'Output',
		'output',
		'What to output for each completed survey',
		OUTPUTS,
		'survey',
		where({ event: ['surveyCompleted'] }),
	),
	// n8n keeps the value of a field that is hidden, so the output counts only where it is shown.
	{ ...simplify, ...where({ event: ['surveyCompleted'], output: ['responses', 'survey'] }) },
	{ ...simplify, ...where({ event: ['newResponse', 'surveyPublished'] }) },
	collectionField('Options', 'options', 'Add option', [
		{
			...confidenceField,
			...where({ '/event': ['surveyCompleted'], '/output': ['results'] }),
		},
		choiceField(
			'Missed Events',
			'missedEvents',
			'Which events to process after the workflow was inactive for an hour or more',
			MISSED_EVENTS,
			'known',
		),
	]),
];

/**
 * The trigger. It polls, because PickFu has no webhooks. What is new is decided in `events/`, on plain
 * values; how a poll goes stands in `trigger/`.
 */
export class PickFuTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PickFu Trigger',
		name: 'pickFuTrigger',
		icon: { light: 'file:pickfu.svg', dark: 'file:pickfu.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle:
			'={{ { newResponse: "New Response", surveyCompleted: "Survey Completed", surveyPublished: "Survey Published" }[$parameter["event"]] }}',
		description: 'Starts the workflow when a PickFu survey is published, answered or completed',
		eventTriggerDescription: 'Waiting for an event in PickFu',
		activationMessage:
			'n8n now checks PickFu at the times under Poll Times. The first check sets a baseline: only what happens afterwards starts the workflow.',
		defaults: { name: 'PickFu Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authenticationField, ...triggerFields],
	};

	methods = { listSearch: { searchProjects, searchSurveys }, loadOptions: { getTags } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, triggerFields);
	}
}
