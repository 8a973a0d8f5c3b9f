import type { IDataObject } from 'n8n-workflow';
import type { Play, Watch } from './triggerPlay.mts';
import type { Setting, Step } from './triggerSteps.mts';
import { Trigger } from './triggerPlain.mts';
import { World, type Quirks, type Refusal, type WorldSurvey } from './triggerWorld.mts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What became of a play: names of events. */
export interface Outcome {
	missed: string[];
	twice: string[];
	/** Emitted although it had happened before the start, or in another account. */
	old: string[];
	/** Emitted later than by the poll after it happened, or a day after. */
	late: string[];
}

/**
 * An account, a trigger on it, and the truth about both: what has to be emitted is worked out from what
 * was done to the account, never from the trigger.
 */
export class Model {
	readonly trigger: Watch;
	private readonly emitted = new Map<string, number[]>();
	/** When each poll was made that met no failure. */
	private readonly goodPolls: number[] = [];
	/** Surveys of before, of another account, or filed after they had completed. */
	private readonly oldIds = new Set<string>();
	/** Time in which nothing could be emitted does not count as late. */
	private excused: [number, number][] = [];
	private from = 0;
	private turn: number;

	constructor(
		private readonly here: Play,
		private readonly setting: Setting,
		private readonly event: string,
		private readonly parameters: IDataObject,
	) {
		const world = (here.world = new World());
		const { seed, pageSize, clockHours, quirks, isDurable } = setting;
		this.turn = seed;
		Object.assign(world, { pageSize, quirks: { ...quirks, without: this.without(quirks) } });
		Trigger.clock = world.now + clockHours * 60 * MINUTE;
		world.order = (surveys) => this.ordered(surveys);
		for (let index = 0; index < setting.old; index += 1) {
			const publishedAt = world.now - (index + 2) * 45 * MINUTE;
			this.oldIds.add(world.publish(10, { publishedAt, tags: this.tags }).id);
		}
		this.trigger = here.watch({ event, ...parameters });
		this.trigger.isDurable = isDurable;
	}

	/** Plays all steps, lets everything end, and compares. */
	async play(): Promise<Outcome> {
		const { here, setting } = this;
		await this.poll();
		this.from = here.world.now;
		for (const one of setting.steps) {
			await this.step(one);
			here.pass(1);
		}
		here.world.before = () => undefined;
		here.pass(1_000);
		// A pass through the list comes round.
		const polls = Math.max(4, Math.ceil((2.2 * 24 * 60) / Math.max(60, setting.interval)));
		for (let poll = 0; poll < polls; poll += 1) {
			await this.poll();
			here.pass(Math.max(60, setting.interval));
		}
		await this.poll();
		return this.compare();
	}

	private get tags(): number[] {
		return 'tagId' in this.parameters ? [7] : [];
	}

	/** Without a time, what is filed late, or missed by a list that orders itself anew, cannot be told from what is new. */
	private without({ without = [] }: Quirks): string[] {
		const { steps, order } = this.setting;
		return order === 'eachRequest' || steps.some(({ kind }) => kind === 'fileOld')
			? without.filter((name) => name !== 'completedAt' && name !== 'publishedAt')
			: without;
	}

	private random(): number {
		this.turn = (Math.imul(this.turn ^ (this.turn >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
		return ((this.turn ^ (this.turn >>> 13)) >>> 0) / 2 ** 32;
	}

	private shuffledBy = 0;

	private ordered(surveys: WorldSurvey[]): WorldSurvey[] {
		const { order } = this.setting;
		if (order === 'made') return surveys;
		if (order === 'eachRequest') this.shuffledBy += 1;
		const key = ({ id }: WorldSurvey) =>
			(Number(id.slice(1)) * 7_919 + this.shuffledBy * 104_729) % 10_007;
		return [...surveys].sort((a, b) => key(a) - key(b));
	}

	private async step({ kind, pick, share }: Step): Promise<void> {
		const { here, trigger } = this;
		const { world } = here;
		const minutes = Math.max(1, (this.setting.interval * share) / 25);
		const here_ = [...world.surveys.values()].filter(
			({ isArchived, publishedAt }) => !isArchived && publishedAt <= world.now,
		);
		const chosen = here_[pick % Math.max(1, here_.length)];
		switch (kind) {
			case 'publish':
				// Some complete before the next poll.
				world.publish(minutes, { tags: this.tags });
				break;
			case 'late':
				// A list shows it a little after it was published.
				world.publish(minutes + 2, { tags: this.tags, shownFrom: world.now + 20_000 });
				break;
			case 'extend':
				if (chosen && this.isSettled(chosen)) world.extend(chosen, minutes);
				break;
			case 'archive':
				if (chosen && this.isSettled(chosen)) chosen.isArchived = true;
				break;
			case 'remove':
				if (chosen && this.isSettled(chosen)) world.surveys.delete(chosen.id);
				break;
			case 'file':
				if (chosen && !world.isCompleted(chosen)) chosen.tags = [...chosen.tags, 9];
				break;
			case 'fileOld':
				this.oldIds.add(
					world.publish(10, { publishedAt: this.from - (10 + pick) * 60 * MINUTE, tags: this.tags })
						.id,
				);
				break;
			case 'pass':
				here.pass(minutes * 4);
				break;
			case 'restart':
				trigger.restart();
				break;
			case 'offOn':
				trigger.switchOn();
				await this.poll();
				break;
			case 'account':
				// The same team with another key: known again by a survey that runs.
				if (!this.storesOneThatRuns()) break;
				trigger.credential = { ...trigger.credential, apiKey: `key-${pick}` };
				break;
			default:
				await this.oddPoll(kind, pick, minutes);
		}
	}

	/** n8n has stored a survey that runs, by which the same team is known again, over a restart too. */
	private storesOneThatRuns(): boolean {
		const { open = [] } = (this.trigger.saved.memory ?? {}) as { open?: string[] };
		const { world } = this.here;
		return open.some((id) => world.surveys.has(id) && !world.isCompleted(world.surveys.get(id)!));
	}

	/** A poll in which something goes wrong, or changes. */
	private async oddPoll(kind: Step['kind'], pick: number, minutes: number): Promise<void> {
		const { here } = this;
		const { world } = here;
		let left = pick % 4;
		const refusals: Record<string, () => Refusal | undefined | Promise<Refusal | undefined>> = {
			// From some request on nothing works any more; or one request stumbles.
			failing: () => (left-- > 0 || (pick % 5 === 0 && left < -1) ? undefined : 503),
			changing: () => {
				if (this.random() < 0.5) world.publish(minutes, { tags: this.tags });
				here.pass(this.random() / 10);
				return undefined;
			},
			overlapping: async () => {
				if (left-- === 0) expect(await this.trigger.poll()).toEqual([]);
				return undefined;
			},
		};
		if (kind === 'hung') {
			world.before = () => 'hang';
			void this.trigger.poll();
			await new Promise(setImmediate);
			world.before = () => undefined;
			here.pass(6);
			return;
		}
		if (kind === 'refused') {
			const status = [400, 403, 404, 500][pick % 4];
			const name = ['published_after', 'status', 'page'][pick % 3]!;
			// A list that only adds; a page past the end.
			world.before = ({ path, query }) =>
				path === '/surveys' &&
				query[name] !== undefined &&
				(name !== 'page' || Number(query.page) > 1)
					? status
					: undefined;
		} else if (kind === 'unreadable') {
			world.before = ({ path }) => (path === '/surveys' ? undefined : 403);
		} else world.before = refusals[kind] ?? (() => undefined);
		const errors = this.trigger.errors.length;
		await this.poll(kind === 'poll' || kind === 'overlapping' || kind === 'changing');
		world.before = () => undefined;
		expect(this.trigger.errors.slice(errors).filter(() => kind === 'refused')).toEqual([]);
	}

	private async poll(isGood = true): Promise<void> {
		const { world } = this.here;
		for (const { json } of await this.trigger.poll()) {
			const name = this.event === 'newResponse' ? String(json.id) : this.nameOf(String(json.id));
			this.emitted.set(name, [...(this.emitted.get(name) ?? []), world.now]);
		}
		if (isGood) this.goodPolls.push(world.now);
		else this.excused.push([world.now, world.now]);
	}

	/** A completion is known by how many people it had. */
	private nameOf(id: string): string {
		return this.event === 'surveyPublished'
			? id
			: `${id} of ${this.here.world.surveys.get(id)?.sampleSize}`;
	}

	/** All that has happened to it was emitted, so that changing it makes no event disappear. */
	private isSettled(survey: WorldSurvey): boolean {
		const { world } = this.here;
		if (!world.isCompleted(survey)) return false;
		if (this.event === 'newResponse')
			return !this.oldIds.has(survey.id) && survey.answers.every(({ id }) => this.emitted.has(id));
		const isOld = survey.completions.at(-1)! <= this.from || this.oldIds.has(survey.id);
		return (isOld && survey.completions.length === 1) || this.emitted.has(this.nameOf(survey.id));
	}

	private compare(): Outcome {
		const due = this.due();
		const names = new Set(due.map(({ name }) => name));
		return {
			missed: due.filter(({ name }) => !this.emitted.has(name)).map(({ name }) => name),
			twice: [...this.emitted].filter(([, times]) => times.length > 1).map(([name]) => name),
			old: [...this.emitted.keys()].filter((name) => !names.has(name) && this.isOld(name)),
			late: due
				.filter(({ name, at }) => this.isLate(at, this.emitted.get(name)?.[0]))
				.map(({ name }) => name),
		};
	}

	private isOld(name: string): boolean {
		const [id] = name.split(/[ -]/);
		return (
			this.oldIds.has(id!) && (this.here.world.surveys.get(id!)?.completions.length ?? 1) === 1
		);
	}

	/** What has happened since the start, to surveys that are still there. */
	private due(): { name: string; at: number }[] {
		const { now, surveys } = this.here.world;
		const counts = (at: number) => at > this.from && at <= now;
		return [...surveys.values()].flatMap(
			({ id, publishedAt, completions, answers, sampleSize }) => {
				if (this.event === 'surveyPublished')
					return counts(publishedAt) ? [{ name: id, at: publishedAt }] : [];
				if (this.event === 'newResponse') {
					const isWatched = publishedAt > this.from;
					return answers
						.filter(({ at }) => isWatched && counts(at))
						.map(({ id: name, at }) => ({ name, at }));
				}
				return completions
					.map((at, index) => ({
						name: `${id} of ${sampleSize - 15 * (completions.length - 1 - index)}`,
						at,
					}))
					.filter(({ at }) => counts(at));
			},
		);
	}

	/** Neither by the first good poll after it happened nor a day after. */
	private isLate(at: number, emittedAt: number | undefined): boolean {
		// A page that holds others at each request may hide a survey for long.
		if (emittedAt === undefined || this.setting.order === 'eachRequest') return false;
		const next = this.goodPolls.find((poll) => poll >= at + 21_000) ?? emittedAt;
		if (emittedAt <= next || emittedAt - at <= DAY) return false;
		// Polls that failed, and time in which nobody polled, do not count.
		const inTime = this.goodPolls.filter((poll) => poll > at + DAY && poll < emittedAt);
		return inTime.length > 0;
	}
}
