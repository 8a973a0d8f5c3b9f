import type { IDataObject } from 'n8n-workflow';
import { play } from '../support/triggerPlay.mts';
import { Trigger } from '../support/triggerPlain.mts';
import type { Asked } from '../support/triggerWorld.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls } = here;

const isList = ({ path }: Asked) => path === '/surveys';

describe('a survey that cannot be read', () => {
	it('is given up after a day and emitted with the reason, without a failed execution', async () => {
		const [stuck, other] = [here.world.publish(10), here.world.publish(20)];
		const trigger = watch();
		await trigger.poll();
		here.world.before = ({ path }) => (path === `/surveys/${stuck.id}` ? 404 : undefined);
		expect(await polls(trigger, 12, 5)).toEqual([other.id]);
		here.world.asked = [];
		expect(await polls(trigger, 1, 5)).toEqual([]);
		expect(here.world.asked).toHaveLength(2);
		pass(DAY);
		const [item] = await trigger.poll();
		expect(item!.json).toMatchObject({ id: stuck.id, notRead: expect.any(String) });
		expect(await polls(trigger, 20, 60)).toEqual([]);
		expect(trigger.errors).toEqual([]);
	});

	const minutes = (items: number[]) => items.map((ms) => Math.round(ms / 60_000));

	it.each([
		// docs/trigger.md: tried for a day, at 10 polls at least.
		['5 minutes', 5, 24 * HOUR],
		['day', DAY, 9 * DAY],
	])('with polls every %s is tried for a day, and ten times', async (_, interval, most) => {
		const stuck = here.world.publish(1);
		const trigger = watch({ simplify: true });
		await trigger.poll();
		const tried: number[] = [];
		here.world.before = ({ path }) => {
			if (isList({ path, query: {} })) return undefined;
			tried.push(here.world.now);
			return { status: 403, message: 'Later' };
		};
		let items: IDataObject[] = [];
		while (items.length === 0 && tried.length < 1_000) {
			pass(interval);
			items = (await trigger.poll()).map(({ json }) => json);
		}
		expect(items).toEqual([
			expect.objectContaining({
				id: stuck.id,
				numResponses: 15,
				notRead: "Your PickFu role doesn't allow this (403): Later",
			}),
		]);
		expect(minutes([tried.at(-1)! - tried[0]!])).toEqual([most]);
		expect(tried.length).toBeGreaterThanOrEqual(10);
		expect(await polls(trigger, 5, interval)).toEqual([]);
	});

	it('and is gone from the lists is emitted by its ID alone, once', async () => {
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		pass(40);
		survey.isArchived = true;
		here.world.before = ({ path }) => (path === `/surveys/${survey.id}` ? 403 : undefined);
		expect(await polls(trigger, 2, 12 * HOUR)).toEqual([]);
		const emitted: IDataObject[] = [];
		for (let poll = 0; poll < 30; poll += 1) {
			pass(3 * HOUR);
			emitted.push(...(await trigger.poll()).map(({ json }) => json));
		}
		expect(emitted).toEqual([{ id: survey.id, notRead: expect.stringMatching(/role/) }]);
		here.world.before = () => undefined;
		survey.isArchived = false;
		expect(await polls(trigger, 5, 5)).toEqual([]);
	});

	it('does not keep the responses to others back', async () => {
		const [stuck, other] = [here.world.publish(10), here.world.publish(20)];
		const trigger = watch({ event: 'newResponse' });
		await trigger.poll();
		here.world.before = ({ path }) => (path === `/surveys/${stuck.id}/responses` ? 403 : undefined);
		const emitted = await polls(trigger, 288, 5);
		expect(emitted.filter((id) => id.startsWith(`${other.id}-`))).toHaveLength(15);
		const more = await polls(trigger, 60, 60);
		expect([...emitted, ...more].filter((id) => id === stuck.id)).toHaveLength(1);
		expect(trigger.errors).toEqual([]);
	});

	it('and is extended meanwhile is emitted when it has completed again', async () => {
		const trigger = watch();
		await trigger.poll();
		const survey = here.world.publish(5);
		here.world.before = ({ path }) => (path === `/surveys/${survey.id}` ? 500 : undefined);
		expect(await polls(trigger, 2, 5)).toEqual([]);
		here.world.before = () => undefined;
		here.world.extend(survey, 30);
		expect(await polls(trigger, 3, 5)).toEqual([]);
		expect(await polls(trigger, 6, 5)).toEqual([survey.id]);
	});

	it('within the time of a poll does not keep the others back', async () => {
		const trigger = watch();
		await trigger.poll();
		const slow = here.world.publish(5);
		const { id } = here.world.publish(6);
		here.world.before = ({ path }) => {
			if (path !== `/surveys/${slow.id}`) return undefined;
			Trigger.clock += 10 * 60_000;
			return 503;
		};
		expect(await polls(trigger, 6, 5)).toEqual([id]);
	});

	it('with more responses than a poll has time for does not keep the others back', async () => {
		here.world.pageSize = 10;
		const trigger = watch({ output: 'responses' });
		await trigger.poll();
		const large = here.world.publish(5, { sampleSize: 200 });
		const { answers } = here.world.publish(6);
		here.world.before = ({ path }) => {
			if (path === `/surveys/${large.id}/responses`) Trigger.clock += 60_000;
			return undefined;
		};
		expect(await polls(trigger, 6, 5)).toEqual(answers.map(({ id }) => id));
	});

	it('for a moment only is emitted in full', async () => {
		const { id } = here.world.publish(10);
		const trigger = watch();
		await trigger.poll();
		pass(20);
		here.world.before = (asked) => (isList(asked) ? undefined : 403);
		expect(await trigger.ids()).toEqual([]);
		here.world.before = () => undefined;
		pass(5);
		const [item] = await trigger.poll();
		expect(item!.json).toMatchObject({ id, status: 'completed' });
		expect(item!.json.notRead).toBeUndefined();
	});

	it('and is not listed for a while is emitted when it has completed, not before', async () => {
		const survey = here.world.publish(60);
		const trigger = watch();
		await trigger.poll();
		survey.shownFrom = here.world.now + 30 * 60_000;
		here.world.before = ({ path }) => (path === `/surveys/${survey.id}` ? 503 : undefined);
		expect(await polls(trigger, 2, 5)).toEqual([]);
		here.world.before = () => undefined;
		expect(await polls(trigger, 9, 5)).toEqual([]);
		expect(await polls(trigger, 3, 5)).toEqual([survey.id]);
	});

	it('and runs is not emitted when it was deleted', async () => {
		const { id } = here.world.publish(DAY);
		const trigger = watch();
		await trigger.poll();
		here.world.surveys.delete(id);
		here.world.before = ({ path }) => (path === `/surveys/${id}` ? 404 : undefined);
		expect(await polls(trigger, 300, 10)).toEqual([]);
	});
});
