import nock from 'nock';
import { fakePickFu, ok, refusal, run, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const get = { resource: 'survey', operation: 'get', surveyId: 's1' };

const HTML = '<!doctype html><html><body>Please sign in to the network</body></html>';

const PASSING: [string, Reply][] = [
	['500', refusal(500, 'Internal')],
	['502', { status: 502, body: HTML }],
	['503', refusal(503, 'Later')],
	['504', refusal(504, 'Timeout')],
	['a reset connection', { lost: 'ECONNRESET' }],
	['a time-out', { lost: 'ETIMEDOUT' }],
	['a connection that is refused', { lost: 'ECONNREFUSED' }],
	['an answer that is cut off', { body: '{"success":true,"data":{"id":"s' }],
	['a web page', { body: HTML }],
];

it.each(PASSING)('reads again after %s', async (_, reply) => {
	let asked = 0;
	pickFu.answer = () => ((asked += 1) < 3 ? reply : ok({ id: 's1' }));
	const { result, took } = await onFastClock(async () => await run({ parameters: get }));
	expect(result.items[0]!.json).toEqual({ id: 's1' });
	expect(asked).toBe(3);
	expect(took).toBeGreaterThanOrEqual(1_500);
});

it.each(PASSING)(
	'gives up after four tries of a read with %s, and says how often it tried',
	async (_, reply) => {
		pickFu.answer = () => reply;
		const { result } = await onFastClock(async () => await run({ parameters: get }));
		expect(result.error?.description).toContain('Tried 4 times.');
		expect(pickFu.received).toHaveLength(4);
	},
);

it.each([
	[400, refusal(400, 'Bad')],
	[403, refusal(403, 'No')],
	[404, refusal(404, 'Survey not found')],
	[501, refusal(501, 'Not implemented')],
])('does not ask again after %i, which would not change', async (_, reply) => {
	pickFu.answer = () => reply;
	expect((await run({ parameters: get })).error).toBeDefined();
	expect(pickFu.received).toHaveLength(1);
});

it.each([
	['update', { updateFields: { name: 'Mugs' } }],
	['delete', {}],
])(
	'never sends %s twice, and says that nobody knows whether it was done',
	async (operation, fields) => {
		for (const [, reply] of PASSING.filter(([name]) => !name.includes('refused'))) {
			pickFu.received = [];
			pickFu.answer = () => reply;
			const { items } = await run({
				parameters: { ...get, operation, ...fields },
				node: { onError: 'continueRegularOutput' },
			});
			expect(pickFu.received).toHaveLength(1);
			expect(items[0]!.json.details).toMatchObject({ outcome: 'notKnown' });
		}
	},
);

it.each([
	['a web page', HTML, /Received a web page/],
	['cut JSON', '{"success":true,"data":{"id":"s', /invalid response/],
	['nothing', '', /empty response/],
	['a list', '[1,2]', /unexpected response/],
	['null', '{"success":true,"data":null}', /unexpected response/],
])('says so when %s comes back in the place of a survey', async (_, body, message) => {
	pickFu.answer = () => ({ body, headers: { 'content-type': 'application/json' } });
	const { result } = await onFastClock(async () => await run({ parameters: get }));
	expect(result.error?.message).toMatch(message);
	expect(result.error?.message).not.toContain('<');
});

it.each([301, 302, 307, 308])(
	'does not follow a redirect (%i), so that the token never goes elsewhere',
	async (status) => {
		let reached = 0;
		nock('https://elsewhere.test')
			.get(/.*/)
			.optionally()
			.reply(() => [200, { id: `s${(reached += 1)}` }]);
		pickFu.answer = () => ({
			status,
			headers: { location: 'https://elsewhere.test/v1/surveys/s1' },
		});
		const { error } = await run({ parameters: get });
		expect(error?.message).toBe(
			`PickFu returned a redirect (${status}), which isn't followed for security reasons`,
		);
		expect(reached).toBe(0);
		expect(pickFu.received).toHaveLength(1);
	},
);

it('does not read again once the execution is stopped', async () => {
	const stop = new AbortController();
	pickFu.answer = () => {
		stop.abort();
		return refusal(503, 'Later');
	};
	const { error } = await run({ parameters: get, signal: stop.signal });
	expect(error?.message).toBe('The execution was canceled');
	expect(pickFu.received).toHaveLength(1);
});
