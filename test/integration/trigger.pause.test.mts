import type { IDataObject } from 'n8n-workflow';
import { account, idsOf } from '../support/triggerNock.mts';
import { Trigger } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const pickFu = account();
const DAY = 24 * 60;

/**
 * A week's pause in an account with 120 surveys. One survey runs when the workflow is switched off
 * and completes meanwhile, one is published and completes meanwhile, one old survey is extended and
 * completes again, one is published and still runs at the end.
 */
async function pause(options: IDataObject) {
	const { world } = pickFu;
	for (let index = 120; index > 0; index -= 1)
		world.publish(10, { publishedAt: world.now - index * 3_600_000 });
	const watched = world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted', { options });
	await trigger.poll();
	pickFu.pass(1);
	await trigger.poll();
	pickFu.pass(DAY);
	const unseen = world.publish(30);
	const [old] = world.surveys.values();
	world.extend(old!, 30);
	pickFu.pass(6 * DAY);
	const running = world.publish(30);
	pickFu.pass(10);
	const told = idsOf(await trigger.switchOffAndOn());
	const later: string[] = [];
	for (let poll = 0; poll < 6; poll += 1) {
		pickFu.pass(10);
		later.push(...idsOf(await trigger.poll()));
	}
	// What happens from then on is told in any case.
	expect(later).toEqual([running.id]);
	return { told, watched: watched.id, unseen: unseen.id, old: old!.id };
}

it('tells, of a week in which the workflow was switched off, the events of the surveys that it was watching', async () => {
	const { told, watched, old } = await pause({});
	expect(told).toEqual([watched, old]);
});

it('tells all events of that week where that is chosen', async () => {
	const { told, watched, unseen, old } = await pause({ pausedEvents: 'all' });
	expect(told.sort()).toEqual([watched, unseen, old].sort());
});

it('tells none of them where that is chosen', async () => {
	expect((await pause({ pausedEvents: 'none' })).told).toEqual([]);
});

it('takes switching off and on to change the workflow for no pause', async () => {
	const trigger = pickFu.trigger('surveyCompleted', { options: { pausedEvents: 'none' } });
	await trigger.poll();
	const survey = pickFu.world.publish(10);
	pickFu.pass(30);
	expect(idsOf(await trigger.switchOffAndOn())).toEqual([survey.id]);
});

it('takes the hours between daily polls for no pause', async () => {
	const pollTimes = { item: [{ mode: 'everyDay', hour: 9, minute: 0 }] };
	const trigger = pickFu.trigger('surveyCompleted', {
		pollTimes,
		options: { pausedEvents: 'none' },
	});
	await trigger.poll();
	const survey = pickFu.world.publish(10);
	pickFu.pass(20 * 60);
	expect(idsOf(await trigger.switchOffAndOn())).toEqual([survey.id]);
	pickFu.world.publish(10);
	pickFu.pass(3 * DAY);
	expect(await trigger.switchOffAndOn()).toBeNull();
});

it('keeps to what is chosen when the first poll after the pause fails', async () => {
	const trigger = pickFu.trigger('surveyCompleted', { options: { pausedEvents: 'none' } });
	await trigger.poll();
	pickFu.world.publish(10);
	pickFu.pass(DAY);
	pickFu.world.before = () => 503;
	expect(await trigger.switchOffAndOn()).toBeNull();
	pickFu.world.before = () => undefined;
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.poll()).toBeNull();
});

it('tells no answers of the pause where none are to be told, and all that come afterwards', async () => {
	const survey = pickFu.world.publish(3 * DAY);
	const trigger = pickFu.trigger('newResponse', { options: { pausedEvents: 'none' } });
	await trigger.poll();
	pickFu.pass(DAY);
	expect(await trigger.switchOffAndOn()).toBeNull();
	const known = survey.answers.filter(({ at }) => at <= pickFu.world.now).length;
	pickFu.pass(3 * DAY);
	expect(idsOf(await trigger.poll())).toEqual(survey.answers.slice(known).map(({ id }) => id));
});
