import type { IDataObject } from 'n8n-workflow';
import { inOrder, READS_AT_ONCE } from '../api/concurrency';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { toFailure } from '../api/nodeErrors';
import { list, onePage } from '../api/pages';
import { isOver, readSurvey, STATUS, type Survey } from '../api/shapes';
import { timeOf } from '../api/time';
import type { Memory } from '../events/memory';
import { readOne } from '../resources/survey/readOne';
import { beganAt, isCutShort, isOfAccount, isPassing, type Turn } from './turn';

const DAY = 24 * 3_600_000;

/** So many selected surveys are read by id: lists would cost as much. */
const MOST_BY_ID = 2;

/** A pass that a page has held up for so long goes on without it. */
const LONGEST_PASS_MS = 2 * DAY;

/** A list may show a survey so long after it was published. */
const RECENT_SLACK_MS = 15 * 60_000;

/**
 * Reads what a poll needs: the surveys that run, those published lately, the pages of the whole list
 * whose turn it is, and by its id each survey that ran and is gone. With up to 100 surveys the whole
 * list is one page and shows all of it. A list only adds to what others show: it may fail, unless all do.
 *
 * @param memory in which is noted how far the lists were read
 * @returns the watched surveys by id, and whether a pass through the whole list has ended
 * @throws {PickFuFailure} when nothing could be read, and for a failure of the whole account
 */
export async function readSurveys(turn: Turn, memory: Memory) {
	const { ids = [], holds } = turn.settings.scope;
	const isById = ids.length > 0 && ids.length <= MOST_BY_ID;
	const reader = new Reader(turn, memory);
	await (isById ? reader.byId(ids) : reader.lists());
	const { failure, hasRead, isThrough } = reader;
	if (failure !== undefined && (!hasRead || (isById && memory.passAt === 0))) throw failure;
	const surveys = new Map([...reader.surveys].filter(([, survey]) => holds(survey)));
	return { surveys, isThrough: isThrough || isById };
}

class Reader {
	readonly surveys = new Map<string, Survey>();
	isThrough = false;
	hasRead = false;
	/** Why something could not be read. */
	failure?: PickFuFailure;

	constructor(
		private readonly turn: Turn,
		private readonly memory: Memory,
	) {}

	async lists(): Promise<void> {
		const { memory, surveys } = this;
		let running: unknown;
		if (memory.pages > 1) {
			// Surveys move from running to completed: what leaves this list while it is read stands in the next.
			running = await this.filtered({ [QUERY.status]: STATUS.running }, (one) => !isOver(one));
			const from = memory.at - RECENT_SLACK_MS;
			// A filter that goes by the day, in any part of the world, is a filter as well.
			const isLate = (one: Survey) => (timeOf(one.publishedAt) ?? 0) > from - 1.5 * DAY;
			await this.filtered({ [QUERY.publishedAfter]: new Date(from).toISOString() }, isLate);
		}
		await this.pass();
		// Where the list of those that run failed for a moment, it cannot be said who is gone.
		const isUnknown = running instanceof PickFuFailure && isPassing(running);
		if (isUnknown || memory.event === 'surveyPublished') return;
		await this.byId(memory.open.filter((id) => !surveys.has(id) && memory.due[id] === undefined));
	}

	/** Reads surveys by their ids; notes those that do not exist, and those that have to be read later. */
	async byId(ids: string[]): Promise<void> {
		const { memory, turn } = this;
		await inOrder(ids, READS_AT_ONCE, async (id) => {
			const read = await this.attempt(async () => await readOne(turn.connection, id, Infinity));
			if (!(read instanceof PickFuFailure)) this.add([read]);
			else if (read.status === 404) memory.open = memory.open.filter((one) => one !== id);
			else if (memory.open.includes(id)) memory.due[id] ??= { since: beganAt(turn), tries: 0 };
		});
	}

	/** A filtered list to its end; a failure, after its first page, where PickFu ignores the filter. */
	private async filtered(query: IDataObject, fits: (survey: Survey) => boolean): Promise<unknown> {
		const { connection, settings } = this.turn;
		const options = {
			query: { ...settings.scope.query, ...query },
			keep: (record: IDataObject) => {
				this.hasRead = true;
				if (fits(readSurvey(record))) return true;
				throw new PickFuFailure({ kind: 'differs', message: 'Filter ignored', outcome: 'notDone' });
			},
		};
		return await this.attempt(async () =>
			this.add((await list(connection, 'listSurveys', options)).map(readSurvey)),
		);
	}

	/** The pages of the whole list whose turn comes before the next poll, so that a pass ends within a day. */
	private async pass(): Promise<void> {
		const { memory } = this;
		const { pages, page: first, passAt, at } = memory;
		const now = beganAt(this.turn);
		const share = (now - passAt + (now - at)) / DAY;
		const last = pages <= 1 || share >= 1 ? Infinity : Math.ceil(share * pages);
		const met = new Set<string>();
		// Once through, what was read before the last poll may have changed since.
		const isDue = () =>
			this.isThrough ? last === Infinity && memory.page < first : memory.page <= last;
		while (isDue() && (await this.readPage(met))) {
			memory.page += 1;
			if (memory.page <= memory.pages) continue;
			this.isThrough = true;
			memory.page = 1;
			met.clear();
		}
	}

	/** @returns false for a page that failed and is read again by the next poll, though not for ever */
	private async readPage(met: Set<string>): Promise<boolean> {
		const { memory, turn } = this;
		const options = { query: turn.settings.scope.query };
		const read = await this.attempt(
			async () => await onePage(turn.connection, 'listSurveys', memory.page, options),
		);
		if (read instanceof PickFuFailure) {
			const isLate = memory.passAt > 0 && beganAt(turn) - memory.passAt > LONGEST_PASS_MS;
			if (isCutShort(read) || (isPassing(read) && !isLate)) return false;
			// A page past the end may be refused.
			if (memory.page >= memory.pages) memory.pages = memory.page - 1;
			return true;
		}
		const before = met.size;
		this.add(read.records.map(readSurvey)).forEach(({ id }) => met.add(id));
		// Where pages are not counted, one that brings nothing new proves the end.
		const least = met.size === before ? memory.page : Math.max(memory.pages, memory.page + 1);
		memory.pages = read.totalPages ?? least;
		return true;
	}

	/** A survey may complete while lists are read, and so stand in one as running and in another as completed. */
	private add(surveys: Survey[]): Survey[] {
		for (const survey of surveys) {
			const known = this.surveys.get(survey.id);
			const isLater = known === undefined || (isOver(survey) && !isOver(known));
			if (survey.id !== '' && isLater) this.surveys.set(survey.id, survey);
		}
		return surveys;
	}

	/** Gives failures back, but for those of the whole account. */
	private async attempt<T>(read: () => Promise<T>): Promise<T | PickFuFailure> {
		try {
			const value = await read();
			this.hasRead = true;
			return value;
		} catch (thrown) {
			this.failure = toFailure(thrown);
			if (isOfAccount(this.failure)) throw this.failure;
			return this.failure;
		}
	}
}
