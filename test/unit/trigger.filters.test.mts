import { play } from '../support/triggerPlay.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls } = here;
const daily = { item: [{ mode: 'everyDay', hour: 9, minute: 0 }] };

describe('a filter', () => {
	it.each(['weekly tracker', '"weekly tracker"', 'weekly, tracker', 'trackers'])(
		'by text is not applied more strictly than PickFu applies it: %s',
		async (text) => {
			const { id } = here.world.publish(10, {
				more: { name: 'Weekly tracker', questions: [{ value: 'Which?' }] },
			});
			const trigger = watch({ scope: 'text', text });
			await trigger.poll();
			expect(await polls(trigger, 4, 5)).toEqual([id]);
		},
	);

	const guid = '1C1D3B7A-9A10-4E45-8F14-CEEA467F9575';
	it.each(['4711', guid, guid.toLowerCase()])('by project takes %s', async (projectId) => {
		const { id } = here.world.publish(10, {
			more: { project: { id: guid.toLowerCase(), name: 'Mugs' } },
		});
		const trigger = watch({ scope: 'project', projectId });
		await trigger.poll();
		expect(await polls(trigger, 4, 5)).toEqual([id]);
	});

	it.each(['Launch', '2026 launch', '7,8', '-7'])('by tag needs an ID, not %s', async (tagId) => {
		const trigger = watch({ scope: 'tag', tagId });
		await trigger.poll();
		expect(trigger.errors.map(({ message }) => message)).toEqual([expect.stringMatching(/Tag/)]);
		expect(here.world.asked).toEqual([]);
	});

	it('that drops what PickFu returned says so once', async () => {
		here.world.quirks = { ignoresFilters: true };
		here.world.publish(10, { tags: [8] });
		const trigger = watch({ scope: 'tag', tagId: '7' });
		await trigger.poll();
		here.world.quirks.without = ['tags'];
		expect(await polls(trigger, 4, 5)).toEqual([]);
		here.world.publish(10, { tags: [8] });
		expect(await polls(trigger, 4, 5)).toEqual([]);
		expect(trigger.log).toEqual([
			'PickFu Trigger: PickFu returned a survey that does not match the filter; it was skipped',
		]);
		// What else there is to say is said as well.
		here.world.surveys.clear();
		trigger.credential = { ...trigger.credential, apiKey: 'key-two' };
		expect(await polls(trigger, 2, 5)).toEqual([]);
		expect(trigger.log.slice(1)).toEqual([expect.stringMatching(/account/)]);
	});

	it('by id does not mind the case of its letters', async () => {
		const { id } = here.world.publish(10, { id: guid.toLowerCase() });
		const surveys = { survey: [guid, 'a', 'b'].map((surveyId) => ({ surveyId })) };
		const trigger = watch({ scope: 'surveys', surveys });
		await trigger.poll();
		expect(await polls(trigger, 4, 5)).toEqual([id]);
	});
});

describe('"Fetch Test Event"', () => {
	it('shows a selected survey wherever it stands in the list', async () => {
		const all = here.world.fill(150);
		const surveys = { survey: [{ surveyId: all[149]!.id }] };
		const [item] = await watch({ scope: 'surveys', surveys }).test();
		expect(item!.json.id).toBe(all[149]!.id);
	});

	it.each([0, 20, 100, 500])(
		'shows the newest, %i days old, of a list that begins with the oldest',
		async (days) => {
			const all = here.world.fill(250, {}, days * DAY + 60);
			const [item] = await watch().test();
			expect(item!.json.id).toBe(all[249]!.id);
		},
	);

	it('says that there is none', async () => {
		here.world.publish(DAY);
		await expect(watch().test()).rejects.toThrow(
			/No test event available: no watched survey has been completed yet/,
		);
	});

	it('shows a response to an older survey where nobody has responded to the newest', async () => {
		const [old] = here.world.fill(1);
		here.world.publish(DAY, { answers: [], sampleSize: 0 });
		const [item] = await watch({ event: 'newResponse' }).test();
		expect(item!.json.survey_id).toBe(old!.id);
	});

	it('shows one response, and of a completed survey all that are wanted', async () => {
		here.world.fill(3);
		expect(await watch({ event: 'newResponse' }).test()).toHaveLength(1);
		expect(await watch({ output: 'responses' }).test()).toHaveLength(15);
	});
});

describe('selected surveys', () => {
	const select = (...surveys: string[]) => ({
		scope: 'surveys',
		surveys: { survey: surveys.map((surveyId) => ({ surveyId })) },
	});

	it('keep what is due when one is added, which is old by then', async () => {
		const [watched, added, third] = [
			here.world.publish(10),
			here.world.publish(10),
			here.world.publish(10),
		];
		const trigger = watch({ ...select(watched.id), pollTimes: daily });
		await trigger.poll();
		pass(DAY - 10);
		Object.assign(trigger.parameters, select(watched.id, added.id, third.id));
		expect(await trigger.offAndOn()).toEqual([watched.id]);
		expect(await polls(trigger, 3, DAY)).toEqual([]);
		here.world.extend(added, 20);
		expect(await polls(trigger, 2, DAY)).toEqual([added.id]);
	});

	it('are read by their ids, archived or not, and wherever they stand', async () => {
		const [first] = here.world.fill(1_000);
		const trigger = watch(select(first!.id));
		here.world.quirks = { detailWithout: ['completedAt', 'publishedAt', 'createdAt'] };
		await trigger.poll();
		here.world.asked = [];
		await polls(trigger, 2, 5);
		expect(here.world.asked.map(({ path }) => path)).toEqual([
			`/surveys/${first!.id}`,
			`/surveys/${first!.id}`,
		]);
		here.world.extend(first!, 2);
		expect(await polls(trigger, 1, 5)).toEqual([first!.id]);
		expect(await polls(trigger, 1_000, 30)).toEqual([]);
	});

	it('that do not exist are named when the workflow is switched on', async () => {
		const trigger = watch(select('nobody'));
		await trigger.poll();
		expect(trigger.errors).toHaveLength(1);
	});
});
