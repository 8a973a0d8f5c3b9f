import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, run } from '../support/nockPickFu.mts';
import { NockSurvey, retried } from '../support/nockSurvey.mts';

const pickFu = fakePickFu();

const stage = (more: IDataObject = {}): IDataObject => ({
	resource: 'survey',
	operation: 'addRespondents',
	surveyId: 's1',
	mode: 'untilDecided',
	respondents: 300,
	step: 50,
	levelMargin: 10,
	confidence: 0.95,
	maxRespondents: 100,
	...more,
});

describe('Add Respondents, until decided', () => {
	it('adds one step while the decision is open, and says what is left', async () => {
		const survey = new NockSurvey(pickFu, 0.6).completed(50);
		survey.isAnswered = false;
		const { items, error } = await run({ parameters: stage() });
		expect(error).toBeUndefined();
		expect(survey.charges).toEqual([50]);
		expect(items[0]!.json).toEqual({
			id: 's1',
			name: 'Mugs',
			status: 'in-progress',
			sampleSize: 100,
			decision: 'open',
			winner: null,
			decisionSummary: expect.stringContaining('Not decided'),
			respondentsAdded: 50,
			respondentsLeft: 200,
		});
	});

	it('adds nothing while that stage is running, and one step after each completion until it is decided', async () => {
		const survey = new NockSurvey(pickFu, 0.62).completed(50);
		const said: unknown[] = [];
		for (let completion = 0; completion < 8; completion++) {
			survey.isAnswered = false;
			const [first, again] = [
				await run({ parameters: stage() }),
				await run({ parameters: stage() }),
			];
			expect(again.items[0]!.json.respondentsAdded).toBe(0);
			said.push(first.items[0]!.json.decision);
			if (first.items[0]!.json.decision !== 'open') break;
			survey.isAnswered = true;
			await run({ parameters: { resource: 'survey', operation: 'get', surveyId: 's1' } });
		}
		expect(said.at(-1)).toBe('winner');
		expect(said.length).toBeGreaterThan(2);
		expect(survey.charges).toEqual(said.slice(1).map(() => 50));
	});

	it('names the winner and pays nothing when it is decided', async () => {
		const survey = new NockSurvey(pickFu, 0.8).completed(50);
		const { items } = await run({ parameters: stage() });
		expect(items[0]!.json).toMatchObject({
			decision: 'winner',
			winner: 'Fern',
			respondentsLeft: 0,
		});
		expect(survey.charges).toEqual([]);
	});

	it.each([
		['winner', 0.8, 'Fern', 'o0'],
		['open', 0.6, null, null],
	])('gives with Raw the whole survey, and the ID of a %s', async (decision, share, winner, id) => {
		new NockSurvey(pickFu, share).completed(50);
		const { items } = await run({ parameters: stage({ output: 'raw' }) });
		expect(items[0]!.json).toMatchObject({
			...{ countryCode: 'US', questions: [{ id: 'q' }] },
			...{ decision, winner, winnerOptionId: id },
		});
	});

	it('stops at level, and with less than a step at the most in all', async () => {
		const level = new NockSurvey(pickFu, 0.5).completed(300);
		expect((await run({ parameters: stage({ respondents: 500 }) })).items[0]!.json).toMatchObject({
			decision: 'level',
			winner: null,
			respondentsAdded: 0,
		});
		expect(level.charges).toEqual([]);

		const survey = new NockSurvey(pickFu, 0.55).completed(280);
		const last = await run({ parameters: stage() });
		expect(last.items[0]!.json).toMatchObject({ respondentsAdded: 20, respondentsLeft: 0 });
		survey.completed(300);
		const none = await run({ parameters: stage() });
		expect(none.items[0]!.json).toMatchObject({
			decision: 'open',
			respondentsAdded: 0,
			respondentsLeft: 0,
		});
		expect(survey.charges).toEqual([20]);
	});

	it('sends nothing beyond what the node may pay for in an execution', async () => {
		const survey = new NockSurvey(pickFu, 0.6).completed(50);
		const { error } = await run({ parameters: stage({ maxRespondents: 40 }) });
		expect(error?.message).toContain('more than the 40');
		expect(survey.charges).toEqual([]);
	});

	it('pays once when the response is lost and the work is done later', async () => {
		const survey = new NockSurvey(pickFu, 0.6).completed(50);
		survey.isLate = true;
		survey.isAnswered = false;
		const { first, second } = await retried(stage(), () => survey.settle());
		expect(first?.description).toContain('Check the survey in PickFu');
		expect(second[0]!.json).toMatchObject({ respondentsAdded: 50, sampleSize: 100 });
		expect(survey.charges).toEqual([50]);
	});

	it('pays for no further stage when the response is lost and that stage is over at the retry', async () => {
		const survey = new NockSurvey(pickFu, 0.6).completed(50);
		survey.isLate = true;
		const { second } = await retried(stage(), () => survey.settle());
		expect(second[0]!.json).toMatchObject({ respondentsAdded: 50, sampleSize: 100 });
		expect(survey.charges).toEqual([50]);
	});

	it.each([
		['50 while it is open', 0.6, 50],
		['0 when it is decided', 0.8, 0],
	])('only says how many it would add in a preview: %s', async (_, share, respondentsToAdd) => {
		const survey = new NockSurvey(pickFu, share).completed(50);
		const { items } = await run({ parameters: stage({ options: { onlyCalculate: true } }) });
		expect(items[0]!.json).toMatchObject({ respondentsToAdd, respondentsAdded: 0 });
		expect(survey.charges).toEqual([]);
	});

	it('has none left where the survey has more than the most already', async () => {
		const survey = new NockSurvey(pickFu, 0.55).completed(310);
		const { items } = await run({ parameters: stage() });
		expect(items[0]!.json).toMatchObject({ decision: 'open', respondentsLeft: 0 });
		expect(survey.charges).toEqual([]);
	});

	it.each([
		['a draft', 'unpublished', 'the survey is a draft'],
		['an archived survey', 'archived', 'the survey is archived'],
	])('refuses %s', async (_, status, words) => {
		const survey = new NockSurvey(pickFu, 0.6).completed(50);
		survey.status = status;
		expect((await run({ parameters: stage() })).error?.message).toContain(words);
	});

	it.each([
		[
			'a question without a choice',
			{},
			"no question that 'Until Decided' could decide",
			'star_rating',
		],
		['a step that is empty', { step: '' }, 'Step', 'head_to_head'],
		['a margin of 50', { levelMargin: 50 }, 'Level Margin', 'head_to_head'],
		['a confidence that is none', { confidence: 95 }, 'Confidence', 'head_to_head'],
	])('refuses %s before anything is sent', async (_, fields, words, type) => {
		const survey = new NockSurvey(pickFu, 0.6, type).completed(50);
		expect((await run({ parameters: stage(fields) })).error?.message).toContain(words);
		expect(survey.charges).toEqual([]);
	});
});
