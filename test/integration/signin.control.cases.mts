import { CALLBACK, Trial } from '../../sandbox/signin/trial.mts';
import { pkce, Visitor } from '../../sandbox/signin/visitor.mts';

let trial: Trial;

beforeAll(async () => {
	trial = await Trial.start();
});

beforeEach(async () => {
	await trial.control('/reset', { method: 'POST' });
});

afterAll(async () => {
	await trial.stop();
});

async function flip(switches: Record<string, unknown>) {
	const answer = await trial.control('/switches', { method: 'PATCH', json: switches });
	expect(answer.status).toBe(200);
}

async function log(kind: string) {
	return (await trial.control(`/log?kind=${kind}`)).body.entries;
}

async function counters() {
	return (await trial.control('/')).body.counters;
}

describe('the log of the sign-in', () => {
	it('shows what an app sent at each step', async () => {
		const { clientId, refreshToken = '' } = await trial.connect();
		await trial.refresh(clientId, refreshToken);

		expect(await log('registration')).toMatchObject([
			{
				status: 201,
				clientId,
				metadata: {
					client_name: 'n8n',
					redirect_uris: [CALLBACK],
					token_endpoint_auth_method: 'none',
					grant_types: ['authorization_code', 'refresh_token'],
				},
			},
		]);
		const [authorization] = await log('authorization');
		expect(authorization.query).toEqual({
			client_id: clientId,
			redirect_uri: CALLBACK,
			response_type: 'code',
			scope: 'openid email profile offline_access',
			code_challenge_method: 'S256',
		});
		expect(authorization.parameters).toEqual(expect.arrayContaining(['code_challenge', 'state']));
		expect(authorization.parameters).not.toContain('prompt');
		expect(await log('codeExchange')).toMatchObject([
			{
				status: 200,
				clientId,
				parameters: ['grant_type', 'client_id', 'code', 'redirect_uri', 'code_verifier'],
			},
		]);
		expect(await log('refresh')).toMatchObject([
			{ status: 200, clientId, parameters: ['grant_type', 'client_id', 'refresh_token'] },
		]);
		expect(await counters()).toEqual({
			registration: 1,
			authorization: 1,
			signIn: 1,
			consent: 1,
			codeExchange: 1,
			refresh: 1,
		});
	});

	it('holds no token, code, verifier, state or secret', async () => {
		const { verifier, challenge } = pkce();
		const registered = await trial.register({ client_secret: 'hidden-secret-of-the-app' });
		const clientId = registered.body.client_id;
		const callback = await new Visitor(trial.origin).authorize(
			trial.authorizationUrl(clientId, { code_challenge: challenge }),
			{ account: 'ana' },
		);
		const code = callback.searchParams.get('code') ?? '';
		const { body: tokens } = await trial.token({
			grant_type: 'authorization_code',
			client_id: clientId,
			code,
			redirect_uri: CALLBACK,
			code_verifier: verifier,
		});
		const { body: fresh } = await trial.refresh(clientId, tokens.refresh_token);
		await trial.call('/oauth2/userinfo', {
			headers: { authorization: `Bearer ${fresh.access_token}` },
		});
		await flip({ revocation: true });
		await trial.call('/oauth2/revoke', {
			form: { client_id: clientId, token: fresh.refresh_token },
		});

		const everything =
			JSON.stringify((await trial.control('/log')).body) +
			JSON.stringify((await trial.control('/')).body);

		const secrets = [
			verifier,
			challenge,
			code,
			'state-of-the-app',
			'hidden-secret-of-the-app',
			...[tokens, fresh].flatMap((set) => [set.access_token, set.refresh_token, set.id_token]),
		];
		expect(secrets.every((secret) => typeof secret === 'string' && secret.length > 8)).toBe(true);
		expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
		// A search of other places needs them all.
		const known = (await trial.control('/secrets')).body.secrets;
		expect(known).toEqual(
			expect.arrayContaining([
				verifier,
				code,
				...[tokens, fresh].flatMap((set) => [set.access_token, set.refresh_token, set.id_token]),
			]),
		);
		expect(await counters()).toMatchObject({ userinfo: 1, revocation: 1 });
	});

	it('counts what was refused apart, and starts again from nothing', async () => {
		await trial.refresh('unknown-app', 'made-up');

		expect(await log('refresh')).toMatchObject([
			{ status: 401, error: 'invalid_client', clientId: 'unknown-app' },
		]);
		expect(await counters()).toEqual({ refresh: 1, refreshRefused: 1 });

		await trial.control('/log', { method: 'DELETE' });
		expect(await counters()).toEqual({});
		expect((await trial.control('/log')).body.entries).toEqual([]);
	});
});

describe('the switches of the sign-in', () => {
	it('close registration with 403, and still log what was asked', async () => {
		await flip({ registration: false });

		expect(await trial.register({ client_name: 'Late' })).toMatchObject({
			status: 403,
			body: { error: 'dynamic_client_registration_disabled' },
		});
		expect(await log('registration')).toMatchObject([
			{ status: 403, metadata: { client_name: 'Late' } },
		]);

		await flip({ registration: true });
		expect((await trial.register()).status).toBe(201);
	});

	it('leave registration out of discovery, as AuthKit does where it is switched off', async () => {
		await flip({ registrationListed: false });

		const { status, body } = await trial.call('/.well-known/oauth-authorization-server');

		expect(status).toBe(200);
		expect(body).not.toHaveProperty('registration_endpoint');
	});

	it('let the first discovery address stumble while the second one answers', async () => {
		await flip({ failOAuthDiscovery: 1 });

		expect((await trial.call('/.well-known/oauth-authorization-server')).status).toBe(503);
		expect((await trial.call('/.well-known/openid-configuration')).status).toBe(200);
		expect((await trial.call('/.well-known/oauth-authorization-server')).status).toBe(200);
	});

	it('offer revocation, which then ends the connection of the app that asks and no other', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial.connect();
		const stranger = await trial.connect({ behaviour: { account: 'vik' } });
		await flip({ revocation: true });

		const { body } = await trial.call('/.well-known/oauth-authorization-server');
		const revoke = async (id: string) =>
			await trial.call(body.revocation_endpoint, { form: { client_id: id, token: refreshToken } });
		await revoke(stranger.clientId);
		expect((await trial.whoami(accessToken)).status).toBe(200);

		expect((await revoke(clientId)).status).toBe(200);
		expect((await trial.whoami(accessToken)).status).toBe(401);
		expect((await trial.refresh(clientId, refreshToken)).body.error).toBe('invalid_grant');
	});

	it('hide both discovery addresses', async () => {
		await flip({ discovery: false });

		for (const name of ['oauth-authorization-server', 'openid-configuration']) {
			expect((await trial.call(`/.well-known/${name}`)).status).toBe(404);
		}
	});

	it('neither advertise nor grant offline_access', async () => {
		await flip({ offlineAccess: false });

		const discovery = await trial.call('/.well-known/oauth-authorization-server');
		const connection = await trial.connect();

		expect(discovery.body.scopes_supported).toEqual(['email', 'openid', 'profile']);
		expect(connection.refreshToken).toBeUndefined();
		expect((await trial.whoami(connection.accessToken)).status).toBe(200);
	});

	it('let the token endpoint fail as often as said, without using anything up', async () => {
		const { clientId, refreshToken = '' } = await trial.connect();
		await flip({ failTokenRequests: 2, tokenFailureStatus: 502 });

		expect((await trial.refresh(clientId, refreshToken)).status).toBe(502);
		expect((await trial.refresh(clientId, refreshToken)).status).toBe(502);
		expect((await trial.refresh(clientId, refreshToken)).status).toBe(200);
		expect(await log('refresh')).toMatchObject([
			{ status: 502, clientId },
			{ status: 502, clientId },
			{ status: 200, clientId },
		]);
	});

	it('refuse refreshes with invalid_grant until switched back, without ending the connection', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial.connect();
		await flip({ refuseRefreshes: true });

		for (let attempt = 0; attempt < 2; attempt += 1) {
			const refused = await trial.refresh(clientId, refreshToken);
			expect(refused.status).toBe(400);
			expect(refused.body.error).toBe('invalid_grant');
		}
		await flip({ refuseRefreshes: false });

		expect((await trial.whoami(accessToken)).status).toBe(200);
		expect((await trial.refresh(clientId, refreshToken)).status).toBe(200);
	});

	it('lose the answer of a token request after it was carried out', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial.connect();
		await flip({ loseTokenAnswers: 1 });

		await expect(trial.refresh(clientId, refreshToken)).rejects.toThrow('fetch failed');

		expect(await log('refresh')).toMatchObject([{ clientId, answerLost: true }]);
		expect(await counters()).toMatchObject({ refresh: 1, refreshLost: 1 });
		expect((await trial.refresh(clientId, refreshToken)).body.error).toBe('invalid_grant');
		expect((await trial.whoami(accessToken)).status).toBe(401);
	});

	it('change the life of the access tokens that are issued from then on', async () => {
		const before = await trial.connect();
		await flip({ accessTokenTtl: 7 });
		const after = await trial.refresh(before.clientId, before.refreshToken ?? '');

		expect(before.expiresIn).toBe(3600);
		expect(after.body.expires_in).toBe(7);
	});

	it('end a connection that was idle for too long, while one that is refreshed goes on', async () => {
		await flip({ idleTtl: 2 });
		const idle = await trial.connect();
		const used = await trial.connect({ behaviour: { account: 'vik' } });
		const end = Date.now() + 2500;

		let token = used.refreshToken ?? '';
		while (Date.now() < end) {
			token = (await trial.refresh(used.clientId, token)).body.refresh_token;
		}

		expect((await trial.refresh(used.clientId, token)).status).toBe(200);
		expect(await trial.refresh(idle.clientId, idle.refreshToken ?? '')).toMatchObject({
			status: 400,
			body: { error: 'invalid_grant' },
		});
	});

	it('issue tokens that are refused once their second is over, with no grace', async () => {
		await flip({ accessTokenTtl: 1 });
		const { accessToken, clientId, refreshToken = '' } = await trial.connect();
		const deadline = Date.now() + 4000;

		let status = 200;
		while (status === 200 && Date.now() < deadline) {
			({ status } = await trial.whoami(accessToken));
		}

		expect(status).toBe(401);
		expect((await trial.refresh(clientId, refreshToken)).status).toBe(200);
	});

	it.each([
		[{ registrations: false }, 'There is no switch "registrations"'],
		[{ registration: 'off' }, '"registration" takes true or false, not "off"'],
		[{ accessTokenTtl: 0 }, '"accessTokenTtl" takes whole seconds from 1, not 0'],
		[{ loseTokenAnswers: -1 }, '"loseTokenAnswers" takes true, false or a number of requests'],
		[{ discovery: false, tokenFailureStatus: 200 }, '"tokenFailureStatus" takes a status from 400'],
	])('refuse %j with a sentence and change nothing', async (json, sentence) => {
		const before = (await trial.control('/')).body.switches;

		const answer = await trial.control('/switches', { method: 'PATCH', json });

		expect(answer.status).toBe(400);
		expect(answer.body.message).toContain(sentence);
		expect((await trial.control('/')).body.switches).toEqual(before);
	});

	it('go back to normal with one request, connections untouched', async () => {
		const { accessToken } = await trial.connect();
		const normal = (await trial.control('/')).body.switches;
		await flip({ registration: false, accessTokenTtl: 2, failTokenRequests: true });

		await trial.control('/reset', { method: 'POST' });

		expect((await trial.control('/')).body.switches).toEqual(normal);
		expect((await trial.whoami(accessToken)).status).toBe(200);
	});
});

describe('what can be taken away at the server', () => {
	it('expires every access token at once, while refresh tokens still work', async () => {
		const connections = [
			await trial.connect({ behaviour: { account: 'ana' } }),
			await trial.connect({ behaviour: { account: 'vik' } }),
		];

		await trial.control('/expire-access-tokens', { method: 'POST' });

		for (const { clientId, accessToken, refreshToken = '' } of connections) {
			expect((await trial.whoami(accessToken)).status).toBe(401);
			const fresh = await trial.refresh(clientId, refreshToken);
			expect((await trial.whoami(fresh.body.access_token)).status).toBe(200);
		}
	});

	it('ends all sessions, as idle ones end: tokens are refused, registrations stay', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial.connect();

		const { body } = await trial.control('/end-sessions', { method: 'POST' });

		expect(body.ended).toBeGreaterThan(0);
		expect((await trial.whoami(accessToken)).status).toBe(401);
		expect((await trial.refresh(clientId, refreshToken)).body.error).toBe('invalid_grant');
	});

	it('revokes the grants of one account, or of everybody', async () => {
		const ana = await trial.connect({ behaviour: { account: 'ana' } });
		const vik = await trial.connect({ behaviour: { account: 'vik' } });

		await trial.control('/revoke-grants', { method: 'POST', json: { accountId: 'ana' } });
		expect((await trial.whoami(ana.accessToken)).status).toBe(401);
		expect((await trial.refresh(ana.clientId, ana.refreshToken ?? '')).body.error).toBe(
			'invalid_grant',
		);
		expect((await trial.whoami(vik.accessToken)).status).toBe(200);

		await trial.control('/revoke-grants', { method: 'POST' });
		expect((await trial.whoami(vik.accessToken)).status).toBe(401);
		expect((await trial.control('/')).body.grants).toEqual([]);
	});

	it('deletes the registrations, after which a refresh answers invalid_client', async () => {
		const { clientId, refreshToken = '' } = await trial.connect();

		const answer = await trial.control('/delete-clients', { method: 'POST' });
		const refused = await trial.refresh(clientId, refreshToken);

		expect(answer.body.deleted).toBeGreaterThan(0);
		expect(refused.status).toBe(401);
		expect(refused.body.error).toBe('invalid_client');
		expect((await trial.connect()).accessToken).toEqual(expect.any(String));
	});
});
