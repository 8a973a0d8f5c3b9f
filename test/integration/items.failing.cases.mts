import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, ok, refusal, run, runWorkflow, secretsIn } from '../support/nockPickFu.mts';
import { SECRETS } from '../support/host.mts';

const pickFu = fakePickFu();
const each = { resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}' };
const items = ['s1', 'bad', 's3', '../tags'].map((id, row) => ({ json: { id, row } }));

beforeEach(() => {
	pickFu.answer = ({ path }) =>
		path.endsWith('bad')
			? refusal(404, 'Survey not found')
			: ok({ id: path.split('/').pop(), name: 'Mugs' });
});

it('gives every item an output under Continue: its survey, or what went wrong with it', async () => {
	const { outputs, run: ran } = await runWorkflow({
		parameters: each,
		items,
		node: { onError: 'continueRegularOutput' },
	});
	expect(ran.status).toBe('success');
	const [output] = outputs;
	expect(output!.map(({ json, pairedItem }) => [json.id ?? json.error, pairedItem])).toEqual([
		['s1', { item: 0 }],
		['Survey not found (404): Survey not found', { item: 1 }],
		['s3', { item: 2 }],
		["'Survey' isn't an ID", { item: 3 }],
	]);
	expect(output![1]!.json.details).toMatchObject({
		reason: 'notFound',
		outcome: 'notDone',
		status: 404,
	});
	expect(output![3]!.json.details).toMatchObject({
		reason: 'input',
		outcome: 'notDone',
		field: 'surveyId',
	});
	expect(Object.keys(output![1]!.json).sort()).toEqual(['details', 'error']);
});

it('says of a read that nothing was done, even where its response has another form', async () => {
	pickFu.answer = () => ok([1, 2]);
	const { items: read } = await run({
		parameters: each,
		items: items.slice(0, 1),
		node: { onError: 'continueRegularOutput' },
	});
	expect(read[0]!.json.details).toMatchObject({ reason: 'unreadable', outcome: 'notDone' });
});

it('sends failing items to the error output with what they came in with, and all others to the first', async () => {
	const { outputs } = await runWorkflow({
		parameters: each,
		items,
		node: { onError: 'continueErrorOutput' },
	});
	expect(outputs[0]!.map(({ json }) => json.id)).toEqual(['s1', 's3']);
	expect(outputs[1]!.map(({ json }) => [json.id, json.row, json.error])).toEqual([
		['bad', 1, 'Survey not found (404): Survey not found'],
		['../tags', 3, "'Survey' isn't an ID"],
	]);
});

it('stops at the item that fails first by default, and names it', async () => {
	const { run: ran } = await runWorkflow({ parameters: each, items });
	const { error } = ran.data.resultData;
	expect(ran.status).toBe('error');
	// Items are read side by side: what needs no request fails before PickFu answers for item 1.
	expect(error?.message).toBe("'Survey' isn't an ID");
	expect((error as unknown as { context: IDataObject }).context.itemIndex).toBe(3);
});

it.each([
	['OAuth', 'oAuth2'],
	['an API key', 'apiKey'],
])(
	'keeps the input off the success branch when nothing can work, with %s',
	async (_, authentication) => {
		const { outputs } = await runWorkflow({
			parameters: { ...each, authentication },
			items,
			credential: null,
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]!.map(({ json }) => json.row)).toEqual([0, 1, 2, 3]);
	},
);

it('keeps an answer with a member called error a success, on every path', async () => {
	pickFu.answer = () => ok({ id: 's1', error: "a word of PickFu's", message: 'm' });
	const parameters = { ...each, output: 'raw' };
	for (const onError of ['continueRegularOutput', 'continueErrorOutput', 'stopWorkflow'] as const) {
		pickFu.received = [];
		const { outputs } = await runWorkflow({
			parameters,
			items: items.slice(0, 2),
			node: { onError, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		});
		expect(outputs[0]!.map(({ json }) => json)).toEqual(
			Array(2).fill({ id: 's1', message: 'm', pickfu: { error: "a word of PickFu's" } }),
		);
		expect(pickFu.received).toHaveLength(2);
	}
});

it('describes what went wrong in plain text, as an item is no web page', async () => {
	pickFu.answer = () => refusal(400, 'Use "a" & <b>', ['first', 'second']);
	const {
		items: [item],
	} = await run({
		parameters: { ...each, operation: 'delete' },
		items: items.slice(0, 1),
		node: { onError: 'continueRegularOutput' },
	});
	expect((item!.json.details as IDataObject).description).toContain(
		'PickFu says: Use "a" & <b>; first; second.',
	);
});

it('does nothing for no items', async () => {
	expect((await run({ parameters: each, items: [] })).items).toEqual([]);
	expect(pickFu.received).toEqual([]);
});

it.each([
	['__CUSTOM_API_CALL__', 'get', /HTTP Request node/],
	['survey', '__CUSTOM_API_CALL__', /HTTP Request node/],
	['survey', 'toString', /doesn't have 'survey: toString'/],
	['nothing', 'get', /doesn't have 'nothing/],
])(
	'says what to do about the resource %s with the operation %s',
	async (resource, operation, message) => {
		const { error } = await run({
			parameters: { resource, operation, surveyId: 's1' },
			items: [{ json: {} }],
		});
		expect(error?.message).toMatch(message);
		expect(pickFu.received).toEqual([]);
		const {
			items: [item],
		} = await run({
			parameters: { resource, operation },
			items: [{ json: {} }],
			node: { onError: 'continueRegularOutput' },
		});
		expect(item!.json.error).toMatch(message);
	},
);

it('would find a token anywhere in what the node gives', () => {
	const hidden = Object.defineProperty(new Error('x'), 'request', {
		value: { headers: { a: `Bearer ${SECRETS.accessToken}` } },
		enumerable: false,
	});
	expect(secretsIn({ deep: [{ cause: hidden }] })).toEqual([SECRETS.accessToken]);
	expect(secretsIn({ [SECRETS.apiKey]: 1 })).toEqual([SECRETS.apiKey]);
	expect(secretsIn({ fine: true })).toEqual([]);
});
