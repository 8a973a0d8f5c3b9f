import type { WorkflowNode, WorkflowSource } from '../../../sandbox/n8n/restTypes.mts';

/** A workflow whose nodes follow each other after a manual trigger named Start. */
export function chain(name: string, following: WorkflowNode[]): WorkflowSource {
	const nodes = [node('Start', 'n8n-nodes-base.manualTrigger', 1, {}), ...following];
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, index) => [
				from,
				{ main: [[{ node: nodes[index + 1]!.name, type: 'main', index: 0 }]] },
			]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): WorkflowNode {
	return { name, type, typeVersion, position: [0, 0], parameters };
}

/** Items with an id each. */
export function ids(list: string[]): WorkflowNode[] {
	const jsonOutput = JSON.stringify({ list: list.map((id) => ({ id })) });
	return [
		node('Ids', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput, options: {} }),
		node('Each', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'list', options: {} }),
	];
}

/** The node of this package. */
export function pickFu(parameters: Record<string, unknown>): WorkflowNode {
	return node('PickFu', 'n8n-nodes-pickfu.pickFu', 1, { authentication: 'apiKey', ...parameters });
}

/** The HTTP Request node with the same credential. */
export function httpRequest(
	url: string,
	credential: { id: string; name: string },
	more: Record<string, unknown>,
): WorkflowNode {
	return {
		...node('HTTP Request', 'n8n-nodes-base.httpRequest', 4.2, {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'pickFuApi',
			options: {},
			...more,
		}),
		credentials: { pickFuApi: credential },
	};
}

/** Its pagination as people set it up: the page counts up until the answer says that it is the last. */
export const PAGINATION = {
	sendQuery: true,
	queryParameters: { parameters: [{ name: 'limit', value: '100' }] },
	options: {
		pagination: {
			pagination: {
				paginationMode: 'updateAParameterInEachRequest',
				parameters: {
					parameters: [{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' }],
				},
				paginationCompleteWhen: 'other',
				completeExpression:
					'={{ $response.body.pagination.page >= $response.body.pagination.totalPages }}',
				requestInterval: 0,
			},
		},
	},
};

/** One item for each record of the pages. */
export function splitOut(): WorkflowNode {
	return node('Split Out', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'data', options: {} });
}
