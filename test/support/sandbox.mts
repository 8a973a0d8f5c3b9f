import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RequestsReport, StateChange, StateReport } from '../../sandbox/control/index.mts';
import type { Fault } from '../../sandbox/control/faults.mts';
import type { LogEntry } from '../../sandbox/control/log.mts';
import type { BulkSurveys } from '../../sandbox/state/bulk.mts';
import type { Settings } from '../../sandbox/state/model.mts';

export type { Fault, LogEntry, RequestsReport, Settings, StateChange, StateReport };

/** How to start the sandbox; what is left out is as `npm run sandbox` has it. */
export interface SandboxProcessOptions {
	/** 0, any free port, when left out. */
	port?: number;
	seed?: string;
	/** Sandbox seconds in a real one. */
	speed?: number;
	rateLimit?: number;
	/** Seconds. */
	rateWindow?: number;
	/** Seconds. */
	accessTokenTtl?: number;
	/** Whether there are surveys to begin with; false when left out. */
	demo?: boolean;
}

/** The sandbox's switches, over HTTP. Each rejects with the sandbox's own words when it refuses. */
export interface SandboxControl {
	/** What it received; of one operation, if named. */
	requests(operationId?: string): Promise<LogEntry[]>;
	/** Requests by operation. */
	counters(): Promise<Record<string, number>>;
	clearRequests(): Promise<void>;
	/** Arms faults, see the table in `sandbox/control/faults.mts`. */
	fault(...faults: Fault[]): Promise<void>;
	clearFaults(): Promise<void>;
	state(): Promise<StateReport>;
	change(change: StateChange): Promise<StateReport>;
	/** Begins again: no surveys unless `demo`, usual settings, no log, no faults. */
	reset(seed?: string, demo?: boolean): Promise<void>;
	/** Moves the sandbox's time forward. */
	advance(milliseconds: number): Promise<void>;
	freeze(frozen?: boolean): Promise<void>;
	settings(settings: Partial<Settings>): Promise<void>;
	/** Makes surveys without the API; gives their ids. */
	addSurveys(...bulk: BulkSurveys[]): Promise<string[]>;
	/** Lets all people of running surveys have answered by now. */
	finish(...surveyIds: string[]): Promise<void>;
	/** Ends running surveys early, under a status of one's own. */
	stop(status: string, ...surveyIds: string[]): Promise<void>;
}

/** A sandbox in a process of its own. */
export interface SandboxProcess {
	/** Origin, which is the OAuth issuer too. */
	url: string;
	/** With `/v1`. */
	apiUrl: string;
	control: SandboxControl;
	/** Ends it and waits until it is gone. */
	stop(): Promise<void>;
}

const root = join(__dirname, '..', '..');

/** Milliseconds that a start may take on a busy machine; a `beforeAll` that starts one needs a little more. */
export const startTimeout = 30_000;

function argumentsFor(options: SandboxProcessOptions): string[] {
	const named: Array<[string, string | number | undefined]> = [
		['--port', options.port ?? 0],
		['--seed', options.seed],
		['--speed', options.speed],
		['--rate-limit', options.rateLimit],
		['--rate-window', options.rateWindow],
		['--access-token-ttl', options.accessTokenTtl],
	];
	const values = named.flatMap(([name, value]) =>
		value === undefined ? [] : [name, String(value)],
	);
	return [...values, '--json', '--with-stdin', ...(options.demo ? [] : ['--no-demo'])];
}

/** The first line that is JSON and says that it is ready; rejects with what was said when it ends before. */
function readyLine(child: ChildProcess): Promise<{ url: string; apiUrl: string }> {
	return new Promise((resolve, reject) => {
		let said = '';
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			reject(
				new Error(`The sandbox was not ready after ${startTimeout / 1000} s. It said: ${said}`),
			);
		}, startTimeout);
		child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.once('exit', (code) => {
			clearTimeout(timer);
			reject(new Error(`The sandbox ended with ${code} before it was ready. It said: ${said}`));
		});
		createInterface({ input: child.stdout! }).on('line', (line) => {
			if (!line.startsWith('{"ready":true')) return;
			clearTimeout(timer);
			resolve(JSON.parse(line) as { url: string; apiUrl: string });
		});
	});
}

function createControl(url: string): SandboxControl {
	async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${url}/_sandbox${path}`, {
			method,
			...(body !== undefined && {
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			}),
		});
		const answer = (await response.json()) as T & { message?: string };
		if (!response.ok) throw new Error(`The sandbox refused ${method} ${path}: ${answer.message}`);
		return answer;
	}
	const change = (wanted: StateChange) => call<StateReport>('POST', '/state', wanted);
	return {
		change,
		async requests(operationId) {
			const query = operationId === undefined ? '' : `?operationId=${operationId}`;
			return (await call<RequestsReport>('GET', `/requests${query}`)).requests;
		},
		counters: async () => (await call<RequestsReport>('GET', '/requests')).counters,
		clearRequests: async () => void (await call('DELETE', '/requests')),
		fault: async (...faults) => void (await call('POST', '/faults', faults)),
		clearFaults: async () => void (await call('DELETE', '/faults')),
		state: () => call<StateReport>('GET', '/state'),
		reset: async (seed, demo = false) =>
			void (await change({ reset: { ...(seed !== undefined && { seed }), demo } })),
		advance: async (advanceMs) => void (await change({ clock: { advanceMs } })),
		freeze: async (freeze = true) => void (await change({ clock: { freeze } })),
		settings: async (settings) => void (await change({ settings })),
		addSurveys: async (...surveys) => (await change({ surveys })).made,
		finish: async (...finish) => void (await change({ finish })),
		stop: async (status, ...surveys) => void (await change({ stop: { surveys, status } })),
	};
}

/** Starts a sandbox in a process of its own and waits until it answers. */
export async function startSandboxProcess(
	options: SandboxProcessOptions = {},
): Promise<SandboxProcess> {
	const main = join(root, 'sandbox', 'main.mts');
	const child = spawn(process.execPath, ['--import', 'tsx', main, ...argumentsFor(options)], {
		cwd: root,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const { url, apiUrl } = await readyLine(child);
	return {
		url,
		apiUrl,
		control: createControl(url),
		async stop() {
			child.kill('SIGTERM');
			await exited;
		},
	};
}
