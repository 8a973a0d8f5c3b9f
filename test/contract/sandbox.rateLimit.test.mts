import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';
import { senderTo } from './calls.mts';
import type { Send } from './calls.mts';

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

describe('the sandbox’s rate limit', () => {
	let sandbox: SandboxProcess;
	let send: Send;

	beforeAll(async () => {
		sandbox = await startSandboxProcess({ speed: 1 });
		send = senderTo(sandbox.apiUrl);
	}, startTimeout + 5_000);
	beforeEach(async () => {
		await sandbox.control.reset();
		await sandbox.control.freeze();
		await sandbox.control.settings({ rateClock: 'virtual' });
	});
	afterAll(() => sandbox.stop());

	const statuses = (count: number, key?: string) =>
		Promise.all(
			Array.from(
				{ length: count },
				async () => (await send('GET', '/tags', undefined, key)).status,
			),
		);

	test('lets 100 requests a minute through per token and refuses the next in PickFu’s words', async () => {
		expect(new Set(await statuses(100))).toEqual(new Set([200]));
		const refused = await send('GET', '/tags');
		expect(refused).toMatchObject({
			status: 429,
			body: {
				error: 'Too Many Requests',
				message: 'Rate limit exceeded. Please wait before making more requests.',
			},
		});
		expect(refused.headers.get('retry-after')).toBeNull();
		expect(await statuses(1, 'sandbox-key-viewer')).toEqual([200]);
	});

	test('slides: what was asked a minute ago no longer counts, refused requests never did', async () => {
		await statuses(60);
		await sandbox.control.advance(40_000);
		expect((await statuses(50)).filter((status) => status === 429)).toHaveLength(10);
		await sandbox.control.advance(20_000);
		expect((await statuses(61)).filter((status) => status === 200)).toHaveLength(60);
	});

	test('names the seconds to wait when Retry-After is switched on', async () => {
		await sandbox.control.settings({ retryAfter: true, rateLimit: 2 });
		await statuses(2);
		await sandbox.control.advance(15_000);
		expect((await send('GET', '/tags')).headers.get('retry-after')).toBe('45');
		await sandbox.control.advance(45_000);
		expect(await statuses(1)).toEqual([200]);
	});
});
