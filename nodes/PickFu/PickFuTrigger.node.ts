import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import './floor';
import { authenticationField, credentials } from './api/credential';
import { searchProjects, searchSurveys } from './methods/listSearch';
import { getTags } from './methods/loadOptions';
import { triggerFields } from './trigger/fields';
import { poll } from './trigger/poll';

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
		return await poll(this);
	}
}
