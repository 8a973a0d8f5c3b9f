import { fakePickFu, ok, refusal, run, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const parameters = { resource: 'survey', operation: 'publish', surveyId: 's1' };
const LOOK = 'GET /surveys/s1';
const SEND = 'POST /surveys/s1/publish';

const survey = (status: string) => ok({ id: 's1', name: 'Mugs', status, sampleSize: 50 });

/** A PickFu that does or does not publish, and whose answer to it is what the test says. */
function publishing(
	reply: Reply,
	{ publishes, readableAfter = true }: { publishes: boolean; readableAfter?: boolean },
): void {
	let sent = false;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') {
			sent = true;
			return reply;
		}
		if (sent && !readableAfter) return refusal(500, 'Internal');
		return survey(sent && publishes ? 'in-progress' : 'unpublished');
	};
}

const LOST: [string, Reply][] = [
	['a reset connection', { lost: 'ECONNRESET' }],
	['a time-out', { lost: 'ETIMEDOUT' }],
	['500', refusal(500, 'Internal')],
	['502 from something in between', { status: 502, body: '<html>Bad Gateway</html>' }],
	['503', refusal(503, 'Later')],
];

it.each(LOST)(
	'finds the survey published after %s, and says so as if nothing had happened',
	async (_, reply) => {
		publishing(reply, { publishes: true });
		const { result } = await onFastClock(async () => await run({ parameters }));
		expect(result.error).toBeUndefined();
		expect(result.items).toEqual([
			{
				json: expect.objectContaining({
					id: 's1',
					status: 'in-progress',
					alreadyPublished: false,
				}),
				pairedItem: { item: 0 },
			},
		]);
		expect(pickFu.log).toEqual([LOOK, SEND, LOOK]);
	},
);

it.each(LOST.filter(([what]) => /^\d/.test(what)))(
	'says that nothing was published after %s, when the survey stays a draft, and sends nothing more',
	async (_, reply) => {
		publishing(reply, { publishes: false });
		const { result, took } = await onFastClock(
			async () =>
				await run({
					parameters: { ...parameters },
					node: { onError: 'continueRegularOutput' },
				}),
		);
		expect(pickFu.count(SEND)).toBe(1);
		expect(result.items[0]!.json.error).toMatch(/wasn't published/);
		expect(result.items[0]!.json.details).toMatchObject({ outcome: 'notDone' });
		expect((result.items[0]!.json.details as { description: string }).description).toMatch(
			/After 15 seconds the survey is still 'unpublished', so nothing was charged/,
		);
		// PickFu may still be at work: the node looks for a quarter of a minute before it says so.
		expect(took).toBeGreaterThanOrEqual(15_000);
		expect(pickFu.count(LOOK)).toBe(6);
	},
);

it.each(LOST)(
	'says that nobody knows after %s, when the survey cannot be read any more',
	async (_, reply) => {
		publishing(reply, { publishes: true, readableAfter: false });
		const { result } = await onFastClock(
			async () =>
				await run({
					parameters: { ...parameters },
					node: { onError: 'continueRegularOutput' },
				}),
		);
		expect(pickFu.count(SEND)).toBe(1);
		expect(result.items[0]!.json.error).toMatch(/It's unclear whether the survey was published/);
		expect(result.items[0]!.json.details).toMatchObject({ outcome: 'notKnown' });
	},
);

it('does not claim that nothing was published after a time-out: PickFu may still be at work', async () => {
	publishing({ lost: 'ETIMEDOUT' }, { publishes: false });
	const { result } = await onFastClock(
		async () =>
			await run({ parameters: { ...parameters }, node: { onError: 'continueRegularOutput' } }),
	);
	expect(pickFu.count(SEND)).toBe(1);
	expect(result.items[0]!.json).toMatchObject({
		error: expect.stringMatching(/didn't respond in time\. It's unclear whether/),
		details: { outcome: 'notKnown' },
	});
});

it('does not go by the first look at a draft where no later one works', async () => {
	let looks = 0;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') return refusal(500, 'Internal');
		return (looks += 1) > 2 ? refusal(500, 'Internal') : survey('unpublished');
	};
	const { result } = await onFastClock(
		async () => await run({ parameters, node: { onError: 'continueRegularOutput' } }),
	);
	expect(result.items[0]!.json).toMatchObject({
		error: expect.stringMatching(/It's unclear whether/),
		details: { outcome: 'notKnown' },
	});
});

it('knows that nothing was sent when PickFu cannot be reached', async () => {
	publishing({ lost: 'ECONNREFUSED' }, { publishes: false });
	const { error } = await run({ parameters });
	expect(error?.message).toMatch(/can't be reached/);
	expect(error?.description).toMatch(/wasn't published/);
	expect(pickFu.log).toEqual([LOOK, SEND]);
});

it('notices that the survey is published a while after the answer was lost', async () => {
	let looks = 0;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') return { lost: 'ECONNRESET' };
		looks += 1;
		return survey(looks < 4 ? 'unpublished' : 'completed');
	};
	const { result } = await onFastClock(async () => await run({ parameters }));
	expect(result.items[0]!.json).toMatchObject({ status: 'completed', alreadyPublished: false });
	expect(pickFu.log).toEqual([LOOK, SEND, LOOK, LOOK, LOOK]);
});
