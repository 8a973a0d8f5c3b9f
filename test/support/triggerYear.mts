import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { randomFrom } from '../../sandbox/random.mts';
import type { BulkSurveys } from '../../sandbox/state/bulk.mts';
import { poller, type Poller } from './poller.mts';
import { installClock, Trigger } from './triggerPlain.mts';
import { ask, FAULTS, hits, pagesOf } from './triggerYearSandbox.mts';
import { nothingYet, type Known, type YearOptions, type YearResult } from './triggerYearKinds.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

/**
 * Plays a year of a PickFu account with the trigger on top, on a clock that the play moves: n8n's
 * goes three hours ahead of the sandbox's. The truth is asked of the sandbox, never of the trigger.
 */
export async function playYear(options: YearOptions): Promise<YearResult> {
	return await new Year(options).play();
}

class Year {
	private readonly random;
	private readonly known: Known[] = [];
	private readonly told = new Map<string, number>();
	private readonly trigger: Poller;
	private now = 0;
	private readonly goodPolls: number[] = [];
	private old = new Set<string>();
	private readonly result = nothingYet();
	private quietRequests = 0;

	constructor(private readonly options: YearOptions) {
		const { sandbox, parameters, seed, event } = options;
		this.random = randomFrom(seed, event);
		this.trigger = poller({ parameters, apiUrl: sandbox.apiUrl, emitError: () => undefined });
	}

	async play(): Promise<YearResult> {
		const { control } = this.options.sandbox;
		installClock();
		await control.reset(this.options.seed);
		await control.change({
			clock: { freeze: true },
			settings: { rateLimit: 1e9, checkAnswers: false },
		});
		this.now = Date.parse((await control.state()).now);
		Trigger.clock = this.now + 3 * HOUR;
		await this.addOld();
		expect(await this.trigger.poll()).toBeNull();
		this.goodPolls.push(this.now);
		const { polls } = this.options;
		for (let poll = 0; poll < polls || this.known.length < this.options.surveys; poll += 1)
			await this.step(YEAR / polls);
		await this.end();
		return this.result;
	}

	/** Some surveys that were over long before the trigger began. */
	private async addOld(): Promise<void> {
		const count = Math.ceil(this.options.surveys / 8);
		const ids = await this.options.sandbox.control.addSurveys({
			count,
			sampleSize: 15,
			publishedAgoMs: 30 * 24 * HOUR,
		});
		this.old = new Set(ids);
	}

	private async step(mean: number): Promise<void> {
		const changes = await this.liveOn(this.interval(mean));
		const { control } = this.options.sandbox;
		// Some failures hit no request, as the poll makes fewer than they let by.
		const isFaulty = this.random() < 0.2;
		if (isFaulty) {
			const make = FAULTS[Math.floor(this.random() * FAULTS.length)]!;
			await control.fault(make(Math.floor(this.random() ** 2 * 3)));
		}
		const what = this.random();
		if (what < 0.02) {
			this.trigger.restart();
			this.result.restarts += 1;
		}
		await this.poll(what > 0.99, changes === 0 && !isFaulty);
		if (isFaulty) {
			this.result.faultyPolls += await hits(this.options.sandbox);
			await control.clearFaults();
		}
	}

	/** From a minute to days, so that all of them make up the year. */
	private interval(mean: number): number {
		const kind = this.random();
		const spread = kind < 0.35 ? 0.02 : kind < 0.9 ? 0.9 : 4.9;
		return Math.max(MINUTE, Math.round(mean * spread * (0.5 + this.random())));
	}

	/** Lets time pass, in which surveys are published, extended and archived. Gives how often. */
	private async liveOn(ms: number): Promise<number> {
		const { control } = this.options.sandbox;
		let changes = await this.extendAndArchive();
		const first = Math.round(ms * this.random());
		const share = this.options.surveys / YEAR;
		const left = this.options.surveys - this.known.length;
		const wanted = Math.min(left, Math.floor(share * ms + this.random()));
		const surveys: BulkSurveys[] = Array.from({ length: wanted }, () => ({
			sampleSize: 15 + Math.floor(this.random() ** 3 * 60),
			publishedAgoMs: Math.round(this.random() * ms),
		}));
		const listOrder =
			this.random() < 0.01 ? { settings: { listOrder: String(this.random()) } } : {};
		await control.change({ clock: { advanceMs: first } });
		this.now += first;
		changes += await this.extendAndArchive();
		const { made } = await control.change({
			clock: { advanceMs: ms - first },
			surveys,
			...listOrder,
		});
		this.now += ms - first;
		Trigger.clock += ms;
		made.forEach((id, index) => {
			const publishedAt = this.now - surveys[index]!.publishedAgoMs!;
			this.known.push({
				id,
				publishedAt,
				since: publishedAt,
				earlier: [],
				isArchived: false,
				extendedAt: [],
			});
		});
		this.result.surveys += made.length;
		return changes + made.length;
	}

	private async extendAndArchive(): Promise<number> {
		let changes = 0;
		const isOften = this.options.surveys / this.options.polls;
		if (this.random() < 0.12 * isOften) changes += await this.extend();
		if (this.random() < 0.1 * isOften) changes += await this.archive();
		return changes;
	}

	/** One that was told; a completion that is overwritten before anybody has looked is no event. */
	private async extend(): Promise<number> {
		const survey = this.pick((one) => !one.isArchived && one.since < this.now - 5 * HOUR);
		if (!survey) return 0;
		const { status, completedAt } = await ask(this.options.sandbox, `surveys/${survey.id}`);
		if (status !== 'completed' || !this.isTold(survey, String(completedAt))) return 0;
		await ask(this.options.sandbox, `surveys/${survey.id}/add-respondents`, { count: 15 });
		survey.earlier.push(String(completedAt));
		survey.since = this.now;
		survey.extendedAt.push(this.now);
		this.result.extensions += 1;
		return 1;
	}

	/** One that was told, or that was running when the trigger last looked. */
	private async archive(): Promise<number> {
		const survey = this.pick(
			(one) =>
				!one.isArchived &&
				(one.extendedAt.length === 0 || one.since < this.lastGoodPoll - 6 * HOUR),
		);
		if (!survey) return 0;
		const { status, completedAt } = await ask(this.options.sandbox, `surveys/${survey.id}`);
		const isOver = status === 'completed';
		if (
			this.options.event !== 'surveyCompleted'
				? !isOver || !this.isAllTold(survey)
				: isOver && !this.isTold(survey, String(completedAt))
		)
			return 0;
		if (!isOver && survey.publishedAt > this.lastGoodPoll) return 0;
		await ask(this.options.sandbox, `surveys/${survey.id}`, undefined, 'DELETE');
		survey.isArchived = true;
		this.result.archived += 1;
		return 1;
	}

	private get lastGoodPoll(): number {
		return this.goodPolls[this.goodPolls.length - 1]!;
	}

	private async poll(isSwitchedOn: boolean, isQuiet: boolean): Promise<void> {
		const before = this.options.requests();
		this.result.polls += 1;
		if (isSwitchedOn) this.result.switchedOff += 1;
		const stood = (this.trigger.inMemory().memory as IDataObject | undefined)?.at;
		const run = isSwitchedOn ? this.trigger.switchOffAndOn() : this.trigger.poll();
		const items = await run.catch((error: Error) => error);
		const memory = this.trigger.inMemory();
		const stands = (memory.memory as IDataObject | undefined)?.at;
		if (items instanceof Error || stands === stood) this.result.failedPolls += 1;
		else this.goodPolls.push(this.now);
		this.result.largestMemory = Math.max(this.result.largestMemory, JSON.stringify(memory).length);
		if (items instanceof Error) return;
		this.note(items ?? []);
		if (items === null && isQuiet && !isSwitchedOn) {
			const cost = this.options.requests() - before;
			this.quietRequests += cost;
			this.result.quiet.polls += 1;
			this.result.quiet.most = Math.max(this.result.quiet.most, cost);
		}
	}

	private note(items: INodeExecutionData[]): void {
		for (const { json } of items) {
			const { event } = this.options;
			const name = event === 'surveyCompleted' ? `${json.id} ${json.completedAt}` : String(json.id);
			this.told.set(name, (this.told.get(name) ?? 0) + 1);
			if (this.old.has(String(json.id))) this.result.old.push(name);
		}
	}

	private async end(): Promise<void> {
		const { control } = this.options.sandbox;
		// Everything completes, and the look through the pages comes round twice.
		for (
			let poll = 0;
			poll < 2 + 4 * Math.ceil((this.known.length + this.old.size) / 100);
			poll += 1
		) {
			await control.advance(HOUR);
			this.now += HOUR;
			Trigger.clock += HOUR;
			await this.poll(false, false);
		}
		const due = await this.due();
		this.result.events = due.length;
		this.result.missed = due.filter((name) => !this.told.has(name));
		this.result.twice = [...this.told].filter(([, times]) => times > 1).map(([name]) => name);
		this.result.quiet.mean = this.quietRequests / Math.max(1, this.result.quiet.polls);
	}

	/** What the sandbox says has happened. */
	private async due(): Promise<string[]> {
		const { event } = this.options;
		if (event === 'surveyPublished') return this.known.map(({ id }) => id);
		const completions = new Map<string, string | null>();
		for (const status of ['', '&status=archived']) {
			for (const one of await pagesOf(this.options.sandbox, `surveys?${status}`))
				completions.set(String(one.id), one.completedAt as string | null);
		}
		const names: string[][] = [];
		for (const { id, earlier, extendedAt } of this.known) {
			const times = [...earlier, completions.get(id) ?? []].flat();
			this.result.hidden += extendedAt.filter((at, index) =>
				this.isHidden(at, times[index + 1]),
			).length;
			const answers =
				event === 'newResponse'
					? await pagesOf(this.options.sandbox, `surveys/${id}/responses?`)
					: [];
			names.push(
				event === 'newResponse'
					? answers.map((answer) => String(answer.id))
					: times.map((time) => `${id} ${time}`),
			);
		}
		return names.flat();
	}

	/** No poll succeeded between an extension and its end. */
	private isHidden(from: number, to: string | undefined): boolean {
		return to !== undefined && !this.goodPolls.some((at) => at >= from && at < Date.parse(to));
	}

	private isTold({ id, publishedAt }: Known, completedAt: string): boolean {
		const { event } = this.options;
		if (event === 'surveyCompleted') return this.told.has(`${id} ${completedAt}`);
		return event === 'surveyPublished'
			? this.told.has(id)
			: Date.parse(completedAt) < this.lastGoodPoll && publishedAt < this.lastGoodPoll;
	}

	private isAllTold({ since }: Known): boolean {
		return since < this.lastGoodPoll - 6 * HOUR;
	}

	private pick(fits: (survey: Known) => boolean): Known | undefined {
		const survey = this.known[Math.floor(this.random() * this.known.length)];
		return survey && fits(survey) ? survey : undefined;
	}
}
