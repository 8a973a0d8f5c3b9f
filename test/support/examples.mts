import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type {
	N8nCredential,
	N8nExecution,
	WorkflowNode,
	WorkflowSource,
} from '../../sandbox/n8n/restTypes.mts';
import type { Browser } from './browser.mts';
import type { ChatModel } from './chatModel.mts';
import { until } from './e2e.mts';
import type { House } from './e2e.mts';
import { chain, jsonOf, START, told } from './e2eWorkflow.mts';
import type { Mailbox } from './mailbox.mts';
import { root } from './n8n.mts';

const folder = path.join(root, 'examples');

/** Names of the example workflows: the files of `examples/` without their ending. */
export const EXAMPLES = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

/** An example as it stands in the repository. */
export function example(name: string): WorkflowSource {
	return JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as WorkflowSource;
}

/** The example with fields of one node changed, as its user would; `settings` are the node's own. */
export function changed(
	source: WorkflowSource,
	name: string,
	parameters: Record<string, unknown>,
	settings: Record<string, unknown> = {},
): WorkflowSource {
	if (!source.nodes.some((node) => node.name === name))
		throw new Error(`"${source.name}" has no node "${name}"`);
	const change = (node: WorkflowNode) =>
		node.name === name
			? { ...node, ...settings, parameters: { ...node.parameters, ...parameters } }
			: node;
	return { ...source, nodes: source.nodes.map(change) };
}

/** The example with another text everywhere, as a user who watches surveys of another name. */
export function renamed(source: WorkflowSource, from: string, to: string): WorkflowSource {
	return JSON.parse(JSON.stringify(source).replaceAll(from, to)) as WorkflowSource;
}

/** What the tests of the examples share. */
export interface Rig {
	house: House;
	/** Of Northwind, whose surveys the sandbox's own keys can read. */
	account: N8nCredential;
	/** Of another team, in which the workflows run that are switched on. */
	other: N8nCredential;
	mail: N8nCredential;
	mailbox: Mailbox;
	model: ChatModel;
	browser: Browser;
}

/**
 * Stores an example and starts it.
 *
 * @param trigger name of the node to start from
 * @returns the ids of workflow and execution
 */
export async function start(
	{ house: { rest }, account }: Rig,
	source: WorkflowSource,
	trigger = 'Start',
	credential = account,
): Promise<{ workflow: string; execution: string }> {
	const { id } = await rest.createWorkflow(source, [credential]);
	return { workflow: id, execution: await rest.runWorkflow(id, trigger) };
}

/** {@link start}, and waits for the end. */
export async function run(
	rig: Rig,
	source: WorkflowSource,
	trigger?: string,
): Promise<N8nExecution> {
	return await rig.house.rest.waitForExecution((await start(rig, source, trigger)).execution);
}

/** Waits until n8n has put an execution aside, to go on later. */
export async function stored({ house: { rest } }: Rig, execution: string): Promise<N8nExecution> {
	return await until<N8nExecution | undefined>('The execution put aside', async () => {
		const now = await rest.getExecution(execution);
		if (now.status === 'error') throw new Error(told(now).message);
		return now.status === 'waiting' ? now : undefined;
	});
}

/** How often PickFu was asked to publish that survey, and how often it charged for it. */
export async function spentOn(
	{ house: { sandbox } }: Rig,
	id: unknown,
): Promise<{ requests: number; charges: number }> {
	const [sent, { charges }] = await Promise.all([
		sandbox.control.requests('publishSurvey'),
		sandbox.control.state(),
	]);
	return {
		requests: sent.filter(({ path: place }) => place.includes(String(id))).length,
		charges: charges.filter((charge) => charge.id === id).length,
	};
}

/** What the sandbox keeps of Northwind, asked for without n8n and without the node. */
export async function ask<T>({ house: { sandbox } }: Rig, place: string): Promise<T> {
	const headers = { authorization: 'Bearer sandbox-key-viewer' };
	const response = await fetch(`${sandbox.apiUrl}${place}`, { headers });
	return ((await response.json()) as { data: T }).data;
}

const table = (name: string) => ({ __rl: true, mode: 'name', value: name });

/** The rows of one of n8n's data tables. */
export async function rowsOf(rig: Rig, tableName: string): Promise<Array<Record<string, unknown>>> {
	return jsonOf(
		await withTable(rig, { operation: 'get', dataTableId: table(tableName), returnAll: true }),
		'Table',
	);
}

/** Adds a row to one of n8n's data tables. */
export async function addRow(
	rig: Rig,
	tableName: string,
	value: Record<string, unknown>,
): Promise<void> {
	const columns = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] };
	await withTable(rig, { operation: 'insert', dataTableId: table(tableName), columns });
}

async function withTable(rig: Rig, parameters: Record<string, unknown>): Promise<N8nExecution> {
	const { rest } = rig.house;
	const node: WorkflowNode = {
		name: 'Table',
		type: 'n8n-nodes-base.dataTable',
		typeVersion: 1.1,
		position: [240, 0],
		parameters: { resource: 'row', ...parameters },
	};
	const { id } = await rest.createWorkflow(chain('Table', node));
	const execution = await rest.waitForExecution(await rest.runWorkflow(id, START));
	if (execution.status !== 'success')
		throw new Error(`The table was not reached: ${execution.error?.message}`);
	return execution;
}
