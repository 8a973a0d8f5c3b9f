import type { IDataObject } from 'n8n-workflow';

/** A survey of a {@link World}. Times in milliseconds since 1970, by PickFu's clock. */
export interface WorldSurvey {
	id: string;
	publishedAt: number;
	/** When it has, or will have, all its responses: once, and once more for each extension. */
	completions: number[];
	sampleSize: number;
	isArchived: boolean;
	tags: number[];
	/** Ids of people, and when each has responded to every question. */
	answers: { id: string; at: number }[];
	/** Further members of its record. */
	more?: IDataObject;
	/** Since when a list shows that it runs, or is completed. */
	shownFrom?: number;
}

/** One request of the trigger. */
export interface Asked {
	path: string;
	query: IDataObject;
}

/** What PickFu does in place of answering: a status, with words of its own, or nothing for ever. */
export type Refusal = number | { status: number; message: string } | 'hang';

/** What PickFu might leave out, ignore, or write in another way. */
export interface Quirks {
	ignoresFilters?: boolean;
	/** Members that no list and no survey has. */
	without?: string[];
	/** Members that a survey read by its id lacks. */
	detailWithout?: string[];
	noTotal?: boolean;
	/** Pages are counted as if they held that many records. */
	countsPagesOf?: number;
	snake?: boolean;
	/** Dates as seconds, or without a zone. */
	dates?: 'seconds' | 'noZone';
	/** The time of the first completion stays. */
	keepsCompletion?: boolean;
	noClock?: boolean;
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
	/** Questions of each survey; one id stands for all responses of a person. */
	questions = 1;
	/** The order of lists; that in which surveys were made when left out. */
	order: (surveys: WorldSurvey[]) => WorldSurvey[] = (surveys) => surveys;
	/** Runs before each request; may change the world, or refuse. */
	before: (asked: Asked) => Promise<Refusal | undefined> | Refusal | undefined = () => undefined;
	/** Which surveys PickFu finds by a text. */
	finds: (survey: WorldSurvey, text: string) => boolean = () => true;
	quirks: Quirks = {};

	/** Publishes a survey that has all its responses after a while. */
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

	/** Surveys that have completed, an hour apart, the oldest first. */
	fill(count: number, more: Partial<WorldSurvey> = {}, lastAgo = 60): WorldSurvey[] {
		return Array.from({ length: count }, (_, index) =>
			this.publish(10, {
				publishedAt: this.now - ((count - index - 1) * 60 + lastAgo) * MINUTE,
				...more,
			}),
		);
	}

	/** Asks more people; it must be completed. */
	extend(survey: WorldSurvey, minutes: number): void {
		survey.completions.push(this.now + minutes * MINUTE);
		survey.sampleSize += 15;
		this.addAnswers(survey, this.now);
	}

	/** People respond until the survey has all its responses. */
	private addAnswers({ id, answers, sampleSize, completions }: WorldSurvey, from: number): void {
		const left = completions[completions.length - 1]! - from;
		const first = answers.length;
		for (let number = first + 1; number <= sampleSize; number += 1) {
			const share = (number - first) / (sampleSize - first);
			answers.push({ id: `${id}-${number}`, at: from + Math.round(share ** 2 * left) });
		}
	}

	/** Whether it has all its responses. */
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
		const refusal = await this.before(asked);
		const headers = this.quirks.noClock ? {} : { date: new Date(this.now).toUTCString() };
		if (refusal === 'hang') return await new Promise(() => undefined);
		if (refusal !== undefined && refusal !== 200) {
			const { status, message } =
				typeof refusal === 'number' ? { status: refusal, message: 'Not now' } : refusal;
			return { statusCode: status, headers, body: { message } };
		}
		const [, , id, answers] = path.split('/');
		if (id === undefined)
			return { statusCode: 200, headers, body: this.page(query, this.listed(query)) };
		const survey = this.surveys.get(id);
		if (!survey) return { statusCode: 404, headers, body: { message: 'Survey not found' } };
		if (answers === undefined) {
			const tags = survey.tags.map((tag) => ({ id: tag, name: `tag ${tag}` }));
			const detail = without({ ...this.record(survey), tags }, this.quirks.detailWithout);
			return { statusCode: 200, headers, body: { success: true, data: detail } };
		}
		const records = survey.answers.flatMap(({ id: person, at }) =>
			Array.from({ length: this.questions }, (_, index) => index)
				// People answer one question after the other.
				.filter((index) => at + index * 3 * MINUTE <= this.now)
				.map((index) =>
					this.questions === 1 ? { id: person } : { id: person, question_id: `q${index}` },
				),
		);
		return { statusCode: 200, headers, body: this.page(query, records, (record) => record) };
	}

	/** A survey as it stands in a list. */
	record(survey: WorldSurvey): IDataObject {
		const { completions, publishedAt } = survey;
		const isCompleted = this.isCompleted(survey);
		const last = this.quirks.keepsCompletion ? completions[0]! : completions.at(-1)!;
		const record = {
			id: survey.id,
			status: survey.isArchived ? 'archived' : isCompleted ? 'completed' : 'in-progress',
			sampleSize: survey.sampleSize,
			numResponses: isCompleted
				? survey.answers.length
				: survey.answers.filter(({ at }) => at <= this.now).length,
			createdAt: this.date(publishedAt - MINUTE),
			publishedAt: this.date(publishedAt),
			completedAt: isCompleted || last <= this.now ? this.date(last) : null,
			...survey.more,
		};
		return without(record, this.quirks.without);
	}

	private date(ms: number): string | number {
		if (this.quirks.dates === 'seconds') return ms / 1000;
		const text = new Date(ms).toISOString();
		return this.quirks.dates === 'noZone' ? text.slice(0, -1) : text;
	}

	private listed(query: IDataObject): WorldSurvey[] {
		const { status, published_after: after, tags, text } = this.quirks.ignoresFilters ? {} : query;
		const from = after === undefined ? 0 : Date.parse(String(after));
		const wanted = [...this.surveys.values()].filter(
			(survey) =>
				(survey.shownFrom ?? survey.publishedAt) <= this.now &&
				survey.publishedAt > from &&
				(tags === undefined || survey.tags.includes(Number(tags))) &&
				(text === undefined || this.finds(survey, String(text))) &&
				survey.isArchived === (status === 'archived') &&
				(status === undefined ||
					status === 'archived' ||
					(status === 'completed') === this.isCompleted(survey)),
		);
		return this.order(wanted);
	}

	private page<T>(
		{ page, limit }: IDataObject,
		all: T[],
		toRecord: (one: T) => IDataObject = (one) => this.record(one as WorldSurvey),
	): IDataObject {
		const size = Math.min(this.pageSize, Number(limit));
		const data = all.slice((Number(page) - 1) * size, Number(page) * size).map(toRecord);
		const totalPages = Math.ceil(all.length / (this.quirks.countsPagesOf ?? size));
		const pagination = { page: Number(page), totalPages };
		const records = this.quirks.snake ? data.map(inSnakeCase) : data;
		return { success: true, data: records, ...(!this.quirks.noTotal && { pagination }) };
	}
}

function without(record: IDataObject, names: string[] = []): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function inSnakeCase(record: IDataObject): IDataObject {
	const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [snake(name), value]));
}
