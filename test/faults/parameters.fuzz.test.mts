import fc from 'fast-check';
import { problems } from '../support/contract.mts';
import { onNetworkClock } from '../support/faultsClock.mts';
import { fuzzed, OPERATIONS_OF_NODE } from '../support/faultsFuzz.mts';
import { FaultyNetwork } from '../support/faultsNetwork.mts';
import type { Sent } from '../support/faultsWire.mts';
import { listenToOutput, secretsIn } from '../support/faultsSecrets.mts';
import { toldBy, untold } from '../support/faultsTold.mts';
import { beginAgain, itemsOf, lookAround, type World } from '../support/faultsWorld.mts';
import { connectedOAuth, host } from '../support/host.mts';
import { startSandboxProcess, startTimeout, type SandboxProcess } from '../support/sandbox.mts';

/** Settings that are tried for each operation, and items for each of them. */
const RUNS = Number(process.env.FAULT_FUZZ ?? 10);
const EACH = 5;

// bounds a hang on a busy machine; one takes less than a second
jest.setTimeout(30_000 + RUNS * 2_000);

let sandbox: SandboxProcess;
let network: FaultyNetwork;
let world: World;
let output: ReturnType<typeof listenToOutput>;

beforeAll(async () => {
	sandbox = await startSandboxProcess();
	network = await FaultyNetwork.start(sandbox.url);
	world = await lookAround(sandbox, EACH);
}, startTimeout + 10_000);
afterAll(async () => {
	await network?.stop();
	await sandbox?.stop();
});
beforeEach(() => (output = listenToOutput()));
afterEach(() => {
	output.stop();
	expect(secretsIn(output.printed())).toEqual([]);
});

/** Where each resource has to do with PickFu: an id must not lead anywhere else. */
const PLACES: Record<string, string[]> = {
	helpArticle: ['help'],
	media: ['media', 'tags'],
	playbook: ['playbooks'],
	project: ['projects'],
	response: ['responses', 'surveys'],
	survey: ['surveys', 'media', 'tags'],
	tag: ['tags'],
	trait: ['traits'],
};

/** The scale of ratings is only inferred, so the node sends whatever it is given. Uploads are no JSON. */
const isHeldToContract = ({ operationId }: Sent) =>
	operationId !== 'uploadMedia' && operationId !== 'rateResponse';

it.each(OPERATIONS_OF_NODE)(
	'$resource $operation: whatever its fields give, it asks only what PickFu knows, and says what is wrong in words',
	async ({ resource, operation }) => {
		await fc.assert(
			fc.asyncProperty(fuzzed(resource, operation, world, EACH), async ({ parameters, values }) => {
				await beginAgain(sandbox, EACH);
				network.clear();
				const items = itemsOf(world, { survey: 'completed' }, EACH).map(
					({ json, binary }, item) => ({
						json: { ...json, values: values[item] as never },
						binary: binary!,
					}),
				);
				const { runWorkflow } = host({
					parameters,
					items,
					credential: {
						...connectedOAuth(),
						apiUrl: network.apiUrl,
						accessTokenUrl: network.tokenUrl,
					},
					node: { onError: 'continueRegularOutput' },
				});
				const { result } = await onNetworkClock(network, runWorkflow);
				const told = toldBy(result);
				const strange = network.sent.filter(
					({ operationId, path }) =>
						operationId === undefined || !PLACES[resource]!.includes(path.split('/')[1]!),
				);
				const faults = [
					...told.flatMap((each) =>
						untold(each, true).map((fault) => `item ${each.item}: ${fault}`),
					),
					...strange.map(({ method, path }) => `asked ${method} ${path}`),
					...network.sent.filter(isHeldToContract).flatMap(problems),
					...secretsIn(result).map((word) => `gives away ${word}`),
					...network.elsewhere.map(({ path }) => `asked another host for ${path}`),
				];
				if (result.status !== 'success') faults.push(`ended as ${result.status}`);
				expect(faults).toEqual([]);
			}),
			{
				numRuns: RUNS,
				seed: Number(process.env.FAULT_FUZZ_SEED ?? 20_261_121),
				endOnFailure: true,
			},
		);
	},
);
