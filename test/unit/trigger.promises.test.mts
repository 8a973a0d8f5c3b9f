import type { IDataObject } from 'n8n-workflow';
import { everyX, idsOf, play } from '../support/triggerPlay.mts';
import { Trigger, type Quirks } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// Waiting moves n8n's clock instead.
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const HOUR = 60;
const DAY = 24 * HOUR;
const NO_DATES = ['createdAt', 'publishedAt', 'completedAt'];

const here = play();
const { watch, pass, polls, asked } = here;

/** Prints what was measured when TRIGGER_FIGURES is set: where the figures of docs/trigger.md come from. */
function figures(what: string, measured: number): void {
	if (process.env.TRIGGER_FIGURES) process.stdout.write(`${what}: ${measured}\n`);
}

describe('a completed survey', () => {
	it('is emitted once; what was there at the start is not', async () => {
		here.world.fill(3);
		const running = here.world.publish(30);
		const trigger = watch();
		expect(await trigger.ids()).toEqual([]);
		expect(await polls(trigger, 5, 5)).toEqual([]);
		expect(await polls(trigger, 1, 5)).toEqual([running.id]);
		expect(await polls(trigger, 50, 60)).toEqual([]);
	});

	it.each([3, 250])(
		'is emitted though it was published and completed between two polls, among %i',
		async (count) => {
			here.world.fill(count);
			const trigger = watch();
			await trigger.poll();
			pass(10);
			const { id } = here.world.publish(5);
			expect(await polls(trigger, 3, 10)).toEqual([id]);
		},
	);

	it('is emitted by the next poll also where PickFu filters by the day', async () => {
		here.world.fill(1_000);
		here.world.before = ({ query }) => {
			if (query.published_after) query.published_after = String(query.published_after).slice(0, 10);
			return undefined;
		};
		const trigger = watch();
		await polls(trigger, 2, 5);
		const { id } = here.world.publish(3);
		expect(await polls(trigger, 1, 5)).toEqual([id]);
	});

	it('comes in the order in which it happened, whatever the order of the list', async () => {
		const [late, early] = [here.world.publish(50), here.world.publish(20)];
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 1, 60)).toEqual([early.id, late.id]);
	});

	it.each([1, 250])('is emitted again after it was extended, among %i', async (count) => {
		here.world.fill(count);
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 1, 31)).toEqual([survey.id]);
		here.world.extend(survey, 30);
		expect(await polls(trigger, 5, 5)).toEqual([]);
		expect(await polls(trigger, 20, 10)).toEqual([survey.id]);
	});

	it.each([2, 250])('is emitted though it was archived at once, among %i', async (count) => {
		here.world.fill(count);
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		pass(40);
		survey.isArchived = true;
		expect(await trigger.ids()).toEqual([survey.id]);
		expect(await polls(trigger, 3, 10)).toEqual([]);
	});

	it('is emitted itself where its responses are wanted and nobody has responded', async () => {
		const trigger = watch({ output: 'responses' });
		await trigger.poll();
		const { id } = here.world.publish(5, { sampleSize: 0 });
		expect(await polls(trigger, 3, 5)).toEqual([id]);
	});

	it('is not emitted where it was deleted before', async () => {
		const { id } = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		here.world.surveys.delete(id);
		expect(await polls(trigger, 4, 10)).toEqual([]);
	});

	it('is emitted once over restarts, also from what n8n saved long ago', async () => {
		here.world.fill(5);
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 1, 31)).toEqual([survey.id]);
		await polls(trigger, 20, 10);
		const later = here.world.publish(30);
		expect(await polls(trigger, 1, 10)).toEqual([]);
		trigger.restart();
		expect(await trigger.ids()).toEqual([]);
		pass(30);
		trigger.restart();
		expect(await trigger.ids()).toEqual([later.id]);
		trigger.restart();
		expect(await trigger.ids()).toEqual([]);
	});

	it.each([-26, 26])("is emitted though n8n's clock is %i hours wrong", async (hours) => {
		Trigger.clock += hours * HOUR * 60_000;
		here.world.fill(3);
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 1, 31)).toEqual([survey.id]);
		const next = here.world.publish(3);
		expect(await polls(trigger, 3, 5)).toEqual([next.id]);
	});

	it.each<[string, Quirks, number]>([
		['ignores every filter', { ignoresFilters: true }, 250],
		['ignores every filter', { ignoresFilters: true }, 20],
		['counts no pages', { noTotal: true }, 250],
		['counts no pages', { noTotal: true }, 100],
		['writes in snake_case', { snake: true }, 250],
		['gives no dates', { without: NO_DATES }, 20],
		['gives no dates', { without: NO_DATES }, 0],
		['gives no dates', { without: NO_DATES }, 250],
		['gives no sample size', { without: ['sampleSize'] }, 250],
		['sends no HTTP date', { noClock: true }, 250],
	])('is emitted once where PickFu %s (%j), among %i', async (_, quirks, count) => {
		const { world } = here;
		world.fill(count);
		world.quirks = quirks;
		const survey = world.publish(30);
		const trigger = watch();
		expect(await trigger.ids()).toEqual([]);
		pass(10);
		const between = world.publish(5);
		const emitted = await polls(trigger, 4, 5);
		emitted.push(...(await polls(trigger, 144, 10)));
		expect(emitted.sort()).toEqual([between.id, survey.id].sort());
		world.extend(survey, 20);
		expect(await polls(trigger, 150, 10)).toEqual([survey.id]);
	});

	it('is emitted once where PickFu adds its time later', async () => {
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		here.world.quirks = { without: NO_DATES };
		expect(await polls(trigger, 1, 31)).toEqual([survey.id]);
		here.world.quirks = {};
		expect(await polls(trigger, 1, 5)).toEqual([]);
		here.world.extend(survey, 10);
		expect(await polls(trigger, 10, 5)).toEqual([survey.id]);
	});

	it('is emitted once where PickFu leaves its time out later', async () => {
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 1, 31)).toEqual([survey.id]);
		here.world.quirks = { without: NO_DATES };
		expect(await polls(trigger, 10, 5)).toEqual([]);
	});

	it('that cannot be read does not keep the others back, over a restart either', async () => {
		const { world } = here;
		const old = world.fill(250);
		const [first, stuck] = [world.publish(20), world.publish(30)];
		const trigger = watch();
		await trigger.poll();
		pass(40);
		world.before = ({ path }) => (path === `/surveys/${stuck.id}` ? 503 : undefined);
		expect(await trigger.ids()).toEqual([first.id]);
		world.extend(old[150]!, 5);
		expect(await polls(trigger, 144, 10)).toEqual([old[150]!.id]);
		world.before = () => undefined;
		trigger.restart();
		expect(await polls(trigger, 3, 10)).toEqual([stuck.id]);
	});

	it('is emitted by one of two polls that overlap', async () => {
		const survey = here.world.publish(20);
		const trigger = watch();
		await trigger.poll();
		pass(30);
		const both = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(both.map(idsOf)).toEqual([[survey.id], []]);
	});
});

it('a published survey is emitted itself, whatever is wanted of completed ones', async () => {
	const trigger = watch({ event: 'surveyPublished', output: 'responses' });
	await trigger.poll();
	const { id } = here.world.publish(30);
	expect(await polls(trigger, 1, 5)).toEqual([id]);
});

it.each<[string, IDataObject]>([
	['event', { event: 'surveyPublished' }],
	['tag', { scope: 'tag', tagId: '7' }],
	['surveys', { scope: 'text', text: 'mugs' }],
])('another %s is a new baseline', async (_, parameters) => {
	here.world.fill(5);
	const trigger = watch();
	await trigger.poll();
	here.world.publish(5, { tags: [7] });
	pass(10);
	Object.assign(trigger.parameters, parameters);
	expect(await trigger.offAndOn()).toEqual([]);
	expect(await polls(trigger, 5, 10)).toEqual([]);
	const { id } = here.world.publish(5, { tags: [7] });
	expect(await polls(trigger, 5, 10)).toEqual([id]);
});

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

describe('the cost in requests', () => {
	/** Surveys an hour apart, some of which still run. */
	function fill(count: number, running: number, apart = HOUR): void {
		for (let index = count; index > 0; index -= 1) {
			const publishedAt = here.world.now - index * apart * 60_000;
			const isRunning = running > 0 && index % Math.max(1, Math.floor(count / running)) === 0;
			const minutes = isRunning ? index * apart + 100_000 : 10;
			here.world.publish(minutes, { publishedAt, answers: [] });
		}
	}

	/** Requests of each quiet poll of a day. */
	async function quiet(event: string, count: number): Promise<number[]> {
		const trigger = watch({ event });
		await trigger.poll();
		asked();
		const cost: number[] = [];
		for (let poll = 0; poll < count; poll += 1) {
			expect(await polls(trigger, 1, 5)).toEqual([]);
			cost.push(asked().length);
		}
		return cost;
	}

	it.each(['surveyCompleted', 'surveyPublished', 'newResponse'])(
		'is 1 in a quiet poll for %s with up to 100 surveys',
		async (event) => {
			fill(100, 5);
			expect(new Set(await quiet(event, 12))).toEqual(new Set([1]));
		},
	);

	// The smaller pages stand for accounts of 5,000 and 25,000 surveys with 100 a page.
	it.each([
		['surveyCompleted', 101, 3, 2.1, 100],
		['surveyCompleted', 1_000, 20, 2.2, 20],
		['surveyPublished', 300, 5, 2.1, 100],
		['newResponse', 300, 0, 2.1, 100],
		['surveyCompleted', 1_000, 3, 2.1, 100],
		['surveyCompleted', 1_000, 2, 3, 4],
	])(
		'is 2 in a quiet poll for %s with %i surveys of which %i run, and on average of a day at most %d, with %i a page',
		async (event, count, running, most, pageSize) => {
			here.world.pageSize = pageSize;
			fill(count, running);
			const cost = await quiet(event, 288);
			const mean = cost.reduce((sum, one) => sum + one) / cost.length;
			const pages = Math.ceil(count / pageSize);
			figures(`Requests of a quiet poll, ${event}, ${pages} pages, ${running} running`, mean);
			expect(Math.min(...cost)).toBe(2);
			expect(mean).toBeLessThanOrEqual(most);
		},
		60_000,
	);

	it('is 2 although 20 pages of surveys were published in one minute', async () => {
		here.world.pageSize = 25;
		const trigger = watch({ event: 'surveyPublished' });
		here.world.fill(150);
		await trigger.poll();
		pass(2);
		fill(500, 0, 0.002);
		pass(1);
		expect(await polls(trigger, 12, 5)).toHaveLength(500);
		asked();
		await polls(trigger, 6, 5);
		expect(asked().length).toBeLessThanOrEqual(14);
	});

	it('stays small where PickFu ignores its filters', async () => {
		fill(1_000, 0);
		here.world.quirks = { ignoresFilters: true };
		expect(Math.max(...(await quiet('surveyCompleted', 12)))).toBeLessThanOrEqual(4);
	});

	it('stays small where the list of those that run fails for a moment', async () => {
		fill(300, 50);
		const trigger = watch();
		await polls(trigger, 2, 5);
		asked();
		here.world.before = ({ query }) => (query.status ? 503 : undefined);
		expect(await polls(trigger, 1, 5)).toEqual([]);
		expect(asked().filter((one) => !one.startsWith('/surveys '))).toEqual([]);
	});

	it('is 1 more for each survey that is emitted', async () => {
		here.world.fill(1_000);
		const surveys = [here.world.publish(30), here.world.publish(30)];
		const trigger = watch();
		await trigger.poll();
		await polls(trigger, 1, 1);
		asked();
		expect(await polls(trigger, 1, 31)).toEqual(surveys.map(({ id }) => id));
		expect(asked().filter((line) => !/surveys page=\d+$/.test(line))).toHaveLength(4);
	});

	it('is that of the responses only when somebody has responded', async () => {
		const survey = here.world.publish(600);
		const trigger = watch({ event: 'newResponse' });
		await trigger.poll();
		await polls(trigger, 1, 1);
		asked();
		expect(await polls(trigger, 1, 0)).toEqual([]);
		expect(asked()).toHaveLength(1);
		expect((await polls(trigger, 1, 300)).length).toBeGreaterThan(0);
		expect(asked()).toEqual([
			'/surveys page=1',
			`/surveys/${survey.id}/responses page=1`,
			`/surveys/${survey.id}`,
		]);
	});

	it.each([
		['surveyCompleted', 3, 0, 1_000],
		['surveyCompleted', 100, 0, 3_000],
		['newResponse', 100, 50, 60_000],
	])(
		'in what n8n stores for %s with %i surveys that run and %i responses to each is at most %d letters more',
		async (event, running, people, most) => {
			here.world.fill(5_000);
			for (let index = 0; index < running; index += 1) {
				// As long as PickFu's own ids.
				const id = `5b9f2c1e-7a3d-4c55-9d21-${String(index).padStart(12, '0')}`;
				here.world.publish(100_000, {
					id,
					publishedAt: here.world.now - 60_000,
					sampleSize: Math.max(1, people),
					answers: Array.from({ length: people }, (_, at) => ({ id: `${id}-${at}`, at: 0 })),
				});
			}
			const trigger = watch({ event });
			await trigger.poll();
			figures(`Stored for ${event}, ${running} running`, trigger.size);
			expect(trigger.size).toBeLessThan(700 + 42 * running + most);
		},
	);
});

describe('responses', () => {
	const responses = (parameters = {}) => watch({ event: 'newResponse', ...parameters });

	it('are emitted once, through restarts and an extension', async () => {
		const trigger = responses();
		await trigger.poll();
		const survey = here.world.publish(200, { sampleSize: 250 });
		const emitted: string[] = [];
		for (let poll = 0; poll < 20; poll += 1) {
			if (poll === 12) here.world.extend(survey, 100);
			if (poll % 3 === 1) trigger.restart();
			emitted.push(...(await polls(trigger, 1, 20)));
		}
		expect(emitted).toEqual(survey.answers.map(({ id }) => id));
		expect(emitted).toHaveLength(265);
	});

	it('are all emitted where PickFu does not count them', async () => {
		here.world.quirks = { without: ['numResponses'] };
		const trigger = watch({ event: 'newResponse' });
		await trigger.poll();
		const { answers } = here.world.publish(12);
		expect(await polls(trigger, 4, 5)).toEqual(answers.map(({ id }) => id));
	});

	it('to a survey that runs are not forgotten for those to a large one that is over', async () => {
		const trigger = watch({ event: 'newResponse' });
		await trigger.poll();
		const running = here.world.publish(60);
		here.world.publish(5, { sampleSize: 11_200 });
		const emitted = await polls(trigger, 13, 5);
		expect(emitted.filter((id) => id.startsWith(`${running.id}-`))).toEqual(
			running.answers.map(({ id }) => id),
		);
	});

	it('that were there at the start are not emitted', async () => {
		const survey = here.world.publish(100);
		pass(50);
		const old = survey.answers.filter(({ at }) => at <= here.world.now).length;
		const trigger = responses();
		expect(await trigger.ids()).toEqual([]);
		expect(old).toBeGreaterThan(5);
		trigger.restart();
		expect(await polls(trigger, 1, 60)).toEqual(survey.answers.slice(old).map(({ id }) => id));
	});

	it('that arrive while pages are read, newest first, are emitted once', async () => {
		const { world } = here;
		const survey = world.publish(300, { sampleSize: 400 });
		const trigger = responses();
		await trigger.poll();
		world.before = () => {
			world.now += 3 * 60_000;
			survey.answers.sort((a, b) => b.at - a.at);
			return undefined;
		};
		const emitted = await polls(trigger, 30, 0);
		emitted.push(...(await polls(trigger, 4, 100)));
		expect(new Set(emitted).size).toBe(400);
		expect(emitted).toHaveLength(400);
	});

	it('that PickFu counts before it returns them are read again', async () => {
		const { world } = here;
		const survey = world.publish(60);
		const trigger = responses();
		await trigger.poll();
		pass(61);
		const late = survey.answers.pop()!;
		const record = world.record.bind(world);
		world.record = (one) => ({ ...record(one), numResponses: 15 });
		expect(await trigger.ids()).toHaveLength(14);
		survey.answers.push(late);
		expect(await polls(trigger, 1, 1)).toEqual([late.id]);
		asked();
		expect(await polls(trigger, 1, 1)).toEqual([]);
		expect(asked()).toHaveLength(1);
	});

	it('that are old stay old, though PickFu counts them before it returns them', async () => {
		const { world } = here;
		const survey = world.publish(600);
		pass(300);
		const [late] = survey.answers.splice(0, 1);
		const record = world.record.bind(world);
		let missing = 1;
		world.record = (one) => {
			const made = record(one);
			return { ...made, numResponses: Number(made.numResponses) + missing };
		};
		const trigger = responses();
		await trigger.poll();
		survey.answers.unshift(late!);
		missing = 0;
		expect(await polls(trigger, 1, 1)).toEqual([]);
		const old = survey.answers.filter(({ at }) => at <= world.now).length;
		expect(await polls(trigger, 1, 300)).toEqual(survey.answers.slice(old).map(({ id }) => id));
	});

	it('that PickFu counts and never returns are given up, so that quiet polls stay quiet', async () => {
		const { world } = here;
		world.publish(6_000);
		const record = world.record.bind(world);
		world.record = (one) => ({ ...record(one), numResponses: 9 });
		const trigger = responses();
		await polls(trigger, 6, 1);
		asked();
		expect(await polls(trigger, 1, 1)).toEqual([]);
		expect(asked()).toHaveLength(1);
	});

	it('that cannot be read do not keep those of other surveys back', async () => {
		const { world } = here;
		const [one, other] = [world.publish(10), world.publish(10)];
		const trigger = responses();
		await trigger.poll();
		pass(20);
		world.before = ({ path }) => (path.startsWith(`/surveys/${other.id}`) ? 503 : undefined);
		expect(await trigger.ids()).toEqual(one.answers.map(({ id }) => id));
		world.before = () => undefined;
		trigger.restart();
		expect(await trigger.ids()).toEqual(other.answers.map(({ id }) => id));
		expect(await polls(trigger, 1, 5)).toEqual([]);
	});
});
