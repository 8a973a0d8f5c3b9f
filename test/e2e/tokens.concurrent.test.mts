import type { N8nCredential, N8nExecution, StoredExecution } from '../../sandbox/n8n/restTypes.mts';
import { connect, connectAccount, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { jsonOf, pickFu, surveyId, told } from '../support/e2eWorkflow.mts';
import { startGate } from '../support/gate.mts';
import type { Gate } from '../support/gate.mts';
import { startBound } from '../support/n8n.mts';
import { deleteClients, expireTokens } from '../support/signInMore.mts';
import { stopAt, webhookWorkflow } from '../support/webhookRuns.mts';
import type { WebhookWorkflow } from '../support/webhookRuns.mts';

jest.setTimeout(600_000);

/** Executions that are under way at the same time. */
const executions = 200;

/** Connections that they share: a connection may ask 100 times a minute, and each execution asks twice. */
const connections = 5;

/** How often executions are let go on together, each time with tokens that have expired a moment before. */
const herds = 16;

let house: House;
let gate: Gate;
let survey: string;

beforeAll(async () => {
	[house, gate] = await Promise.all([startHouse(), startGate()]);
}, startBound);

afterAll(async () => {
	await gate?.stop();
	await house?.stop();
});

beforeEach(async () => {
	await house.signIn.reset();
	await house.sandbox.control.reset('tokens.concurrent');
	[survey] = (await house.sandbox.control.addSurveys({ name: 'Asked for', sampleSize: 15 })) as [
		string,
	];
});

const get = (name: string) =>
	pickFu(name, { resource: 'survey', operation: 'get', surveyId: surveyId(survey) });

/** A workflow whose executions stop before each of their reads, at the gate of its name. */
async function reading(credential: N8nCredential, ...reads: string[]): Promise<WebhookWorkflow> {
	const nodes = reads.flatMap((name) => [
		stopAt(`Before ${name}`, `${gate.url}/${name}`),
		get(name),
	]);
	return await webhookWorkflow(house.rest, `Reads ${reads.join(' and ')}`, nodes, credential);
}

async function startMany(workflow: WebhookWorkflow, count: number): Promise<void> {
	await Promise.all(Array.from({ length: count }, async () => await workflow.start()));
}

const details = async (list: StoredExecution[]): Promise<N8nExecution[]> =>
	await Promise.all(list.map(async ({ id }) => await house.rest.getExecution(id)));

const statuses = (list: Array<{ status: string }>) => list.map(({ status }) => status);

/** The most executions that were under way at one moment, by n8n's own times. */
function mostAtOnce(list: StoredExecution[]): number {
	const spans = list.map(
		({ startedAt, stoppedAt }) => [Date.parse(startedAt!), Date.parse(stoppedAt!)] as const,
	);
	return Math.max(
		...spans.map(([moment]) => spans.filter(([from, to]) => from <= moment && to >= moment).length),
	);
}

it(`lets ${executions} parallel executions read through ${herds} expiries: one renewal for each, none refused, none failed`, async () => {
	const each = executions / connections;
	const accounts: N8nCredential[] = [];
	for (let index = 0; index < connections; index += 1) accounts.push(await connectAccount(house));
	const workflows = await Promise.all(
		accounts.map(
			async (account, index) => await reading(account, `first-${index}`, `second-${index}`),
		),
	);
	for (const workflow of workflows) await startMany(workflow, each);
	for (const index of accounts.keys()) await gate.gathered(`first-${index}`, each);

	const herd = (each * 2) / herds;
	for (let number = 0; number < herds; number += 1) {
		await expireTokens(house);
		const read = number < herds / 2 ? 'first' : 'second';
		for (const index of accounts.keys()) {
			await gate.gathered(`${read}-${index}`, herd);
			gate.open(`${read}-${index}`, herd);
		}
		const answered = (number + 1) * herd * connections;
		await until('Every read of the herd', async () => (await reads(200)) === answered, 90_000);
	}

	const lists = await Promise.all(workflows.map(async (workflow) => await workflow.ended(each)));
	const all = lists.flat();
	expect(all).toHaveLength(executions);
	expect(new Set(statuses(all))).toEqual(new Set(['success']));
	expect(mostAtOnce(all)).toBe(executions);

	const renewals = await house.signIn.log('refresh');
	expect(renewals.filter(({ status, error }) => status !== 200 || error !== undefined)).toEqual([]);
	expect(renewals).toHaveLength(herds * connections);
	// Several reads of a connection met each expired token: there was something to compete for.
	expect(await reads(401)).toBeGreaterThan(renewals.length);
	expect(await house.signIn.log('codeExchange')).toHaveLength(connections);
});

/** Reads that PickFu has answered with a status. */
async function reads(wanted: number): Promise<number> {
	return (await house.sandbox.control.requests('getSurvey')).filter(
		({ status }) => status === wanted,
	).length;
}

describe('A renewal', () => {
	/** Parallel executions whose token has just expired. */
	const many = 20;

	async function gathered(account: N8nCredential): Promise<WebhookWorkflow> {
		const workflow = await reading(account, 'read');
		await startMany(workflow, many);
		await gate.gathered('read', many);
		await expireTokens(house);
		return workflow;
	}

	it('that the sign-in fails once with 503 stops no execution', async () => {
		const account = await connectAccount(house);
		const workflow = await gathered(account);
		await house.signIn.switch({ failTokenRequests: 1 });
		gate.open('read');
		const ended = await workflow.ended(many);
		expect(statuses(ended)).toEqual(Array(many).fill('success'));
		expect((await house.signIn.log('refresh')).map(({ status }) => status)).toEqual([503, 200]);
	});

	it('whose answer is lost ends the connection: the executions say to reconnect, and reconnecting works', async () => {
		const account = await connectAccount(house);
		const workflow = await gathered(account);
		await house.signIn.switch({ loseTokenAnswers: 1 });
		gate.open('read');
		const failed = await details(await workflow.ended(many));
		expect(new Set(failed.map((one) => told(one).message))).toEqual(
			new Set(['Reconnect your PickFu account']),
		);
		const [lost, ...later] = await house.signIn.log('refresh');
		expect(lost).toMatchObject({ answerLost: true });
		expect(new Set(later.map(({ error }) => error))).toEqual(new Set(['invalid_grant']));

		await connect(house, account);
		await expireTokens(house);
		await workflow.start();
		await gate.gathered('read', 1);
		gate.open('read');
		expect((await workflow.ended(many + 1))[0]).toMatchObject({ status: 'success' });
	});

	it('that meets a reconnection of the same account hurts neither', async () => {
		const account = await connectAccount(house);
		const workflow = await reading(account, 'old', 'meanwhile', 'new');
		await startMany(workflow, many);
		await gate.gathered('old', many);
		gate.open('old');
		await gate.gathered('meanwhile', many);
		await expireTokens(house);
		const reconnected = connect(house, account);
		gate.open('meanwhile');
		await reconnected;
		await gate.gathered('new', many);
		await expireTokens(house);
		gate.open('new');
		expect(statuses(await workflow.ended(many))).toEqual(Array(many).fill('success'));

		const [, second] = await house.signIn.log('registration');
		const renewals = await house.signIn.log('refresh');
		expect(renewals.filter(({ error }) => error !== undefined)).toEqual([]);
		expect(renewals.at(-1)).toMatchObject({ status: 200, clientId: second!.clientId });
	});

	it('after the registration was deleted says to reconnect, and reconnecting registers again', async () => {
		const account = await connectAccount(house);
		const workflow = await gathered(account);
		await deleteClients(house);
		gate.open('read');
		const failed = await details(await workflow.ended(many));
		expect(new Set(failed.map((one) => told(one).message))).toEqual(
			new Set(['Reconnect your PickFu account']),
		);
		expect(told(failed[0]!).description).toContain("PickFu no longer has this n8n's registration");
		expect(new Set((await house.signIn.log('refresh')).map(({ error }) => error))).toEqual(
			new Set(['invalid_client']),
		);

		await connect(house, account);
		const [before, after] = await house.signIn.log('registration');
		expect(after!.clientId).not.toBe(before!.clientId);
		await workflow.start();
		await gate.gathered('read', 1);
		gate.open('read');
		const [latest] = await details((await workflow.ended(many + 1)).slice(0, 1));
		expect(jsonOf(latest!, 'read')).toMatchObject([{ id: survey }]);
	});
});
