/**
 * Time of the node beside what people would use in its place, in one run on a real n8n:
 * the HTTP Request node with its pagination and Split Out, a bare client one request after the other,
 * and a bare client with five in flight. The server is the same for all and takes 120 ms for each
 * answer. Prints the tables of docs/performance.md.
 *
 * Run: npm run bench [-- rounds]      (3 rounds when left out; about eight minutes)
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sandboxOverwrites, startN8n } from '../../sandbox/n8n/instance.mts';
import { ensureHost } from '../../sandbox/n8n/install.mjs';
import { ensureTarball } from '../../sandbox/n8n/pack.mjs';
import { N8nRest } from '../../sandbox/n8n/rest.mts';
import type { WorkflowNode } from '../../sandbox/n8n/restTypes.mts';
import { allPages, byId } from './speed/clients.mts';
import { chain, httpRequest, ids, PAGINATION, pickFu, splitOut } from './speed/workflows.mts';

const rounds = Number(process.argv[2] ?? 3);
const median = (values: number[]) =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function startServer(): Promise<{ url: string; stop(): void }> {
	const file = path.join(import.meta.dirname, 'speed', 'server.mts');
	const child = spawn(process.execPath, ['--import', 'tsx', file], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	return new Promise((resolve) =>
		child.stdout.once('data', (line: Buffer) =>
			resolve({ url: line.toString().trim(), stop: () => void child.stdin.end() }),
		),
	);
}

const [host, tarball, server] = await Promise.all([ensureHost(), ensureTarball(), startServer()]);
const dir = mkdtempSync(path.join(tmpdir(), 'pickfu-bench-'));
const n8n = await startN8n({ host, tarball, dir, overwrites: sandboxOverwrites(server.url) });
const rest = new N8nRest(n8n.url);
const api = `${server.url}/v1`;

/** n8n's own process; the one started is its keeper. */
const hostPid = readFileSync(`/proc/${n8n.pid}/task/${n8n.pid}/children`, 'utf8').split(' ')[0]!;

/** The most memory that n8n has held since the last call, MB (proc(5): VmHWM, which writing 5 to clear_refs resets). */
function peakMemory(): number {
	const [, kB] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${hostPid}/status`, 'utf8')) ?? [];
	writeFileSync(`/proc/${hostPid}/clear_refs`, '5');
	return Math.round(Number(kB) / 1024);
}

/** Runs a workflow and adds up the time of the nodes that are measured; checks how many items came. */
async function inN8n(measured: string[], nodes: WorkflowNode[], items: number): Promise<number> {
	// A credential of its own for each run: PickFu's limit of 100 requests a minute is kept for each.
	const own = await rest.createCredential('Bench', 'pickFuApi', { apiKey: 'bench-key' });
	const { id } = await rest.createWorkflow(chain('Bench', nodes), [own]);
	const { runData } = await rest.waitForExecution(await rest.runWorkflow(id, 'Start'), 300_000);
	await rest.deleteWorkflow(id);
	const last = runData[nodes.at(-1)!.name]?.[0];
	const found = last?.data?.main?.[0]?.length;
	if (found !== items) {
		throw new Error(`${measured.join(', ')} gave ${found} items: ${last?.error?.message}`);
	}
	return measured.reduce((sum, name) => sum + Number(runData[name]![0]!.executionTime), 0);
}

async function timed(work: () => Promise<unknown[]>, items: number): Promise<number> {
	const start = performance.now();
	const { length } = await work();
	if (length !== items) throw new Error(`A bare client read ${length} of ${items}`);
	return performance.now() - start;
}

const responses = (size: number) => `${api}/surveys/n${size}/responses`;
const allResponses = (size: number, output: string) =>
	pickFu({
		resource: 'response',
		operation: 'getAll',
		surveyId: `n${size}`,
		returnAll: true,
		output,
	});
const paged = (size: number) => [httpRequest(responses(size), credential, PAGINATION), splitOut()];
const list = (count: number, prefix: string) =>
	Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const getEach = () =>
	pickFu({ resource: 'survey', operation: 'get', surveyId: '={{ $json.id }}', output: 'raw' });
const results = (size: number) =>
	pickFu({ resource: 'survey', operation: 'getResults', surveyId: `n${size}` });

let credential: Awaited<ReturnType<N8nRest['createCredential']>>;

async function measure(): Promise<void> {
	type Way = [name: string, run: () => Promise<number>];
	const listOf = (size: number): Way[] => [
		['PickFu, raw', async () => await inN8n(['PickFu'], [allResponses(size, 'raw')], size)],
		// With the survey they are 101 requests for 10,000 responses, and wait for PickFu's limit.
		...(size > 9_900
			? []
			: [
					[
						'PickFu, simplified',
						async () => await inN8n(['PickFu'], [allResponses(size, 'simplified')], size),
					] as Way,
				]),
		[
			'HTTP Request + Split Out',
			async () => await inN8n(['HTTP Request', 'Split Out'], paged(size), size),
		],
		['bare client, one by one', async () => await timed(() => allPages(responses(size), 1), size)],
		[
			'bare client, five in flight',
			async () => await timed(() => allPages(responses(size), 5), size),
		],
	];
	const surveys = list(90, 's');
	const each = httpRequest(`=${api}/surveys/{{ $json.id }}`, credential, {});
	const jobs: Array<[string, Way[]]> = [
		['4,000 responses', listOf(4_000)],
		['10,000 responses', listOf(10_000)],
		[
			'90 surveys by ID',
			[
				['PickFu, raw', async () => await inN8n(['PickFu'], [...ids(surveys), getEach()], 90)],
				['HTTP Request', async () => await inN8n(['HTTP Request'], [...ids(surveys), each], 90)],
				[
					'bare client, one by one',
					async () => await timed(() => byId(`${api}/surveys`, surveys, 1), 90),
				],
				[
					'bare client, five in flight',
					async () => await timed(() => byId(`${api}/surveys`, surveys, 5), 90),
				],
			],
		],
	];
	console.log(
		"| Job | Way | Median, s | Rounds, s | Beside five in flight | n8n's peak memory, MB |\n|---|---|---|---|---|---|",
	);
	for (const [job, ways] of jobs) {
		const times = ways.map((): number[] => []);
		const peaks = ways.map((): number[] => []);
		for (let round = 0; round < rounds; round += 1) {
			for (const [index, [, run]] of ways.entries()) {
				peakMemory();
				times[index]!.push(await run());
				peaks[index]!.push(peakMemory());
			}
		}
		const five = median(times.at(-1)!);
		for (const [index, [way]] of ways.entries()) {
			const seconds = times[index]!.map((ms) => (ms / 1000).toFixed(2));
			const middle = median(times[index]!);
			const peak = way.startsWith('bare') ? '–' : median(peaks[index]!);
			console.log(
				`| ${job} | ${way} | ${(middle / 1000).toFixed(2)} | ${seconds.join(', ')} | ${(middle / five).toFixed(2)} | ${peak} |`,
			);
		}
	}
	const limited = [...ids(list(300, 'limited')), getEach()];
	const took = await inN8n(['PickFu'], limited, 300);
	console.log(`\n300 reads under 100 a minute: ${(took / 1000).toFixed(0)} s, none failed (once)`);
	const ended = await inN8n(['PickFu'], [results(20_000)], 1);
	console.log(`Results of 20,000 responses, 201 requests: ${(ended / 1000).toFixed(0)} s (once)`);
}

/** CPU time of loading the node, its trigger and the credentials beside n8n-workflow, ms. */
function loading(): void {
	const root = path.join(dir, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-pickfu');
	const { n8n: entry } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
	const files = [...entry.nodes, ...entry.credentials].map((file: string) => path.join(root, file));
	const script = `require('n8n-workflow'); const s = process.cpuUsage(); const files = ${JSON.stringify(files)};
		const made = files.flatMap((file) => Object.values(require(file)));
		for (const one of made) if (typeof one === 'function') new one();
		const u = process.cpuUsage(s); console.log((u.user + u.system) / 1000)`;
	// As n8n itself does for the packages in its user folder.
	const env = { ...process.env, NODE_PATH: path.resolve(host.n8nBin, '../../..') };
	const times = Array.from({ length: 15 }, () =>
		Number(execFileSync(host.node, ['-e', script], { env, cwd: dir })),
	);
	console.log(
		`Loading the package beside n8n-workflow: median ${median(times).toFixed(0)} ms CPU of 15`,
	);
}

try {
	await rest.setUpOwner({
		email: 'bench@example.com',
		firstName: 'Bench',
		lastName: 'Owner',
		password: 'Sandbox-2026',
	});
	credential = await rest.createCredential('Bench', 'pickFuApi', { apiKey: 'bench-key' });
	await measure();
} finally {
	await n8n.stop();
	loading();
	server.stop();
	rmSync(dir, { recursive: true, force: true });
}
