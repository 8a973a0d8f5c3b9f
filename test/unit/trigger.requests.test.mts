import type { IDataObject } from 'n8n-workflow';
import { everyX, play } from '../support/triggerPlay.mts';

const MINUTE = 60_000;
const DAY = 24 * 60;

const here = play();
const { watch, pass, polls } = here;

/** The requests since they were last cleared, with both spellings of a name as one. */
function sent(): [string, IDataObject][] {
	const asked = here.world.asked.map(({ path, query }): [string, IDataObject] => [
		path,
		Object.fromEntries(Object.entries(query).filter(([name]) => !/[a-z][A-Z]/.test(name))),
	]);
	here.world.asked = [];
	return asked;
}

const select = (...ids: string[]) => ({
	scope: 'surveys',
	surveys: { survey: ids.map((surveyId) => ({ surveyId })) },
});

const SCOPES: [string, IDataObject, IDataObject][] = [
	['all', {}, {}],
	['project', { scope: 'project', projectId: 'p1' }, { project_ids: 'p1' }],
	['tag', { scope: 'tag', tagId: '7' }, { tags: '7' }],
	['text', { scope: 'text', text: ' mugs ' }, { text: 'mugs' }],
	['surveys', select('s1', 's2', 's3'), {}],
];

it.each(SCOPES)(
	'a quiet poll of a large account asks for those that run and those published since: %s',
	async (_, scope, filter) => {
		const more = { project: { id: 'p1' } };
		here.world.fill(250, { tags: [7], more });
		const trigger = watch(scope);
		await trigger.poll();
		expect(sent()[0]).toEqual(['/surveys', { ...filter, page: 1, limit: 100 }]);
		const last = here.world.now;
		await polls(trigger, 1, 5);
		// Fifteen minutes before the last poll, as a list may show a survey late.
		const published_after = new Date(last - 15 * MINUTE).toISOString();
		expect(sent().slice(0, 2)).toEqual([
			['/surveys', { ...filter, status: 'in-progress', page: 1, limit: 100 }],
			['/surveys', { ...filter, published_after, page: 1, limit: 100 }],
		]);
	},
);

it.each([
	[1, ['/surveys/s1']],
	[2, ['/surveys/s1', '/surveys/s2']],
	[3, ['/surveys']],
])('%i selected surveys are read by ID up to two', async (count, paths) => {
	here.world.fill(5);
	const trigger = watch(select(...['s1', 's2', 's3'].slice(0, count)));
	await trigger.poll();
	expect(sent().map(([path]) => path)).toEqual(paths);
});

describe('"Fetch Test Event"', () => {
	it.each([
		['surveyCompleted', { status: 'completed' }, /no watched survey has been completed yet/],
		['surveyPublished', {}, /no watched survey has been published yet/],
		['newResponse', {}, /nobody has responded to a watched survey yet/],
	])(
		'looks for %s among ever more days, and says what there is none of',
		async (event, filter, words) => {
			const trigger = watch({ event, scope: 'tag', tagId: '7' });
			await expect(trigger.test()).rejects.toMatchObject({
				message: expect.stringMatching(words),
				description:
					'The trigger still works: activate the workflow and it runs on the next event. If you expected one, check which surveys are watched.',
			});
			const now = here.world.now;
			expect(sent()).toEqual(
				[3, 30, 365, 20_000].map((days) => [
					'/surveys',
					{
						...{ tags: '7', page: 1, limit: 100, ...filter },
						published_after: new Date(now - days * DAY * MINUTE).toISOString(),
					},
				]),
			);
		},
	);

	it('shows the newest completion, not the newest publication', async () => {
		const [late] = [here.world.publish(60), here.world.publish(10)];
		pass(2 * 60);
		const [item] = await watch().test();
		expect(item!.json.id).toBe(late!.id);
	});

	it('tries five surveys at most for one that can be shown', async () => {
		here.world.fill(8, { sampleSize: 0 });
		await expect(watch({ event: 'newResponse' }).test()).rejects.toThrow(/nobody has responded/);
		expect(sent().filter(([path]) => /^\/surveys\/\w+$/.test(path))).toHaveLength(5);
	});

	it('shows the last response, and remembers nothing', async () => {
		const { answers } = here.world.publish(10);
		pass(20);
		const trigger = watch({ event: 'newResponse' });
		const [item] = await trigger.test();
		expect(item!.json.id).toBe(answers.at(-1)!.id);
		expect(trigger.saved).toEqual({});
		await trigger.poll();
		expect(await polls(trigger, 3, 5)).toEqual([]);
	});

	it.each([
		[401, 'PickFu rejected the API key', /Create a new key/],
		[429, "PickFu's rate limit was reached", /poll less often/],
	])('says what stands in its way (%i)', async (status, title, below) => {
		here.world.before = () => status;
		const error: unknown = await watch()
			.test()
			.catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			message: expect.stringMatching(new RegExp(`^${title}`)),
			description: expect.stringMatching(below),
		});
	});
});

describe('a field that cannot be used', () => {
	it.each<[IDataObject, string, string]>([
		[
			select(),
			"'Selected Surveys' must name at least one survey",
			'Add one, or watch all surveys.',
		],
		[
			{ scope: 'tag', tagId: 'Launch' },
			"'Tag Name or ID' must be the ID of a tag, which is a number",
			'Choose the tag from the list, or return its ID from the expression.',
		],
		[{ scope: 'text', text: ' ' }, "'Text' is empty", 'Enter words that the surveys contain.'],
		[{ scope: 'some' }, "'Watch' must be one of all, surveys, project, tag, text", ''],
		[{ output: 'rows' }, "'Output' must be one of survey, responses, results", ''],
		[{ options: { missedEvents: 'some' } }, "'Missed Events' must be one of all, known, none", ''],
	])('is named, with what to do: %j', async (fields, message, description) => {
		const trigger = watch(fields);
		await trigger.poll();
		expect(trigger.errors).toEqual([expect.objectContaining({ message })]);
		const below = (trigger.errors[0] as Error & { description: string }).description;
		expect(below.startsWith(description)).toBe(true);
		expect(sent()).toEqual([]);
	});

	it('is left at what it is by itself where an expression gives nothing', async () => {
		here.world.publish(10);
		const trigger = watch({ scope: undefined, output: undefined, simplify: '' });
		await trigger.poll();
		const emitted: IDataObject[] = [];
		for (let poll = 0; poll < 4; poll += 1) {
			pass(5);
			emitted.push(...(await trigger.poll()).map(({ json }) => json));
		}
		// Simplified: no member of the raw record that the simplified one lacks.
		expect(emitted).toEqual([expect.not.objectContaining({ createdAt: expect.anything() })]);
		expect(trigger.errors).toEqual([]);
	});
});

describe("PickFu's clock", () => {
	it('is not believed when it runs years ahead', async () => {
		here.world.fill(3);
		const trigger = watch({ pollTimes: everyX(5) });
		const answer = here.world.answer.bind(here.world);
		here.world.answer = async (asked) => {
			const answered = await answer(asked);
			return { ...answered, headers: { date: 'Fri, 01 Jan 2099 00:00:00 GMT' } };
		};
		await trigger.poll();
		await polls(trigger, 2, 5);
		here.world.answer = answer;
		await polls(trigger, 1, 3 * DAY);
		pass(1);
		const { id } = here.world.publish(2);
		expect(await polls(trigger, 4, 5)).toEqual([id]);
	});

	it('counts from the beginning of a poll: what completes during the first one is new', async () => {
		here.world.fill(150);
		const trigger = watch();
		let made: string | undefined;
		here.world.before = () => {
			pass(1.5);
			// The page that would show it has been read when the second is asked for.
			if (here.world.asked.length === 2)
				made = here.world.publish(0.1, { publishedAt: here.world.now - 1.4 * MINUTE }).id;
			return undefined;
		};
		here.world.order = (surveys) => [...surveys].reverse();
		await trigger.poll();
		here.world.before = () => undefined;
		expect(await polls(trigger, 2, 5)).toEqual([made]);
	});
});
