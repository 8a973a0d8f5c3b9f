import type { IDataObject } from 'n8n-workflow';
import { everyX, play } from '../support/triggerPlay.mts';
import { Trigger, type Asked } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// Waiting moves n8n's clock instead.
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const HOUR = 60;
const DAY = 24 * HOUR;
const daily = { item: [{ mode: 'everyDay', hour: 9, minute: 0 }] };

const here = play();
const { watch, pass, polls } = here;

const isList = ({ path }: Asked) => path === '/surveys';

describe('after an outage', () => {
	it.each([503, 429, 403])(
		'of 3 hours (%i), and the workflow switched off and on, everything is emitted',
		async (status) => {
			here.world.fill(20);
			const trigger = watch();
			await trigger.poll();
			pass(5);
			await trigger.poll();
			here.world.before = () => status;
			const due: string[] = [];
			for (let poll = 0; poll < 36; poll += 1) {
				if (poll % 9 === 4) due.push(here.world.publish(20).id);
				expect(await polls(trigger, 1, 5)).toEqual([]);
			}
			here.world.before = () => undefined;
			pass(1);
			expect([...(await trigger.offAndOn()), ...(await polls(trigger, 4, 5))]).toEqual(due);
			expect(due).toHaveLength(4);
		},
	);

	it('of 3 hours, and n8n started again in it, everything is emitted', async () => {
		here.world.fill(20);
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 503;
		const { id } = here.world.publish(30);
		await polls(trigger, 10, 5);
		trigger.restart();
		await polls(trigger, 20, 5);
		here.world.before = () => undefined;
		expect(await trigger.offAndOn()).toEqual([id]);
	});
});

describe('a list that is refused', () => {
	it('for archived surveys does not stop the others', async () => {
		const gone = here.world.publish(5 * DAY, { tags: [7] });
		const trigger = watch({ scope: 'tag', tagId: '7' });
		await trigger.poll();
		here.world.before = ({ query }) => (query.status === 'archived' ? 400 : undefined);
		gone.tags = [];
		pass(5);
		await trigger.poll();
		const { id } = here.world.publish(10, { tags: [7] });
		expect(await polls(trigger, 20, 5)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
	});

	it.each([400, 404, 500])('past its end (%i) does not stop the others', async (status) => {
		here.world.pageSize = 10;
		const old = here.world.fill(25);
		const trigger = watch();
		await trigger.poll();
		await polls(trigger, 30, 30);
		for (const { id } of old.slice(0, 8)) here.world.surveys.delete(id);
		here.world.before = ({ path, query }) =>
			path === '/surveys' &&
			Number(query.page) > 1 &&
			Number(query.page) * 10 > here.world.surveys.size + 9
				? status
				: undefined;
		const { id } = here.world.publish(10);
		expect(await polls(trigger, 50, 30)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
		// A survey on the last page is still met.
		here.world.extend([...here.world.surveys.values()][12]!, 5);
		expect(await polls(trigger, 50, 30)).toHaveLength(1);
	});

	it.each([400, 404, 403])('for running surveys (%i) does not stop the others', async (status) => {
		here.world.fill(250);
		const running = here.world.publish(50);
		here.world.before = ({ query }) => (query.status === 'in-progress' ? status : undefined);
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 20, 5)).toEqual([running.id]);
		expect(trigger.errors).toEqual([]);
	});

	it('for recent surveys delays what it would show by less than a day', async () => {
		here.world.fill(250);
		here.world.before = ({ query }) => (query.published_after === undefined ? undefined : 400);
		const trigger = watch();
		await trigger.poll();
		pass(1);
		const { id } = here.world.publish(2);
		expect(await polls(trigger, 288, 5)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
	});
});

describe('an activation that fails', () => {
	it('says at once that nothing is watched yet, and does not end the polling', async () => {
		here.world.before = () => 503;
		const trigger = watch({ pollTimes: daily });
		await trigger.poll();
		expect(trigger.errors).toHaveLength(1);
		expect((trigger.errors[0] as Error & { description: string }).description).toMatch(
			/Nothing is watched yet.*deactivate the workflow and activate it again/,
		);
		here.world.before = () => undefined;
		pass(DAY);
		await trigger.poll();
		const { id } = here.world.publish(20);
		expect(await polls(trigger, 1, DAY)).toEqual([id]);
	});
});

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
		expect(trigger.log).toEqual([expect.stringMatching(/does not match the filter/)]);
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

describe('an old survey that is extended and over between two polls', () => {
	it.each([
		[1_000, 1, DAY],
		[1_000, 4, DAY],
		[1_000, 2, 7 * DAY],
	])(
		'is emitted by the next poll: %i surveys, %i a poll, every %i minutes',
		async (count, each, minutes) => {
			const old = here.world.fill(count);
			const trigger = watch({ pollTimes: daily });
			await trigger.poll();
			for (let round = 0; round < 12; round += 1) {
				const extended = Array.from(
					{ length: each },
					(_, index) => old[(round * 97 + index * 31) % count]!,
				);
				for (const survey of extended) {
					pass(20);
					here.world.extend(survey, 12);
				}
				expect((await polls(trigger, 1, minutes - 20 * each)).sort()).toEqual(
					extended.map(({ id }) => id).sort(),
				);
			}
		},
	);

	it('is emitted within a day at 5-minute polls, although hundreds are emitted meanwhile', async () => {
		const old = here.world.fill(1_000);
		const trigger = watch();
		await trigger.poll();
		await polls(trigger, 50, 5);
		here.world.extend(old[700]!, 2);
		const emitted: string[] = [];
		for (let poll = 0; poll < 288; poll += 1) {
			here.world.publish(3);
			here.world.publish(3);
			emitted.push(...(await polls(trigger, 1, 5)));
		}
		expect(emitted.filter((id) => id === old[700]!.id)).toHaveLength(1);
		expect(emitted).toHaveLength(577);
	});
});

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

describe('a request that never ends', () => {
	it('does not silence the trigger', async () => {
		const { id } = here.world.publish(10);
		const trigger = watch();
		await trigger.poll();
		pass(5);
		here.world.before = () => 'hang';
		void trigger.poll();
		await Promise.resolve();
		here.world.before = () => undefined;
		expect(await polls(trigger, 3, 5)).toEqual([id]);
		expect(trigger.errors).toEqual([]);
	});

	it('in every poll is raised, a few times a day', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 'hang';
		for (let poll = 0; poll < 288; poll += 1) {
			pass(5);
			void trigger.poll();
			await new Promise(setImmediate);
		}
		expect(trigger.errors.length).toBeGreaterThan(0);
		expect(trigger.errors.length).toBeLessThan(8);
	});

	it('and ends late does not emit again, nor undo what was remembered', async () => {
		const { id } = here.world.publish(10);
		const trigger = watch();
		await trigger.poll();
		let release = () => {};
		const held = new Promise<undefined>((resolve) => (release = () => resolve(undefined)));
		here.world.before = async () => await held;
		pass(15);
		const late = trigger.poll();
		await new Promise(setImmediate);
		here.world.before = () => undefined;
		pass(10);
		expect(await trigger.ids()).toEqual([id]);
		release();
		expect(await late).toEqual([]);
		expect(await polls(trigger, 3, 5)).toEqual([]);
	});
});

describe('what is old', () => {
	it('stays old when it is filed later', async () => {
		here.world.publish(10, { tags: [7], publishedAt: here.world.now - 2_100 * DAY * 60_000 });
		const old = here.world.fill(30, {}, 400 * DAY);
		const trigger = watch({ scope: 'tag', tagId: '7' });
		await trigger.poll();
		old.forEach((survey) => survey.tags.push(7));
		expect(await polls(trigger, 10, 5)).toEqual([]);
		// A year later too.
		await polls(trigger, 400, DAY);
		const more = here.world.fill(30, {}, 20 * DAY);
		await polls(trigger, 3, DAY);
		more.forEach((survey) => survey.tags.push(7));
		expect(await polls(trigger, 10, 5)).toEqual([]);
	});

	it('stays old when another tag is chosen', async () => {
		const trigger = watch({ scope: 'tag', tagId: '7' });
		await trigger.poll();
		await polls(trigger, 20, HOUR);
		here.world.fill(3, { tags: [8] });
		trigger.parameters.tagId = '8';
		expect(await trigger.offAndOn()).toEqual([]);
		const { id } = here.world.publish(10, { tags: [8] });
		expect(await polls(trigger, 3, 5)).toEqual([id]);
	});

	it('stays old when access widens', async () => {
		const trigger = watch();
		await trigger.poll();
		pass(5);
		here.world.fill(90, {}, 2 * DAY);
		expect(await polls(trigger, 10, 5)).toEqual([]);
	});

	it.each([
		['another API key', {}, { apiKey: 'key-two' }],
		['another person', { authentication: 'oAuth2' }, { oauthTokenData: tokens('june', 'org_2') }],
		[
			'another organization',
			{ authentication: 'oAuth2' },
			{ oauthTokenData: tokens('ada', 'org_2') },
		],
	])(
		'is not emitted for %s of another team, and the log says so',
		async (_, parameters, credential) => {
			here.world.fill(20);
			const trigger = watch(parameters);
			if ('authentication' in parameters)
				trigger.credential = {
					apiUrl: trigger.credential.apiUrl,
					oauthTokenData: tokens('ada', 'org_1'),
				};
			await trigger.poll();
			await polls(trigger, 10, 5);
			here.world.surveys.clear();
			here.world.fill(31, {}, 5);
			trigger.credential = { ...trigger.credential, ...credential };
			expect(await polls(trigger, 10, 5)).toEqual([]);
			expect(trigger.log).toEqual([expect.stringMatching(/account/)]);
			const { id } = here.world.publish(10);
			expect(await polls(trigger, 10, 5)).toEqual([id]);
		},
	);

	it('does not include what is due when the same team is connected in another way', async () => {
		here.world.fill(20);
		const running = here.world.publish(3 * HOUR);
		const trigger = watch();
		await trigger.poll();
		await polls(trigger, 10, 5);
		const { id } = here.world.publish(10);
		trigger.credential = { ...trigger.credential, apiKey: 'key-rotated' };
		expect(await polls(trigger, 40, 5)).toEqual([id, running.id]);
	});

	it('is not emitted where a page of the first pass failed for a moment, and PickFu gives no dates', async () => {
		here.world.quirks = { without: ['createdAt', 'publishedAt', 'completedAt'] };
		here.world.fill(250);
		here.world.before = ({ query }) => (Number(query.page) > 1 ? 503 : undefined);
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => undefined;
		expect(await polls(trigger, 150, 10)).toEqual([]);
	});

	it('is not emitted where every request orders a list of several pages anew', async () => {
		let turn = 0;
		here.world.pageSize = 10;
		here.world.fill(60);
		here.world.order = (surveys) => {
			turn += 17;
			return [...surveys].sort((a, b) => hash(a.id, turn) - hash(b.id, turn));
		};
		const trigger = watch();
		await trigger.poll();
		expect(await polls(trigger, 600, 5)).toEqual([]);
		const { id } = here.world.publish(10);
		expect(await polls(trigger, 600, 5)).toEqual([id]);
	});
});

function tokens(person: string, organization: string): IDataObject {
	const claims = Buffer.from(JSON.stringify({ sub: person, org_id: organization })).toString(
		'base64url',
	);
	return { access_token: `head.${claims}.tail`, refresh_token: 'refresh' };
}

function hash(id: string, turn: number): number {
	return (Number(id.slice(1)) * 7919 + turn * 104_729) % 10_007;
}

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

describe('a failure that lasts is raised', () => {
	it.each([
		['a week', { item: [{ mode: 'everyWeek' }] }, 7 * DAY, 7 * DAY],
		['a day', daily, DAY, DAY],
		['an hour', everyX(1, 'hours'), HOUR, HOUR],
		['5 minutes', everyX(5), 5, HOUR],
	])('with polls every %s, and then ever more rarely', async (_, pollTimes, minutes, first) => {
		const trigger = watch({ pollTimes });
		await trigger.poll();
		here.world.before = () => 503;
		const raised: number[] = [];
		for (let passed = 0; passed <= 20 * first; passed += minutes) {
			const before = trigger.errors.length;
			await polls(trigger, 1, minutes);
			if (trigger.errors.length > before) raised.push(passed / first);
		}
		const gaps = raised.slice(1).map((at, index) => at / raised[index]!);
		expect(Math.round(raised[0]!)).toBe(1);
		expect(raised).toHaveLength(5);
		expect(Math.min(...gaps)).toBeGreaterThan(1.7);
	});

	it('also where lists can be read and the surveys themselves are refused', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.publish(5);
		here.world.before = (one) => (isList(one) ? undefined : 401);
		expect(await polls(trigger, 6, 5)).toEqual([]);
		expect(trigger.errors).not.toEqual([]);
	});

	it('at once, and then rarely, when a person has to mend it', async () => {
		const trigger = watch();
		await trigger.poll();
		here.world.before = () => 403;
		await polls(trigger, 288, 5);
		expect(trigger.errors.length).toBeGreaterThan(2);
		expect(trigger.errors.length).toBeLessThan(8);
	});
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

it('emits once where two registrations of one workflow poll in one process', async () => {
	here.world.fill(5);
	const [one, other] = [watch({}, 'twin'), watch({}, 'twin')];
	await one.poll();
	await other.poll();
	const { id } = here.world.publish(10);
	pass(15);
	expect([...(await one.ids()), ...(await other.ids())]).toEqual([id]);
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
