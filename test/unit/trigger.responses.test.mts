import { play } from '../support/triggerPlay.mts';

const here = play();
const { watch, pass, polls, asked } = here;

describe('responses', () => {
	const responses = (parameters = {}) => watch({ event: 'newResponse', ...parameters });

	/** A survey that is over, with 15 responses as PickFu counts them, of which it does not return the last one yet. */
	async function countedEarly() {
		const { world } = here;
		const survey = world.publish(60);
		const trigger = responses();
		await trigger.poll();
		pass(61);
		const late = survey.answers.pop()!;
		const record = world.record.bind(world);
		world.record = (one) => ({ ...record(one), numResponses: 15 });
		return { survey, late, trigger };
	}

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
		const { survey, late, trigger } = await countedEarly();
		expect(await trigger.ids()).toHaveLength(14);
		survey.answers.push(late);
		expect(await polls(trigger, 1, 1)).toEqual([late.id]);
		asked();
		expect(await polls(trigger, 1, 1)).toEqual([]);
		expect(asked()).toHaveLength(1);
	});

	it('that PickFu returns three readings after it has counted them are emitted', async () => {
		const { survey, late, trigger } = await countedEarly();
		expect(await polls(trigger, 3, 1)).toHaveLength(14);
		survey.answers.push(late);
		expect(await polls(trigger, 1, 1)).toEqual([late.id]);
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

it('emits every answer of a person who answers several questions at different times', async () => {
	here.world.questions = 3;
	const { id, answers } = here.world.publish(60);
	const trigger = watch({ event: 'newResponse' });
	await trigger.poll();
	const emitted = await polls(trigger, 20, 5);
	expect(emitted).toHaveLength(3 * answers.length);
	expect(emitted.every((one) => one.startsWith(`${id}-`))).toBe(true);
});

it.each([
	['surveyCompleted', { output: 'responses' }],
	['newResponse', {}],
])(
	'emits as many responses as the survey counts, where PickFu counts fewer pages (%s)',
	async (event, more) => {
		here.world.pageSize = 50;
		here.world.quirks = { countsPagesOf: 100 };
		here.world.publish(60, { sampleSize: 120 });
		const trigger = watch({ event, ...more });
		await trigger.poll();
		expect(new Set(await polls(trigger, 1, 90)).size).toBe(120);
	},
);
