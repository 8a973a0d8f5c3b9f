import {
	account,
	ask,
	asked,
	create,
	draft,
	house,
	inHouse,
	long,
	publish,
	readAnswers,
	type Kept,
} from '../support/e2eSurveyRun.mts';
import {
	chain,
	items,
	jsonOf,
	outputOf,
	pickFu,
	runToEnd,
	surveyId,
} from '../support/e2eWorkflow.mts';

jest.setTimeout(330_000);

inHouse();

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

jest.requireActual('./survey.run.publishing.cases.mts');

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
