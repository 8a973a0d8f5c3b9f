import * as client from 'openid-client';
import { Connection } from './connection.mts';
import { discover } from './discovery.mts';
import { Secrets, words } from './report.mts';
import type { Outcome, Step } from './report.mts';

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
	onStep?(step: Step): void | Promise<void>;
	/** Stands in for `fetch` in tests. */
	request?: typeof fetch;
}

/** What the steps of a walk share. */
export class Walk {
	readonly steps: Step[] = [];
	readonly secrets = new Secrets();
	/** Ends every request. */
	signal: AbortSignal;

	constructor(readonly options: WalkOptions) {
		this.signal = options.signal;
	}

	/** How the library sends: to this machine by http as well; discovery follows redirects, as n8n does. */
	readonly sending = {
		execute: [client.allowInsecureRequests],
		[client.customFetch]: async (address: string, options: client.CustomFetchOptions) => {
			const isDiscovery = new URL(address).pathname.startsWith('/.well-known/');
			const redirect = isDiscovery ? 'follow' : options.redirect;
			return await this.fetch(address, { ...options, redirect } as RequestInit);
		},
	};

	/** A request that ends when the walk does. */
	async fetch(address: string, init: RequestInit = {}): Promise<Response> {
		this.signal.throwIfAborted();
		const { request = fetch } = this.options;
		const bound = init.signal ?? AbortSignal.timeout(30_000);
		return await request(address, { ...init, signal: AbortSignal.any([this.signal, bound]) });
	}

	/** Keeps a step without secrets, and waits for whoever listens, who may change the server. */
	async note(id: string, [status, detail, meaning]: Outcome): Promise<void> {
		const step: Step = { id, status, detail: this.secrets.hide(detail) };
		if (meaning !== undefined) step.meaning = this.secrets.hide(meaning);
		this.steps.push(step);
		await this.options.onStep?.(step);
	}

	/**
	 * Notes what came of some work: `status` if it throws, `meaning` if it has none of its own.
	 *
	 * @returns whether n8n could go on from here
	 */
	async step(
		id: string,
		[status, meaning]: ['fail' | 'warn', string | (() => string)],
		work: () => Promise<Outcome>,
	): Promise<boolean> {
		const outcome = await work().catch((error): Outcome => {
			this.signal.throwIfAborted();
			return [status, words(error)];
		});
		const isWell = outcome[0] === 'ok' || outcome[0] === 'skip';
		if (!isWell) outcome[2] ??= typeof meaning === 'string' ? meaning : meaning();
		await this.note(id, outcome);
		return outcome[0] !== 'fail';
	}
}

/**
 * Walks the way of an account that is connected in n8n, from discovery to revocation, up to the first step
 * that n8n could not pass. Tokens, codes and verifiers appear in no step.
 *
 * @throws the signal's reason when it was broken off
 */
export async function walkSignIn(options: WalkOptions): Promise<Step[]> {
	const walk = new Walk(options);
	const metadata = await discover(walk);
	if (!metadata) return walk.steps;
	const connection = new Connection(walk, metadata);
	try {
		if (!(await connection.connect())) return walk.steps;
		await connection.callApi('api');
		await connection.readUserinfo();
		const old = connection.refreshToken;
		const isRenewed = await connection.renew();
		if (isRenewed) await connection.callApi('apiAgain');
		// An old refresh token ends the connection, so only before it can a revocation be seen to work.
		if (options.destructive) await connection.revoke('access token');
		if (isRenewed) await connection.reuse(old!);
		if (!options.destructive) await connection.revoke('refresh token');
		options.signal.throwIfAborted();
		return walk.steps;
	} finally {
		await connection.tidyUp();
	}
}
