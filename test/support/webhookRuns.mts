import { randomUUID } from 'node:crypto';
import type { N8nRest } from '../../sandbox/n8n/rest.mts';
import type { N8nCredential, StoredExecution, WorkflowNode } from '../../sandbox/n8n/restTypes.mts';
import { until } from './e2e.mts';

/** A workflow that is switched on and started from outside, as often and as parallel as wanted. */
export interface WebhookWorkflow {
	id: string;
	/** Starts one execution; resolves when n8n has begun it. */
	start(): Promise<void>;
	/** Waits until so many executions have ended, in whatever way; gives all of them, the newest first; 100 at most. */
	ended(count: number): Promise<StoredExecution[]>;
}

/** A node that asks an address and goes on when it answers. */
export function stopAt(name: string, url: string): WorkflowNode {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [0, 0],
		parameters: { url, options: {} },
	};
}

/** States in which an execution does not change any more. */
const over = ['success', 'error', 'canceled', 'crashed'];

/**
 * Stores and switches on a workflow of nodes that follow each other after a webhook, which answers
 * at once: executions go on by themselves, side by side, as production executions do.
 *
 * @param credential given to the PickFu nodes
 */
export async function webhookWorkflow(
	rest: N8nRest,
	name: string,
	following: WorkflowNode[],
	credential: N8nCredential,
): Promise<WebhookWorkflow> {
	const path = randomUUID();
	const webhook: WorkflowNode = {
		name: 'Called',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
	const nodes = [webhook, ...following];
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, index) => [
				from,
				{ main: [[{ node: nodes[index + 1]!.name, type: 'main', index: 0 }]] },
			]),
	);
	const settings = { executionOrder: 'v1' };
	const { id } = await rest.createWorkflow({ name, nodes, connections, settings }, [credential]);
	await rest.activateWorkflow(id);
	const address = `${rest.url}/webhook/${path}`;
	// n8n answers before the webhook is there; then it says which method it wants.
	await until('The webhook', async () => (await (await fetch(address)).text()).includes('POST'));
	return {
		id,
		async start() {
			const response = await fetch(address, { method: 'POST' });
			if (!response.ok) throw new Error(`The webhook answered ${response.status}`);
			await response.arrayBuffer();
		},
		async ended(count) {
			return await until(
				`The end of ${count} executions`,
				async () => {
					const list = await rest.listExecutions(id, 100);
					return list.filter(({ status }) => over.includes(status)).length >= count
						? list
						: undefined;
				},
				60_000,
			);
		},
	};
}
