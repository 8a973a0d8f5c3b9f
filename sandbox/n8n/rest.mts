import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
	N8nCredential,
	N8nExecution,
	N8nWorkflow,
	StoredExecution,
	WorkflowNode,
	WorkflowSource,
} from './restTypes.mts';
import { N8nSession } from './session.mts';
import { unflatten } from './unflatten.mts';

/** States in which an execution does not change any more. */
const final = new Set(['success', 'error', 'canceled', 'crashed']);

/** A trigger that has run already, in n8n's words. */
const triggerRun = { executionTime: 0, executionIndex: 0, executionStatus: 'success', source: [] };

/** n8n's own REST interface, as its editor uses it. */
export class N8nRest extends N8nSession {
	/** Makes a credential. An unconnected OAuth credential has no data. */
	async createCredential(
		name: string,
		type: string,
		data: Record<string, unknown> = {},
	): Promise<N8nCredential> {
		return await this.send('POST', '/rest/credentials', { name, type, data });
	}

	/** All credentials, without their data. */
	async listCredentials(): Promise<N8nCredential[]> {
		return await this.send('GET', '/rest/credentials');
	}

	/** One credential with its data, secrets blanked. `oauthTokenData` is `true` when connected. */
	async getCredential(id: string): Promise<N8nCredential> {
		return await this.send('GET', `/rest/credentials/${id}?includeData=true`);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.send('DELETE', `/rest/credentials/${id}`);
	}

	/** Runs the credential type's test request, as the dialog does after saving. */
	async testCredential(credential: N8nCredential): Promise<{ status: string; message: string }> {
		return await this.send('POST', '/rest/credentials/test', { credentials: credential });
	}

	/** Does what a click on Connect does on the server, and gives the sign-in's address. */
	async connectUrl(credentialId: string): Promise<string> {
		return await this.send('GET', `/rest/oauth2-credential/auth?id=${credentialId}`);
	}

	/**
	 * Comes back from the sign-in as the browser would.
	 *
	 * @param callback n8n's callback address with `code` and `state`
	 * @returns the page that n8n shows
	 */
	async finishConnect(callback: string): Promise<{ status: number; html: string }> {
		const answer = await this.http.get<string>(callback, { headers: { cookie: this.cookie } });
		return { status: answer.status, html: String(answer.data) };
	}

	/**
	 * Stores a workflow.
	 *
	 * @param credentials put on every node that takes their type, by credential type
	 */
	async createWorkflow(
		source: WorkflowSource,
		credentials: N8nCredential[] = [],
	): Promise<N8nWorkflow> {
		const { name, nodes, connections, settings = {} } = source;
		const equipped = nodes.map((node) => ({
			...node,
			id: randomUUID(),
			...withCredentials(node, credentials),
		}));
		return await this.send('POST', '/rest/workflows', {
			name,
			nodes: equipped,
			connections,
			settings,
		});
	}

	async listWorkflows(): Promise<Array<Pick<N8nWorkflow, 'id' | 'name' | 'active'>>> {
		return await this.send('GET', '/rest/workflows');
	}

	async getWorkflow(id: string): Promise<N8nWorkflow> {
		return await this.send('GET', `/rest/workflows/${id}`);
	}

	async updateWorkflow(id: string, change: Partial<WorkflowSource>): Promise<N8nWorkflow> {
		const { versionId } = await this.getWorkflow(id);
		return await this.send('PATCH', `/rest/workflows/${id}?forceSave=true`, {
			...change,
			versionId,
		});
	}

	/** Archives and deletes it: n8n deletes only what is archived. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.send('POST', `/rest/workflows/${id}/archive`, {});
		await this.send('DELETE', `/rest/workflows/${id}`);
	}

	/** Publishes its current version, so that its triggers run. */
	async activateWorkflow(id: string): Promise<N8nWorkflow> {
		const { versionId } = await this.getWorkflow(id);
		return await this.send('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivateWorkflow(id: string): Promise<N8nWorkflow> {
		return await this.send('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Runs a stored workflow as the editor's button does.
	 *
	 * @param trigger name of the trigger node to start from
	 * @param given what the trigger is to give, as the editor's chat does; it works by itself when left out
	 * @returns the execution's id
	 */
	async runWorkflow(
		id: string,
		trigger: string,
		given?: Array<Record<string, unknown>>,
	): Promise<string> {
		const workflowData = await this.getWorkflow(id);
		const path = `/rest/workflows/${id}/run`;
		const data = given && {
			...triggerRun,
			startTime: Date.now(),
			data: { main: [given.map((json) => ({ json }))] },
		};
		const body = { workflowData, triggerToStartFrom: { name: trigger, ...(data && { data }) } };
		return (await this.send<{ executionId: string }>('POST', path, body)).executionId;
	}

	/** The latest executions, the newest first; n8n takes a limit up to 100. */
	async listExecutions(workflowId: string, limit = 20): Promise<StoredExecution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const list = await this.send<{ results: StoredExecution[] }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=${limit}`,
		);
		return list.results;
	}

	/** An execution with what its nodes gave so far. */
	async getExecution(id: string): Promise<N8nExecution> {
		const stored = await this.send<N8nExecution & { data?: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		const { status, finished, workflowId } = stored;
		const data = stored.data ? unflatten(stored.data) : undefined;
		const { runData = {}, error } =
			(data as { resultData?: Partial<Pick<N8nExecution, 'runData' | 'error'>> } | undefined)
				?.resultData ?? {};
		return { id, status, finished, workflowId, runData, ...(error && { error }) };
	}

	/**
	 * Waits until an execution has ended.
	 *
	 * @param timeout milliseconds
	 * @throws Error when it has not by then
	 */
	async waitForExecution(id: string, timeout = 120_000): Promise<N8nExecution> {
		for (const deadline = Date.now() + timeout; ;) {
			const execution = await this.getExecution(id);
			if (final.has(execution.status)) return execution;
			if (Date.now() > deadline) {
				throw new Error(`Execution ${id} is still "${execution.status}" after ${timeout / 1000} s`);
			}
			await sleep(200);
		}
	}

	/**
	 * Retries a failed execution with the workflow as it was, as *Executions > Retry* does.
	 *
	 * @returns the new execution's id, once it has ended
	 */
	async retryExecution(id: string): Promise<string> {
		const path = `/rest/executions/${id}/retry`;
		return (await this.send<{ id: string }>('POST', path, { loadWorkflow: false }, 600_000)).id;
	}

	async stopExecution(id: string): Promise<void> {
		await this.send('POST', `/rest/executions/${id}/stop`, {});
	}

	/** Node types as the editor sees them. */
	async nodeTypes(): Promise<
		Array<{ name: string; displayName: string; [more: string]: unknown }>
	> {
		return await this.send('GET', '/types/nodes.json');
	}

	/** Credential types as the editor sees them, with injected and overwritten fields. */
	async credentialTypes(): Promise<
		Array<{ name: string; displayName: string; [more: string]: unknown }>
	> {
		return await this.send('GET', '/types/credentials.json');
	}
}

/** The credentials that a node of ours takes: those of the kind that its `authentication` names. */
function withCredentials(
	node: WorkflowNode,
	credentials: N8nCredential[],
): Pick<WorkflowNode, 'credentials'> {
	if (!node.type.startsWith('n8n-nodes-pickfu.')) return {};
	const wanted = node.parameters.authentication === 'apiKey' ? 'pickFuApi' : 'pickFuOAuth2Api';
	const found = credentials.find(({ type }) => type === wanted);
	return found === undefined
		? {}
		: { credentials: { [wanted]: { id: found.id, name: found.name } } };
}
