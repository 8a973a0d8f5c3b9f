import { everyX, play } from '../support/triggerPlay.mts';
import { Trigger } from '../support/triggerPlain.mts';
import type { Asked } from '../support/triggerWorld.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls } = here;
const daily = { item: [{ mode: 'everyDay', hour: 9, minute: 0 }] };

const isList = ({ path }: Asked) => path === '/surveys';

describe('a list that is refused', () => {
	it('for archived surveys does not stop the others', async () => {
		const gone = here.world.publish(5 * DAY, { tags: [7] });
		const trigger = watch({ scope: 'tag', tagId: '7' });
		await trigger.poll();
		here.world.before = ({ query }) => (query.status === 'archived' ? 400 : undefined);
		gone.tags = [];
		pass(5);
		await trigger.poll();
		const { id } = here.world.publish(10, { tags: [7] });
		expect(await polls(trigger, 20, 5)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
	});

	it.each([400, 404, 500])('past its end (%i) does not stop the others', async (status) => {
		here.world.pageSize = 10;
		const old = here.world.fill(25);
		const trigger = watch();
		await trigger.poll();
		await polls(trigger, 30, 30);
		for (const { id } of old.slice(0, 8)) here.world.surveys.delete(id);
		here.world.before = ({ path, query }) =>
			path === '/surveys' &&
			Number(query.page) > 1 &&
			Number(query.page) * 10 > here.world.surveys.size + 9
				? status
				: undefined;
		const { id } = here.world.publish(10);
		expect(await polls(trigger, 50, 30)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
		// A survey on the last page is still met.
		here.world.extend([...here.world.surveys.values()][12]!, 5);
		expect(await polls(trigger, 50, 30)).toHaveLength(1);
	});

	it.each([400, 404, 403])('for running surveys (%i) does not stop the others', async (status) => {
		here.world.fill(250);
		const running = here.world.publish(50);
		here.world.before = ({ query }) => (query.status === 'in-progress' ? status : undefined);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 20, 5)).toEqual([running.id]);
		expect(trigger.errors).toEqual([]);
	});

	it('for recent surveys delays what it would show by less than a day', async () => {
		here.world.fill(250);
		here.world.before = ({ query }) => (query.published_after === undefined ? undefined : 400);
		const trigger = watch();
		await trigger.poll();
		pass(1);
		const { id } = here.world.publish(2);
		expect(await polls(trigger, 288, 5)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
	});
});

describe('an activation that fails', () => {
	it('says at once that nothing is watched yet, and does not end the polling', async () => {
		here.world.before = () => 503;
		const trigger = watch({ pollTimes: daily });
		await trigger.poll();
		expect(trigger.errors).toHaveLength(1);
		expect((trigger.errors[0] as Error & { description: string }).description).toMatch(
			/Nothing is watched yet.*deactivate the workflow and activate it again/,
		);
		here.world.before = () => undefined;
		pass(DAY);
		await trigger.poll();
		const { id } = here.world.publish(20);
		expect(await polls(trigger, 1, DAY)).toEqual([id]);
	});
});

describe('a request that never ends', () => {
	it('does not silence the trigger', async () => {
		const { id } = here.world.publish(10);
		const trigger = watch();
		await trigger.poll();
		pass(5);
		here.world.before = () => 'hang';
		void trigger.poll();
		await Promise.resolve();
		here.world.before = () => undefined;
		expect(await polls(trigger, 3, 5)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
	});

	it('in every poll is raised, a few times a day', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 'hang';
		for (let poll = 0; poll < 288; poll += 1) {
			pass(5);
			void trigger.poll();
			await new Promise(setImmediate);
		}
		expect(trigger.errors.length).toBeGreaterThan(0);
		expect(trigger.errors.length).toBeLessThan(8);
		expect(trigger.errors[0]).toMatchObject({
			message: 'A request to PickFu never ended',
			description: expect.stringMatching(
				/^Check the network and the proxy of the n8n server\. Polls/,
			),
		});
	});

	it('and ends late does not emit again, nor undo what was remembered', async () => {
		const { id } = here.world.publish(10);
		const trigger = watch();
		await trigger.poll();
		let release = () => {};
		const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
		here.world.before = async () => await held;
		pass(15);
		const late = trigger.poll();
		await new Promise(setImmediate);
		here.world.before = () => undefined;
		pass(10);
		expect(await trigger.ids()).toEqual([id]);
		release();
		expect(await late).toEqual([]);
		expect(await polls(trigger, 3, 5)).toEqual([]);
	});
});

describe('a failure that lasts is raised', () => {
	it.each([
		['a week', { item: [{ mode: 'everyWeek' }] }, 7 * DAY, 7 * DAY],
		['a day', daily, DAY, DAY],
		['an hour', everyX(1, 'hours'), HOUR, HOUR],
		['5 minutes', everyX(5), 5, HOUR],
	])('with polls every %s, and then ever more rarely', async (_, pollTimes, minutes, first) => {
		const trigger = watch({ pollTimes });
		await trigger.poll();
		here.world.before = () => 503;
		const raised: number[] = [];
		for (let passed = 0; passed <= 20 * first; passed += minutes) {
			const before = trigger.errors.length;
			await polls(trigger, 1, minutes);
			if (trigger.errors.length > before) raised.push(passed / first);
		}
		const gaps = raised.slice(1).map((at, index) => at / raised[index]!);
		expect(Math.round(raised[0]!)).toBe(1);
		expect(raised).toHaveLength(5);
		expect(Math.min(...gaps)).toBeGreaterThan(1.7);
	});

	it('also where lists can be read and the surveys themselves are refused', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.publish(5);
		here.world.before = (one) => (isList(one) ? undefined : 401);
		expect(await polls(trigger, 6, 5)).toEqual([]);
		expect(trigger.errors).not.toEqual([]);
	});

	it('at once, and then rarely, when a person has to mend it', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 403;
		await polls(trigger, 288, 5);
		expect(trigger.errors.length).toBeGreaterThan(2);
		expect(trigger.errors.length).toBeLessThan(8);
	});
});

describe('what a later poll may do better', () => {
	/** Polls every 5 minutes for two hours; after how many minutes the first failure is raised. */
	async function raisedAfter(trigger: ReturnType<typeof watch>): Promise<number | undefined> {
		const from = Trigger.clock;
		while (Trigger.clock - from < 2 * HOUR * 60_000) {
			await polls(trigger, 1, 5);
			if (trigger.errors.length > 0) return (Trigger.clock - from) / 60_000;
		}
		return undefined;
	}

	const words = (message: string) => (status: number) => ({ status, message });

	it.each([
		['PickFu is down', () => 503],
		['a proxy refuses', () => 407],
		['the limit is used up', () => 429],
		['a web page comes', () => words('<html>')(502)],
	])('is raised after an hour: %s', async (_, refusal) => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = refusal;
		const minutes = await raisedAfter(trigger);
		expect(minutes).toBeGreaterThanOrEqual(HOUR - 5);
		expect(minutes).toBeLessThanOrEqual(HOUR + 15);
	});

	it('is raised after an hour: the time of a poll is over before its first request', async () => {
		const trigger = watch();
		await trigger.poll();
		const { credential } = trigger;
		Object.defineProperty(trigger, 'credential', {
			get() {
				Trigger.clock += 4.5 * 60_000;
				return credential;
			},
		});
		const minutes = await raisedAfter(trigger);
		expect(minutes).toBeGreaterThanOrEqual(HOUR - 5);
		expect(trigger.errors[0]!.message).toBe('PickFu took too long to respond');
	});

	it.each([
		['a refusal', () => 400],
		['a role', () => 403],
		['a token', () => 401],
		['an address', () => 404],
		['a redirect', () => 302],
		['money', () => words('Insufficient credits')(402)],
	])('is raised at once where a person has to mend it: %s', async (_, refusal) => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = refusal;
		expect(await raisedAfter(trigger)).toBe(5);
		// It has not lasted yet.
		expect(trigger.errors[0]).not.toMatchObject({
			description: expect.stringMatching(/Polls have failed/),
		});
	});

	it('says how long it has failed, and where the next poll goes on', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 503;
		await raisedAfter(trigger);
		const { message, description } = trigger.errors[0] as Error & { description: string };
		expect(message).toMatch(/^PickFu is temporarily unavailable \(503\)/);
		expect(description).toMatch(
			/Try again in a few minutes\. Tried 4 times\. Polls have failed for (5[5-9]|6\d|7\d) minutes\. The next one continues where the last successful one ended\.$/,
		);
	});
});
