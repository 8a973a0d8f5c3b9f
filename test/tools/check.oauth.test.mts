import { Visitor } from '../../sandbox/signin/visitor.mts';
import { byId, control, flip, inSandbox, sandbox, troubles, visit, walk } from './checkOAuth.mts';

inSandbox();

test('on a server as it should be, every step is ok, from discovery to revocation', async () => {
	const steps = await walk();
	expect(troubles(steps)).toEqual([]);
	expect(steps.map(({ id }) => id)).toEqual([
		'resource',
		'discovery',
		'issuer',
		'pkce',
		'publicClient',
		'offlineAccess',
		'grants',
		'endpoints',
		'registration',
		'signIn',
		'tokens',
		'account',
		'api',
		'userinfo',
		'refresh',
		'apiAgain',
		'revocation',
		'reuse',
	]);
	const { counters } = await control('GET', '/');
	expect(counters).toMatchObject({
		registration: 1,
		codeExchange: 1,
		refresh: 2,
		refreshRefused: 1,
	});
});

test('AuthKit as it is, with two documents that differ and no revocation, gives no warning', async () => {
	await control('POST', '/reset');
	const steps = await walk({ destructive: false });
	expect(troubles(steps)).toEqual(['reuse skip', 'revocation skip']);
	expect(byId(steps, 'discovery')?.detail).toMatch(
		/openid-configuration has no registration_endpoint/,
	);
	expect(byId(steps, 'userinfo')?.detail).toMatch(/the same person/);
	expect(byId(steps, 'revocation')?.detail).toMatch(/stay valid until they expire/);
});

test('a person in two teams chooses one, and the step says which is connected', async () => {
	const team = async (organization: string) => {
		const steps = await walk({
			async visit(address) {
				const behaviour = { account: 'member-sol', organization };
				const back = await new Visitor(address.origin).authorize(address, behaviour);
				await (await fetch(back)).text();
			},
		});
		expect(troubles(steps)).toEqual([]);
		return byId(steps, 'account')?.detail;
	};
	expect(await team('member-sol')).toMatch(/; the team is org_northwind_kitchen$/);
	expect(await team('member-sol-harbour')).toMatch(/; the team is org_harbour_games$/);
});

test('a redirect to plain http is refused at registration, in the words that n8n shows', async () => {
	const steps = await walk({
		request: async (input, init) => {
			const body = String(init?.body).replace(/http:\/\/127\.0\.0\.1:/, 'http://n8n.lan:');
			const isRegistration = String(input).endsWith('/register');
			return await fetch(input, isRegistration ? { ...init, body } : init);
		},
	});
	expect(troubles(steps)).toEqual(['registration fail']);
	expect(steps.at(-1)).toMatchObject({
		detail: expect.stringMatching(
			/answered 400 \(.*redirect_uris must use https, or http on a loop/,
		),
		meaning: 'Connect shows "Request failed with status code 400" and nobody can connect.',
	});
});

test('a connection that was idle for too long fails to refresh, which means to connect again', async () => {
	await flip({ idleTtl: 1 });
	const steps = await walk({
		onStep: async ({ id }) => {
			if (id === 'userinfo') await new Promise((resolve) => setTimeout(resolve, 2_000));
		},
	});
	expect(troubles(steps)).toEqual(['refresh fail']);
	expect(byId(steps, 'refresh')).toMatchObject({
		detail: expect.stringMatching(/answered 400 \(invalid_grant/),
		meaning: expect.stringMatching(/says that the account is to be connected again/),
	});
});

test('an old refresh token that is sent again is refused and ends the whole connection', async () => {
	await flip({ revocation: false });
	let newest = '';
	const apiStatus = async () => {
		const headers = { Authorization: `Bearer ${newest}` };
		return (await fetch(`${sandbox.apiUrl}/tags?limit=1`, { headers })).status;
	};
	const statuses: number[] = [];
	const steps = await walk({
		request: async (input, init) => {
			const answer = await fetch(input, init);
			if (String(input).endsWith('/oauth2/token') && answer.ok) {
				newest = ((await answer.clone().json()) as { access_token: string }).access_token;
			}
			return answer;
		},
		onStep: async ({ id }) => {
			if (id === 'apiAgain' || id === 'reuse') statuses.push(await apiStatus());
		},
	});
	expect(troubles(steps)).toEqual(['revocation skip']);
	expect(byId(steps, 'reuse')?.detail).toBe('is refused (invalid_grant)');
	expect(statuses).toEqual([200, 401]);
});

test('a server that takes an old refresh token once more is a warning', async () => {
	let tokens: Response | undefined;
	const steps = await walk({
		request: async (input, init) => {
			const answer = await fetch(input, init);
			if (!String(input).endsWith('/oauth2/token')) return answer;
			if (answer.ok) tokens = answer.clone();
			return answer.ok ? answer : tokens!;
		},
	});
	expect(troubles(steps)).toEqual(['reuse warn']);
	expect(byId(steps, 'reuse')).toMatchObject({
		detail: 'is taken once more',
		meaning: 'a stolen refresh token would go on working.',
	});
});

test('an old refresh token is not sent to a server that is not ours, and the connection is ended', async () => {
	const steps = await walk({ destructive: false });
	expect(troubles(steps)).toEqual(['reuse skip']);
	expect(byId(steps, 'revocation')?.detail).toMatch(/the refresh token is refused afterwards/);
	expect((await control('GET', '/')).grants).toEqual([]);
});

test('no token, code, verifier or name of a person is in any step, also when the server repeats them', async () => {
	const seen = new Set<string>();
	const keep = (value: unknown) =>
		typeof value === 'string' && value.length > 10 && seen.add(value);
	const request: typeof fetch = async (input, init) => {
		const form = init?.body instanceof URLSearchParams ? init.body : new URLSearchParams();
		['code', 'code_verifier', 'refresh_token', 'token'].forEach((name) => keep(form.get(name)));
		const response = await fetch(input, init);
		const text = await response.text();
		if (!/oauth2\/token$/.test(String(input))) return new Response(text || null, response);
		const body = JSON.parse(text);
		['access_token', 'refresh_token', 'id_token'].forEach((name) => keep(body[name]));
		if (response.ok) return new Response(text, response);
		const echo = {
			error: 'invalid_grant',
			error_description: `no such token ${form.get('refresh_token')}`,
		};
		return new Response(
			JSON.stringify({ ...echo, error: `${echo.error} ${form.get('refresh_token')}` }),
			response,
		);
	};
	const steps = await walk({ request });
	const text = JSON.stringify(steps);
	// a code, a verifier, two access and two refresh tokens; the id_token may be the same twice
	expect(seen.size).toBeGreaterThanOrEqual(7);
	for (const secret of seen) expect(text).not.toContain(secret);
	expect(text).toContain('[hidden]');
	expect(text).not.toMatch(/ada@|Lindqvist/);
});

test('somebody who presses Cancel is reported in the words that n8n shows', async () => {
	const steps = await walk({ visit: (address) => visit(address, 'cancel') });
	expect(steps.at(-1)).toMatchObject({
		id: 'signIn',
		status: 'fail',
		detail: 'came back with the error access_denied',
		meaning: expect.stringMatching(/"Insufficient parameters for OAuth2 callback"/),
	});
});

test('a return with another state is refused and the walk waits for the right one', async () => {
	let refused = 0;
	const steps = await walk({
		async visit(address) {
			const forged = new URL(address.searchParams.get('redirect_uri')!);
			forged.search = 'code=forged-code&state=forged-state';
			refused = (await fetch(forged)).status;
			await visit(address);
		},
	});
	expect(refused).toBe(400);
	expect(byId(steps, 'signIn')).toMatchObject({
		status: 'ok',
		detail: expect.stringMatching(/1 with another state were refused/),
	});
});

test('a sign-in that nobody finishes ends when its time is up', async () => {
	const steps = await walk({ signInTime: 50, visit: async () => {} });
	expect(steps.at(-1)).toMatchObject({
		id: 'signIn',
		status: 'fail',
		detail: expect.stringMatching(/nobody came back/),
	});
});

test('a walk that is broken off revokes what it had connected', async () => {
	const abort = new AbortController();
	const reason = new Error('Interrupted.');
	const walking = walk({
		signal: abort.signal,
		onStep: ({ id }) => {
			if (id === 'api') abort.abort(reason);
		},
	});
	await expect(walking).rejects.toBe(reason);
	const { grants, counters } = await control('GET', '/');
	expect(counters).toMatchObject({ codeExchange: 1, revocation: 1 });
	expect(grants).toEqual([]);
});
