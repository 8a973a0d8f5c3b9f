import type { IDataObject } from 'n8n-workflow';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { fakePickFu, ok, refusal, run } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const get = { resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}' };
const SURVEY = { id: 's1', name: 'Mugs', status: 'completed', sampleSize: 50, numResponses: 50 };

const keeping = (fields: unknown) => ({ options: { fields } }) as IDataObject;

async function kept(fields: unknown, more: IDataObject = {}): Promise<IDataObject> {
	pickFu.answer = () => ok(SURVEY);
	const { items, error } = await run({
		parameters: { ...get, ...keeping(fields), ...more },
		items: [{ json: { id: 's1' } }],
	});
	expect(error).toBeUndefined();
	expect(items[0]!.pairedItem).toEqual({ item: 0 });
	return items[0]!.json;
}

it.each([
	['one name', 'status', { status: 'completed' }],
	['names with commas and spaces', ' id ,status,', { id: 's1', status: 'completed' }],
	['a list from an expression', '={{ ["id", "name"] }}', { id: 's1', name: 'Mugs' }],
	['a name that the item does not have', 'id, winner', { id: 's1' }],
	['a name that every object has', 'id, toString, constructor', { id: 's1' }],
	['nothing', '', SURVEY],
	['only commas', ' , ', SURVEY],
	['an expression that gives nothing', '={{ $json.nothing }}', SURVEY],
])('keeps of a survey what is named by %s', async (_, fields, expected) => {
	expect(await kept(fields)).toEqual(expected);
});

it('keeps of a survey as PickFu sent it what is named, as it is', async () => {
	pickFu.answer = () => ok(SURVEY);
	expect(await kept('sampleSize', { simplify: false })).toEqual({ sampleSize: 50 });
});

it('is applied to every item of a list, and each stays tied to its input', async () => {
	pickFu.answer = ({ path }) => {
		const id = path.split('/')[2]!;
		return ok([1, 2].map((number) => ({ id: `${id}-r${number}`, explanation: 'Because' })));
	};
	const { items } = await run({
		parameters: {
			...get,
			resource: 'response',
			operation: 'getAll',
			simplify: false,
			...keeping('id'),
		},
		items: [{ json: { id: 's1' } }, { json: { id: 's2' } }],
	});
	expect(items).toEqual([
		{ json: { id: 's1-r1' }, pairedItem: { item: 0 } },
		{ json: { id: 's1-r2' }, pairedItem: { item: 0 } },
		{ json: { id: 's2-r1' }, pairedItem: { item: 1 } },
		{ json: { id: 's2-r2' }, pairedItem: { item: 1 } },
	]);
});

it('leaves the files of an item', async () => {
	pickFu.answer = ({ path }) =>
		path.endsWith('/responses')
			? ok([])
			: ok({ ...SURVEY, questions: [{ id: 'q1', type: 'open_ended', value: 'Why?' }] });
	const { items } = await run({
		parameters: {
			...get,
			operation: 'getResults',
			options: { fields: 'winner', report: ['page'] },
		},
		items: [{ json: { id: 's1' } }],
	});
	expect(items[0]!.json).toEqual({ winner: null });
	expect(items[0]!.binary!.report!.mimeType).toBe('text/html');
});

it('leaves an error as it is, so that it is known as one', async () => {
	pickFu.answer = () => refusal(404, 'Survey not found');
	const { items } = await run({
		parameters: { ...get, ...keeping('id') },
		items: [{ json: { id: 's1' } }],
		node: { onError: 'continueRegularOutput' },
	});
	expect(Object.keys(items[0]!.json)).toEqual(['error', 'details']);
});

it('is looked at before money is spent', async () => {
	const { error } = await run({
		parameters: { ...get, operation: 'publish', ...keeping('={{ ({ id: true }) }}') },
		items: [{ json: { id: 's1' } }],
	});
	expect(error?.message).toBe('The field "Only Fields" takes text, but got an object');
	expect(pickFu.log).toEqual([]);
});

it('is an option of every operation', () => {
	const options = new PickFu().description.properties.filter(({ name }) => name === 'options');
	expect(options.length).toBeGreaterThanOrEqual(25);
	for (const { options: entries, displayOptions } of options) {
		const names = (entries ?? []).map(({ name }) => name);
		expect([displayOptions?.show, names]).toEqual([
			displayOptions?.show,
			expect.arrayContaining(['fields']),
		]);
	}
});
