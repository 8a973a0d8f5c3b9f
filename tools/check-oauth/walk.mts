import { callApi, readUserinfo, renew, reuse, revoke } from './connected.mts';
import { exchange, signIn } from './connect.mts';
import type { Client, Connection } from './connect.mts';
import { discover } from './discovery.mts';
import type { Server } from './discovery.mts';
import { createSender } from './http.mts';
import type { Answer, Send } from './http.mts';
import { Secrets } from './report.mts';
import type { Outcome, Step } from './report.mts';

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
	/** Told of each step as it ends. */
	onStep?(step: Step): void | Promise<void>;
	/** Stands in for `fetch` in tests. */
	request?: typeof fetch;
}

/** What the steps of a walk share. */
export interface Walk {
	send: Send;
	readonly apiUrl: string;
	readonly signal: AbortSignal;
	readonly signInTime: number;
	readonly destructive: boolean;
	readonly secrets: Secrets;
	visit(address: URL): Promise<void>;
	note(id: string, title: string, outcome: Outcome): Step;
	client?: Client;
	/** Claims of the id_token. */
	claims?: Answer['body'];
	/** Whether there are tokens that nobody has revoked yet. */
	connected: boolean;
}

/**
 * Walks the way of an account that is connected in n8n, from discovery to revocation, and notes each
 * step. Ends at the first step that n8n could not pass. Tokens, codes and verifiers appear in no step.
 *
 * @returns the steps, in order
 * @throws the signal's reason when it was broken off
 */
export async function walkSignIn(options: WalkOptions): Promise<Step[]> {
	const { issuer, apiUrl, signal, signInTime, destructive, visit, request } = options;
	const secrets = new Secrets();
	const steps: Step[] = [];
	const waiting: Array<void | Promise<void>> = [];
	const walk: Walk = {
		send: async (address, sending) => {
			// Whoever listens to the steps may change the server before the next request.
			await Promise.all(waiting.splice(0));
			return send(address, sending);
		},
		apiUrl,
		signal,
		signInTime,
		destructive,
		secrets,
		visit,
		connected: false,
		note(id, title, { status, detail, meaning }) {
			const step: Step = {
				id,
				title,
				status,
				detail: secrets.hide(detail),
				...(meaning !== undefined && { meaning: secrets.hide(meaning) }),
			};
			steps.push(step);
			waiting.push(options.onStep?.(step));
			return step;
		},
	};
	const send = createSender(signal, request);
	let server: Server | undefined;
	let connection: Connection | undefined;
	try {
		server = await discover(issuer, walk.send, walk.note);
		const code = server && (await signIn(walk, server));
		if (!server || !code) return steps;
		connection = await exchange(walk, server, code);
		if (!connection) return steps;
		walk.connected = true;
		await callApi(walk, connection.accessToken, 'api', 'The API');
		await readUserinfo(walk, server, connection);
		const old = connection;
		const renewed = await renew(walk, server, code.client, old);
		if (renewed) {
			connection = renewed;
			await callApi(walk, renewed.accessToken, 'apiAgain', 'The API with the new token');
		}
		if (destructive) {
			// An old refresh token ends the connection, so only before it can a revocation be seen to work.
			await revoke(walk, server, code.client, connection, 'access');
			if (renewed) await reuse(walk, server, code.client, old, renewed);
		} else {
			if (renewed) await reuse(walk, server, code.client, old, renewed);
			await revoke(walk, server, code.client, connection, 'refresh');
		}
		return steps;
	} finally {
		await tidyUp(walk, server, connection, request);
		await Promise.all(waiting);
	}
}

/** Revokes what a broken-off walk has left, and deletes the registration where the server allows it. */
async function tidyUp(
	{ client, connected }: Walk,
	server: Server | undefined,
	connection: Connection | undefined,
	request: typeof fetch | undefined,
): Promise<void> {
	if (!client) return;
	const send = createSender(AbortSignal.timeout(TIDY_UP), request);
	const token = connection?.refreshToken ?? connection?.accessToken;
	// The walk's own result stands whether or not this works.
	const attempt = (work: Promise<unknown>) => work.catch(() => undefined);
	if (connected && server?.revocation && token !== undefined) {
		await attempt(send(server.revocation, { form: { client_id: client.id, token } }));
	}
	if (client.management) {
		const { address, token: access } = client.management;
		await attempt(send(address, { method: 'DELETE', token: access }));
	}
}
