import { play } from '../support/triggerPlay.mts';
import { Trigger } from '../support/triggerPlain.mts';
import type { Asked } from '../support/triggerWorld.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls, asked } = here;

/** Prints what was measured when TRIGGER_FIGURES is set: where the figures of docs/trigger.md come from. */
function figures(what: string, measured: number): void {
	if (process.env.TRIGGER_FIGURES) process.stdout.write(`${what}: ${measured}\n`);
}

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

const isList = ({ path }: Asked) => path === '/surveys';

it.each(['publishedAt', 'completedAt'])('stays cheap where lists have no %s', async (member) => {
	here.world.quirks = { without: [member] };
	here.world.fill(1_000);
	const trigger = watch();
	await trigger.poll();
	await polls(trigger, 2, 5);
	here.world.asked = [];
	await polls(trigger, 288, 5);
	expect(here.world.asked.length / 288).toBeLessThan(2.3);
});

describe('the time of a poll', () => {
	it.each([
		[false, 243, 240],
		[true, 60, 36],
	])('is bounded (durable scheduler %s)', async (isDurable, pages, seconds) => {
		here.world.pageSize = 5;
		here.world.fill(pages * 5);
		const trigger = watch();
		trigger.isDurable = isDurable;
		here.world.before = () => void (Trigger.clock += 2_500);
		const longest: number[] = [];
		for (let poll = 0; poll < 10; poll += 1) {
			const before = Trigger.clock;
			await trigger.poll();
			longest.push((Trigger.clock - before) / 1000);
			pass(5);
		}
		expect(Math.max(...longest)).toBeLessThanOrEqual(seconds);
		expect(trigger.errors).toEqual([]);
		const { id } = here.world.publish(10);
		here.world.before = () => undefined;
		expect(await polls(trigger, 3, 5)).toEqual([id]);
	});

	it('lets one survey after the other be emitted where several do not fit', async () => {
		const surveys = Array.from({ length: 5 }, () => here.world.publish(10, { sampleSize: 2_500 }));
		const trigger = watch({ output: 'responses' });
		trigger.isDurable = true;
		await trigger.poll();
		pass(10);
		here.world.before = () => void (Trigger.clock += 1_000);
		const emitted = new Set<string>();
		for (let poll = 0; poll < 10; poll += 1) {
			pass(1);
			(await trigger.ids()).forEach((id) => emitted.add(id.split('-')[0]!));
		}
		expect([...emitted].sort()).toEqual(surveys.map(({ id }) => id).sort());
	});
});

it('finds a completion outside the newest publications for at most two requests more', async () => {
	const running = Array.from({ length: 50 }, (_, index) =>
		here.world.publish(400 * DAY + index * 17 + 30, {
			publishedAt: here.world.now - 400 * DAY * 60_000,
			answers: [],
		}),
	);
	here.world.fill(5_000);
	const trigger = watch();
	await trigger.poll();
	await polls(trigger, 3, 5);
	for (let poll = 0; poll < 100; poll += 1) {
		here.world.asked = [];
		const emitted = await polls(trigger, 1, 5);
		const pages = here.world.asked.filter(
			(asked) => isList(asked) && !asked.query.status && !asked.query.published_after,
		);
		expect(here.world.asked.length - pages.length).toBeLessThanOrEqual(2 + 2 * emitted.length);
	}
	expect(running.length).toBe(50);
});
