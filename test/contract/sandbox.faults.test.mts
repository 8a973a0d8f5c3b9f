import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { Fault, SandboxProcess } from '../support/sandbox.mts';
import { senderTo } from './calls.mts';
import type { Send } from './calls.mts';

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

describe('the sandbox fails on demand', () => {
	let sandbox: SandboxProcess;
	let send: Send;

	beforeAll(async () => {
		sandbox = await startSandboxProcess({ speed: 1 });
		send = senderTo(sandbox.apiUrl);
	}, startTimeout + 5_000);
	beforeEach(() => sandbox.control.reset('faults'));
	afterAll(() => sandbox.stop());

	const createTag = (name: string) =>
		fetch(`${sandbox.apiUrl}/tags`, {
			method: 'POST',
			headers: { Authorization: 'Bearer sandbox-key', 'Content-Type': 'application/json' },
			body: JSON.stringify({ name }),
			redirect: 'manual',
		});
	const tagNames = async () =>
		(await send('GET', '/tags')).body.data.map(({ name }: { name: string }) => name);
	const arm = (fault: Omit<Fault, 'operationId'>) =>
		sandbox.control.fault({ operationId: 'createTag', ...fault });

	test('status: an error in place of the answer, as often as told, nothing done', async () => {
		await arm({ kind: 'status', status: 503, retryAfter: 7, times: 2 });
		for (let round = 0; round < 2; round++) {
			const response = await createTag('Lost');
			expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
			expect(await response.json()).toEqual({
				error: 'Service Unavailable',
				message: 'Service Unavailable',
			});
		}
		expect(await tagNames()).toEqual([]);
		expect((await createTag('Kept')).status).toBe(201);
	});

	test('drop-before and drop-after: the connection closes, and only the second did the work', async () => {
		await arm({ kind: 'drop-before' });
		await arm({ kind: 'drop-after' });
		await expect(createTag('Before')).rejects.toThrow('fetch failed');
		expect(await tagNames()).toEqual([]);
		await expect(createTag('After')).rejects.toThrow('fetch failed');
		expect(await tagNames()).toEqual(['After']);
		const log = await sandbox.control.requests('createTag');
		expect(log.map(({ fault, status }) => [fault, status])).toEqual([
			['drop-before', null],
			['drop-after', null],
		]);
	});

	test('truncated-json, empty and wrong-type: the work is done and the answer is spoilt', async () => {
		await arm({ kind: 'truncated-json' });
		await arm({ kind: 'empty' });
		await arm({ kind: 'wrong-type' });
		await expect(createTag('Half').then((response) => response.json())).rejects.toThrow(
			'in JSON at position',
		);
		const empty = await createTag('Nothing');
		expect([empty.status, await empty.text()]).toEqual([201, '']);
		const wrong = await createTag('Plain');
		expect(wrong.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await wrong.json()).toMatchObject({ data: { name: 'Plain' } });
		expect(await tagNames()).toEqual(['Half', 'Nothing', 'Plain']);
	});

	test('html and redirect: an answer from something that is not the API', async () => {
		await arm({ kind: 'html' });
		await arm({ kind: 'redirect', status: 307, location: `${sandbox.url}/elsewhere` });
		const page = await createTag('Page');
		expect([page.status, page.headers.get('content-type')]).toEqual([
			200,
			'text/html; charset=utf-8',
		]);
		const moved = await createTag('Moved');
		expect([moved.status, moved.headers.get('location')]).toEqual([
			307,
			`${sandbox.url}/elsewhere`,
		]);
		expect(await tagNames()).toEqual([]);
	});

	test('delay and slow-body: the true answer, late', async () => {
		await arm({ kind: 'delay', delayMs: 150 });
		await arm({ kind: 'slow-body', delayMs: 150 });
		for (const name of ['Late', 'Slow']) {
			const before = performance.now();
			const response = await createTag(name);
			expect(await response.json()).toMatchObject({ data: { name } });
			// several timers, each of which may be a millisecond early
			expect(performance.now() - before).toBeGreaterThan(130);
		}
	});

	test('perform overrules: a 500 after the work was done', async () => {
		await arm({ kind: 'status', status: 500, perform: true });
		expect((await createTag('Done')).status).toBe(500);
		expect(await tagNames()).toEqual(['Done']);
	});

	test('skip, path and method choose the requests; sign-in can be hit too', async () => {
		await sandbox.control.fault(
			{ kind: 'status', status: 502, method: 'GET', path: '^/v1/tags$', skip: 1 },
			{ kind: 'status', status: 503, path: '^/.well-known/', times: 0 },
		);
		expect((await createTag('Posted')).status).toBe(201);
		expect([await tagNames(), (await send('GET', '/tags')).status]).toEqual([['Posted'], 502]);
		const discovery = () => fetch(`${sandbox.url}/.well-known/oauth-authorization-server`);
		expect([(await discovery()).status, (await discovery()).status]).toEqual([503, 503]);
		await sandbox.control.clearFaults();
		expect((await discovery()).status).toBe(200);
	});

	test('a chance of one half hits the same requests for the same seed', async () => {
		const run = async () => {
			await sandbox.control.reset('chance');
			await sandbox.control.fault({
				kind: 'status',
				status: 500,
				times: 0,
				probability: 0.5,
			});
			const statuses: number[] = [];
			for (let round = 0; round < 30; round++) statuses.push((await send('GET', '/tags')).status);
			return statuses;
		};
		const first = await run();
		expect(first.filter((status) => status === 500).length).toBeGreaterThan(5);
		expect(first.filter((status) => status === 200).length).toBeGreaterThan(5);
		expect(await run()).toEqual(first);
	});

	test('an unknown kind of fault or setting is refused with a sentence', async () => {
		await expect(sandbox.control.fault({ kind: 'explode' as never })).rejects.toThrow(
			'Unknown kind of fault: explode',
		);
		await expect(sandbox.control.settings({ ratelimit: 5 } as never)).rejects.toThrow(
			'Unknown setting: ratelimit',
		);
	});

	test('the log has method, path, query, body and kind of token, never the token', async () => {
		await send('GET', '/tags?limit=3', undefined, 'no-such-key');
		await createTag('Logged');
		const [read, written] = await sandbox.control.requests();
		expect(read).toMatchObject({
			operationId: 'listTags',
			method: 'GET',
			path: '/v1/tags',
			query: { limit: '3' },
		});
		expect(read).toMatchObject({ token: 'invalid', status: 401 });
		expect(written).toMatchObject({
			operationId: 'createTag',
			body: { name: 'Logged' },
			token: 'apiKey',
			status: 201,
		});
		expect(JSON.stringify([read, written])).not.toMatch(/no-such-key|sandbox-key/);
		expect(await sandbox.control.counters()).toMatchObject({ listTags: 1, createTag: 1 });
	});
});
