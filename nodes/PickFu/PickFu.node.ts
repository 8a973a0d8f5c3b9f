import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import './floor';
import { authenticationField, credentials } from './api/credential';
import { methods } from './methods';
import { RESOURCES } from './resources';
import { nodeFields, subtitle } from './resources/menu';
import { runItems } from './resources/router';

/**
 * The action node. It is programmatic, not declarative, because its calls depend on each other:
 * paid operations look before they send and after they have sent, lists are read page by page at
 * PickFu's pace, and answers are joined with the questions they belong to.
 */
export class PickFu implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PickFu',
		name: 'pickFu',
		icon: { light: 'file:pickfu.svg', dark: 'file:pickfu.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: subtitle(RESOURCES),
		description: 'Create and publish PickFu surveys and get responses from real people',
		defaults: { name: 'PickFu' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authenticationField, ...nodeFields(RESOURCES)],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runItems(this)];
	}
}
