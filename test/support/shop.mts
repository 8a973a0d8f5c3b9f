import type { IDataObject, INode, INodeExecutionData, IRun } from 'n8n-workflow';
import { host } from './host.mts';
import { ok, type FakePickFu, type Received, type Reply } from './nockPickFu.mts';

/** Each operation that spends or makes something, for the survey of the item. */
export const publish = { resource: 'survey', operation: 'publish', surveyId: '={{ $json.id }}' };
export const add = {
	resource: 'survey',
	operation: 'addRespondents',
	surveyId: '={{ $json.id }}',
	mode: 'add',
	respondents: 20,
};
export const ask = {
	resource: 'response',
	operation: 'followUp',
	responseId: '={{ $json.id }}',
	question: 'Why?',
};
export const create = {
	resource: 'survey',
	operation: 'create',
	questionsInput: 'json',
	questionsJson: '[{ "type": "open_ended", "prompt": "Why?" }]',
	name: '={{ $json.id }} {{ $now.toMillis() }}',
};

/** Items that name a survey each. */
export const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { id: `s${index + 1}` } }));

/** A PickFu with surveys and drafts; `fail` may answer in its place. */
export class Shop {
	readonly sizes = new Map<string, number>();
	readonly status = new Map<string, string>();
	/** Respondents, follow-ups or drafts by what they are for. */
	readonly charged = new Map<string, number>();
	fail: (request: Received) => Reply | undefined = () => undefined;

	/** @param first the status of every survey at the start */
	constructor(
		pickFu: FakePickFu,
		private readonly first: string,
	) {
		pickFu.answer = (request) => this.answer(request);
	}

	survey(id: string): Reply {
		const status = this.status.get(id) ?? this.first;
		return ok({ id, status, sampleSize: this.sizes.get(id) ?? 50 });
	}

	charge(id: string, count: number): void {
		this.charged.set(id, (this.charged.get(id) ?? 0) + count);
	}

	private answer(request: Received): Reply {
		const failed = this.fail(request);
		if (failed) return failed;
		const [, , id = '', action = ''] = request.path.split('/');
		if (request.method === 'GET') return this.survey(id);
		const body = request.body as { count: number; name: string };
		if (request.method === 'PATCH') return ok({ id, name: body.name, status: 'unpublished' });
		if (request.path === '/surveys') {
			const draft = `d${this.charged.size + 1}`;
			this.charge(draft, 1);
			return ok({ id: draft, status: 'unpublished' }, 201);
		}
		this.carryOut(id, action, body);
		return ok({});
	}

	carryOut(id: string, action: string, { count }: { count?: number } = {}): void {
		if (action === 'publish') this.status.set(id, 'in-progress');
		if (action === 'add-respondents') this.sizes.set(id, (this.sizes.get(id) ?? 50) + count!);
		this.charge(id, action === 'follow-up' ? 1 : (count ?? 50));
	}
}

/** What the last run of the node gave. */
export const outputOf = (run: IRun) =>
	run.data.resultData.runData.PickFu?.at(-1)?.data?.main?.[0]?.map(({ json }) => json) ?? [];

/** The node in n8n's engine. */
export function inEngine(
	parameters: IDataObject,
	input: INodeExecutionData[],
	node: Partial<INode> = {},
) {
	return host({ parameters: { maxRespondents: 9_999, ...parameters }, items: input, node });
}
