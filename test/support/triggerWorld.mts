import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { poll as pollTrigger } from '../../nodes/PickFu/trigger/poll';

/** A survey of a {@link World}. Times in milliseconds since 1970, by PickFu's clock. */
export interface WorldSurvey {
	id: string;
	publishedAt: number;
	/** When it has, or will have, all its answers: once, and once more for each extension. */
	completions: number[];
	sampleSize: number;
	isArchived: boolean;
	tags: number[];
	answers: { id: string; at: number }[];
}

/** One request of the trigger. */
export interface Asked {
	path: string;
	query: IDataObject;
}

const MINUTE = 60_000;

/**
 * A PickFu of plain values for simulations of many polls: no network, time as the test moves it.
 * Lists hold `pageSize` surveys a page, in the order that `order` gives.
 */
export class World {
	now = Date.UTC(2026, 0, 5, 9);
	readonly surveys = new Map<string, WorldSurvey>();
	asked: Asked[] = [];
	private published = 0;
	pageSize = 100;
	/** The order of lists; that in which surveys were made when left out. */
	order: (surveys: WorldSurvey[]) => WorldSurvey[] = (surveys) => surveys;
	/** Runs before each request; may change the world, or answer with a status in place of it. */
	before: (asked: Asked) => Promise<number | undefined> | number | undefined = () => undefined;
	/** What PickFu might leave out or ignore. */
	quirks: { ignoresFilters?: boolean; noDates?: boolean; noTotal?: boolean; snake?: boolean } = {};

	/** Publishes a survey that has all its answers after a while. */
	publish(minutes: number, more: Partial<WorldSurvey> = {}): WorldSurvey {
		const publishedAt = more.publishedAt ?? this.now;
		const survey: WorldSurvey = {
			id: `s${(this.published += 1)}`,
			publishedAt,
			completions: [publishedAt + minutes * MINUTE],
			sampleSize: 15,
			isArchived: false,
			tags: [],
			answers: [],
			...more,
		};
		this.addAnswers(survey, publishedAt);
		this.surveys.set(survey.id, survey);
		return survey;
	}

	/** Asks more people; it must be completed. */
	extend(survey: WorldSurvey, minutes: number): void {
		survey.completions.push(this.now + minutes * MINUTE);
		survey.sampleSize += 15;
		this.addAnswers(survey, this.now);
	}

	/** People answer until the survey has all its answers. */
	private addAnswers({ id, answers, sampleSize, completions }: WorldSurvey, from: number): void {
		const left = completions[completions.length - 1]! - from;
		const first = answers.length;
		for (let number = first + 1; number <= sampleSize; number += 1) {
			const share = (number - first) / (sampleSize - first);
			answers.push({ id: `${id}-${number}`, at: from + Math.round(share ** 2 * left) });
		}
	}

	/** Whether it has all its answers. */
	isCompleted({ completions }: WorldSurvey): boolean {
		return completions[completions.length - 1]! <= this.now;
	}

	/** Answers as PickFu's API does. */
	async answer({
		path,
		query,
	}: Asked): Promise<{ statusCode: number; headers: object; body: unknown }> {
		const asked = { path, query };
		this.asked.push(asked);
		const status = (await this.before(asked)) ?? 200;
		const headers = {};
		if (status !== 200) return { statusCode: status, headers, body: { message: 'Not now' } };
		const [, , id, answers] = path.split('/');
		if (id === undefined)
			return { statusCode: 200, headers, body: this.page(query, this.listed(query)) };
		const survey = this.surveys.get(id);
		if (!survey) return { statusCode: 404, headers, body: { message: 'Survey not found' } };
		if (answers === undefined) {
			const tags = survey.tags.map((tag) => ({ id: tag, name: `tag ${tag}` }));
			return {
				statusCode: 200,
				headers,
				body: { success: true, data: { ...this.record(survey), tags } },
			};
		}
		const given = survey.answers.filter(({ at }) => at <= this.now).map((one) => ({ id: one.id }));
		return { statusCode: 200, headers, body: this.page(query, given) };
	}

	/** A survey as it stands in a list. */
	record(survey: WorldSurvey): IDataObject {
		const last = survey.completions[survey.completions.length - 1]!;
		const isCompleted = last <= this.now;
		const date = (ms: number) => (this.quirks.noDates ? undefined : new Date(ms).toISOString());
		return {
			id: survey.id,
			status: survey.isArchived ? 'archived' : isCompleted ? 'completed' : 'in-progress',
			sampleSize: survey.sampleSize,
			numResponses: isCompleted
				? survey.answers.length
				: survey.answers.filter(({ at }) => at <= this.now).length,
			publishedAt: date(survey.publishedAt),
			completedAt: isCompleted ? date(last) : null,
		};
	}

	private listed(query: IDataObject): IDataObject[] {
		const { status, published_after: after, tags } = this.quirks.ignoresFilters ? {} : query;
		return this.order(
			[...this.surveys.values()].filter(({ publishedAt }) => publishedAt <= this.now),
		)
			.filter((survey) => after === undefined || survey.publishedAt > Date.parse(String(after)))
			.filter((survey) => tags === undefined || survey.tags.includes(Number(tags)))
			.filter((survey) => survey.isArchived === (status === 'archived'))
			.map((survey) => this.record(survey))
			.filter((record) => status === undefined || record.status === status);
	}

	private page({ page, limit }: IDataObject, all: IDataObject[]): IDataObject {
		const size = Math.min(this.pageSize, Number(limit));
		const data = all.slice((Number(page) - 1) * size, Number(page) * size);
		const pagination = { page: Number(page), totalPages: Math.ceil(all.length / size) };
		const records = this.quirks.snake ? data.map(inSnakeCase) : data;
		return { success: true, data: records, ...(!this.quirks.noTotal && { pagination }) };
	}
}

function inSnakeCase(record: IDataObject): IDataObject {
	const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [snake(name), value]));
}

let last = 0;

/** A trigger in an n8n of plain values. */
export class Trigger {
	/** n8n's clock; {@link installClock} makes it everybody's. */
	static clock = 0;

	/** What n8n saved: at activation and with items. */
	saved: IDataObject = {};
	/** Errors that the polls threw, or handed over. */
	errors: Error[] = [];
	private data: IDataObject = {};
	private activation: 'activate' | 'init' = 'activate';
	private isActive = false;
	private readonly id = `simulated-${(last += 1)}`;

	constructor(
		private readonly world: World,
		private readonly parameters: IDataObject,
	) {}

	/** One poll; its items, also none. Failures are kept in {@link errors}. */
	async poll(): Promise<INodeExecutionData[]> {
		const { data } = this;
		const items = await pollTrigger(this.context(data)).catch(
			(error: Error) => void this.errors.push(error),
		);
		if ((items ?? undefined) !== undefined || !this.isActive) this.saved = structuredClone(data);
		this.isActive = true;
		return items?.[0] ?? [];
	}

	/** n8n ends and starts again. */
	restart(): void {
		this.load('init');
	}

	/** The workflow is switched off and on; the next poll is the one of the activation. */
	switchOn(): void {
		this.load('activate');
	}

	/** Letters of what it remembers. */
	get size(): number {
		return JSON.stringify(this.data).length;
	}

	private load(activation: 'activate' | 'init'): void {
		this.data = structuredClone(this.saved);
		this.activation = activation;
		this.isActive = false;
	}

	private context(data: IDataObject): IPollFunctions {
		const { world, parameters } = this;
		const context = {
			getMode: () => 'trigger',
			getActivationMode: () => this.activation,
			getWorkflowStaticData: () => data,
			getWorkflow: () => ({ id: this.id, name: 'Simulated', active: true }),
			getNode: () => ({
				id: 'trigger',
				name: 'PickFu Trigger',
				type: 'n8n-nodes-pickfu.pickFuTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { pickFuApi: { id: this.id, name: 'PickFu' } },
			}),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ apiUrl: 'https://api.pickfu.test/v1' }),
			__emitError: (error: Error) => void this.errors.push(error),
			helpers: {
				httpRequestWithAuthentication: async (
					_type: string,
					{ url, qs }: { url: string; qs?: IDataObject },
				) =>
					await world.answer({ path: new URL(url).pathname.slice('/v1'.length), query: qs ?? {} }),
			},
		};
		return context as unknown as IPollFunctions;
	}
}

/** Makes {@link Trigger.clock} the clock of this process. Sleeping has to be mocked by the test file. */
export function installClock(): void {
	jest.spyOn(Date, 'now').mockImplementation(() => Trigger.clock);
}
