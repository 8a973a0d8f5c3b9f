import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, ok, refusal, run, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const LOOK = 'GET /surveys/s1';
const SEND = 'POST /surveys/s1/add-respondents';
const parameters = { resource: 'survey', operation: 'addRespondents', surveyId: 's1' };
const MODES: [string, IDataObject][] = [
	['total', { ...parameters, mode: 'total', respondents: 70 }],
	['add', { ...parameters, mode: 'add', respondents: 20 }],
];
const add = MODES[1]![1];

const LOST: [string, Reply][] = [
	['a reset connection', { lost: 'ECONNRESET' }],
	['a time-out', { lost: 'ETIMEDOUT' }],
	['500', refusal(500, 'Internal')],
	['502 from something in between', { status: 502, body: '<html>Bad Gateway</html>' }],
	['a web page', { body: '<!doctype html><html></html>' }],
];
const CASES = MODES.flatMap(([mode, fields]) =>
	LOST.map(([what, reply]): [string, string, IDataObject, Reply] => [what, mode, fields, reply]),
);

const survey = (sampleSize: number) =>
	ok({ id: 's1', name: 'Mugs', status: 'completed', sampleSize });

/** A PickFu that does or does not add, and whose answer to it is what the test says. */
function answering(
	reply: Reply,
	{ made, readableAfter = true }: { made: boolean; readableAfter?: boolean },
): void {
	let sent = false;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') {
			sent = true;
			return reply;
		}
		if (sent && !readableAfter) return refusal(500, 'Internal');
		return survey(sent && made ? 70 : 50);
	};
}

/** The item that a run under "Continue" gives. */
async function itemOf(fields: IDataObject): Promise<IDataObject & { details?: IDataObject }> {
	const node = { onError: 'continueRegularOutput' as const };
	const { result } = await onFastClock(async () => await run({ parameters: fields, node }));
	expect(result.items).toHaveLength(1);
	return result.items[0]!.json;
}

it.each(CASES)(
	'after %s finds that the respondents were added (%s)',
	async (_, _mode, fields, reply) => {
		answering(reply, { made: true });
		const json = await itemOf(fields);
		expect(json).toMatchObject({ sampleSize: 70, respondentsAdded: 20, alreadyReached: false });
		expect(pickFu.log).toEqual([LOOK, SEND, LOOK]);
	},
);

it.each(CASES.filter(([what]) => /^\d/.test(what)))(
	'after %s says that none were added, and sends nothing more (%s)',
	async (_, _mode, fields, reply) => {
		answering(reply, { made: false });
		const { error, details } = await itemOf(fields);
		expect(error).toMatch(/No respondents were added/);
		expect(details).toMatchObject({ outcome: 'notDone' });
		expect(details!.description).toMatch(
			/After 15 seconds the sample size is 50, so nothing was charged/,
		);
		expect(pickFu.count(SEND)).toBe(1);
	},
);

it.each(CASES)(
	'after %s says that nobody knows, when the survey cannot be read (%s)',
	async (_, _mode, fields, reply) => {
		answering(reply, { made: true, readableAfter: false });
		const { error, details } = await itemOf(fields);
		expect(error).toMatch(/It's unclear whether respondents were added/);
		expect(details).toMatchObject({
			outcome: 'notKnown',
			description: expect.stringMatching(
				/(^|Internal\. )The survey couldn't be read\. Check the survey in PickFu\. .+10 minutes/,
			),
		});
		expect(pickFu.count(SEND)).toBe(1);
	},
);

it.each(MODES)('after a time-out does not claim that none were added (%s)', async (_, fields) => {
	answering({ lost: 'ETIMEDOUT' }, { made: false });
	const { error, details } = await itemOf(fields);
	expect(error).toMatch(/didn't respond in time\. It's unclear whether/);
	expect(details).toMatchObject({ outcome: 'notKnown' });
	expect(pickFu.count(SEND)).toBe(1);
});

it('notices respondents that show a while after the answer was lost', async () => {
	let looks = 0;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') return { lost: 'ECONNRESET' };
		looks += 1;
		return survey(looks < 4 ? 50 : 70);
	};
	expect(await itemOf(add)).toMatchObject({ sampleSize: 70, respondentsAdded: 20 });
	expect(pickFu.log).toEqual([LOOK, SEND, LOOK, LOOK, LOOK]);
});

it('does not take an accepted request for added respondents', async () => {
	answering(ok({ id: 's1', sampleSize: 70 }), { made: false });
	const { error, details } = await itemOf(add);
	expect(error).toMatch(/accepted the request, but the survey doesn't show it\. It's unclear/);
	expect(details).toMatchObject({ outcome: 'notKnown', reason: 'differs' });
	expect(pickFu.count(SEND)).toBe(1);
});

it('does not claim that they are added when PickFu accepted and cannot be read afterwards', async () => {
	answering(ok({}), { made: true, readableAfter: false });
	const { error, details } = await itemOf(add);
	expect(error).toMatch(/accepted the request, but the survey couldn't be read afterwards/);
	expect(details).toMatchObject({ outcome: 'notKnown' });
});

it.each([
	[400, 'Insufficient balance', /doesn't have enough credit \(400\): Insufficient balance/],
	[402, 'Insufficient balance', /doesn't have enough credit.+Insufficient balance/],
	[403, 'Viewers cannot add', /role doesn't allow/],
	[404, 'Cannot POST /v1/surveys/s1/add-respondents', /doesn't have this endpoint/],
	[405, 'Method not allowed', /doesn't have this endpoint/],
])(
	"tells a refusal with %i in PickFu's words after one request",
	async (status, message, expected) => {
		answering(refusal(status, message), { made: false });
		const { error, details } = await itemOf(add);
		expect(error).toMatch(expected);
		expect(details).toMatchObject({ outcome: 'notDone', status });
		expect(pickFu.count(SEND)).toBe(1);
	},
);

describe('the rate limit', () => {
	/** Refuses the first request; `meanwhile` is the sample size while it is waited for. */
	function refusing(meanwhile: number, status = 'completed'): void {
		let refused = 0;
		let size = 50;
		pickFu.answer = ({ method, body }) => {
			if (method !== 'POST')
				return ok({
					id: 's1',
					status: refused === 0 ? 'completed' : status,
					sampleSize: size,
				});
			refused += 1;
			if (refused === 1) {
				size = meanwhile;
				return { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '7' } };
			}
			size += (body as { count: number }).count;
			return ok({});
		};
	}

	it.each(MODES)(
		'is waited for, and the survey looked at again, before anything is sent again (%s)',
		async (_, fields) => {
			refusing(50);
			const { result, took } = await onFastClock(async () => await run({ parameters: fields }));
			expect(result.items[0]!.json).toMatchObject({
				sampleSize: 70,
				respondentsAdded: 20,
				alreadyReached: false,
			});
			expect(pickFu.log).toEqual([LOOK, SEND, LOOK, SEND, LOOK]);
			expect(took).toBeGreaterThanOrEqual(7_000);
		},
	);

	it.each([
		['total', 10, 70],
		['add', 20, 80],
	])(
		'pays for what is missing then when somebody else asked for some meanwhile (%s)',
		async (mode, added, sampleSize) => {
			refusing(60);
			const json = await itemOf(MODES.find(([name]) => name === mode)![1]);
			expect(json).toMatchObject({ respondentsAdded: added, sampleSize });
			expect(pickFu.received.filter(({ method }) => method === 'POST')[1]!.body).toEqual({
				count: added,
			});
		},
	);

	it('leads to nothing more when the total was reached meanwhile', async () => {
		refusing(70);
		const json = await itemOf(MODES[0]![1]);
		expect(json).toMatchObject({ sampleSize: 70, respondentsAdded: 0, alreadyReached: true });
		expect(pickFu.count(SEND)).toBe(1);
	});

	it('leads to nothing more when the survey is running again meanwhile', async () => {
		refusing(50, 'in-progress');
		expect((await itemOf(add)).error).toMatch(/still running/);
		expect(pickFu.count(SEND)).toBe(1);
	});
});
