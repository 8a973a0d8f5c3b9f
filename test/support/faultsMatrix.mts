import type { INode, IRun } from 'n8n-workflow';
import { problems } from './contract.mts';
import { onNetworkClock } from './faultsClock.mts';
import { expected, readsFirst, type Target } from './faultsExpected.mts';
import { FAULT_NAMES, faultOf, type FaultName } from './faultsKinds.mts';
import { canTakeMore, takesMore } from './faultsMore.mts';
import { FaultyNetwork, type Weather } from './faultsNetwork.mts';
import { listenToOutput, secretsIn } from './faultsSecrets.mts';
import { isCarriedOut, isChange, requestsFor, toldBy, untold, type Told } from './faultsTold.mts';
import { sentAgain, wrongNumber, wrongStatement } from './faultsTruth.mts';
import {
	beginAgain,
	casesOfEveryOperation,
	itemsOf,
	lookAround,
	type Case,
	type World,
} from './faultsWorld.mts';
import { connectedOAuth, host } from './host.mts';
import {
	startSandboxProcess,
	startTimeout,
	type SandboxProcess,
	type StateReport,
} from './sandbox.mts';

const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1_000 };

/** Ways to go on after a failure that tell of every item. */
const GOING_ON: Array<[string, Partial<INode>]> = [
	['continue', { onError: 'continueRegularOutput' }],
	['error output', { onError: 'continueErrorOutput' }],
];

const STOP: [string, Partial<INode>] = ['stop', {}];

/** Ways in which n8n runs the node again. */
const RETRIES: Array<[string, Partial<INode>]> = [
	['continue, retry', { ...GOING_ON[0]![1], ...RETRY }],
	['stop, retry', RETRY],
	['error output, retry', { ...GOING_ON[1]![1], ...RETRY }],
];

/** The longest that a run of two items may take, milliseconds of the test's clock. */
const BOUND_MS = 30 * 60_000;

const CASES = casesOfEveryOperation();

interface Run {
	told: Told[];
	run: IRun;
	took: number;
	/** When it ended, by the clock of the test. */
	endedAt: number;
	charges: StateReport['charges'];
}

/**
 * Registers the matrix for some of the operations: each one under every fault, in every place that
 * the fault can hit, with every way to go on after a failure.
 */
export function matrixFor(isMine: (one: Case) => boolean): void {
	let sandbox: SandboxProcess;
	let network: FaultyNetwork;
	let world: World;
	let output: ReturnType<typeof listenToOutput>;

	beforeAll(async () => {
		sandbox = await startSandboxProcess();
		network = await FaultyNetwork.start(sandbox.url);
		world = await lookAround(sandbox);
	}, startTimeout + 10_000);
	afterAll(async () => {
		await network?.stop();
		await sandbox?.stop();
	});
	beforeEach(() => (output = listenToOutput()));
	afterEach(() => {
		output?.stop();
		expect(secretsIn(output?.printed())).toEqual([]);
	});

	async function once(one: Case, weather: Weather, node: Partial<INode>): Promise<Run> {
		await beginAgain(sandbox);
		network.clear();
		network.weather = weather;
		const { runWorkflow } = host({
			parameters: one.parameters,
			items: itemsOf(world, one),
			credential: {
				...connectedOAuth(),
				apiUrl: network.apiUrl,
				accessTokenUrl: network.tokenUrl,
			},
			node,
		});
		const { result, took, endedAt } = await onNetworkClock(network, runWorkflow, 60_000);
		const { charges } = await sandbox.control.state();
		return { told: toldBy(result), run: result, took, endedAt, charges };
	}

	const namesOf = (one: Case, item: number) => {
		// Both items are about the same project.
		const own = Object.entries(itemsOf(world, one)[item]!.json).filter(
			([name]) => name !== 'projectId',
		);
		return own.map(([, value]) => String(value));
	};

	/** Everything that must hold whatever happened. */
	function checkAlways(
		one: Case,
		{ told, run, took, endedAt, charges }: Run,
		node: Partial<INode>,
	): string[] {
		const stops = node.onError === undefined;
		const faults = told.flatMap((each) => untold(each, !stops));
		for (const each of told) {
			const own = requestsFor(network.sent, namesOf(one, each.item));
			const changes = own
				.filter((entry) => isChange(entry) && isCarriedOut(entry))
				.filter(({ method }) => method === 'POST' || !/create|duplicate/.test(one.name));
			const wrong = [
				// A stopped run says in words what became of the money only.
				stops && one.nature === 'write' ? undefined : wrongStatement(each, one, changes, endedAt),
				wrongNumber(each, changes, charges),
			].filter((what) => what !== undefined);
			faults.push(...wrong.map((what) => `item ${each.item} ${what}`));
			if (one.nature === 'spend') faults.push(...sentAgain(own));
			if (changes.length > 1 && (node.retryOnFail !== true || one.nature === 'spend')) {
				faults.push(`item ${each.item} was done ${changes.length} times`);
			}
		}
		const items = told.map(({ item }) => item);
		if (!stops && items.join() !== '0,1') faults.push(`told of the items ${items.join()}`);
		const twice = charges.filter(
			({ id }, index) => charges.findIndex((other) => other.id === id) !== index,
		);
		if (twice.length > 0) faults.push(`charged twice: ${JSON.stringify(twice)}`);
		if (took > BOUND_MS) faults.push(`took ${took} ms`);
		if (network.elsewhere.length > 0)
			faults.push(`asked another host ${JSON.stringify(network.elsewhere)}`);
		faults.push(
			...network.sent.filter(({ operationId }) => operationId !== 'uploadMedia').flatMap(problems),
		);
		faults.push(...secretsIn(run).map((word) => `gives away ${word}`));
		return faults;
	}

	/** Hits the requests of the first item where the target says. */
	function hitting(one: Case, name: FaultName, target: Target): Weather {
		const { times = 1, more } = faultOf(name);
		let hits = 0;
		let open = target === 'first' || target === 'always';
		return (entry) => {
			if (more !== undefined && !takesMore(entry)) return undefined;
			open ||= isChange(entry);
			if (!open || (hits >= times && (target === 'first' || target === 'change'))) return undefined;
			// Reads run side by side: only the ones of the first item count, where they can be told apart.
			if (target !== 'always' && requestsFor([entry], namesOf(one, 1)).length > 0) return undefined;
			hits += 1;
			return name;
		};
	}

	function targetsOf(one: Case): Target[] {
		if (one.nature === 'read') return ['first', 'always'];
		if (one.nature === 'spend' && readsFirst(one.name))
			return ['first', 'change', 'afterwards', 'always'];
		return readsFirst(one.name) ? ['first', 'change', 'always'] : ['change', 'always'];
	}

	/**
	 * What a person may have set "On Error" and "Retry On Fail" to. Payments meet one that tells of
	 * every item and a retry each time, everything else the kinds of ways by turns.
	 */
	function waysFor(one: Case, round: number): Array<[string, Partial<INode>]> {
		const told = GOING_ON[(round >> 1) % GOING_ON.length]!;
		const retry = RETRIES[(round >> 1) % RETRIES.length]!;
		const other = round % 8 === 1 ? STOP : retry;
		if (one.nature === 'spend') return [told, retry, ...(other === STOP ? [STOP] : [])];
		return [round % 2 === 0 ? told : other];
	}

	describe.each(CASES.filter(isMine))('$name', (one) => {
		let baseline: Run;
		beforeAll(async () => {
			baseline = await once(one, () => undefined, { onError: 'continueRegularOutput' });
			expect(checkAlways(one, baseline, { onError: 'continueRegularOutput' })).toEqual([]);
			expect(baseline.told.map(({ ok, message }) => ok || message)).toEqual([true, true]);
		});

		const names = FAULT_NAMES.filter(
			(name) => faultOf(name).more === undefined || canTakeMore(one.name),
		);
		it.each(names.map((name, index) => ({ name, index, what: faultOf(name).name })))(
			'says what became of it under $what',
			async ({ name, index }) => {
				const faults: string[] = [];
				const targets = targetsOf(one);
				for (const [turn, target] of targets.entries()) {
					const weather = hitting.bind(undefined, one, name, target);
					for (const [way, node] of waysFor(one, CASES.indexOf(one) + index + turn)) {
						const ran = await once(one, weather(), node);
						const where = `${target}, ${way}`;
						faults.push(...checkAlways(one, ran, node).map((fault) => `${where}: ${fault}`));
						if (node.retryOnFail === true) continue;
						const own = requestsFor(network.sent, namesOf(one, 0));
						const wanted = expected(one, name, target, own);
						if (!network.sent.some(({ fault }) => fault !== undefined))
							faults.push(`${where}: no request was hit`);
						const [first, second] = ran.told;
						const got = first?.ok === true ? 'ok' : `${first?.reason} ${first?.outcome}`;
						const want = wanted === 'ok' ? 'ok' : `${wanted.reason} ${wanted.outcome}`;
						if (way !== 'stop' && got !== want) {
							faults.push(`${where}: ${got} in place of ${want} (${first?.message})`);
						}
						if (way === 'stop' && (ran.run.status === 'success') !== (wanted === 'ok')) {
							faults.push(`${where}: ended as ${ran.run.status}`);
						}
						if (target !== 'always' && target !== 'afterwards' && second?.ok === false) {
							faults.push(`${where}: the second item failed: ${second.message}`);
						}
						if (one.nature === 'read') {
							for (const { ok, item, rows } of ran.told) {
								if (ok && JSON.stringify(rows) !== JSON.stringify(baseline.told[item]!.rows)) {
									faults.push(`${where}: item ${item} has other rows than without the fault`);
								}
							}
						}
					}
				}
				expect(faults).toEqual([]);
			},
		);
	});
}
