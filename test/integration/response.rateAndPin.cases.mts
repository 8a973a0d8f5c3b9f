import { ok, refusal, run } from '../support/nockPickFu.mts';
import { SIGN_INS, standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

const RATE = { resource: 'response', operation: 'rate', responseId: 'r1', rating: '4' };
const PIN = { resource: 'response', operation: 'pin', responseId: 'r1' };

describe.each(SIGN_INS)('with $authentication', ({ authentication, authorization }) => {
	it('rates with a number', async () => {
		const sent = standIn(() => ok({ id: 'r1', rating: 4 }));
		const { items } = await run({ parameters: { authentication, ...RATE } });
		expect(sent).toEqual([
			{
				method: 'POST',
				path: '/responses/r1/rate',
				query: {},
				body: { rating: 4 },
				authorization,
			},
		]);
		expect(items).toEqual([
			{ json: { responseId: 'r1', rating: 4, confirmed: true }, pairedItem: { item: 0 } },
		]);
	});

	it.each([true, false])('sets the pin to %s', async (pinned) => {
		const sent = standIn(() => ok({ id: 'r1', pinned }));
		const { items } = await run({ parameters: { authentication, ...PIN, pinned } });
		expect(sent).toEqual([
			{
				method: 'POST',
				path: '/responses/r1/pin',
				query: {},
				body: { pinned },
				authorization,
			},
		]);
		expect(items).toEqual([
			{ json: { responseId: 'r1', pinned, confirmed: true }, pairedItem: { item: 0 } },
		]);
	});
});

it('pins where the expression of Action returns nothing, as its field does by itself', async () => {
	const sent = standIn(() => ({ status: 204 }));
	await run({ parameters: { ...PIN, pinned: '={{ $json.none }}' } });
	expect(sent[0]!.body).toEqual({ pinned: true });
});

it.each([
	['rating', RATE, { responseId: 'r1', rating: 4, confirmed: false }],
	['pin', PIN, { responseId: 'r1', pinned: true, confirmed: false }],
])(
	"does not call the %s confirmed when PickFu's answer does not show it",
	async (_, parameters, row) => {
		standIn(() => ({ status: 204 }));
		const { items } = await run({ parameters });
		expect(items.map(({ json }) => json)).toEqual([row]);
	},
);

it('takes an empty list of errors for none', async () => {
	standIn(() => ({ body: { success: true, errors: [], data: { id: 'r1', rating: 4 } } }));
	const { items } = await run({ parameters: RATE });
	expect(items[0]!.json).toMatchObject({ rating: 4, confirmed: true });
});

it.each([
	['rating', RATE, { id: 'r1', rating: 1 }],
	['pin', PIN, { id: 'r1', pinned: false }],
])('stops when PickFu shows another %s than was asked for', async (what, parameters, record) => {
	standIn(() => ok(record));
	const { error } = await run({ parameters });
	expect(error?.message).toBe(`PickFu accepted the request, but returned another ${what}`);
});

it('says that the address may have changed where PickFu does not know it, and that it was only inferred', async () => {
	standIn(() => refusal(404, 'Cannot POST /v1/responses/r1/rate'));
	const { error } = await run({ parameters: RATE });
	expect(error?.message).toContain("PickFu's API doesn't have this endpoint (404)");
	expect(error?.description).toContain('was inferred');
});

it('says that there is no such response where PickFu says so', async () => {
	standIn(() => refusal(404, 'Response not found'));
	const { error } = await run({ parameters: PIN });
	expect(error?.message).toBe('Response not found (404): Response not found');
});

it('takes the response from the address of its page', async () => {
	const sent = standIn(() => ok({}));
	const responseId = {
		__rl: true,
		mode: 'url',
		value: 'https://www.pickfu.com/surveys/s1/responses/r9?tab=1',
	};
	await run({ parameters: { ...PIN, responseId } });
	expect(sent.map(({ path }) => path)).toEqual(['/responses/r9/pin']);
});

it('rates nothing without a rating', async () => {
	const sent = standIn(() => ok({}));
	const { error } = await run({ parameters: { ...RATE, rating: '={{ $json.stars }}' } });
	expect(error?.message).toBe("'Rating' is empty");
	expect(sent).toEqual([]);
});
