import { fakePickFu, ok, refusal, runWorkflow } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

const publish = { resource: 'survey', operation: 'publish', surveyId: '={{ $json.id }}' };
const create = {
	resource: 'survey',
	operation: 'create',
	questionsInput: 'json',
	questionsJson: '={{ [{ type: "open_ended", prompt: $json.prompt }] }}',
};
const TWO = [{ json: { id: 's1', prompt: 'One?' } }, { json: { id: 's2', prompt: 'Two?' } }];

it('publishes nothing twice when the second item needs a second try', async () => {
	const statuses: Record<string, string> = { s1: 'unpublished', s2: 'unpublished' };
	let failing = true;
	pickFu.answer = ({ method, path }) => {
		const id = path.split('/')[2]!;
		if (id === 's2' && failing) {
			failing = false;
			return refusal(403, 'Not allowed yet');
		}
		if (method === 'POST') statuses[id] = 'in-progress';
		return ok({ id, status: statuses[id], sampleSize: 50 });
	};
	const { outputs } = await runWorkflow({ parameters: publish, items: TWO, node: RETRY });
	expect(
		outputs[0]!.map(({ json, pairedItem }) => [json.id, json.alreadyPublished, pairedItem]),
	).toEqual([
		['s1', false, { item: 0 }],
		['s2', false, { item: 1 }],
	]);
	expect(pickFu.count('POST /surveys/s1/publish')).toBe(1);
	expect(pickFu.count('POST /surveys/s2/publish')).toBe(1);
});

it.each([
	['n8n throws', {}],
	['the error is an item', { onError: 'continueRegularOutput' as const }],
])(
	'makes no second draft of the first item when another needs a second try and %s',
	async (_, onError) => {
		const refused = new Set<string>();
		let made = 0;
		const [failing, items] = 'onError' in onError ? ['One?', TWO] : ['Two?', TWO];
		pickFu.answer = ({ body }) => {
			const { questions } = body as { questions: { prompt: string }[] };
			const { prompt } = questions[0]!;
			if (prompt === failing && !refused.has(prompt)) {
				refused.add(prompt);
				return refusal(403, 'Not allowed yet');
			}
			return ok(
				{
					id: `draft-${(made += 1)}`,
					questions: [{ type: 'open_ended', value: prompt, options: [] }],
				},
				201,
			);
		};
		const { outputs } = await runWorkflow({
			parameters: create,
			items,
			node: { ...RETRY, ...onError },
		});
		expect(outputs[0]).toHaveLength(2);
		expect(outputs[0]!.map(({ json }) => json.error)).toEqual([undefined, undefined]);
		const prompts = pickFu.received.map(
			({ body }) => (body as { questions: { prompt: string }[] }).questions[0]!.prompt,
		);
		expect(prompts.filter((prompt) => prompt === failing)).toHaveLength(2);
		expect(prompts.filter((prompt) => prompt !== failing)).toHaveLength(1);
	},
);

it('makes no second draft when only naming it needs a second try', async () => {
	let refused = false;
	pickFu.answer = ({ method, path }) => {
		if (method === 'POST') return ok({ id: 'd1', status: 'unpublished' }, 201);
		if (!refused) {
			refused = true;
			return refusal(403, 'Not allowed yet');
		}
		return ok({ id: path.split('/')[2], name: 'Mugs', status: 'unpublished' });
	};
	const { outputs } = await runWorkflow({
		parameters: { ...create, name: 'Mugs' },
		items: [TWO[0]!],
		node: RETRY,
	});
	expect(outputs[0]!.map(({ json }) => json)).toEqual([
		{ id: 'd1', name: 'Mugs', status: 'unpublished' },
	]);
	expect(pickFu.log).toEqual(['POST /surveys', 'PATCH /surveys/d1', 'PATCH /surveys/d1']);
});

it('reads everything again, as reading costs nothing', async () => {
	let failing = true;
	pickFu.answer = ({ path }) => {
		if (path.endsWith('s2') && failing) {
			failing = false;
			return refusal(403, 'Not allowed yet');
		}
		return ok({ id: path.split('/')[2] });
	};
	const { outputs } = await runWorkflow({
		parameters: { ...publish, operation: 'get' },
		items: TWO,
		node: RETRY,
	});
	expect(outputs[0]!.map(({ json }) => json.id)).toEqual(['s1', 's2']);
	expect(pickFu.count('GET /surveys/s1')).toBe(2);
});

it.each([
	['publish', publish, { status: 'unpublished', sampleSize: 50 }],
	[
		'add-respondents',
		{
			resource: 'survey',
			operation: 'addRespondents',
			surveyId: 's1',
			mode: 'add',
			respondents: 20,
		},
		{ status: 'completed', sampleSize: 50 },
	],
])(
	'sends no second %s when PickFu accepted the first one and the survey does not show it',
	async (path, parameters, survey) => {
		pickFu.answer = () => ok({ id: 's1', ...survey });
		const { result } = await onFastClock(
			async () =>
				await runWorkflow({
					parameters,
					items: [{ json: { id: 's1' } }],
					node: { ...RETRY, maxTries: 3, onError: 'continueErrorOutput' },
				}),
		);
		expect(pickFu.count(`POST /surveys/s1/${path}`)).toBe(1);
		expect(result.outputs[1]![0]!.json.details).toMatchObject({ outcome: 'notKnown' });
	},
);

it('finds on the second try what the first one had published, and sends nothing more', async () => {
	let sent = 0;
	let looks = 0;
	pickFu.answer = ({ method }) => {
		if (method === 'POST') {
			sent += 1;
			return { lost: 'ETIMEDOUT' };
		}
		looks += 1;
		// Shown only after the looks of the first try are used up.
		return ok({
			id: 's1',
			status: sent > 0 && looks > 8 ? 'in-progress' : 'unpublished',
			sampleSize: 50,
		});
	};
	const { result } = await onFastClock(
		async () =>
			await runWorkflow({ parameters: publish, items: [{ json: { id: 's1' } }], node: RETRY }),
	);
	expect(sent).toBe(1);
	expect(result.outputs[0]![0]!.json).toMatchObject({
		status: 'in-progress',
		alreadyPublished: false,
	});
});
