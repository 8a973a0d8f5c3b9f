import type { IDataObject } from 'n8n-workflow';
import { apiKey, host } from '../support/host.mts';
import { poller } from '../support/poller.mts';
import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';

/** The node against a PickFu that differs where nobody has published what it does. */

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

let sandbox: SandboxProcess;
beforeAll(async () => {
	sandbox = await startSandboxProcess();
}, startTimeout + 5_000);
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.control.reset());

/** @param apiUrl what the node has learned of one is kept for the process */
async function run(operation: string, fields: IDataObject, apiUrl = sandbox.apiUrl) {
	const parameters = { authentication: 'apiKey', resource: 'survey', operation, ...fields };
	const credential = { ...apiKey(), apiUrl, apiKey: 'sandbox-key' };
	return (await host({ parameters, credential }).execute()).map(({ json }) => json);
}

describe('PickFu refuses the spelling of query names that it does not know', () => {
	const newest = { returnAll: true, filters: { publishedAfter: '2020-01-01T00:00:00Z' } };

	it.each([
		['snake', 'localhost', [400, 200]],
		['camel', '127.0.0.1', [400, 400, 200]],
	] as const)('%s_case alone is found and remembered', async (querySpelling, name, statuses) => {
		const apiUrl = sandbox.apiUrl.replace('localhost', name);
		const made = await sandbox.control.addSurveys({ count: 2, status: 'completed' });
		await sandbox.control.settings({ querySpelling });
		const ids = async () => (await run('getAll', newest, apiUrl)).map(({ id }) => id).sort();
		const seen = async () =>
			(await sandbox.control.requests('listSurveys')).map(({ status }) => status);
		expect(await ids()).toEqual([...made].sort());
		expect(await seen()).toEqual(statuses);
		expect(await ids()).toEqual([...made].sort());
		expect(await seen()).toEqual([...statuses, 200]);
	});
});

describe('PickFu stops a survey early, under a status that it has not published', () => {
	it.each(['stopped', 'cancelled', 'Ended_Early', 'REFUNDED'])('%s is over', async (status) => {
		const [surveyId] = await sandbox.control.addSurveys({ count: 1, status: 'in-progress' });
		const parameters = { event: 'surveyCompleted' };
		const trigger = poller({ parameters, apiUrl: sandbox.apiUrl });
		await trigger.poll();
		expect((await run('getResults', { surveyId }))[0]).toMatchObject({ verdict: 'notFinal' });
		await sandbox.control.stop(status, surveyId!);

		const [waited] = await run('waitForCompletion', { surveyId });
		expect(waited).toMatchObject({ id: surveyId, status, completed: false, timedOut: false });
		const [result] = await run('getResults', { surveyId });
		expect(result!.verdict).not.toBe('notFinal');
		expect((await trigger.poll())?.map(({ json }) => [json.id, json.status])).toEqual([
			[surveyId, status],
		]);
		expect(await trigger.poll()).toBeNull();
	});
});
