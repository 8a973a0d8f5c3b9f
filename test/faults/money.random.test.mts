import type { IDataObject, INode } from 'n8n-workflow';
import { pick, randomFrom } from '../../sandbox/random.mts';
import { onNetworkClock } from '../support/faultsClock.mts';
import { FAULT_NAMES } from '../support/faultsKinds.mts';
import { FaultyNetwork, type Weather } from '../support/faultsNetwork.mts';
import type { Sent } from '../support/faultsWire.mts';
import { listenToOutput, secretsIn } from '../support/faultsSecrets.mts';
import { isCarriedOut, isChange, requestsFor, toldBy, untold } from '../support/faultsTold.mts';
import { sentAgain, wrongNumber, wrongStatement } from '../support/faultsTruth.mts';
import { beginAgain, itemsOf, lookAround, marker, type World } from '../support/faultsWorld.mts';
import { connectedOAuth, host } from '../support/host.mts';
import { startSandboxProcess, startTimeout, type SandboxProcess } from '../support/sandbox.mts';

/** How many requests that charge are sent at least, and what the chances come from. */
const CALLS = Number(process.env.FAULT_CALLS ?? 1_000);
const SEED = process.env.FAULT_SEED ?? 'money';

/** Items of one execution. */
const EACH = 4;

/** For how long things go on in PickFu after a run, milliseconds. */
const SETTLE_MS = 60_000;

interface Paying {
	name: string;
	survey: 'draft' | 'completed';
	parameters: IDataObject;
	/** Whether running the workflow again does no harm, whatever the first run did. */
	repeatable: boolean;
}

const add = { resource: 'survey', operation: 'addRespondents', surveyId: '={{ $json.surveyId }}' };
const PAYMENTS: Paying[] = [
	{
		name: 'publish',
		survey: 'draft',
		parameters: { resource: 'survey', operation: 'publish', surveyId: '={{ $json.surveyId }}' },
		repeatable: true,
	},
	{
		name: 'add up to a total',
		survey: 'completed',
		parameters: { ...add, mode: 'total', respondents: 30 },
		repeatable: true,
	},
	{
		name: 'add a number',
		survey: 'completed',
		parameters: { ...add, mode: 'add', respondents: 10 },
		repeatable: false,
	},
	{
		name: 'response followUp',
		survey: 'completed',
		parameters: {
			resource: 'response',
			operation: 'followUp',
			responseId: '={{ $json.responseId }}',
			question: '=Why, {{ $json.marker }}?',
		},
		repeatable: false,
	},
];

const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };
const WAYS: Partial<INode>[] = [
	{},
	RETRY,
	{ onError: 'continueRegularOutput' },
	{ onError: 'continueErrorOutput' },
	{ onError: 'continueRegularOutput', ...RETRY },
	{ onError: 'continueErrorOutput', ...RETRY },
];

/** Shares of requests that something happens to. */
const SEVERITIES = [0.1, 0.3, 0.6];

let sandbox: SandboxProcess;
let network: FaultyNetwork;
let world: World;

beforeAll(async () => {
	sandbox = await startSandboxProcess();
	network = await FaultyNetwork.start(sandbox.url);
	world = await lookAround(sandbox, EACH);
}, startTimeout + 10_000);
afterAll(async () => {
	await network?.stop();
	await sandbox?.stop();
});

/** Runs some of the items; gives what was told of them under their own numbers. */
async function execute(payment: Paying, items: number[], weather: Weather, node: Partial<INode>) {
	network.clear();
	network.weather = weather;
	const all = itemsOf(world, payment, EACH);
	const { runWorkflow } = host({
		parameters: payment.parameters,
		items: items.map((item) => all[item]!),
		credential: { ...connectedOAuth(), apiUrl: network.apiUrl, accessTokenUrl: network.tokenUrl },
		node,
	});
	const { result, took, endedAt } = await onNetworkClock(network, runWorkflow, SETTLE_MS);
	const told = toldBy(result).map((each) => ({ ...each, item: items[each.item]! }));
	return {
		told,
		took,
		endedAt,
		run: result,
		paid: items.map((item) => ({ item, payments: paymentsOf(payment, item) })),
	};
}

/** The payments for an item that PickFu carried out in the last execution. */
function paymentsOf(payment: Paying, item: number): Sent[] {
	return requestsOf(payment, item).filter((entry) => isChange(entry) && isCarriedOut(entry));
}

function requestsOf(payment: Paying, item: number): Sent[] {
	const { surveyId, responseId } = itemsOf(world, payment, EACH)[item]!.json;
	return requestsFor(network.sent, [marker(item), String(surveyId), String(responseId)]);
}

it(
	`pays nothing twice and says nothing wrong in ${CALLS} payments under random faults`,
	async () => {
		const random = randomFrom(SEED);
		const output = listenToOutput();
		const faults: string[] = [];
		const counted = {
			calls: 0,
			executions: 0,
			hit: 0,
			done: 0,
			notDone: 0,
			notKnown: 0,
			again: 0,
			longest: 0,
		};

		for (let round = 0; counted.calls < CALLS && faults.length < 20; round += 1) {
			const payment = pick(random, PAYMENTS);
			const node = pick(random, WAYS);
			const severity = pick(random, SEVERITIES);
			const where = `seed ${SEED}, round ${round}, ${payment.name}, ${JSON.stringify(node)}`;
			const note = (fault: string) => faults.push(`${where}: ${fault}`);
			await beginAgain(sandbox, EACH);

			const weather = () => (random() < severity ? pick(random, FAULT_NAMES) : undefined);
			let open = Array.from({ length: EACH }, (_, item) => item);
			const paid = new Map<number, Sent[]>();
			// At the second time the weather is fair, so that everything has to come right.
			for (const attempt of [weather, () => undefined]) {
				const ran = await execute(payment, open, attempt, node);
				counted.executions += 1;
				counted.calls += network.sent.filter(isChange).length;
				counted.hit += network.sent.filter(({ fault }) => fault !== undefined).length;
				counted.longest = Math.max(counted.longest, ran.took);
				for (const { item, payments } of ran.paid) {
					// Each execution has a clock of its own: what was done in an earlier one was done before.
					const before = (paid.get(item) ?? []).map((entry) => ({ ...entry, doneAt: 0 }));
					paid.set(item, [...before, ...payments]);
					sentAgain(requestsOf(payment, item)).forEach(note);
					if (payments.length > 1)
						note(`item ${item} was paid ${payments.length} times in one execution`);
				}
				const { charges } = await sandbox.control.state();
				for (const told of ran.told) {
					counted[told.ok ? 'done' : (told.outcome ?? 'notKnown')] += 1;
					untold(told, node.onError !== undefined).forEach(note);
					const made = ran.paid.find(({ item }) => item === told.item)?.payments ?? [];
					const done = told.ok ? paid.get(told.item)! : made;
					const one = { name: payment.name, nature: 'spend' } as const;
					const wrong = [
						wrongStatement(told, one, done, ran.endedAt),
						wrongNumber(told, made, charges),
					].filter((what) => what !== undefined);
					wrong.forEach((what) => note(`item ${told.item} ${what}`));
				}
				secretsIn(ran.run).forEach((word) => note(`gives away ${word}`));
				if (attempt !== weather) {
					const failed = ran.told.filter(({ ok }) => !ok);
					if (failed.length > 0) note(`failed again: ${failed[0]!.message}`);
					break;
				}
				// What can be repeated is run again as a whole; of the rest, the person runs what is not there.
				if (!payment.repeatable) open = open.filter((item) => paid.get(item)!.length === 0);
				if (open.length === 0) break;
				counted.again += 1;
			}

			const { charges } = await sandbox.control.state();
			for (const [item, { length: times }] of paid) {
				if (times !== 1) note(`item ${item} was paid ${times} times in the end`);
			}
			const ids = charges.map(({ id }) => id);
			if (new Set(ids).size !== ids.length || ids.length !== EACH) note(`charges: ${ids.join()}`);
			secretsIn(output.printed()).forEach((word) => note(`prints ${word}`));
		}

		output.stop();
		if (process.env.FAULT_REPORT !== undefined) console.log(JSON.stringify(counted));
		expect(faults).toEqual([]);
		expect(counted.calls).toBeGreaterThanOrEqual(CALLS);
		// A run that met no trouble, or never left one open, would show nothing.
		expect(
			Math.min(counted.hit, counted.done, counted.notDone, counted.notKnown, counted.again),
		).toBeGreaterThan(CALLS / 100);
	},
	// bounds a hang on a busy machine
	60_000 + CALLS * 600,
);
