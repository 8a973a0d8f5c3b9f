import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { getEventListeners } from 'node:events';
import { apiKey, connectedOAuth, host } from '../host.mts';
import type { Host } from '../host.mts';
import { poller } from '../poller.mts';
import { VirtualClock } from './clock.mts';
import { EndurancePickFu } from './pickFu.mts';
import { countHandles, generator, handlesBeyond, heapUsed } from './measure.mts';
import { together, type EnduranceReport } from './report.mts';
import { slopeOf } from './slope.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How long the run is, and where chance begins. */
export interface EnduranceOptions {
	days: number;
	seed: number;
	/** Told once by simulated quarter of a day. */
	progress?(line: string): void;
}

/** Which connection a run uses. */
type Account = 'key' | 'oauth' | 'others';

/** Runs a busy n8n for some days by a clock of their own. Node needs `--expose-gc` or lets itself be told. */
export async function endure({ days, seed, progress }: EnduranceOptions): Promise<EnduranceReport> {
	const began = performance.now();
	const handlesBefore = countHandles();
	const random = generator(seed);
	const clock = new VirtualClock();
	const pickFu = new EndurancePickFu(clock, random);
	const origin = await pickFu.start();
	const warnings: string[] = [];
	const onWarning = (warning: Error) => void warnings.push(`${warning.name}: ${warning.message}`);
	process.on('warning', onWarning);
	clock.install();

	const apiUrl = `${origin}/v1`;
	const accounts: Record<Account, { id: string; stored: Host['stored'] }> = {
		key: { id: 'key', stored: { pickFuApi: { ...apiKey(), apiUrl, apiKey: 'key-alone' } } },
		others: {
			id: 'others',
			stored: { pickFuApi: { ...apiKey(), apiUrl, apiKey: 'key-with-others' } },
		},
		oauth: {
			id: 'oauth',
			stored: {
				pickFuOAuth2Api: { ...connectedOAuth(), apiUrl, accessTokenUrl: `${origin}/token` },
			},
		},
	};
	const trigger = poller({
		apiUrl,
		parameters: { event: 'surveyCompleted', scope: 'all', output: 'survey' },
	});

	const outcomes = { worked: 0, withFailedItems: 0, failed: 0, cancelled: 0 };
	const unexpected: string[] = [];
	const listeners = { most: 0, left: 0 };
	let [runs, polls, slowestStop, active] = [0, 0, 0, 0];

	const surprise = (words: string) => void (unexpected.length < 10 && unexpected.push(words));

	interface Work {
		account: Account;
		parameters: IDataObject;
		items?: INodeExecutionData[];
		/** Stops the execution after that many milliseconds. */
		stopAfter?: number;
		/** Failed items, or a thrown failure, are what is to be expected. */
		mayFail?: boolean;
	}

	/** One execution: begins now and ends by itself. */
	async function run({
		account,
		parameters,
		items = [{ json: {} }],
		stopAfter,
		mayFail,
	}: Work): Promise<void> {
		active += 1;
		const controller = new AbortController();
		let stoppedAt: number | undefined;
		if (stopAfter !== undefined) {
			setTimeout(() => {
				stoppedAt = clock.now();
				listeners.most = Math.max(
					listeners.most,
					getEventListeners(controller.signal, 'abort').length,
				);
				controller.abort();
			}, stopAfter);
		}
		const what = `${String(parameters.resource)} ${String(parameters.operation)} of "${account}"`;
		const made = host({
			parameters: { authentication: account === 'oauth' ? 'oAuth2' : 'apiKey', ...parameters },
			items,
			shared: accounts[account],
			node: { onError: runs % 2 === 0 ? 'continueRegularOutput' : 'continueErrorOutput' },
			signal: controller.signal,
		});
		try {
			const output = await made.execute();
			const failed = output.filter(({ json }) => json.error !== undefined);
			if (failed.length > 0) outcomes.withFailedItems += 1;
			else outcomes.worked += 1;
			if (failed.length > 0 && !mayFail)
				surprise(`${what}: ${JSON.stringify(failed[0]!.json).slice(0, 300)}`);
		} catch (error) {
			if (stoppedAt !== undefined) {
				outcomes.cancelled += 1;
				slowestStop = Math.max(slowestStop, clock.now() - stoppedAt);
			} else {
				outcomes.failed += 1;
				surprise(`${what}: ${String(error)}`);
			}
		}
		listeners.left += getEventListeners(controller.signal, 'abort').length;
		runs += 1;
		active -= 1;
	}

	async function poll(): Promise<void> {
		active += 1;
		await trigger.poll().catch((error: unknown) => surprise(`a poll: ${String(error)}`));
		polls += 1;
		active -= 1;
	}

	const many = (count: number, prefix: string) =>
		Array.from({ length: count }, (_, index) => ({ json: { id: `${prefix}${index}` } }));
	const get = { resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}' };
	const wait = { ...get, operation: 'waitForCompletion', pollInterval: 60, timeout: 30 };
	const create = {
		resource: 'survey',
		operation: 'create',
		questionsInput: 'json',
		questionsJson:
			'[{"type":"head_to_head","prompt":"Which one?","options":[{"value":"Fern"},{"value":"Moss"}]}]',
		sampleSize: 50,
	};

	/** What begins in a minute of the run. */
	function begin(minute: number): Array<Promise<void>> {
		const account: Account = minute % 2 === 0 ? 'key' : 'oauth';
		const due = (every: number, offset = 0) => minute % every === offset;
		const works: Work[] = [];
		if (due(5, 1))
			works.push({
				account,
				parameters: { resource: 'survey', operation: 'getAll', returnAll: true },
				mayFail: true,
			});
		if (due(15, 2))
			works.push({ account: 'others', parameters: get, items: many(10, 's'), mayFail: true });
		if (due(15, 3))
			works.push({
				account,
				parameters: { ...get, operation: 'getResults' },
				items: many(2, 's'),
				mayFail: true,
			});
		if (due(20, 4)) works.push({ account, parameters: create, mayFail: true });
		if (due(60, 6))
			works.push({
				account,
				parameters: { ...get, operation: 'publish' },
				items: many(1, `draft${minute}-`),
				mayFail: true,
			});
		if (due(120, 20)) works.push({ account, parameters: get, items: many(130, 's') });
		if (due(180, 30)) {
			const prefix = `wait${minute}-`;
			for (const { json } of many(16, prefix))
				pickFu.run(json.id, (3 + Math.floor(random() * 5)) * MINUTE);
			works.push({ account, parameters: wait, items: many(16, prefix) });
		}
		if (due(180, 90)) {
			const prefix = `stop${minute}-`;
			for (const { json } of many(40, prefix)) pickFu.run(json.id, HOUR);
			works.push({
				account,
				parameters: wait,
				items: many(40, prefix),
				stopAfter: 90_000 + random() * 60_000,
			});
			works.push({
				account: 'others',
				parameters: get,
				items: many(150, 's'),
				stopAfter: 20_000 + random() * 20_000,
			});
		}
		if (due(30, 7))
			works.push({ account, parameters: { ...get, surveyId: '../not an id' }, mayFail: true });
		return works.map(run);
	}

	/** What happens around this n8n in a minute of the run. */
	function surroundings(minute: number): void {
		const hour = Math.floor(minute / 60) % 24;
		// In the batches nothing fails, so that each of their items has to come out.
		pickFu.failing = minute % 60 < 20 ? 0.03 : 0;
		// From nine to five others use up most of the second connection's limit.
		if (hour >= 9 && hour < 17)
			pickFu.useByOthers('Bearer key-with-others', 85 + Math.floor(random() * 20));
		if (minute % 60 === 59) {
			const data = accounts.oauth.stored.pickFuOAuth2Api!.oauthTokenData as IDataObject;
			pickFu.expired.clear();
			pickFu.expired.add(`Bearer ${String(data.access_token)}`);
		}
		pickFu.forget();
	}

	const samples: Array<{ at: number; bytes: number }> = [];
	const start = clock.now();
	const minutes = days * 24 * 60;
	for (let minute = 0; minute < minutes; minute += 1) {
		surroundings(minute);
		begin(minute);
		if (minute % 10 === 0) void poll();
		await clock.runUntil(start + (minute + 1) * MINUTE);
		if (minute % 120 === 58) samples.push({ at: (minute + 1) / 60, bytes: heapUsed() });
		if ((minute + 1) % 360 === 0)
			progress?.(
				`hour ${(minute + 1) / 60}: ${runs} runs, ${(heapUsed() / 2 ** 20).toFixed(1)} MB`,
			);
	}
	while (active > 0) await clock.runUntil(clock.now() + MINUTE);

	const timersLeft = clock.pending;
	clock.uninstall();
	process.off('warning', onWarning);
	await pickFu.stop();
	const handlesLeft = await handlesBeyond(handlesBefore);
	// The first half fills caches: of the engine, of the HTTP client, of V8 itself.
	const settled = samples.slice(Math.floor(samples.length / 2));
	const perHour = slopeOf(settled.map(({ at, bytes }) => [at, bytes]));
	const withOthers = 'Bearer key-with-others';
	const alone = [...pickFu.tokens.keys()]
		.filter((name) => name !== withOthers)
		.map((name) => pickFu.report(name));
	return {
		simulatedHours: (clock.now() - start) / HOUR,
		realSeconds: (performance.now() - began) / 1000,
		runs,
		polls,
		outcomes,
		unexpected,
		alone: together(alone),
		withOthers: pickFu.report(withOthers),
		renewals: pickFu.renewals,
		heap: {
			samples: samples.map(({ bytes }) => bytes),
			perHour,
			perRun: (perHour * (minutes / 60)) / (runs + polls),
		},
		slowestStop,
		listeners,
		timersLeft,
		handlesLeft,
		warnings,
	};
}
