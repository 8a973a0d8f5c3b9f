import { API, connectedOAuth, SECRETS } from '../support/host.mts';
import { fakePickFu, ok, refusal, run, runWorkflow } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const parameters = { resource: 'survey', operation: 'get' };

it('asks for the survey of each item, with the token', async () => {
	pickFu.answer = ({ path }) =>
		ok({ id: path.split('/').pop(), name: 'Mugs', status: 'unpublished' });
	const { items } = await run({
		parameters: {
			...parameters,
			surveyId: { __rl: true, mode: 'id', value: '={{ $json.survey }}' },
		},
		items: [{ json: { survey: 'one' } }, { json: { survey: 'two' } }],
	});
	expect(pickFu.log.sort()).toEqual(['GET /surveys/one', 'GET /surveys/two']);
	expect(pickFu.received.map(({ authorization }) => authorization)).toEqual(
		Array(2).fill(`Bearer ${SECRETS.accessToken}`),
	);
	expect(items).toEqual([
		{ json: { id: 'one', name: 'Mugs', status: 'unpublished' }, pairedItem: { item: 0 } },
		{ json: { id: 'two', name: 'Mugs', status: 'unpublished' }, pairedItem: { item: 1 } },
	]);
});

it.each([
	[
		'an address',
		{ __rl: true, mode: 'url', value: 'https://www.pickfu.com/surveys/abc-1?tab=answers#top' },
	],
	['an address with a mark', 'https://www.pickfu.com/surveys/abc-1#responses'],
	['an address in a plain text', 'https://www.pickfu.com/surveys/abc-1/'],
	['a plain ID with blanks', ' abc-1 '],
	['an entry of the list', { __rl: true, mode: 'list', value: 'abc-1', cachedResultName: 'Mugs' }],
])('finds the survey by %s', async (_, surveyId) => {
	pickFu.answer = () => ok({ id: 'abc-1' });
	expect((await run({ parameters: { ...parameters, surveyId } })).error).toBeUndefined();
	expect(pickFu.log).toEqual(['GET /surveys/abc-1']);
});

it.each([
	['nothing', '={{ $json.nothing }}', /'Survey' is empty/],
	['another path', '={{ "../tags" }}', /isn't an ID/],
	['the URL of a project', 'https://www.pickfu.com/projects/1', /has a URL without an ID/],
	['a page of results', 'https://www.pickfu.com/results/a1B2c3D4e5', /results page/],
	['a list', '={{ ["a"] }}', /must be text/],
	[
		'an expression that cannot be worked out',
		'={{ $("Nowhere").item.json.id }}',
		/couldn't be evaluated/,
	],
])('sends nothing when the survey is %s, and says which field', async (_, surveyId, message) => {
	const { error } = await run({ parameters: { ...parameters, surveyId }, items: [{ json: {} }] });
	expect(error?.message).toMatch(message);
	expect(error?.context.itemIndex).toBe(0);
	expect(pickFu.received).toEqual([]);
});

it("gives PickFu's own record when Simplify is off", async () => {
	const raw = {
		id: 's1',
		questions: [{ id: 'q', value: 'Which?', secretMember: 1 }],
		future: { deep: true },
	};
	pickFu.answer = () => ok(raw);
	expect(
		(await run({ parameters: { ...parameters, surveyId: 's1', output: 'raw' } })).items[0]!.json,
	).toEqual(raw);
});

it('keeps the item on the error output when the survey does not exist', async () => {
	pickFu.answer = () => refusal(404, 'Survey not found');
	const { outputs } = await runWorkflow({
		parameters: { ...parameters, surveyId: 'gone' },
		node: { onError: 'continueErrorOutput' },
		items: [{ json: { row: 7 } }],
	});
	expect(outputs[0]).toEqual([]);
	expect(outputs[1]![0]!.json).toMatchObject({
		row: 7,
		error: 'Survey not found (404): Survey not found',
	});
});

it('takes an API address with a slash at the end', async () => {
	pickFu.answer = () => ok({ id: 's1' });
	await run({
		parameters: { ...parameters, surveyId: 's1' },
		credential: { ...connectedOAuth(), apiUrl: `${API}/` },
	});
	expect(pickFu.log).toEqual(['GET /surveys/s1']);
});
