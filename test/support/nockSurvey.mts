import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { host } from './host.mts';
import { ok, refusal, type FakePickFu, type Received, type Reply } from './nockPickFu.mts';
import { onFastClock } from './nockTime.mts';

/** One survey of two options in a PickFu behind nock, with people who answer at once. */
export class NockSurvey {
	status = 'none';
	sampleSize = 0;
	/** Respondents that were charged, request by request. */
	charges: number[] = [];
	/** False while nobody answers. */
	isAnswered = true;
	/** True when the next paid request gets no answer, and is carried out when `settle` is called. */
	isLate = false;
	/** Carries out a request that got no answer. */
	settle: () => void = () => undefined;
	private draft: IDataObject = {};

	/** @param share of the people who choose the first option, in order: A, A, B for two thirds */
	constructor(
		pickFu: FakePickFu,
		private readonly share: number,
		private readonly type = 'head_to_head',
	) {
		pickFu.answer = (request) => this.answer(request);
	}

	/** A survey that is completed already, as of an earlier execution. */
	completed(sampleSize: number): this {
		Object.assign(this, { status: 'completed', sampleSize, draft: { name: 'Mugs' } });
		return this;
	}

	private get wire(): IDataObject {
		const numResponses = this.status === 'completed' ? this.sampleSize : 0;
		const options = ['Fern', 'Moss'].map((value, index) => ({ id: `o${index}`, value }));
		const questions = [{ id: 'q', type: this.type, value: 'Which?', options }];
		const { name, targeting = [], reporting = [] } = this.draft;
		const { status, sampleSize } = this;
		return {
			...{ id: 's1', name, status, sampleSize, numResponses, questions },
			...{ countryCode: 'US', targeting, reporting },
		};
	}

	private async answer({ method, path, body }: Received): Promise<Reply> {
		const sent = body as IDataObject;
		if (path === '/surveys' && method === 'GET') {
			return ok(this.status === 'none' ? [] : [this.wire]);
		}
		if (path === '/surveys') {
			this.status = 'unpublished';
			this.sampleSize = Number(sent.sampleSize);
			this.draft = sent;
		} else if (method === 'PATCH') this.draft = { ...this.draft, ...sent };
		else if (path.endsWith('/responses')) return ok(this.responses());
		else if (method === 'POST') return this.charge(path, sent);
		else if (this.status === 'in-progress' && this.isAnswered) this.status = 'completed';
		return ok(this.wire);
	}

	private charge(path: string, { count }: IDataObject): Reply {
		const isPublish = path.endsWith('/publish');
		if (this.status !== (isPublish ? 'unpublished' : 'completed')) return refusal(400, 'Not now');
		const carryOut = () => {
			this.charges.push(isPublish ? this.sampleSize : (count as number));
			if (!isPublish) this.sampleSize += count as number;
			this.status = 'in-progress';
		};
		if (this.isLate) {
			this.isLate = false;
			this.settle = carryOut;
			return { lost: 'ECONNRESET' };
		}
		carryOut();
		return ok(this.wire);
	}

	private responses(): IDataObject[] {
		const people = this.status === 'completed' ? this.sampleSize : 0;
		return Array.from({ length: people }, (_, index) => {
			const isFirst = Math.floor((index + 1) * this.share) > Math.floor(index * this.share);
			return {
				...{
					id: `r${index}`,
					question_id: 'q',
					score: this.type === 'star_rating' ? 4 : undefined,
				},
				chosen_option: isFirst ? 'Fern' : 'Moss',
			};
		});
	}
}

/** A run that fails, and n8n's Executions > Retry of it after something has changed. */
export async function retried(parameters: IDataObject, between: () => unknown) {
	const engine = host({ parameters });
	const { result: failed } = await onFastClock(async () => await engine.runWorkflow());
	between();
	const { result: again } = await onFastClock(async () => await engine.retry(failed));
	return {
		first: failed.data.resultData.error as NodeApiError | undefined,
		second: again.data.resultData.runData.PickFu?.at(-1)?.data?.main?.[0] ?? [],
		error: again.data.resultData.error as NodeApiError | undefined,
	};
}
