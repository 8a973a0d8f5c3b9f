import type { FailureKind } from '../../nodes/PickFu/api/failure';

/**
 * The ways in which the network and PickFu fail in the fault run. `reaches` says whether the request
 * is carried out; `answer` what the client gets to see of it.
 */
export interface FaultKind {
	/** In words, for the titles of tests. */
	name: string;
	/**
	 * Whether PickFu carries the request out: never, before the client sees anything, or `late`, so
	 * many milliseconds after the client was let down.
	 */
	reaches: 'never' | 'first' | { late: number };
	answer:
		| { kind: 'true' }
		| { kind: 'refused' | 'reset' | 'silence' }
		| {
				kind: 'instead';
				status: number;
				headers?: Record<string, string>;
				body: string;
				type?: string;
		  }
		| { kind: 'truncated' | 'cut' | 'empty' | 'plain' | 'stalled' }
		/** The true answer in pieces over so many milliseconds. */
		| { kind: 'slow'; ms: number };
	/** How many requests it hits one after the other; 1 when left out. */
	times?: number;
	/** What a person is told who is not spared it; left out where it does no harm. */
	reason?: FailureKind;
	/** What PickFu takes beyond the number that it was asked for. */
	more?: number;
}

const json = (status: number, message: string, headers?: Record<string, string>) =>
	({
		kind: 'instead',
		status,
		headers,
		body: JSON.stringify({ error: 'Refused', message }),
	}) as const;

const PAGE = '<!doctype html><html><body>Please sign in to the network</body></html>';

/** Stands in a redirect's address; the network puts in the other host's port. */
export const ELSEWHERE = 'http://elsewhere.invalid';

const to = (status: number) =>
	({
		kind: 'instead',
		status,
		headers: { location: `${ELSEWHERE}/v1/surveys` },
		body: 'Moved',
		type: 'text/plain',
	}) as const;

const ACCEPTED = { kind: 'instead', status: 202, body: 'Accepted', type: 'text/plain' } as const;

/** Every fault of the run, by its short name. */
export const FAULTS = {
	refused: {
		name: 'a refused connection',
		reaches: 'never',
		answer: { kind: 'refused' },
		reason: 'network',
	},
	resetBefore: {
		name: 'a reset before the request is carried out',
		reaches: 'never',
		answer: { kind: 'reset' },
		reason: 'network',
	},
	resetAfter: {
		name: 'a reset after the request is carried out',
		reaches: 'first',
		answer: { kind: 'reset' },
		reason: 'network',
	},
	resetThenDone: {
		name: 'a reset, and PickFu carries it out 5 s later',
		reaches: { late: 5_000 },
		answer: { kind: 'reset' },
		reason: 'network',
	},
	silence: {
		name: 'no answer at all',
		reaches: 'never',
		answer: { kind: 'silence' },
		reason: 'network',
	},
	silenceAfter: {
		name: 'no answer to a request that is carried out',
		reaches: 'first',
		answer: { kind: 'silence' },
		reason: 'network',
	},
	silenceThenDone: {
		name: 'no answer in time, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: { kind: 'silence' },
		reason: 'network',
	},
	status500: {
		name: '500',
		reaches: 'never',
		answer: json(500, 'Internal Server Error'),
		reason: 'server',
	},
	status500After: {
		name: '500 although it is carried out',
		reaches: 'first',
		answer: json(500, 'Internal Server Error'),
		reason: 'server',
	},
	status502: {
		name: '502 with a page of the proxy',
		reaches: 'never',
		answer: { kind: 'instead', status: 502, body: PAGE, type: 'text/html' },
		reason: 'server',
	},
	status503: {
		name: '503 with Retry-After',
		reaches: 'never',
		answer: json(503, 'Service Unavailable', { 'retry-after': '2' }),
		reason: 'server',
	},
	status504: {
		name: '504',
		reaches: 'never',
		answer: json(504, 'Gateway Timeout'),
		reason: 'server',
	},
	status504ThenDone: {
		name: '504, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: json(504, 'Gateway Timeout'),
		reason: 'server',
	},
	status408: {
		name: '408',
		reaches: 'never',
		answer: json(408, 'Request Timeout'),
		reason: 'invalid',
	},
	status408ThenDone: {
		name: '408, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: json(408, 'Request Timeout'),
		reason: 'invalid',
	},
	page: {
		name: 'a web page with status 200',
		reaches: 'never',
		answer: { kind: 'instead', status: 200, body: PAGE, type: 'text/html' },
		reason: 'unreadable',
	},
	pageThenDone: {
		name: 'a web page with status 200, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: { kind: 'instead', status: 200, body: PAGE, type: 'text/html' },
		reason: 'unreadable',
	},
	text: {
		name: 'a text in place of JSON with status 202',
		reaches: 'first',
		answer: ACCEPTED,
		reason: 'unreadable',
	},
	textThenDone: {
		name: 'a text with status 202, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: ACCEPTED,
		reason: 'unreadable',
	},
	truncated: {
		name: 'half a JSON',
		reaches: 'first',
		answer: { kind: 'truncated' },
		reason: 'unreadable',
	},
	cut: {
		name: 'an answer that breaks off',
		reaches: 'first',
		answer: { kind: 'cut' },
		reason: 'network',
	},
	cutThenDone: {
		name: 'an answer that breaks off, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: { kind: 'cut' },
		reason: 'network',
	},
	empty: {
		name: 'an empty body',
		reaches: 'first',
		answer: { kind: 'empty' },
		reason: 'unreadable',
	},
	plain: { name: 'a wrong content type', reaches: 'first', answer: { kind: 'plain' } },
	slow: { name: 'a body that takes 20 s', reaches: 'first', answer: { kind: 'slow', ms: 20_000 } },
	stalled: {
		name: 'a body that stops in the middle',
		reaches: 'first',
		answer: { kind: 'stalled' },
		reason: 'network',
	},
	status401: {
		name: '401',
		reaches: 'never',
		answer: json(401, 'Token is invalid'),
		reason: 'unauthorized',
	},
	status403: {
		name: '403',
		reaches: 'never',
		answer: json(403, 'Not allowed'),
		reason: 'forbidden',
	},
	notFound: {
		name: '404 for the thing',
		reaches: 'never',
		answer: json(404, 'survey, response, project, tag, media, trait, playbook, article not found'),
		reason: 'notFound',
	},
	noRoute: {
		name: '404 for the address',
		reaches: 'never',
		answer: json(404, 'Cannot find that route'),
		reason: 'endpoint',
	},
	limited: {
		name: '429 without Retry-After',
		reaches: 'never',
		answer: json(429, 'Rate limit exceeded'),
		reason: 'rateLimited',
	},
	limitedFor: {
		name: '429 with Retry-After',
		reaches: 'never',
		answer: json(429, 'Rate limit exceeded', { 'retry-after': '7' }),
		reason: 'rateLimited',
	},
	storm: {
		name: 'a storm of six 429',
		reaches: 'never',
		answer: json(429, 'Rate limit exceeded'),
		times: 6,
		reason: 'rateLimited',
	},
	redirect302: {
		name: 'a redirect (302) to another host',
		reaches: 'never',
		answer: to(302),
		reason: 'endpoint',
	},
	redirect302After: {
		name: 'a redirect (302) although it is carried out',
		reaches: 'first',
		answer: to(302),
		reason: 'endpoint',
	},
	redirect303: {
		name: 'a redirect (303) to what was done',
		reaches: 'first',
		answer: to(303),
		reason: 'endpoint',
	},
	redirect307: {
		name: 'a redirect (307) to another host',
		reaches: 'never',
		answer: to(307),
		reason: 'endpoint',
	},
	more: {
		name: 'more than was asked for',
		reaches: 'first',
		answer: { kind: 'true' },
		reason: 'differs',
		more: 30,
	},
} as const satisfies Record<string, FaultKind>;

/** Short name of a fault in {@link FAULTS}. */
export type FaultName = keyof typeof FAULTS;

/** All of them, in the order of the table. */
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];

/** A fault by its short name. */
export function faultOf(name: FaultName): FaultKind {
	return FAULTS[name];
}
