import { Trial } from '../../sandbox/signin/trial.mts';
import { Visitor } from '../../sandbox/signin/visitor.mts';

let trial: Trial;

beforeAll(async () => {
	trial = await Trial.start();
});

afterAll(async () => {
	await trial.stop();
});

describe('connecting an account at the sandbox', () => {
	it('leads from registration through sign-in and consent to a token that stands for the person', async () => {
		const ana = await trial.connect({ behaviour: { account: 'ana' } });
		const vik = await trial.connect({ behaviour: { email: ' Vik@Example.com ' } });

		expect((await trial.whoami(ana.accessToken)).body.accountId).toBe('ana');
		expect((await trial.whoami(vik.accessToken)).body.accountId).toBe('vik');
		expect((await trial.whoami('made-up')).status).toBe(401);
	});

	it('answers opaque access tokens, and an id token and userinfo that name the person', async () => {
		const { accessToken, idToken = '' } = await trial.connect({ behaviour: { account: 'vik' } });

		const person = { sub: 'vik', email: 'vik@example.com', name: 'Vik Lindqvist' };
		const claims = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());
		const userinfo = await trial.call('/oauth2/userinfo', {
			headers: { authorization: `Bearer ${accessToken}` },
		});
		expect(accessToken).not.toContain('.');
		expect(claims).toMatchObject(person);
		expect(userinfo.body).toMatchObject(person);
	});

	it('gives the app back its state and the issuer along with the code', async () => {
		const clientId = (await trial.register()).body.client_id;

		const callback = await new Visitor(trial.origin).authorize(trial.authorizationUrl(clientId), {
			account: 'ana',
		});

		expect(callback.searchParams.get('state')).toBe('state-of-the-app');
		expect(callback.searchParams.get('iss')).toBe(trial.origin);
	});

	it('gives a refresh token only to an app that asked for offline_access', async () => {
		const online = await trial.connect({ scope: 'openid email' });
		const offline = await trial.connect({ scope: 'openid email offline_access' });

		expect(online.refreshToken).toBeUndefined();
		expect(offline.refreshToken).toEqual(expect.any(String));
	});

	it('rotates the refresh token, and ends the connection when a used one comes again', async () => {
		const { clientId, refreshToken: first = '' } = await trial.connect();
		const other = await trial.connect({ behaviour: { account: 'vik' } });

		const second = await trial.refresh(clientId, first);
		expect(second.status).toBe(200);
		expect(second.body.refresh_token).not.toBe(first);
		expect((await trial.whoami(second.body.access_token)).status).toBe(200);

		const reused = await trial.refresh(clientId, first);
		expect(reused.status).toBe(400);
		expect(reused.body.error).toBe('invalid_grant');
		expect((await trial.whoami(second.body.access_token)).status).toBe(401);
		expect((await trial.refresh(clientId, second.body.refresh_token)).body.error).toBe(
			'invalid_grant',
		);
		expect((await trial.whoami(other.accessToken)).status).toBe(200);
	});

	it('has no revocation endpoint, so an app cannot end its connection', async () => {
		const { clientId, accessToken, refreshToken = '' } = await trial.connect();

		const answer = await trial.call('/oauth2/revoke', {
			form: { client_id: clientId, token: refreshToken },
		});

		expect(answer.status).toBe(404);
		expect((await trial.whoami(accessToken)).status).toBe(200);
	});

	it('does not let one app use the refresh token of another', async () => {
		const { clientId, refreshToken = '', accessToken } = await trial.connect();
		const stranger = await trial.connect({ behaviour: { account: 'vik' } });

		const stolen = await trial.refresh(stranger.clientId, refreshToken);

		expect(stolen.body.error).toBe('invalid_grant');
		expect((await trial.whoami(accessToken)).status).toBe(200);
		expect((await trial.refresh(clientId, refreshToken)).status).toBe(200);
	});
});

describe('a browser that has been here before', () => {
	it('is asked for consent only, for whoever signed in last', async () => {
		const visitor = new Visitor(trial.origin);
		await trial.connect({ visitor, behaviour: { account: 'vik' } });

		const clientId = (await trial.register()).body.client_id;
		const page = await visitor.open(trial.authorizationUrl(clientId));

		expect(page.body).toContain('data-test-id="allow"');
		expect(page.body).toContain('vik@example.com');
		expect(page.body).not.toContain('data-test-id="sign-in"');
	});

	it('asks the same app for consent each time, so that each connection has a grant of its own', async () => {
		const visitor = new Visitor(trial.origin);
		const clientId = (await trial.register()).body.client_id;
		await visitor.authorize(trial.authorizationUrl(clientId), { account: 'ana' });

		const again = await visitor.open(trial.authorizationUrl(clientId));

		expect(again.body).toContain('data-test-id="allow"');
	});

	it('can change to another account without ending what the first one connected', async () => {
		const visitor = new Visitor(trial.origin);
		const ana = await trial.connect({ visitor, behaviour: { account: 'ana' } });

		const clientId = (await trial.register()).body.client_id;
		const consent = await visitor.open(trial.authorizationUrl(clientId));
		const choice = await visitor.open(`${consent.url.pathname}/account`);
		expect(choice.body).toContain('data-test-id="account-vik"');
		const asVik = await visitor.open(choice.url.pathname, { account: 'vik', email: '' });

		expect(asVik.body).toContain('data-test-id="allow"');
		expect(asVik.body).toContain('vik@example.com');
		const end = await visitor.open(`${asVik.url.pathname}/consent`, {});
		expect(end.url.searchParams.get('code')).toEqual(expect.any(String));
		expect((await trial.whoami(ana.accessToken)).body.accountId).toBe('ana');
		expect((await trial.refresh(ana.clientId, ana.refreshToken ?? '')).status).toBe(200);
	});
});

describe('a person in several teams', () => {
	const claims = (idToken = '') =>
		JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString());

	it('is shown once, chooses a team, and gets a token of that team alone', async () => {
		const visitor = new Visitor(trial.origin);
		const start = await visitor.open(
			trial.authorizationUrl((await trial.register()).body.client_id),
		);
		expect(start.body.match(/sol@example\.com/g)).toHaveLength(1);

		const choice = await visitor.open(`${start.url.pathname}/account`, { account: 'sol' });
		expect(choice.body).toContain('data-test-id="organization-sol"');
		expect(choice.body).toContain('Lighthouse Studio');
		expect(choice.body).not.toContain('data-test-id="allow"');

		const behaviour = { email: 'sol@example.com', organization: 'sol-lighthouse' };
		const { accessToken, idToken } = await trial.connect({ behaviour });
		expect((await trial.whoami(accessToken)).body.accountId).toBe('sol-lighthouse');
		expect(claims(idToken)).toMatchObject({
			email: 'sol@example.com',
			org_id: 'org_lighthouse_studio',
		});
	});

	it('chooses anew at the next connection, also while still signed in', async () => {
		const visitor = new Visitor(trial.origin);
		const first = await trial.connect({
			visitor,
			behaviour: { account: 'sol', organization: 'sol-lighthouse' },
		});
		const second = await trial.connect({ visitor, behaviour: { organization: 'sol' } });

		expect(claims(first.idToken).org_id).toBe('org_lighthouse_studio');
		expect(claims(second.idToken).org_id).toBe('org_harbor_goods');
		expect((await trial.whoami(first.accessToken)).body.accountId).toBe('sol-lighthouse');
	});
});

describe('a person who declines', () => {
	it.each(['the sign-in page', 'the consent page'])(
		'is led back to the app with access_denied from %s',
		async (where) => {
			const visitor = new Visitor(trial.origin);
			if (where === 'the consent page') await trial.connect({ visitor });
			const clientId = (await trial.register()).body.client_id;
			const page = await visitor.open(trial.authorizationUrl(clientId));

			const end = await visitor.open(`${page.url.pathname}/cancel`, {});

			expect(end.url.origin).toBe('http://localhost:5678');
			expect(end.url.searchParams.get('error')).toBe('access_denied');
			expect(end.url.searchParams.get('state')).toBe('state-of-the-app');
			expect(end.url.searchParams.has('code')).toBe(false);
		},
	);
});

describe('discovery', () => {
	it('has registration, scopes and PKCE at the first address, userinfo at the second, as AuthKit does', async () => {
		const oauth = await trial.call('/.well-known/oauth-authorization-server');
		const openid = await trial.call('/.well-known/openid-configuration');
		const both = {
			issuer: trial.origin,
			authorization_endpoint: `${trial.origin}/oauth2/authorize`,
			token_endpoint: `${trial.origin}/oauth2/token`,
			jwks_uri: `${trial.origin}/oauth2/jwks`,
			response_types_supported: ['code'],
		};

		expect([oauth.status, openid.status]).toEqual([200, 200]);
		expect(oauth.body).toEqual({
			...both,
			registration_endpoint: `${trial.origin}/oauth2/register`,
			introspection_endpoint: `${trial.origin}/oauth2/introspection`,
			device_authorization_endpoint: `${trial.origin}/oauth2/device_authorization`,
			response_modes_supported: ['query'],
			grant_types_supported: ['authorization_code', 'refresh_token'],
			scopes_supported: ['email', 'offline_access', 'openid', 'profile'],
			token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
			code_challenge_methods_supported: ['S256'],
		});
		expect(openid.body).toEqual({
			...both,
			userinfo_endpoint: `${trial.origin}/oauth2/userinfo`,
			subject_types_supported: ['public'],
			id_token_signing_alg_values_supported: ['RS256'],
		});
	});

	it('does not describe a protected resource, so the address itself is the authorization server', async () => {
		for (const path of ['', '/v1']) {
			const answer = await trial.call(`/.well-known/oauth-protected-resource${path}`);
			expect(answer.status).toBe(404);
		}
	});
});
