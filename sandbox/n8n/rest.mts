import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { unflatten } from './unflatten.mts';

/** Who signs in to n8n. */
export interface N8nUser {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

/** A credential as n8n's lists give it. */
export interface N8nCredential {
	id: string;
	name: string;
	type: string;
	/** Only when asked for; secrets are blanked, a stored token is `true`. */
	data?: Record<string, unknown>;
}

/** A node of a workflow. */
export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[more: string]: unknown;
}

/** What a workflow is made from: the content of a file under `examples/`. */
export interface WorkflowSource {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** A stored workflow. */
export interface N8nWorkflow extends WorkflowSource {
	id: string;
	active: boolean;
	versionId: string;
	/** What its triggers remember, as far as n8n has saved it. */
	staticData?: Record<string, unknown> | null;
}

/** One item of a node's output. */
export interface RunItem {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

/** One run of one node. */
export interface NodeRun {
	executionStatus: string;
	data?: { main?: Array<RunItem[] | null>; [connection: string]: unknown };
	error?: { message: string; description?: string | null; [more: string]: unknown };
	[more: string]: unknown;
}

/** A finished or running execution. */
export interface N8nExecution {
	id: string;
	/** new, running, waiting, success, error, canceled, crashed. */
	status: string;
	finished: boolean;
	workflowId: string;
	/** Runs by node name; empty while it has not been stored. */
	runData: Record<string, NodeRun[]>;
	/** What ended it, where it failed. */
	error?: { message: string; description?: string | null; [more: string]: unknown };
}

/** An execution as n8n's list gives it. */
export interface StoredExecution {
	id: string;
	/** As in {@link N8nExecution}. */
	status: string;
	/** ISO 8601; null while it waits for its turn. */
	startedAt: string | null;
	/** ISO 8601; null while it runs. */
	stoppedAt: string | null;
}

/** n8n answered a request with an error. */
export class N8nRestError extends Error {
	override name = 'N8nRestError';

	readonly status: number;

	constructor(what: string, status: number, message: string) {
		super(`${what}: n8n answered ${status}${message === '' ? '' : ` (${message})`}`);
		this.status = status;
	}
}

/** States in which an execution does not change any more. */
const final = new Set(['success', 'error', 'canceled', 'crashed']);

/** A trigger that has run already, in n8n's words. */
const triggerRun = { executionTime: 0, executionIndex: 0, executionStatus: 'success', source: [] };

/** The key of the browser's local storage where n8n's editor keeps its browser id. */
const browserIdKey = 'n8n-browserId';

/**
 * n8n's own REST interface, as its editor uses it. Sessions are bound to a browser id, which
 * therefore stays the same for the life of the client.
 */
export class N8nRest {
	readonly url: string;

	private readonly http: AxiosInstance;

	private readonly browserId = randomUUID();

	private cookie = '';

	/** @param url origin of n8n, such as `http://localhost:5678` */
	constructor(url: string) {
		this.url = url;
		this.http = axios.create({
			baseURL: url,
			timeout: 60_000,
			proxy: false,
			validateStatus: () => true,
			headers: { 'content-type': 'application/json', 'browser-id': this.browserId },
		});
	}

	/** Makes the owner of a new n8n and signs in. */
	async setUpOwner(user: N8nUser): Promise<void> {
		await this.send('POST', '/rest/owner/setup', user);
	}

	/** Whether this n8n has no owner yet. */
	async needsOwner(): Promise<boolean> {
		const settings = await this.send<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/rest/settings',
		);
		return settings.userManagement.showSetupOnFirstLoad;
	}

	/** Signs in. */
	async login(email: string, password: string): Promise<void> {
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * What a browser needs to be signed in as this client is: Playwright's `storageState`.
	 */
	browserState() {
		const [name = '', value = ''] = this.cookie.split('=');
		const cookie = {
			name,
			value,
			domain: 'localhost',
			path: '/',
			expires: -1,
			httpOnly: true,
			secure: false,
		};
		return {
			cookies: [{ ...cookie, sameSite: 'Lax' as const }],
			origins: [
				{ origin: this.url, localStorage: [{ name: browserIdKey, value: this.browserId }] },
			],
		};
	}

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

	private async send<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
		timeout = 60_000,
	): Promise<T> {
		const answer: AxiosResponse = await this.http.request({
			method,
			url: path,
			data: body,
			timeout,
			headers: { ...(this.cookie !== '' && { cookie: this.cookie }) },
		});
		this.keepCookie(answer);
		if (answer.status >= 300) {
			const { message } = (answer.data ?? {}) as { message?: unknown };
			const short = path.split('?')[0];
			throw new N8nRestError(
				`${method} ${short}`,
				answer.status,
				typeof message === 'string' ? message : '',
			);
		}
		const wrapped = answer.data as { data?: T };
		return path.startsWith('/rest/') && wrapped.data !== undefined
			? wrapped.data
			: (answer.data as T);
	}

	private keepCookie({ headers }: AxiosResponse): void {
		const cookies = headers['set-cookie'] ?? [];
		const found = cookies
			.map((cookie) => cookie.split(';')[0] ?? '')
			.find((cookie) => cookie.startsWith('n8n-auth='));
		if (found !== undefined) this.cookie = found;
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
