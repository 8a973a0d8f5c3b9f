import nock from 'nock';
import { API, SECRETS } from './host.mts';

/** One request as it reached PickFu. */
export interface Received {
	method: string;
	/** Without the base path of the API. */
	path: string;
	query: Record<string, string>;
	/** Parsed JSON; undefined when there was none. */
	body: unknown;
	authorization?: string;
}

/** What comes back: an answer, or a connection that breaks before one. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | 'connection reset';

/**
 * Stands in for PickFu behind the host's own HTTP client: writes down every request and answers it.
 *
 * @returns the requests so far, in the order of their arrival; grows with each
 */
export function standIn(answer: (request: Received, index: number) => Reply): Received[] {
	const received: Received[] = [];
	const scope = nock(API).persist();
	for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
		scope.intercept(/.*/, method).reply(function (uri, body, respond) {
			const url = new URL(uri, API);
			const request: Received = {
				method,
				path: url.pathname.slice(new URL(API).pathname.length),
				query: Object.fromEntries(url.searchParams),
				body: body === '' ? undefined : body,
				authorization: String(this.req.headers.authorization ?? ''),
			};
			received.push(request);
			const reply = answer(request, received.length - 1);
			if (reply === 'connection reset') {
				respond(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), [0, '']);
				return;
			}
			const { status = 200, body: json, headers = {} } = reply;
			respond(null, [status, json as nock.Body, { 'content-type': 'application/json', ...headers }]);
		});
	}
	return received;
}

/** Both ways to sign in: the value of the node's parameter and the header that PickFu then gets. */
export const SIGN_INS = [
	{ authentication: 'oAuth2', authorization: `Bearer ${SECRETS.accessToken}` },
	{ authentication: 'apiKey', authorization: `Bearer ${SECRETS.apiKey}` },
] as const;

/** Nothing may reach the real network; the stand-in is gone after each test. */
export function isolateNetwork(): void {
	beforeAll(() => nock.disableNetConnect());
	afterEach(() => nock.cleanAll());
}
