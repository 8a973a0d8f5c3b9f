import { keyOf } from './keys';
import { packEntries, unpackEntries, unpackKeys, type Entry } from './packed';

/** What is remembered of the answers of one survey. */
export interface AnswerMemory {
	/**
	 * How many had answered by the list when its answers were last read; -1 before the first time, and
	 * one less for each reading in a row that gave fewer answers than people.
	 */
	count: number;
	/** Short names of the answers that were told, or were there before. */
	told: string[];
	/** The survey was completed when its answers were last read. */
	isOver: boolean;
	/** The answers that are there at the first reading are old, and are not told. */
	isOld: boolean;
}

/** What the trigger remembers from poll to poll. Times are PickFu's own, milliseconds since 1970, but for `at`. */
export interface Memory {
	/** What it is a memory of: the account, the event and the surveys watched. */
	of: string;
	/** When it was last polled, by n8n's clock. */
	at: number;
	/** Surveys that were running when last seen, or whose event is still to be told; with their publication. */
	open: Entry[];
	/** The newest events that are told or old, by the time of the event. */
	told: Entry[];
	/** Events up to this time are told or old, even if `told` does not hold them; 0 while it holds all. */
	until: number;
	/** The newest publication seen; 0 when none was. */
	since: number;
	/** The list of recently published surveys holds those published after this time; 0 for all. */
	back: number;
	/** Pages of the whole list when last counted. */
	pages: number;
	/** The page of the whole list that is looked through next, when it has several. */
	page: number;
	/** Time of the newest event that was known when the look through the pages began; 0 when it began midway. */
	mark: number;
	/** Every event up to this time has been seen: everything was looked through since. */
	swept: number;
	/** The next poll looks through a page of the whole list, not at the surveys that are running. */
	isPageTurn: boolean;
	/** PickFu did not listen to the filter by publication. */
	isDeaf: boolean;
	/** By the survey's short name; for the event `newResponse`. */
	answers: Map<string, AnswerMemory>;
}

/** A memory as it lies in n8n's static data; small, because it is stored with the workflow. */
export interface StoredMemory {
	v: 1;
	of: string;
	at: number;
	open: string;
	told: string;
	until: number;
	since: number;
	back: number;
	pages: number;
	page: number;
	mark: number;
	swept: number;
	isPageTurn?: true;
	isDeaf?: true;
	answers?: Record<string, string>;
}

/** Told events that are kept by name; older ones are known by their time. */
export const MOST_TOLD = 64;

/** Told events that are kept by name while an account with many surveys is still being looked through. */
export const MOST_TOLD_UNSWEPT = 300;

/** Names of told answers that are kept, for surveys that are over as well: 100 kB. */
const MOST_ANSWER_LETTERS = 100_000;

/** A memory of nothing, from which a baseline is taken. */
export function emptyMemory(of: string, at: number): Memory {
	return {
		of,
		at,
		open: [],
		told: [],
		until: 0,
		since: 0,
		back: 0,
		pages: 0,
		page: 1,
		mark: 0,
		swept: 0,
		isPageTurn: false,
		isDeaf: false,
		answers: new Map(),
	};
}

/** The short name of what a memory is of. */
export function fingerprint(...parts: string[]): string {
	return keyOf(...parts);
}

/**
 * The memory in n8n's static data.
 *
 * @returns undefined when there is none, when it is of something else (another account, event or
 * choice of surveys) and when this version cannot read it: a new baseline is taken then
 */
export function readMemory(stored: unknown, of: string): Memory | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const from = stored as Record<keyof StoredMemory, unknown>;
	if (from.v !== 1 || from.of !== of) return undefined;
	const open = unpackEntries(from.open);
	const told = unpackEntries(from.told);
	const numbers = [
		from.at,
		from.until,
		from.since,
		from.back,
		from.pages,
		from.page,
		from.mark,
		from.swept,
	];
	if (open === undefined || told === undefined || !numbers.every(isCount)) return undefined;
	const [at, until, since, back, pages, page, mark, swept] = numbers as Eight;
	return {
		of,
		at,
		open,
		told,
		until,
		since,
		back,
		pages,
		page: Math.max(1, page),
		mark,
		swept,
		isPageTurn: from.isPageTurn === true,
		isDeaf: from.isDeaf === true,
		answers: readAnswers(from.answers),
	};
}

/** The memory as plain, small JSON for n8n's static data. */
export function storeMemory(memory: Memory): StoredMemory {
	const { of, at, until, since, back, pages, page, mark, swept, isPageTurn, isDeaf, answers } =
		memory;
	return {
		v: 1,
		of,
		at,
		open: packEntries(memory.open),
		told: packEntries(memory.told),
		until,
		since,
		back,
		pages,
		page,
		mark,
		swept,
		...(isPageTurn && { isPageTurn }),
		...(isDeaf && { isDeaf }),
		...(answers.size > 0 && { answers: storeAnswers(answers) }),
	};
}

type Eight = [number, number, number, number, number, number, number, number];

const OVER = 'c';
const OLD = 'o';

/** Names of one survey's answers: `12c:` and the short names; newest surveys last, oldest given up first. */
function storeAnswers(answers: Memory['answers']): Record<string, string> {
	const stored = [...answers].map(
		([key, { count, told, isOver, isOld }]): [string, string, boolean] => [
			key,
			`${count}${isOver ? OVER : ''}${isOld ? OLD : ''}:${told.join('')}`,
			isOver,
		],
	);
	let letters = stored.reduce((sum, [, text]) => sum + text.length, 0);
	const kept = stored.filter(([, text, isOver]) => {
		if (!isOver || letters <= MOST_ANSWER_LETTERS) return true;
		letters -= text.length;
		return false;
	});
	return Object.fromEntries(kept.map(([key, text]) => [key, text]));
}

function readAnswers(stored: unknown): Memory['answers'] {
	const answers: Memory['answers'] = new Map();
	if (typeof stored !== 'object' || stored === null) return answers;
	for (const [key, text] of Object.entries(stored)) {
		const [, count, flags, names] = /^(-?\d+)([a-z]*):(.*)$/.exec(String(text)) ?? [];
		const told = unpackKeys(names);
		if (count === undefined || told === undefined) continue;
		answers.set(key, {
			count: Number(count),
			told,
			isOver: flags!.includes(OVER),
			isOld: flags!.includes(OLD),
		});
	}
	return answers;
}

function isCount(value: unknown): boolean {
	return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
