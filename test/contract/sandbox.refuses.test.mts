import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';
import { senderTo } from './calls.mts';
import type { Send } from './calls.mts';

const text = (...values: string[]) => values.map((value) => ({ value }));
const good = { type: 'head_to_head', prompt: 'Which?', options: text('One', 'Two') };
const withQuestion = (question: object) => ({ questions: [{ ...good, ...question }] });
const many = (count: number) =>
	text(...Array.from({ length: count }, (_, index) => `Option ${index}`));

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

describe('the sandbox refuses what the contract refuses', () => {
	let sandbox: SandboxProcess;
	let send: Send;

	beforeAll(async () => {
		sandbox = await startSandboxProcess({ rateLimit: 10_000 });
		send = senderTo(sandbox.apiUrl);
	}, startTimeout + 5_000);
	afterAll(() => sandbox.stop());

	test.each([
		[{}, 'questions is required'],
		[{ questions: [] }, 'questions must have at least 1 items'],
		[{ ...withQuestion({}), sample_size: '50' }, 'sample_size is not a known field'],
		[{ ...withQuestion({}), sampleSize: 50 }, 'sampleSize must be string'],
		[{ ...withQuestion({}), sampleSize: '5O' }, 'sampleSize has the wrong form'],
		[{ ...withQuestion({}), country: 'usa' }, 'country has the wrong form'],
		[{ ...withQuestion({}), targeting: ['nobody'] }, 'Unknown targeting trait: nobody'],
		[{ ...withQuestion({}), reporting: ['shoe-size'] }, 'Unknown reporting trait: shoe-size'],
		[{ ...withQuestion({}), projectId: 'none' }, 'projectId: Project not found'],
		[{ ...withQuestion({}), tags: [{ id: 5 }] }, 'tags: Tag 5 not found'],
		[{ questions: [{ type: 'open_ended' }] }, 'questions[0].prompt is required'],
		[withQuestion({ prompt: 'x'.repeat(256) }), 'prompt max 255 characters (questions[0].prompt)'],
		[withQuestion({ text: 'Which?' }), 'questions[0].text is not a known field'],
		[withQuestion({ options: text('One') }), 'head_to_head requires 2 options (questions[0])'],
		[withQuestion({ options: many(3) }), 'head_to_head requires 2 options (questions[0])'],
		[
			withQuestion({ type: 'ranked', options: many(2) }),
			'ranked requires 3-8 options (questions[0])',
		],
		[
			withQuestion({ type: 'ranked', options: undefined }),
			'ranked requires 3-8 options (questions[0])',
		],
		[
			withQuestion({ type: 'single_select', options: many(9) }),
			'single_select requires 3-8 options (questions[0])',
		],
		[
			withQuestion({ type: 'multi_select', options: many(2) }),
			'multi_select requires 3-8 options (questions[0])',
		],
		[
			withQuestion({ type: 'open_ended', options: many(2) }),
			'open_ended requires 0-1 options (questions[0])',
		],
		[
			withQuestion({ type: 'star_rating', options: many(2) }),
			'star_rating requires 0-1 options (questions[0])',
		],
		[
			withQuestion({ type: 'emoji_rating', options: many(2) }),
			'emoji_rating requires 0-1 options (questions[0])',
		],
		[
			withQuestion({ type: 'screen_recording', options: many(2) }),
			'screen_recording requires 0-1 options (questions[0])',
		],
		[
			withQuestion({ type: 'click_test', options: [] }),
			'click_test requires 1 option (questions[0])',
		],
		[
			withQuestion({ type: 'five_second_test', options: many(1) }),
			'five_second_test requires an image (questions[0])',
		],
		[
			withQuestion({ options: [{ mediaUrl: 'http://example.com/a.png' }, { value: 'Two' }] }),
			'URL must use https (questions[0].options[0].mediaUrl)',
		],
		[
			withQuestion({ options: [{}, { value: 'Two' }] }),
			'questions[0].options[0] must not be empty',
		],
	])('a survey like %j, saying why', async (body, reason) => {
		const before = (await sandbox.control.state()).surveys;
		const answer = await send('POST', '/surveys', body);
		expect(answer).toMatchObject({
			status: 400,
			body: { error: 'Bad Request', message: 'Validation failed' },
		});
		expect(answer.body.details).toContain(reason);
		expect((await sandbox.control.state()).surveys).toBe(before);
	});

	test('every wrong thing of a body at once, each once', async () => {
		const answer = await send('POST', '/surveys', {
			questions: [
				{ type: 'ranked', prompt: '', options: many(1) },
				{ type: 'guess', prompt: 'Which?' },
			],
		});
		expect(answer.body.details).toEqual([
			'ranked requires 3-8 options (questions[0])',
			'questions[0].prompt must not be empty',
			expect.stringMatching(/^questions\[1\]\.type must be one of: head_to_head, /),
		]);
	});

	test.each([
		['GET', '/surveys?limit=101', undefined, 'limit must be <= 100'],
		['GET', '/surveys?page=0', undefined, 'page must be >= 1'],
		['GET', '/surveys?kind=image', undefined, 'kind is not a known field'],
		[
			'GET',
			'/surveys?status=done',
			undefined,
			'status must be one of: unpublished, in-progress, completed, archived',
		],
		['GET', '/help/search', undefined, 'query is required'],
		['POST', '/tags', {}, 'name is required'],
		['POST', '/tags', undefined, 'body is required'],
		[
			'POST',
			'/media/generate',
			{ prompt: 'A pot', aspectRatio: '7:5' },
			expect.stringMatching(/^aspectRatio must be one of: 1:1/),
		],
		[
			'POST',
			'/media/generate',
			{ prompt: 'A pot', imageUrls: ['ftp://x'] },
			'imageUrls[0] has the wrong form',
		],
	])('%s %s with body %j', async (method, path, body, reason) => {
		const answer = await send(method, path, body);
		expect({ status: answer.status, details: answer.body.details }).toEqual({
			status: 400,
			details: expect.arrayContaining([reason]),
		});
	});

	test('text that is not JSON', async () => {
		const response = await fetch(`${sandbox.apiUrl}/tags`, {
			method: 'POST',
			headers: { Authorization: 'Bearer sandbox-key', 'Content-Type': 'application/json' },
			body: '{"name":',
		});
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({
			error: 'Bad Request',
			message: 'Request body is not valid JSON',
		});
	});

	test('a path that PickFu does not have, in words that name no object', async () => {
		const answer = await send('POST', '/survey/1/publish');
		expect(answer).toMatchObject({
			status: 404,
			body: { message: 'The requested resource does not exist' },
		});
		expect(await send('PUT', '/surveys', {})).toMatchObject({ status: 405 });
	});

	test('an upload without a file, with an empty one, or with one that is no media', async () => {
		const details = async (form: FormData) =>
			(await send('POST', '/media/upload', form)).body.details;
		const form = (name: string, content: string, type: string) => {
			const data = new FormData();
			data.append(name, new Blob([content], { type }), 'file');
			return data;
		};
		expect(await details(form('picture', 'x', 'image/png'))).toEqual([
			'picture is not a known field',
		]);
		expect(await details(form('file', '', 'image/png'))).toEqual(['file must not be empty']);
		expect(await details(form('file', 'x', 'text/html'))).toEqual([
			'file must be an image, video or audio, not text/html',
		]);
	});

	test('no upload that is a picture: its bytes come back from the address given', async () => {
		const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
		const data = new FormData();
		data.append('file', new Blob([bytes], { type: 'image/png' }), 'pot.png');
		const { status, body } = await send('POST', '/media/upload', data);
		expect(status).toBe(201);
		const response = await fetch(body.data.url);
		expect(response.headers.get('content-type')).toBe('image/png');
		expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
		const used = await send(
			'POST',
			'/surveys',
			withQuestion({ options: [{ mediaUrl: body.data.url }, { value: 'Two' }] }),
		);
		expect(used.status).toBe(201);
	});
});
