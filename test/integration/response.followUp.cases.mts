import type { INode } from 'n8n-workflow';
import { ok, refusal, run, runWorkflow, type Reply } from '../support/nockPickFu.mts';
import { SIGN_INS, standInPickFu, type Sent } from '../support/standIn.mts';

const standIn = standInPickFu();

const ASK = {
	resource: 'response',
	operation: 'followUp',
	responseId: '={{ $json.id }}',
	question: '={{ $json.ask }}',
};
const ONE = [{ json: { id: 'r1', ask: 'Why blue?' } }];
const TWO = [...ONE, { json: { id: 'r2', ask: 'Why red?' } }];
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Answers in turn; more requests than answers would be a charge too many, and fail the test by their number. */
const inTurn =
	(...replies: Reply[]) =>
	(_: Sent, index: number) =>
		replies[index] ?? { status: 500 };

const NOT_KNOWN = /It's unclear whether the follow-up was sent/;

it.each(SIGN_INS)(
	'sends the question with $authentication',
	async ({ authentication, authorization }) => {
		const sent = standIn(() => ok({}));
		const { items, error } = await run({ parameters: { authentication, ...ASK }, items: ONE });
		expect(error).toBeUndefined();
		expect(sent).toEqual([
			{
				method: 'POST',
				path: '/responses/r1/follow-up',
				query: {},
				body: { question: 'Why blue?' },
				authorization,
			},
		]);
		expect(items).toEqual([
			{
				json: { responseId: 'r1', question: 'Why blue?', sent: true },
				pairedItem: { item: 0 },
			},
		]);
	},
);

it('sends one item after the other, each to its own answer', async () => {
	const sent = standIn(() => ok({}));
	const { items } = await run({ parameters: ASK, items: TWO });
	expect(sent.map(({ path, body }) => [path, body])).toEqual([
		['/responses/r1/follow-up', { question: 'Why blue?' }],
		['/responses/r2/follow-up', { question: 'Why red?' }],
	]);
	expect(items.map(({ json, pairedItem }) => [json.responseId, pairedItem])).toEqual([
		['r1', { item: 0 }],
		['r2', { item: 1 }],
	]);
});

it.each<[string, Reply]>([
	['nothing at all', { status: 204 }],
	['a list', { body: { success: true, data: [] } }],
	['no record', { body: { success: true, data: null } }],
])(
	'takes an answer with %s for a follow-up that was sent, as its form is not known',
	async (_, reply) => {
		standIn(() => reply);
		const { items } = await run({ parameters: { ...ASK, output: 'raw' }, items: ONE });
		expect(items.map(({ json }) => json)).toEqual([
			{ responseId: 'r1', question: 'Why blue?', sent: true },
		]);
	},
);

it("gives PickFu's answer as it came when Simplify is off", async () => {
	standIn(() => ok({ id: 'f1', state: 'asked' }));
	const { items } = await run({ parameters: { ...ASK, output: 'raw' }, items: ONE });
	expect(items.map(({ json }) => json)).toEqual([{ id: 'f1', state: 'asked' }]);
});

describe('when the answer is lost', () => {
	const losses: [string, Reply][] = [
		['the connection breaks', { lost: 'ECONNRESET' }],
		['the time is up', { lost: 'ECONNABORTED' }],
		['PickFu stumbles', refusal(503, 'Try later')],
		[
			'a web page comes back',
			{ body: '<!doctype html><p>Proxy</p>', headers: { 'content-type': 'text/html' } },
		],
	];

	it.each(losses)(
		'says that nobody knows whether it was sent, and where to look, after %s',
		async (_, loss) => {
			const sent = standIn(inTurn(loss));
			const { error } = await run({ parameters: ASK, items: ONE });
			expect(sent).toHaveLength(1);
			expect(error?.message).toMatch(NOT_KNOWN);
			expect(error?.description).toContain('Open the survey in PickFu and check this response');
		},
	);

	it.each(losses)('is not sent again by Retry On Fail after %s', async (_, loss) => {
		const sent = standIn(inTurn(loss, ok({}), ok({})));
		const { run: result } = await runWorkflow({ parameters: ASK, items: ONE, node: RETRY });
		expect(sent).toHaveLength(1);
		expect(result.data.resultData.error?.message).toBe(
			"An earlier attempt may have been charged, so the follow-up wasn't sent again",
		);
		expect(result.data.resultData.error?.description).toBe(
			"If it was sent, it was charged, so this execution doesn't send it again. Open the survey in PickFu and check this response. If the question isn't there, start a new execution.",
		);
	});

	it('sends the other items once each, and keeps the lost one apart', async () => {
		const sent = standIn(({ path }) => (path.includes('r1') ? { lost: 'ECONNRESET' } : ok({})));
		const { outputs } = await runWorkflow({
			parameters: ASK,
			items: TWO,
			node: { ...RETRY, onError: 'continueErrorOutput' },
		});
		expect(sent.map(({ path }) => path)).toEqual([
			'/responses/r1/follow-up',
			'/responses/r2/follow-up',
		]);
		expect(outputs[0]!.map(({ json }) => json.responseId)).toEqual(['r2']);
		expect(outputs[1]!.map(({ json }) => [json.id, json.error])).toEqual([
			['r1', "An earlier attempt may have been charged, so the follow-up wasn't sent again"],
		]);
	});
});

describe('when PickFu refuses', () => {
	it.each<[string, Reply, string]>([
		['for the role', refusal(403, 'Not allowed'), 'Ask an owner'],
		['for the money', refusal(402, 'Insufficient balance'), 'Check your credit'],
		['for the question', refusal(400, 'Validation failed', ['too long']), 'Change the fields'],
	])(
		'%s, says that nothing was charged and lets Retry On Fail send it again',
		async (_, refused, advice) => {
			const sent = standIn(inTurn(refused, ok({})));
			const { outputs } = await runWorkflow({ parameters: ASK, items: ONE, node: RETRY });
			expect(sent).toHaveLength(2);
			expect(outputs[0]!.map(({ json }) => json.sent)).toEqual([true]);

			standIn(() => refused);
			const { error } = await run({ parameters: ASK, items: ONE });
			expect(error?.description).toContain(advice);
			expect(error?.description).toContain("The follow-up wasn't sent, and nothing was charged.");
		},
	);

	it('waits out the limit of requests and then sends it once', async () => {
		const limit = { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '1' } };
		const sent = standIn(inTurn(limit, ok({})));
		const { items } = await run({ parameters: ASK, items: ONE });
		expect(sent).toHaveLength(2);
		expect(items.map(({ json }) => json.sent)).toEqual([true]);
	});

	it('says that nothing was charged when the limit outlasts the longest wait', async () => {
		const limit = { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '60' } };
		const sent = standIn(() => limit);
		const { error } = await run({
			parameters: { ...ASK, options: { longestWait: 0 } },
			items: ONE,
		});
		expect(sent).toHaveLength(1);
		expect(error?.description).toContain("The follow-up wasn't sent, and nothing was charged.");
	});
});

it.each([
	['an error', { error: 'Bad Request', message: 'Validation failed' }],
	['errors', { errors: [{ detail: 'question is too long' }] }],
	['a rejected record', { data: { status: 'rejected' } }],
	['a denied record', { data: { status: 'Denied' } }],
	['a failed record', { status: 'failed' }],
	['an invalid record', { status: 'invalid' }],
	['a refused record', { status: 'refused' }],
	['a record with the status of an error', { status: 'error' }],
	['success: false', { success: false, message: 'Not now' }],
])('is not called sent when a 2xx answer holds %s', async (_, body) => {
	standIn(() => ({ body }));
	const { error } = await run({ parameters: ASK, items: ONE });
	expect(error?.message).toMatch(/wasn't successful.+unclear whether the follow-up was sent/);
});

it('does not send the first item again when another needs a second try', async () => {
	let failing = true;
	const sent = standIn(({ path }) => {
		if (!path.includes('r2') || !failing) return ok({});
		failing = false;
		return refusal(403, 'Not allowed yet');
	});
	const { outputs } = await runWorkflow({ parameters: ASK, items: TWO, node: RETRY });
	expect(sent.map(({ path }) => path.split('/')[2])).toEqual(['r1', 'r2', 'r2']);
	expect(outputs[0]!.map(({ json }) => json.responseId)).toEqual(['r1', 'r2']);
});

describe('the spending bound', () => {
	const many = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ json: { id: `r${index}`, ask: 'Why?' } }));

	it.each([
		['2 items', { maxFollowUps: 1 }, 2, 1],
		['3 items', { maxFollowUps: 2 }, 3, 2],
		['51 items when nobody has set it', {}, 51, 50],
	])('stops %s at the bound, and says what was paid for', async (_, fields, items, most) => {
		const sent = standIn(() => ok({}));
		const { error } = await run({ parameters: { ...ASK, ...fields }, items: many(items) });
		expect(error?.message).toBe(
			`This would pay for 1 follow-up, and this execution has already paid for ${most}: more than the ${most} allowed`,
		);
		expect(error?.description).toContain(
			`${most} other ${most === 1 ? 'item was' : 'items were'} paid for in this execution`,
		);
		expect(sent).toHaveLength(most);
	});

	it('asks a person the same question once, however many items ask for it', async () => {
		const sent = standIn(() => ok({}));
		const one = { json: { id: 'r1', ask: 'Why?' } };
		const other = { json: { id: 'r1', ask: 'Why not?' } };
		const { items } = await run({ parameters: ASK, items: [one, one, other] });
		expect(sent.map(({ body }) => (body as { question: string }).question)).toEqual([
			'Why?',
			'Why not?',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('lets as many through as it allows', async () => {
		const sent = standIn(() => ok({}));
		await run({ parameters: { ...ASK, maxFollowUps: 3 }, items: many(3) });
		expect(sent).toHaveLength(3);
	});

	it('is not lifted by an expression that gives nothing', async () => {
		const sent = standIn(() => ok({}));
		const { error } = await run({
			parameters: { ...ASK, maxFollowUps: '={{ $json.bound }}' },
			items: ONE,
		});
		expect(error?.message).toBe("'Maximum Follow-Ups' is empty");
		expect(sent).toEqual([]);
	});
});

it.each([
	['without a question', [{ json: { id: 'r1' } }], "'Question' is empty"],
	['without a response', [{ json: { ask: 'Why?' } }], "'Response' is empty"],
	[
		'with an id that is a path',
		[{ json: { id: 'r1/../r2', ask: 'Why?' } }],
		"'Response' isn't an ID",
	],
])('sends nothing %s', async (_, items, message) => {
	const sent = standIn(() => ok({}));
	const { error } = await run({ parameters: ASK, items });
	expect(error?.message).toBe(message);
	expect(sent).toEqual([]);
});
