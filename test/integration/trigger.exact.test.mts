import { account, idsOf } from '../support/triggerNock.mts';
import { Trigger } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const pickFu = account();
const HOUR = 60;

/** Old surveys, the newest last: completed, and so old. */
function old(count: number): void {
	const { world } = pickFu;
	for (let index = count; index > 0; index -= 1) {
		world.publish(10, { publishedAt: world.now - index * HOUR * 60_000 });
	}
}

it('tells nothing old when it is switched on, and then what completes', async () => {
	old(3);
	const running = pickFu.world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted');
	expect(await trigger.poll()).toBeNull();
	pickFu.pass(29);
	expect(await trigger.poll()).toBeNull();
	pickFu.pass(1);
	expect(idsOf(await trigger.poll())).toEqual([running.id]);
	pickFu.pass(1);
	expect(await trigger.poll()).toBeNull();
});

it.each([3, 250])(
	'tells a survey that is published and completed between two polls, in an account with %i',
	async (count) => {
		old(count);
		const trigger = pickFu.trigger('surveyCompleted');
		await trigger.poll();
		pickFu.pass(10);
		const { id } = pickFu.world.publish(5);
		pickFu.pass(10);
		expect(idsOf(await trigger.poll())).toEqual([id]);
		pickFu.pass(10);
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	},
);

it('tells events of one poll in the order in which they happened, whatever the order of the list', async () => {
	const [late, early] = [pickFu.world.publish(50), pickFu.world.publish(20)];
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(60);
	expect(idsOf(await trigger.poll())).toEqual([early.id, late.id]);
});

it.each([1, 250])(
	'tells a survey that was extended once more when it completes again, in an account with %i others',
	async (count) => {
		old(count);
		const survey = pickFu.world.publish(30);
		const trigger = pickFu.trigger('surveyCompleted');
		await trigger.poll();
		pickFu.pass(31);
		expect(idsOf(await trigger.poll())).toEqual([survey.id]);
		pickFu.world.extend(survey, 30);
		pickFu.pass(10);
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		pickFu.pass(30);
		expect(idsOf(await trigger.poll())).toEqual([survey.id]);
		expect(await trigger.poll()).toBeNull();
	},
);

it('finds an old survey among 1,000 that was extended and completed between two polls, within a look through the list', async () => {
	old(1_000);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	const [survey] = pickFu.world.surveys.values();
	pickFu.world.extend(survey!, 5);
	pickFu.pass(10);
	const told: string[] = [];
	for (let poll = 0; poll < 24; poll += 1) told.push(...idsOf(await trigger.poll()));
	expect(told).toEqual([survey!.id]);
});

it('keeps an event that has not come to light yet, although a hundred newer ones were told', async () => {
	old(1_000);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	const hidden = [...pickFu.world.surveys.values()][400]!;
	pickFu.world.extend(hidden, 1);
	const told: string[] = [];
	for (let poll = 0; poll < 24; poll += 1) {
		for (let count = 0; count < 10; count += 1) pickFu.world.publish(5);
		pickFu.pass(10);
		told.push(...idsOf(await trigger.poll()));
	}
	expect(told).toHaveLength(241);
	expect(told.filter((id) => id === hidden.id)).toHaveLength(1);
});

it('tells every event once although the list has another order at each poll', async () => {
	const { world } = pickFu;
	old(250);
	let turn = 0;
	world.order = (surveys) =>
		[...surveys].sort(
			(a, b) =>
				((Number(a.id.slice(1)) * 7919 + turn) % 263) -
				((Number(b.id.slice(1)) * 7919 + turn) % 263),
		);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	const told: string[] = [];
	const due: string[] = [];
	for (let poll = 0; poll < 30; poll += 1) {
		turn += 17;
		due.push(world.publish(poll % 2 === 0 ? 1 : 45).id);
		pickFu.pass(20);
		told.push(...idsOf(await trigger.poll()));
	}
	pickFu.pass(60);
	told.push(...idsOf(await trigger.poll()));
	expect(told.sort()).toEqual(due.sort());
});

it('tells a survey once that is archived as soon as it has completed', async () => {
	old(2);
	const survey = pickFu.world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(40);
	survey.isArchived = true;
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	expect(await trigger.poll()).toBeNull();
});

it('tells nothing of a survey that is deleted or archived before it completes', async () => {
	const gone = pickFu.world.publish(30);
	const archived = pickFu.world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.world.surveys.delete(gone.id);
	archived.isArchived = true;
	archived.completions = [Number.MAX_SAFE_INTEGER / 2];
	pickFu.pass(10);
	expect(await trigger.poll()).toBeNull();
	expect(await trigger.poll()).toBeNull();
	expect(pickFu.asked().filter((line) => line.includes('archived'))).toHaveLength(1);
});

it('is at the same place after n8n was started anew, also from what was saved long ago', async () => {
	old(5);
	const survey = pickFu.world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(31);
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	for (let poll = 0; poll < 20; poll += 1) {
		pickFu.pass(10);
		expect(await trigger.poll()).toBeNull();
	}
	const later = pickFu.world.publish(30);
	pickFu.pass(10);
	expect(await trigger.poll()).toBeNull();
	trigger.restart();
	expect(await trigger.poll()).toBeNull();
	pickFu.pass(30);
	trigger.restart();
	expect(idsOf(await trigger.poll())).toEqual([later.id]);
	trigger.restart();
	expect(await trigger.poll()).toBeNull();
});

it.each([-26, 26])("does not mind that n8n's clock goes %i hours wrong", async (hours) => {
	Trigger.clock += hours * 3_600_000;
	old(3);
	const survey = pickFu.world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(31);
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	const next = pickFu.world.publish(3);
	pickFu.pass(5);
	expect(idsOf(await trigger.poll())).toEqual([next.id]);
});

it.each([
	['ignores every filter', { ignoresFilters: true }, 250],
	['ignores every filter', { ignoresFilters: true }, 20],
	['counts no pages', { noTotal: true }, 250],
	['counts no pages', { noTotal: true }, 100],
	['writes in snake_case', { snake: true }, 250],
	['tells no dates', { noDates: true }, 20],
	['tells no dates', { noDates: true }, 0],
])(
	'tells each completion once where PickFu %s (%j), in an account with %i surveys',
	async (_, quirks, count) => {
		const { world } = pickFu;
		old(count);
		world.quirks = quirks;
		const survey = world.publish(30);
		const trigger = pickFu.trigger('surveyCompleted');
		expect(await trigger.poll()).toBeNull();
		pickFu.pass(10);
		const between = world.publish(5);
		pickFu.pass(10);
		const told: string[] = [];
		for (let poll = 0; poll < 8; poll += 1) told.push(...idsOf(await trigger.poll()));
		pickFu.pass(20);
		for (let poll = 0; poll < 8; poll += 1) told.push(...idsOf(await trigger.poll()));
		world.extend(survey, 20);
		for (let poll = 0; poll < 8; poll += 1) told.push(...idsOf(await trigger.poll()));
		pickFu.pass(30);
		for (let poll = 0; poll < 8; poll += 1) told.push(...idsOf(await trigger.poll()));
		expect(told).toEqual([between.id, survey.id, survey.id]);
	},
);

it('tells a completion once whose time PickFu adds later', async () => {
	const survey = pickFu.world.publish(30);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(31);
	pickFu.world.quirks = { noDates: true };
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	pickFu.world.quirks = {};
	expect(await trigger.poll()).toBeNull();
	pickFu.world.extend(survey, 10);
	pickFu.pass(20);
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	expect(await trigger.poll()).toBeNull();
});

it('tells the first of two events when the second cannot be read, and that one later', async () => {
	const { world } = pickFu;
	const [first, second] = [world.publish(20), world.publish(30)];
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(40);
	world.before = ({ path }) => (path === `/surveys/${second.id}` ? 503 : undefined);
	expect(idsOf(await trigger.poll())).toEqual([first.id]);
	world.before = () => undefined;
	trigger.restart();
	expect(idsOf(await trigger.poll())).toEqual([second.id]);
	expect(await trigger.poll()).toBeNull();
});

it('goes on with all other events while one survey can never be read', async () => {
	const { world } = pickFu;
	old(250);
	const stuck = world.publish(10);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	world.before = ({ path }) => (path === `/surveys/${stuck.id}` ? 503 : undefined);
	pickFu.pass(20);
	expect(await trigger.poll()).toBeNull();
	// On the second page of the list, and not among the recent ones.
	const hidden = [...world.surveys.values()][150];
	world.extend(hidden!, 5);
	pickFu.pass(10);
	const told: string[] = [];
	for (let poll = 0; poll < 12; poll += 1)
		told.push(...idsOf(await trigger.poll().catch(() => null)));
	expect(told).toEqual([hidden!.id]);
	world.before = () => undefined;
	expect(idsOf(await trigger.poll())).toEqual([stuck.id]);
});

it('tells a part when the time of a poll is over, and the rest with the next', async () => {
	const { world } = pickFu;
	for (let count = 0; count < 30; count += 1) world.publish(20);
	const trigger = pickFu.trigger('surveyCompleted', {}, { budgetMs: 36_000 });
	await trigger.poll();
	pickFu.pass(30);
	world.before = ({ path }) => void (Trigger.clock += path === '/surveys' ? 0 : 2_000);
	const first = idsOf(await trigger.poll());
	const second = idsOf(await trigger.poll());
	const third = idsOf(await trigger.poll());
	expect(first.length).toBeGreaterThan(0);
	expect(first.length).toBeLessThan(30);
	expect(new Set([...first, ...second, ...third]).size).toBe(30);
	expect(first.length + second.length + third.length).toBe(30);
});

it('lets one poll at a time tell', async () => {
	const { world } = pickFu;
	const survey = world.publish(20);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(30);
	const both = await Promise.all([trigger.poll(), trigger.poll()]);
	expect(both.map((items) => idsOf(items))).toEqual([[survey.id], []]);
});

it('begins anew when it is told to watch something else', async () => {
	const { world } = pickFu;
	old(5);
	const before = pickFu.trigger('surveyCompleted');
	await before.poll();
	world.publish(5);
	pickFu.pass(10);
	const saved = before.saved();
	for (const [event, fields] of [
		['surveyPublished', {}],
		['surveyCompleted', { scope: 'tag', tagId: '7' }],
		['surveyCompleted', { authentication: 'oAuth2' }],
	] as const) {
		expect(await pickFu.trigger(event, fields, { saved }).poll()).toBeNull();
	}
});
