import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import './floor';
import { searchProjects, searchSurveys } from './methods/listSearch';
import { getTags } from './methods/loadOptions';
import { triggerFields } from './trigger/fields';
import { poll } from './trigger/poll';

/**
 * The trigger. It polls, because PickFu is not known to call anybody back. What is new is decided in
 * `events/`, on plain values; how a poll goes stands in `trigger/`.
 */
export class PickFuTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PickFu Trigger',
		name: 'pickFuTrigger',
		icon: { light: 'file:pickfu.svg', dark: 'file:pickfu.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["event"].replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description: 'Starts the workflow when a PickFu survey is published, answered or completed',
		defaults: { name: 'PickFu Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'pickFuOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
			{
				name: 'pickFuApi',
				required: true,
				displayOptions: { show: { authentication: ['apiKey'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'OAuth2', value: 'oAuth2' },
					{ name: 'API Key', value: 'apiKey' },
				],
				default: 'oAuth2',
			},
			...triggerFields,
		],
	};

	methods = { listSearch: { searchProjects, searchSurveys }, loadOptions: { getTags } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
