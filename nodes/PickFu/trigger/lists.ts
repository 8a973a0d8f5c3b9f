import type { IDataObject } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from '../api/concurrency';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { toFailure } from '../api/nodeErrors';
import { onePage } from '../api/pages';
import { isOver, readSurvey, STATUS, type Survey } from '../api/shapes';
import { timeOf } from '../api/time';
import type { Memory } from '../events/memory';
import { isOfAccount, isPassing, beganAt, readById, type Turn } from './turn';

const DAY = 24 * 3_600_000;

/** So many selected surveys are read by id: lists would cost as much. */
const MOST_BY_ID = 2;

/** A pass that a page has held up for so long goes on without it. */
const LONGEST_PASS_MS = 2 * DAY;

/** What a poll has read. */
export interface View {
	/** The surveys that were met, each in its latest state. */
	surveys: Map<string, Survey>;
	/** Ids of those that were read by id, with all that PickFu has of them. */
	full: Set<string>;
	/** Surveys published lately, where they were all read. */
	recent?: Survey[];
	/** Pages of the whole list, the page to read next, and whether a pass is through. */
	pages: number;
	page: number;
	isThrough: boolean;
	/** Ids that do not exist, and ids that could not be read. */
	missing: string[];
	unread: string[];
}

/**
 * Reads what a poll needs: the surveys that run, those published lately, the pages of the whole list
 * whose turn it is, and by its id each survey that ran and is gone. With up to 100 surveys the whole
 * list is one page and shows all of it. A list only adds to what others show: it may fail, unless all do.
 *
 * @throws {PickFuFailure} when nothing could be read, and for a failure of the whole account
 */
export async function readSurveys(turn: Turn, memory: Memory): Promise<View> {
	const { ids = [] } = turn.settings.scope;
	const isById = ids.length > 0 && ids.length <= MOST_BY_ID;
	const reader = new Reader(turn, memory);
	if (isById) await reader.byId(ids);
	else await reader.lists();
	const { failure, hasRead, view } = reader;
	const isFirst = memory.passAt === 0;
	if (failure !== undefined && (!hasRead || (isById && isFirst))) throw failure;
	return isById ? { ...view, isThrough: true } : view;
}

class Reader {
	readonly view: View;

	/** Why something could not be read. */
	failure?: PickFuFailure;

	hasRead = false;

	constructor(
		private readonly turn: Turn,
		private readonly memory: Memory,
	) {
		const { pages, page } = memory;
		this.view = {
			surveys: new Map(),
			full: new Set(),
			pages,
			page,
			isThrough: false,
			missing: [],
			unread: [],
		};
	}

	async lists(): Promise<void> {
		const isOnePage = this.memory.pages <= 1;
		// Surveys move from running to completed: what leaves this list while it is read stands in the next.
		const showsRunning = isOnePage || (await this.running());
		if (!isOnePage) await this.recent();
		await this.pass();
		if (!showsRunning || this.memory.event === 'surveyPublished') return;
		const { open, due } = this.memory;
		await this.byId(open.filter((id) => !this.view.surveys.has(id) && due[id] === undefined));
	}

	/** Reads surveys by their ids. */
	async byId(ids: string[]): Promise<void> {
		const { surveys, full, missing, unread } = this.view;
		await inOrder(ids, READS_AT_ONCE, async (id) => {
			const survey = await this.attempt(async () => await readById(this.turn, id));
			if (survey instanceof PickFuFailure) (survey.status === 404 ? missing : unread).push(id);
			else {
				surveys.set(survey.id, survey);
				full.add(survey.id);
			}
		});
	}

	/** @returns false when it cannot be said who runs, because the list failed for a reason that passes */
	private async running(): Promise<boolean> {
		const query = { [QUERY.status]: STATUS.running };
		const read = await this.filtered(query, (survey) => !isOver(survey));
		return !(read instanceof PickFuFailure) || !isPassing(read);
	}

	private async recent(): Promise<void> {
		const { recentFrom } = this.memory;
		const query = { [QUERY.publishedAfter]: new Date(recentFrom).toISOString() };
		// A filter that goes by the day, in any part of the world, is a filter as well.
		const earliest = recentFrom - 1.5 * DAY;
		const read = await this.filtered(
			query,
			({ publishedAt }) => (timeOf(publishedAt) ?? 0) > earliest,
		);
		if (Array.isArray(read)) this.view.recent = read;
	}

	/** A filtered list to its end; undefined, after its first page, where PickFu ignores the filter. */
	private async filtered(
		query: IDataObject,
		fits: (survey: Survey) => boolean,
	): Promise<Survey[] | undefined | PickFuFailure> {
		const all = new Map<string, Survey>();
		for (let page = 1, last = Infinity; page <= last; page += 1) {
			const read = await this.attempt(async () => await this.page(page, query));
			// A page past the end may be refused.
			if (read instanceof PickFuFailure)
				return page > 1 && !isPassing(read) ? [...all.values()] : read;
			if (!read.surveys.every(fits)) return undefined;
			const before = all.size;
			read.surveys.forEach((survey) => all.set(survey.id, survey));
			// Where pages are not counted, one that brings nothing new is the end.
			last = read.totalPages ?? (all.size === before ? page : Infinity);
		}
		return [...all.values()];
	}

	/** The pages of the whole list that are due, so that a pass ends within a day. */
	private async pass(): Promise<void> {
		const { view } = this;
		const first = view.page;
		const due = this.lastPageDue();
		await this.pages(due);
		view.isThrough = view.page > Math.max(1, view.pages);
		if (!view.isThrough) return;
		view.page = 1;
		// What was read before the last poll may have changed since.
		if (due === Infinity) await this.pages(first - 1);
	}

	private async pages(last: number): Promise<void> {
		const { view } = this;
		const met = new Set<string>();
		for (; view.page <= Math.min(last, Math.max(1, view.pages)); view.page += 1) {
			const read = await this.attempt(async () => await this.page(view.page, {}));
			if (read instanceof PickFuFailure) {
				if (isPassing(read) && !this.isLate()) return;
				// A page past the end may be refused.
				if (view.page >= view.pages) view.pages = view.page - 1;
				continue;
			}
			const before = met.size;
			read.surveys.forEach(({ id }) => met.add(id));
			// Where pages are not counted, one that brings nothing new proves the end.
			const least = met.size === before ? view.page : Math.max(view.pages, view.page + 1);
			view.pages = read.totalPages ?? least;
		}
	}

	/** A page counts as due when its turn comes before the next poll. */
	private lastPageDue(): number {
		const { pages, passAt, at } = this.memory;
		if (pages <= 1 || passAt === 0) return Infinity;
		const now = beganAt(this.turn);
		const share = (now - passAt + (now - at)) / DAY;
		return share >= 1 ? Infinity : Math.ceil(share * pages);
	}

	/** A page that fails is tried again in the next poll, though not for ever. */
	private isLate(): boolean {
		const { passAt } = this.memory;
		return passAt > 0 && beganAt(this.turn) - passAt > LONGEST_PASS_MS;
	}

	private async page(
		number: number,
		query: IDataObject,
	): Promise<{ surveys: Survey[]; totalPages?: number }> {
		const { connection, settings, deadline } = this.turn;
		const options = { query: { ...settings.scope.query, ...query }, until: deadline };
		const { records, totalPages } = await onePage(connection, 'listSurveys', number, options);
		const surveys = records.map(readSurvey);
		this.add(surveys);
		return { surveys, totalPages };
	}

	/** A survey may complete while lists are read, and so stand in one as running and in another as completed. */
	private add(surveys: Survey[]): void {
		for (const survey of surveys) {
			const known = this.view.surveys.get(survey.id);
			const isLater =
				known === undefined ||
				(isOver(survey) &&
					(!isOver(known) || (timeOf(survey.completedAt) ?? 0) > (timeOf(known.completedAt) ?? 0)));
			if (survey.id !== '' && isLater) this.view.surveys.set(survey.id, survey);
		}
	}

	/** Gives failures back; throws those of the whole account, unless they only cut the poll short. */
	private async attempt<T>(read: () => Promise<T>): Promise<T | PickFuFailure> {
		try {
			const value = await read();
			this.hasRead = true;
			return value;
		} catch (thrown) {
			const failure = (this.failure = toFailure(thrown));
			const isCutShort = this.hasRead && ['rateLimited', 'timedOut'].includes(failure.kind);
			if (isOfAccount(failure) && !isCutShort) throw failure;
			return failure;
		}
	}
}
