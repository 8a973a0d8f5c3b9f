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

/** Every fault of the run, by its short name. */
export const FAULTS = {
	refused: {
		name: 'a refused connection',
		reaches: 'never',
		answer: { kind: 'refused' },
	},
	resetBefore: {
		name: 'a reset before the request is carried out',
		reaches: 'never',
		answer: { kind: 'reset' },
	},
	resetAfter: {
		name: 'a reset after the request is carried out',
		reaches: 'first',
		answer: { kind: 'reset' },
	},
	resetThenDone: {
		name: 'a reset, and PickFu carries it out 5 s later',
		reaches: { late: 5_000 },
		answer: { kind: 'reset' },
	},
	silence: { name: 'no answer at all', reaches: 'never', answer: { kind: 'silence' } },
	silenceAfter: {
		name: 'no answer to a request that is carried out',
		reaches: 'first',
		answer: { kind: 'silence' },
	},
	silenceThenDone: {
		name: 'no answer in time, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: { kind: 'silence' },
	},
	status500: { name: '500', reaches: 'never', answer: json(500, 'Internal Server Error') },
	status500After: {
		name: '500 although it is carried out',
		reaches: 'first',
		answer: json(500, 'Internal Server Error'),
	},
	status502: {
		name: '502 with a page of the proxy',
		reaches: 'never',
		answer: { kind: 'instead', status: 502, body: PAGE, type: 'text/html' },
	},
	status503: {
		name: '503 with Retry-After',
		reaches: 'never',
		answer: json(503, 'Service Unavailable', { 'retry-after': '2' }),
	},
	status504: { name: '504', reaches: 'never', answer: json(504, 'Gateway Timeout') },
	status504ThenDone: {
		name: '504, and PickFu carries it out half a minute later',
		reaches: { late: 30_000 },
		answer: json(504, 'Gateway Timeout'),
	},
	page: {
		name: 'a web page with status 200',
		reaches: 'never',
		answer: { kind: 'instead', status: 200, body: PAGE, type: 'text/html' },
	},
	truncated: { name: 'half a JSON', reaches: 'first', answer: { kind: 'truncated' } },
	cut: { name: 'an answer that breaks off', reaches: 'first', answer: { kind: 'cut' } },
	empty: { name: 'an empty body', reaches: 'first', answer: { kind: 'empty' } },
	plain: { name: 'a wrong content type', reaches: 'first', answer: { kind: 'plain' } },
	slow: {
		name: 'a body that takes 20 s',
		reaches: 'first',
		answer: { kind: 'slow', ms: 20_000 },
	},
	stalled: {
		name: 'a body that stops in the middle',
		reaches: 'first',
		answer: { kind: 'stalled' },
	},
	status401: { name: '401', reaches: 'never', answer: json(401, 'Token is invalid') },
	status403: { name: '403', reaches: 'never', answer: json(403, 'Not allowed') },
	notFound: {
		name: '404 for the thing',
		reaches: 'never',
		answer: json(404, 'survey, response, project, tag, media, trait, playbook, article not found'),
	},
	noRoute: {
		name: '404 for the address',
		reaches: 'never',
		answer: json(404, 'Cannot find that route'),
	},
	limited: {
		name: '429 without Retry-After',
		reaches: 'never',
		answer: json(429, 'Rate limit exceeded'),
	},
	limitedFor: {
		name: '429 with Retry-After',
		reaches: 'never',
		answer: json(429, 'Rate limit exceeded', { 'retry-after': '7' }),
	},
	storm: {
		name: 'a storm of six 429',
		reaches: 'never',
		answer: json(429, 'Rate limit exceeded'),
		times: 6,
	},
	redirect302: { name: 'a redirect (302) to another host', reaches: 'never', answer: to(302) },
	redirect307: { name: 'a redirect (307) to another host', reaches: 'never', answer: to(307) },
} as const satisfies Record<string, FaultKind>;

/** Short name of a fault in {@link FAULTS}. */
export type FaultName = keyof typeof FAULTS;

/** All of them, in the order of the table. */
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
