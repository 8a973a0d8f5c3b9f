import fc from 'fast-check';
import {
	emptyMemory,
	fingerprint,
	readMemory,
	storeMemory,
	MOST_TOLD,
	MOST_TOLD_UNSWEPT,
	type AnswerMemory,
	type Memory,
} from '../../nodes/PickFu/events/memory';
import { keyOf } from '../../nodes/PickFu/events/keys';
import { sightings, type Sighting } from '../../nodes/PickFu/events/sighting';
import { baseline, settle, type Look } from '../../nodes/PickFu/events/surveys';
import { readSurvey } from '../../nodes/PickFu/api/shapes';

const SECOND = 1_000;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);
const OF = fingerprint('account', 'surveyCompleted', 'all');

const letter = fc.constantFrom(
	...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
);
const key = fc.array(letter, { minLength: 6, maxLength: 6 }).map((letters) => letters.join(''));
const time = fc
	.integer({ min: START / SECOND, max: START / SECOND + 9_999_999 })
	.map((seconds) => seconds * SECOND);
const entries = fc.array(fc.record({ key, time }), { maxLength: 5 });
const answer: fc.Arbitrary<AnswerMemory> = fc.record({
	count: fc.integer({ min: -4, max: 500 }),
	told: fc.array(key, { maxLength: 4 }),
	isOver: fc.boolean(),
	isOld: fc.boolean(),
});
const memories: fc.Arbitrary<Memory> = fc.record({
	of: fc.constant(OF),
	at: time,
	open: entries,
	told: entries,
	until: time,
	since: time,
	back: time,
	pages: fc.nat(60),
	page: fc.integer({ min: 1, max: 60 }),
	mark: time,
	swept: time,
	isPageTurn: fc.boolean(),
	isDeaf: fc.boolean(),
	answers: fc.array(fc.tuple(key, answer), { maxLength: 4 }).map((pairs) => new Map(pairs)),
});

const json = (memory: Memory) =>
	JSON.parse(JSON.stringify(storeMemory(memory))) as Record<string, unknown>;

it('is read back from the JSON that n8n keeps', () => {
	fc.assert(
		fc.property(memories, (memory) => expect(readMemory(json(memory), OF)).toEqual(memory)),
	);
});

it.each([
	['nothing', undefined],
	['text', 'v1'],
	['a list', []],
	['an empty object', {}],
	['a version to come', { ...json(emptyMemory(OF, START)), v: 2 }],
	['a version without a number', { ...json(emptyMemory(OF, START)), v: undefined }],
	[
		'one of another account',
		{ ...json(emptyMemory(OF, START)), of: fingerprint('other', 'surveyCompleted', 'all') },
	],
	['one whose list is cut', { ...json(emptyMemory(OF, START)), open: 'abcdefgh' }],
	['one whose list is gone', { ...json(emptyMemory(OF, START)), told: undefined }],
	['one whose number is text', { ...json(emptyMemory(OF, START)), until: '2026' }],
	['one whose number is not one', { ...json(emptyMemory(OF, START)), since: null }],
	['one whose number is negative', { ...json(emptyMemory(OF, START)), swept: -1 }],
])('is not read from %s, so that a new baseline is taken', (_, stored) => {
	expect(readMemory(stored, OF)).toBeUndefined();
});

it('leaves out the answers of a survey that it cannot read, and keeps the others', () => {
	const memory = emptyMemory(OF, START);
	memory.answers.set('aaaaaa', {
		count: 2,
		told: ['bbbbbb', 'cccccc'],
		isOver: true,
		isOld: false,
	});
	const stored = json(memory) as { answers: Record<string, unknown> };
	Object.assign(stored.answers, { dddddd: '2:bbb', eeeeee: 7, ffffff: 'what' });
	expect([...readMemory(stored, OF)!.answers]).toEqual([...memory.answers]);
});

function survey(number: number, more: object = {}): Sighting {
	const publishedAt = new Date(START + number * HOUR).toISOString();
	return sightings([
		readSurvey({
			id: `00000000-0000-4000-8000-${number}`,
			status: 'in-progress',
			publishedAt,
			...more,
		}),
	])[0]!;
}

const completed = (number: number) =>
	survey(number, {
		status: 'completed',
		completedAt: new Date(START + number * HOUR + 60_000).toISOString(),
	});

const look = (seen: Sighting[], whole = true): Look => ({
	seen,
	coverage: { whole, running: true },
	newest: START,
});

const size = (memory: Memory) => JSON.stringify(storeMemory(memory)).length;

it('takes about a kilobyte for a hundred running surveys, and below 2.2 kB with all that it may hold by name', () => {
	const running = Array.from({ length: 100 }, (_, index) => survey(index));
	const over = Array.from({ length: 1_000 }, (_, index) => completed(1_000 + index));
	const memory = baseline(
		'surveyCompleted',
		emptyMemory(OF, Date.now()),
		look([...running, ...over]),
	);
	expect(storeMemory(memory).open).toHaveLength(1_100);
	expect(memory.told).toHaveLength(MOST_TOLD);
	expect(
		size({ ...memory, pages: 50, page: 50, mark: START, back: START, isPageTurn: true }),
	).toBeLessThan(2_200);
});

it('keeps the newest names of told events, and the others by their time', () => {
	const events = Array.from({ length: 200 }, (_, index) => completed(index));
	const memory = settle('surveyCompleted', emptyMemory(OF, START), look(events), {
		told: events,
		pending: [],
	});
	expect(memory.told.map((entry) => entry.key)).toEqual(
		events
			.slice(-MOST_TOLD)
			.map(({ survey: { id }, completedAt }) => keyOf(id, String(completedAt))),
	);
	expect(memory.until).toBeGreaterThanOrEqual(events[199 - MOST_TOLD]!.completedAt!);
	expect(memory.until).toBeLessThan(events[200 - MOST_TOLD]!.completedAt!);
});

it('keeps more names while the whole list was not looked through since, and never more than it may', () => {
	let memory = emptyMemory(OF, START);
	for (let number = 0; number < 1_000; number += 10) {
		const events = Array.from({ length: 10 }, (_, index) => completed(number + index));
		memory = settle('surveyCompleted', memory, look(events, false), { told: events, pending: [] });
		if (number < MOST_TOLD_UNSWEPT) expect(memory.until).toBe(0);
	}
	expect(memory.told).toHaveLength(MOST_TOLD_UNSWEPT);
	expect(memory.until).toBeGreaterThan(START);
});

it('does not grow because of a publication that can never be told', () => {
	const stuck = survey(0);
	let memory = emptyMemory(OF, START);
	for (let number = 1; number < 1_000; number += 1) {
		const told = [survey(number)];
		memory = settle('surveyPublished', memory, look([stuck, ...told]), { told, pending: [stuck] });
	}
	expect(memory.told.length).toBeLessThanOrEqual(MOST_TOLD_UNSWEPT);
});

it('forgets the answers of the oldest surveys that are over, and of none that is running, beyond 100 kB', () => {
	const memory = emptyMemory(OF, START);
	const names = Array.from({ length: 1_000 }, (_, index) => keyOf(`answer ${index}`));
	const of = (isOver: boolean): AnswerMemory => ({
		count: 1_000,
		told: names,
		isOver,
		isOld: false,
	});
	memory.answers.set('runni1', of(false));
	for (let number = 0; number < 30; number += 1)
		memory.answers.set(keyOf(`over ${number}`), of(true));
	memory.answers.set('runni2', of(false));
	const kept = [...readMemory(json(memory), OF)!.answers.keys()];
	expect(size(memory)).toBeLessThan(101_000);
	expect(kept).toEqual(['runni1', ...[...memory.answers.keys()].slice(-15)]);
});
