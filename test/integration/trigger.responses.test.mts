import { account, idsOf } from '../support/triggerNock.mts';
import { Trigger } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const pickFu = account();

it('tells every answer once, through restarts and an extension', async () => {
	const { world } = pickFu;
	const trigger = pickFu.trigger('newResponse', { simplify: false });
	await trigger.poll();
	const survey = world.publish(200, { sampleSize: 250 });
	const told: string[] = [];
	for (let poll = 0; poll < 12; poll += 1) {
		pickFu.pass(20);
		if (poll % 3 === 1) trigger.restart();
		told.push(...idsOf(await trigger.poll()));
	}
	world.extend(survey, 100);
	for (let poll = 0; poll < 8; poll += 1) {
		pickFu.pass(20);
		if (poll === 2) trigger.restart();
		told.push(...idsOf(await trigger.poll()));
	}
	expect(told).toEqual(survey.answers.map(({ id }) => id));
	expect(told).toHaveLength(265);
});

it('tells no answer that was there when it was switched on', async () => {
	const survey = pickFu.world.publish(100);
	pickFu.pass(50);
	const old = survey.answers.filter(({ at }) => at <= pickFu.world.now);
	const trigger = pickFu.trigger('newResponse', { simplify: false });
	expect(await trigger.poll()).toBeNull();
	expect(old.length).toBeGreaterThan(5);
	trigger.restart();
	pickFu.pass(60);
	expect(idsOf(await trigger.poll())).toEqual(survey.answers.slice(old.length).map(({ id }) => id));
});

it('tells answers once that arrive while pages are read, whatever the order of the pages', async () => {
	const { world } = pickFu;
	const survey = world.publish(300, { sampleSize: 400 });
	const trigger = pickFu.trigger('newResponse', { simplify: false });
	await trigger.poll();
	// Newest first: each answer that arrives moves all others on.
	const answer = world.answer.bind(world);
	world.answer = async (asked) => {
		world.now += 3 * 60_000;
		survey.answers.sort((a, b) => b.at - a.at);
		return await answer(asked);
	};
	const told: string[] = [];
	for (let poll = 0; poll < 30; poll += 1) told.push(...idsOf(await trigger.poll()));
	pickFu.pass(300);
	for (let poll = 0; poll < 4; poll += 1) told.push(...idsOf(await trigger.poll()));
	expect(told.length).toBe(new Set(told).size);
	expect(told).toHaveLength(400);
});

it('reads again when PickFu counts an answer before it gives it', async () => {
	const { world } = pickFu;
	const survey = world.publish(60);
	const trigger = pickFu.trigger('newResponse', { simplify: false });
	await trigger.poll();
	pickFu.pass(61);
	const late = survey.answers.pop()!;
	const record = world.record.bind(world);
	world.record = (one) => ({ ...record(one), numResponses: 15 });
	expect(idsOf(await trigger.poll())).toHaveLength(14);
	survey.answers.push(late);
	expect(idsOf(await trigger.poll())).toEqual([late.id]);
	pickFu.asked();
	expect(await trigger.poll()).toBeNull();
	expect(pickFu.asked()).toHaveLength(1);
});

it('gives up on an answer that PickFu counts and never gives, so that quiet polls stay quiet', async () => {
	const { world } = pickFu;
	world.publish(6_000);
	const record = world.record.bind(world);
	world.record = (one) => ({ ...record(one), numResponses: 9 });
	const trigger = pickFu.trigger('newResponse', { simplify: false });
	for (let poll = 0; poll < 6; poll += 1) await trigger.poll();
	pickFu.asked();
	expect(await trigger.poll()).toBeNull();
	expect(pickFu.asked()).toHaveLength(1);
});

it('tells the answers of one survey when those of another cannot be read, and these later', async () => {
	const { world } = pickFu;
	const [one, other] = [world.publish(10), world.publish(10)];
	const trigger = pickFu.trigger('newResponse', { simplify: false });
	await trigger.poll();
	pickFu.pass(20);
	world.before = ({ path }) => (path.startsWith(`/surveys/${other.id}`) ? 503 : undefined);
	expect(idsOf(await trigger.poll())).toEqual(one.answers.map(({ id }) => id));
	world.before = () => undefined;
	trigger.restart();
	expect(idsOf(await trigger.poll())).toEqual(other.answers.map(({ id }) => id));
	expect(await trigger.poll()).toBeNull();
});
