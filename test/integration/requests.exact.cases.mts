import type { IDataObject } from 'n8n-workflow';
import { SECRETS } from '../support/host.mts';
import { fakePickFu, run, type Reply } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();

type Sent = [string, string, IDataObject, unknown];

/** A survey as PickFu would give it after taking the body. */
function madeOf(body: unknown): Reply {
	const { questions, sampleSize, ...rest } = (body || {}) as IDataObject & {
		questions?: IDataObject[];
	};
	return {
		body: {
			success: true,
			data: {
				id: 's1',
				status: 'unpublished',
				...rest,
				...(sampleSize !== undefined && { sampleSize: Number(sampleSize) }),
				...(questions && {
					questions: questions.map(({ prompt, ...question }) => ({
						...question,
						value: prompt,
					})),
				}),
			},
		},
	};
}

const QUESTIONS = [
	{ type: 'head_to_head', prompt: 'Which?', options: [{ value: 'A' }, { value: 'B' }] },
];
const FIELDS = {
	question: [
		{
			type: 'head_to_head',
			prompt: 'Which?',
			options: { option: [{ value: 'A' }, { value: 'B' }] },
		},
	],
};

const TABLE: [string, IDataObject, Sent[]][] = [
	[
		'survey create',
		{
			questions: FIELDS,
			targeting: ['amznpr'],
			reporting: ['gender'],
			sampleSize: 30,
			country: 'GB',
		},
		[
			[
				'POST',
				'/surveys',
				{},
				{
					sampleSize: '30',
					country: 'GB',
					targeting: ['amznpr'],
					reporting: ['gender'],
					questions: QUESTIONS,
				},
			],
		],
	],
	[
		'survey create',
		{
			questionsInput: 'json',
			questionsJson: JSON.stringify(QUESTIONS),
			name: 'Mugs',
			additionalFields: {
				tags: [3, 'Kitchen'],
				projectId: { __rl: true, mode: 'id', value: 'p1' },
				surveyIntent: 'Choose',
				isMiniPoll: true,
			},
		},
		[
			[
				'POST',
				'/surveys',
				{},
				{
					surveyIntent: 'Choose',
					sampleSize: '50',
					country: 'US',
					isMiniPoll: true,
					questions: QUESTIONS,
				},
			],
			[
				'PATCH',
				'/surveys/s1',
				{},
				{ name: 'Mugs', tags: [{ id: 3 }, { name: 'Kitchen' }], projectId: 'p1' },
			],
		],
	],
	['survey get', { surveyId: 's1' }, [['GET', '/surveys/s1', {}, '']]],
	['survey getAll', { limit: 7 }, [['GET', '/surveys', { page: '1', limit: '7' }, '']]],
	['survey getAll', { returnAll: true }, [['GET', '/surveys', { page: '1', limit: '100' }, '']]],
	[
		'survey getAll',
		{
			limit: 7,
			filters: {
				countries: ['US', 'gb'],
				projectId: { __rl: true, mode: 'list', value: 'p1' },
				publishedAfter: '2026-03-31T11:00:00+02:00',
				status: 'completed',
				tags: [3, 4],
				text: 'mug',
				type: 'ranked',
			},
		},
		[
			[
				'GET',
				'/surveys',
				{
					page: '1',
					limit: '100',
					countries: 'US,GB',
					project_ids: 'p1',
					projectIds: 'p1',
					published_after: '2026-03-31T09:00:00.000Z',
					publishedAfter: '2026-03-31T09:00:00.000Z',
					status: 'completed',
					tags: '3,4',
					text: 'mug',
					type: 'ranked',
				},
				'',
			],
		],
	],
	[
		'survey update',
		{ surveyId: 's1', updateFields: { sampleSize: 75, targeting: [] } },
		[['PATCH', '/surveys/s1', {}, { sampleSize: '75', targeting: [] }]],
	],
	[
		'survey update',
		{
			surveyId: 's1',
			updateFields: { removeFromProject: true, tags: [] },
			questionsInput: 'json',
			questionsJson: [
				{ ...QUESTIONS[0], id: 'q1', options: [{ id: 'o1', value: 'A' }, { value: 'B' }] },
			],
		},
		[
			[
				'PATCH',
				'/surveys/s1',
				{},
				{
					tags: [],
					projectId: null,
					questions: [
						{
							...QUESTIONS[0],
							id: 'q1',
							options: [{ id: 'o1', value: 'A' }, { value: 'B' }],
						},
					],
				},
			],
		],
	],
	['survey delete', { surveyId: 's1' }, [['DELETE', '/surveys/s1', {}, '']]],
	[
		'response getAll',
		{ surveyId: 's1', output: 'raw', limit: 9 },
		[['GET', '/surveys/s1/responses', { page: '1', limit: '9' }, '']],
	],
	[
		'response getAll',
		{
			surveyId: 's1',
			output: 'raw',
			returnAll: true,
			filters: { questionId: 'q2', language: 'de' },
		},
		[
			[
				'GET',
				'/surveys/s1/responses',
				{ page: '1', limit: '100', question_id: 'q2', questionId: 'q2', language: 'de' },
				'',
			],
		],
	],
	[
		'response getAll',
		{ surveyId: 's1' },
		[
			['GET', '/surveys/s1', {}, ''],
			['GET', '/surveys/s1/responses', { page: '1', limit: '50' }, ''],
		],
	],
];

const byAddress = (one: Sent, other: Sent) => one[1].localeCompare(other[1]);

describe.each([
	['OAuth', 'oAuth2', SECRETS.accessToken],
	['an API key', 'apiKey', SECRETS.apiKey],
])('with %s', (_, authentication, token) => {
	it.each(TABLE)('%s sends exactly this: %j', async (name, fields, expected) => {
		pickFu.answer = ({ method, path, body }) => {
			if (method === 'DELETE') return { body: { success: true, data: { action: 'deleted' } } };
			if (method === 'GET' && !/^\/surveys\/s1$/.test(path))
				return {
					body: { success: true, data: [], pagination: { page: 1, totalPages: 1 } },
				};
			return madeOf(body);
		};
		const [resource, operation] = name.split(' ');
		const { error } = await run({
			parameters: { authentication, resource, operation, ...fields },
		});
		expect(error).toBeUndefined();
		const sent = pickFu.received.map(({ method, path, query, body }): Sent => [
			method,
			path,
			query,
			body,
		]);
		expect([...sent].sort(byAddress)).toEqual([...expected].sort(byAddress));
		expect(new Set(pickFu.received.map(({ authorization }) => authorization))).toEqual(
			new Set([`Bearer ${token}`]),
		);
	});
});

it.each<[string, IDataObject, RegExp]>([
	['nothing', {}, /No fields to update/],
	['empty JSON', { questionsInput: 'json', questionsJson: ' ' }, /No fields to update/],
	['a list of no questions', { questionsInput: 'json', questionsJson: [] }, /has no questions/],
])('refuses an update of %s before anything is sent', async (_, fields, message) => {
	const { error } = await run({
		parameters: { resource: 'survey', operation: 'update', surveyId: 's1', ...fields },
	});
	expect(error?.message).toMatch(message);
	expect(pickFu.received).toEqual([]);
});

it('says so when PickFu did not make every change', async () => {
	pickFu.answer = () => ({ body: { data: { id: 's1', status: 'completed', sampleSize: 50 } } });
	const { items } = await run({
		parameters: {
			resource: 'survey',
			operation: 'update',
			surveyId: 's1',
			updateFields: { sampleSize: 75 },
		},
		node: { onError: 'continueRegularOutput' },
	});
	expect(items[0]!.json).toMatchObject({
		error: expect.stringMatching(/didn't make every change.+50 instead of 75/),
		details: { outcome: 'done' },
	});
});
