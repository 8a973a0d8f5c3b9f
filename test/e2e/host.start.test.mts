import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../sandbox/n8n/ports.mts';
import { N8nRest } from '../../sandbox/n8n/rest.mts';
import { Visitor } from '../../sandbox/signin/visitor.mts';
import { example, EXAMPLES } from '../support/examples.mts';
import { root, startBound, testHost } from '../support/n8n.mts';

/** `npm start` as somebody at a terminal has it. */
interface Start {
	child: ChildProcess;
	/** All that was printed. */
	screen(): string;
	/** Resolves when it says how to end it; rejects when it ends before. */
	ready: Promise<void>;
	ended: Promise<number | null>;
}

let data: string;
let ports: string[];
let running: Start | undefined;

beforeAll(async () => {
	await testHost();
	data = await mkdtemp(path.join(tmpdir(), 'pickfu-start-'));
	ports = ['--port', String(await freePort()), '--sandbox-port', String(await freePort())];
}, startBound);

afterAll(async () => {
	running?.child.kill('SIGINT');
	await running?.ended;
	await rm(data, { recursive: true, force: true, maxRetries: 3 });
}, startBound);

function start(args: string[] = ports): Start {
	const script = path.join(root, 'sandbox', 'start.mjs');
	const child = spawn(process.execPath, [script, '--data', data, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let screen = '';
	const ended = new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	const ready = new Promise<void>((resolve, reject) => {
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				screen += text;
				if (screen.includes('Ctrl-C ends everything.')) resolve();
			});
		}
		void ended.then((code) => reject(new Error(`It ended with ${code}:\n${screen}`)));
	});
	ready.catch(() => {});
	running = { child, screen: () => screen, ready, ended };
	return running;
}

/** All processes that run, with their parents. Source: proc(5), /proc/<pid>/stat. */
async function parents(): Promise<Map<number, number>> {
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const entries = await Promise.all(
		pids.map(async (pid) => {
			const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
			// The program's name may hold spaces and brackets; the fields go on after the last one.
			const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			return { pid: Number(pid), parent: Number(parent), state };
		}),
	);
	// A process that has ended stays listed as Z until its parent asks how.
	const alive = entries.filter(({ state }) => state !== undefined && !'ZX'.includes(state));
	return new Map(alive.map(({ pid, parent }) => [pid, parent]));
}

/** The processes that a process has started, with theirs. */
async function descendants(of: number): Promise<number[]> {
	const all = await parents();
	const children = (parent: number): number[] =>
		[...all].filter(([, above]) => above === parent).flatMap(([pid]) => [pid, ...children(pid)]);
	return children(of);
}

/** Those that are still there after a moment: a process ends a little later than its output does. */
async function survivors(pids: number[]): Promise<number[]> {
	for (const deadline = Date.now() + 3_000; ; await sleep(50)) {
		const all = await parents();
		const left = pids.filter((pid) => all.has(pid));
		if (left.length === 0 || Date.now() > deadline) return left;
	}
}

/** What the screen tells a newcomer. */
function read(screen: string) {
	const find = (pattern: RegExp) => pattern.exec(screen)?.[1] ?? '';
	return {
		url: find(/n8n is running: +(\S+)/),
		email: find(/e-mail +(\S+)/),
		password: find(/password +(\S+)/),
		credentialId: find(/home\/credentials\/(\w+)/),
		workflowId: find(/workflow\/(\w+)/),
		sandbox: find(/sandbox at (http:\S+):/),
		button: find(/click ([\w ]+),/),
	};
}

async function signIn(told: ReturnType<typeof read>): Promise<N8nRest> {
	const rest = new N8nRest(told.url);
	await rest.login(told.email, told.password);
	return rest;
}

async function interrupt({ child, ended }: Start): Promise<void> {
	const started = await descendants(child.pid!);
	// n8n's keeper, n8n and its task runner at the least: otherwise nothing is proven.
	expect(started.length).toBeGreaterThanOrEqual(3);
	child.kill('SIGINT');
	expect(await ended).toBe(0);
	expect(await survivors(started)).toEqual([]);
}

test(
	'npm start leads to the first result: sign in, connect, run, winner; a second start finds it all again',
	async () => {
		const first = start();
		await first.ready;
		const told = read(first.screen());
		expect(told.button).toBe('Connect');
		const rest = await signIn(told);

		const credential = await rest.getCredential(told.credentialId);
		expect(credential).toMatchObject({ name: 'PickFu account', type: 'pickFuOAuth2Api', data: {} });
		const visitor = new Visitor(told.sandbox);
		const callback = await visitor.authorize(await rest.connectUrl(credential.id), {
			account: 'member-priya',
		});
		expect((await rest.finishConnect(String(callback))).status).toBe(200);

		const execution = await rest.waitForExecution(await rest.runWorkflow(told.workflowId, 'Start'));
		expect(execution.error).toBeUndefined();
		const output = (node: string) => execution.runData[node]?.[0]?.data?.main?.[0] ?? [];
		expect(output('Run survey')[0]?.json).toMatchObject({ name: 'Mug names', respondentsPaid: 50 });
		const { winner, interval } = output('The winner')[0]?.json ?? {};
		expect(['Morning Mug', 'First Light']).toContain(winner);
		expect(interval).toMatch(/^\d+% to \d+%$/);
		await interrupt(first);

		const second = start();
		await second.ready;
		const retold = read(second.screen());
		expect(retold).toEqual({ ...told, button: 'Switch account' });
		const again = await signIn(retold);
		const workflows = await again.listWorkflows();
		expect(workflows.map(({ id }) => id)).toContain(told.workflowId);
		expect(workflows.map(({ name }) => name).sort()).toEqual(
			EXAMPLES.map((name) => example(name).name).sort(),
		);
		// None may spend or poll before its user has looked at it.
		expect(workflows.filter(({ active }) => active)).toEqual([]);
		expect((await again.listCredentials()).map(({ id }) => id)).toEqual([told.credentialId]);
		await interrupt(second);
	},
	2 * startBound,
);

test.each([
	['--port', 'n8n'],
	['--sandbox-port', 'the sandbox'],
])('a port that is taken is one line: %s', async (flag, what) => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		const { port } = server.address() as AddressInfo;
		const attempt = start([...ports, flag, String(port)]);
		expect(await attempt.ended).toBe(1);
		expect(attempt.screen()).toBe(
			`Port ${port}, for ${what}, is taken. Stop what uses it, or choose another with ${flag}.\n`,
		);
	} finally {
		server.close();
	}
});
