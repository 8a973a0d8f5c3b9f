import type { IDataObject, INode } from 'n8n-workflow';
import { onNetworkClock } from '../support/faultsClock.mts';
import type { FaultName } from '../support/faultsKinds.mts';
import { FaultyNetwork } from '../support/faultsNetwork.mts';
import type { Sent } from '../support/faultsWire.mts';
import { isChange } from '../support/faultsTold.mts';
import { beginAgain, itemsOf, lookAround, type World } from '../support/faultsWorld.mts';
import { connectedOAuth, host } from '../support/host.mts';
import { startSandboxProcess, startTimeout, type SandboxProcess } from '../support/sandbox.mts';

// bounds a hang on a busy machine
jest.setTimeout(60_000);

let sandbox: SandboxProcess;
let network: FaultyNetwork;
let world: World;

beforeAll(async () => {
	sandbox = await startSandboxProcess();
	network = await FaultyNetwork.start(sandbox.url);
	world = await lookAround(sandbox);
}, startTimeout + 10_000);
afterAll(async () => {
	await network?.stop();
	await sandbox?.stop();
});

interface Stopped {
	/** What the execution is left with. */
	status: string;
	/** Milliseconds of the test's clock between the stop and the end. */
	took: number;
	/** The same in real milliseconds. */
	really: number;
	/** What left the node afterwards, within an hour. */
	sentAfter: Sent[];
}

/** Runs a node and stops it, so many milliseconds after a request that the fault hits. */
async function stopped(
	parameters: IDataObject,
	survey: 'draft' | 'running' | 'completed',
	fault: (request: Sent) => FaultName | undefined,
	afterMs: number,
	retry: Partial<INode> = {},
): Promise<Stopped> {
	await beginAgain(sandbox);
	const [running] = await sandbox.control.addSurveys({ status: 'in-progress', sampleSize: 50 });
	network.clear();
	const { startWorkflow } = host({
		parameters: survey === 'running' ? { ...parameters, surveyId: running } : parameters,
		items: itemsOf(world, { survey: survey === 'running' ? 'completed' : survey }),
		credential: { ...connectedOAuth(), apiUrl: network.apiUrl, accessTokenUrl: network.tokenUrl },
		// A stopped item must not become an item that failed.
		node: { onError: 'continueRegularOutput', ...retry },
	});
	let at = { clock: 0, real: 0, sent: 0 };
	const { result } = await onNetworkClock(
		network,
		async () => {
			const { finished, stop } = startWorkflow();
			let armed = false;
			network.weather = (request) => {
				const name = fault(request);
				if (name !== undefined && !armed) {
					armed = true;
					setTimeout(() => {
						at = { clock: Date.now(), real: performance.now(), sent: network.sent.length };
						stop();
					}, afterMs);
				}
				return name;
			};
			const run = await finished;
			return { run, took: Date.now() - at.clock, really: performance.now() - at.real };
		},
		3_600_000,
	);
	expect(at.clock).toBeGreaterThan(0);
	return {
		status: result.run.status,
		took: result.took,
		really: result.really,
		sentAfter: network.sent.slice(at.sent),
	};
}

const get = { resource: 'survey', operation: 'get', surveyId: '={{ $json.surveyId }}' };
const wait = { ...get, operation: 'waitForCompletion', pollInterval: 60, timeout: 30 };
const publish = { ...get, operation: 'publish' };
const always = (name: FaultName) => () => name;
const onChange = (name: FaultName) => (request: Sent) => (isChange(request) ? name : undefined);

const WAITS: Array<
	[string, IDataObject, 'draft' | 'completed', (request: Sent) => FaultName | undefined, number]
> = [
	['a wait for the limit of requests', get, 'completed', always('limited'), 2_500],
	['a wait that Retry-After asks for', get, 'completed', always('limitedFor'), 3_000],
	['the wait for the limit before a publish', publish, 'draft', onChange('limited'), 2_500],
	['the pause before a read is repeated', get, 'completed', always('status503'), 200],
	['a body that comes slowly', get, 'completed', always('slow'), 7_000],
	['a body that has stopped coming', get, 'completed', always('stalled'), 7_000],
	['an answer that does not come', get, 'completed', always('silence'), 7_000],
	[
		'the looks after a publish whose answer was lost',
		publish,
		'draft',
		onChange('resetBefore'),
		5_000,
	],
	['a publish whose answer does not come', publish, 'draft', onChange('silenceAfter'), 7_000],
];

it.each(WAITS)(
	'ends at once during %s, and sends nothing more',
	async (_, parameters, survey, fault, afterMs) => {
		const { status, took, really, sentAfter } = await stopped(parameters, survey, fault, afterMs);
		expect(status).toBe('canceled');
		expect(took).toBe(0);
		// Of the real clock: nothing but the way back through the engine, on however busy a machine.
		expect(really).toBeLessThan(2_000);
		expect(sentAfter).toEqual([]);
	},
);

it('ends at once while a survey is waited for, and looks no more', async () => {
	// By the sandbox's clock it runs for an hour.
	const { status, took, sentAfter } = await stopped(wait, 'running', () => 'plain', 100_000);
	expect(status).toBe('canceled');
	expect(took).toBe(0);
	expect(sentAfter).toEqual([]);
});

it('sends nothing more under Retry On Fail either, although n8n runs a stopped node again', async () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };
	const lost = onChange('resetBefore');
	const { status, took, sentAfter } = await stopped(publish, 'draft', lost, 5_000, retry);
	expect(status).toBe('canceled');
	// The engine's own two pauses between tries.
	expect(took).toBe(2_000);
	expect(sentAfter).toEqual([]);
});
