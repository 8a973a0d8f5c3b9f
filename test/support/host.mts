import './environment.mts';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { parse, stringify } from 'flatted';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';
import {
	ExecuteContext,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import { PickFu } from '../../nodes/PickFu/PickFu.node.ts';
import { apiKey, connectedOAuth, StoredCredentials } from './hostCredentials.mts';

export {
	API,
	apiKey,
	connectedOAuth,
	ISSUER,
	SECRETS,
	StoredCredentials,
	unconnectedOAuth,
} from './hostCredentials.mts';

/** What a run of the node is made from. */
export interface RunOptions {
	/** The node's fields; the resource's and operation's defaults fill the rest, as in n8n. */
	parameters: IDataObject;
	items?: INodeExecutionData[];
	/** A connected OAuth credential when left out; null for a node without one. */
	credential?: ICredentialDataDecryptedObject | null;
	/** A credential that several nodes share, in place of `credential`: its id, and what is stored by type. */
	shared?: { id: string; stored: Host['stored'] };
	/** Settings of the node such as `onError` and `retryOnFail`. */
	node?: Partial<INode>;
	signal?: AbortSignal;
}

/** A node in a host, ready to be run; runs share the credential store and so the tokens. */
export interface Host {
	/** Runs `execute` once with the host's real request helpers and gives output 0; rounds of a loop share `runData`. */
	execute(round?: number, runData?: IRunExecutionData): Promise<INodeExecutionData[]>;
	/** Runs a workflow of the one node through the host's engine: retries, error output and all. */
	runWorkflow(): Promise<IRun>;
	/** Runs a failed execution again as n8n's Executions > Retry does, from what n8n has stored of it. */
	retry(failed: IRun): Promise<IRun>;
	/** The same, to be stopped while it runs, as by the button in the editor. */
	startWorkflow(): { finished: Promise<IRun>; stop(): void };
	/** A context in which the editor asks for dropdowns. */
	loadOptions(): LoadOptionsContext;
	node: INode;
	nodeType: INodeType;
	/** The stored credentials, by type: what the host has written into them. */
	stored: Record<string, ICredentialDataDecryptedObject | undefined>;
}

/** The node in front, which hands in the items. */
const START = {
	id: 'start',
	name: 'Start',
	type: 'test.start',
	typeVersion: 1,
	position: [0, 0] as [number, number],
};

function startType(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: { name: 'Start' },
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => [items],
	};
}

let lastCredential = 0;

/** Puts the action node into the host's own engine. */
export function host({
	parameters,
	items = [{ json: {} }],
	credential,
	shared,
	node: settings,
	signal,
}: RunOptions): Host {
	const nodeType = new PickFu() as INodeType;
	const usesKey = parameters.authentication === 'apiKey';
	const type = usesKey ? 'pickFuApi' : 'pickFuOAuth2Api';
	const data = credential === undefined ? (usesKey ? apiKey() : connectedOAuth()) : credential;
	const stored = shared?.stored ?? { [type]: data ?? undefined };
	// Its own id for each host: PickFu's pace is kept by credential, and tests must not share one.
	const id = shared?.id ?? `credential-${(lastCredential += 1)}`;
	const node: INode = {
		id: 'node',
		name: 'PickFu',
		type: 'n8n-nodes-pickfu.pickFu',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INodeParameters,
		...(data !== null && { credentials: { [type]: { id, name: 'PickFu account' } } }),
		...settings,
	};
	const start: INode = { ...START, parameters: {} };
	const types: Record<string, INodeType> = {
		[node.type]: nodeType,
		[start.type]: startType(items),
	};
	const nodeTypes = {
		getByName: (name: string) => types[name],
		getByNameAndVersion: (name: string) => types[name],
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	node.parameters =
		NodeHelpers.getNodeParameters(
			nodeType.description.properties,
			node.parameters,
			true,
			false,
			node,
			nodeType.description,
		) ?? node.parameters;
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [start, node],
		connections: { [start.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', timezone: 'America/New_York' },
	});
	const additionalData = {
		credentialsHelper: new StoredCredentials(stored),
		executionId: '1',
		currentNodeParameters: node.parameters,
		webhookWaitingBaseUrl: 'http://localhost/waiting/',
		formWaitingBaseUrl: 'http://localhost/form/',
		restApiUrl: 'http://localhost/rest',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;

	return {
		node,
		nodeType,
		stored,
		async execute(round = 0, runData = createRunExecutionData({})) {
			const context = new ExecuteContext(
				workflow,
				node,
				additionalData,
				'manual',
				runData,
				round,
				items,
				{ main: [items] },
				{ node, data: { main: [items] }, source: null },
				[],
				signal ?? new AbortController().signal,
			);
			const output = (await nodeType.execute!.call(context)) as INodeExecutionData[][];
			return output[0]!;
		},
		runWorkflow: async () => await startWorkflow().finished,
		startWorkflow,
		retry,
		loadOptions: () => new LoadOptionsContext(workflow, node, additionalData, ''),
	};

	function engineOf(stored?: IRunExecutionData): WorkflowExecute {
		const { id, name, active, nodes, connectionsBySourceNode: connections } = workflow;
		const data = { id, name, active, nodes: Object.values(nodes), connections };
		const hooks = new ExecutionLifecycleHooks('manual', '1', data as never);
		return new WorkflowExecute(
			{ ...additionalData, hooks, currentNodeExecutionIndex: 0 } as never,
			'manual',
			stored,
		);
	}

	// As `retry` in n8n 2.41, `executions/execution.service.js`.
	async function retry(failed: IRun): Promise<IRun> {
		const stored = parse(stringify(failed.data)) as IRunExecutionData;
		const { runData, lastNodeExecuted } = stored.resultData;
		delete stored.resultData.error;
		const runs = runData[lastNodeExecuted!]!;
		if (runs[runs.length - 1]?.error !== undefined) runs.pop();
		return await engineOf(stored).processRunExecutionData(workflow);
	}

	function startWorkflow() {
		const engine = engineOf();
		const run = engine.run({ workflow, startNode: start });
		return { finished: Promise.resolve(run), stop: () => run.cancel() };
	}
}
