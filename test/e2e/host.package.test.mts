import { startN8n } from '../../sandbox/n8n/instance.mts';
import { N8nRest } from '../../sandbox/n8n/rest.mts';
import { owner, startBound, startTestN8n, testHost } from '../support/n8n.mts';
import type { TestN8n } from '../support/n8n.mts';

let n8n: TestN8n;

beforeAll(async () => {
	n8n = await startTestN8n();
}, startBound);

afterAll(() => n8n?.stop(), startBound);

/** Lines of n8n's log in which something about a package fails; how fast this machine is does not matter. */
function complaints(log: string): string[] {
	return log
		.split('\n')
		.filter(
			(line) => /error|fail|cannot|unable|could not/i.test(line) && /pickfu|package/i.test(line),
		);
}

test('the packed package loads in a real n8n: the node, its tool form and both credential types', async () => {
	const nodes = (await n8n.rest.nodeTypes()).filter(({ name }) =>
		name.startsWith('n8n-nodes-pickfu.'),
	);
	expect(nodes.map(({ name, displayName }) => [name, displayName])).toEqual(
		expect.arrayContaining([
			['n8n-nodes-pickfu.pickFu', 'PickFu'],
			['n8n-nodes-pickfu.pickFuTool', 'PickFu Tool'],
		]),
	);
	const credentials = (await n8n.rest.credentialTypes()).filter(({ name }) => /^pickFu/.test(name));
	expect(credentials.map(({ name, displayName }) => [name, displayName]).sort()).toEqual([
		['pickFuApi', 'PickFu API'],
		['pickFuOAuth2Api', 'PickFu OAuth2 API'],
	]);
});

test('the node and its credentials bring the icons that they name', async () => {
	const types = [...(await n8n.rest.nodeTypes()), ...(await n8n.rest.credentialTypes())];
	const ours = types.filter(({ name }) => /^(n8n-nodes-pickfu\.|pickFu)/.test(name));
	const urls = ours.flatMap(({ iconUrl }) =>
		Object.values((iconUrl ?? {}) as Record<string, string>),
	);
	expect(urls.length).toBeGreaterThanOrEqual(2 * ours.length);
	for (const url of new Set(urls)) {
		const answer = await fetch(`${n8n.url}/${url}`);
		expect([url, answer.status, answer.headers.get('content-type')]).toEqual([
			url,
			200,
			expect.stringContaining('image/svg+xml'),
		]);
	}
});

test('n8n starts with the package without a word of complaint', () => {
	expect(n8n.log()).toContain('Editor is now accessible');
	expect(complaints(n8n.log())).toEqual([]);
});

test('a taken port is one line', async () => {
	const { port } = new URL(n8n.url);
	const host = await testHost();
	await expect(startN8n({ host, dir: '/nonexistent', port: Number(port) })).rejects.toThrow(
		`Port ${port} is taken. Stop what uses it, or choose another with --port.`,
	);
});

test(
	'workflows and credentials are there after a restart, and after a crash',
	async () => {
		const credential = await n8n.rest.createCredential('Key', 'pickFuApi', {
			apiKey: 'sandbox-key',
		});
		const workflow = await n8n.rest.createWorkflow(
			{
				name: 'Kept',
				nodes: [
					{
						name: 'PickFu',
						type: 'n8n-nodes-pickfu.pickFu',
						typeVersion: 1,
						position: [0, 0],
						parameters: { authentication: 'apiKey', resource: 'survey', operation: 'getAll' },
					},
				],
				connections: {},
			},
			[credential],
		);
		for (const again of [() => n8n.restart(), () => n8n.crashAndRestart()]) {
			await again();
			expect((await n8n.rest.getWorkflow(workflow.id)).nodes[0]).toMatchObject({
				type: 'n8n-nodes-pickfu.pickFu',
				credentials: { pickFuApi: { id: credential.id, name: 'Key' } },
			});
			expect((await n8n.rest.listCredentials()).map(({ id }) => id)).toEqual([credential.id]);
		}
		const stranger = new N8nRest(n8n.url);
		await expect(stranger.login(owner.email, 'Wrong-2026')).rejects.toThrow('n8n answered 401');
	},
	startBound,
);
