import './environment.mts';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypes,
	IPollFunctions,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { cronNodeOptions, NodeHelpers, Workflow } from 'n8n-workflow';
import { PollContext } from 'n8n-core';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node.ts';
import { apiKey, connectedOAuth, StoredCredentials } from './host.mts';

/** How a trigger is put into n8n. */
export interface PollerOptions {
	/** The trigger's fields; defaults fill the rest, as in n8n. */
	parameters?: IDataObject;
	/** An API key when left out, for the sandbox `sandbox-key`; OAuth with `parameters.authentication` `oAuth2`. */
	credential?: ICredentialDataDecryptedObject | null;
	/** The API's address; the tests' own (nock) when left out. */
	apiUrl?: string;
	workflowId?: string;
	/** What n8n had saved, as after a restart. */
	saved?: IDataObject;
	/** Milliseconds that a poll may take; n8n's own five minutes when left out. */
	budgetMs?: number;
	/** Receives errors that the host records without ending the poll; without it they are thrown. */
	emitError?: (error: Error) => void;
}

/** A trigger in a workflow that is switched on. */
export interface Poller {
	/** One poll; its items, or null. n8n saves the static data only when there are items. */
	poll(activation?: WorkflowActivateMode): Promise<INodeExecutionData[] | null>;
	/** "Fetch Test Event" in the editor. */
	test(): Promise<INodeExecutionData[] | null>;
	/** The static data as n8n saved it last: at activation and after polls with items. */
	saved(): IDataObject;
	/** The static data as it is in memory. */
	inMemory(): IDataObject;
	/** n8n ends and starts again: what was not saved is forgotten. */
	restart(): void;
	/** The workflow is switched off and on; what was not saved is forgotten. */
	switchOffAndOn(): Promise<INodeExecutionData[] | null>;
	node: INode;
}

/** The field that n8n puts in front of those of every polling trigger. */
const POLL_TIMES: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: { item: [{ mode: 'everyMinute' }] },
	options: cronNodeOptions,
};

let last = 0;

/**
 * Puts the trigger into the host's own poll context, with what the host does around it: static data
 * is saved when a workflow is switched on and with items, and not after a poll that gave null.
 */
export function poller(options: PollerOptions = {}): Poller {
	const { parameters = {}, apiUrl, budgetMs, emitError } = options;
	const nodeType = new PickFuTrigger() as INodeType;
	nodeType.description.properties = [POLL_TIMES, ...nodeType.description.properties];
	const isOAuth = parameters.authentication === 'oAuth2';
	const type = isOAuth ? 'pickFuOAuth2Api' : 'pickFuApi';
	const data =
		options.credential === undefined ? (isOAuth ? connectedOAuth() : apiKey()) : options.credential;
	const credential = data && {
		...data,
		...(apiUrl !== undefined && { apiUrl, ...(!isOAuth && { apiKey: 'sandbox-key' }) }),
	};
	const workflowId = options.workflowId ?? `workflow-${(last += 1)}`;
	const node: INode = {
		id: 'trigger',
		name: 'PickFu Trigger',
		type: 'n8n-nodes-pickfu.pickFuTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { authentication: 'apiKey', ...parameters } as INodeParameters,
		...(credential && {
			credentials: { [type]: { id: `credential-of-${workflowId}`, name: 'PickFu account' } },
		}),
	};
	node.parameters =
		NodeHelpers.getNodeParameters(
			nodeType.description.properties,
			node.parameters,
			true,
			false,
			node,
			nodeType.description,
		) ?? node.parameters;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const additionalData = {
		credentialsHelper: new StoredCredentials({ [type]: credential ?? undefined }),
		currentNodeParameters: node.parameters,
		webhookWaitingBaseUrl: 'http://localhost/waiting/',
		formWaitingBaseUrl: 'http://localhost/form/',
		restApiUrl: 'http://localhost/rest',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const dataKey = `node:${node.name}`;

	let stored = structuredClone(options.saved ?? {});
	let activationMode: WorkflowActivateMode = 'activate';
	let workflow = load();

	function load(): Workflow {
		return new Workflow({
			id: workflowId,
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: { [dataKey]: structuredClone(stored) },
			settings: { executionOrder: 'v1' },
		});
	}

	const current = () =>
		JSON.parse(JSON.stringify(workflow.staticData[dataKey] ?? {})) as IDataObject;
	let isSwitchedOn = false;

	async function run(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<INodeExecutionData[] | null> {
		const context = new PollContext(
			workflow,
			node,
			additionalData,
			mode,
			activation,
			undefined,
			emitError,
		);
		if (budgetMs !== undefined)
			(context as { getPollBudgetMs: () => number }).getPollBudgetMs = () => budgetMs;
		const items = await nodeType.poll!.call(context as unknown as IPollFunctions);
		return items?.[0] ?? null;
	}

	const poll: Poller['poll'] = async (activation = activationMode) => {
		const items = await run('trigger', activation);
		if (items !== null || !isSwitchedOn) stored = current();
		isSwitchedOn = true;
		return items;
	};
	return {
		poll,
		test: async () => await run('manual', 'manual'),
		saved: () => structuredClone(stored),
		inMemory: current,
		restart() {
			workflow = load();
			activationMode = 'init';
			isSwitchedOn = false;
		},
		async switchOffAndOn() {
			workflow = load();
			activationMode = 'activate';
			isSwitchedOn = false;
			return await poll();
		},
		node,
	};
}
