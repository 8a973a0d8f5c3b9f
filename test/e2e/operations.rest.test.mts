import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { N8nCredential, WorkflowSource } from '../../sandbox/n8n/restTypes.mts';
import { addApiKey, connectAccount } from '../support/e2e.mts';
import { house, inHouse, type Run } from '../support/e2eOperations.mts';
import { jsonOf, runToEnd } from '../support/e2eWorkflow.mts';
import { root } from '../support/n8n.mts';
import { EXPECTED } from './operations.rest.cases.mts';

jest.setTimeout(180_000);

const file = path.join(root, 'test', 'e2e', 'workflows', 'every-operation.json');
const everyOperation = JSON.parse(readFileSync(file, 'utf8')) as WorkflowSource;
const steps = everyOperation.nodes.filter(({ type }) => type === 'n8n-nodes-pickfu.pickFu');

inHouse();

/** The workflow with every PickFu node on one kind of credential. */
function workflowWith(authentication: 'oAuth2' | 'apiKey'): WorkflowSource {
	const nodes = everyOperation.nodes.map((node) =>
		steps.includes(node) ? { ...node, parameters: { ...node.parameters, authentication } } : node,
	);
	return { ...everyOperation, name: `Every operation, ${authentication}`, nodes };
}

it('has no credential, no id and no data of another n8n in the workflow', () => {
	expect(Object.keys(everyOperation).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
	const members = everyOperation.nodes.flatMap((node) => Object.keys(node));
	const foreign = ['id', 'credentials', 'webhookId'];
	expect(members.filter((member) => foreign.includes(member))).toEqual([]);
});

describe.each([
	['a connected account', 'oAuth2', 'oauth'],
	['an API key', 'apiKey', 'apiKey'],
] as const)('Every operation with %s', (_with, authentication, tokenKind) => {
	let run: Run;

	beforeAll(async () => {
		const { control } = house.sandbox;
		const { charges: before } = await control.state();
		const credential: N8nCredential =
			authentication === 'apiKey' ? await addApiKey(house) : await connectAccount(house);
		await control.clearRequests();
		const execution = await runToEnd(house.rest, workflowWith(authentication), [credential]);
		const rows = (name: string) => jsonOf(execution, name);
		run = {
			execution,
			rows,
			row: (name) => rows(name)[0] ?? {},
			requests: (await control.requests()).filter(({ operationId }) => operationId !== null),
			charges: (await control.state()).charges.slice(before.length),
		};
	}, 150_000);

	it('ends without an error', () => {
		expect(run.execution.error).toBeUndefined();
		expect(run.execution.status).toBe('success');
	});

	it.each(steps.map(({ name }) => name))('"%s" gives what it should', async (name) => {
		expect(EXPECTED).toHaveProperty([name]);
		await EXPECTED[name]!(run.rows(name), run);
	});

	it('sends only requests that PickFu accepts, with this credential', async () => {
		expect(run.requests.length).toBeGreaterThan(steps.length);
		const odd = run.requests.filter(
			({ status, token }) => token !== tokenKind || status === null || status >= 300,
		);
		expect(odd).toEqual([]);
		expect((await house.sandbox.control.state()).violations).toEqual([]);
	});

	it('pays for 21 people, four more and one follow-up, and for nothing else', () => {
		const { id } = run.row('Create survey');
		const { responseId } = run.row('Read answers');
		expect(run.charges).toMatchObject([
			{ operationId: 'publishSurvey', id, credits: 63 },
			{ operationId: 'sendFollowUp', id: responseId, credits: 1 },
			{ operationId: 'addRespondents', id, credits: 12 },
		]);
	});
});
