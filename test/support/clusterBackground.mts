import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import type { Cluster } from './cluster.mts';
import type { ClusterRuns } from './clusterRuns.mts';
import { until } from './e2e.mts';
import { chain, items, jsonOf, pickFu, START, surveyId } from './e2eWorkflow.mts';
import type { LogEntry } from './sandbox.mts';

/** A workflow that the PickFu Trigger starts whenever a survey is completed. */
export interface TriggeredWorkflow {
	/** Ids of the surveys that its executions were started with, one for each time. */
	told(): Promise<string[]>;
	/** Waits until a poll that begins from now on has come to its end. */
	nextPoll(): Promise<void>;
}

/**
 * Activates a workflow with the trigger, whose first poll notes what is there.
 *
 * @param account an API key, which nothing else uses: the polls are told apart by its requests
 */
export async function activateTrigger(
	cluster: Cluster,
	account: N8nCredential,
): Promise<TriggeredWorkflow> {
	const { rest, sandbox } = cluster;
	const authentication = 'apiKey';
	const after = pickFu('Tags', { authentication, resource: 'tag', operation: 'getAll' });
	const source = chain('When completed', after);
	const parameters = {
		authentication,
		event: 'surveyCompleted',
		scope: 'all',
		output: 'survey',
		// Once a minute is the most that n8n allows of one time; there may be several times.
		pollTimes: {
			item: [5, 15, 25, 35, 45, 55].map((second) => ({
				mode: 'custom',
				cronExpression: `${second} * * * * *`,
			})),
		},
	};
	const [start, ...following] = source.nodes;
	const trigger = { ...start!, type: 'n8n-nodes-pickfu.pickFuTrigger', parameters };
	const { id } = await rest.createWorkflow({ ...source, nodes: [trigger, ...following] }, [
		account,
	]);
	const polls = async () =>
		(await sandbox.control.requests('listSurveys')).filter(({ endedAt }) => endedAt !== null);
	await rest.activateWorkflow(id);
	await until('A first poll', async () => (await polls()).length > 0);
	return {
		async told() {
			const executions = await rest.listExecutions(id);
			const ended = await Promise.all(executions.map((one) => rest.waitForExecution(one.id)));
			return ended.flatMap((execution) =>
				jsonOf(execution, START).map((survey) => String(survey.id)),
			);
		},
		async nextPoll() {
			const before = Date.now();
			await until('Another poll', async () =>
				(await polls()).some(({ startedAt }) => startedAt > before),
			);
		},
	};
}

/** An execution on each worker that reads the surveys given to it, one after the other. */
export interface LongReads {
	startedAt: number;
	executions: string[];
	/** What of it has reached PickFu. */
	requests(): Promise<LogEntry[]>;
}

/**
 * Starts an execution of so many reads on each of the two workers.
 *
 * @param account an API key
 */
export async function startLongReads(
	{ sandbox, rest, workers }: Cluster,
	runs: ClusterRuns,
	account: N8nCredential,
	count: number,
): Promise<LongReads> {
	const surveys = await sandbox.control.addSurveys({
		count,
		status: 'unpublished',
		name: 'Read #',
	});
	const get = pickFu('Get', {
		authentication: 'apiKey',
		resource: 'survey',
		operation: 'get',
		surveyId: surveyId('={{ $json.survey }}'),
	});
	const source = chain('Long', ...items(...surveys.map((survey) => ({ survey }))), get);
	const { id } = await rest.createWorkflow(source, [account]);
	const startedAt = Date.now();
	const executions: string[] = [];
	for (const worker of workers) {
		for (let isThere = false; !isThere;) {
			const execution = await rest.runWorkflow(id, START);
			isThere = (await runs.workerOf({ execution })) === worker;
			if (isThere) executions.push(execution);
			else await rest.stopExecution(execution);
		}
	}
	return {
		startedAt,
		executions,
		async requests() {
			const sent = await sandbox.control.requests('getSurvey');
			return sent.filter(({ path }) => surveys.some((survey) => path.endsWith(survey)));
		},
	};
}
