import type { IDataObject } from 'n8n-workflow';
import { host } from '../support/host.mts';
import { fakePickFu, ok, refusal, run, runOf, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const each = { resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}' };
const many = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { id: `s${index}` } }));

/** PickFu's limit, by the clock of the test: 100 requests in any minute. */
class Limit {
	readonly times: number[] = [];
	refused = 0;

	constructor(private readonly headers?: Record<string, string>) {}

	take(at: number): Reply | undefined {
		if (this.times.filter((time) => time > at - 60_000).length >= 100) {
			this.refused += 1;
			return {
				...refusal(429, 'Rate limit exceeded. Please wait before making more requests.'),
				headers: this.headers,
			};
		}
		this.times.push(at);
		return undefined;
	}

	most(): number {
		return Math.max(
			...this.times.map(
				(start) => this.times.filter((time) => time >= start && time < start + 60_000).length,
			),
		);
	}
}

const answered = (path: string): Reply => ok({ id: path.split('/').pop() });

it('begins with a short pause again after a refusal that was waited for', async () => {
	const shared = host({ parameters: { ...each, surveyId: 's1' } });
	const waits: number[] = [];
	for (let time = 0; time < 3; time += 1) {
		pickFu.received = [];
		pickFu.answer = () =>
			pickFu.received.length === 1 ? refusal(429, 'Rate limit exceeded') : answered('/s1');
		waits.push((await onFastClock(async () => await runOf(shared))).took);
	}
	expect(Math.max(...waits)).toBeLessThan(7_000);
	expect(Math.min(...waits)).toBeGreaterThanOrEqual(5_000);
});

it('answers 250 reads under 100 a minute: all, in order, none failed, none refused', async () => {
	const limit = new Limit();
	pickFu.answer = ({ at, path }) => limit.take(at) ?? answered(path);
	const { result, took } = await onFastClock(
		async () => await run({ parameters: each, items: many(250) }),
	);
	expect(result.error).toBeUndefined();
	expect(result.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
		many(250).map(({ json }, item) => [json.id, { item }]),
	);
	expect(limit.refused).toBe(0);
	expect(limit.most()).toBeLessThanOrEqual(100);
	// Two windows are waited for; a third would make it three minutes.
	expect(took).toBeLessThan(170_000);
});

it.each([
	['says when to come back', { 'retry-after': '20' }],
	['does not say', undefined],
])('loses nothing when somebody else has used up the limit and PickFu %s', async (_, headers) => {
	const limit = new Limit(headers);
	pickFu.answer = ({ at, path }) => {
		// The requests of another workflow on the same account, made half a minute ago.
		if (limit.times.length === 0) limit.times.push(...Array<number>(60).fill(at - 30_000));
		return limit.take(at) ?? answered(path);
	};
	const { result } = await onFastClock(
		async () => await run({ parameters: each, items: many(90) }),
	);
	expect(result.error).toBeUndefined();
	expect(result.items.map(({ json }) => json.id)).toEqual(many(90).map(({ json }) => json.id));
	expect(limit.refused).toBeGreaterThan(0);
	// Those under way when the first was refused, and nobody after them but the one that tries again.
	expect(limit.refused).toBeLessThanOrEqual(15);
});

it('pauses all reads after a 429, also those of another execution with the same account', async () => {
	const refusedAt: number[] = [];
	pickFu.answer = ({ at, path }) => {
		if (refusedAt.length > 0) return answered(path);
		refusedAt.push(at);
		return { ...refusal(429, 'Slow down'), headers: { 'retry-after': '30' } };
	};
	await onFastClock(async () => await run({ parameters: each, items: many(12) }));
	const early = pickFu.received.filter(
		({ at }) => at > refusedAt[0]! && at < refusedAt[0]! + 30_000,
	);
	// At most those that were already on their way.
	expect(early.length).toBeLessThanOrEqual(4);
	expect(pickFu.received).toHaveLength(13);
});

it('gives up at the longest wait that the builder allows, item by item, and says what to do', async () => {
	pickFu.answer = () => ({ ...refusal(429, 'Slow down'), headers: { 'retry-after': '90' } });
	const { result, took } = await onFastClock(
		async () =>
			await run({
				parameters: { ...each, options: { longestWait: 60 } },
				items: many(2),
				node: { onError: 'continueRegularOutput' },
			}),
	);
	expect(result.items).toHaveLength(2);
	for (const { json } of result.items) {
		expect(json.error).toMatch(/rate limit was reached/);
		expect(json.details).toMatchObject({
			reason: 'rateLimited',
			status: 429,
			outcome: 'notDone',
		});
		expect((json.details as IDataObject).description).toContain('Max Rate Limit Wait (Seconds)');
	}
	expect(took).toBeLessThanOrEqual(60_000);
});

it('does not wait at all when the builder allows none', async () => {
	pickFu.answer = () => refusal(429, 'Slow down');
	const { error } = await run({
		parameters: { ...each, options: { longestWait: 0 } },
		items: many(1),
	});
	expect(error?.message).toMatch(/rate limit was reached/);
	expect(pickFu.received).toHaveLength(1);
});

it('sends a draft again after a 429, as a refused request has done nothing', async () => {
	let refused = 0;
	pickFu.answer = () => ((refused += 1) < 3 ? refusal(429, 'Slow down') : ok({ id: 'd1' }, 201));
	const parameters = {
		resource: 'survey',
		operation: 'create',
		questionsInput: 'json',
		questionsJson: '[{"type":"open_ended","prompt":"Why?"}]',
	};
	const { result, took } = await onFastClock(async () => await run({ parameters }));
	expect(result.items[0]!.json.id).toBe('d1');
	expect(pickFu.log).toEqual(['POST /surveys', 'POST /surveys', 'POST /surveys']);
	expect(took).toBeGreaterThanOrEqual(15_000);
});
