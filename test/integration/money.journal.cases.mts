import { stringify } from 'flatted';
import type { IDataObject } from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { fakePickFu, ok, refusal } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';
import { Shop, add, ask, create, inEngine, items, outputOf, publish } from '../support/shop.mts';

/** Nothing is paid or made twice, whatever runs the node again: each way through the host's engine. */

const pickFu = fakePickFu();

describe('Executions > Retry', () => {
	it.each<[string, IDataObject, string, number]>([
		['publishes', publish, 'unpublished', 50],
		['adds respondents', add, 'completed', 20],
		['sends follow-ups', ask, 'completed', 1],
		['creates drafts', create, '', 1],
	])(
		'%s once for each of 12 items whose item 8 fails and is retried twice',
		async (_, parameters, status, each) => {
			const shop = new Shop(pickFu, status);
			let left = 2;
			let sent = 0;
			shop.fail = ({ method, path }) => {
				if (method !== 'POST') return undefined;
				sent += 1;
				if (sent < 8 || left === 0) return undefined;
				left -= 1;
				expect(path).toMatch(/s8|^\/surveys$/);
				return refusal(403, 'Not allowed yet');
			};
			const { result: third } = await onFastClock(async () => {
				const engine = inEngine(parameters, items(12));
				const first = await engine.runWorkflow();
				if (parameters !== create) {
					expect(first.data.resultData.error!.description).toContain(
						'7 other items were paid for in this execution',
					);
				}
				const second = await engine.retry(first);
				expect(second.data.resultData.error).toBeDefined();
				return await engine.retry(second);
			});
			expect(third.data.resultData.error).toBeUndefined();
			expect(outputOf(third)).toHaveLength(12);
			expect([...shop.charged.values()]).toEqual(Array(12).fill(each));
		},
	);

	it('goes by the item where the values of the fields have changed meanwhile', async () => {
		const shop = new Shop(pickFu, '');
		shop.fail = ({ method }) => (method === 'PATCH' ? refusal(403, 'Not yet') : undefined);
		const engine = inEngine(create, items(1));
		const failed = await engine.runWorkflow();
		shop.fail = () => undefined;
		await engine.retry(failed);
		expect(pickFu.log).toEqual(['POST /surveys', 'PATCH /surveys/d1', 'PATCH /surveys/d1']);
	});
});

it.each<[string, IDataObject, string, number, string]>([
	['publish', publish, 'unpublished', 2, '100 respondents'],
	['add-respondents', add, 'completed', 2, '40 respondents'],
	['follow-up', ask, 'completed', 1, '1 follow-up'],
])(
	'says below the output of %s what the execution has cost',
	async (_, parameters, status, count, cost) => {
		new Shop(pickFu, status);
		const { result: run } = await onFastClock(
			async () => await inEngine(parameters, items(count)).runWorkflow(),
		);
		const hints = run.data.resultData.runData.PickFu!.flatMap((one) => one.hints ?? []);
		expect(hints.map(({ message }) => message)).toEqual([
			`Your PickFu account was charged for ${cost} in this execution`,
		]);
	},
);

it('adds once for an agent that repeats its call, which n8n counts as another run', async () => {
	const shop = new Shop(pickFu, 'completed');
	const call = [{ json: { id: 's1' } }, { json: { id: 's1' } }];
	await inEngine(add, call, { type: 'n8n-nodes-pickfu.pickFuTool' }).execute();
	expect([...shop.charged]).toEqual([['s1', 20]]);
});

it('adds once for an agent that asks for the same in another form of output', async () => {
	const shop = new Shop(pickFu, 'completed');
	const calls = ['simplified', 'raw'].map((output) => ({ json: { id: 's1', output } }));
	const parameters = { ...add, output: '={{ $json.output }}' };
	await inEngine(parameters, calls, { type: 'n8n-nodes-pickfu.pickFuTool' }).execute();
	expect([...shop.charged]).toEqual([['s1', 20]]);
});

it('adds in each round of a loop, and once in a round that is repeated', async () => {
	const shop = new Shop(pickFu, 'completed');
	const { execute } = inEngine(add, items(1));
	const data = createRunExecutionData({});
	for (const round of [0, 1, 1]) await execute(round, data);
	expect([...shop.charged]).toEqual([['s1', 40]]);
});

it('makes a change again for an agent that has made another one meanwhile', async () => {
	new Shop(pickFu, 'unpublished');
	const rename = {
		resource: 'survey',
		operation: 'update',
		surveyId: 's1',
		updateFields: { name: '={{ $json.name }}' },
	};
	const calls = ['One', 'Two', 'One'].map((name) => ({ json: { name } }));
	await inEngine(rename, calls, { type: 'n8n-nodes-pickfu.pickFuTool' }).execute();
	const sent = pickFu.received.map(({ body }) => (body as IDataObject).name);
	expect(sent).toEqual(['One', 'Two', 'One']);
});

it('pays for two items that add to one survey, and never beyond the bound', async () => {
	const shop = new Shop(pickFu, 'completed');
	shop.fail = ({ method, path, body }) => {
		if (method !== 'POST') return undefined;
		// PickFu takes a moment to call the survey completed again; here it is at once.
		shop.carryOut(path.split('/')[2]!, 'add-respondents', body as { count: number });
		return ok({});
	};
	const input = [1, 2, 3].map(() => ({ json: { id: 's1' } }));
	const run = await inEngine({ ...add, maxRespondents: 50 }, input).runWorkflow();
	expect(run.data.resultData.error!.message).toBe(
		'This would pay for 20 respondents, and this execution has already paid for 40: more than the 50 allowed',
	);
	expect(shop.sizes.get('s1')).toBe(90);
});

it.each<[string, IDataObject, string, number, string, boolean]>([
	['add', add, 'completed', 150, '100 instead of 20', true],
	['add', add, 'completed', 120, '70 instead of 20', false],
	['publish', publish, 'unpublished', 200, '200 instead of 50', true],
])(
	'says when more came than %s asked for, and again when it is retried',
	async (_, parameters, status, size, words, isBeyond) => {
		const message = `The survey has more new respondents than requested: ${words}`;
		const shop = new Shop(pickFu, status);
		shop.fail = ({ method }) => {
			if (method !== 'POST') return undefined;
			shop.status.set('s1', status === 'unpublished' ? 'in-progress' : status);
			shop.sizes.set('s1', size);
			return ok({});
		};
		const engine = inEngine({ ...parameters, maxRespondents: 70 }, items(1));
		const first = await engine.runWorkflow();
		expect(first.data.resultData.error!.message).toBe(message);
		expect(/of at most 70/.test(first.data.resultData.error!.description!)).toBe(isBeyond);
		const second = await engine.retry(first);
		expect(second.data.resultData.error!.message).toBe(message);
		expect(pickFu.log.filter((line) => line.startsWith('POST'))).toHaveLength(1);
	},
);

it('stays small in the stored execution of many items', async () => {
	new Shop(pickFu, 'in-progress');
	const { result: run } = await onFastClock(
		async () => await inEngine(publish, items(90)).runWorkflow(),
	);
	const whole = stringify(run.data).length;
	run.data.executionData!.contextData = {};
	const without = stringify(run.data).length;
	expect(outputOf(run)).toHaveLength(90);
	expect((whole - without) / 90).toBeLessThan(150);
});
