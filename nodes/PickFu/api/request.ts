import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { Connection } from './connection';
import { ENDPOINTS, type Endpoint, type EndpointName } from './endpoints';
import { isPassing, PickFuFailure } from './failure';
import { answerIn, fromHost, unauthorized } from './hostErrors';
import { buildPath } from './path';
import { isWebPage, refusalIn } from './reasons';
import { renewToken } from './renewal';
import { retryAfterMs } from './retryAfter';
import { fromStatus } from './statuses';

/** What a call takes besides its endpoint. */
export interface CallOptions {
	/** The ids of the path, by name. */
	ids?: Record<string, string>;
	query?: IDataObject;
	body?: IDataObject;
	/** In place of `body`: a form with a file, and its content type. */
	multipart?: { headers: Record<string, string>; body: Buffer };
	/** Milliseconds for one try; those of its nature when left out. */
	timeoutMs?: number;
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
 * Asks PickFu once, and again where that is safe: reads after network trouble and 500, 502, 503, 504;
 * reads and writes after a 429, because a refused call has done nothing. A call that spends is made
 * once: its caller looks again before it sends again. On 401 the host renews the token, once.
 *
 * @returns the answer's body, parsed; a text for a change without one, and for any accepted payment
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
	const { until = Infinity } = connection;
	const { maxWaitMs = DEFAULT_WAIT_MS } = options;
	const request = describe(connection, endpoint, options);
	const deadline = Math.min(until, Date.now() + maxWaitMs);
	let repeats = 0;
	let refusal: PickFuFailure | undefined;
	for (;;) {
		const missing = await connection.pace.turn(deadline, connection.signal);
		if (missing > 0) throw rateLimited(missing);
		const left = until - Date.now();
		if (left <= 0) throw refusal ?? outOfTime();
		const timeout = Math.min(left, request.timeout);
		const answer = await once(connection, endpoint, { ...request, timeout }, options.multipart);
		if (!(answer instanceof PickFuFailure)) return answer.body;
		if (answer.kind === 'rateLimited') {
			if (endpoint.nature === 'spend') throw answer;
			refusal = answer;
			continue;
		}
		const pause = options.repeats === false ? undefined : REPEAT_AFTER_MS[repeats];
		const isLast = pause === undefined || Date.now() + pause >= until;
		if (endpoint.nature !== 'read' || isLast || !isPassing(answer))
			throw finished(endpoint, answer, repeats);
		repeats += 1;
		// Spread, so that reads that fell together do not come back together.
		await connection.sleep(pause * (0.75 + Math.random() * 0.5));
	}
}

async function once(
	connection: Connection,
	endpoint: Endpoint,
	request: IHttpRequestOptions,
	file: CallOptions['multipart'],
): Promise<{ body: unknown } | PickFuFailure> {
	const { context, credentialType, apiUrl, pace, secrets } = connection;
	const send = async (): Promise<{ statusCode: number; headers: IDataObject; body: unknown }> =>
		// The host writes into the options it is given, so each try gets its own.
		await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			...request,
			...(file && { headers: { ...file.headers }, body: file.body }),
		});
	try {
		let answer = await send();
		if (answer.statusCode === 401 && (await renewToken(connection))) answer = await send();
		const { statusCode: status, headers = {} } = answer;
		if (status === 429) {
			pace.refused(retryAfterMs(headers, Date.now()));
			return rateLimited(pace.waitMs());
		}
		pace.accepted();
		if (status < 200 || status > 299) {
			const body = await secrets.hideInRefusal(answer.body);
			return status === 401
				? unauthorized(credentialType, body)
				: fromStatus(endpoint, status, body);
		}
		const body = secrets.hideIn(answer.body);
		const failure = failureIn(endpoint, body);
		if (failure) return failure;
		// Of PickFu's own answers only: what stands in between may have another clock.
		const date = Date.parse(String(headers.date));
		if (!Number.isNaN(date)) connection.answeredAt = date;
		return { body };
	} catch (error) {
		const body = await secrets.hideInRefusal(answerIn(error));
		return await secrets.hideInFailure(fromHost(error, credentialType, apiUrl, body));
	}
}

/** The failure in the body of an answer under a 2xx, if it is one. */
function failureIn({ nature }: Endpoint, body: unknown): PickFuFailure | undefined {
	if (typeof body === 'string') {
		// A payment counts as accepted whatever the words, and a change may be answered without a word.
		const isAnswer =
			nature === 'spend' ? !isWebPage(body) : nature === 'write' && body.trim() === '';
		return isAnswer ? undefined : notJson(body);
	}
	const failure = refusalIn(body);
	// Its status says yes, its words say no: where money is spent, that proves nothing.
	return nature === 'spend' ? failure?.with({ outcome: 'notKnown' }) : failure;
}

function describe(
	connection: Connection,
	endpoint: Endpoint,
	options: CallOptions,
): IHttpRequestOptions & { timeout: number } {
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
function bodyOf({ method }: Endpoint, { body = {} }: CallOptions) {
	if (method === 'GET' || method === 'DELETE') return {};
	if (Object.keys(body).length > 0) return { body };
	return { body: '{}', headers: { 'Content-Type': 'application/json' } };
}

function notJson(body: string): PickFuFailure {
	const quality = body.trim() === '' ? 'empty' : 'invalid';
	const [message, description] = isWebPage(body)
		? ['Received a web page instead of an API response', FROM_BETWEEN]
		: [`PickFu returned an ${quality} response`];
	const outcome = 'notKnown';
	return new PickFuFailure({ kind: 'unreadable', message, description, outcome, late: true });
}

const FROM_BETWEEN =
	'Something between n8n and PickFu answered instead: a proxy, a firewall or a sign-in page of the network.';

function rateLimited(missing: number): PickFuFailure {
	return new PickFuFailure({
		kind: 'rateLimited',
		message:
			"PickFu's rate limit was reached, and the wait would exceed 'Max Rate Limit Wait (Seconds)'",
		description:
			'PickFu allows 100 requests a minute for each connection. This request changed nothing. ' +
			'Run fewer workflows with this account at the same time, ' +
			"or raise 'Max Rate Limit Wait (Seconds)' under 'Options'.",
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

/** The failure as the last word on a call. */
function finished({ nature }: Endpoint, failure: PickFuFailure, repeats: number): PickFuFailure {
	const outcome = nature === 'read' ? 'notDone' : failure.outcome;
	const description = [
		failure.description,
		repeats > 0 && `Tried ${repeats + 1} times.`,
		nature === 'write' && outcome === 'notKnown' && CHECK_FIRST,
	];
	return failure.with({ description: description.filter(Boolean).join(' ') || undefined, outcome });
}

const CHECK_FIRST =
	"It's unclear whether the change was saved. Check PickFu before running this again.";
