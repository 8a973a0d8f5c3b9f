import nock from 'nock';
import type { IDataObject, INodeExecutionData, IRun, NodeApiError } from 'n8n-workflow';
import { problems, type SeenRequest } from './contract.mts';
import { API, host, ISSUER, SECRETS, type Host, type RunOptions } from './host.mts';

/** A request as PickFu would see it. */
export interface Received extends SeenRequest {
	authorization: string | undefined;
	/** Milliseconds since 1970, by the clock of the test. */
	at: number;
}

/** What PickFu does with a request: an answer, or a connection that breaks with a code such as `ECONNRESET`. */
export interface Reply {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	lost?: string;
}

/** Decides what PickFu does with a request. */
export type Answer = (request: Received) => Reply | Promise<Reply>;

/** An answer in PickFu's envelope. */
export const ok = (data: unknown, status = 200): Reply => ({
	status,
	body: { success: true, data },
});

/** An answer that refuses, in PickFu's form. */
export const refusal = (status: number, message: string, details?: string[]): Reply => ({
	status,
	body: { error: 'Refused', message, ...(details && { details }) },
});

/** The draft that PickFu makes of what it is sent. */
export const draftOf = (body: unknown) => {
	const { questions } = body as { questions: IDataObject[] };
	return ok(
		{
			id: 's1',
			status: 'unpublished',
			questions: questions.map(({ prompt, ...rest }) => ({ ...rest, value: prompt })),
		},
		201,
	);
};

/** A page of a list, with or without the number of pages. */
export function pageOf(all: IDataObject[], { query }: Received, counted = true): Reply {
	const [page, limit] = [Number(query.page), Number(query.limit)];
	return {
		body: {
			success: true,
			data: all.slice((page - 1) * limit, page * limit),
			...(counted && { pagination: { page, totalPages: Math.ceil(all.length / limit) } }),
		},
	};
}

/** Holds the PickFu of a test file. */
export interface FakePickFu {
	/** What it does; answers 500 until a test says otherwise. */
	answer: Answer;
	/** Everything that reached it, in order of arrival. */
	received: Received[];
	/** The same as `GET /surveys/1`, for tests of order. */
	readonly log: string[];
	/** Requests of one kind. */
	count(line: string): number;
}

/** What a run of the node has given: its items, or what it threw. */
export interface Ran {
	items: INodeExecutionData[];
	error?: NodeApiError;
}

/** Everything that the node gave during a test, to be searched for secrets. */
let produced: unknown[] = [];

/**
 * Puts a PickFu behind nock for all tests of the file. After each test it holds every request to the
 * contract, and every output and error of the node to holding no secret.
 *
 */
export function fakePickFu(): FakePickFu {
	const pickFu: FakePickFu = {
		answer: () => ({ status: 500 }),
		received: [],
		get log() {
			return this.received.map(({ method, path }) => `${method} ${path}`);
		},
		count(line) {
			return this.log.filter((known) => known === line).length;
		},
	};
	const { origin, pathname } = new URL(API);
	beforeAll(() => {
		if (!nock.isActive()) nock.activate();
		nock.disableNetConnect();
	});
	// Node's own http module outlives a test file, and so would what nock has put into it.
	afterAll(() => nock.restore());
	beforeEach(() => {
		produced = [];
		pickFu.received = [];
		pickFu.answer = () => ({ status: 500 });
		for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) {
			nock(origin)
				.persist()
				.intercept((uri) => uri.startsWith(`${pathname}/`), method)
				.optionally()
				.reply(function (uri, body, done) {
					const { pathname: path, searchParams } = new URL(uri, origin);
					const request: Received = {
						method,
						path: path.slice(pathname.length),
						query: Object.fromEntries(searchParams),
						body,
						authorization: String(this.req.headers.authorization ?? '') || undefined,
						at: Date.now(),
					};
					pickFu.received.push(request);
					void (async () => await pickFu.answer(request))().then(
						({ status = 200, body: answer = '', headers, lost }) => {
							if (lost !== undefined)
								done(
									Object.assign(new Error(`the test lost it (${lost})`), {
										code: lost,
									}),
									[0],
								);
							else done(null, [status, answer as nock.Body, headers ?? {}]);
						},
						(error: Error) => done(error, [0]),
					);
				});
		}
	});
	afterEach(() => {
		const left = nock.pendingMocks();
		nock.cleanAll();
		expect(left).toEqual([]);
		// A multipart body is no JSON that could be held to the contract; uploads have tests of their own.
		const sent = pickFu.received.filter(({ path }) => path !== '/media/upload');
		expect(sent.flatMap(problems)).toEqual([]);
		expect(secretsIn(produced)).toEqual([]);
	});
	return pickFu;
}

/** Answers of the sign-in service to token requests, in order; gives what it was sent. */
export function tokenEndpoint(...replies: Reply[]): URLSearchParams[] {
	const asked: URLSearchParams[] = [];
	for (const { status = 200, body, lost } of replies) {
		nock(ISSUER)
			.post('/token')
			.reply(function (_uri, sent, done) {
				asked.push(new URLSearchParams(sent as Record<string, string>));
				if (lost !== undefined)
					done(Object.assign(new Error('the test lost it'), { code: lost }), [0]);
				else done(null, [status, body as nock.Body, { 'content-type': 'application/json' }]);
			});
	}
	return asked;
}

/** A new pair of tokens, as the sign-in service gives it. */
export const NEW_TOKENS: Reply = {
	body: {
		access_token: SECRETS.newAccessToken,
		refresh_token: 'refresh-after-refresh',
		token_type: 'Bearer',
		expires_in: 3600,
	},
};

/** Runs the node once, by itself. */
export async function run(options: RunOptions): Promise<Ran> {
	return await runOf(host(options));
}

/** Runs a node that a test has put into a host itself. */
export async function runOf({ execute }: Host): Promise<Ran> {
	const ran: Ran = { items: [] };
	produced.push(ran);
	try {
		ran.items = await execute();
	} catch (error) {
		ran.error = error as NodeApiError;
	}
	return ran;
}

/** Runs the node in a workflow, through n8n's engine. */
export async function runWorkflow(
	options: RunOptions,
): Promise<{ run: IRun; outputs: (INodeExecutionData[] | null)[]; host: Host }> {
	const made = host(options);
	const ran = await made.runWorkflow();
	produced.push(ran);
	return {
		run: ran,
		outputs: ran.data.resultData.runData.PickFu?.at(-1)?.data?.main ?? [],
		host: made,
	};
}

/** Notes something else that the node gave, such as a dropdown's entries. */
export function noted<T>(thing: T): T {
	produced.push(thing);
	return thing;
}

/** Which secrets stand anywhere in a value, in hidden properties and causes of errors too. */
export function secretsIn(value: unknown): string[] {
	const secrets = [...Object.values(SECRETS), 'refresh-after-refresh'];
	const seen = new Set<object>();
	const found = new Set<string>();
	const visit = (thing: unknown): void => {
		if (typeof thing === 'string')
			secrets.filter((secret) => thing.includes(secret)).forEach((secret) => found.add(secret));
		if (typeof thing !== 'object' || thing === null || seen.has(thing)) return;
		seen.add(thing);
		for (const key of Reflect.ownKeys(thing)) {
			visit(key);
			visit((thing as Record<PropertyKey, unknown>)[key]);
		}
	};
	visit(value);
	return [...found];
}
