import type { IDataObject } from 'n8n-workflow';
import { SECRETS } from '../support/host.mts';
import { QUESTION, SENT, SOURCE, offerCopies } from '../support/nockCopies.mts';
import { fakePickFu, ok, refusal, run, runWorkflow } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const duplicate = { resource: 'survey', operation: 'duplicate', surveyId: 's1' };

const has = (source: IDataObject) => offerCopies(pickFu, source);

const bodies = (method: string) =>
	pickFu.received.flatMap((request) =>
		request.method === method ? [request.body as IDataObject] : [],
	);

describe.each([
	['OAuth', 'oAuth2', SECRETS.accessToken],
	['an API key', 'apiKey', SECRETS.apiKey],
])('with %s', (_, authentication, token) => {
	it('reads the survey, makes a draft of its contents without ids, and files it', async () => {
		has(SOURCE);
		const { items, error } = await run({ parameters: { ...duplicate, authentication } });
		expect(error).toBeUndefined();
		expect(
			pickFu.received.map(({ method, path, query, body }) => [method, path, query, body]),
		).toEqual([
			['GET', '/surveys/s1', {}, ''],
			[
				'POST',
				'/surveys',
				{},
				{
					surveyIntent: 'Choose',
					sampleSize: '100',
					country: 'US',
					targeting: ['amznpr'],
					reporting: ['gender'],
					questions: [SENT],
				},
			],
			[
				'PATCH',
				'/surveys/draft-1',
				{},
				{ name: 'Mugs (copy)', tags: [{ id: 3 }], projectId: 'p1' },
			],
		]);
		const tokens = pickFu.received.map(({ authorization }) => authorization);
		expect(new Set(tokens)).toEqual(new Set([`Bearer ${token}`]));
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
		expect(items[0]!.json).toMatchObject({
			id: 'draft-1',
			name: 'Mugs (copy)',
			status: 'unpublished',
			sampleSize: 100,
			duplicateOf: 's1',
			notCarriedOver: [],
		});
	});
});

it.each(['unpublished', 'in-progress', 'archived', 'paused'])(
	'duplicates a survey that is %s',
	async (status) => {
		has({ ...SOURCE, status });
		expect((await run({ parameters: duplicate })).items[0]!.json.status).toBe('unpublished');
	},
);

it('applies the changes, and leaves everything else as it was', async () => {
	has(SOURCE);
	const updateFields = {
		name: 'Mugs in May',
		country: 'gb',
		sampleSize: 50,
		targeting: ['mobileyes'],
		tags: [7, 'Monthly'],
		projectId: { __rl: true, mode: 'id', value: 'p2' },
	};
	const { items } = await run({ parameters: { ...duplicate, updateFields } });
	expect(bodies('POST')).toEqual([
		{
			surveyIntent: 'Choose',
			sampleSize: '50',
			country: 'GB',
			targeting: ['mobileyes'],
			reporting: ['gender'],
			questions: [SENT],
		},
	]);
	expect(bodies('PATCH')).toEqual([
		{ name: 'Mugs in May', tags: [{ id: 7 }, { name: 'Monthly' }], projectId: 'p2' },
	]);
	expect(items[0]!.json).toMatchObject({ name: 'Mugs in May', sampleSize: 50 });
});

it('clears what is changed to nothing', async () => {
	has(SOURCE);
	const updateFields = { targeting: [], reporting: [], tags: [], removeFromProject: true };
	await run({ parameters: { ...duplicate, updateFields } });
	expect(Object.keys(bodies('POST')[0]!).sort()).toEqual([
		'country',
		'questions',
		'sampleSize',
		'surveyIntent',
	]);
	expect(bodies('PATCH')).toEqual([{ name: 'Mugs (copy)' }]);
});

it('names the copy of a survey that has no name', async () => {
	has({ ...SOURCE, name: undefined });
	await run({ parameters: duplicate });
	expect(bodies('PATCH')).toMatchObject([{ name: 'Survey (copy)' }]);
});

it('tells what could not be carried over, beside the draft', async () => {
	has({ ...SOURCE, requireVideo: true, questions: [{ ...QUESTION, variant: 'video' }] });
	const { items } = await run({ parameters: { ...duplicate, output: 'raw' } });
	expect(items[0]!.json).toMatchObject({
		id: 'draft-1',
		questions: [{ type: 'head_to_head' }],
		notCarriedOver: ['Question 1: variant', 'Survey: requireVideo'],
	});
	expect(JSON.stringify(bodies('POST'))).not.toMatch(/variant|requireVideo/);
});

it('copies what it can read where the builder allows a loss, and names the rest', async () => {
	has({
		...SOURCE,
		targeting: ['amznpr', { key: 8 }],
		reporting: [{ key: 1 }],
		tags: [{ label: 'x' }],
		questions: [{ ...QUESTION, imageUrl: 'https://img.test/q.png' }],
	});
	const parameters = { ...duplicate, options: { allowIncomplete: true } };
	const { items } = await run({ parameters });
	expect(bodies('POST')).toMatchObject([{ targeting: ['amznpr'], questions: [SENT] }]);
	expect((items[0]!.json.notCarriedOver as string[]).sort()).toEqual([
		'Question 1: imageUrl',
		'Survey: reporting',
		'Survey: tags',
		'Survey: targeting',
	]);
});

it('needs no permission for an audience that is set anew', async () => {
	has({ ...SOURCE, targeting: [{ key: 7 }] });
	await run({ parameters: { ...duplicate, updateFields: { targeting: ['mobileyes'] } } });
	expect(bodies('POST')).toMatchObject([{ targeting: ['mobileyes'] }]);
});

it('carries over traits that come as objects or as text', async () => {
	has({ ...SOURCE, targeting: [{ permalink: 'amznpr' }], reporting: 'gender, age-range' });
	await run({ parameters: duplicate });
	expect(bodies('POST')).toMatchObject([
		{ targeting: ['amznpr'], reporting: ['gender', 'age-range'] },
	]);
});

it('understands a survey in the other spelling, bare', async () => {
	has(SOURCE);
	const making = pickFu.answer;
	const { sampleSize, surveyIntent, ...others } = SOURCE;
	pickFu.answer = (request) =>
		request.method === 'GET'
			? { body: { ...others, sample_size: sampleSize, survey_intent: surveyIntent } }
			: making(request);
	await run({ parameters: duplicate });
	expect(bodies('POST')[0]).toMatchObject({
		sampleSize: '100',
		surveyIntent: 'Choose',
		questions: [SENT],
	});
});

it('says so when PickFu made a draft of another size', async () => {
	has(SOURCE);
	const making = pickFu.answer;
	pickFu.answer = async (request) => {
		const reply = await making(request);
		if (request.method !== 'POST') return reply;
		return ok({ ...((reply.body as IDataObject).data as IDataObject), sampleSize: 50 }, 201);
	};
	const { error } = await run({ parameters: duplicate });
	expect(error?.message).toMatch(/sample size is 50 instead of 100/);
	expect(error?.description).toMatch(/draft draft-1/);
});

describe('with Retry On Fail', () => {
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	it.each([
		['filing the first draft', 'PATCH', '/surveys/draft-1'],
		['making the second', 'POST', '/surveys'],
	])('makes one draft for each item when %s needs a second try', async (_, method, path) => {
		has(SOURCE);
		const making = pickFu.answer;
		const failing = { left: 1, after: method === 'POST' ? 1 : 0 };
		pickFu.answer = (request) => {
			if (request.method !== method || request.path !== path) return making(request);
			if ((failing.after -= 1) >= 0 || (failing.left -= 1) < 0) return making(request);
			return refusal(403, 'Not allowed yet');
		};
		const { outputs } = await runWorkflow({
			parameters: duplicate,
			items: [{ json: {} }, { json: {} }],
			node,
		});
		expect(outputs[0]!.map(({ json }) => json.id)).toEqual(['draft-1', 'draft-2']);
		const refused = method === 'POST' ? 1 : 0;
		expect(bodies('POST')).toHaveLength(2 + refused);
	});
});
