import { apiKey, connectedOAuth, host, SECRETS, unconnectedOAuth } from '../support/host.mts';
import {
	fakePickFu,
	NEW_TOKENS,
	ok,
	refusal,
	run,
	runOf,
	tokenEndpoint,
	type Reply,
} from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();
const each = { resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}' };
const items = ['s1', 's2', 's3', 's4'].map((id) => ({ json: { id } }));
const OLD = `Bearer ${SECRETS.accessToken}`;
const NEW = `Bearer ${SECRETS.newAccessToken}`;

/** PickFu after the token has expired: only the new one is good. */
function expired(): void {
	pickFu.answer = ({ authorization, path }) =>
		authorization === NEW ? ok({ id: path.split('/').pop() }) : refusal(401, 'Token expired');
}

it('renews an expired token once, stores the new ones, and goes on with them', async () => {
	expired();
	const asked = tokenEndpoint(NEW_TOKENS);
	const made = host({ parameters: each, items: items.slice(0, 1) });
	const { items: output } = await runOf(made);
	expect(output[0]!.json).toEqual({ id: 's1' });
	expect(asked.map((body) => Object.fromEntries(body))).toEqual([
		{
			grant_type: 'refresh_token',
			refresh_token: SECRETS.refreshToken,
			client_id: 'client-of-the-test',
		},
	]);
	expect(made.stored.pickFuOAuth2Api!.oauthTokenData).toMatchObject({
		access_token: SECRETS.newAccessToken,
		refresh_token: 'refresh-after-refresh',
	});
	await runOf(made);
	expect(pickFu.received.map(({ authorization }) => authorization)).toEqual([OLD, NEW, NEW]);
});

it('keeps the refresh token when the answer brings no new one', async () => {
	expired();
	tokenEndpoint({
		body: { access_token: SECRETS.newAccessToken, token_type: 'Bearer', expires_in: 3600 },
	});
	const made = host({ parameters: each, items: items.slice(0, 1) });
	expect((await runOf(made)).error).toBeUndefined();
	expect(made.stored.pickFuOAuth2Api!.oauthTokenData).toMatchObject({
		refresh_token: SECRETS.refreshToken,
	});
});

it('renews it once for several items at once', async () => {
	expired();
	const asked = tokenEndpoint(NEW_TOKENS);
	const { items: output } = await run({ parameters: each, items });
	expect(output.map(({ json }) => json.id)).toEqual(['s1', 's2', 's3', 's4']);
	expect(asked).toHaveLength(1);
});

it('renews it in the middle of publishing and sends one request that counts', async () => {
	let published = 0;
	pickFu.answer = ({ method, authorization }) => {
		if (authorization === OLD && method === 'POST') return refusal(401, 'Token expired');
		if (method === 'POST') published += 1;
		return ok({ id: 's1', status: published ? 'in-progress' : 'unpublished', sampleSize: 50 });
	};
	tokenEndpoint(NEW_TOKENS);
	const { items: output } = await run({
		parameters: { ...each, operation: 'publish' },
		items: items.slice(0, 1),
	});
	expect(output[0]!.json).toMatchObject({ status: 'in-progress', alreadyPublished: false });
	expect(published).toBe(1);
});

const tokenError = (status: number, error: string): Reply => ({
	status,
	body: { error, error_description: `told ${error}` },
});

/** How the sign-in service can be out of order for a while. */
const STUMBLES: Array<[string, Reply]> = [
	['the sign-in service is down', { status: 503, body: 'down' }],
	['the sign-in service cannot be reached', { lost: 'ECONNREFUSED' }],
	['its answer is lost', { lost: 'ECONNRESET' }],
];

it.each<[string, Reply, RegExp, RegExp, number]>([
	[
		'access was taken back',
		tokenError(400, 'invalid_grant'),
		/^Reconnect your PickFu account/,
		/access was revoked.+'Switch account'/,
		1,
	],
	[
		'the registration is gone',
		tokenError(401, 'invalid_client'),
		/^Reconnect your PickFu account/,
		/this n8n's registration.+'Switch account'/,
		1,
	],
	...STUMBLES.map(([because, reply]): [string, Reply, RegExp, RegExp, number] => [
		because,
		reply,
		/sign-in service didn't respond/,
		/Nothing was changed/,
		4,
	]),
])(
	'says what to do when a token cannot be renewed because %s',
	async (_, reply, message, description, times) => {
		expired();
		const asked = tokenEndpoint(...Array<Reply>(times).fill(reply));
		const { result } = await onFastClock(
			async () => await run({ parameters: each, items: items.slice(0, 1) }),
		);
		expect(result.error?.message).toMatch(message);
		expect(result.error?.description?.replaceAll('&quot;', '"')).toMatch(description);
		expect(asked).toHaveLength(times);
		expect(pickFu.received).toHaveLength(times);
	},
);

it.each(STUMBLES)(
	'reads on when a token could once not be renewed because %s',
	async (_, reply) => {
		expired();
		const asked = tokenEndpoint(reply, NEW_TOKENS);
		const { result } = await onFastClock(async () => await run({ parameters: each, items }));
		expect(result.error).toBeUndefined();
		expect(result.items.map(({ json }) => json.id)).toEqual(['s1', 's2', 's3', 's4']);
		expect(asked).toHaveLength(2);
	},
);

it('publishes nothing and says so when a token could once not be renewed', async () => {
	pickFu.answer = ({ method }) =>
		method === 'POST'
			? refusal(401, 'Token expired')
			: ok({ id: 's1', status: 'unpublished', sampleSize: 50 });
	const asked = tokenEndpoint({ status: 503, body: 'down' });
	const { error } = await run({
		parameters: { ...each, operation: 'publish' },
		items: items.slice(0, 1),
	});
	expect(error?.message).toMatch(/sign-in service didn't respond/);
	expect(error?.description).toMatch(/The survey wasn't published/);
	expect(asked).toHaveLength(1);
	expect(pickFu.count('POST /surveys/s1/publish')).toBe(1);
});

it('says to reconnect when there is nothing to renew with', async () => {
	expired();
	const credential = {
		...connectedOAuth(),
		oauthTokenData: { access_token: SECRETS.accessToken, token_type: 'Bearer' },
	};
	const { error } = await run({ parameters: each, items: items.slice(0, 1), credential });
	expect(error?.message).toBe('Reconnect your PickFu account');
});

it('says to reconnect when PickFu refuses the renewed token too', async () => {
	pickFu.answer = () => refusal(401, 'No such session');
	tokenEndpoint(NEW_TOKENS);
	const { error } = await run({ parameters: each, items: items.slice(0, 1) });
	expect(error?.message).toBe('PickFu rejected this connection: No such session');
	expect(error?.description).toContain('Switch account');
	expect(error?.httpCode).toBe('401');
});

it.each([
	['was never connected', unconnectedOAuth()],
	['lost its tokens', { ...connectedOAuth(), oauthTokenData: undefined as never }],
	['is not chosen', null],
])('says to connect the account when the credential %s, for each item', async (_, credential) => {
	const { items: output } = await run({
		parameters: each,
		items: items.slice(0, 2),
		credential,
		node: { onError: 'continueRegularOutput' },
	});
	expect(output.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
		['Connect your PickFu account first', { item: 0 }],
		['Connect your PickFu account first', { item: 1 }],
	]);
	expect(pickFu.received).toEqual([]);
});

it('asks for a new API key when PickFu does not know it', async () => {
	pickFu.answer = () => refusal(401, 'Invalid API key');
	const { error } = await run({
		parameters: { ...each, authentication: 'apiKey' },
		items: items.slice(0, 1),
	});
	expect(error?.message).toBe('PickFu rejected the API key: Invalid API key');
	expect(error?.description).toContain('Settings &gt; API Keys');
	// n8n itself asks once more after any 401; this node does not.
	expect(pickFu.received).toHaveLength(2);
});

it.each(['', 'api.pickfu.test', 'ftp://api.pickfu.test', 'https:///v1'])(
	'sends nothing to the address %j of a credential that was tampered with',
	async (apiUrl) => {
		const { error } = await run({
			parameters: { ...each, authentication: 'apiKey' },
			items: items.slice(0, 1),
			credential: { ...apiKey(), apiUrl },
		});
		expect(error?.message).toMatch(/no usable API URL/);
		expect(pickFu.received).toEqual([]);
	},
);

it.each<[string, Reply]>([
	[
		'a refusal',
		{
			status: 400,
			body: { error: 'Bad Request', message: `Rejected token ${SECRETS.accessToken}` },
		},
	],
	['details', { status: 403, body: { details: [`authorization: Bearer ${SECRETS.accessToken}`] } }],
	['plain text', { status: 400, body: `Bearer ${SECRETS.accessToken} is odd` }],
	['a firewall', { status: 403, body: `Blocked: ${SECRETS.accessToken}` }],
	[
		'a 401',
		{
			status: 401,
			body: { message: `No session for ${SECRETS.accessToken} or ${SECRETS.newAccessToken}` },
		},
	],
	[
		'a 401 that is cut where a token stands',
		{ status: 401, body: { message: `${'x'.repeat(485)} ${SECRETS.newAccessToken}` } },
	],
	[
		'a record',
		{ body: { data: { id: 's1', note: `of ${SECRETS.accessToken}`, [SECRETS.accessToken]: 1 } } },
	],
])('shows no token that PickFu or something in between repeats in %s', async (_, reply) => {
	pickFu.answer = () => reply;
	tokenEndpoint(...(reply.status === 401 ? [NEW_TOKENS] : []));
	const { items: output, error } = await run({
		parameters: { ...each, output: 'raw' },
		items: items.slice(0, 1),
	});
	// That none of the tokens is in them is checked after each test of this file.
	expect(JSON.stringify([output, error?.message, error?.description])).toContain('[hidden]');
});

it.each([
	['oAuth2', /click 'Connect to PickFu'/],
	['apiKey', /'PickFu API' credential under Credentials/],
])(
	'sends nothing and names the way of %s when n8n cannot hand out the credential',
	async (authentication, description) => {
		const { error } = await run({
			parameters: { ...each, operation: 'publish', authentication },
			items: items.slice(0, 1),
			shared: { id: `gone-${authentication}`, stored: {} },
		});
		expect(error?.message).toBe('Connect your PickFu account first');
		expect(error?.description).toMatch(description);
		expect(error?.description).toMatch(/n8n reports: Credential of type .+ was not found/);
		expect(error?.description).not.toMatch(/not known|unclear/);
		expect(pickFu.received).toEqual([]);
	},
);
