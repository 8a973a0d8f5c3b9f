import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { N8nCredential, WorkflowNode, WorkflowSource } from '../../sandbox/n8n/restTypes.mts';
import { addApiKey, connect, connectAccount, PEOPLE, startHouse } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { faults, faultySurveys, triggerWorkflow } from '../support/e2eSecrets.mts';
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
import { startListener } from '../support/listener.mts';
import type { Listener } from '../support/listener.mts';
import { root, startBound } from '../support/n8n.mts';
import { Search } from '../support/search.mts';
import { deleteClients, expireTokens, secretsOf } from '../support/signInMore.mts';

jest.setTimeout(300_000);

const file = path.join(root, 'test', 'e2e', 'workflows', 'every-operation.json');
const everyOperation = JSON.parse(readFileSync(file, 'utf8')) as WorkflowSource;

/** Keys that are put into credentials and must be nowhere else. */
const keys = { good: 'sandbox-key', bad: `key-of-nobody-${randomUUID()}` };

/** No secret: it is put where secrets must not be, to show that the search would have found one. */
const decoy = `decoy-${randomUUID()}`;

const kinds = ['oAuth2', 'apiKey'] as const;

let house: House;
let elsewhere: Listener;

beforeAll(async () => {
	[house, elsewhere] = await Promise.all([
		startHouse({
			// Many connections use the same key here, and the pace is not what this file is about.
			sandbox: { speed: 1200, seed: 'secrets', rateLimit: 100_000 },
			env: { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' },
		}),
		startListener(),
	]);
}, startBound);

afterAll(async () => {
	await elsewhere?.stop();
	await house?.stop();
});

const make = async (kind: (typeof kinds)[number]) =>
	kind === 'oAuth2' ? await connectAccount(house) : await addApiKey(house, keys.good, 'A key');

async function run(node: WorkflowNode | WorkflowNode[], credential: N8nCredential) {
	return await runToEnd(house.rest, chain('Secrets', ...[node].flat()), [credential]);
}

const list = pickFu('List', { resource: 'survey', operation: 'getAll' });

describe('After executions of every kind', () => {
	beforeAll(async () => {
		const { rest, signIn } = house;
		await Promise.all(kinds.map(everyOperationWith));
		await Promise.all([
			...kinds.map(everyFailureWith),
			...kinds.map(refusedPublishWith),
			wrongKey(),
			neverConnected(),
		]);

		const account = await connectAccount(house);
		const [sample] = await house.sandbox.control.addSurveys({ sampleSize: 15 });
		await house.sandbox.control.finish(sample!);
		const trigger = triggerWorkflow();
		const { id } = await rest.createWorkflow(trigger, [account]);
		const polled = await rest.waitForExecution(await rest.runWorkflow(id, 'Trigger'));
		expect(polled.status).toBe('success');

		await expireTokens(house);
		await signIn.switch({ failTokenRequests: true });
		expect(told(await run(list, account)).message).toMatch(/sign-in service didn't respond/);
		await signIn.switch({ failTokenRequests: false, loseTokenAnswers: 1 });
		expect(told(await run(list, account)).message).toBe('Reconnect your PickFu account');
		await connect(house, account);
		await signIn.revoke(PEOPLE.ada.id);
		expect(told(await run(list, account)).message).toBe('Reconnect your PickFu account');
		await rest.activateWorkflow(id);
		await rest.deactivateWorkflow(id);
		await connect(house, account);
		await deleteClients(house);
		await expireTokens(house);
		expect(told(await run(list, account)).message).toBe('Reconnect your PickFu account');
		await leakDecoy();
	});

	async function everyOperationWith(authentication: (typeof kinds)[number]): Promise<void> {
		const nodes = everyOperation.nodes.map((node) =>
			node.type === 'n8n-nodes-pickfu.pickFu'
				? { ...node, parameters: { ...node.parameters, authentication } }
				: node,
		);
		const credential = await make(authentication);
		expect(await runToEnd(house.rest, { ...everyOperation, nodes }, [credential])).toMatchObject({
			status: 'success',
		});
	}

	async function everyFailureWith(authentication: (typeof kinds)[number]): Promise<void> {
		const surveys = await faultySurveys(house, elsewhere);
		const get = (settings: Record<string, unknown>) =>
			pickFu(
				'Get',
				{
					authentication,
					resource: 'survey',
					operation: 'get',
					surveyId: surveyId('={{ $json.survey }}'),
					options: { longestWait: 1 },
				},
				settings,
			);
		const all = items(...surveys.map((survey) => ({ survey })));
		// Each its own connection, as a connection has 100 requests a minute.
		const together = ['continueRegularOutput', 'continueErrorOutput'].map(async (onError) => {
			const { status } = await run([...all, get({ onError })], await make(authentication));
			expect(status).toBe('success');
		});
		const alone = await make(authentication);
		const stopped = surveys.map(async (survey, index) => {
			const retry = index % 4 === 0 && { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
			return (await run([...items({ survey }), get({ ...retry })], alone)).status;
		});
		await Promise.all(together);
		const failed = (await Promise.all(stopped)).filter((status) => status === 'error');
		expect(failed.length).toBeGreaterThan(faults.length / 2);
	}

	async function refusedPublishWith(authentication: (typeof kinds)[number]): Promise<void> {
		const [survey] = await house.sandbox.control.addSurveys({
			status: 'unpublished',
			sampleSize: 15,
		});
		await house.sandbox.control.fault({
			kind: 'drop-after',
			operationId: 'publishSurvey',
			path: survey!,
		});
		const publish = pickFu('Publish', {
			authentication,
			resource: 'survey',
			operation: 'publish',
			surveyId: surveyId(survey!),
		});
		expect(await run(publish, await make(authentication))).toMatchObject({ status: 'success' });
	}

	async function wrongKey(): Promise<void> {
		const refused = await run(
			{ ...list, parameters: { ...list.parameters, authentication: 'apiKey' } },
			await addApiKey(house, keys.bad, 'A wrong key'),
		);
		expect(told(refused).message).toMatch(/^PickFu rejected the API key/);
	}

	async function neverConnected(): Promise<void> {
		const empty = await house.rest.createCredential('Never connected', 'pickFuOAuth2Api');
		expect(told(await run(list, empty)).message).toBe('Connect your PickFu account first');
	}

	async function leakDecoy(): Promise<void> {
		const text = {
			name: 'As a file',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			position: [0, 0] as [number, number],
		};
		const toText = {
			...text,
			parameters: { operation: 'toText', sourceProperty: 'leak', options: {} },
		};
		const webhook = {
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0] as [number, number],
		};
		const called = {
			...webhook,
			webhookId: decoy,
			parameters: { httpMethod: 'GET', path: decoy, options: {} },
		};
		await runToEnd(house.rest, chain('Leak', ...items({ leak: `${decoy} and more` }), toText));
		const { id } = await house.rest.createWorkflow({
			name: 'Called',
			nodes: [called],
			connections: {},
		});
		await house.rest.activateWorkflow(id);
		await fetch(`${house.n8n.url}/webhook/${decoy}`);
	}

	/** Everything n8n gives of its executions to the person who is signed in, as text. */
	async function executions(): Promise<string[]> {
		const { cookies, origins } = house.n8n.browserState();
		const headers = {
			cookie: `${cookies[0]!.name}=${cookies[0]!.value}`,
			'browser-id': origins[0]!.localStorage[0]!.value,
		};
		const get = async (place: string) =>
			await (await fetch(`${house.n8n.url}/rest/executions${place}`, { headers })).text();
		const { data } = JSON.parse(await get('?limit=100')) as {
			data: { results: Array<{ id: string }> };
		};
		return await Promise.all(data.results.map(async ({ id }) => await get(`/${id}`)));
	}

	/** Where the search looks, by name: each place gives the names of what it found something in. */
	async function found(search: Search): Promise<Record<string, string[]>> {
		const texts = await executions();
		return {
			executions: texts
				.filter((text) => search.inText(text).length > 0)
				.map((_, index) => `execution ${index}`),
			log: search.inText(house.n8n.log()).length > 0 ? ['log'] : [],
			files: await search.inFolder(house.n8n.dir),
		};
	}

	it('the search finds what was leaked on purpose: in executions, the database, files of items and the log', async () => {
		const { executions: inExecutions, log, files } = await found(new Search([decoy]));
		expect(inExecutions).not.toEqual([]);
		expect(log).toEqual(['log']);
		expect(files).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/database\.sqlite/),
				expect.stringMatching(/binary/i),
				expect.stringMatching(/\.log$/),
			]),
		);
	});

	it('no token, key, code or verifier stands in an execution, the database, a file or the log', async () => {
		const secrets = await secretsOf(house);
		expect(secrets.length).toBeGreaterThan(20);
		const search = new Search([...secrets, ...Object.values(keys)]);
		expect(await found(search)).toEqual({ executions: [], log: [], files: [] });
		expect(search.searched).toBeGreaterThan(1_000_000);
	});
});

describe.each([...kinds])('The HTTP Request node with %s', (kind) => {
	it('is refused for another host, and for a redirect to one, and nothing arrives there', async () => {
		const credential = await make(kind);
		const foreign = await run(
			httpRequest('Ask', `${elsewhere.url}/v1/surveys`, credential),
			credential,
		);
		expect(told(foreign).message).toMatch(/domain not allowed/i);

		const { control, apiUrl } = house.sandbox;
		await control.fault({
			kind: 'redirect',
			operationId: 'listSurveys',
			location: `${elsewhere.url}/v1/surveys`,
		});
		const led = await run(httpRequest('Ask', `${apiUrl}/surveys`, credential), credential);
		expect(led.status).toBe('error');
		expect(elsewhere.received).toEqual([]);

		const home = await run(httpRequest('Ask', `${apiUrl}/surveys?limit=1`, credential), credential);
		expect(jsonOf(home, 'Ask')).toMatchObject([{ data: [{ id: expect.any(String) }] }]);
	});
});
