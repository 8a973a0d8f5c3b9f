import type { IDataObject } from 'n8n-workflow';
import { play } from '../support/triggerPlay.mts';

const HOUR = 60;
const DAY = 24 * HOUR;

const here = play();
const { watch, pass, polls } = here;

it.each<[string, IDataObject]>([
	['event', { event: 'surveyPublished' }],
	['tag', { scope: 'tag', tagId: '7' }],
	['surveys', { scope: 'text', text: 'mugs' }],
])('another %s is a new baseline', async (_, parameters) => {
	here.world.fill(5);
	const trigger = watch();
	await trigger.poll();
	here.world.publish(5, { tags: [7] });
	pass(10);
	Object.assign(trigger.parameters, parameters);
	expect(await trigger.offAndOn()).toEqual([]);
	expect(await polls(trigger, 5, 10)).toEqual([]);
	const { id } = here.world.publish(5, { tags: [7] });
	expect(await polls(trigger, 5, 10)).toEqual([id]);
});
const daily = { item: [{ mode: 'everyDay', hour: 9, minute: 0 }] };

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
