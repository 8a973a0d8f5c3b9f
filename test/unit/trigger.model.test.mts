import fc from 'fast-check';
import { installClock, Trigger, World, type WorldSurvey } from '../support/triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// Waiting moves n8n's clock instead.
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const MINUTE = 60_000;
const RUNS = Number(process.env.PICKFU_MODEL_RUNS ?? 40);

/** What happens between two looks; numbers choose among what there is. */
type Step =
	| {
			kind: 'publish' | 'extend' | 'archive' | 'remove' | 'file' | 'pass';
			pick: number;
			minutes: number;
	  }
	| {
			kind: 'poll' | 'failing' | 'changing' | 'overlapping' | 'restart' | 'offOn';
			pick: number;
			minutes: number;
	  };

const step = (kinds: Step['kind'][]) =>
	fc.record({
		kind: fc.constantFrom(...kinds),
		pick: fc.nat(1_000),
		minutes: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 30, max: 900 })),
	}) as fc.Arbitrary<Step>;

const steps = fc.array(
	step([
		...([
			'publish',
			'publish',
			'publish',
			'extend',
			'extend',
			'archive',
			'remove',
			'file',
			'pass',
		] as const),
		...([
			'poll',
			'poll',
			'poll',
			'failing',
			'changing',
			'overlapping',
			'restart',
			'offOn',
		] as const),
	]),
	{ minLength: 5, maxLength: 60 },
);

interface Setting {
	steps: Step[];
	seed: number;
	pageSize: number;
	old: number;
	isShuffled: boolean;
	clockHours: number;
}

const setting: fc.Arbitrary<Setting> = fc.record({
	steps,
	seed: fc.nat(),
	pageSize: fc.constantFrom(3, 7, 100),
	old: fc.nat(25),
	isShuffled: fc.boolean(),
	clockHours: fc.integer({ min: -30, max: 30 }),
});

/** A small seeded source of numbers from 0 to below 1. */
function random(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
		return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
	};
}

/** Plays a setting, with the events that a trigger has told and those that it must tell. */
class Play {
	readonly world = new World();
	readonly told = new Map<string, number>();
	readonly trigger: Trigger;
	readonly next: () => number;
	/** Surveys that were running when n8n last saved. */
	private savedOpen = new Set<string>();

	constructor(
		readonly setting: Setting,
		readonly event: 'surveyCompleted' | 'surveyPublished' | 'newResponse',
		parameters: object = {},
	) {
		this.next = random(setting.seed);
		const { world } = this;
		world.pageSize = setting.pageSize;
		Trigger.clock = world.now + setting.clockHours * 60 * MINUTE;
		for (let index = 0; index < setting.old; index += 1) {
			world.publish(10, { publishedAt: world.now - (index + 1) * 45 * MINUTE, tags: [7] });
		}
		const keys = new Map<string, number>();
		if (setting.isShuffled) {
			world.order = (surveys) => {
				for (const { id } of surveys) if (!keys.has(id)) keys.set(id, this.next());
				return [...surveys].sort((a, b) => keys.get(a.id)! - keys.get(b.id)!);
			};
		}
		this.reorder = () => keys.clear();
		this.trigger = new Trigger(world, {
			authentication: 'apiKey',
			event,
			simplify: false,
			options: { missedEvents: 'all' },
			...parameters,
		});
	}

	private readonly reorder: () => void;

	pass(minutes: number): void {
		this.world.now += minutes * MINUTE;
		Trigger.clock += minutes * MINUTE;
	}

	async poll(): Promise<void> {
		this.reorder();
		const items = await this.trigger.poll();
		if (items.length > 0) this.noteSaved();
		for (const { json } of items) {
			const name =
				this.event === 'newResponse'
					? String(json.id)
					: this.nameOf(json.id as string, json.completedAt as string);
			this.told.set(name, (this.told.get(name) ?? 0) + 1);
		}
	}

	noteSaved(): void {
		const running = [...this.world.surveys.values()].filter(
			(survey) => !this.world.isCompleted(survey),
		);
		this.savedOpen = new Set(running.map(({ id }) => id));
	}

	async play(one: Step): Promise<void> {
		const { world } = this;
		const all = [...world.surveys.values()].filter(
			({ isArchived, publishedAt }) => !isArchived && publishedAt <= world.now,
		);
		const chosen = all[one.pick % Math.max(1, all.length)];
		switch (one.kind) {
			case 'publish':
				// Some complete before the next look.
				world.publish(one.minutes, { publishedAt: world.now + (one.pick % 3) * MINUTE, tags: [7] });
				break;
			case 'extend':
				if (chosen && world.isCompleted(chosen) && this.isTold(chosen))
					world.extend(chosen, one.minutes);
				break;
			case 'archive':
				// A completion that nobody has seen coming is not seen in the archive either.
				if (chosen && (this.isTold(chosen) || this.savedOpen.has(chosen.id))) {
					if (!world.isCompleted(chosen)) chosen.completions.pop();
					if (chosen.completions.length === 0) world.surveys.delete(chosen.id);
					else chosen.isArchived = true;
				}
				break;
			case 'remove':
				if (chosen && this.isTold(chosen)) world.surveys.delete(chosen.id);
				break;
			case 'file':
				if (chosen && !world.isCompleted(chosen)) chosen.tags = [...chosen.tags, one.pick];
				break;
			case 'pass':
				this.pass(one.minutes);
				break;
			case 'failing': {
				// From some request on nothing works any more; or one request stumbles.
				let left = one.pick % 4;
				world.before = () => (left-- > 0 || (one.pick % 5 === 0 && left < -1) ? undefined : 503);
				await this.poll();
				world.before = () => undefined;
				break;
			}
			case 'changing': {
				// Things happen while pages are read.
				world.before = () => {
					if (this.next() < 0.5) world.publish(one.minutes, { tags: [7] });
					this.pass(this.next() * 3);
					return undefined;
				};
				await this.poll();
				world.before = () => undefined;
				break;
			}
			case 'overlapping': {
				let meets = 1;
				world.before = async () => {
					if (meets-- > 0) expect(await this.trigger.poll()).toEqual([]);
					return undefined;
				};
				await this.poll();
				world.before = () => undefined;
				break;
			}
			case 'restart':
				this.trigger.restart();
				break;
			case 'offOn':
				this.trigger.switchOn();
				await this.poll();
				break;
			default:
				await this.poll();
		}
		this.pass(1);
	}

	/** The names of all events that have happened since the baseline. */
	due(from: number): string[] {
		const { now, surveys } = this.world;
		const hasBeen = (time: number) => time > from && time <= now;
		return [...surveys.values()].flatMap(({ id, publishedAt, completions, answers }) => {
			if (this.event === 'surveyPublished') return hasBeen(publishedAt) ? [id] : [];
			if (this.event === 'newResponse')
				return answers.filter(({ at }) => hasBeen(at)).map((answer) => answer.id);
			return completions
				.filter(hasBeen)
				.map((time) => this.nameOf(id, new Date(time).toISOString()));
		});
	}

	private nameOf(id: string, completedAt: string): string {
		return this.event === 'surveyPublished' ? id : `${id} ${completedAt}`;
	}

	private isTold({ id, completions, publishedAt, answers }: WorldSurvey): boolean {
		const last = completions[completions.length - 1]!;
		// Of one that was over at the beginning, answers are known only from when it is seen running.
		if (this.event === 'newResponse')
			return publishedAt > this.from && answers.every((answer) => this.told.has(answer.id));
		const happened = this.event === 'surveyPublished' ? publishedAt : last;
		return happened <= this.from || this.told.has(this.nameOf(id, new Date(last).toISOString()));
	}

	from = 0;
}

async function everyEventOnce(play: Play): Promise<void> {
	const {
		world,
		setting: { steps: wanted },
	} = play;
	await play.poll();
	play.noteSaved();
	play.from = world.now;
	expect([...play.told]).toEqual([]);
	play.pass(1);
	for (const one of wanted) await play.play(one);
	// Everything completes, and the look through the pages comes round.
	const missing = () => play.due(play.from).filter((name) => !play.told.has(name));
	play.pass(1_000);
	for (let polls = 0; polls < 600 && (polls < 3 || missing().length > 0); polls += 1) {
		await play.poll();
		play.pass(20);
	}
	expect(missing()).toEqual([]);
	expect([...play.told].filter(([, times]) => times !== 1)).toEqual([]);
	const due = new Set(play.due(0).filter((name) => !play.due(play.from).includes(name)));
	expect([...play.told.keys()].filter((name) => due.has(name))).toEqual([]);
}

beforeEach(() => {
	installClock();
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});

it.each(['surveyCompleted', 'surveyPublished'] as const)(
	'tells every %s once, whatever happens between and during polls',
	async (event) => {
		await fc.assert(
			fc.asyncProperty(setting, async (one) => await everyEventOnce(new Play(one, event))),
			{ numRuns: RUNS },
		);
	},
	120_000,
);

it('tells every answer once, whatever happens between and during polls', async () => {
	await fc.assert(
		fc.asyncProperty(setting, async (one) => await everyEventOnce(new Play(one, 'newResponse'))),
		{ numRuns: RUNS },
	);
}, 120_000);

it('tells every completion in a tag once', async () => {
	await fc.assert(
		fc.asyncProperty(setting, async (one) => {
			await everyEventOnce(new Play(one, 'surveyCompleted', { scope: 'tag', tagId: '7' }));
		}),
		{ numRuns: RUNS },
	);
}, 120_000);
