import { connect, type PickFuContext } from '../../nodes/PickFu/api/connection';
import { ENDPOINTS, type EndpointName } from '../../nodes/PickFu/api/endpoints';
import { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { fromHost, notConnected } from '../../nodes/PickFu/api/hostErrors';
import { shown, toFailure, toNodeError } from '../../nodes/PickFu/api/nodeErrors';
import { Pace } from '../../nodes/PickFu/api/pace';
import { reasonIn } from '../../nodes/PickFu/api/reasons';
import { call, type CallOptions } from '../../nodes/PickFu/api/request';
import { clip, compareTexts } from '../../nodes/PickFu/api/text';
import { upload } from '../../nodes/PickFu/api/upload';
import { hostWith } from '../support/wireHost.mts';

const IDS = { surveyId: 's1', responseId: 'r1', projectId: 'p1' };
const down = { statusCode: 503, body: {} };

/** The clock stands still but for the pauses. */
function onClock(connection: ReturnType<typeof hostWith>['connection']) {
	const from = 1_790_000_000_000;
	let now = from;
	const pauses: number[] = [];
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	connection.sleep = async (ms) => {
		pauses.push(ms);
		now += ms;
	};
	return { from, pauses, pass: (ms: number) => void (now += ms) };
}

describe('repeats', () => {
	const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

	it.each(NAMES)(
		'%s after PickFu stumbled: four tries of a read, one of a change',
		async (name) => {
			const { connection, sent } = hostWith(() => down);
			await call(connection, name, { ids: IDS }).catch(() => undefined);
			expect(sent).toHaveLength(ENDPOINTS[name].method === 'GET' ? 4 : 1);
		},
	);

	it.each(NAMES)('%s after a 429: all but what spends', async (name) => {
		const { connection, sent } = hostWith((number) =>
			number === 1 ? { statusCode: 429, body: {} } : { statusCode: 200, body: { id: 'x' } },
		);
		const { pass } = onClock(connection);
		connection.pace = new Pace({ now: () => Date.now(), sleep: async (ms) => pass(ms) });
		const answer: unknown = await call(connection, name, { ids: IDS }).catch(
			({ kind }: PickFuFailure) => kind,
		);
		// What charges the account, as README.md lists it.
		const spends = ['publishSurvey', 'addRespondents', 'sendFollowUp'].includes(name);
		expect(answer).toEqual(spends ? 'rateLimited' : { id: 'x' });
		expect(sent).toHaveLength(spends ? 1 : 2);
	});

	it('come after half a second, 1.5 and 4 seconds, a quarter more or less', async () => {
		for (const [random, share] of [
			[0, 0.75],
			[0.5, 1],
		] as const) {
			const { connection } = hostWith(() => down);
			const { pauses } = onClock(connection);
			jest.spyOn(Math, 'random').mockReturnValue(random);
			await call(connection, 'listTags').catch(() => undefined);
			expect(pauses).toEqual([500, 1_500, 4_000].map((ms) => ms * share));
		}
	});

	it('are left to a caller that asks again by itself', async () => {
		const { connection, sent } = hostWith(() => down);
		const failure = await call(connection, 'getSurvey', { ids: IDS, repeats: false }).catch(
			(thrown: PickFuFailure) => thrown,
		);
		expect(failure).toMatchObject({ kind: 'server' });
		expect((failure as PickFuFailure).description).not.toMatch(/Tried/);
		expect(sent).toHaveLength(1);
	});

	it('end where the next would begin after the time of the run', async () => {
		const { connection, sent } = hostWith(() => down);
		const { from } = onClock(connection);
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		connection.until = from + 2_000;
		await call(connection, 'listTags').catch(() => undefined);
		expect(sent.map(({ timeout }) => timeout)).toEqual([2_000, 1_500]);
	});
});

it('tells n8n how long PickFu asks to wait after a refused payment', async () => {
	const { connection } = hostWith(() => ({
		statusCode: 429,
		body: {},
		headers: { 'retry-after': '7' },
	}));
	onClock(connection);
	await expect(call(connection, 'publishSurvey', { ids: IDS })).rejects.toMatchObject({
		status: 429,
		retryAfterMs: 7_000,
	});
});

it.each<[EndpointName, number, CallOptions]>([
	['getSurvey', 30_000, {}],
	['updateSurvey', 60_000, {}],
	['publishSurvey', 60_000, {}],
	['getSurvey', 5_000, { timeoutMs: 5_000 }],
])('waits for the answer to %s for %i ms', async (name, timeout, options) => {
	const { connection, sent } = hostWith(() => ({ statusCode: 200, body: {} }));
	await call(connection, name, { ids: IDS, ...options });
	expect(sent[0]).toMatchObject({ timeout });
});

it('asks as n8n has to be asked to keep the token here and read every status', async () => {
	const { connection, sent } = hostWith(() => ({ statusCode: 200, body: { data: {} } }));
	await call(connection, 'updateProject', { ids: IDS, body: { name: 'Mugs' } });
	await call(connection, 'deleteSurvey', { ids: IDS });
	await call(connection, 'publishSurvey', { ids: IDS });
	const always = {
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		disableFollowRedirect: true,
		timeout: 60_000,
	};
	const url = 'https://api.pickfu.test/v1';
	const json = { 'Content-Type': 'application/json' };
	expect(sent).toEqual([
		{ ...always, method: 'PATCH', url: `${url}/projects/p1`, body: { name: 'Mugs' } },
		{ ...always, method: 'DELETE', url: `${url}/surveys/s1` },
		{ ...always, method: 'POST', url: `${url}/surveys/s1/publish`, body: '{}', headers: json },
	]);
});

it('lets eight reads wait for PickFu at once, and no payment behind them', async () => {
	const { connection, sent } = hostWith(() => ({ statusCode: 200, body: {} }));
	const context = {
		getInputData: () => [],
		getNodeParameter: () => 'apiKey',
		getNode: () => ({ name: 'PickFu' }),
		getCredentials: async () => ({ apiUrl: 'https://api.pickfu.test/v1//', apiKey: 'key_1' }),
	} as unknown as PickFuContext;
	const { reads, apiUrl } = await connect(context);
	expect(apiUrl).toBe('https://api.pickfu.test/v1');
	let [now, most, release] = [0, 0, () => {}];
	const held = new Promise<void>((resolve) => (release = resolve));
	const slow = Array.from({ length: 20 }, async () => {
		await reads.run(async () => {
			most = Math.max(most, (now += 1));
			await held;
			now -= 1;
		});
	});
	await call({ ...connection, reads }, 'publishSurvey', { ids: IDS });
	expect([most, sent.length]).toEqual([8, 1]);
	release();
	await Promise.all(slow);
	expect(most).toBe(8);
});

describe('the account of a connection', () => {
	const accountOf = async (credential: object, id = 'c1', type = 'apiKey') => {
		const context = {
			getInputData: () => [],
			getNodeParameter: () => type,
			getNode: () => ({ credentials: { pickFuApi: { id }, pickFuOAuth2Api: { id } } }),
			getCredentials: async () => ({ apiUrl: 'https://api.pickfu.test/v1', ...credential }),
		} as unknown as PickFuContext;
		const { account, pace } = await connect(context);
		return { account, pace };
	};

	it('is another one for another key, credential, person, organization or address, and has a short name', async () => {
		const token = (claims: object) => ({
			oauthTokenData: {
				id_token: `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`,
			},
		});
		const made = [
			await accountOf({ apiKey: 'a' }),
			await accountOf({ apiKey: 'b' }),
			await accountOf({ apiKey: 'a' }, 'c2'),
			await accountOf({ apiKey: 'a', apiUrl: 'https://eu.pickfu.test/v1' }),
			await accountOf(token({ sub: 'ada', org_id: 'o1' }), 'c1', 'oAuth2'),
			await accountOf(token({ sub: 'ada', org_id: 'o2' }), 'c1', 'oAuth2'),
			await accountOf(token({ sub: 'june', org_id: 'o1' }), 'c1', 'oAuth2'),
		];
		const access = (sub: string) => {
			const [, claims] = token({ sub, org_id: 'o1' }).oauthTokenData.id_token.split('.');
			return { oauthTokenData: { access_token: `h.${claims}.s` } };
		};
		made.push(await accountOf(access('bo'), 'c1', 'oAuth2'));
		made.push(await accountOf(access('cy'), 'c1', 'oAuth2'));
		const names = made.map(({ account }) => account);
		expect(new Set(names).size).toBe(made.length);
		expect(names.every((name) => /^[\w-]{8}$/.test(name))).toBe(true);
		// The limit of requests goes by the credential and the address.
		expect(new Set(made.map(({ pace }) => pace)).size).toBe(4);
		const again = await accountOf({ apiKey: 'a' });
		expect(again).toEqual(made[0]);
		expect(again.pace).toBe(made[0]!.pace);
	});
});

describe('long words', () => {
	it('are cut at 20 details, 500 characters of each and 2,000 in all', () => {
		const details = Array.from({ length: 30 }, (_, index) => `fault ${index + 1}`);
		expect(reasonIn({ message: 'No', details })).toBe(['No', ...details.slice(0, 20)].join('; '));
		expect(reasonIn({ message: 'x'.repeat(501) })).toBe(`${'x'.repeat(500)}…`);
		const long = reasonIn({ details: details.map((text) => text.padEnd(400, '.')) })!;
		expect([...long]).toHaveLength(2_001);
	});

	it('are cut at 300 characters in a title, and in what n8n reports', () => {
		const reason = 'x'.repeat(301);
		const failure = new PickFuFailure({ kind: 'invalid', message: 'No', reason, outcome: 'done' });
		expect(shown(failure).message).toBe(`No: ${'x'.repeat(300)}…`);
		expect(toFailure(new Error(reason)).description).toContain(`(${'x'.repeat(300)})`);
		expect(notConnected('pickFuApi', new Error(reason)).description).toContain(
			`n8n reports: ${'x'.repeat(300)}…`,
		);
	});

	it.each([
		['abc', 3, 'abc'],
		['abcd', 3, 'abc…'],
		['🍵🍵🍵', 3, '🍵🍵🍵'],
		['🍵🍵🍵🍵', 3, '🍵🍵🍵…'],
	])('%j at %i becomes %j', (text, most, clipped) => expect(clip(text, most)).toBe(clipped));

	it('sort by their characters', () => {
		expect(['b', 'a', 'B', 'ä', 'a'].sort(compareTexts)).toEqual(['B', 'a', 'a', 'b', 'ä']);
	});
});

describe("an error of n8n's", () => {
	const read = (error: object) => fromHost(error, 'pickFuApi', 'https://api.pickfu.test/v1');

	it.each<[string, object, object]>([
		['the status of the answer', { httpCode: '500', response: { status: 401 } }, { status: 401 }],
		['a stopped wait', { name: 'AbortError' }, { kind: 'cancelled' }],
		['words that stand below', { description: 'needs to be reconnected' }, { kind: 'reconnect' }],
		[
			'what n8n says of its cause',
			{ failure: { cause: 'credential-invalid' } },
			{ kind: 'reconnect' },
		],
		['a failure of our own', PickFuFailure.input('No'), { kind: 'input', message: 'No' }],
		['a number that is no status', { httpCode: '99' }, { kind: 'unexpected' }],
	])('is known by %s', (_, error, expected) => {
		expect(read(error)).toMatchObject(expected);
	});

	it('has no time to wait where PickFu named none', () => {
		const node = { name: 'PickFu' } as Parameters<typeof toNodeError>[0];
		const limited = { kind: 'rateLimited', message: 'x', outcome: 'notDone' } as const;
		expect(toNodeError(node, new PickFuFailure({ ...limited, retryAfterMs: 0 }))).toMatchObject({
			failure: { cause: 'rate-limited' },
			httpCode: null,
		});
	});
});

it('sends a file in one form, whose name cannot end early', async () => {
	const { connection, sent } = hostWith(() => ({ statusCode: 200, body: { url: 'https://c/1' } }));
	const file = { fileName: 'a"\r\nb.png', mimeType: 'image/png', content: Buffer.from('PNG') };
	const done = await upload(connection, file, { maxWaitMs: 0 });
	expect(done).toEqual({ url: 'https://c/1', raw: { url: 'https://c/1' } });
	const type = String(sent[0]!.headers!['Content-Type']);
	const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(type)!;
	expect(String(sent[0]!.body)).toBe(
		[
			`--${boundary}`,
			'Content-Disposition: form-data; name="file"; filename="a%22%0D%0Ab.png"',
			'Content-Type: image/png',
			'',
			'PNG',
			`--${boundary}--`,
			'',
		].join('\r\n'),
	);
});
