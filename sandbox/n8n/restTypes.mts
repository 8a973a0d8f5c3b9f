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
