import { Visitor } from '../../sandbox/signin/visitor.mts';
import type { Step } from '../../tools/check-oauth/report.mts';
import { walkSignIn } from '../../tools/check-oauth/walk.mts';
import type { WalkOptions } from '../../tools/check-oauth/walk.mts';
import { startSandboxProcess, startTimeout, type SandboxProcess } from '../support/sandbox.mts';

/** There from the first test on. */
export let sandbox: SandboxProcess;

/** Starts a sandbox for the tests of a file; each finds it as it was at the start. */
export function inSandbox(): void {
	// bounds a hang on a busy machine
	jest.setTimeout(30_000);
	beforeAll(async () => {
		sandbox = await startSandboxProcess();
	}, startTimeout + 5_000);
	beforeEach(async () => {
		await sandbox.control.reset();
		await flip({ revocation: true });
	});
	afterEach(async () => {
		await control('POST', '/reset');
		await control('POST', '/revoke-grants');
	});
	afterAll(() => sandbox.stop());
}

/** What the sandbox is asked about its sign-in, and told to do. */
export async function control(method: string, path: string, body?: unknown): Promise<any> {
	const response = await fetch(`${sandbox.url}/_sandbox/signin${path}`, {
		method,
		headers: { 'Content-Type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	expect(response.ok).toBe(true);
	return response.json();
}

/** Makes its sign-in behave otherwise. */
export const flip = (switches: object) => control('PATCH', '/switches', switches);

/** Follows the sign-in as a browser would, by the pages of the sandbox. */
export async function visit(address: URL, answer: 'allow' | 'cancel' = 'allow'): Promise<void> {
	const visitor = new Visitor(address.origin);
	const back = await visitor.authorize(address, { account: 'member-ada', answer });
	await (await fetch(back)).text();
}

/** The steps of a walk through the sign-in of the sandbox. */
export function walk(options: Partial<WalkOptions> = {}): Promise<Step[]> {
	return walkSignIn({
		issuer: sandbox.url,
		apiUrl: sandbox.apiUrl,
		signal: new AbortController().signal,
		signInTime: 20_000,
		destructive: true,
		visit: (address) => visit(address),
		...options,
	});
}

/** A server like the sandbox whose answers are changed on the way. */
export function altered(change: (path: string, body: any) => any): typeof fetch {
	return async (input, init) => {
		const response = await fetch(input, init);
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		const body = isJson
			? JSON.stringify(change(new URL(String(input)).pathname, JSON.parse(text)))
			: text;
		const { status, headers } = response;
		return new Response(body === '' ? null : body, { status, headers });
	};
}

/** The step with an ID. */
export const byId = (steps: Step[], id: string) => steps.find((step) => step.id === id);
/** The steps that are not ok. */
export const troubles = (steps: Step[]) =>
	steps.filter(({ status }) => status !== 'ok').map(({ id, status }) => `${id} ${status}`);
