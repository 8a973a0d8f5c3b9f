import { account, idsOf } from '../support/triggerNock.mts';
import { Trigger } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const pickFu = account();
const MINUTE = 60_000;

/** An account with so many surveys, some of them still running for days. */
function fill(count: number, running: number, apartMinutes = 60): void {
	const { world } = pickFu;
	for (let index = count; index > 0; index -= 1) {
		const isRunning = index % Math.max(1, Math.floor(count / running)) === 0 && running > 0;
		const publishedAt = world.now - index * apartMinutes * MINUTE;
		const minutes = isRunning ? (world.now - publishedAt) / MINUTE + 10_000 : 10;
		world.publish(minutes, { publishedAt, answers: [] });
	}
}

/** Requests of each of some quiet polls. */
async function quietPolls(event: string, polls = 6): Promise<number[]> {
	const trigger = pickFu.trigger(event);
	expect(await trigger.poll()).toBeNull();
	pickFu.asked();
	const cost: number[] = [];
	for (let poll = 0; poll < polls; poll += 1) {
		pickFu.pass(1);
		expect(await trigger.poll()).toBeNull();
		cost.push(pickFu.asked().length);
	}
	return cost;
}

it.each(['surveyCompleted', 'surveyPublished', 'newResponse'])(
	'asks once in a quiet poll for %s in an account of one page',
	async (event) => {
		fill(100, 0);
		expect(new Set(await quietPolls(event))).toEqual(new Set([1]));
	},
);

it.each([
	['surveyCompleted', 5_000, 0],
	['surveyCompleted', 5_000, 100],
	['surveyPublished', 5_000, 100],
	['newResponse', 5_000, 0],
])(
	'asks twice in a quiet poll for %s in an account with %i surveys of which %i run',
	async (event, count, running) => {
		fill(count, running);
		expect(new Set(await quietPolls(event))).toEqual(new Set([2]));
	},
);

it('asks twice in a quiet poll although 2,000 surveys were published in one minute', async () => {
	fill(2_000, 0, 0.0005);
	pickFu.pass(60);
	expect(new Set(await quietPolls('surveyCompleted'))).toEqual(new Set([2]));
});

it('asks once more for each survey that it tells', async () => {
	fill(1_000, 0);
	const surveys = [pickFu.world.publish(30), pickFu.world.publish(30)];
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(31);
	pickFu.asked();
	expect(idsOf(await trigger.poll())).toEqual(surveys.map(({ id }) => id));
	expect(pickFu.asked()).toHaveLength(4);
});

it('looks through the whole list in as many polls as it has pages, twice', async () => {
	fill(1_000, 0);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.asked();
	const pages = new Set<string>();
	for (let poll = 0; poll < 20; poll += 1) {
		await trigger.poll();
		pickFu
			.asked()
			.filter((line) => !line.includes('status') && !line.includes('published_after'))
			.forEach((line) => pages.add(line));
	}
	expect(pages.size).toBe(10);
});

it('reads the answers of a survey only when somebody has answered', async () => {
	const survey = pickFu.world.publish(600);
	const trigger = pickFu.trigger('newResponse');
	await trigger.poll();
	pickFu.pass(1);
	await trigger.poll();
	pickFu.asked();
	expect(await trigger.poll()).toBeNull();
	expect(pickFu.asked()).toHaveLength(1);
	pickFu.pass(300);
	expect(idsOf(await trigger.poll()).length).toBeGreaterThan(0);
	expect(pickFu.asked()).toEqual([
		'/surveys page=1',
		`/surveys/${survey.id}/responses page=1`,
		`/surveys/${survey.id}`,
	]);
});

it('remembers a hundred running surveys in about a kilobyte, and tells a restart of it', async () => {
	fill(5_000, 100);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	const { memory } = trigger.saved() as { memory: { open: string } };
	expect(memory.open).toHaveLength(1_100);
	expect(JSON.stringify(memory).length).toBeLessThan(2_200);
	trigger.restart();
	pickFu.asked();
	expect(await trigger.poll()).toBeNull();
	expect(pickFu.asked()).toHaveLength(2);
});
