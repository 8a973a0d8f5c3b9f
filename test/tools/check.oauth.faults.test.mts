import { altered, byId, control, flip, inSandbox, sandbox, troubles, walk } from './checkOAuth.mts';

inSandbox();

/** Each fault of a server, the step that tells of it, and what it means for n8n. */
const faults: Array<[string, object, string, RegExp, RegExp]> = [
	[
		'registration switched off',
		{ registration: false },
		'registration fail',
		/answered 403/,
		/"Request failed with status code 403"/,
	],
	[
		'registration that is not listed',
		{ registrationListed: false },
		'endpoints fail',
		/no address for registration/,
		/"Invalid OAuth2 server metadata: .*registration is switched off/,
	],
	[
		'no discovery',
		{ discovery: false },
		'discovery fail',
		/answered 404/,
		/"Failed to discover OAuth2 authorization server metadata"/,
	],
	[
		'a token endpoint that is down',
		{ failTokenRequests: 1 },
		'tokens fail',
		/answered 503/,
		/after people have signed in/,
	],
	[
		'tokens whose answer is lost',
		{ loseTokenAnswers: 1 },
		'tokens fail',
		/connection ended before the answer/,
		/code is used up/,
	],
];

test.each(faults)(
	'%s ends the walk with what people will see in n8n',
	async (_, switches, trouble, detail, meaning) => {
		await flip(switches);
		const steps = await walk();
		expect(troubles(steps)).toEqual([trouble]);
		expect(steps.at(-1)).toMatchObject({
			detail: expect.stringMatching(detail),
			meaning: expect.stringMatching(meaning),
		});
	},
);

test('a server that does not advertise offline_access is told apart: people sign in again every hour', async () => {
	await flip({ offlineAccess: false });
	const steps = await walk();
	expect(troubles(steps)).toEqual(['offlineAccess warn', 'tokens warn', 'refresh skip']);
	expect(byId(steps, 'offlineAccess')?.meaning).toMatch(/sign in again about every hour/);
	expect(byId(steps, 'revocation')).toMatchObject({ status: 'ok' });
});

test('a first address that stumbles once leads n8n to the second, which has no registration', async () => {
	await flip({ failOAuthDiscovery: 1 });
	const steps = await walk();
	expect(troubles(steps)).toEqual(expect.arrayContaining(['discovery warn', 'endpoints fail']));
	expect(byId(steps, 'discovery')).toMatchObject({
		detail: expect.stringMatching(/oauth-authorization-server answered 503/),
		meaning: expect.stringMatching(/Click Connect again/),
	});
});

const afterTokens: Array<[string, object, RegExp]> = [
	['refused', { refuseRefreshes: true }, /invalid_grant/],
	['answered 503', { failTokenRequests: 1 }, /answered 503/],
	[
		'carried out and its answer lost',
		{ loseTokenAnswers: 1 },
		/connection ended before the answer/,
	],
];

test.each(afterTokens)(
	'a refresh that is %s fails, and the walk still ends the connection',
	async (_, switches, detail) => {
		const steps = await walk({
			destructive: false,
			onStep: async ({ id }) => {
				if (id === 'tokens') await flip(switches);
			},
		});
		expect(byId(steps, 'refresh')).toMatchObject({
			status: 'fail',
			detail: expect.stringMatching(detail),
			meaning: expect.stringMatching(/account is to be connected again/),
		});
		expect(steps.at(-1)?.id).toBe('revocation');
		expect((await control('GET', '/')).grants).toEqual([]);
	},
);

test.each<[string, (metadata: any) => void, string[]]>([
	['S256', (metadata) => (metadata.code_challenge_methods_supported = ['plain']), ['pkce fail']],
	[
		'public clients',
		(metadata) => (metadata.token_endpoint_auth_methods_supported = ['client_secret_basic']),
		['publicClient warn'],
	],
	[
		'a registration address',
		(metadata) => delete metadata.registration_endpoint,
		['endpoints fail'],
	],
	[
		'https for tokens',
		(metadata) => (metadata.token_endpoint = 'http://pickfu.example/token'),
		['endpoints fail'],
	],
	[
		'refresh as a grant',
		(metadata) => (metadata.grant_types_supported = ['authorization_code']),
		['grants warn'],
	],
	[
		'its own name as issuer',
		(metadata) => (metadata.issuer = 'https://other.example'),
		['issuer warn', 'signIn warn'],
	],
	['a revocation address', (metadata) => delete metadata.revocation_endpoint, ['revocation skip']],
])('a server without %s is told apart', async (_, change, expected) => {
	const request = altered((path, body) => {
		if (path.startsWith('/.well-known/o') && body.token_endpoint) change(body);
		return body;
	});
	expect(troubles(await walk({ request }))).toEqual(expected);
});

test.each([false, true])(
	'a revocation that is answered and not done is a warning (destructive: %s)',
	async (destructive) => {
		const steps = await walk({
			destructive,
			request: async (input, init) =>
				String(input).endsWith('/revoke')
					? new Response(null, { status: 200 })
					: fetch(input, init),
		});
		expect(byId(steps, 'revocation')).toMatchObject({
			status: 'warn',
			detail: expect.stringMatching(/still works/),
		});
	},
);

test('an API that refuses the token is a failure of the API, not of the sign-in', async () => {
	await sandbox.control.fault({ kind: 'status', status: 401, operationId: 'listTags', times: 1 });
	const steps = await walk({ destructive: false });
	expect(byId(steps, 'api')).toMatchObject({
		status: 'fail',
		meaning: 'every node with this credential fails.',
	});
	expect(byId(steps, 'apiAgain')?.status).toBe('ok');
});
