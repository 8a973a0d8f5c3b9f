import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { VirtualClock } from './clock.mts';

/** PickFu's limit (https://www.pickfu.com/docs/api-reference/introduction). */
const LIMIT = 100;
const WINDOW_MS = 60_000;

/** How long an answer takes. */
const LATENCY_MS = 120;

/** What PickFu saw of one token. */
export interface TokenReport {
	requests: number;
	/** Requests of this n8n in any 60 seconds, at most. */
	mostInWindow: number;
	refused: number;
	/** Requests that came while a 429 asked to wait, other than those that had left before it was answered. */
	tooEarly: number;
}

interface Token extends TokenReport {
	/** Times of requests that count, by this n8n (`own`) or by others. */
	times: Array<{ at: number; own: boolean }>;
	refusedAt: number;
	waitUntil: number;
}

interface Reply {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

const ok = (data: unknown): Reply => ({ status: 200, body: { success: true, data } });

/**
 * The PickFu of the endurance run: its limit of requests by the clock of the run, other users of the
 * same tokens, and a share of failures. It keeps nothing that grows.
 */
export class EndurancePickFu {
	readonly tokens = new Map<string, Token>();

	/** Access tokens that are not good any more answer 401. */
	readonly expired = new Set<string>();

	/** Renewals so far. */
	renewals = 0;

	/** Surveys that are running, by id, with the time of their completion. */
	readonly #running = new Map<string, number>();

	#server: Server | undefined;

	#made = 0;

	/** Share of requests that fail: 5xx, a cut connection, a page. */
	failing = 0;

	constructor(
		private readonly clock: VirtualClock,
		private readonly random: () => number,
	) {}

	/** Starts on a free port of loopback; gives the origin. */
	async start(): Promise<string> {
		const server = createServer(async (request, response) => {
			const body = await bodyOf(request);
			const reply = this.#receive(request, body);
			this.clock.answerAfter(LATENCY_MS, () => {
				if (reply === 'cut') return void request.socket.destroy();
				response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
				response.end(
					typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? ''),
				);
			});
		});
		this.#server = server;
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		this.#server!.closeAllConnections();
		await new Promise((resolve) => this.#server!.close(resolve));
	}

	/** Other users of a token make requests at this moment. */
	useByOthers(authorization: string, count: number): void {
		const token = this.#token(authorization);
		for (let number = 0; number < count; number += 1)
			token.times.push({ at: this.clock.now(), own: false });
	}

	/** What it saw of a token. */
	report(authorization: string): TokenReport {
		const { requests, mostInWindow, refused, tooEarly } = this.#token(authorization);
		return { requests, mostInWindow, refused, tooEarly };
	}

	#token(authorization: string): Token {
		let token = this.tokens.get(authorization);
		if (token === undefined) {
			token = {
				requests: 0,
				mostInWindow: 0,
				refused: 0,
				tooEarly: 0,
				times: [],
				refusedAt: 0,
				waitUntil: 0,
			};
			this.tokens.set(authorization, token);
		}
		return token;
	}

	#receive(request: IncomingMessage, body: string): Reply | 'cut' {
		const url = new URL(request.url!, 'http://pickfu');
		if (url.pathname === '/token') return this.#renew();
		const authorization = request.headers.authorization ?? '';
		if (this.expired.has(authorization))
			return { status: 401, body: { error: 'Unauthorized', message: 'Token expired' } };
		const refusal = this.#count(this.#token(authorization));
		if (refusal) return refusal;
		const luck = this.random();
		if (luck < this.failing) {
			if (luck < this.failing / 3) return 'cut';
			if (luck < this.failing / 2)
				return { status: 200, body: '<!doctype html><title>Sign in</title>' };
			return { status: 503, body: { error: 'Unavailable', message: 'Try again later' } };
		}
		return this.#answer(request.method!, url, body);
	}

	#count(token: Token): Reply | undefined {
		const now = this.clock.now();
		token.times = token.times.filter(({ at }) => at > now - WINDOW_MS);
		if (now < token.waitUntil && now > token.refusedAt + LATENCY_MS) token.tooEarly += 1;
		if (token.times.length >= LIMIT) {
			token.refused += 1;
			const seconds = Math.max(1, Math.ceil((token.times[0]!.at + WINDOW_MS - now) / 1000));
			// Every second refusal names no time; then five seconds are what the node itself begins with.
			const named = token.refused % 2 === 1;
			if (now >= token.waitUntil) {
				token.refusedAt = now;
				token.waitUntil = now + (named ? seconds * 1000 : 5_000);
			}
			const body = { error: 'Too Many Requests', message: 'Rate limit exceeded' };
			return { status: 429, body, ...(named && { headers: { 'retry-after': String(seconds) } }) };
		}
		token.times.push({ at: now, own: true });
		token.requests += 1;
		token.mostInWindow = Math.max(token.mostInWindow, token.times.filter(({ own }) => own).length);
		return undefined;
	}

	#renew(): Reply {
		this.renewals += 1;
		const access = `access-${this.renewals}`;
		return {
			status: 200,
			body: {
				access_token: access,
				refresh_token: `refresh-${this.renewals}`,
				token_type: 'Bearer',
				expires_in: 3600,
			},
		};
	}

	#answer(method: string, url: URL, body: string): Reply {
		const [, , resource, id, action] = url.pathname.split('/');
		if (method === 'POST' && resource === 'surveys' && id === undefined) {
			this.#made += 1;
			return ok({
				...survey(`made-${this.#made}`, 'unpublished'),
				...(JSON.parse(body) as object),
			});
		}
		if (resource === 'surveys' && id === undefined) {
			const page = Number(url.searchParams.get('page') ?? 1);
			const records =
				page > 2
					? []
					: Array.from({ length: 100 }, (_, index) => survey(`s${(page - 1) * 100 + index}`));
			return {
				status: 200,
				body: { success: true, data: records, pagination: { page, totalPages: 2 } },
			};
		}
		if (action === 'publish') {
			this.#running.set(id!, this.clock.now() + 12 * 60_000);
			return ok({ id });
		}
		if (action === 'responses')
			return {
				status: 200,
				body: { success: true, data: ANSWERS, pagination: { page: 1, totalPages: 1 } },
			};
		if (resource === 'surveys') return ok(survey(id!, this.#status(id!)));
		return ok([]);
	}

	#status(id: string): string {
		if (id.startsWith('s')) return 'completed';
		const until = this.#running.get(id);
		if (until === undefined) return 'unpublished';
		return until > this.clock.now() ? 'in-progress' : 'completed';
	}

	/** Forgets what is over, so that nothing here grows. */
	forget(): void {
		for (const token of this.tokens.values())
			token.times = token.times.filter(({ at }) => at > this.clock.now() - WINDOW_MS);
		for (const [id, until] of this.#running)
			if (until < this.clock.now() - 3_600_000) this.#running.delete(id);
	}

	/** Lets a survey run for a time from now on. */
	run(id: string, milliseconds: number): void {
		this.#running.set(id, this.clock.now() + milliseconds);
	}
}

function survey(id: string, status = 'completed') {
	const options = [
		{ id: 'a', value: 'Fern' },
		{ id: 'b', value: 'Moss' },
	];
	const questions = [{ id: 'q1', type: 'head_to_head', value: 'Which one?', options }];
	return {
		id,
		name: `Survey ${id}`,
		status,
		country: 'US',
		sampleSize: 50,
		numResponses: 50,
		questions,
	};
}

const ANSWERS = Array.from({ length: 50 }, (_, index) => ({
	id: `r${index}`,
	question_id: 'q1',
	chosen_option: index % 3 === 0 ? 'Moss' : 'Fern',
	explanation: `Reason ${index}`,
	respondent: [{ permalink: 'gender', trait_name: 'Gender', value: index % 2 ? 'Female' : 'Male' }],
}));

async function bodyOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
}
