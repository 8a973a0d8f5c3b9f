import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { promisify } from 'node:util';
import { pkce, Visitor } from '../../sandbox/signin/visitor.mts';
import { startSandboxProcess } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '../..');

/** Versions of n8n in which everything works that README.md's table says. */
const HOSTS = ['1.85', '2.8', '2.11', '2.30', '2.41'];

/** What a guest printed; see guest.cjs. */
interface Report {
	types: { nodes: string[]; credentials: string[] };
	results: Array<{ items?: IDataObject[]; error?: { message: string; description?: string } }>;
	/** The credential afterwards. */
	data: { oauthTokenData?: { access_token: string; refresh_token: string } };
}

interface Run {
	trigger?: true;
	parameters: IDataObject;
	items?: object[];
}

let folder: string;
let unpacked: string;
let engines: Record<string, string>;
let sandbox: SandboxProcess;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'pickfu-hosts-'));
	const script = (file: string) => promisify(execFile)(process.execPath, [path.join(root, file)]);
	engines = JSON.parse((await script('test/hosts/engines.mjs')).stdout) as typeof engines;
	const tarball = (await script('sandbox/n8n/pack.mjs')).stdout.trim();
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	unpacked = path.join(folder, 'package');
	sandbox = await startSandboxProcess();
}, 600_000);

afterAll(async () => {
	await sandbox?.stop();
	rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => sandbox.control.reset());

/** Node in which `n8n-core` and `n8n-workflow` are those of a version. */
function environment(version: string): NodeJS.ProcessEnv {
	return {
		...process.env,
		// Otherwise the engine makes the classes of nodes in a realm of their own.
		NODE_ENV: 'test',
		NODE_PATH: path.join(engines[version]!, 'node_modules'),
		N8N_USER_FOLDER: path.join(folder, version),
		N8N_LOG_LEVEL: 'silent',
	};
}

/** Runs the package in the engine of a version. */
async function guest(version: string, credential: object, runs: Run[]): Promise<Report> {
	const child = spawn(process.execPath, [path.join(__dirname, 'guest.cjs')], {
		cwd: unpacked,
		env: environment(version),
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
	child.stdin.end(JSON.stringify({ package: unpacked, credential, runs }));
	await new Promise((resolve) => child.once('close', resolve));
	return JSON.parse(text) as Report;
}

const keyOf = (apiKey: string) => ({ type: 'pickFuApi', data: { apiUrl: sandbox.apiUrl, apiKey } });

/** Connects an account to the sandbox as n8n does, and gives the credential that it would keep. */
async function connect() {
	const post = async (place: string, body: BodyInit, type?: string) => {
		const headers = type === undefined ? undefined : { 'Content-Type': type };
		const answer = await fetch(sandbox.url + place, { method: 'POST', body, headers });
		return (await answer.json()) as Record<string, string>;
	};
	const redirect = 'http://localhost:5678/rest/oauth2-credential/callback';
	const scope = 'openid email profile offline_access';
	const metadata = {
		redirect_uris: [redirect],
		token_endpoint_auth_method: 'none',
		grant_types: ['authorization_code', 'refresh_token'],
		response_types: ['code'],
		scope,
	};
	const client = await post('/oauth2/register', JSON.stringify(metadata), 'application/json');
	const { verifier, challenge } = pkce();
	const query = {
		client_id: client.client_id!,
		redirect_uri: redirect,
		response_type: 'code',
		scope,
		state: 'state',
		code_challenge: challenge,
		code_challenge_method: 'S256',
	};
	const address = new URL(`/oauth2/authorize?${new URLSearchParams(query)}`, sandbox.url);
	const back = await new Visitor(sandbox.url).authorize(address, { account: 'member-ada' });
	const form = {
		grant_type: 'authorization_code',
		client_id: client.client_id!,
		code: back.searchParams.get('code')!,
		redirect_uri: redirect,
		code_verifier: verifier,
	};
	const tokens = await post('/oauth2/token', new URLSearchParams(form));
	return {
		type: 'pickFuOAuth2Api',
		data: {
			apiUrl: sandbox.apiUrl,
			grantType: 'pkce',
			clientId: client.client_id,
			clientSecret: '',
			authUrl: `${sandbox.url}/oauth2/authorize`,
			accessTokenUrl: `${sandbox.url}/oauth2/token`,
			authentication: 'body',
			scope,
			oauthTokenData: tokens,
		},
	};
}

const signIn = async (place: string, method = 'POST') =>
	(await (await fetch(`${sandbox.url}/_sandbox/signin${place}`, { method })).json()) as {
		entries?: Array<{ status: number }>;
	};

const survey = (operation: string, more: IDataObject = {}): Run => ({
	parameters: { resource: 'survey', operation, authentication: 'apiKey', ...more },
});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

it('says in one sentence which n8n it needs where it cannot work', () => {
	const load = (node: string) => {
		const code = `try { new (require('./dist/nodes/PickFu/${node}.node.js').${node})(); console.log('loaded'); }
			catch (error) { console.log(error.message); }`;
		const options = { cwd: unpacked, env: environment('1.84'), encoding: 'utf8' as const };
		return execFileSync(process.execPath, ['-e', code], options).trim();
	};
	for (const node of ['PickFu', 'PickFuTrigger']) {
		expect(load(node)).toMatch(/^n8n-nodes-pickfu needs n8n 1\.85 or newer\./);
	}
});

describe.each(HOSTS)('n8n %s', (version) => {
	it('loads, makes a survey, publishes it once, reads its responses and sees it in the trigger', async () => {
		const [id] = await sandbox.control.addSurveys({
			count: 1,
			status: 'unpublished',
			sampleSize: 15,
		});
		const surveyId = byId(id!);
		const key = keyOf('sandbox-key');
		const questions = [
			{ type: 'head_to_head', prompt: 'Which?', options: [{ value: 'A' }, { value: 'B' }] },
		];
		const trigger: Run = {
			trigger: true,
			parameters: { authentication: 'apiKey', event: 'surveyPublished' },
		};
		const before = await guest(version, key, [
			survey('create', {
				questionsInput: 'json',
				questionsJson: JSON.stringify(questions),
				sampleSize: 15,
			}),
			trigger,
			survey('publish', { surveyId }),
			survey('publish', { surveyId }),
			trigger,
		]);
		expect(before.types).toEqual({
			nodes: expect.arrayContaining(['pickFu', 'pickFuTrigger']),
			credentials: expect.arrayContaining(['pickFuOAuth2Api', 'pickFuApi']),
		});
		const [made, first, published, again, second] = before.results;
		expect(made!.items).toEqual([
			expect.objectContaining({ status: 'unpublished', sampleSize: 15 }),
		]);
		expect(published!.items).toEqual([expect.objectContaining({ alreadyPublished: false })]);
		expect(again!.items).toEqual([expect.objectContaining({ alreadyPublished: true })]);
		expect(first!.items).toEqual([]);
		expect(second!.items).toEqual([expect.objectContaining({ id })]);
		await sandbox.control.finish(id!);
		const after = await guest(version, key, [
			survey('getAll', { returnAll: true }),
			{
				parameters: {
					resource: 'response',
					operation: 'getAll',
					surveyId,
					returnAll: true,
					authentication: 'apiKey',
				},
			},
		]);
		expect(after.results[0]!.items).toHaveLength(2);
		expect(after.results[1]!.items!.length).toBeGreaterThanOrEqual(15);
		expect((await sandbox.control.requests('publishSurvey')).length).toBe(1);
	});

	it('says that PickFu does not accept a wrong API key', async () => {
		const { results } = await guest(version, keyOf('wrong-key'), [survey('getAll')]);
		expect(results[0]!.error!.message).toMatch(/the API key/);
	});

	it('renews a token that has expired once, for reads side by side and before a change', async () => {
		const connected = await connect();
		const ids = await sandbox.control.addSurveys({
			count: 6,
			status: 'unpublished',
			sampleSize: 15,
		});
		await signIn('/log', 'DELETE').catch(() => undefined);
		await signIn('/expire-access-tokens');
		const authentication = 'oAuth2';
		const reads: Run = {
			parameters: {
				resource: 'survey',
				operation: 'get',
				authentication,
				surveyId: byId('={{ $json.id }}'),
			},
			items: ids.map((id) => ({ json: { id } })),
		};
		const { results, data } = await guest(version, connected, [
			reads,
			survey('publish', { surveyId: byId(ids[0]!), authentication }),
		]);
		expect(results.map(({ items, error }) => error ?? items!.length)).toEqual([6, 1]);
		expect(data.oauthTokenData!.refresh_token).not.toBe(
			connected.data.oauthTokenData.refresh_token,
		);
		const { entries } = await signIn('/log?kind=refresh', 'GET');
		expect(entries!.every(({ status }) => status === 200)).toBe(true);
	});

	it('asks to reconnect when access was taken back', async () => {
		const connected = await connect();
		await signIn('/revoke-grants');
		const { results } = await guest(version, connected, [
			survey('getAll', { authentication: 'oAuth2' }),
		]);
		expect(results[0]!.error!.message).toMatch(/^Reconnect/);
		expect((await sandbox.control.requests('listSurveys')).length).toBe(1);
	});
});
