import type { N8nRest } from '../../sandbox/n8n/rest.mts';
import type {
	N8nCredential,
	N8nExecution,
	RunItem,
	WorkflowNode,
	WorkflowSource,
} from '../../sandbox/n8n/restTypes.mts';

/** n8n refuses a poll time of less than a minute, and takes several: this trigger polls every 20 seconds. */
export const POLL_TIMES = {
	item: [0, 20, 40].map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
};

/** Name of the trigger of every workflow made here. */
export const START = 'Start';

let placed = 0;

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
): WorkflowNode {
	placed += 1;
	return { name, type, typeVersion, position: [placed * 240, 0], parameters };
}

/** A PickFu node. `settings` are the node's own, such as `onError`; `credentials` one of its own. */
export function pickFu(
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowNode {
	return { ...node(name, 'n8n-nodes-pickfu.pickFu', 1, parameters), ...settings };
}

/** n8n's HTTP Request node with a PickFu credential. */
export function httpRequest(name: string, url: string, credential: N8nCredential): WorkflowNode {
	const parameters = {
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credential.type,
		options: {},
	};
	const { id, name: credentialName, type } = credential;
	return {
		...node(name, 'n8n-nodes-base.httpRequest', 4.2, parameters),
		credentials: { [type]: { id, name: credentialName } },
	};
}

/** A survey by its id, as the locator stores it. */
export function surveyId(value: string): Record<string, unknown> {
	return { __rl: true, mode: 'id', value };
}

/** Two nodes that give the items, by n8n's own means. */
export function items(...list: Array<Record<string, unknown>>): WorkflowNode[] {
	return [
		node('Items', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify({ list }),
			options: {},
		}),
		node('One by one', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'list', options: {} }),
	];
}

/** A workflow whose nodes follow each other after a manual trigger. */
export function chain(name: string, ...following: WorkflowNode[]): WorkflowSource {
	const nodes = [node(START, 'n8n-nodes-base.manualTrigger', 1, {}), ...following];
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

/**
 * Stores a workflow, runs it as the editor's button does, and waits for its end.
 *
 * @param credentials given to the PickFu nodes
 * @param timeout milliseconds
 */
export async function runToEnd(
	rest: N8nRest,
	source: WorkflowSource,
	credentials: N8nCredential[] = [],
	timeout?: number,
): Promise<N8nExecution> {
	const { id } = await rest.createWorkflow(source, credentials);
	return await rest.waitForExecution(await rest.runWorkflow(id, START), timeout);
}

/** The items on one output of a node's latest run; none when it did not run. */
export function outputOf({ runData }: N8nExecution, name: string, output = 0): RunItem[] {
	return runData[name]?.at(-1)?.data?.main?.[output] ?? [];
}

/** {@link outputOf}, their data only. */
export function jsonOf(
	execution: N8nExecution,
	name: string,
	output = 0,
): Array<Record<string, unknown>> {
	return outputOf(execution, name, output).map(({ json }) => json);
}

/**
 * What the person is told where an execution failed: the title and the text under it.
 *
 * @throws Error when it did not fail
 */
export function told(execution: N8nExecution): { message: string; description: string } {
	if (!execution.error) throw new Error(`The execution did not fail: it is "${execution.status}"`);
	const { message, description } = execution.error;
	return { message, description: description ?? '' };
}
