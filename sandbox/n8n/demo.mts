import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startSandbox } from '../server.mts';
import { ensureHost } from './install.mjs';
import { N8nStartError, sandboxOverwrites, startN8n } from './instance.mts';
import { ensureTarball } from './pack.mjs';
import { cacheFolder, repository } from './paths.mjs';
import { isPortFree } from './ports.mts';
import { createProgress } from './progress.mjs';
import { N8nRest } from './rest.mts';
import type { N8nCredential, N8nWorkflow, WorkflowSource } from './restTypes.mts';
import { N8nRestError, type N8nUser } from './session.mts';

/** What `npm start` can be told. */
export interface DemoOptions {
	/** Of n8n. */
	port: number;
	/** Of the sandbox. */
	sandboxPort: number;
	/** Whether to forget what earlier starts kept. */
	fresh: boolean;
	/** Where n8n keeps its database; a folder of the cache when left out. */
	data?: string;
	/** Ctrl-C. */
	signal: AbortSignal;
}

/** The owner of the demo n8n. It listens on this machine only and holds nothing of value. */
const owner: N8nUser = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'User',
	password: 'Sandbox-2026',
};

/** Fifty people answer within the example's twenty seconds: their usual hour takes twelve. */
const speed = 300;

/** What earlier starts have put into the data folder. */
interface Kept {
	credentialId?: string;
	/** Of `first`, from starts before there were other examples. */
	workflowId?: string;
	/** Ids by the name of the example. */
	workflows?: Record<string, string>;
}

/** What a newcomer is told to open. */
interface Ready {
	credential: N8nCredential;
	/** Whether it was connected in an earlier start, to a sandbox that is gone. */
	wasConnected: boolean;
	workflowId: string;
	workflowName: string;
	/** Names of the other examples. */
	others: string[];
}

/** The example that a newcomer runs. */
const first = 'first-survey';

async function checkPorts({ port, sandboxPort }: DemoOptions): Promise<void> {
	for (const [number, flag, what] of [
		[port, '--port', 'n8n'],
		[sandboxPort, '--sandbox-port', 'the sandbox'],
	] as const) {
		if (await isPortFree(number)) continue;
		throw new N8nStartError(
			`Port ${number}, for ${what}, is taken. Stop what uses it, or choose another with ${flag}.`,
		);
	}
}

/** Undefined instead of an answer that says that the thing is not there any more. */
async function orGone<T>(asked: Promise<T>): Promise<T | undefined> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof N8nRestError && (error.status === 404 || error.status === 403))
			return undefined;
		throw error;
	}
}

async function signIn(rest: N8nRest): Promise<void> {
	if (await rest.needsOwner()) {
		await rest.setUpOwner(owner);
		return;
	}
	await rest.login(owner.email, owner.password).catch(() => {
		throw new N8nStartError(
			`${owner.email} cannot sign in with the demo password any more. Begin again with: npm start -- --fresh`,
		);
	});
}

/** Puts all examples in place, switched off; {@link first} comes last, so that it stands on top of n8n's list. */
async function importExamples(rest: N8nRest, kept: Kept, credential: N8nCredential) {
	const folder = path.join(repository, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
	const names = [
		...files
			.map((file) => file.slice(0, -'.json'.length))
			.filter((name) => name !== first)
			.sort()
			.reverse(),
		first,
	];
	const known: Record<string, string | undefined> = {
		...(kept.workflowId !== undefined && { [first]: kept.workflowId }),
		...kept.workflows,
	};
	const workflows = new Map<string, Pick<N8nWorkflow, 'id' | 'name'>>();
	for (const name of names) {
		const id = known[name];
		const source = JSON.parse(
			await readFile(path.join(folder, `${name}.json`), 'utf8'),
		) as WorkflowSource;
		const found = id === undefined ? undefined : await orGone(rest.getWorkflow(id));
		workflows.set(name, found ?? (await rest.createWorkflow(source, [credential])));
	}
	return workflows;
}

/** Puts owner, credential and workflows in place; what is there from an earlier start stays as it is. */
async function prepare(rest: N8nRest, data: string): Promise<Ready> {
	await signIn(rest);
	const file = path.join(data, 'demo.json');
	const kept = await readFile(file, 'utf8').then(
		(text) => JSON.parse(text) as Kept,
		(): Kept => ({}),
	);

	const found = kept.credentialId && (await orGone(rest.getCredential(kept.credentialId)));
	const credential = found || (await rest.createCredential('PickFu account', 'pickFuOAuth2Api'));
	const wasConnected = Boolean(found && found.data?.oauthTokenData);

	const examples = await importExamples(rest, kept, credential);
	const workflows = Object.fromEntries([...examples].map(([name, { id }]) => [name, id]));
	await writeFile(file, JSON.stringify({ credentialId: credential.id, workflows } satisfies Kept));
	const { id: workflowId, name: workflowName } = examples.get(first)!;
	examples.delete(first);
	const others = [...examples.values()].map(({ name }) => name).reverse();
	return { credential, wasConnected, workflowId, workflowName, others };
}

function instructions(url: string, sandboxUrl: string, ready: Ready): string {
	const { credential, wasConnected, workflowId, workflowName, others } = ready;
	const button = wasConnected ? 'Switch account' : 'Connect';
	return `
n8n is running:  ${url}
    e-mail       ${owner.email}
    password     ${owner.password}

1. Connect: open ${url}/home/credentials/${credential.id}
   ("${credential.name}"), click ${button}, choose a person and allow access.${
			wasConnected
				? '\n   The sandbox forgets its sign-ins when it ends, so this is needed once after each start.'
				: ''
		}
2. Run: open ${url}/workflow/${workflowId} ("${workflowName}") and click "Execute workflow".
3. After half a minute, double-click "The winner" and read what people prefer.
4. Go on: ${url}/home/workflows has ${others.join(', ')}.
   All are switched off; docs/examples.md explains them.

PickFu is played by a sandbox at ${sandboxUrl}: nobody is asked and nothing is charged.
Ctrl-C ends everything.`;
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', () => resolve(), { once: true });
	});
}

/**
 * `npm start`: a sandbox PickFu and a real n8n with the package in it, until Ctrl-C.
 *
 * @throws an error with `exitCode` and one line for the person: taken port, missing network, too
 *   little disk, a package that does not build, interrupted
 */
export async function runDemo(options: DemoOptions): Promise<void> {
	const { port, sandboxPort, fresh, signal } = options;
	// Two starts on different ports must not share a database.
	const data = path.resolve(options.data ?? path.join(cacheFolder(), `demo-${port}`));
	await checkPorts(options);
	const host = await ensureHost({ signal });
	const tarball = await ensureTarball({ signal });
	if (fresh) await rm(data, { recursive: true, force: true });
	await mkdir(data, { recursive: true });

	const sandbox = await startSandbox({ port: sandboxPort, speed });
	try {
		const overwrites = sandboxOverwrites(sandbox.url);
		const n8n = await createProgress(0).step('Starting n8n', () =>
			startN8n({ host, dir: data, port, tarball, overwrites, signal }),
		);
		try {
			const ready = await prepare(new N8nRest(n8n.url), data);
			console.log(instructions(n8n.url, sandbox.url, ready));
			const ended = await Promise.race([
				n8n.exited.then(() => true),
				aborted(signal).then(() => false),
			]);
			if (ended)
				throw new N8nStartError(`n8n ended by itself. Its last words:\n${n8n.log().slice(-800)}`);
			console.log('\nEnding n8n and the sandbox …');
		} finally {
			await n8n.stop();
		}
	} finally {
		await sandbox.stop();
	}
}
