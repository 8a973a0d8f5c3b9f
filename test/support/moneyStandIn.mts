import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';
import { pick } from '../../sandbox/random.mts';

/** How a paid request fails: what the client sees, and when PickFu carries it out. */
export interface Trouble {
	answer:
		| { status: number; body: unknown; headers?: Record<string, string> }
		| { code: string }
		| { timeout: true };
	/** Milliseconds after the answer; 0 for before it, undefined for never. */
	after?: number;
	/** Respondents that PickFu adds beyond what was asked for. */
	more?: number;
}

const json = (status: number, message = 'No') => ({ status, body: { error: 'Refused', message } });
const PAGE = '<!doctype html><p>Proxy</p>';

/** Statuses that leave no work behind: whatever they did is done when they arrive. */
const ENDED = [300, 302, 303, 307, 308, 409, 423, 425, 500, 501, 502, 503, 520];
const REFUSED = [400, 401, 402, 403, 404, 405, 410, 415, 422, 451];
const GAVE_UP = [408, 504, 522, 524];
const NOT_SENT = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ENETUNREACH',
	'EHOSTUNREACH',
	'EPROTO',
];
const LOST = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT', 'ERR_BAD_RESPONSE'];
const YES: unknown[] = [
	'Accepted',
	'"OK"',
	'{"success":true,"da',
	'',
	{},
	PAGE,
	null,
	{ data: [] },
];

/** A trouble at random. */
export function trouble(random: () => number): Trouble {
	const late = pick(random, [undefined, 0, 3_000, 20_000, 90_000, 400_000]);
	const ended = pick(random, [undefined, 0, 4_000]);
	const kinds: Array<() => Trouble> = [
		() => ({ answer: json(pick(random, ENDED)), after: ended }),
		() => ({ answer: json(pick(random, REFUSED)) }),
		() => ({ answer: json(pick(random, GAVE_UP)), after: late }),
		() => ({ answer: { code: pick(random, NOT_SENT) } }),
		() => ({ answer: { code: pick(random, LOST) }, after: late }),
		() => ({ answer: { timeout: true }, after: late }),
		() => ({ answer: { status: pick(random, [200, 202]), body: pick(random, YES) }, after: late }),
		() => ({ answer: { status: 200, body: { success: false, message: 'No' } } }),
		() => ({ answer: { status: 200, body: {} }, after: 0, more: pick(random, [1, 30, 500]) }),
		() => ({
			answer: {
				...json(429),
				headers: pick(random, [{}, { 'retry-after': '7' }, { 'retry-after': '0' }]),
			},
		}),
	];
	return pick(random, kinds)();
}

/** Something that PickFu has charged. */
export interface Charge {
	thing: string;
	count: number;
	/** The number of the request that it was for. */
	request: number;
}

/** A PickFu in the test's own process: surveys, a ledger, and troubles on the way. */
export class MoneyStandIn {
	readonly charges: Charge[] = [];

	/** Paid requests that arrived, also those that are still to be carried out. */
	readonly requests: Array<{ thing: string; isOpen: boolean }> = [];

	private readonly surveys = new Map<string, { status: string; sampleSize: number }>();

	constructor(private readonly weather: (request: { isPaid: boolean }) => Trouble | undefined) {}

	addSurvey(id: string, status: string, sampleSize = 50): void {
		this.surveys.set(id, { status, sampleSize });
	}

	charged(thing: string): number {
		return this.charges
			.filter((charge) => charge.thing === thing)
			.reduce((sum, { count }) => sum + count, 0);
	}

	isOpen(thing: string): boolean {
		return this.requests.some((request) => request.thing === thing && request.isOpen);
	}

	/** What n8n's request helper does. */
	async request({ method, url, body, timeout = 60_000 }: IHttpRequestOptions): Promise<unknown> {
		const [, kind, id = '', action] = new URL(url).pathname.split('/v1')[1]!.split('/');
		const isPaid = method === 'POST';
		const hit = this.weather({ isPaid });
		const work = isPaid
			? this.open(
					`${kind} ${id}`,
					this.carryOut(kind!, id, action!, body as IDataObject, hit?.more),
				)
			: undefined;
		if (hit === undefined) {
			work?.();
			return {
				statusCode: 200,
				headers: {},
				body: isPaid ? { success: true, data: {} } : this.survey(id),
			};
		}
		if (hit.after === 0) work?.();
		if (hit.after) setTimeout(() => work?.(), hit.after + ('timeout' in hit.answer ? timeout : 0));
		if (hit.after === undefined && work) this.requests[this.requests.length - 1]!.isOpen = false;
		if ('timeout' in hit.answer) {
			await new Promise((resolve) => setTimeout(resolve, timeout));
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		}
		if ('code' in hit.answer) throw Object.assign(new Error('lost'), { code: hit.answer.code });
		const { status, body: answer, headers = {} } = hit.answer;
		return { statusCode: status, headers, body: answer };
	}

	private survey(id: string): IDataObject {
		return { success: true, data: { id, ...this.surveys.get(id) } };
	}

	private open(thing: string, work: (request: number) => void): () => void {
		const number = this.requests.length;
		this.requests.push({ thing, isOpen: true });
		return () => {
			this.requests[number]!.isOpen = false;
			work(number);
		};
	}

	private carryOut(kind: string, id: string, action: string, body: IDataObject, more = 0) {
		return (request: number) => {
			const charge = (count: number) =>
				this.charges.push({ thing: `${kind} ${id}`, count, request });
			if (action === 'follow-up') return charge(1);
			const survey = this.surveys.get(id)!;
			if (action === 'publish') {
				// That PickFu would refuse a second one is no excuse for sending it.
				survey.status = 'in-progress';
				survey.sampleSize += more;
				return charge(survey.sampleSize);
			}
			survey.sampleSize += Number(body.count) + more;
			return charge(Number(body.count) + more);
		};
	}
}

let connections = 0;

/** An execution of the node in n8n, reduced to what it asks the host for. `kept` is what n8n stores. */
export function execution(
	pickFu: MoneyStandIn,
	parameters: (item: number) => Record<string, unknown>,
	settings: { items: number; run?: number; continues: boolean; isTool: boolean },
) {
	const kept: { node: IDataObject } = { node: {} };
	const id = `c${(connections += 1)}`;
	const input: INodeExecutionData[] = Array.from({ length: settings.items }, () => ({ json: {} }));
	const context = {
		getInputData: () => input,
		getNode: () => ({
			id: 'n',
			name: 'PickFu',
			type: `n8n-nodes-pickfu.pickFu${settings.isTool ? 'Tool' : ''}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { pickFuApi: { id, name: 'PickFu' } },
		}),
		getNodeParameter: (name: string, item: number, usual: unknown) => {
			const value = { authentication: 'apiKey', ...parameters(item) } as Record<string, unknown>;
			return name in value ? value[name] : usual;
		},
		getContext: () => kept.node,
		getWorkflowDataProxy: () => ({ $runIndex: settings.run ?? 0 }),
		getCredentials: async () => ({ apiKey: 'k', apiUrl: 'https://api.pickfu.test/v1' }),
		continueOnFail: () => settings.continues,
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
				await pickFu.request(options),
		},
	};
	/** n8n stores the execution and reads it again. */
	const store = () => (kept.node = JSON.parse(JSON.stringify(kept.node)) as IDataObject);
	return { context: context as unknown as IExecuteFunctions, store };
}
