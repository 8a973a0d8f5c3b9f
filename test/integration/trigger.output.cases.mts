import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { apiKey, host } from '../support/host.mts';
import { poller } from '../support/poller.mts';
import { startSandboxProcess, startTimeout, type SandboxProcess } from '../support/sandbox.mts';

const HOUR = 3_600_000;
let sandbox: SandboxProcess;

beforeAll(async () => {
	sandbox = await startSandboxProcess();
}, startTimeout + 5_000);
afterAll(async () => await sandbox?.stop());
beforeEach(async () => {
	await sandbox.control.reset();
	await sandbox.control.change({ clock: { freeze: true }, settings: { rateLimit: 10_000 } });
});
afterEach(async () => expect((await sandbox.control.state()).violations).toEqual([]));

const trigger = (parameters: IDataObject) => poller({ parameters, apiUrl: sandbox.apiUrl });
const jsonOf = (items: INodeExecutionData[] | null) => (items ?? []).map(({ json }) => json);

/** What the action node gives for the same survey. */
async function action(parameters: IDataObject): Promise<IDataObject[]> {
	const credential = { ...apiKey(), apiUrl: sandbox.apiUrl, apiKey: 'sandbox-key' };
	return jsonOf(
		await host({ parameters: { authentication: 'apiKey', ...parameters }, credential }).execute(),
	);
}

/** A survey that completes while the trigger watches, and what is told of it. */
async function completion(parameters: IDataObject): Promise<{ id: string; told: IDataObject[] }> {
	const [id] = await sandbox.control.addSurveys({
		status: 'in-progress',
		name: 'Mugs',
		sampleSize: 30,
		reporting: ['gender'],
	});
	const made = trigger({ event: 'surveyCompleted', ...parameters });
	await made.poll();
	await sandbox.control.advance(4 * HOUR);
	const told = jsonOf(await made.poll());
	expect(JSON.stringify([told, made.inMemory()])).not.toMatch(/sandbox-key|Bearer/);
	return { id: id!, told };
}

it.each([true, false])(
	'gives the survey as "Get" of the action node does (simplify %s)',
	async (simplify) => {
		const output = simplify ? 'simplified' : 'raw';
		const { id, told } = await completion({ simplify });
		expect(told).toEqual(
			await action({ resource: 'survey', operation: 'get', surveyId: id, output }),
		);
		expect(told[0]).toMatchObject({
			id,
			status: 'completed',
			numResponses: 30,
			completedAt: expect.any(String),
		});
	},
);

it.each([true, false])(
	'gives the answers as "Get Many" of the action node does (simplify %s)',
	async (simplify) => {
		const { id, told } = await completion({ output: 'responses', simplify });
		const answers = await action({
			resource: 'response',
			operation: 'getAll',
			surveyId: id,
			returnAll: true,
			output: simplify ? 'simplified' : 'raw',
		});
		expect(told).toHaveLength(30);
		expect(told).toEqual(
			simplify ? answers : answers.map((answer) => ({ ...answer, survey_id: id })),
		);
	},
);

it.each([0.8, 0.95, 0.99])(
	'gives the results as "Get Results" of the action node does, with a confidence of %d',
	async (confidence) => {
		// 95% is what it is where nobody chooses.
		const options = confidence === 0.95 ? {} : { confidence };
		const { id, told } = await completion({ output: 'results', options });
		expect(told).toEqual(
			await action({ resource: 'survey', operation: 'getResults', surveyId: id, confidence }),
		);
		expect(told[0]).toMatchObject({ surveyId: id });
	},
);

it('gives one row for each new answer', async () => {
	const [id] = await sandbox.control.addSurveys({ status: 'in-progress', sampleSize: 30 });
	const made = trigger({ event: 'newResponse' });
	await made.poll();
	await sandbox.control.advance(4 * HOUR);
	const told = jsonOf(await made.poll());
	const all = await action({
		resource: 'response',
		operation: 'getAll',
		surveyId: id,
		returnAll: true,
	});
	expect(told.length).toBeGreaterThan(0);
	expect(told).toEqual(all.slice(-told.length));
});

describe('watches only what it is told to watch', () => {
	let made: { inside: string; outside: string; project: string; tag: string };

	beforeEach(async () => {
		const project = await action({ resource: 'project', operation: 'create', name: 'Mugs' });
		const running = { status: 'in-progress' as const, sampleSize: 15 };
		const [inside] = await sandbox.control.addSurveys({
			...running,
			name: 'Blue mug',
			tags: ['mugs'],
			projectId: String(project[0]!.id),
		});
		const [outside] = await sandbox.control.addSurveys({
			...running,
			name: 'Red car',
			tags: ['cars'],
		});
		const tags = await action({ resource: 'tag', operation: 'getAll', returnAll: true });
		const tag = tags.find(({ name }) => name === 'mugs')!;
		made = {
			inside: inside!,
			outside: outside!,
			project: String(project[0]!.id),
			tag: String(tag.id),
		};
	});

	const scopes = (): [string, IDataObject][] => [
		[
			'surveys',
			{
				scope: 'surveys',
				surveys: { survey: [{ surveyId: { __rl: true, mode: 'id', value: made.inside } }] },
			},
		],
		['project', { scope: 'project', projectId: { __rl: true, mode: 'id', value: made.project } }],
		['tag', { scope: 'tag', tagId: made.tag }],
		['text', { scope: 'text', text: 'blue MUG' }],
	];

	it.each(['surveys', 'project', 'tag', 'text'])(
		'%s, also where PickFu ignores the filter, as far as a survey shows it',
		async (scope) => {
			const [, parameters] = scopes().find(([name]) => name === scope)!;
			const watches = [
				trigger({ event: 'surveyCompleted', ...parameters }),
				trigger({ event: 'surveyCompleted', ...parameters }),
			];
			await sandbox.control.settings({ ignoreFilters: false });
			await watches[0]!.poll();
			await sandbox.control.settings({ ignoreFilters: true });
			await watches[1]!.poll();
			await sandbox.control.advance(4 * HOUR);
			const second = jsonOf(await watches[1]!.poll()).map(({ id }) => id);
			// How PickFu searches for a text is its own affair.
			if (scope !== 'text') expect(second).toEqual([made.inside]);
			await sandbox.control.settings({ ignoreFilters: false });
			expect(jsonOf(await watches[0]!.poll()).map(({ id }) => id)).toEqual([made.inside]);
		},
	);

	it('emits nothing of a survey that had completed before the trigger was switched on, and then was given the tag', async () => {
		const tagged = await action({ resource: 'tag', operation: 'create', name: 'late' });
		const watch = trigger({ event: 'surveyCompleted', scope: 'tag', tagId: String(tagged[0]!.id) });
		expect(await watch.poll()).toBeNull();
		const add = (publishedAgoMs: number) =>
			sandbox.control.addSurveys({ status: 'completed', publishedAgoMs, tags: ['late'] });
		await add(24 * HOUR);
		expect(await watch.poll()).toBeNull();
		// One that completed since may be tagged late.
		await sandbox.control.advance(10 * HOUR);
		const [lately] = await add(9 * HOUR);
		expect(jsonOf(await watch.poll()).map(({ id }) => id)).toEqual([lately]);
	});
});

describe('"Fetch Test Event"', () => {
	beforeEach(async () => {
		await sandbox.control.addSurveys({
			count: 3,
			status: 'completed',
			sampleSize: 15,
			name: 'Old #',
		});
	});

	it.each([
		['surveyCompleted', { output: 'survey' }, 'id'],
		['surveyCompleted', { output: 'responses' }, 'responseId'],
		['surveyCompleted', { output: 'results' }, 'surveyId'],
		['surveyPublished', {}, 'id'],
		['newResponse', {}, 'responseId'],
	])(
		'gives a real example of %s %j and leaves alone what is remembered',
		async (event, parameters, name) => {
			const made = trigger({ event, ...parameters });
			await made.poll();
			const before = made.inMemory();
			const [example] = jsonOf(await made.test());
			expect(example![name]).toEqual(expect.any(String));
			expect(made.inMemory()).toEqual(before);
			expect(await made.poll()).toBeNull();
		},
	);

	it('gives the newest, whatever the order of the list', async () => {
		const ids = await sandbox.control.addSurveys(
			{ status: 'completed', publishedAgoMs: 5 * HOUR },
			{ status: 'completed', publishedAgoMs: 4.5 * HOUR },
		);
		const all = await action({ resource: 'survey', operation: 'getAll', returnAll: true });
		const newest = all.sort((a, b) =>
			String(b.completedAt).localeCompare(String(a.completedAt)),
		)[0]!.id;
		for (const listOrder of ['one', 'two', 'three']) {
			await sandbox.control.settings({ listOrder });
			expect(jsonOf(await trigger({ event: 'surveyCompleted' }).test())[0]!.id).toBe(newest);
		}
		expect(ids).toHaveLength(2);
	});

	it.each([
		['surveyCompleted', 'No test event available: no watched survey has been completed yet'],
		['surveyPublished', 'No test event available: no watched survey has been published yet'],
		['newResponse', 'No test event available: nobody has responded to a watched survey yet'],
	])('says that there is none of %s', async (event, sentence) => {
		await sandbox.control.reset();
		const error = await trigger({ event })
			.test()
			.catch((thrown: NodeApiError) => thrown);
		expect((error as NodeApiError).message).toBe(sentence);
		expect((error as NodeApiError).description).toContain('The trigger still works');
	});
});

it('emits what the list knows of a survey that could not be read for a day', async () => {
	const [id] = await sandbox.control.addSurveys({
		status: 'in-progress',
		sampleSize: 15,
		name: 'Hidden',
	});
	const made = trigger({ event: 'surveyCompleted', output: 'results' });
	await made.poll();
	await sandbox.control.advance(4 * HOUR);
	await sandbox.control.fault({ kind: 'status', status: 403, operationId: 'getSurvey', times: 0 });
	const realNow = Date.now;
	let passed = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + passed);
	for (let poll = 0; poll < 9; poll += 1) {
		expect(await made.poll()).toBeNull();
		passed += 3 * HOUR;
		await sandbox.control.advance(3 * HOUR);
	}
	expect(jsonOf(await made.poll())).toEqual([
		expect.objectContaining({
			id,
			name: 'Hidden',
			status: 'completed',
			notRead: expect.stringContaining('role'),
		}),
	]);
	await sandbox.control.clearFaults();
	expect(await made.poll()).toBeNull();
});
