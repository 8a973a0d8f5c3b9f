import type { IDataObject } from 'n8n-workflow';
import { everyX, play } from '../support/triggerPlay.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls } = here;

describe('a week in which the workflow was switched off', () => {
	/** One survey that ran when it was switched off, one of that week, an old one that was extended. */
	async function week(options: IDataObject) {
		const { world } = here;
		const [old] = world.fill(120);
		const known = world.publish(30);
		const trigger = watch({ options, pollTimes: everyX(1) });
		await trigger.poll();
		await polls(trigger, 1, 1);
		pass(DAY);
		const unseen = world.publish(30);
		world.extend(old!, 30);
		pass(6 * DAY);
		const running = world.publish(30);
		pass(10);
		const emitted = await trigger.offAndOn();
		// What happens from then on is emitted in any case.
		expect(await polls(trigger, 200, 10)).toEqual([running.id]);
		return { emitted, known: known.id, unseen: unseen.id, old: old!.id };
	}

	it('leaves, by itself, the events of surveys that were published before', async () => {
		const { emitted, known, old } = await week({});
		expect(emitted).toEqual([known, old]);
	});

	it('leaves also that of a survey published in the second of the last poll', async () => {
		here.world.now += 800;
		const trigger = watch({ pollTimes: everyX(1) });
		await trigger.poll();
		pass(1);
		const { id } = here.world.publish(30);
		await trigger.poll();
		pass(DAY);
		expect(await trigger.offAndOn()).toEqual([id]);
	});

	it('leaves all of them where that is chosen', async () => {
		const { emitted, known, unseen, old } = await week({ missedEvents: 'all' });
		expect(emitted.sort()).toEqual([known, unseen, old].sort());
	});

	it('leaves none where that is chosen', async () => {
		expect((await week({ missedEvents: 'none' })).emitted).toEqual([]);
	});
});

it.each([3, 250])(
	'with Missed Events: All a survey of the pause is emitted though PickFu gives no times, among %i',
	async (count) => {
		here.world.quirks = { without: ['createdAt', 'publishedAt', 'completedAt'] };
		here.world.fill(count);
		const trigger = watch({ options: { missedEvents: 'all' } });
		await trigger.poll();
		await polls(trigger, 3, 5);
		const { id } = here.world.publish(20);
		pass(2 * HOUR);
		expect(await trigger.offAndOn()).toEqual([id]);
		expect(await polls(trigger, 5, 5)).toEqual([]);
	},
);

it.each(['all', 'known'])(
	'with Missed Events: %s all responses of the pause to a survey that ran before are emitted',
	async (missedEvents) => {
		const survey = here.world.publish(2 * DAY);
		const trigger = watch({ event: 'newResponse', options: { missedEvents } });
		await trigger.poll();
		pass(DAY);
		const arrived = survey.answers.filter(({ at }) => at <= here.world.now);
		expect(arrived.length).toBeGreaterThan(3);
		expect(await trigger.offAndOn()).toEqual(arrived.map(({ id }) => id));
	},
);

describe('with Missed Events: None', () => {
	const none = { options: { missedEvents: 'none' } };

	// docs/trigger.md: an hour or more, or 1.5 intervals where that is longer.
	it.each<[string, IDataObject, number, number]>([
		['30 minutes', everyX(30), 55, 65],
		['hour', { item: [{ mode: 'everyHour' }] }, 85, 95],
		['2 hours', everyX(2, 'hours'), 175, 185],
		['day', { item: [{ mode: 'everyDay' }] }, 35 * HOUR, 37 * HOUR],
		['week', { item: [{ mode: 'everyWeek' }] }, 10 * DAY, 11 * DAY],
		['month', { item: [{ mode: 'everyMonth' }] }, 46 * DAY, 47 * DAY],
		[
			'week and 2 hours',
			{ item: [{ mode: 'everyWeek' }, { mode: 'everyX', value: 2, unit: 'hours' }] },
			175,
			185,
		],
	])(
		'with polls every %s the usual time between them counts as if the workflow had been on',
		async (_, pollTimes, usual, long) => {
			const trigger = watch({ ...none, pollTimes });
			await trigger.poll();
			const survey = here.world.publish(10);
			pass(usual);
			expect(await trigger.offAndOn()).toEqual([survey.id]);
			here.world.publish(10);
			pass(long);
			expect(await trigger.offAndOn()).toEqual([]);
		},
	);

	it('nothing of the pause is emitted when the first poll after it fails', async () => {
		const trigger = watch(none);
		await trigger.poll();
		here.world.publish(10);
		pass(DAY);
		here.world.before = () => 503;
		expect(await trigger.offAndOn()).toEqual([]);
		here.world.before = () => undefined;
		expect(await polls(trigger, 3, 5)).toEqual([]);
	});

	it('of two hours an old survey of a large account, extended in them, is not emitted later either', async () => {
		const old = here.world.fill(1_000);
		const trigger = watch(none);
		await trigger.poll();
		await polls(trigger, 20, 5);
		here.world.extend(old[30]!, 10);
		pass(2 * HOUR);
		expect(await trigger.offAndOn()).toEqual([]);
		expect(await polls(trigger, 300, 5)).toEqual([]);
	});

	it('no responses of the pause are emitted, and all that come later', async () => {
		const survey = here.world.publish(3 * DAY);
		const trigger = watch({ event: 'newResponse', ...none });
		await trigger.poll();
		pass(DAY);
		expect(await trigger.offAndOn()).toEqual([]);
		const known = survey.answers.filter(({ at }) => at <= here.world.now).length;
		expect(await polls(trigger, 1, 3 * DAY)).toEqual(
			survey.answers.slice(known).map(({ id }) => id),
		);
	});
});

describe('after an outage', () => {
	it.each([503, 429, 403])(
		'of 3 hours (%i), and the workflow switched off and on, everything is emitted',
		async (status) => {
			here.world.fill(20);
			const trigger = watch();
			await trigger.poll();
			pass(5);
			await trigger.poll();
			here.world.before = () => status;
			const due: string[] = [];
			for (let poll = 0; poll < 36; poll += 1) {
				if (poll % 9 === 4) due.push(here.world.publish(20).id);
				expect(await polls(trigger, 1, 5)).toEqual([]);
			}
			here.world.before = () => undefined;
			pass(1);
			expect([...(await trigger.offAndOn()), ...(await polls(trigger, 4, 5))]).toEqual(due);
			expect(due).toHaveLength(4);
		},
	);

	it('of 3 hours, and n8n started again in it, everything is emitted', async () => {
		here.world.fill(20);
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 503;
		const { id } = here.world.publish(30);
		await polls(trigger, 10, 5);
		trigger.restart();
		await polls(trigger, 20, 5);
		here.world.before = () => undefined;
		expect(await trigger.offAndOn()).toEqual([id]);
	});
});
