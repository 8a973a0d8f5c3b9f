import type { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { call } from '../../nodes/PickFu/api/request';
import { upload } from '../../nodes/PickFu/api/upload';
import { hostWith } from '../support/wireHost.mts';

const ok = { statusCode: 200, body: { data: { id: 's1', url: 'https://cdn.test/a.mp4' } } };

// n8n before 2.10 gives it back in place of renewing the token.
it('renews the token after a 401 that comes as an answer, once, and asks again', async () => {
	const refused = { statusCode: 401, body: {} };
	const { connection, sent, renewed } = hostWith((number) => (number === 1 ? refused : ok));
	const ids = { surveyId: 's1' };
	expect(await call(connection, 'getSurvey', { ids })).toEqual(ok.body);
	expect([sent.length, renewed()]).toEqual([2, 1]);

	const dead = hostWith(() => refused);
	await expect(call(dead.connection, 'getSurvey', { ids })).rejects.toMatchObject({
		kind: 'unauthorized',
	});
	expect([dead.sent.length, dead.renewed()]).toEqual([2, 1]);
});

it('renews a token for all calls that need it together, and again when the new one expires', async () => {
	const answers = [401, 401, 200, 200, 401, 200];
	const { connection, sent, renewed } = hostWith((number) => ({
		...ok,
		statusCode: answers[number - 1]!,
	}));
	const get = async () => await call(connection, 'getSurvey', { ids: { surveyId: 's1' } });
	expect(await Promise.all([get(), get()])).toEqual([ok.body, ok.body]);
	expect(renewed()).toBe(1);
	expect(await get()).toEqual(ok.body);
	expect([sent.length, renewed()]).toEqual([6, 2]);
});

it('asks again only when the token has been renewed', async () => {
	const order: string[] = [];
	const { connection } = hostWith((number) => {
		order.push(`request ${number}`);
		return number === 1 ? { statusCode: 401, body: {} } : ok;
	});
	const { helpers } = connection.context as unknown as { helpers: Record<string, unknown> };
	helpers.refreshOAuth2Token = async () => {
		await new Promise((resolve) => setImmediate(resolve));
		order.push('renewed');
		return {};
	};
	await call(connection, 'getSurvey', { ids: { surveyId: 's1' } });
	expect(order).toEqual(['request 1', 'renewed', 'request 2']);
});

it.each(['', ' ', '\r\n'])('takes a change that is answered with %j for made', async (body) => {
	const { connection } = hostWith(() => ({ statusCode: 200, body }));
	const ids = { surveyId: 's1' };
	await expect(call(connection, 'updateSurvey', { ids })).resolves.toBe(body);
	await expect(call(connection, 'getSurvey', { ids })).rejects.toMatchObject({
		kind: 'unreadable',
		message: 'PickFu returned an empty response',
	});
});

it.each([
	[400, 'notDone', false],
	[503, 'notKnown', true],
])(
	'asks to check PickFu after a change only where its outcome is unclear: %i',
	async (statusCode, outcome, isUnclear) => {
		const { connection, sent } = hostWith(() => ({ statusCode, body: { message: 'No' } }));
		const failure = await call(connection, 'updateSurvey', { ids: { surveyId: 's1' } }).catch(
			(thrown: PickFuFailure) => thrown,
		);
		expect(failure).toMatchObject({ outcome });
		expect((failure as PickFuFailure).description!.includes('Check PickFu before')).toBe(isUnclear);
		expect(sent).toHaveLength(1);
	},
);

it('spreads the repeats of reads that failed together', async () => {
	// Five at a time: the first five fail.
	const { connection } = hostWith((number) => (number <= 5 ? { statusCode: 503, body: {} } : ok));
	const pauses: number[] = [];
	connection.sleep = async (ms) => void pauses.push(ms);
	const get = async () => await call(connection, 'getSurvey', { ids: { surveyId: 's1' } });
	await Promise.all(Array.from({ length: 5 }, get));
	expect(new Set(pauses).size).toBe(5);
});

it('waits a minute for the answer to a payment before it counts as lost', async () => {
	const { connection, sent } = hostWith(() => ok);
	await call(connection, 'publishSurvey', { ids: { surveyId: 's1' }, maxWaitMs: 0 });
	expect(sent[0]!.timeout).toBeGreaterThanOrEqual(60_000);
});

it('says that a file is uploaded although PickFu does not tell where', async () => {
	const { connection } = hostWith(() => ({ statusCode: 201, body: { data: { id: 7 } } }));
	await expect(upload(connection, 'https://example.com/mug.png')).rejects.toMatchObject({
		kind: 'unreadable',
		outcome: 'done',
	});
});

it('gives a large file the time that a slow line takes', async () => {
	const { connection, sent } = hostWith(() => ok);
	const file = (megabytes: number) => ({
		fileName: 'film.mp4',
		mimeType: 'video/mp4',
		content: Buffer.alloc(megabytes * 1_000_000),
	});
	await upload(connection, file(1));
	await upload(connection, file(16));
	const [small, large] = sent.map(({ timeout = 0 }) => timeout);
	// 15 MB more at 2 Mbit/s.
	expect(large! - small!).toBe(60_000);
	expect(small).toBeGreaterThanOrEqual(60_000);
});
