import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ELSEWHERE, faultOf, type FaultKind, type FaultName } from './faultsKinds.mts';
import { inflated, takesMore } from './faultsMore.mts';
import {
	forward,
	operationOf,
	parsed,
	PROMISE,
	refusal,
	send,
	spoil,
	trickle,
	watchSilence,
	type Made,
	type Sent,
} from './faultsWire.mts';
import { SECRETS } from './host.mts';

/** Decides which fault hits a request. */
export type Weather = (request: Sent) => FaultName | undefined;

const realWrite = http.ClientRequest.prototype.write;
const realEnd = http.ClientRequest.prototype.end;
const realSetTimeout = http.ClientRequest.prototype.setTimeout;

/**
 * A bad network between the node and a sandbox: an HTTP relay in the test's own process, so that the
 * test knows which requests are under way and which are held on purpose, and its clock never runs
 * ahead of real work. All waiting is done on the test's clock.
 *
 * It plays PickFu's token endpoint too: the node's token is exchanged for the sandbox's key here.
 */
export class FaultyNetwork {
	/** What hits the requests; none until a test says otherwise. */
	weather: Weather = () => undefined;

	/** Everything that left the node for PickFu's API, in order. */
	sent: Sent[] = [];

	/** What reached the host that redirects lead to: whether a token came along. */
	elsewhere: Array<{ path: string; authorized: boolean }> = [];

	/** Refreshes of the access token. */
	refreshes = 0;

	private accessToken: string = SECRETS.accessToken;

	private readonly server = http.createServer((request, response) => {
		this.relay(request, response).catch((error: Error) => {
			this.broken ??= error;
			response.destroy();
		});
	});

	/** What kept the relay from its work; no fault of the run. */
	private broken: Error | undefined;

	private readonly elsewhereServer = http.createServer((request, response) => {
		this.elsewhere.push({
			path: request.url ?? '',
			authorized: request.headers.authorization !== undefined,
		});
		response.end('{}');
	});

	private port = 0;

	private readonly agent = new http.Agent({ keepAlive: true });

	private readonly underWay = new Set<http.ClientRequest>();

	private readonly held = new Set<http.ClientRequest>();

	private readonly expected = new Map<string, Sent[]>();

	/** Requests that the relay carries out while no client waits for them. */
	private late = 0;

	private readonly watchers = new Set<() => void>();

	private constructor(private readonly sandboxUrl: string) {
		const network = this;
		const written = new WeakMap<http.ClientRequest, unknown>();
		http.ClientRequest.prototype.write = function write(
			this: http.ClientRequest,
			...rest: unknown[]
		) {
			written.set(this, rest[0]);
			return realWrite.apply(this, rest as never);
		} as typeof realWrite;
		http.ClientRequest.prototype.end = function end(this: http.ClientRequest, ...rest: unknown[]) {
			const { agent } = this as unknown as { agent: unknown };
			if (agent !== network.agent && network.starts(this, rest[0] ?? written.get(this))) {
				return this.destroy(refusal(network.port));
			}
			return realEnd.apply(this, rest as never);
		} as typeof realEnd;
		// Silence in the middle of an answer is timed by the socket, on the real clock: here on the test's.
		http.ClientRequest.prototype.setTimeout = function silent(
			this: http.ClientRequest,
			ms: number,
			onTimeout?: () => void,
		) {
			if (ms > 0 && onTimeout) watchSilence(this, ms, onTimeout);
			return this;
		};
	}

	/** Puts a network in front of a sandbox. {@link stop} takes it away. */
	static async start(sandboxUrl: string): Promise<FaultyNetwork> {
		const network = new FaultyNetwork(sandboxUrl);
		for (const server of [network.server, network.elsewhereServer]) {
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		}
		network.port = (network.server.address() as AddressInfo).port;
		return network;
	}

	/** Base address of the API, for the credential. */
	get apiUrl(): string {
		return `http://127.0.0.1:${this.port}/v1`;
	}

	/** Where tokens are renewed, for the credential. */
	get tokenUrl(): string {
		return `http://127.0.0.1:${this.port}/oauth2/token`;
	}

	/** Good weather, nothing sent, the first access token. */
	clear(): void {
		if (this.broken !== undefined) throw this.broken;
		this.weather = () => undefined;
		this.sent = [];
		this.elsewhere = [];
		this.refreshes = 0;
		this.accessToken = SECRETS.accessToken;
		this.expected.clear();
	}

	/** Whether something is under way that comes to its end without the clock going on. */
	get busy(): boolean {
		return this.late > 0 || [...this.underWay].some((request) => !this.held.has(request));
	}

	/** Resolves when a request ends, or is held. */
	async change(): Promise<void> {
		await new Promise<void>((resolve) => this.watchers.add(resolve));
	}

	/** Closes everything and gives Node's http module back. */
	async stop(): Promise<void> {
		http.ClientRequest.prototype.write = realWrite;
		http.ClientRequest.prototype.end = realEnd;
		http.ClientRequest.prototype.setTimeout = realSetTimeout;
		this.agent.destroy();
		for (const server of [this.server, this.elsewhereServer]) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	}

	private changed(): void {
		for (const tell of this.watchers) tell();
		this.watchers.clear();
	}

	private hold(request: http.ClientRequest | undefined): void {
		if (request) this.held.add(request);
		this.changed();
	}

	/** @returns whether the request is to find nobody who listens */
	private starts(request: http.ClientRequest, body: unknown): boolean {
		this.underWay.add(request);
		request.once('close', () => {
			this.underWay.delete(request);
			this.held.delete(request);
			this.changed();
		});
		if (request.getHeader('host') !== `127.0.0.1:${this.port}`) return false;
		const { pathname, searchParams } = new URL(request.path, this.apiUrl);
		if (!pathname.startsWith('/v1/')) return false;
		const path = pathname.slice(3);
		const entry: Sent = {
			method: request.method,
			path,
			query: Object.fromEntries(searchParams),
			body: parsed(body),
			operationId: operationOf(request.method, path),
			fault: undefined,
			at: Date.now(),
		};
		this.sent.push(entry);
		entry.fault = this.weather(entry);
		if (entry.fault !== undefined && faultOf(entry.fault).answer.kind === 'refused') {
			return true;
		}
		const key = `${request.method} ${request.path}`;
		this.expected.set(key, [...(this.expected.get(key) ?? []), entry]);
		return false;
	}

	private async relay(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		const body = Buffer.concat(chunks);
		if (request.url === '/oauth2/token') return this.renew(response);
		const entry = this.expected.get(`${request.method} ${request.url}`)!.shift()!;
		const fault: FaultKind | undefined = entry.fault && faultOf(entry.fault);
		const client = [...this.underWay].find(
			({ socket }) => socket?.localPort === request.socket.remotePort,
		);
		const { reaches, answer } = fault ?? { reaches: 'first', answer: { kind: 'true' } as const };
		if (fault === undefined && request.headers.authorization !== `Bearer ${this.accessToken}`) {
			return send(
				response,
				401,
				JSON.stringify({ error: 'Unauthorized', message: 'Token is invalid' }),
			);
		}
		const carryOut = async () => {
			const made = await this.carryOut(request, entry, body, fault?.more ?? 0);
			entry.trueStatus = made.status;
			entry.doneAt = Date.now();
			return made;
		};
		if (typeof reaches === 'object') {
			response.once('close', () => {
				setTimeout(() => {
					this.late += 1;
					void carryOut().finally(() => {
						this.late -= 1;
						this.changed();
					});
				}, reaches.late);
			});
		}
		const made = reaches === 'first' ? await carryOut() : undefined;
		const hold = () => this.hold(client);
		switch (answer.kind) {
			case 'reset':
				(request.socket as Socket).resetAndDestroy();
				return;
			case 'silence':
				return hold();
			case 'instead':
				return send(
					response,
					answer.status,
					answer.body,
					answer.type,
					this.located(answer.headers),
				);
			case 'slow':
				return trickle(response, made!, answer.ms, hold, () => {
					if (client) this.held.delete(client);
				});
			default:
				return spoil(response, made ?? PROMISE, answer.kind, hold);
		}
	}

	private located(headers: Record<string, string> | undefined): Record<string, string> | undefined {
		const { port } = this.elsewhereServer.address() as AddressInfo;
		const location = headers?.location?.replace(ELSEWHERE, `http://127.0.0.1:${port}`);
		return location === undefined ? headers : { ...headers, location };
	}

	private renew(response: http.ServerResponse): void {
		this.refreshes += 1;
		this.accessToken = SECRETS.newAccessToken;
		const tokens = {
			access_token: this.accessToken,
			refresh_token: SECRETS.refreshToken,
			token_type: 'Bearer',
		};
		send(response, 200, JSON.stringify(tokens));
	}

	/** Has PickFu do what a request asks for, and `more` than that. */
	private async carryOut(
		{ method = '', url = '', headers }: http.IncomingMessage,
		entry: Sent,
		body: Buffer,
		more: number,
	): Promise<Made> {
		const request = { method, url, headers, body };
		if (more === 0 || !takesMore(entry)) return await forward(this.sandboxUrl, this.agent, request);
		const ask = async (what: Partial<typeof request>) =>
			await forward(this.sandboxUrl, this.agent, { ...request, body: Buffer.alloc(0), ...what });
		return await forward(this.sandboxUrl, this.agent, {
			...request,
			...(await inflated(entry, more, ask, url)),
		});
	}
}
