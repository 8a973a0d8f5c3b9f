import { idsOf, play } from '../support/triggerPlay.mts';
import { Trigger } from '../support/triggerPlain.mts';
import type { Quirks } from '../support/triggerWorld.mts';

const HOUR = 60;
const NO_DATES = ['createdAt', 'publishedAt', 'completedAt'];

const here = play();
const { watch, pass, polls } = here;

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

it('emits a second completion whose time PickFu leaves at the first one', async () => {
	here.world.quirks = { keepsCompletion: true };
	const survey = here.world.publish(10);
	const trigger = watch();
	await trigger.poll();
	expect(await polls(trigger, 4, 5)).toEqual([survey.id]);
	here.world.extend(survey, 30);
	expect(await polls(trigger, 8, 5)).toEqual([survey.id]);
});

it('emits a second completion that was hidden, where PickFu gives no time of it', async () => {
	here.world.quirks = { without: ['completedAt'] };
	const [survey] = here.world.fill(250);
	const trigger = watch();
	await trigger.poll();
	await polls(trigger, 10, 5);
	here.world.extend(survey!, 2);
	expect(await polls(trigger, 288, 5)).toEqual([survey!.id]);
});

it('tells two surveys apart whose short names were once the same', async () => {
	const old = here.world.publish(10, { id: 'a765cc08-9bf6-4f5d-a11c-5bd8dd1192de' });
	pass(30);
	const running = here.world.publish(2 * HOUR, { id: '3ba49de7-6e99-4ea3-ae0e-3179066fb1b2' });
	const trigger = watch();
	await trigger.poll();
	expect(await polls(trigger, 6, 5)).toEqual([]);
	expect(await polls(trigger, 30, 5)).toEqual([running.id]);
	expect(old.id).not.toBe(running.id);
});

it('emits once where two registrations of one workflow poll in one process', async () => {
	here.world.fill(5);
	const [one, other] = [watch({}, 'twin'), watch({}, 'twin')];
	await one.poll();
	await other.poll();
	const { id } = here.world.publish(10);
	pass(15);
	expect([...(await one.ids()), ...(await other.ids())]).toEqual([id]);
});
