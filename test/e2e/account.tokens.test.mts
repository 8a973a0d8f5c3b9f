import { CREDENTIAL_BLANKING_VALUE } from 'n8n-workflow';
import type { N8nCredential, WorkflowNode } from '../../sandbox/n8n/restTypes.mts';
import { addApiKey, connect, connectAccount, PEOPLE, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import {
	chain,
	httpRequest,
	items,
	jsonOf,
	pickFu,
	runToEnd,
	surveyId,
	told,
} from '../support/e2eWorkflow.mts';
import { startBound } from '../support/n8n.mts';

jest.setTimeout(300_000);

/** Life of access tokens in this file, seconds. */
const life = 3;

let house: House;
let surveys: string[];

beforeAll(async () => {
	house = await startHouse({ sandbox: { accessTokenTtl: life } });
}, startBound);

afterAll(async () => await house?.stop());

beforeEach(async () => {
	await house.signIn.reset();
	await house.sandbox.control.reset('account.tokens');
	surveys = await house.sandbox.control.addSurveys({ count: 3, name: 'Kept #', sampleSize: 15 });
});

const list = (authentication = 'oAuth2') =>
	pickFu('List', { authentication, resource: 'survey', operation: 'getAll', returnAll: true });

async function run(node: WorkflowNode, ...credentials: N8nCredential[]) {
	return await runToEnd(house.rest, chain('Account', node), credentials);
}

/** Waits until every access token that was issued by now has expired. */
async function expired(): Promise<void> {
	const at = Date.now() + life * 1000;
	await until('The end of the token', () => Date.now() > at);
}

/** Refreshes so far: how the sign-in answered each. */
async function refreshes() {
	return (await house.signIn.log('refresh')).map(({ status, error, parameters }) => ({
		status,
		error,
		parameters,
	}));
}

const renewed = expect.objectContaining({
	status: 200,
	parameters: expect.arrayContaining(['refresh_token']),
});

describe('An access token that has expired', () => {
	it('is renewed once and the workflow succeeds, again after n8n was restarted', async () => {
		const account = await connectAccount(house);
		await expired();
		const first = await run(list(), account);
		expect(first.status).toBe('success');
		expect(
			jsonOf(first, 'List')
				.map(({ id }) => id)
				.sort(),
		).toEqual([...surveys].sort());
		expect(await refreshes()).toEqual([renewed]);

		await house.n8n.restart();
		await expired();
		const second = await run(list(), account);
		expect(second.status).toBe('success');
		expect(jsonOf(second, 'List')).toHaveLength(3);
		// A refresh token that was used up would be refused, so the rotated one was kept over the restart.
		expect(await refreshes()).toEqual([renewed, renewed]);
		expect(await house.signIn.log('codeExchange')).toHaveLength(1);
	});

	it('is renewed once for reads that run side by side', async () => {
		const account = await connectAccount(house);
		// The next token outlives this test, so that a second renewal can only be one too many.
		await house.signIn.switch({ accessTokenTtl: 600 });
		await expired();
		const get = pickFu('Get', {
			resource: 'survey',
			operation: 'get',
			surveyId: surveyId('={{ $json.survey }}'),
		});
		const source = chain('Side by side', ...items(...surveys.map((survey) => ({ survey }))), get);
		const ended = await runToEnd(house.rest, source, [account]);
		expect(ended.status).toBe('success');
		expect(jsonOf(ended, 'Get').map(({ id }) => id)).toEqual(surveys);
		expect(await refreshes()).toEqual([renewed]);
		const refused = (await house.sandbox.control.requests('getSurvey')).filter(
			({ status }) => status === 401,
		);
		expect(refused.length).toBeGreaterThan(1);
	});
});

describe('An account that cannot be used', () => {
	it('whose access was taken back says to reconnect, and works again when it was', async () => {
		// Long enough that nothing but the revocation can end it.
		await house.signIn.switch({ accessTokenTtl: 600 });
		const account = await connectAccount(house);
		expect((await run(list(), account)).status).toBe('success');
		await house.signIn.revoke(PEOPLE.ada.id);

		const refused = await run(list(), account);
		expect(told(refused)).toEqual({
			message: 'Reconnect your PickFu account',
			description:
				'PickFu no longer accepts this connection: access was revoked, or the sign-in has expired. ' +
				"Open the PickFu credential, click 'Switch account' (or 'Connect') and sign in, then run the workflow again.",
		});
		expect(await refreshes()).toEqual([expect.objectContaining({ error: 'invalid_grant' })]);

		await connect(house, account);
		expect((await run(list(), account)).status).toBe('success');
	});

	it('that was never connected says how to connect it', async () => {
		const empty = await house.rest.createCredential('Never connected', 'pickFuOAuth2Api');
		const refused = await run(list(), empty);
		expect(told(refused)).toMatchObject({
			message: 'Connect your PickFu account first',
			description: expect.stringContaining("click 'Connect to PickFu' and sign in"),
		});
	});
});

describe('The credential test', () => {
	it('accepts a connected account', async () => {
		const { id } = await connectAccount(house);
		const { data, ...credential } = await house.rest.getCredential(id);
		const answer = await house.rest.testCredential({
			...credential,
			data: { ...data, oauthTokenData: CREDENTIAL_BLANKING_VALUE },
		});
		expect(answer.status).toBe('OK');
	});

	it('accepts an API key and refuses one that PickFu does not know, by reading a tag', async () => {
		const [good, bad] = [await addApiKey(house), await addApiKey(house, 'not-a-key')];
		const test = async ({ id }: N8nCredential) =>
			await house.rest.testCredential(await house.rest.getCredential(id));
		expect(await test(good)).toMatchObject({ status: 'OK' });
		expect(await test(bad)).toMatchObject({ status: 'Error' });
		expect(Object.keys(await house.sandbox.control.counters())).toEqual(['listTags']);
	});
});

describe('An API key', () => {
	it('runs the node without any sign-in', async () => {
		const ended = await run(list('apiKey'), await addApiKey(house));
		expect(ended.status).toBe('success');
		expect(jsonOf(ended, 'List')).toHaveLength(3);
		expect(await house.signIn.log()).toEqual([]);
	});

	it('that PickFu does not know says where to make another', async () => {
		const refused = await run(list('apiKey'), await addApiKey(house, 'not-a-key'));
		expect(told(refused).message).toMatch(/^PickFu rejected the API key/);
		expect(told(refused).description).toContain(
			'Create a new key in PickFu under Settings &gt; API Keys and enter it in the credential.',
		);
	});

	it("of a Viewer may read, and is told that the role doesn't allow to create", async () => {
		const viewer = await addApiKey(house, 'sandbox-key-viewer');
		expect((await run(list('apiKey'), viewer)).status).toBe('success');
		const create = pickFu('Create', {
			authentication: 'apiKey',
			resource: 'survey',
			operation: 'create',
			questionsInput: 'json',
			questionsJson: '[{"type":"open_ended","prompt":"What is a mug for?"}]',
			sampleSize: 15,
		});
		const refused = await run(create, viewer);
		const { message, description } = told(refused);
		expect(message).toContain('PickFu');
		expect(description).toMatch(/role/i);
		expect(description).toContain('Viewer');
		expect((await house.sandbox.control.state()).surveys).toBe(3);
	});
});

describe('The HTTP Request node with the PickFu credential', () => {
	it.each([
		['OAuth2', async () => await connectAccount(house)],
		['an API key', async () => await addApiKey(house)],
	])('reaches PickFu and nobody else, with %s', async (_kind, make) => {
		const credential = await make();
		const { apiUrl, url } = house.sandbox;
		const allowed = await run(httpRequest('Ask', `${apiUrl}/surveys?limit=1`, credential));
		expect(allowed.status).toBe('success');
		expect(jsonOf(allowed, 'Ask')).toMatchObject([{ data: [{ id: expect.any(String) }] }]);

		await house.sandbox.control.clearRequests();
		// The same server by another name is another host.
		const foreign = url.replace('localhost', '127.0.0.1');
		const refused = await run(httpRequest('Ask', `${foreign}/v1/surveys`, credential));
		expect(refused.status).toBe('error');
		expect(told(refused).message).toMatch(/domain not allowed/i);
		expect(await house.sandbox.control.requests()).toEqual([]);
	});
});
