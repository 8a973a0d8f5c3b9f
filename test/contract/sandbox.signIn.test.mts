import { pkce, Visitor } from '../../sandbox/signin/visitor.mts';
import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';
import { AnswerChecker, senderTo } from './calls.mts';
import type { Send } from './calls.mts';

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

const callback = 'http://localhost:5678/rest/oauth2-credential/callback';
const scope = 'openid email profile offline_access';

describe('a person who signed in to the sandbox', () => {
	let sandbox: SandboxProcess;
	let send: Send;

	beforeAll(async () => {
		sandbox = await startSandboxProcess();
		send = senderTo(sandbox.apiUrl);
	}, startTimeout + 5_000);
	beforeEach(() => sandbox.control.reset());
	afterAll(() => sandbox.stop());

	async function post(address: string, body: URLSearchParams | string) {
		const type =
			typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded';
		const response = await fetch(address, {
			method: 'POST',
			headers: { 'Content-Type': type },
			body,
		});
		return (await response.json()) as Record<string, string>;
	}

	/** Discovers, registers, signs in and exchanges the code, as n8n does; gives the tokens. */
	async function connect(account: string, organization?: string) {
		const address = `${sandbox.url}/.well-known/oauth-authorization-server`;
		const server = (await (await fetch(address)).json()) as Record<string, string>;
		expect(server['issuer']).toBe(sandbox.url);
		const app = { redirect_uris: [callback], token_endpoint_auth_method: 'none', scope };
		const { client_id = '' } = await post(server['registration_endpoint']!, JSON.stringify(app));
		const { verifier, challenge } = pkce();
		const url = new URL(server['authorization_endpoint']!);
		url.search = new URLSearchParams({
			client_id,
			redirect_uri: callback,
			response_type: 'code',
			scope,
			state: 'any',
			code_challenge: challenge,
			code_challenge_method: 'S256',
		}).toString();
		const end = await new Visitor(sandbox.url).authorize(url, {
			account,
			...(organization !== undefined && { organization }),
		});
		const form = {
			grant_type: 'authorization_code',
			client_id,
			redirect_uri: callback,
			code: end.searchParams.get('code') ?? '',
			code_verifier: verifier,
		};
		const tokens = await post(server['token_endpoint']!, new URLSearchParams(form));
		return { server, client_id, token: tokens['access_token'] ?? '' };
	}

	test('may do in the API what the role in the team allows', async () => {
		const owner = await connect('member-ada');
		const viewer = await connect('member-noah');
		const stranger = await connect('member-june');
		const created = await send('POST', '/tags', { name: 'Ours' }, owner.token);
		expect(created.status).toBe(201);
		expect((await send('POST', '/tags', { name: 'Mine' }, viewer.token)).status).toBe(403);
		expect((await send('GET', '/tags', undefined, viewer.token)).body.data).toEqual([
			created.body.data,
		]);
		expect((await send('GET', '/tags', undefined, stranger.token)).body.data).toEqual([]);
		const log = await sandbox.control.requests('listTags');
		expect(log.map(({ token }) => token)).toEqual(['oauth', 'oauth']);
	});

	test('reads the surveys of the team that was chosen, and of no other', async () => {
		await send('POST', '/tags', { name: 'Of Northwind' }, (await connect('member-ada')).token);
		await send('POST', '/tags', { name: 'Of Harbour' }, (await connect('member-june')).token);
		const { token } = await connect('member-sol', 'member-sol-harbour');
		const { body } = await send('GET', '/tags', undefined, token);
		expect(body.data).toMatchObject([{ name: 'Of Harbour' }]);
	});

	test('is known to the issuer, as the contract says', async () => {
		const { token } = await connect('member-priya');
		const discovery = await fetch(`${sandbox.url}/.well-known/openid-configuration`);
		const { userinfo_endpoint } = (await discovery.json()) as { userinfo_endpoint: string };
		const response = await fetch(userinfo_endpoint, {
			headers: { Authorization: `Bearer ${token}` },
		});
		const { status, headers } = response;
		const answer = { status, headers, body: (await response.json()) as unknown };
		expect(answer.body).toMatchObject({
			sub: 'member-priya',
			email: 'priya@northwind.example',
		});
		expect(new AnswerChecker().problems('getUserInfo', answer)).toEqual([]);
	});

	test('is refused with 401 once the session has ended', async () => {
		const { token } = await connect('member-ada');
		expect((await send('GET', '/tags', undefined, token)).status).toBe(200);
		await fetch(`${sandbox.url}/_sandbox/signin/end-sessions`, { method: 'POST' });
		expect(await send('GET', '/tags', undefined, token)).toMatchObject({
			status: 401,
			body: { error: 'Unauthorized' },
		});
	});

	test('leaves no code, token or state in the sandbox’s log', async () => {
		const { token } = await connect('member-ada');
		await send('GET', '/tags', undefined, token);
		const log = JSON.stringify(await sandbox.control.requests());
		expect(log).toContain('/oauth2/authorize');
		expect(log).not.toContain(token);
		expect(log).not.toMatch(/code_challenge|code_verifier|"state"/);
	});
});
