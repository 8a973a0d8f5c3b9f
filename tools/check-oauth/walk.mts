import * as client from 'openid-client';
import { connect } from './connect.mts';
import type { Connection } from './connect.mts';
import { discover } from './discovery.mts';
import { said, sendingBy } from './library.mts';
import type { Sending } from './library.mts';
import { fail, Secrets } from './report.mts';
import type { Outcome, Step } from './report.mts';
import { callApi, readUserinfo, renew, reuse, revoke } from './steps.mts';

/** Milliseconds for tidying up after a walk that was broken off. */
const TIDY_UP = 5_000;

/** How to walk. */
export interface WalkOptions {
	/** Origin of the sign-in server, without a slash at the end. */
	issuer: string;
	/** Base address of the API, with `/v1`. */
	apiUrl: string;
	/** Ends the walk; what was connected is revoked first. */
	signal: AbortSignal;
	/** Milliseconds for the person at the browser; n8n allows five minutes. */
	signInTime: number;
	/** Whether an old refresh token may be sent again, which may end the connection. */
	destructive: boolean;
	/** Brings the address to the person; resolves when it was shown, rejects when it leads nowhere. */
	visit(address: URL): Promise<void>;
	/** Called with each step as it ends. */
	onStep?(step: Step): void | Promise<void>;
	/** Stands in for `fetch` in tests. */
	request?: typeof fetch;
}

/** What the steps of a walk share. */
export interface Walk extends Pick<
	WalkOptions,
	'issuer' | 'apiUrl' | 'signal' | 'signInTime' | 'destructive' | 'visit'
> {
	readonly secrets: Secrets;
	/** How the library sends. */
	readonly sending: Sending;
	/** For what the library has no request for. */
	fetch(address: string, init?: RequestInit): Promise<Response>;
	note(id: string, title: string, outcome: Outcome): void;
	/** Notes what came of some work; a request that fails is `trouble`, a failure of the step when left out. */
	step<T>(
		id: string,
		title: string,
		work: () => Promise<T>,
		outcome: (value: T) => Outcome,
		meaning: string | ((seen: string) => string),
		trouble?: typeof fail,
	): Promise<T | undefined>;
}

/**
 * Walks the way of an account that is connected in n8n, from discovery to revocation, and notes each
 * step. Ends at the first step that n8n could not pass. Tokens, codes and verifiers appear in no step.
 *
 * @returns the steps, in order
 * @throws the signal's reason when it was broken off
 */
export async function walkSignIn(options: WalkOptions): Promise<Step[]> {
	const { signal, request = fetch } = options;
	const steps: Step[] = [];
	const walk = createWalk(options, steps);
	let connection: Connection | undefined;
	try {
		const server = await discover(walk);
		connection = server && (await connect(walk, server));
		if (!connection) return steps;
		await callApi(walk, connection, 'api', 'The API');
		await readUserinfo(walk, connection);
		const old = connection;
		const renewed = await renew(walk, old);
		if (renewed) {
			connection = renewed;
			await callApi(walk, renewed, 'apiAgain', 'The API with the new token');
		}
		// An old refresh token ends the connection, so only before it can a revocation be seen to work.
		if (walk.destructive) await revoke(walk, connection, 'access');
		if (renewed) await reuse(walk, old, renewed);
		if (!walk.destructive) await revoke(walk, connection, 'refresh');
		signal.throwIfAborted();
		return steps;
	} finally {
		if (connection) await tidyUp(connection, request);
		await walk.listened();
	}
}

function createWalk(options: WalkOptions, steps: Step[]): Walk & { listened(): Promise<void> } {
	const { signal, onStep, request = fetch } = options;
	const secrets = new Secrets();
	const waiting: Array<void | Promise<void>> = [];
	const listened = async () => void (await Promise.all(waiting.splice(0)));
	const send: typeof fetch = async (address, init) => {
		// Whoever listens to the steps may change the server before the next request.
		await listened();
		signal.throwIfAborted();
		return await request(address, init);
	};
	const note: Walk['note'] = (id, title, { status, detail, meaning }) => {
		const shown = meaning === undefined ? {} : { meaning: secrets.hide(meaning) };
		const step: Step = { id, title, status, detail: secrets.hide(detail), ...shown };
		steps.push(step);
		waiting.push(onStep?.(step));
	};
	return {
		...options,
		secrets,
		listened,
		note,
		sending: sendingBy(signal, send as client.CustomFetch),
		fetch: async (address, init) => {
			const signals = AbortSignal.any([signal, AbortSignal.timeout(30_000)]);
			return await send(address, { ...init, signal: signals });
		},
		async step(id, title, work, outcome, meaning, trouble = fail) {
			try {
				const value = await work();
				note(id, title, outcome(value));
				return value;
			} catch (error) {
				signal.throwIfAborted();
				const seen = said(error);
				note(id, title, trouble(seen, typeof meaning === 'string' ? meaning : meaning(seen)));
				return undefined;
			}
		},
	};
}

/** Revokes what a walk has left and deletes its registration, where the server allows it (RFC 7009, RFC 7592). */
async function tidyUp({ config, app, tokens }: Connection, request: typeof fetch): Promise<void> {
	const late = AbortSignal.timeout(TIDY_UP);
	// The walk's own result stands whether or not this works.
	const attempt = (work: Promise<unknown>) => work.catch(() => undefined);
	config[client.customFetch] = sendingBy(late, request as client.CustomFetch)[client.customFetch];
	if (config.serverMetadata().revocation_endpoint !== undefined) {
		await attempt(client.tokenRevocation(config, tokens.refresh_token ?? tokens.access_token));
	}
	const { registration_client_uri: address, registration_access_token: access } = app;
	if (typeof address !== 'string' || typeof access !== 'string') return;
	const headers = { Authorization: `Bearer ${access}` };
	await attempt(request(address, { method: 'DELETE', headers, signal: late, redirect: 'manual' }));
}
