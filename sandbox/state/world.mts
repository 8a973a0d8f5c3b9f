import type { SandboxAccount } from '../accounts.mts';
import { demoAccounts } from '../accounts.mts';
import type { Clock } from '../clock.mts';
import { arrivalTimes } from '../panel/timing.mts';
import { guid, randomFrom } from '../random.mts';
import type { Random } from '../random.mts';
import type {
	Charge,
	ResponseNote,
	Settings,
	StoredMedia,
	StoredProject,
	StoredSurvey,
	StoredTag,
} from './model.mts';
import { defaultSettings } from './model.mts';

/** Where a survey stands at one moment. */
export interface Standing {
	/** Of a survey that was stopped early, whatever the control named. */
	status: 'unpublished' | 'in-progress' | 'completed' | 'archived' | (string & {});
	/** People who have answered. */
	answered: number;
	publishedAt: number | null;
	/** Time of the last answer, once all are in. */
	completedAt: number | null;
}

/** All that the sandbox remembers, of all teams. */
export class World {
	seed: string;
	readonly clock: Clock;
	readonly accounts: SandboxAccount[];
	settings: Settings;
	surveys = new Map<string, StoredSurvey>();
	bySerial: StoredSurvey[] = [];
	tags: StoredTag[] = [];
	projects = new Map<string, StoredProject>();
	notes = new Map<string, ResponseNote>();
	media = new Map<string, StoredMedia>();
	charges: Charge[] = [];
	/** Answers that did not fit the contract: operation and what was wrong. */
	violations: Array<{ operationId: string; status: number; errors: string[] }> = [];
	#ids: Random;
	#arrivals = new WeakMap<StoredSurvey, { key: string; times: Float64Array }>();
	readonly #initialSettings: Settings;

	/** @param settings what differs from the usual settings, kept on every reset */
	constructor(
		seed: string,
		clock: Clock,
		settings: Partial<Settings> = {},
		accounts = demoAccounts,
	) {
		this.seed = seed;
		this.clock = clock;
		this.accounts = accounts;
		this.#initialSettings = { ...defaultSettings, ...settings };
		this.settings = { ...this.#initialSettings };
		this.#ids = randomFrom(seed, 'ids');
	}

	/** Forgets everything but the clock. */
	reset(seed = this.seed): void {
		this.seed = seed;
		this.settings = { ...this.#initialSettings };
		this.surveys.clear();
		this.bySerial = [];
		this.tags = [];
		this.projects.clear();
		this.notes.clear();
		this.media.clear();
		this.charges = [];
		this.violations = [];
		this.#ids = randomFrom(seed, 'ids');
	}

	/** The next GUID; the same sequence for the same seed. */
	nextId(): string {
		return guid(this.#ids);
	}

	/** Keeps a new survey and numbers it. */
	addSurvey(survey: Omit<StoredSurvey, 'serial'>): StoredSurvey {
		const stored = { ...survey, serial: this.bySerial.length };
		this.bySerial.push(stored);
		this.surveys.set(stored.id, stored);
		return stored;
	}

	/** The tag of that name in the team, made if there is none. */
	tagNamed(team: string, name: string): StoredTag {
		const known = this.tags.find(
			(tag) => tag.team === team && tag.name.toLowerCase() === name.toLowerCase(),
		);
		if (known) return known;
		const tag = { id: 1001 + this.tags.length, team, name };
		this.tags.push(tag);
		return tag;
	}

	/** Times at which the survey's people answer, in order, sandbox milliseconds. */
	arrivals(survey: StoredSurvey): Float64Array {
		const key = survey.batches
			.map((batch) => `${batch.at}/${batch.count}/${batch.finishBy ?? ''}`)
			.join();
		const known = this.#arrivals.get(survey);
		if (known?.key === key) return known.times;
		const times = Float64Array.from(
			survey.batches.flatMap((batch, index) =>
				arrivalTimes(`${this.seed}/${survey.id}/${index}`, batch),
			),
		).sort();
		this.#arrivals.set(survey, { key, times });
		return times;
	}

	/** Where the survey stands now. */
	standing(survey: StoredSurvey): Standing {
		const first = survey.batches[0];
		if (!first) {
			const status = survey.archivedAt === null ? 'unpublished' : 'archived';
			return { status, answered: 0, publishedAt: null, completedAt: null };
		}
		const now = this.clock.now();
		const times = this.arrivals(survey);
		const last = Math.min(now, survey.archivedAt ?? now, survey.stopped?.at ?? now);
		const answered = countUpTo(times, last);
		if (survey.stopped && survey.archivedAt === null) {
			const { status } = survey.stopped;
			return { status, answered, publishedAt: first.at, completedAt: null };
		}
		const isComplete = answered === times.length;
		return {
			status: survey.archivedAt !== null ? 'archived' : isComplete ? 'completed' : 'in-progress',
			answered,
			publishedAt: first.at,
			completedAt: isComplete ? (times[times.length - 1] ?? first.at) : null,
		};
	}

	/** What people did with a response; the note is made when first asked for with `create`. */
	noteOf(responseId: string, create: true): ResponseNote;
	noteOf(responseId: string, create?: false): ResponseNote | undefined;
	noteOf(responseId: string, create = false): ResponseNote | undefined {
		const known = this.notes.get(responseId);
		if (known || !create) return known;
		const note: ResponseNote = { pinned: false, rating: null, followUps: [] };
		this.notes.set(responseId, note);
		return note;
	}
}

/** How many of the sorted times are not after `limit`. */
function countUpTo(times: Float64Array, limit: number): number {
	let low = 0;
	let high = times.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (times[middle]! <= limit) low = middle + 1;
		else high = middle;
	}
	return low;
}
