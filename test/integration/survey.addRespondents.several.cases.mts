import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, ok, run, runWorkflow, refusal } from '../support/nockPickFu.mts';
import { add, countsOf, offerMore, total } from '../support/nockRespondents.mts';

const pickFu = fakePickFu();
const LOOK = 'GET /surveys/s1';
const SEND = 'POST /surveys/s1/add-respondents';

const adds = (sizes: Record<string, number>, more?: IDataObject) => offerMore(pickFu, sizes, more);
const counts = () => countsOf(pickFu);

describe('several at once', () => {
	const each = (fields: IDataObject) => ({ ...fields, surveyId: '={{ $json.id }}' });
	const items = ['s1', 's2', 's1'].map((id) => ({ json: { id } }));
	const outcome = (json: IDataObject) => [
		json.id,
		json.sampleSize,
		json.respondentsAdded,
		json.alreadyReached,
	];

	it('brings the same survey to its total once, for two items', async () => {
		adds({ s1: 50, s2: 90 });
		const ran = await run({ parameters: each(total(100)), items });
		expect(ran.items.map(({ json }) => outcome(json))).toEqual([
			['s1', 100, 50, false],
			['s2', 100, 10, false],
			['s1', 100, 0, true],
		]);
		expect(ran.items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(counts()).toEqual([50, 10]);
	});

	it('adds for every item in the mode that adds, each on top of the one before', async () => {
		adds({ s1: 50, s2: 90 });
		const ran = await run({ parameters: each(add(20)), items });
		expect(ran.items.map(({ json }) => outcome(json))).toEqual([
			['s1', 70, 20, false],
			['s2', 110, 20, false],
			['s1', 90, 20, false],
		]);
		expect(counts()).toEqual([20, 20, 20]);
	});

	it('sends one request for two executions that want the same total', async () => {
		adds({ s1: 50 });
		const both = await Promise.all([
			run({ parameters: total(80) }),
			run({ parameters: total(80) }),
		]);
		expect(both.map((ran) => ran.items[0]!.json.alreadyReached).sort()).toEqual([false, true]);
		expect(counts()).toEqual([30]);
	});

	it('lets two executions that add each see what the other one did', async () => {
		const sizes = adds({ s1: 50 });
		await Promise.all([run({ parameters: add(10) }), run({ parameters: add(10) })]);
		expect(sizes).toEqual({ s1: 70 });
		expect(pickFu.log).toEqual([LOOK, SEND, LOOK, LOOK, SEND, LOOK]);
	});
});

describe('with Retry On Fail', () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const each = { ...add(20), surveyId: '={{ $json.id }}' };

	it('adds nothing twice to a survey whose item was finished before another one failed', async () => {
		const sizes = adds({ s1: 50, s2: 50 });
		const adding = pickFu.answer;
		let failing = true;
		pickFu.answer = (request) => {
			if (!failing || !request.path.startsWith('/surveys/s2')) return adding(request);
			failing = false;
			return refusal(403, 'Not allowed yet');
		};
		const items = [{ json: { id: 's1' } }, { json: { id: 's2' } }];
		const { outputs } = await runWorkflow({ parameters: each, items, node });
		expect(outputs[0]!.map(({ json }) => json.sampleSize)).toEqual([70, 70]);
		expect(sizes).toEqual({ s1: 70, s2: 70 });
		expect(counts()).toEqual([20, 20]);
	});

	it('measures a second try against the goal of the first, when the addition was made unseen', async () => {
		const sizes = adds({ s1: 50 });
		const adding = pickFu.answer;
		let hidden = 0;
		pickFu.answer = (request) => {
			if (request.method === 'POST') {
				adding(request);
				hidden = 1;
				return ok({});
			}
			// The look after the request is refused, so the first try cannot know.
			if (hidden > 0) {
				hidden -= 1;
				return refusal(403, 'Not allowed yet');
			}
			return adding(request);
		};
		const { outputs } = await runWorkflow({
			parameters: each,
			items: [{ json: { id: 's1' } }],
			node,
		});
		expect(outputs[0]![0]!.json).toMatchObject({ id: 's1', sampleSize: 70 });
		expect(sizes).toEqual({ s1: 70 });
		expect(counts()).toEqual([20]);
	});
});
