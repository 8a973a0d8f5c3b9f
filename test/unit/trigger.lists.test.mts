import { everyX, play } from '../support/triggerPlay.mts';
import type { Asked } from '../support/triggerWorld.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls } = here;

const isList = ({ path }: Asked) => path === '/surveys';

it('emits a survey that the lists of a large account show two days late', async () => {
	here.world.fill(250);
	const trigger = watch({ pollTimes: everyX(60) });
	await trigger.poll();
	await polls(trigger, 48, HOUR);
	const { id } = here.world.publish(10, { shownFrom: here.world.now + 2 * DAY * 60_000 });
	expect(await polls(trigger, 96, HOUR)).toEqual([id]);
});

it('asks for recent surveys again after a poll in which PickFu ignored the filter', async () => {
	here.world.fill(1_000);
	const trigger = watch({ pollTimes: everyX(30) });
	await trigger.poll();
	here.world.quirks = { ignoresFilters: true };
	await polls(trigger, 1, 30);
	here.world.quirks = {};
	for (let round = 0; round < 10; round += 1) {
		pass(10);
		const { id } = here.world.publish(5);
		expect(await polls(trigger, 1, 20)).toEqual([id]);
	}
});

it('passes over a record of a list that has no ID', async () => {
	const trigger = watch();
	await trigger.poll();
	here.world.publish(10, { more: { id: '' } });
	const { id } = here.world.publish(20);
	expect(await polls(trigger, 4, 5)).toEqual([id]);
	expect(here.world.asked.filter((one) => !isList(one)).map(({ path }) => path)).toEqual([
		`/surveys/${id}`,
	]);
	expect(trigger.errors).toEqual([]);
});

describe('a survey that one list shows as running and another as completed', () => {
	const among = async () => {
		here.world.fill(250);
		const survey = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		await polls(trigger, 1, 5);
		pass(15);
		return { survey, trigger };
	};

	it('is emitted by the poll in which it completes between the two', async () => {
		const { survey, trigger } = await among();
		here.world.before = ({ query }) => {
			if (query.published_after) here.world.now = survey.completions[0]! + 1_000;
			return undefined;
		};
		expect(await trigger.ids()).toEqual([survey.id]);
		expect(await polls(trigger, 3, 5)).toEqual([]);
	});

	it('is emitted where the whole list shows it late', async () => {
		const { survey, trigger } = await among();
		pass(15);
		const record = here.world.record.bind(here.world);
		let isLate = false;
		here.world.before = ({ path, query }) => {
			isLate = path === '/surveys' && !query.status && !query.published_after;
			return undefined;
		};
		here.world.record = (one) => ({
			...record(one),
			...(isLate && one === survey && { status: 'in-progress', completedAt: null }),
		});
		// All pages are read after a day.
		pass(DAY);
		expect(await trigger.ids()).toEqual([survey.id]);
	});
});

describe('dates and pages as PickFu may write them', () => {
	it.each(['seconds', 'noZone'] as const)('%s', async (dates) => {
		here.world.quirks = { dates };
		here.world.now += 123;
		here.world.fill(20);
		const trigger = watch();
		await trigger.poll();
		const { id } = here.world.publish(10);
		expect(await polls(trigger, 4, 5)).toEqual([id]);
		here.world.surveys.get(id)!.publishedAt -= 5 * 60_000;
		expect(await polls(trigger, 4, 5)).toEqual([]);
	});

	it('finds what stands beyond a page that is shorter than asked for, where no pages are counted', async () => {
		here.world.pageSize = 50;
		here.world.quirks = { noTotal: true };
		here.world.fill(120);
		const { id } = here.world.publish(30);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 10, 5)).toEqual([id]);
	});
});
