import type { N8nCredential, N8nExecution } from '../../sandbox/n8n/restTypes.mts';
import { connectAccount, startHouse, type House } from '../support/e2e.mts';
import { chain, items, jsonOf, pickFu, START, surveyId } from '../support/e2eWorkflow.mts';
import { startBound } from '../support/n8n.mts';

/** n8n's own Executions > Retry of runs that stop at item 31, twice, with n8n restarted between. */

jest.setTimeout(600_000);

const ITEMS = 50;

let house: House;
/** One for each workflow: with one for all, the node would keep PickFu's 100 requests a minute and wait most of the time. */
let accounts: N8nCredential[];

beforeAll(async () => {
	house = await startHouse({ sandbox: { seed: 'money.retry' } });
	await house.sandbox.control.change({ settings: { rateLimit: 100_000 } });
	accounts = [];
	for (let workflow = 0; workflow < 4; workflow++) accounts.push(await connectAccount(house));
}, startBound);

afterAll(async () => await house?.stop());

it('pays for each of 50 items once, and makes each draft once, over two retries and two restarts', async () => {
	const { control } = house.sandbox;
	const add = async (status: 'unpublished' | 'completed', name: string) =>
		await control.addSurveys({ count: ITEMS, status, sampleSize: 20, name });
	const drafts = await add('unpublished', 'Draft #');
	const completed = await add('completed', 'Completed #');
	const [wide] = await control.addSurveys({ status: 'completed', sampleSize: 60, name: 'Wide' });
	const listed = await fetch(`${house.sandbox.apiUrl}/surveys/${wide}/responses?limit=100`, {
		headers: { Authorization: 'Bearer sandbox-key' },
	});
	const { data } = (await listed.json()) as { data: Array<{ id: string }> };
	const responses = data.map(({ id }) => id);
	const each = (ids: string[]) => items(...ids.map((id) => ({ id })));
	const survey = surveyId('={{ $json.id }}');
	const cases: Array<[string, Record<string, unknown>, string[]]> = [
		['publishSurvey', { operation: 'publish', surveyId: survey, maxRespondents: 9_999 }, drafts],
		[
			'addRespondents',
			{
				operation: 'addRespondents',
				surveyId: survey,
				mode: 'add',
				respondents: 5,
				maxRespondents: 9_999,
			},
			completed,
		],
		[
			'sendFollowUp',
			{
				resource: 'response',
				operation: 'followUp',
				responseId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				question: 'Why?',
			},
			responses.slice(0, ITEMS),
		],
		[
			'createSurvey',
			{
				operation: 'create',
				name: '=Retry {{ $json.id }} {{ $now.toMillis() }}',
				questionsInput: 'json',
				questionsJson: '[{ "type": "open_ended", "prompt": "Why?" }]',
			},
			drafts,
		],
	];
	const before = (await control.state()).charges.length;
	let executions: string[] = [];
	for (const [index, [operationId, parameters, ids]] of cases.entries()) {
		await control.fault({ kind: 'status', status: 403, operationId, skip: 30, times: 2 });
		const work = pickFu('Work', { resource: 'survey', ...parameters });
		const source = chain(operationId, ...each(ids), work);
		const { id } = await house.rest.createWorkflow(source, [accounts[index]!]);
		executions.push(await house.rest.runWorkflow(id, START));
	}
	let ended: N8nExecution[] = [];
	for (const status of ['error', 'error', 'success']) {
		ended = await Promise.all(
			executions.map(async (id) => await house.rest.waitForExecution(id, 400_000)),
		);
		expect(ended.map((execution) => execution.status)).toEqual(cases.map(() => status));
		if (status === 'success') break;
		await house.n8n.restart();
		executions = await Promise.all(
			executions.map(async (id) => await house.rest.retryExecution(id)),
		);
	}
	for (const [index, [operationId]] of cases.entries()) {
		expect(jsonOf(ended[index]!, 'Work')).toHaveLength(ITEMS);
		// Fifty that were carried out, and the two that were refused.
		expect([operationId, (await control.requests(operationId)).length]).toEqual([
			operationId,
			ITEMS + 2,
		]);
	}
	const charges = (await control.state()).charges.slice(before);
	expect(new Set(charges.map(({ operationId, id }) => `${operationId} ${id}`)).size).toBe(
		charges.length,
	);
	expect(charges).toHaveLength(3 * ITEMS);
});
