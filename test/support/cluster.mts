import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sandboxOverwrites, startN8n } from '../../sandbox/n8n/instance.mts';
import type { N8nInstance, N8nOptions } from '../../sandbox/n8n/instance.mts';
import { N8nRest } from '../../sandbox/n8n/rest.mts';
import { databaseUser, startPostgres, startRedis } from './clusterServices.mts';
import type { ClusterService } from './clusterServices.mts';
import { signInControl, until } from './e2e.mts';
import type { SignInControl } from './e2e.mts';
import { owner, testHost, testTarball } from './n8n.mts';
import { startSandboxProcess } from './sandbox.mts';
import type { SandboxProcess } from './sandbox.mts';

/** One n8n of the cluster. */
export interface ClusterMember {
	/** Everything that it has printed since its last start. */
	log(): string;
	/** Ends it by force, as a power cut would. */
	kill(): Promise<void>;
	/** Starts it again on the same port with the same folder. */
	start(): Promise<void>;
}

/** A worker of the cluster. */
export interface ClusterWorker extends ClusterMember {
	/** Whether it has taken that execution from the queue since its last start. */
	hasStarted(executionId: string): boolean;
}

/** n8n in queue mode as it is run in earnest: a main, two workers, PostgreSQL and Redis. */
export interface Cluster {
	sandbox: SandboxProcess;
	signIn: SignInControl;
	/** The main, signed in as the owner. */
	rest: N8nRest;
	main: ClusterMember;
	workers: [ClusterWorker, ClusterWorker];
	redis: ClusterService;
	postgres: ClusterService;
	/** Waits until main and workers say that they reach their database, and the workers Redis too. */
	ready(): Promise<void>;
	/** Ends all of it and removes its data. */
	stop(): Promise<void>;
}

/** Whether Bull's lock on a job was lost is looked at this often; milliseconds, as all of these. */
const stalledInterval = 3_000;

/**
 * How long a worker holds a job without a sign of life: a minute in earnest. Longer than Redis is away
 * in a test, or what goes on meanwhile would be taken for dead.
 */
const lockDuration = 20_000;

/** What main and workers of one cluster have in common. */
function sharedEnvironment(
	redis: ClusterService,
	postgres: ClusterService,
): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomUUID(),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: databaseUser,
		DB_POSTGRESDB_DATABASE: 'postgres',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_WORKER_LOCK_DURATION: String(lockDuration),
		QUEUE_WORKER_LOCK_RENEW_TIME: String(lockDuration / 5),
		QUEUE_WORKER_STALLED_INTERVAL: String(stalledInterval),
		// What the editor's button runs goes to the workers like everything else.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	};
}

interface ClusterProcess {
	current(): N8nInstance;
	kill(): Promise<void>;
	start(): Promise<void>;
	/** Ends it and removes its folder. */
	stop(): Promise<void>;
}

async function startProcess(options: Omit<N8nOptions, 'dir'>): Promise<ClusterProcess> {
	const dir = await mkdtemp(path.join(tmpdir(), 'pickfu-cluster-'));
	const remove = () => rm(dir, { recursive: true, force: true, maxRetries: 3 });
	let instance: N8nInstance;
	try {
		instance = await startN8n({ ...options, dir });
	} catch (error) {
		await remove();
		throw error;
	}
	return {
		current: () => instance,
		kill: () => instance.kill(),
		async start() {
			instance = await startN8n({ ...options, dir, port: instance.port });
		},
		async stop() {
			await instance.stop();
			await remove();
		},
	};
}

/**
 * Starts a sandbox, PostgreSQL, Redis, a main and two workers with the packed package on each, all at
 * once. Takes about 40 s: start one in `beforeAll` with a bound of `startBound`.
 *
 * @throws Error in one sentence when PostgreSQL or Redis is not installed; nothing is left then
 */
export async function startCluster(): Promise<Cluster> {
	const services: Array<{ stop(): Promise<void> }> = [];
	const processes: ClusterProcess[] = [];
	const stop = async () => {
		// First what is connected, then what it is connected to.
		await all(...processes.map((one) => one.stop()));
		await all(...services.map((one) => one.stop()));
	};
	/** Notes what was started, so that it is ended also when something else does not start. */
	const noted = <L, T extends L>(list: L[], starting: Promise<T>): Promise<T> =>
		starting.then((one) => {
			list.push(one);
			return one;
		});
	// A release is tried with the very file that is to be published.
	const release = process.env.PICKFU_TARBALL;
	try {
		const [host, tarball, sandbox, postgres, redis] = await all(
			testHost(),
			release === undefined ? testTarball() : Promise.resolve(path.resolve(release)),
			noted(services, startSandboxProcess({ seed: 'queue' })),
			noted(services, startPostgres()),
			noted(services, startRedis()),
		);
		const env = sharedEnvironment(redis, postgres);
		const options = { host, tarball, env, overwrites: sandboxOverwrites(sandbox.url) };
		const [main, first, second] = await all(
			noted(processes, startProcess(options)),
			noted(processes, startProcess({ ...options, role: 'worker' })),
			noted(processes, startProcess({ ...options, role: 'worker' })),
		);
		const rest = new N8nRest(main.current().url);
		await rest.setUpOwner(owner);
		return {
			sandbox,
			signIn: signInControl(sandbox.url),
			rest,
			main: asMember(main),
			workers: [asWorker(first), asWorker(second)],
			redis,
			postgres,
			ready: async () => void (await all(...processes.map(({ current }) => isUp(current().url)))),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function isUp(url: string): Promise<void> {
	const ask = async () => (await fetch(`${url}/healthz/readiness`)).status === 200;
	await until(`${url} being ready`, () => ask().catch(() => false), 60_000);
}

function asMember({ current, kill, start }: ClusterProcess): ClusterMember {
	return { log: () => current().log(), kill, start };
}

function asWorker(process: ClusterProcess): ClusterWorker {
	const { log, ...rest } = asMember(process);
	return { ...rest, log, hasStarted: (id) => log().includes(`Worker started execution ${id} `) };
}

/** As Promise.all, but waits for all of them also when one fails, so that each can be ended. */
async function all<T extends unknown[]>(...parts: { [K in keyof T]: Promise<T[K]> }): Promise<T> {
	const ended = await Promise.allSettled(parts);
	const failed = ended.find((one) => one.status === 'rejected');
	if (failed) throw failed.reason;
	return ended.map((one) => (one as PromiseFulfilledResult<unknown>).value) as T;
}
