import * as client from 'openid-client';
import { connect } from './connect.mts';
import type { Connection } from './connect.mts';
import { discover } from './discovery.mts';
import { said, sendingBy } from './library.mts';
import type { Sending } from './library.mts';
import { Secrets, TITLES } from './report.mts';
import type { Outcome, Step, StepId } from './report.mts';
import { callApi, readUserinfo, renew, reuse, revoke } from './steps.mts';

/** Milliseconds for tidying up after a walk that was broken off. */
const TIDY_UP = 5_000;

/** Milliseconds for a request that the library does not send. */
const PATIENCE = 30_000;

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
export class Walk {
	readonly steps: Step[] = [];
	readonly secrets = new Secrets();
	/** How the library sends. */
	readonly sending: Sending;
	#listening: void | Promise<void> = undefined;

	constructor(readonly options: WalkOptions) {
		const send = (...[address, init]: Parameters<typeof fetch>) => this.#send(address, init);
		this.sending = sendingBy(options.signal, send as client.CustomFetch);
	}

	/** For what the library has no request for. */
	async fetch(address: string, init?: RequestInit): Promise<Response> {
		const bound = AbortSignal.timeout(PATIENCE);
		const signal = AbortSignal.any([this.options.signal, bound]);
		return await this.#send(address, { ...init, signal });
	}

	note(id: StepId, [status, detail, meaning]: Outcome): void {
		const { secrets } = this;
		const step: Step = { id, title: TITLES[id], status, detail: secrets.hide(detail) };
		if (meaning !== undefined) step.meaning = secrets.hide(meaning);
		this.steps.push(step);
		const before = this.#listening;
		const now = this.options.onStep?.(step);
		this.#listening = Promise.all([before, now]).then(() => undefined);
	}

	/**
	 * Notes what came of some work.
	 *
	 * @param failure what a request that fails is: its status, and its meaning or how to find it
	 * @returns undefined when a request failed
	 */
	async step<T>(
		id: StepId,
		work: () => Promise<T>,
		outcome: (value: T) => Outcome,
		[status, meaning]: ['fail' | 'warn', string | ((seen: string) => string)],
	): Promise<T | undefined> {
		try {
			const value = await work();
			this.note(id, outcome(value));
			return value;
		} catch (error) {
			this.options.signal.throwIfAborted();
			const seen = said(error);
			this.note(id, [status, seen, typeof meaning === 'string' ? meaning : meaning(seen)]);
			return undefined;
		}
	}

	/** Ends when whoever listens to the steps has done with those so far. */
	async listened(): Promise<void> {
		await this.#listening;
	}

	async #send(...[address, init]: Parameters<typeof fetch>): Promise<Response> {
		// Whoever listens to the steps may change the server before the next request.
		await this.listened();
		this.options.signal.throwIfAborted();
		return await (this.options.request ?? fetch)(address, init);
	}
}

/**
 * Walks the way of an account that is connected in n8n, from discovery to revocation, and notes each
 * step. Ends at the first step that n8n could not pass. Tokens, codes and verifiers appear in no step.
 *
 * @returns the steps, in order
 * @throws the signal's reason when it was broken off
 */
export async function walkSignIn(options: WalkOptions): Promise<Step[]> {
	const walk = new Walk(options);
	let connection: Connection | undefined;
	try {
		const server = await discover(walk);
		connection = server && (await connect(walk, server));
		if (!connection) return walk.steps;
		await callApi(walk, connection, 'api');
		await readUserinfo(walk, connection);
		const old = connection;
		const renewed = await renew(walk, old);
		if (renewed) {
			connection = renewed;
			await callApi(walk, renewed, 'apiAgain');
		}
		// An old refresh token ends the connection, so only before it can a revocation be seen to work.
		if (options.destructive) await revoke(walk, connection, 'access token');
		if (renewed) await reuse(walk, old, renewed);
		if (!options.destructive) await revoke(walk, connection, 'refresh token');
		options.signal.throwIfAborted();
		return walk.steps;
	} finally {
		if (connection) await tidyUp(connection, options.request ?? fetch);
		await walk.listened();
	}
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
