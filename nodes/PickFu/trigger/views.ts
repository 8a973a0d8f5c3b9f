import type { IDataObject } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from '../api/concurrency';
import type { Connection } from '../api/connection';
import { QUERY } from '../api/names';
import { list, onePage, PAGE_SIZE } from '../api/pages';
import type { Page } from '../api/read';
import { readSurvey, STATUS, type Survey } from '../api/shapes';
import { timeOf, type Counts, type Coverage, type Plan } from '../events';
import type { Scope } from './settings';

/** A filter that goes by the day, in any part of the world, is a filter as well. Milliseconds. */
const A_DAY_AND_A_HALF = 36 * 3_600_000;

/** What a look at the lists gave. */
export interface View {
	/** Of the whole account, as far as PickFu did not filter: not only those that are watched. */
	surveys: Survey[];
	coverage: Coverage;
	counts: Counts;
}

/** Reads lists of surveys, filtered by PickFu to those that are watched as far as it can. */
export class Lists {
	/** @param deadline milliseconds since 1970 up to which PickFu's rate limit is waited for */
	constructor(
		private readonly connection: Connection,
		private readonly scope: Pick<Scope, 'query'>,
		private readonly deadline: number,
	) {}

	/** The lists that a plan names. */
	async look({ page, running, recentFrom }: Plan): Promise<View> {
		const views = [
			// Surveys only move from running to completed: what leaves this list while it is read stands in the next.
			...(running ? [await this.running()] : []),
			...(recentFrom === undefined ? [] : [await this.recent(recentFrom)]),
			...(page === undefined ? [] : [await this.page(page)]),
		];
		return views.reduce(joinViews, {
			surveys: [],
			coverage: { whole: false, running: false },
			counts: {},
		});
	}

	/** Every survey there is. */
	async whole(): Promise<View> {
		const surveys = await this.all({});
		const pages = Math.max(1, Math.ceil(surveys.length / PAGE_SIZE));
		return {
			surveys,
			coverage: { whole: true, running: true },
			counts: { pages, recent: publications(surveys) },
		};
	}

	/** Archived surveys that were published after a time; lists leave them out unless asked. */
	async archived(publishedAfter: number): Promise<Survey[]> {
		const query = {
			[QUERY.status]: STATUS.archived,
			[QUERY.publishedAfter]: isoTime(publishedAfter),
		};
		return (await this.all(query)).filter(({ status }) => status === STATUS.archived);
	}

	/** The first page of the surveys in a state, for an example. */
	async some(status: string): Promise<Survey[]> {
		const { records } = await this.read(1, { [QUERY.status]: status });
		return records.map(readSurvey).filter((survey) => survey.status === status);
	}

	private async running(): Promise<View> {
		const { surveys, isDeaf } = await this.filtered(
			{ [QUERY.status]: STATUS.running },
			({ status }) => status === undefined || status === STATUS.running,
		);
		return { surveys, coverage: { whole: false, running: !isDeaf }, counts: {} };
	}

	private async recent(from: number): Promise<View> {
		const { surveys, isDeaf } = await this.filtered(
			{ [QUERY.publishedAfter]: isoTime(from) },
			({ publishedAt }) => (timeOf(publishedAt) ?? from) > from - A_DAY_AND_A_HALF,
		);
		return {
			surveys,
			coverage: { whole: false, running: false, ...(!isDeaf && { recentFrom: from }) },
			counts: isDeaf ? { isDeaf } : { recent: publications(surveys) },
		};
	}

	private async page(number: number): Promise<View> {
		const { records, totalPages } = await this.read(number, {});
		const pages = totalPages ?? (records.length < PAGE_SIZE ? number : number + 1);
		const whole = pages <= 1;
		const surveys = records.map(readSurvey);
		const counts = { pages, ...(whole && { recent: publications(surveys) }) };
		return { surveys, coverage: { whole, running: whole }, counts };
	}

	/** A filtered list to its end; only its first page where PickFu does not know the filter, as it has no end then. */
	private async filtered(
		query: IDataObject,
		fits: (survey: Survey) => boolean,
	): Promise<{ surveys: Survey[]; isDeaf: boolean }> {
		const { records, totalPages } = await this.read(1, query);
		const first = records.map(readSurvey);
		if (!first.every(fits)) return { surveys: first, isDeaf: true };
		if (totalPages === undefined) {
			return { surveys: records.length < PAGE_SIZE ? first : await this.all(query), isDeaf: false };
		}
		const others = Array.from({ length: Math.max(0, totalPages - 1) }, (_, index) => index + 2);
		const pages = await inOrder(
			others,
			READS_AT_ONCE,
			async (page) => (await this.read(page, query)).records,
		);
		return { surveys: [...first, ...pages.flat().map(readSurvey)], isDeaf: false };
	}

	private async all(query: IDataObject): Promise<Survey[]> {
		const records = await list(this.connection, 'listSurveys', {
			query: { ...this.scope.query, ...query },
			maxWaitMs: this.left(),
		});
		return records.map(readSurvey);
	}

	private async read(page: number, query: IDataObject): Promise<Page> {
		return await onePage(this.connection, 'listSurveys', page, {
			query: { ...this.scope.query, ...query },
			maxWaitMs: this.left(),
		});
	}

	private left(): number {
		return Math.max(0, this.deadline - Date.now());
	}
}

/** Two looks as one; what either covers is covered. */
export function joinViews(one: View, other: View): View {
	return {
		surveys: [...one.surveys, ...other.surveys],
		coverage: {
			whole: one.coverage.whole || other.coverage.whole,
			running: one.coverage.running || other.coverage.running,
			recentFrom: one.coverage.recentFrom ?? other.coverage.recentFrom,
		},
		counts: { ...one.counts, ...other.counts },
	};
}

function publications(surveys: Survey[]): number[] {
	return surveys.flatMap(({ publishedAt }) => timeOf(publishedAt) ?? []);
}

function isoTime(ms: number): string {
	return new Date(ms).toISOString();
}
