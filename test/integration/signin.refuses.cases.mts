import { CALLBACK, Trial } from '../../sandbox/signin/trial.mts';
import { pkce, Visitor } from '../../sandbox/signin/visitor.mts';

let trial: Trial;

beforeAll(async () => {
	trial = await Trial.start();
});

afterAll(async () => {
	await trial.stop();
});

async function newClient(changes?: Record<string, unknown>): Promise<string> {
	return (await trial.register(changes)).body.client_id;
}

describe('an authorization request without proper PKCE', () => {
	it.each([
		['plain', { code_challenge_method: 'plain' }],
		['a missing method, which would mean plain', { code_challenge_method: undefined }],
		['no challenge at all', { code_challenge: undefined, code_challenge_method: undefined }],
		['a challenge that is too short', { code_challenge: 'short' }],
	])('is sent back with invalid_request for %s', async (_what, changes) => {
		const end = await new Visitor(trial.origin).open(
			trial.authorizationUrl(await newClient(), changes),
		);

		expect(end.url.origin).toBe(new URL(CALLBACK).origin);
		expect(end.url.searchParams.get('error')).toBe('invalid_request');
		expect(end.url.searchParams.get('state')).toBe('state-of-the-app');
	});

	it.each([
		['that is missing', undefined],
		['of another challenge', pkce().verifier],
	])('gets no tokens for a verifier %s', async (_which, verifier) => {
		const clientId = await newClient();
		const callback = await new Visitor(trial.origin).authorize(trial.authorizationUrl(clientId), {
			account: 'ana',
		});

		const answer = await trial.token({
			grant_type: 'authorization_code',
			client_id: clientId,
			code: callback.searchParams.get('code') ?? '',
			redirect_uri: CALLBACK,
			...(verifier ? { code_verifier: verifier } : {}),
		});

		expect(answer.status).toBe(400);
		expect(answer.body.error).toBe('invalid_grant');
	});
});

describe('registration', () => {
	it.each(['http://192.168.1.20:5678/callback', 'http://n8n.lan/callback'])(
		'refuses the plain http address %s, which n8n in a home network has',
		async (address) => {
			const answer = await trial.register({ redirect_uris: [address] });

			expect(answer.status).toBe(400);
			expect(answer.body).toMatchObject({
				error: 'invalid_redirect_uri',
				error_description: expect.stringContaining('https'),
			});
		},
	);

	it.each([
		'http://localhost:5678/callback',
		'http://127.0.0.1:5678/callback',
		'http://[::1]:5678/callback',
		'https://n8n.lan/callback',
	])('accepts %s', async (address) => {
		expect((await trial.register({ redirect_uris: [address] })).status).toBe(201);
	});

	it('gives a public client no secret', async () => {
		const answer = await trial.register();

		expect(answer.status).toBe(201);
		expect(answer.body).not.toHaveProperty('client_secret');
	});
});

describe('a sign-in that cannot begin or go on', () => {
	it('says that an unknown app is not registered, and sends nobody anywhere', async () => {
		const page = await new Visitor(trial.origin).open(trial.authorizationUrl('unknown-app'));

		expect(page.status).toBe(400);
		expect(page.url.origin).toBe(trial.origin);
		expect(page.body).toContain('The app is not registered here');
	});

	it('says that the return address does not fit, and sends nobody there', async () => {
		const url = trial.authorizationUrl(await newClient(), {
			redirect_uri: 'http://localhost:5678/elsewhere',
		});

		const page = await new Visitor(trial.origin).open(url);

		expect(page.status).toBe(400);
		expect(page.body).toContain('The return address does not fit');
		expect(page.body).toContain('WEBHOOK_URL');
	});

	it('says that a sign-in is over when it is unknown, finished, or opened in another browser', async () => {
		const visitor = new Visitor(trial.origin);
		const page = await visitor.open(trial.authorizationUrl(await newClient()));
		const elsewhere = await new Visitor(trial.origin).open(page.url);
		await visitor.open(`${page.url.pathname}/cancel`, {});
		const finished = await visitor.open(page.url);
		const unknown = await visitor.open('/sign-in/never-begun');
		const resumed = await visitor.open('/oauth2/authorize/never-begun');

		for (const { status, body } of [elsewhere, finished, unknown]) {
			expect(status).toBe(410);
			expect(body).toContain('This sign-in is over');
		}
		expect(resumed.status).toBe(410);
		expect(resumed.body).toContain('press Connect again');
	});

	it('does not open one sign-in with the cookie of another', async () => {
		const begin = async () => trial.call(trial.authorizationUrl(await newClient()).href);
		const [first, second] = [await begin(), await begin()];
		const cookie = second.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');

		const own = await trial.call(second.headers.get('location') ?? '', { headers: { cookie } });
		const foreign = await trial.call(first.headers.get('location') ?? '', { headers: { cookie } });

		expect(own.status).toBe(200);
		expect(foreign.status).toBe(410);
	});

	it('names the e-mail address that nobody has, and keeps it in the field', async () => {
		const visitor = new Visitor(trial.origin);
		const page = await visitor.open(trial.authorizationUrl(await newClient()));

		const answer = await visitor.open(`${page.url.pathname}/account`, {
			account: 'ana',
			email: 'nobody@example.com',
		});

		expect(answer.status).toBe(422);
		expect(answer.body).toContain('Nobody here has the e-mail address nobody@example.com.');
		expect(answer.body).toContain('value="nobody@example.com"');
	});

	it('does not skip the sign-in when the consent form is sent before it', async () => {
		const visitor = new Visitor(trial.origin);
		const page = await visitor.open(trial.authorizationUrl(await newClient()));

		const answer = await visitor.open(`${page.url.pathname}/consent`, {});

		expect(answer.status).toBe(410);
		expect(answer.url.origin).toBe(trial.origin);
	});
});

describe('pages that hold what strangers wrote', () => {
	const hostile = `<script>alert("x")</script>'&`;
	const escaped = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;';

	it('print the name of an app and a typed e-mail as text', async () => {
		const visitor = new Visitor(trial.origin);
		const url = trial.authorizationUrl(await newClient({ client_name: hostile }), {
			login_hint: hostile,
		});

		const choice = await visitor.open(url);
		const wrong = await visitor.open(`${choice.url.pathname}/account`, { email: hostile });
		const consent = await visitor.open(`${choice.url.pathname}/account`, { account: 'ana' });

		for (const { body } of [choice, wrong, consent]) {
			expect(body).toContain(escaped);
			expect(body).not.toContain('<script');
		}
	});

	it('print what is wrong with a request as text', async () => {
		const page = await new Visitor(trial.origin).open(trial.authorizationUrl(hostile));

		expect(page.body).not.toContain('<script');
	});

	it('run and load nothing, cannot be framed, and let forms lead to the app alone', async () => {
		const page = await new Visitor(trial.origin).open(trial.authorizationUrl(await newClient()));

		const policy = page.headers.get('content-security-policy')?.split('; ');
		expect(policy).toEqual(
			expect.arrayContaining([
				"default-src 'none'",
				"frame-ancestors 'none'",
				"form-action 'self' http://localhost:5678",
			]),
		);
		expect(page.headers.get('cache-control')).toBe('no-store');
	});

	it('keep the policy whole when the host of an app holds a semicolon', async () => {
		const address = 'https://a;script-src*/callback';
		const clientId = await newClient({ redirect_uris: [address] });

		const page = await new Visitor(trial.origin).open(
			trial.authorizationUrl(clientId, { redirect_uri: address }),
		);

		expect(page.status).toBe(200);
		expect(page.headers.get('content-security-policy')).toMatch(/form-action 'self'$/);
	});
});
