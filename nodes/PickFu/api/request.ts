import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Connection } from './connection';
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints';
import { PickFuFailure } from './failure';
import { fromHost, unauthorized } from './hostErrors';
import type { Multipart } from './multipart';
import { buildPath } from './path';
import { isWebPage, refusalIn } from './reasons';
import { renewToken } from './renewal';
import { retryAfterMs } from './retryAfter';
import { fromStatus, isPassing } from './statuses';

/** What a call takes besides its endpoint. */
export interface CallOptions {
	/** The ids of the path, by name. */
	ids?: Record<string, string>;
	query?: IDataObject;
	body?: IDataObject;
	/** In place of `body`: a file. */
	multipart?: Multipart;
	/** Milliseconds for one try, where the time that its nature has is too short. */
	timeoutMs?: number;
	/** Milliseconds since 1970 by which the call is over, with all its tries and waits. */
	until?: number;
	/** Milliseconds that the call may wait in all for PickFu's rate limit; {@link DEFAULT_WAIT_MS}. */
	maxWaitMs?: number;
	/** False for a read whose caller asks again by itself: trouble is thrown at once. */
	repeats?: false;
}

/** Five minutes: five windows of PickFu's limit. */
export const DEFAULT_WAIT_MS = 300_000;

/** A read that takes longer is not coming; a publish may well take its time. */
const TIMEOUT_MS = { read: 30_000, write: 60_000, spend: 60_000 } as const;

/** Waits before the repeats of a read, in milliseconds; their number is the number of repeats. */
const REPEAT_AFTER_MS = [500, 1_500, 4_000];

/**
 * Asks PickFu once, and again where that is safe: reads after network trouble and 500, 502, 503,
 * 504; reads and writes after a 429, because a refused call has done nothing. A call that spends is
 * made once: its caller looks again before it sends again. The host signs the request, and renews the
 * token and repeats once on 401.
 *
 * @returns the answer's body, parsed; an empty text for an answer without one, and for a call that
 * spends any text that came under a 2xx
 * @throws {PickFuFailure} every other way it can end
 */
export async function call(
	connection: Connection,
	name: EndpointName,
	options: CallOptions = {},
): Promise<unknown> {
	const endpoint: Endpoint = ENDPOINTS[name];
	const run = async () => await persist(connection, endpoint, options);
	return endpoint.nature === 'read' ? await connection.reads.run(run) : await run();
}

async function persist(
	connection: Connection,
	endpoint: Endpoint,
	options: CallOptions,
): Promise<unknown> {
	const { until = Infinity } = options;
	const startedAt = Date.now();
	const request = describe(connection, endpoint, options);
	const deadline = Math.min(until, startedAt + (options.maxWaitMs ?? DEFAULT_WAIT_MS));
	let repeats = 0;
	let refusals = 0;
	for (;;) {
		const missing = await connection.pace.turn(deadline, connection.signal);
		if (missing > 0) throw rateLimited(missing);
		const left = until - Date.now();
		if (left <= 0) throw refusals > 0 ? rateLimited(0) : outOfTime();
		const timeout = Math.min(left, request.timeout ?? Infinity);
		const outcome = await once(connection, endpoint, { ...request, timeout }, options.multipart);
		if (outcome.kind === 'body') return outcome.body;
		if (outcome.kind === 'refused') {
			if (endpoint.nature === 'spend') throw rateLimited(connection.pace.waitMs());
			refusals += 1;
			continue;
		}
		const pause = options.repeats === false ? undefined : REPEAT_AFTER_MS[repeats];
		const isLast = pause === undefined || Date.now() + pause >= until;
		if (endpoint.nature !== 'read' || isLast || !isPassing(outcome.failure)) {
			throw finished(endpoint, outcome.failure, repeats);
		}
		repeats += 1;
		// Spread, so that reads that fell together do not come back together.
		await connection.sleep(pause * (0.75 + Math.random() * 0.5));
	}
}

type Once =
	| { kind: 'body'; body: unknown }
	| { kind: 'refused' }
	| { kind: 'failed'; failure: PickFuFailure };

async function once(
	connection: Connection,
	endpoint: Endpoint,
	request: IHttpRequestOptions,
	multipart?: Multipart,
	renewed = false,
): Promise<Once> {
	const { context, credentialType, apiUrl, pace, secrets } = connection;
	let answer: { statusCode: number; headers: IDataObject; body: unknown };
	try {
		// The host writes into the options it is given, so each try gets its own.
		answer = await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			...request,
			...(multipart && { headers: { ...multipart.headers }, body: multipart.body }),
		});
	} catch (error) {
		const failure = await secrets.hideInFailure(fromHost(error, credentialType, apiUrl));
		return { kind: 'failed', failure };
	}
	if (answer.statusCode === 429) {
		pace.refused(retryAfterMs(answer.headers ?? {}, Date.now()));
		return { kind: 'refused' };
	}
	pace.accepted();
	if (answer.statusCode === 401 && !renewed) {
		try {
			if (await renewToken(connection))
				return await once(connection, endpoint, request, multipart, true);
		} catch (error) {
			const failure = fromHost(error, credentialType, apiUrl);
			return { kind: 'failed', failure: await secrets.hideInFailure(failure) };
		}
	}
	if (answer.statusCode < 200 || answer.statusCode > 299) {
		const body = await secrets.hideInRefusal(answer.body);
		if (answer.statusCode === 401)
			return { kind: 'failed', failure: unauthorized(credentialType, body) };
		return { kind: 'failed', failure: fromStatus(endpoint, answer.statusCode, body) };
	}
	answer.body = secrets.hideIn(answer.body);
	if (typeof answer.body === 'string' && !isAnswer(endpoint, answer.body)) {
		return { kind: 'failed', failure: notJson(answer.body) };
	}
	// Of PickFu's own answers only: what stands in between may have another clock.
	const date = Date.parse(String(answer.headers?.date));
	if (!Number.isNaN(date)) connection.answeredAt = date;
	const failure = refusalIn(answer.body);
	if (failure === undefined) return { kind: 'body', body: answer.body };
	// Its status says yes, its words say no: where money is spent, that proves nothing.
	const outcome = endpoint.nature === 'spend' ? 'notKnown' : failure.outcome;
	return { kind: 'failed', failure: failure.with({ outcome }) };
}

/**
 * True for a text under a 2xx that says what a call wants to know: a change may be answered without a
 * word, and a payment counts as accepted whatever the words. What was to be read is JSON.
 */
function isAnswer({ nature }: Endpoint, body: string): boolean {
	if (nature === 'spend') return !isWebPage(body);
	return nature === 'write' && body.trim() === '';
}

function describe(
	connection: Connection,
	endpoint: Endpoint,
	options: CallOptions,
): IHttpRequestOptions {
	return {
		method: endpoint.method,
		url: `${connection.apiUrl}${buildPath(endpoint.path, options.ids)}`,
		...(options.query && { qs: options.query }),
		...bodyOf(endpoint, options),
		json: true,
		timeout: options.timeoutMs ?? TIMEOUT_MS[endpoint.nature],
		returnFullResponse: true,
		// Statuses are read here; 401 must throw, or the host would not renew the token.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		// A redirect would carry the token to wherever it points.
		disableFollowRedirect: true,
	};
}

/**
 * PickFu asks for JSON on every POST, and a server that checks bodies refuses none and accepts `{}`. The
 * host leaves out an object without members, so it goes as text.
 */
function bodyOf(
	{ method }: Endpoint,
	{ body }: CallOptions,
): Pick<IHttpRequestOptions, 'body' | 'headers'> {
	if (method === 'GET' || method === 'DELETE') return {};
	if (body !== undefined && Object.keys(body).length > 0) return { body };
	return { body: '{}', headers: { 'Content-Type': 'application/json' } };
}

function notJson(body: string): PickFuFailure {
	const page = isWebPage(body);
	return new PickFuFailure({
		kind: 'unreadable',
		message: page
			? 'Received a web page instead of an API response'
			: body.trim() === ''
				? 'PickFu returned an empty response'
				: 'PickFu returned an invalid response',
		description: page
			? 'Something between n8n and PickFu answered instead: a proxy, a firewall or a sign-in page of the network.'
			: undefined,
		outcome: 'notKnown',
		late: true,
	});
}

function rateLimited(missing: number): PickFuFailure {
	return new PickFuFailure({
		kind: 'rateLimited',
		message:
			"PickFu's rate limit was reached, and the wait would exceed 'Max Rate Limit Wait (Seconds)'",
		description:
			"PickFu allows 100 requests a minute for each connection. This request changed nothing. Run fewer workflows with this account at the same time, or raise 'Max Rate Limit Wait (Seconds)' under 'Options'.",
		outcome: 'notDone',
		status: 429,
		retryAfterMs: missing,
	});
}

function outOfTime(): PickFuFailure {
	return new PickFuFailure({
		kind: 'timedOut',
		message: 'PickFu took too long to respond',
		description: 'The time for this run was over before everything was read.',
		outcome: 'notDone',
	});
}

function finished(endpoint: Endpoint, failure: PickFuFailure, repeats: number): PickFuFailure {
	const parts = [failure.description];
	if (repeats > 0) parts.push(`Tried ${repeats + 1} times.`);
	if (endpoint.nature === 'read')
		return failure.with({ description: join(parts), outcome: 'notDone' });
	if (endpoint.nature === 'write' && failure.outcome === 'notKnown') {
		parts.push(
			"It's unclear whether the change was saved. Check PickFu before running this again.",
		);
	}
	return failure.with({ description: join(parts) });
}

function join(parts: (string | undefined)[]): string | undefined {
	return parts.filter(Boolean).join(' ') || undefined;
}
