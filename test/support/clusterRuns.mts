import type { N8nCredential, N8nExecution } from '../../sandbox/n8n/restTypes.mts';
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
	 * Makes drafts and a workflow with one node for each, and starts them all at once.
	 *
	 * @param fault what PickFu is to do with the first request that the job is about
	 */
	async start(...wanted: Array<{ kind: JobKind; fault?: Fault | undefined }>): Promise<Job[]> {
		const { sandbox, rest } = this.cluster;
		const count = wanted.length;
		const surveys = await sandbox.control.addSurveys({
			count,
			status: 'unpublished',
			sampleSize: 15,
		});
		const faults = wanted.flatMap(({ kind, fault }, index) =>
			fault ? [{ ...fault, operationId: OPERATIONS[kind], path: surveys[index]! }] : [],
		);
		if (faults.length > 0) await sandbox.control.fault(...faults);
		const jobs = await Promise.all(
			wanted.map(async ({ kind }, index) => {
				const survey = surveys[index]!;
				const node = pickFu('Work', {
					resource: 'survey',
					operation: kind,
					surveyId: surveyId(survey),
				});
				const { id: workflow } = await rest.createWorkflow(chain(kind, node), [this.account]);
				return { kind, survey, workflow };
			}),
		);
		return await Promise.all(
			jobs.map(async (job) => ({ ...job, execution: await rest.runWorkflow(job.workflow, START) })),
		);
	}

	/**
	 * {@link start}s jobs until one of them is on that worker: which worker takes a job is for the
	 * queue to decide.
	 *
	 * @returns the job on the worker, and those that the other worker has
	 */
	async startOn(
		worker: ClusterWorker,
		kind: JobKind,
		fault?: Fault,
	): Promise<{ job: Job; others: Job[] }> {
		const others: Job[] = [];
		for (let tries = 0; tries < 10; tries += 1) {
			const [job] = (await this.start({ kind, fault })) as [Job];
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

	/** Waits until PickFu has got the request that each of these jobs is about, and so is at work on it. */
	async arrived(jobs: Job[]): Promise<void> {
		await until('A request of each job', async () => {
			const sent = await this.cluster.sandbox.control.requests();
			return jobs.every(({ kind, survey }) =>
				sent.some(
					({ path, operationId }) => operationId === OPERATIONS[kind] && path.includes(survey),
				),
			);
		});
	}

	/** How many of these jobs wait for PickFu's answer to the request that they are about. */
	async underWay(jobs: Job[]): Promise<number> {
		const sent = await this.cluster.sandbox.control.requests();
		const open = sent.filter(({ endedAt }) => endedAt === null);
		return jobs.filter(({ kind, survey }) =>
			open.some(
				({ path, operationId }) => operationId === OPERATIONS[kind] && path.includes(survey),
			),
		).length;
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

	/** Starts the same job several times at once, until each worker has at least one of them. */
	async startOnEach(workflow: string): Promise<string[]> {
		const { rest, workers } = this.cluster;
		const executions: string[] = [];
		const isOnEach = () =>
			workers.every((worker) => executions.some((id) => worker.hasStarted(id)));
		for (let tries = 0; tries < 5 && !isOnEach(); tries += 1) {
			const two = await Promise.all([
				rest.runWorkflow(workflow, START),
				rest.runWorkflow(workflow, START),
			]);
			executions.push(...two);
			await Promise.all(two.map((execution) => this.workerOf({ execution })));
		}
		return executions;
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
