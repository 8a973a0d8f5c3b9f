import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';
import { stringify } from 'flatted';
import { createRunExecutionData } from 'n8n-workflow';
import { host } from '../support/host.mts';
import { fakePickFu, ok, refusal, type Received, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

/** Nothing is paid or made twice, whatever runs the node again: each way through the host's engine. */

const pickFu = fakePickFu();
const publish = { resource: 'survey', operation: 'publish', surveyId: '={{ $json.id }}' };
const add = {
	resource: 'survey',
	operation: 'addRespondents',
	surveyId: '={{ $json.id }}',
	mode: 'add',
	respondents: 20,
};
const ask = {
	resource: 'response',
	operation: 'followUp',
	responseId: '={{ $json.id }}',
	question: 'Why?',
};
const create = {
	resource: 'survey',
	operation: 'create',
	questionsInput: 'json',
	questionsJson: '[{ "type": "open_ended", "prompt": "Why?" }]',
	name: '={{ $json.id }} {{ $now.toMillis() }}',
};

const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { id: `s${index + 1}` } }));

/** PickFu with surveys and drafts; `fail` may answer in its place. */
class Shop {
	readonly sizes = new Map<string, number>();
	readonly status = new Map<string, string>();
	/** Respondents, follow-ups or drafts by what they are for. */
	readonly charged = new Map<string, number>();
	fail: (request: Received) => Reply | undefined = () => undefined;

	constructor(private readonly first: string) {
		pickFu.answer = (request) => this.answer(request);
	}

	survey(id: string): Reply {
		const status = this.status.get(id) ?? this.first;
		return ok({ id, status, sampleSize: this.sizes.get(id) ?? 50 });
	}

	charge(id: string, count: number): void {
		this.charged.set(id, (this.charged.get(id) ?? 0) + count);
	}

	private answer(request: Received): Reply {
		const failed = this.fail(request);
		if (failed) return failed;
		const [, , id = '', action = ''] = request.path.split('/');
		if (request.method === 'GET') return this.survey(id);
		const body = request.body as { count: number; name: string };
		if (request.method === 'PATCH') return ok({ id, name: body.name, status: 'unpublished' });
		if (request.path === '/surveys') {
			const draft = `d${this.charged.size + 1}`;
			this.charge(draft, 1);
			return ok({ id: draft, status: 'unpublished' }, 201);
		}
		this.carryOut(id, action, body);
		return ok({});
	}

	carryOut(id: string, action: string, { count }: { count?: number } = {}): void {
		if (action === 'publish') this.status.set(id, 'in-progress');
		if (action === 'add-respondents') this.sizes.set(id, (this.sizes.get(id) ?? 50) + count!);
		this.charge(id, action === 'follow-up' ? 1 : (count ?? 50));
	}
}

const outputOf = (run: IRun) =>
	run.data.resultData.runData.PickFu?.at(-1)?.data?.main?.[0]?.map(({ json }) => json) ?? [];

function inEngine(parameters: IDataObject, input: INodeExecutionData[], node: Partial<INode> = {}) {
	return host({ parameters: { maxRespondents: 9_999, ...parameters }, items: input, node });
}

describe('Executions > Retry', () => {
	it.each<[string, IDataObject, string, number]>([
		['publishes', publish, 'unpublished', 50],
		['adds respondents', add, 'completed', 20],
		['sends follow-ups', ask, 'completed', 1],
		['creates drafts', create, '', 1],
	])(
		'%s once for each of 12 items whose item 8 fails and is retried twice',
		async (_, parameters, status, each) => {
			const shop = new Shop(status);
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
		const shop = new Shop('');
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
		new Shop(status);
		const { result: run } = await onFastClock(
			async () => await inEngine(parameters, items(count)).runWorkflow(),
		);
		const hints = run.data.resultData.runData.PickFu!.flatMap((one) => one.hints ?? []);
		expect(hints.map(({ message }) => message)).toEqual([
			`Your PickFu account was charged for ${cost} in this execution`,
		]);
	},
);

describe('an unclear payment', () => {
	const cases: Array<[string, IDataObject, string]> = [
		['publish', publish, 'unpublished'],
		['add-respondents', add, 'completed'],
	];

	/** Whether the answer is lost before or after the work; what the retries see. */
	function losing(shop: Shop): void {
		let isLost = false;
		shop.fail = ({ method }) => {
			if (method !== 'POST' || isLost) return undefined;
			isLost = true;
			return { lost: 'ETIMEDOUT' };
		};
	}

	it.each(cases)(
		'is not sent again for 10 minutes, then it is (%s)',
		async (action, parameters, status) => {
			const shop = new Shop(status);
			losing(shop);
			const engine = inEngine(parameters, items(1));
			await onFastClock(async () => {
				const first = await engine.runWorkflow();
				expect(first.data.resultData.error!.message).toContain("It's unclear whether");
				// It was sent 15 seconds ago, and is looked for during 15 more.
				await new Promise((resolve) => setTimeout(resolve, 569_000));
				const second = await engine.retry(first);
				expect(second.data.resultData.error!.message).toBe(
					"An earlier attempt may have been charged, so the request wasn't repeated",
				);
				expect(second.data.resultData.error!.description).toMatch(
					/^Until now the (survey is still 'unpublished'|sample size is 50)\. Check the survey/,
				);
				expect(shop.charged.size).toBe(0);
				await new Promise((resolve) => setTimeout(resolve, 2_000));
				const third = await engine.retry(second);
				expect(third.data.resultData.error).toBeUndefined();
			});
			expect(pickFu.count(`POST /surveys/s1/${action}`)).toBe(2);
			expect([...shop.charged.values()]).toEqual([action === 'publish' ? 50 : 20]);
		},
	);

	it.each(cases)(
		'is found done, and counts as paid by this execution (%s)',
		async (action, parameters, status) => {
			const shop = new Shop(status);
			losing(shop);
			const engine = inEngine(parameters, items(1));
			const { result } = await onFastClock(async () => {
				const first = await engine.runWorkflow();
				shop.carryOut('s1', action, { count: action === 'publish' ? undefined : 20 });
				return await engine.retry(first);
			});
			expect(outputOf(result)).toEqual([
				expect.objectContaining(
					action === 'publish'
						? { alreadyPublished: false }
						: { respondentsAdded: 20, alreadyReached: false, sampleSize: 70 },
				),
			]);
			expect(pickFu.count(`POST /surveys/s1/${action}`)).toBe(1);
		},
	);

	it('is found done in a status that is not known either', async () => {
		const shop = new Shop('unpublished');
		losing(shop);
		const engine = inEngine(publish, items(1));
		const { result } = await onFastClock(async () => {
			const first = await engine.runWorkflow();
			shop.status.set('s1', 'in-review');
			return await engine.retry(first);
		});
		expect(outputOf(result)).toMatchObject([{ status: 'in-review', alreadyPublished: false }]);
	});

	it('is known to every other payment for the survey, whatever its number', async () => {
		const shop = new Shop('completed');
		losing(shop);
		const parameters = { ...add, mode: 'total', respondents: '={{ $json.total }}' };
		const input = [100, 150].map((total) => ({ json: { id: 's1', total } }));
		const { result } = await onFastClock(
			async () =>
				await inEngine(parameters, input, { onError: 'continueRegularOutput' }).runWorkflow(),
		);
		expect(outputOf(result)[1]).toMatchObject({
			error: "Another payment for this survey isn't cleared up yet, so nothing was sent",
			details: { outcome: 'notDone' },
		});
		expect(pickFu.count('POST /surveys/s1/add-respondents')).toBe(1);
	});

	it('counts against the bound of the items after it', async () => {
		const shop = new Shop('unpublished');
		losing(shop);
		const { result } = await onFastClock(async () =>
			inEngine({ ...publish, maxRespondents: 70 }, items(2), {
				onError: 'continueRegularOutput',
			}).runWorkflow(),
		);
		expect(outputOf(result)[1]!.error).toMatch(/already paid for 50: more than the 70 allowed/);
		expect(pickFu.log.filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it('of a follow-up stays unclear in this execution, and says to start a new one', async () => {
		const shop = new Shop('completed');
		losing(shop);
		const engine = inEngine(ask, items(1));
		await onFastClock(async () => {
			const first = await engine.runWorkflow();
			await new Promise((resolve) => setTimeout(resolve, 3_600_000));
			const { error } = (await engine.retry(first)).data.resultData;
			expect(error!.message).toMatch(/^An earlier attempt may have been charged/);
			expect(error!.description).toContain('start a new execution');
		});
		expect(pickFu.count('POST /responses/s1/follow-up')).toBe(1);
	});
});

it('adds once for an agent that repeats its call, which n8n counts as another run', async () => {
	const shop = new Shop('completed');
	const call = [{ json: { id: 's1' } }, { json: { id: 's1' } }];
	await inEngine(add, call, { type: 'n8n-nodes-pickfu.pickFuTool' }).execute();
	expect([...shop.charged]).toEqual([['s1', 20]]);
});

it('adds once for an agent that asks for the same in another form of output', async () => {
	const shop = new Shop('completed');
	const calls = ['simplified', 'raw'].map((output) => ({ json: { id: 's1', output } }));
	const parameters = { ...add, output: '={{ $json.output }}' };
	await inEngine(parameters, calls, { type: 'n8n-nodes-pickfu.pickFuTool' }).execute();
	expect([...shop.charged]).toEqual([['s1', 20]]);
});

it('adds in each round of a loop, and once in a round that is repeated', async () => {
	const shop = new Shop('completed');
	const { execute } = inEngine(add, items(1));
	const data = createRunExecutionData({});
	for (const round of [0, 1, 1]) await execute(round, data);
	expect([...shop.charged]).toEqual([['s1', 40]]);
});

it('makes a change again for an agent that has made another one meanwhile', async () => {
	new Shop('unpublished');
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
	const shop = new Shop('completed');
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
		const shop = new Shop(status);
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
	new Shop('in-progress');
	const { result: run } = await onFastClock(
		async () => await inEngine(publish, items(90)).runWorkflow(),
	);
	const whole = stringify(run.data).length;
	run.data.executionData!.contextData = {};
	const without = stringify(run.data).length;
	expect(outputOf(run)).toHaveLength(90);
	expect((whole - without) / 90).toBeLessThan(150);
});
