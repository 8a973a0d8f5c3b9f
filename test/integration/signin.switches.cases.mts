import { signInTrial } from '../support/signInTrial.mts';

const { trial, flip, log, counters } = signInTrial();

describe('the switches of the sign-in', () => {
	it('close registration with 403, and still log what was asked', async () => {
		await flip({ registration: false });

		expect(await trial().register({ client_name: 'Late' })).toMatchObject({
			status: 403,
			body: { error: 'dynamic_client_registration_disabled' },
		});
		expect(await log('registration')).toMatchObject([
			{ status: 403, metadata: { client_name: 'Late' } },
		]);

		await flip({ registration: true });
		expect((await trial().register()).status).toBe(201);
	});

	it('leave registration out of discovery, as AuthKit does where it is switched off', async () => {
		await flip({ registrationListed: false });

		const { status, body } = await trial().call('/.well-known/oauth-authorization-server');

		expect(status).toBe(200);
		expect(body).not.toHaveProperty('registration_endpoint');
	});

	it('let the first discovery address stumble while the second one answers', async () => {
		await flip({ failOAuthDiscovery: 1 });

		expect((await trial().call('/.well-known/oauth-authorization-server')).status).toBe(503);
		expect((await trial().call('/.well-known/openid-configuration')).status).toBe(200);
		expect((await trial().call('/.well-known/oauth-authorization-server')).status).toBe(200);
	});

	it('offer revocation, which then ends the connection of the app that asks and no other', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial().connect();
		const stranger = await trial().connect({ behaviour: { account: 'vik' } });
		await flip({ revocation: true });

		const { body } = await trial().call('/.well-known/oauth-authorization-server');
		const revoke = async (id: string) =>
			await trial().call(body.revocation_endpoint, {
				form: { client_id: id, token: refreshToken },
			});
		await revoke(stranger.clientId);
		expect((await trial().whoami(accessToken)).status).toBe(200);

		expect((await revoke(clientId)).status).toBe(200);
		expect((await trial().whoami(accessToken)).status).toBe(401);
		expect((await trial().refresh(clientId, refreshToken)).body.error).toBe('invalid_grant');
	});

	it('hide both discovery addresses', async () => {
		await flip({ discovery: false });

		for (const name of ['oauth-authorization-server', 'openid-configuration']) {
			expect((await trial().call(`/.well-known/${name}`)).status).toBe(404);
		}
	});

	it('neither advertise nor grant offline_access', async () => {
		await flip({ offlineAccess: false });

		const discovery = await trial().call('/.well-known/oauth-authorization-server');
		const connection = await trial().connect();

		expect(discovery.body.scopes_supported).toEqual(['email', 'openid', 'profile']);
		expect(connection.refreshToken).toBeUndefined();
		expect((await trial().whoami(connection.accessToken)).status).toBe(200);
	});

	it('let the token endpoint fail as often as said, without using anything up', async () => {
		const { clientId, refreshToken = '' } = await trial().connect();
		await flip({ failTokenRequests: 2, tokenFailureStatus: 502 });

		expect((await trial().refresh(clientId, refreshToken)).status).toBe(502);
		expect((await trial().refresh(clientId, refreshToken)).status).toBe(502);
		expect((await trial().refresh(clientId, refreshToken)).status).toBe(200);
		expect(await log('refresh')).toMatchObject([
			{ status: 502, clientId },
			{ status: 502, clientId },
			{ status: 200, clientId },
		]);
	});

	it('refuse refreshes with invalid_grant until switched back, without ending the connection', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial().connect();
		await flip({ refuseRefreshes: true });

		for (let attempt = 0; attempt < 2; attempt += 1) {
			const refused = await trial().refresh(clientId, refreshToken);
			expect(refused.status).toBe(400);
			expect(refused.body.error).toBe('invalid_grant');
		}
		await flip({ refuseRefreshes: false });

		expect((await trial().whoami(accessToken)).status).toBe(200);
		expect((await trial().refresh(clientId, refreshToken)).status).toBe(200);
	});

	it('lose the answer of a token request after it was carried out', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial().connect();
		await flip({ loseTokenAnswers: 1 });

		await expect(trial().refresh(clientId, refreshToken)).rejects.toThrow('fetch failed');

		expect(await log('refresh')).toMatchObject([{ clientId, answerLost: true }]);
		expect(await counters()).toMatchObject({ refresh: 1, refreshLost: 1 });
		expect((await trial().refresh(clientId, refreshToken)).body.error).toBe('invalid_grant');
		expect((await trial().whoami(accessToken)).status).toBe(401);
	});

	it('change the life of the access tokens that are issued from then on', async () => {
		const before = await trial().connect();
		await flip({ accessTokenTtl: 7 });
		const after = await trial().refresh(before.clientId, before.refreshToken ?? '');

		expect(before.expiresIn).toBe(3600);
		expect(after.body.expires_in).toBe(7);
	});

	it('end a connection that was idle for too long, while one that is refreshed goes on', async () => {
		await flip({ idleTtl: 2 });
		const idle = await trial().connect();
		const used = await trial().connect({ behaviour: { account: 'vik' } });
		const end = Date.now() + 2500;

		let token = used.refreshToken ?? '';
		while (Date.now() < end) {
			token = (await trial().refresh(used.clientId, token)).body.refresh_token;
		}

		expect((await trial().refresh(used.clientId, token)).status).toBe(200);
		expect(await trial().refresh(idle.clientId, idle.refreshToken ?? '')).toMatchObject({
			status: 400,
			body: { error: 'invalid_grant' },
		});
	});

	it('issue tokens that are refused once their second is over, with no grace', async () => {
		await flip({ accessTokenTtl: 1 });
		const { accessToken, clientId, refreshToken = '' } = await trial().connect();
		const deadline = Date.now() + 4000;

		let status = 200;
		while (status === 200 && Date.now() < deadline) {
			({ status } = await trial().whoami(accessToken));
		}

		expect(status).toBe(401);
		expect((await trial().refresh(clientId, refreshToken)).status).toBe(200);
	});

	it.each([
		[{ registrations: false }, 'There is no switch "registrations"'],
		[{ registration: 'off' }, '"registration" takes true or false, not "off"'],
		[{ accessTokenTtl: 0 }, '"accessTokenTtl" takes whole seconds from 1, not 0'],
		[{ loseTokenAnswers: -1 }, '"loseTokenAnswers" takes true, false or a number of requests'],
		[{ discovery: false, tokenFailureStatus: 200 }, '"tokenFailureStatus" takes a status from 400'],
	])('refuse %j with a sentence and change nothing', async (json, sentence) => {
		const before = (await trial().control('/')).body.switches;

		const answer = await trial().control('/switches', { method: 'PATCH', json });

		expect(answer.status).toBe(400);
		expect(answer.body.message).toContain(sentence);
		expect((await trial().control('/')).body.switches).toEqual(before);
	});

	it('go back to normal with one request, connections untouched', async () => {
		const { accessToken } = await trial().connect();
		const normal = (await trial().control('/')).body.switches;
		await flip({ registration: false, accessTokenTtl: 2, failTokenRequests: true });

		await trial().control('/reset', { method: 'POST' });

		expect((await trial().control('/')).body.switches).toEqual(normal);
		expect((await trial().whoami(accessToken)).status).toBe(200);
	});
});
