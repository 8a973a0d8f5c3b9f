import type { N8nExecution } from '../../sandbox/n8n/restTypes.mts';
import type { Cluster } from './cluster.mts';
import type { ClusterRuns, Job } from './clusterRuns.mts';
import { pickFu, surveyId } from './e2eWorkflow.mts';

/** What a person reads in the list of executions. */
export const fate = ({ status, error }: N8nExecution) => [status, error?.message];

/** Ended, and without an error. */
export const well = ['success', undefined];

/** Prints what was measured when QUEUE_FIGURES is set: where the figures of docs/queue-mode.md come from. */
export function figures(what: string, measured: Record<string, unknown>): void {
	if (process.env.QUEUE_FIGURES) process.stdout.write(`${what}: ${JSON.stringify(measured)}\n`);
}

/** Rounded to tenths. */
export const seconds = (milliseconds: number) => Math.round(milliseconds / 100) / 10;

/** A node of a chain that works on the survey of the node before. */
export const next = (operation: string, parameters: Record<string, unknown> = {}) =>
	pickFu(operation, {
		resource: 'survey',
		operation,
		surveyId: surveyId('={{ $json.id }}'),
		...parameters,
	});

/** The options that people chose, from PickFu itself. */
export async function choices({ sandbox }: Cluster, survey: string): Promise<string[]> {
	const response = await fetch(`${sandbox.apiUrl}/surveys/${survey}/responses?limit=100`, {
		headers: { authorization: 'Bearer sandbox-key-viewer' },
	});
	const { data } = (await response.json()) as { data: Array<{ chosen_option: string }> };
	return data.map(({ chosen_option: option }) => option);
}

/** Twelve jobs over both workers, half of them paid: PickFu has begun to answer, or has not. */
export async function startTwelve({ rest }: Cluster, runs: ClusterRuns): Promise<Job[]> {
	const kinds = ['publish', 'get', 'publish', 'get'] as const;
	const wanted = [...kinds, ...kinds, ...kinds].map((kind, index) => ({
		kind,
		fault: { kind: index % 4 < 2 ? ('delay' as const) : ('slow-body' as const), delayMs: 8_000 },
	}));
	// With a token that is good: its renewal is tried elsewhere.
	const [warm] = (await runs.start({ kind: 'get' })) as [Job];
	expect(fate(await rest.waitForExecution(warm.execution))).toEqual(well);
	const jobs = await runs.start(...wanted);
	await runs.arrived(jobs);
	expect(await runs.underWay(jobs)).toBeGreaterThan(6);
	return jobs;
}

/** The workflows of these jobs are run once more: nothing is paid twice, and all is done. */
export async function runAllAgain(runs: ClusterRuns, jobs: Job[]): Promise<void> {
	const ended = await Promise.all(jobs.map((job) => runs.again(job)));
	expect(ended.map(fate)).toEqual(ended.map(() => well));
	const paid = await Promise.all(jobs.map(({ survey }) => runs.charges(survey)));
	expect(paid).toEqual(jobs.map(({ kind }) => (kind === 'publish' ? 1 : 0)));
}

/** No second request was sent for what PickFu had carried out. */
export async function paidByOneRequest(runs: ClusterRuns, jobs: Job[]): Promise<void> {
	const paid = jobs.filter(({ kind }) => kind === 'publish');
	const requests = await Promise.all(paid.map(({ survey }) => runs.publishRequests(survey)));
	expect(requests).toEqual(paid.map(() => 1));
}
