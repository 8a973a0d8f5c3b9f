import { CALLBACK } from '../../sandbox/signin/trial.mts';
import { pkce, Visitor } from '../../sandbox/signin/visitor.mts';
import { signInTrial } from '../support/signInTrial.mts';

const { trial, flip, log, counters } = signInTrial();

describe('the log of the sign-in', () => {
	it('shows what an app sent at each step', async () => {
		const { clientId, refreshToken = '' } = await trial().connect();
		await trial().refresh(clientId, refreshToken);

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
		const registered = await trial().register({ client_secret: 'hidden-secret-of-the-app' });
		const clientId = registered.body.client_id;
		const callback = await new Visitor(trial().origin).authorize(
			trial().authorizationUrl(clientId, { code_challenge: challenge }),
			{ account: 'ana' },
		);
		const code = callback.searchParams.get('code') ?? '';
		const { body: tokens } = await trial().token({
			grant_type: 'authorization_code',
			client_id: clientId,
			code,
			redirect_uri: CALLBACK,
			code_verifier: verifier,
		});
		const { body: fresh } = await trial().refresh(clientId, tokens.refresh_token);
		await trial().call('/oauth2/userinfo', {
			headers: { authorization: `Bearer ${fresh.access_token}` },
		});
		await flip({ revocation: true });
		await trial().call('/oauth2/revoke', {
			form: { client_id: clientId, token: fresh.refresh_token },
		});

		const everything =
			JSON.stringify((await trial().control('/log')).body) +
			JSON.stringify((await trial().control('/')).body);

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
		const known = (await trial().control('/secrets')).body.secrets;
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
		await trial().refresh('unknown-app', 'made-up');

		expect(await log('refresh')).toMatchObject([
			{ status: 401, error: 'invalid_client', clientId: 'unknown-app' },
		]);
		expect(await counters()).toEqual({ refresh: 1, refreshRefused: 1 });

		await trial().control('/log', { method: 'DELETE' });
		expect(await counters()).toEqual({});
		expect((await trial().control('/log')).body.entries).toEqual([]);
	});
});

describe('what can be taken away at the server', () => {
	it('expires every access token at once, while refresh tokens still work', async () => {
		const connections = [
			await trial().connect({ behaviour: { account: 'ana' } }),
			await trial().connect({ behaviour: { account: 'vik' } }),
		];

		await trial().control('/expire-access-tokens', { method: 'POST' });

		for (const { clientId, accessToken, refreshToken = '' } of connections) {
			expect((await trial().whoami(accessToken)).status).toBe(401);
			const fresh = await trial().refresh(clientId, refreshToken);
			expect((await trial().whoami(fresh.body.access_token)).status).toBe(200);
		}
	});

	it('ends all sessions, as idle ones end: tokens are refused, registrations stay', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial().connect();

		const { body } = await trial().control('/end-sessions', { method: 'POST' });

		expect(body.ended).toBeGreaterThan(0);
		expect((await trial().whoami(accessToken)).status).toBe(401);
		expect((await trial().refresh(clientId, refreshToken)).body.error).toBe('invalid_grant');
	});

	it('revokes the grants of one account, or of everybody', async () => {
		const ana = await trial().connect({ behaviour: { account: 'ana' } });
		const vik = await trial().connect({ behaviour: { account: 'vik' } });

		await trial().control('/revoke-grants', { method: 'POST', json: { accountId: 'ana' } });
		expect((await trial().whoami(ana.accessToken)).status).toBe(401);
		expect((await trial().refresh(ana.clientId, ana.refreshToken ?? '')).body.error).toBe(
			'invalid_grant',
		);
		expect((await trial().whoami(vik.accessToken)).status).toBe(200);

		await trial().control('/revoke-grants', { method: 'POST' });
		expect((await trial().whoami(vik.accessToken)).status).toBe(401);
		expect((await trial().control('/')).body.grants).toEqual([]);
	});

	it('deletes the registrations, after which a refresh answers invalid_client', async () => {
		const { clientId, refreshToken = '' } = await trial().connect();

		const answer = await trial().control('/delete-clients', { method: 'POST' });
		const refused = await trial().refresh(clientId, refreshToken);

		expect(answer.body.deleted).toBeGreaterThan(0);
		expect(refused.status).toBe(401);
		expect(refused.body.error).toBe('invalid_client');
		expect((await trial().connect()).accessToken).toEqual(expect.any(String));
	});
});
