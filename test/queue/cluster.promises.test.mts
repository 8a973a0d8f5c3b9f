import type { N8nCredential, N8nExecution } from '../../sandbox/n8n/restTypes.mts';
import { startCluster } from '../support/cluster.mts';
import type { Cluster } from '../support/cluster.mts';
import { activateTrigger, startLongReads } from '../support/clusterBackground.mts';
import type { LongReads, TriggeredWorkflow } from '../support/clusterBackground.mts';
import { ClusterRuns } from '../support/clusterRuns.mts';
import type { Job } from '../support/clusterRuns.mts';
import {
	choices,
	fate,
	figures,
	next,
	paidByOneRequest,
	runAllAgain,
	seconds,
	startTwelve,
	well,
} from '../support/clusterSteps.mts';
import { addApiKey, connectAccount, until } from '../support/e2e.mts';
import { chain, jsonOf, outputOf, pickFu, START, surveyId } from '../support/e2eWorkflow.mts';
import { startBound } from '../support/n8n.mts';
import { programs } from '../support/programPaths.mts';

jest.setTimeout(240_000);

// Without them there is one thing to say, not one for each test.
programs(['initdb', 'postgres', 'redis']);

let cluster: Cluster;
let runs: ClusterRuns;
let account: N8nCredential;

/** Active all through the file, whatever is broken meanwhile. */
let trigger: TriggeredWorkflow;

/** Reads of one of the two long executions: more than half of what PickFu allows, less than all. */
const LONG_READS = 80;

let long: LongReads;

beforeAll(async () => {
	cluster = await startCluster();
	// Surveys are completed when a test says so.
	await cluster.sandbox.control.freeze();
	account = await connectAccount(cluster);
	runs = new ClusterRuns(cluster, account);
	trigger = await activateTrigger(cluster, await addApiKey(cluster, 'sandbox-key-viewer'));
	long = await startLongReads(cluster, runs, await addApiKey(cluster), LONG_READS);
}, startBound);

afterAll(async () => await cluster?.stop(), startBound);

afterEach(async () => await cluster?.sandbox.control.clearFaults());

it('runs a survey from draft to winner on a worker', async () => {
	const { rest, sandbox, workers } = cluster;
	const [name, other] = ['Morning Mug', 'First Light'];
	const create = pickFu('create', {
		resource: 'survey',
		operation: 'create',
		questionsInput: 'json',
		questionsJson: JSON.stringify([
			{ type: 'head_to_head', prompt: 'Which name?', options: [{ value: name }, { value: other }] },
		]),
		country: 'US',
		sampleSize: 51,
	});
	const wait = next('waitForCompletion', { pollInterval: 1 });
	const source = chain('Draft to winner', create, next('publish'), wait, next('getResults'));
	const { id } = await rest.createWorkflow(source, [account]);
	const execution = await rest.runWorkflow(id, START);
	await until('A published survey', async () => (await sandbox.control.counters()).publishSurvey);
	await sandbox.control.advance(86_400_000);
	const ended = await rest.waitForExecution(execution);

	expect(fate(ended)).toEqual(well);
	expect(workers.filter((worker) => worker.hasStarted(execution))).toHaveLength(1);
	const survey = String(jsonOf(ended, 'publish')[0]!.id);
	const votes = (await choices(cluster, survey)).filter((option) => option === name).length;
	expect(jsonOf(ended, 'getResults')).toMatchObject([
		{
			winner: votes > 25 ? name : other,
			winnerShare: Number((Math.max(votes, 51 - votes) / 51).toFixed(4)),
		},
	]);
	expect(await runs.charges(survey)).toBe(1);
});

describe('Two workers that pay for the same survey at the same moment', () => {
	it.each([
		['publish', 'publishSurvey', 'unpublished', { maxRespondents: 15 }],
		['addRespondents', 'addRespondents', 'completed', { mode: 'total', respondents: 30 }],
	] as const)(
		'both ask, and PickFu charges once: %s',
		async (operation, operationId, status, parameters) => {
			const { rest, sandbox } = cluster;
			const [survey] = await sandbox.control.addSurveys({ status, sampleSize: 15 });
			// Long enough for each worker to look before either has paid.
			await sandbox.control.fault({
				kind: 'delay',
				operationId,
				path: survey!,
				delayMs: 4_000,
				times: 0,
			});
			const node = pickFu('Pay', {
				resource: 'survey',
				operation,
				surveyId: surveyId(survey!),
				...parameters,
			});
			const { id } = await rest.createWorkflow(chain('Same moment', node), [account]);
			const executions = await runs.startOnEach(id);
			const ended = await Promise.all(
				executions.map((execution) => rest.waitForExecution(execution)),
			);

			expect(ended.map(fate)).toEqual(ended.map(() => well));
			const said = ended.map((one) => jsonOf(one, 'Pay')[0]!);
			expect(said.filter((one) => !(one.alreadyPublished ?? one.alreadyReached))).toHaveLength(1);
			// Of one worker's executions only one asks: the others wait for it.
			const sent = await sandbox.control.requests(operationId);
			expect(sent.filter(({ path }) => path.includes(survey!))).toHaveLength(2);
			expect(await runs.charges(survey!)).toBe(1);
		},
	);
});

describe('Access tokens that expire while both workers use them', () => {
	it('are renewed once each, by one of the two, and no execution is lost', async () => {
		const { rest, sandbox, signIn, workers } = cluster;
		const own = await connectAccount(cluster);
		await signIn.reset();
		// Slow enough for a token to expire in the middle of three reads.
		await sandbox.control.fault({
			kind: 'slow-body',
			operationId: 'listTags',
			delayMs: 1_500,
			times: 0,
		});
		const read = (name: string) => pickFu(name, { resource: 'tag', operation: 'getAll' });
		const { id } = await rest.createWorkflow(chain('Tokens', ...['A', 'B', 'C'].map(read)), [own]);
		const expiries = 4;
		const ended: N8nExecution[] = [];
		for (let expiry = 0; expiry < expiries; expiry += 1) {
			const started = await Promise.all(
				Array.from({ length: 14 }, () => rest.runWorkflow(id, START)),
			);
			await Promise.all(started.map((execution) => runs.workerOf({ execution })));
			await signIn.expireAccessTokens();
			ended.push(
				...(await Promise.all(started.map((execution) => rest.waitForExecution(execution)))),
			);
		}
		const renewals = await signIn.log('refresh');
		const refused = (await sandbox.control.requests('listTags')).filter(
			({ status }) => status === 401,
		).length;
		figures('Tokens', { executions: ended.length, expiries, renewals: renewals.length, refused });

		expect(ended.map(fate)).toEqual(ended.map(() => well));
		for (const worker of workers) {
			expect(ended.filter((execution) => worker.hasStarted(execution.id)).length).toBeGreaterThan(
				5,
			);
		}
		// Many executions met each expired token, so there was something to agree on.
		expect(refused).toBeGreaterThan(2 * expiries);
		expect(renewals.map(({ status, error }) => [status, error])).toEqual(
			Array.from({ length: expiries }, () => [200, undefined]),
		);
	});
});

it('Redis that is away while work ends: every execution ends well, and nothing is paid twice', async () => {
	const jobs = await startTwelve(cluster, runs);
	await cluster.redis.restart(() => runs.answered());
	const ended = await Promise.all(
		jobs.map(({ execution }) => cluster.rest.waitForExecution(execution)),
	);
	expect(ended.map(fate)).toEqual(ended.map(() => well));
	await runAllAgain(runs, jobs);
	await paidByOneRequest(runs, jobs);
});

it("shares PickFu's limit: together the workers ask for more, wait when they are refused, and lose no read", async () => {
	const ended = await Promise.all(
		long.executions.map((execution) => cluster.rest.waitForExecution(execution)),
	);
	expect(ended.map(fate)).toEqual([well, well]);
	expect(ended.map((one) => outputOf(one, 'Get').length)).toEqual([LONG_READS, LONG_READS]);
	const sent = await long.requests();
	const refused = sent.filter(({ status }) => status === 429);
	const after = sent.map(({ endedAt }) => seconds(endedAt! - long.startedAt)).sort((a, b) => a - b);
	const refusedAfter = refused.map(({ startedAt }) =>
		Math.round((startedAt - long.startedAt) / 1000),
	);
	figures('Limit', {
		answered: sent.length - refused.length,
		refused: refused.length,
		refusedAfterSeconds: [...new Set(refusedAfter)],
		hundredRequestsAfterSeconds: after[99],
		allAfterSeconds: after.at(-1),
	});
	expect(sent).toHaveLength(2 * LONG_READS + refused.length);
	expect(refused.length).toBeGreaterThan(0);
	// Eight reads are under way on each worker, and the pauses double: more refusals mean hammering.
	expect(refused.length).toBeLessThanOrEqual(80);
});

it('A worker that is ended by force: its executions end with what happened, and run again without a second charge', async () => {
	const { rest } = cluster;
	const [before] = (await runs.start({
		kind: 'publish',
		fault: { kind: 'delay', delayMs: 15_000 },
	})) as [Job];
	const worker = await runs.workerOf(before);
	const after = await runs.startOn(worker, 'publish', { kind: 'slow-body', delayMs: 15_000 });
	const read = await runs.startOn(worker, 'get', { kind: 'slow-body', delayMs: 15_000 });
	const lost = [before, after.job, read.job];
	const others = [...after.others, ...read.others];
	await runs.arrived(lost);
	expect(await runs.underWay(lost)).toBe(3);
	await worker.kill();
	const killedAt = Date.now();
	const back = worker.start();
	const ended = await Promise.all(lost.map(({ execution }) => rest.waitForExecution(execution)));
	figures('Killed worker', {
		executionsEndedAfterSeconds: seconds(Date.now() - killedAt),
		as: ended.map(fate),
	});
	await back;

	// Said by the other worker, which finds the lock gone, or by this one when it is back.
	const why = expect.stringMatching(/failed to be processed too many times|did not finish/);
	expect(ended.map(fate)).toEqual(
		lost.map(() => [expect.stringMatching(/^(error|crashed)$/), why]),
	);
	expect(await Promise.all(lost.map(({ survey }) => runs.charges(survey)))).toEqual([0, 1, 0]);
	const unharmed = await Promise.all(
		others.map(({ execution }) => rest.waitForExecution(execution)),
	);
	expect(unharmed.map(fate)).toEqual(unharmed.map(() => well));
	await runAllAgain(runs, [...lost, ...others]);
	expect(await Promise.all(lost.map(({ survey }) => runs.publishRequests(survey)))).toEqual([
		2, 1, 0,
	]);
});

it('PostgreSQL that is away while work ends, then a main that is ended by force: the same', async () => {
	const { rest, postgres, main, sandbox } = cluster;
	const jobs = await startTwelve(cluster, runs);
	await postgres.restart(() => runs.answered());
	await cluster.ready();
	// What ended meanwhile could not be stored: n8n takes it for running until its main starts again.
	await main.kill();
	const [first] = jobs as [Job];
	await sandbox.control.finish(first.survey);
	await main.start();
	const ended = await Promise.all(jobs.map(({ execution }) => rest.waitForExecution(execution)));
	figures('Database away', { endedAs: ended.map(({ status }) => status) });
	expect(ended.filter(({ status }) => !['success', 'crashed'].includes(status)).map(fate)).toEqual(
		[],
	);
	await runAllAgain(runs, jobs);
	await paidByOneRequest(runs, jobs);
});

it('The trigger has told every completed survey once, whatever happened meanwhile', async () => {
	const { sandbox } = cluster;
	await sandbox.control.advance(86_400_000);
	const { charges } = await sandbox.control.state();
	// One that is extended is completed twice; all others were published once.
	const published = charges
		.filter(({ operationId }) => operationId === 'publishSurvey')
		.map(({ id }) => id);
	const told = async () => (await trigger.told()).filter((id) => published.includes(id));
	expect(published.length).toBeGreaterThan(15);
	figures('Trigger', { surveysCompleted: published.length });
	await until(
		'Every survey told',
		async () => new Set(await told()).size === published.length,
		60_000,
	);
	await trigger.nextPoll();
	await trigger.nextPoll();
	expect((await told()).sort()).toEqual(published.sort());
});
