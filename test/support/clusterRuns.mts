import type { N8nCredential, N8nExecution } from '../../sandbox/n8n/rest.mts';
import type { Cluster, ClusterWorker } from './cluster.mts';
import { until } from './e2e.mts';
import { chain, pickFu, START, surveyId } from './e2eWorkflow.mts';
import type { Fault } from './sandbox.mts';

/** What a run of {@link Job} does to its survey. */
export type JobKind = 'publish' | 'get';

/** A stored workflow with one PickFu node for one survey, and its first execution. */
export interface Job {
	kind: JobKind;
	survey: string;
	workflow: string;
	execution: string;
}

/** The operation of the contract that each kind of job is about. */
const OPERATIONS: Record<JobKind, string> = { publish: 'publishSurvey', get: 'getSurvey' };

/** Works on PickFu's side and on n8n's, for the tests of a cluster. */
export class ClusterRuns {
	constructor(
		private readonly cluster: Cluster,
		private readonly account: N8nCredential,
	) {}

	/**
	 * Makes a draft and a workflow with one node for it, and starts that.
	 *
	 * @param fault what PickFu is to do with the first request that the job is about
	 */
	async start(kind: JobKind, fault?: Fault): Promise<Job> {
		const { sandbox, rest } = this.cluster;
		const [survey] = await sandbox.control.addSurveys({ status: 'unpublished', sampleSize: 15, name: kind });
		if (fault) await sandbox.control.fault({ ...fault, operationId: OPERATIONS[kind], path: survey! });
		const node = pickFu('Work', { resource: 'survey', operation: kind, surveyId: surveyId(survey!) });
		const { id: workflow } = await rest.createWorkflow(chain(kind, node), [this.account]);
		return { kind, survey: survey!, workflow, execution: await rest.runWorkflow(workflow, START) };
	}

	/**
	 * {@link start}s jobs until one of them is on that worker: which worker takes a job is for the
	 * queue to decide.
	 *
	 * @returns the job on the worker, and those that the other worker has
	 */
	async startOn(worker: ClusterWorker, kind: JobKind, fault?: Fault): Promise<{ job: Job; others: Job[] }> {
		const others: Job[] = [];
		for (let tries = 0; tries < 10; tries += 1) {
			const job = await this.start(kind, fault);
			if ((await this.workerOf(job)) === worker) return { job, others };
			others.push(job);
		}
		throw new Error('Ten jobs in a row went to the other worker');
	}

	/** The worker that has taken the job from the queue; waits until one has. */
	async workerOf({ execution }: Pick<Job, 'execution'>): Promise<ClusterWorker> {
		return await until('An execution on a worker', () =>
			this.cluster.workers.find((worker) => worker.hasStarted(execution)),
		);
	}

	/** Waits until PickFu has the request that the job is about, and has not answered it whole. */
	async underWay({ kind, survey }: Job): Promise<void> {
		await until('A request under way', async () => {
			const sent = await this.cluster.sandbox.control.requests(OPERATIONS[kind]);
			return sent.some(({ path, endedAt }) => path.includes(survey) && endedAt === null);
		});
	}

	/** Waits until PickFu has answered every request that it has. */
	async answered(): Promise<void> {
		await until('An answer to every request', async () => {
			const sent = await this.cluster.sandbox.control.requests();
			return sent.every(({ endedAt }) => endedAt !== null);
		});
	}

	/** Runs the job's workflow once more, to its end. */
	async again({ workflow }: Job): Promise<N8nExecution> {
		const { rest } = this.cluster;
		return await rest.waitForExecution(await rest.runWorkflow(workflow, START));
	}

	/** How often the account was charged for the survey, by the sandbox's ledger. */
	async charges(survey: string): Promise<number> {
		const { charges } = await this.cluster.sandbox.control.state();
		return charges.filter(({ id }) => id === survey).length;
	}

	/** How many requests to publish the survey have reached PickFu. */
	async publishRequests(survey: string): Promise<number> {
		const sent = await this.cluster.sandbox.control.requests('publishSurvey');
		return sent.filter(({ path }) => path.includes(survey)).length;
	}
}
