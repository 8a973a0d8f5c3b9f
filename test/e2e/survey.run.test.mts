import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import { addApiKey, connectAccount, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import {
	chain,
	items,
	jsonOf,
	outputOf,
	pickFu,
	runToEnd,
	START,
	surveyId,
	told,
} from '../support/e2eWorkflow.mts';
import { startBound } from '../support/n8n.mts';

jest.setTimeout(330_000);

let house: House;
let account: N8nCredential;

/** A run of minutes that goes on beside the other tests, with a key and so a budget of its own. */
const long = { surveys: [] as string[], execution: '', startedAt: 0 };

beforeAll(async () => {
	house = await startHouse({ sandbox: { seed: 'survey.run' } });
	account = await connectAccount(house);

	long.surveys = await house.sandbox.control.addSurveys({
		count: 150,
		status: 'unpublished',
		name: 'Read #',
	});
	const get = pickFu('Get', {
		authentication: 'apiKey',
		resource: 'survey',
		operation: 'get',
		surveyId: surveyId('={{ $json.survey }}'),
	});
	const source = chain('150 reads', ...items(...long.surveys.map((survey) => ({ survey }))), get);
	const { id } = await house.rest.createWorkflow(source, [await addApiKey(house)]);
	long.startedAt = Date.now();
	long.execution = await house.rest.runWorkflow(id, START);
}, startBound);

afterAll(async () => await house?.stop());

afterEach(async () => await house.sandbox.control.clearFaults());

const asked = 'Which would you pour into a cup first?';

const create = pickFu('Create', {
	resource: 'survey',
	operation: 'create',
	questionsInput: 'json',
	questionsJson: JSON.stringify([
		{
			type: 'head_to_head',
			prompt: asked,
			options: [{ value: 'Morning Mug' }, { value: 'First Light' }],
		},
		{
			type: 'ranked',
			prompt: asked,
			options: [{ value: 'Tea' }, { value: 'Coffee' }, { value: 'Cocoa' }],
		},
	]),
	country: 'US',
	sampleSize: 150,
	reporting: ['gender'],
	name: 'Two questions, one text',
});

const publish = (value = '={{ $json.id }}') =>
	pickFu('Publish', {
		resource: 'survey',
		operation: 'publish',
		surveyId: surveyId(value),
		maxRespondents: 150,
	});

const readAnswers = (value: string) =>
	pickFu('Read', {
		resource: 'response',
		operation: 'getAll',
		surveyId: surveyId(value),
		returnAll: true,
	});

/** A free draft that nobody has published, made behind n8n's back. */
async function draft(sampleSize = 15): Promise<string> {
	const [id] = await house.sandbox.control.addSurveys({
		status: 'unpublished',
		sampleSize,
		name: 'Draft',
	});
	return id!;
}

interface Kept {
	id: string;
	question_id: string;
	chosen_option: string;
	explanation: string;
}

/** What the sandbox itself keeps, asked for without n8n and without the node. */
async function ask<T>(place: string): Promise<T> {
	const { apiUrl } = house.sandbox;
	const response = await fetch(`${apiUrl}${place}`, {
		headers: { authorization: 'Bearer sandbox-key-viewer' },
	});
	return ((await response.json()) as { data: T }).data;
}

/** How many requests to publish that survey have reached PickFu. */
async function publishRequests(id: string): Promise<number> {
	const sent = await house.sandbox.control.requests('publishSurvey');
	return sent.filter(({ path }) => path.includes(id)).length;
}

/** How often the account was charged for that survey. */
async function charges(id: string): Promise<number> {
	const { charges: all } = await house.sandbox.control.state();
	return all.filter((charge) => charge.id === id).length;
}

describe('A survey from draft to answers', () => {
	it('gives every answer once, by the names of question and option', async () => {
		const made = await runToEnd(house.rest, chain('Create and publish', create, publish()), [
			account,
		]);
		expect(made.status).toBe('success');
		const [published] = jsonOf(made, 'Publish');
		expect(published).toMatchObject({
			status: 'in-progress',
			sampleSize: 150,
			alreadyPublished: false,
		});
		const id = String(published!.id);
		await house.sandbox.control.finish(id);

		const read = await runToEnd(house.rest, chain('Read answers', readAnswers(id)), [account]);
		const rows = jsonOf(read, 'Read');

		const pages = await Promise.all(
			[1, 2, 3, 4].map((page) => ask<Kept[]>(`/surveys/${id}/responses?page=${page}&limit=100`)),
		);
		const kept = pages.flat();
		const survey = await ask<{ questions: Array<{ id: string }> }>(`/surveys/${id}`);
		expect(kept).toHaveLength(300);
		expect(rows.map(({ responseId }) => responseId).sort()).toEqual(
			kept.map((answer) => answer.id).sort(),
		);
		const byId = new Map(rows.map((row) => [row.responseId, row]));
		for (const answer of kept) {
			expect(byId.get(answer.id)).toMatchObject({
				surveyId: id,
				questionId: answer.question_id,
				question: asked,
				answer: answer.chosen_option,
				explanation: answer.explanation,
			});
		}
		const names = (number: number) =>
			[
				...new Set(
					rows
						.filter((row) => row.questionId === survey.questions[number - 1]!.id)
						.map(({ answer }) => answer),
				),
			].sort();
		expect(names(1)).toEqual(['First Light', 'Morning Mug']);
		expect(names(2)).toEqual(['Cocoa', 'Coffee', 'Tea']);
		expect(rows.every((row) => typeof row.respondent_gender === 'string')).toBe(true);
	});

	it('ties every answer to the survey it was read for, also with two surveys', async () => {
		const [first, second] = await house.sandbox.control.addSurveys({ count: 2, sampleSize: 20 });
		const node = pickFu('Read', {
			resource: 'response',
			operation: 'getAll',
			surveyId: surveyId('={{ $json.survey }}'),
			returnAll: true,
		});
		const run = await runToEnd(
			house.rest,
			chain('Two surveys', ...items({ survey: first }, { survey: second }), node),
			[account],
		);
		const read = outputOf(run, 'Read');
		expect(read).toHaveLength(40);
		expect(
			read.map(({ json, pairedItem }) => [json.surveyId, (pairedItem as { item: number }).item]),
		).toEqual([
			...Array.from({ length: 20 }, () => [first, 0]),
			...Array.from({ length: 20 }, () => [second, 1]),
		]);
	});
});

describe('Publishing', () => {
	it('a second time returns the survey and sends no second request', async () => {
		const id = await draft();
		const source = chain('Publish', publish(id));
		const first = await runToEnd(house.rest, source, [account]);
		const second = await runToEnd(house.rest, source, [account]);
		expect(jsonOf(first, 'Publish')).toMatchObject([
			{ id, status: 'in-progress', alreadyPublished: false },
		]);
		expect(jsonOf(second, 'Publish')).toMatchObject([
			{ id, status: 'in-progress', alreadyPublished: true },
		]);
		expect(await publishRequests(id)).toBe(1);
	});

	it('from two executions at the same time sends one request', async () => {
		const id = await draft();
		// Long enough for the second execution to look while the first is still paying.
		await house.sandbox.control.fault({
			kind: 'delay',
			operationId: 'publishSurvey',
			delayMs: 3_000,
			times: 0,
		});
		const { id: workflow } = await house.rest.createWorkflow(chain('Publish', publish(id)), [
			account,
		]);
		const executions = await Promise.all([
			house.rest.runWorkflow(workflow, START),
			house.rest.runWorkflow(workflow, START),
		]);
		await until('A publish request', async () => (await publishRequests(id)) > 0);
		expect(
			await Promise.all(executions.map(async (run) => (await house.rest.getExecution(run)).status)),
		).toEqual(['running', 'running']);

		const runs = await Promise.all(executions.map((run) => house.rest.waitForExecution(run)));

		expect(await publishRequests(id)).toBe(1);
		const said = runs.map((run) => jsonOf(run, 'Publish')[0]);
		expect(said).toMatchObject([{ status: 'in-progress' }, { status: 'in-progress' }]);
		expect(said.map((json) => json!.alreadyPublished).sort()).toEqual([false, true]);
		expect(await charges(id)).toBe(1);
	});

	it('whose answer is lost after it was done says that the survey is published', async () => {
		const id = await draft();
		await house.sandbox.control.fault({ kind: 'drop-after', operationId: 'publishSurvey' });
		const run = await runToEnd(house.rest, chain('Lost answer', publish(id)), [account]);
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'Publish')).toMatchObject([
			{ id, status: 'in-progress', alreadyPublished: false },
		]);
		expect(await publishRequests(id)).toBe(1);
	});

	it('that is lost on the way says that nobody knows, what it saw and how to go on', async () => {
		const id = await draft();
		await house.sandbox.control.fault({ kind: 'drop-before', operationId: 'publishSurvey' });
		const run = await runToEnd(house.rest, chain('Lost request', publish(id)), [account]);
		expect(told(run)).toEqual({
			message:
				"The connection to PickFu was interrupted before the response arrived. It's unclear whether the survey was published",
			description:
				"After 15 seconds the survey is still 'unpublished'. Check the survey in PickFu. If nothing has changed " +
				'10 minutes after the request, run this again: the survey is checked first.',
		});
		expect(await publishRequests(id)).toBe(1);
		expect(await charges(id)).toBe(0);
		expect(await ask(`/surveys/${id}`)).toMatchObject({ status: 'unpublished' });
	});

	it('is refused above the bound, with both numbers, and sends nothing', async () => {
		const id = await draft(200);
		const bounded = pickFu('Publish', {
			resource: 'survey',
			operation: 'publish',
			surveyId: surveyId(id),
			maxRespondents: 50,
		});
		const run = await runToEnd(house.rest, chain('Bounded', bounded), [account]);
		expect(told(run).message).toBe('This would pay for 200 respondents: more than the 50 allowed');
		expect(await publishRequests(id)).toBe(0);
	});

	it.each([
		['before the survey was published', false, 2],
		['after the survey was published', true, 1],
	])(
		'again under Retry On Fail pays once when PickFu broke %s',
		async (_when, perform, requests) => {
			const [id, other] = [await draft(), await draft()];
			await house.sandbox.control.fault({
				kind: 'status',
				status: 503,
				operationId: 'publishSurvey',
				perform,
			});
			const retried = pickFu(
				'Publish',
				{ resource: 'survey', operation: 'publish', surveyId: surveyId('={{ $json.survey }}') },
				{ retryOnFail: true, maxTries: 3, waitBetweenTries: 100 },
			);
			const run = await runToEnd(
				house.rest,
				chain('Retry', ...items({ survey: id }, { survey: other }), retried),
				[account],
			);
			expect(run.status).toBe('success');
			expect(jsonOf(run, 'Publish')).toMatchObject([
				{ id, status: 'in-progress' },
				{ id: other, status: 'in-progress' },
			]);
			expect([await publishRequests(id), await charges(id)]).toEqual([requests, 1]);
			expect([await publishRequests(other), await charges(other)]).toEqual([1, 1]);
		},
	);
});

describe('Items that fail', () => {
	const get = (onError: string) =>
		pickFu(
			'Get',
			{ resource: 'survey', operation: 'get', surveyId: surveyId('={{ $json.survey }}') },
			{ onError },
		);

	it('leave by the error output with what they came with, and the others by the first', async () => {
		const [first, last] = [await draft(), await draft()];
		const source = chain(
			'Error output',
			...items(
				{ survey: first, row: 1 },
				{ survey: 'no-such-survey', row: 2 },
				{ survey: last, row: 3 },
			),
			get('continueErrorOutput'),
		);
		const run = await runToEnd(house.rest, source, [account]);
		expect(run.status).toBe('success');
		expect(jsonOf(run, 'Get', 0)).toMatchObject([{ id: first }, { id: last }]);
		expect(jsonOf(run, 'Get', 0).every((json) => !('error' in json))).toBe(true);
		const failed = outputOf(run, 'Get', 1);
		expect(failed).toHaveLength(1);
		expect(failed[0]).toMatchObject({
			json: {
				survey: 'no-such-survey',
				row: 2,
				error: expect.stringContaining('Survey not found'),
				details: { reason: 'notFound', status: 404, outcome: 'notDone' },
			},
			pairedItem: { item: 1 },
		});
	});

	it('stay in their place under Continue, one for each input', async () => {
		const [first, last] = [await draft(), await draft()];
		const source = chain(
			'Continue',
			...items({ survey: first }, { survey: '' }, { survey: last }),
			get('continueRegularOutput'),
		);
		const run = await runToEnd(house.rest, source, [account]);
		expect(
			outputOf(run, 'Get').map(({ json, pairedItem }) => [
				json.id ?? json.error,
				(pairedItem as { item: number }).item,
			]),
		).toEqual([
			[first, 0],
			[expect.stringMatching(/survey/i), 1],
			[last, 2],
		]);
	});
});

describe('A survey read for each of 150 items, at 100 requests a minute', () => {
	it('answers all of them in order, with no failure and no more requests than needed', async () => {
		const run = await house.rest.waitForExecution(long.execution, 300_000);
		expect(run.status).toBe('success');
		const read = outputOf(run, 'Get');
		expect(read.map(({ json }) => json.id)).toEqual(long.surveys);
		expect(read.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			long.surveys.map((_, index) => index),
		);

		const sent = (await house.sandbox.control.requests('getSurvey')).filter(
			({ token }) => token === 'apiKey',
		);
		const answered = sent.filter(({ status }) => status === 200);
		expect(
			answered.filter(({ path }) => long.surveys.some((id) => path.endsWith(id))),
		).toHaveLength(150);
		const refused = sent.filter(({ status }) => status === 429);
		expect(answered.length + refused.length).toBe(sent.length);
		// Eight reads are in flight at most, and the window opens once: more refusals mean hammering.
		expect(refused.length).toBeLessThanOrEqual(8);
		// The second hundred cannot begin before the first minute is over.
		expect(
			Math.max(...answered.map(({ startedAt }) => startedAt)) - long.startedAt,
		).toBeGreaterThan(59_000);
	});
});
