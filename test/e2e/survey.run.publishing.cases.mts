import { until } from '../support/e2e.mts';
import {
	account,
	ask,
	charges,
	draft,
	house,
	publish,
	publishRequests,
} from '../support/e2eSurveyRun.mts';
import {
	chain,
	items,
	jsonOf,
	pickFu,
	runToEnd,
	START,
	surveyId,
	told,
} from '../support/e2eWorkflow.mts';

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
