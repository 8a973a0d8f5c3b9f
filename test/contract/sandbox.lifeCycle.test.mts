import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';
import { senderTo } from './calls.mts';
import type { Send } from './calls.mts';

const hour = 3_600_000;
const choice = {
	type: 'single_select',
	prompt: 'Which one?',
	options: [{ value: 'Small' }, { value: 'Medium' }, { value: 'Large' }],
};

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

describe('a survey in the sandbox', () => {
	let sandbox: SandboxProcess;
	let send: Send;

	beforeAll(async () => {
		sandbox = await startSandboxProcess({ speed: 1 });
		send = senderTo(sandbox.apiUrl);
	}, startTimeout + 5_000);
	beforeEach(async () => {
		await sandbox.control.reset('life');
		await sandbox.control.settings({ rateLimit: 10_000 });
		await sandbox.control.freeze();
	});
	afterAll(() => sandbox.stop());

	async function draft(more: object = {}): Promise<string> {
		const { status, body } = await send('POST', '/surveys', {
			sampleSize: '30',
			questions: [choice],
			...more,
		});
		expect(status).toBe(201);
		return `/surveys/${body.data.id}`;
	}
	const read = async (path: string) => (await send('GET', path)).body.data;

	test('is published once: the second time is refused and costs nothing', async () => {
		const path = await draft();
		expect((await send('POST', `${path}/publish`, {})).status).toBe(200);
		const again = await send('POST', `${path}/publish`, {});
		expect(again).toMatchObject({
			status: 400,
			body: { message: 'Survey has already been published' },
		});
		const { charges, spent } = await sandbox.control.state();
		expect(charges).toMatchObject([{ operationId: 'publishSurvey', credits: 30 }]);
		expect(spent).toBe(30);
	});

	test('completes at the time of its last answer, and a second time after respondents were added', async () => {
		const path = await draft();
		await send('POST', `${path}/publish`, {});
		await sandbox.control.advance(hour);
		const first = await read(path);
		expect(first).toMatchObject({ status: 'completed', sampleSize: 30, numResponses: 30 });
		const minutes = (Date.parse(first.completedAt) - Date.parse(first.publishedAt)) / 60_000;
		expect(minutes).toBeGreaterThan(15);
		expect(minutes).toBeLessThan(30);

		await send('POST', `${path}/add-respondents`, { count: 20 });
		expect(await read(path)).toMatchObject({
			status: 'in-progress',
			sampleSize: 50,
			numResponses: 30,
			completedAt: null,
		});
		await sandbox.control.advance(hour);
		const second = await read(path);
		expect(second).toMatchObject({
			status: 'completed',
			numResponses: 50,
			publishedAt: first.publishedAt,
		});
		expect(Date.parse(second.completedAt)).toBeGreaterThan(Date.parse(first.completedAt));
	});

	test('keeps the answers it has when more come in', async () => {
		const path = await draft();
		await send('POST', `${path}/publish`, {});
		await sandbox.control.advance(0.15 * hour);
		const early = (await send('GET', `${path}/responses?limit=100`)).body.data;
		expect(early.length).toBeGreaterThan(3);
		expect(early.length).toBeLessThan(30);
		await sandbox.control.advance(hour);
		const late = (await send('GET', `${path}/responses?limit=100`)).body.data;
		expect(late).toHaveLength(30);
		expect(late.slice(0, early.length)).toEqual(early);
	});

	test('takes new questions as a draft only; name and tags at any time', async () => {
		const path = await draft();
		const before = await read(path);
		const [question] = before.questions;
		const kept = {
			id: question.id,
			type: question.type,
			prompt: 'Which size?',
			options: question.options,
		};
		const changed = (await send('PATCH', path, { questions: [kept], sampleSize: '15' })).body.data;
		expect(changed.questions).toEqual([{ ...question, value: 'Which size?' }]);
		expect(changed.sampleSize).toBe(15);
		const anew = (await send('PATCH', path, { questions: [choice] })).body.data;
		expect(anew.questions[0].id).not.toBe(question.id);

		await send('POST', `${path}/publish`, {});
		const refused = await send('PATCH', path, { sampleSize: '100' });
		expect(refused).toMatchObject({
			status: 400,
			body: { message: 'Only unpublished surveys can be changed: sampleSize' },
		});
		const renamed = await send('PATCH', path, { name: 'Sizes', tags: [{ name: 'Fit' }] });
		expect(renamed.body.data).toMatchObject({
			name: 'Sizes',
			tags: [{ name: 'Fit' }],
			sampleSize: 15,
		});
		expect((await send('PATCH', path, { tags: [] })).body.data.tags).toEqual([]);
	});

	test('is removed as a draft, archived once published, and leaves the default list then', async () => {
		const removed = await draft();
		expect((await send('DELETE', removed)).body.data).toEqual({ action: 'deleted' });
		expect(await send('GET', removed)).toMatchObject({
			status: 404,
			body: { message: 'Survey not found' },
		});

		const path = await draft();
		await send('POST', `${path}/publish`, {});
		await sandbox.control.advance(hour);
		expect((await send('DELETE', path)).body.data).toEqual({ action: 'archived' });
		expect(await read(path)).toMatchObject({ status: 'archived', numResponses: 30 });
		expect((await send('GET', '/surveys')).body.data).toEqual([]);
		expect((await send('GET', '/surveys?status=archived')).body.data).toHaveLength(1);
	});

	test('gets no respondents added before it is completed', async () => {
		const path = await draft();
		const message = async () =>
			(await send('POST', `${path}/add-respondents`, { count: 5 })).body.message;
		expect(await message()).toMatch(/this one is unpublished$/);
		await send('POST', `${path}/publish`, {});
		expect(await message()).toMatch(/this one is in-progress$/);
		expect((await sandbox.control.state()).spent).toBe(30);
	});

	test('is not paid for beyond the balance', async () => {
		const path = await draft();
		await sandbox.control.settings({ balance: 29 });
		expect(await send('POST', `${path}/publish`, {})).toMatchObject({
			status: 402,
			body: { message: 'Insufficient balance' },
		});
		expect(await read(path)).toMatchObject({ status: 'unpublished' });
		await sandbox.control.settings({ balance: 45 });
		expect((await send('POST', `${path}/publish`, {})).status).toBe(200);
		await sandbox.control.advance(hour);
		await sandbox.control.settings({ balanceStatus: 400 });
		expect((await send('POST', `${path}/add-respondents`, { count: 16 })).status).toBe(400);
		expect((await send('POST', `${path}/add-respondents`, { count: 15 })).status).toBe(200);
		expect((await sandbox.control.state()).settings.balance).toBe(0);
	});

	test('belongs to its team: another team’s surveys are neither listed nor found', async () => {
		const [mine, theirs] = await sandbox.control.addSurveys(
			{ count: 1 },
			{ count: 1, memberId: 'member-june' },
		);
		expect((await send('GET', '/surveys')).body.data).toMatchObject([{ id: mine }]);
		expect(await send('GET', `/surveys/${theirs}`)).toMatchObject({ status: 404 });
		expect(await send('POST', `/surveys/${theirs}/publish`, {})).toMatchObject({ status: 404 });
	});

	test('can be seen by a Viewer, who can neither create, change, publish nor delete', async () => {
		const path = await draft();
		const viewer = 'sandbox-key-viewer';
		expect((await send('GET', path, undefined, viewer)).status).toBe(200);
		const attempts = [
			await send('POST', '/surveys', { questions: [choice] }, viewer),
			await send('PATCH', path, { name: 'Mine' }, viewer),
			await send('POST', `${path}/publish`, {}, viewer),
			await send('POST', `${path}/add-respondents`, { count: 1 }, viewer),
			await send('DELETE', path, undefined, viewer),
		];
		expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
		expect(await read(path)).toMatchObject({ status: 'unpublished', name: 'Which one?' });
	});

	test('is found by each filter of the list, and by all pages once', async () => {
		const project = (await send('POST', '/projects', { name: 'Range' })).body.data.id;
		const [wanted] = await sandbox.control.addSurveys(
			{
				name: 'Alpha',
				tags: ['T'],
				projectId: project,
				country: 'DE',
				targeting: ['coffee'],
				questions: [choice as never],
			},
			{ name: 'Beta #', count: 250, status: 'unpublished' },
		);
		const tag = (await send('GET', '/tags?query=t')).body.data[0].id;
		const filters = [
			'status=completed',
			'type=single_select',
			'text=ALPHA',
			'published_after=2001-01-01T00:00:00Z',
			'countries=FR,DE',
			`tags=${tag}`,
			'audiences=coffee',
			`project_ids=${project}`,
		];
		for (const filter of filters) {
			const { body } = await send('GET', `/surveys?${filter}&member_id=member-ada`);
			expect({ filter, ids: body.data.map(({ id }: { id: string }) => id) }).toEqual({
				filter,
				ids: [wanted],
			});
		}
		const pages = await Promise.all(
			[1, 2, 3, 4].map((page) => send('GET', `/surveys?limit=100&page=${page}`)),
		);
		expect(pages.map(({ body }) => body.data.length)).toEqual([100, 100, 51, 0]);
		expect(pages[0]!.body.pagination).toEqual({ page: 1, totalPages: 3 });
		const ids = pages.flatMap(({ body }) => body.data.map(({ id }: { id: string }) => id));
		expect(new Set(ids).size).toBe(251);
	});

	test('can be told in other spellings, without envelope, and with filters overlooked', async () => {
		const [id] = await sandbox.control.addSurveys({ sampleSize: 1 });
		await sandbox.control.settings({
			envelope: 'bare',
			spelling: 'snake',
			ignoreFilters: true,
		});
		expect((await send('GET', `/surveys/${id}`)).body).toMatchObject({
			id,
			sample_size: 1,
			num_responses: 1,
		});
		expect((await send('GET', '/surveys?status=unpublished')).body).toMatchObject([
			{ id, country_code: 'US' },
		]);
		await sandbox.control.settings({
			envelope: 'wrapped',
			spelling: 'camel',
			optionLabels: 'letter',
		});
		const [response] = (await send('GET', `/surveys/${id}/responses`)).body.data;
		expect(response).toMatchObject({
			questionId: expect.any(String),
			chosenOption: expect.stringMatching(/^[AB]$/),
		});
		await sandbox.control.settings({ ignoreBodyFields: ['sampleSize'] });
		const created = await send('POST', '/surveys', { sampleSize: '15', questions: [choice] });
		expect(created.body.data.sampleSize).toBe(50);
	});

	test('is one of 5,000 that are made and listed in seconds', async () => {
		const ids = await sandbox.control.addSurveys({ count: 5000 });
		expect(new Set(ids).size).toBe(5000);
		const { body } = await send('GET', '/surveys?status=completed&limit=100&page=50');
		expect(body.data).toHaveLength(100);
		expect(body.pagination).toEqual({ page: 50, totalPages: 50 });
	});
});
