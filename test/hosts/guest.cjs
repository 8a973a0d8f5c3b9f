/**
 * The package inside the engine of some version of n8n, in a process of its own: NODE_PATH says where that engine is.
 * Reads what to do from its standard input and prints what came of it, both as JSON.
 *
 * Input: { package: folder of the unpacked package, credential: { type, data }, runs: [{ trigger?, parameters, items? }] }
 */
const { readFileSync } = require('node:fs');

const job = JSON.parse(readFileSync(0, 'utf8'));
const core = require('n8n-core');
const workflow = require('n8n-workflow');

/** n8n's credentials helper reduced to a store in memory; what the engine does with it is the real thing. */
class Store extends workflow.ICredentialsHelper {
	getParentTypes = (name) => (name === 'pickFuOAuth2Api' ? ['oAuth2Api'] : []);
	isCredentialUsableByNode = () => true;
	preAuthentication = async () => undefined;
	runPreAuthentication = async () => undefined;
	getCredentials = async () => undefined;
	updateCredentials = async () => undefined;
	getCredentialsProperties = () => [];
	getDecrypted = async () => structuredClone(job.credential.data);
	async authenticate(credentials, _type, request) {
		return {
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${credentials.apiKey}` },
		};
	}
	async updateCredentialsOauthTokenData(_details, _type, data) {
		job.credential.data.oauthTokenData = structuredClone(data.oauthTokenData);
	}
}

/** What nodes remember over the runs of one guest. */
const remembered = {};

/** Loads the package as n8n does when it starts. */
async function load() {
	const loader = new core.PackageDirectoryLoader(job.package);
	await loader.loadAll();
	return loader;
}

/** A context of the engine in which a node runs, and the node's type. */
function contextOf(loader, { trigger, parameters, items = [{ json: {} }] }) {
	const name = trigger ? 'pickFuTrigger' : 'pickFu';
	const nodeType = loader.nodeTypes[name].type;
	const { type } = job.credential;
	const node = {
		id: 'node',
		name: 'PickFu',
		type: `n8n-nodes-pickfu.${name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [type]: { id: 'one', name: 'PickFu account' } },
	};
	const { description } = nodeType;
	node.parameters =
		workflow.NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		) ?? parameters;
	const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType };
	const flow = new workflow.Workflow({
		id: 'flow',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
		staticData: remembered,
	});
	const additional = {
		credentialsHelper: new Store(),
		executionId: '1',
		currentNodeParameters: node.parameters,
		webhookWaitingBaseUrl: 'http://localhost/waiting/',
		formWaitingBaseUrl: 'http://localhost/form/',
		restApiUrl: 'http://localhost/rest',
		variables: {},
	};
	if (trigger) {
		return {
			nodeType,
			context: new core.PollContext(flow, node, additional, 'trigger', 'activate'),
		};
	}
	const data = { startData: {}, resultData: { runData: {} }, executionData: { contextData: {} } };
	const context = new core.ExecuteContext(
		flow,
		node,
		additional,
		'manual',
		data,
		0,
		items,
		{ main: [items] },
		{ node, data: { main: [items] }, source: null },
		[],
		new AbortController().signal,
	);
	return { nodeType, context };
}

async function main() {
	const loader = await load();
	const results = [];
	for (const run of job.runs) {
		const { nodeType, context } = contextOf(loader, run);
		const method = run.trigger ? nodeType.poll : nodeType.execute;
		results.push(
			await method.call(context).then(
				(output) => ({ items: (output?.[0] ?? []).map(({ json }) => json) }),
				({ message, description }) => ({ error: { message, description } }),
			),
		);
	}
	const types = {
		nodes: Object.keys(loader.nodeTypes),
		credentials: Object.keys(loader.credentialTypes),
	};
	process.stdout.write(`${JSON.stringify({ types, results, data: job.credential.data })}\n`);
	process.exit(0);
}

void main();
