import type { IDataObject } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fakePickFu, ok, refusal, run } from '../support/nockPickFu.mts';
import { NockSurvey, retried } from '../support/nockSurvey.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();

const question = {
	type: 'head_to_head',
	prompt: 'Which?',
	options: { option: [{ value: 'Fern' }, { value: 'Moss' }] },
};

const whole = (more: IDataObject = {}): IDataObject => ({
	resource: 'survey',
	operation: 'run',
	name: 'Mugs',
	questionsInput: 'fields',
	questions: { question: [question] },
	country: 'US',
	sampleSize: 50,
	maxRespondents: 300,
	untilDecided: false,
	pollInterval: 60,
	timeout: 30,
	onTimeout: 'error',
	...more,
});

const running = async (more: IDataObject = {}) =>
	await onFastClock(async () => await run({ parameters: whole(more) }));

describe('Run', () => {
	it('asks people and returns the winner with its interval', async () => {
		const survey = new NockSurvey(pickFu, 0.8);
		const { items, error } = (await running()).result;
		expect(error).toBeUndefined();
		expect(survey.charges).toEqual([50]);
		expect(items[0]!.json).toMatchObject({
			surveyId: 's1',
			name: 'Mugs',
			verdict: 'clearWinner',
			decision: 'winner',
			winner: 'Fern',
			winnerShare: 0.8,
			winnerLow: expect.any(Number),
			winnerHigh: expect.any(Number),
			respondentsPaid: 50,
		});
		const names = Object.keys(items[0]!.json);
		expect(names.length).toBeLessThanOrEqual(10);
		// Each of them can be chosen under Selected Fields.
		const { ids, names: others } = RESOURCES.get('survey')!.operations.run!.record!;
		expect([...ids, ...others]).toEqual(expect.arrayContaining(names));
	});

	it('asks in stages until it is decided, never beyond the bound', async () => {
		const survey = new NockSurvey(pickFu, 0.62);
		const decided = (await running({ untilDecided: true })).result.items[0]!.json;
		expect(decided).toMatchObject({ decision: 'winner', winner: 'Fern' });
		expect(survey.charges.length).toBeGreaterThan(1);
		expect(decided.respondentsPaid).toBe(survey.sampleSize);

		const close = new NockSurvey(pickFu, 0.56);
		const open = (await running({ untilDecided: true, maxRespondents: 130 })).result.items[0]!.json;
		expect(open).toMatchObject({ decision: 'open', respondentsPaid: 130 });
		expect(close.charges).toEqual([50, 50, 30]);
	});

	it('pays for no further stage where the expression of Until Decided returns nothing', async () => {
		const survey = new NockSurvey(pickFu, 0.56);
		const { items } = (await running({ untilDecided: '={{ $json.none }}' })).result;
		expect(items[0]!.json).toMatchObject({ decision: 'open', respondentsPaid: 50 });
		expect(survey.charges).toEqual([50]);
	});

	it('says at a timeout which survey it is and how to go on, and with the same name it does', async () => {
		const survey = new NockSurvey(pickFu, 0.8);
		survey.isAnswered = false;
		const { error } = (await running()).result;
		expect(error?.message).toContain("didn't complete within 30 minutes");
		expect(error?.description).toContain('Survey s1 is published.');
		expect(error?.description).toContain('Run this node again with the same name');

		survey.isAnswered = true;
		const { items } = (await running({ output: 'raw' })).result;
		expect(items[0]!.json).toMatchObject({
			winner: 'Fern',
			respondentsPaid: 0,
			alreadyExisted: true,
		});
		expect(survey.charges).toEqual([50]);
	});

	it('says in what an existing survey of the name differs, and pays nothing', async () => {
		const survey = new NockSurvey(pickFu, 0.8).completed(50);
		const { items } = (await running({ sampleSize: 30 })).result;
		expect(items[0]!.json).toMatchObject({
			winner: 'Fern',
			respondentsPaid: 0,
			differences: ['The sample size is 50 instead of 30'],
		});
		expect(survey.charges).toEqual([]);
	});

	it('returns what there is at a timeout where its user wants that', async () => {
		const survey = new NockSurvey(pickFu, 0.8);
		survey.isAnswered = false;
		const { items } = (await running({ onTimeout: 'continue', untilDecided: true })).result;
		expect(items[0]!.json).toMatchObject({
			surveyId: 's1',
			verdict: 'noResponses',
			winner: null,
			timedOut: true,
			respondentsPaid: 50,
		});
	});

	it('pays for no further stage once the time is up, though the survey completes right then', async () => {
		const survey = new NockSurvey(pickFu, 0.6);
		survey.isAnswered = false;
		const { answer } = pickFu;
		// Two looks of the payment and two of the wait; the fifth is for the results.
		pickFu.answer = (request) => {
			if (pickFu.count('GET /surveys/s1') === 5) survey.isAnswered = true;
			return answer(request);
		};
		const fields = { onTimeout: 'continue', timeout: 1, untilDecided: true };
		const { items } = (await running(fields)).result;
		expect(items[0]!.json).toMatchObject({ timedOut: true, respondentsPaid: 50 });
		expect(survey.charges).toEqual([50]);
	});

	it.each([
		['done', 'its responses cannot be read', '/responses', { body: {} }, 'This item was paid for'],
		[
			'done',
			'its responses are refused',
			'/responses',
			refusal(403, 'No'),
			'Survey s1 is published.',
		],
		[
			'notKnown',
			'paying for a stage is unclear',
			'/add-respondents',
			{ body: {} },
			'Survey s1 is published.',
		],
	])('says that it is %s where %s', async (outcome, _, lost, reply, words) => {
		new NockSurvey(pickFu, 0.6);
		const { answer } = pickFu;
		pickFu.answer = (request) => (request.path.endsWith(lost) ? reply : answer(request));
		const node = { onError: 'continueRegularOutput' as const };
		const parameters = whole({ untilDecided: true });
		const { result } = await onFastClock(async () => await run({ parameters, node }));
		expect(result.items[0]!.json.details).toMatchObject({
			outcome,
			description: expect.stringContaining(words),
		});
	});

	it('says that it was paid for when it is tried again and refused at once', async () => {
		const survey = new NockSurvey(pickFu, 0.8);
		survey.isAnswered = false;
		const { error } = await retried(whole(), () => (pickFu.answer = () => refusal(403, 'No')));
		expect(error?.description).toContain('This item was paid for in this execution');
		expect(survey.charges).toEqual([50]);
	});

	it.each([
		['another survey of this name', 'createAnother'],
		['nothing', '={{ $json.none }}'],
	])('pays nothing twice when it is tried again, %s being wanted', async (_, ifNameExists) => {
		const survey = new NockSurvey(pickFu, 0.8);
		survey.isAnswered = false;
		const { first, second } = await retried(whole({ ifNameExists }), () => {
			survey.isAnswered = true;
		});
		expect(first?.description).toContain("Use 'Wait for Completion'");
		expect(second[0]!.json).toMatchObject({ winner: 'Fern', respondentsPaid: 50 });
		expect(survey.charges).toEqual([50]);
		expect(pickFu.count('POST /surveys')).toBe(1);
		expect(pickFu.count('PATCH /surveys/s1')).toBe(1);
	});

	it('says when it is tried again, too, that PickFu stored another name', async () => {
		const survey = new NockSurvey(pickFu, 0.8);
		survey.isAnswered = false;
		const { answer } = pickFu;
		pickFu.answer = (request) =>
			request.method === 'PATCH' ? ok({ id: 's1', name: 'Cups' }) : answer(request);
		const { second } = await retried(whole({ ifNameExists: 'createAnother' }), () => {
			survey.isAnswered = true;
		});
		const differences = ['The name was stored differently'];
		expect(second[0]!.json).toMatchObject({ winner: 'Fern', differences });
	});

	it.each([
		['a sample beyond the bound', { sampleSize: 400 }, 'more than the 300'],
		['a bound that is empty', { maxRespondents: '' }, 'Maximum Respondents'],
		['a name that is empty', { name: ' ' }, 'Name'],
		['a wrong question', { questions: {} }, 'question'],
	])('refuses %s, and charges nothing', async (_, fields, words) => {
		const survey = new NockSurvey(pickFu, 0.8);
		const { error } = await run({ parameters: whole(fields) });
		expect(error?.message).toContain(words);
		expect(survey.charges).toEqual([]);
	});
});
