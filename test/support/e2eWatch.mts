import type { N8nCredential, N8nExecution, N8nWorkflow } from '../../sandbox/n8n/restTypes.mts';
import { until, type House } from './e2e.mts';
import { POLL_TIMES } from './e2eWorkflow.mts';

/** The longest wait for a poll of its own on a busy machine, milliseconds. */
export const schedule = 100_000;

/** The trigger and the node behind it. */
export const TRIGGER = 'PickFu Trigger';
export const AFTER = 'After';

/** A workflow that the trigger starts, and how its requests are told from those of the others. */
export interface Watch {
	workflow: N8nWorkflow;
	/** How often it has asked PickFu for surveys. */
	polls(): Promise<number>;
	/** Its executions so far, the oldest first, all at their end. */
	executions(): Promise<N8nExecution[]>;
	/** Waits for one more execution than the number given and gives the newest. */
	next(after: number, timeout?: number): Promise<N8nExecution>;
}

/** Stores and switches on a workflow whose trigger polls by its own schedule. */
export async function watch(
	{ rest, sandbox }: House,
	name: string,
	credential: N8nCredential,
	parameters: Record<string, unknown>,
	isOwn: (query: Record<string, unknown>) => boolean,
): Promise<Watch> {
	const trigger = { name: TRIGGER, type: 'n8n-nodes-pickfu.pickFuTrigger', typeVersion: 1 };
	const source = {
		name,
		nodes: [
			{
				...trigger,
				position: [0, 0] as [number, number],
				parameters: { pollTimes: POLL_TIMES, ...parameters },
			},
			{
				name: AFTER,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [240, 0] as [number, number],
				parameters: {},
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: AFTER, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
	const workflow = await rest.createWorkflow(source, [credential]);
	await rest.activateWorkflow(workflow.id);
	// n8n makes the first poll behind its answer, and keeps what it noted.
	await until(
		`What "${name}" has noted`,
		async () => (await rest.getWorkflow(workflow.id)).staticData,
		schedule,
	);
	const ids = async () => (await rest.listExecutions(workflow.id)).map(({ id }) => id).reverse();
	return {
		workflow,
		polls: async () =>
			(await sandbox.control.requests('listSurveys')).filter(({ query }) => isOwn(query)).length,
		executions: async () =>
			await Promise.all((await ids()).map(async (id) => await rest.waitForExecution(id))),
		async next(after, timeout = schedule) {
			const found = await until(
				`A further execution of "${name}"`,
				async () => (await ids())[after],
				timeout,
			);
			return await rest.waitForExecution(found);
		},
	};
}
