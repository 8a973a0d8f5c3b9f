import { readSurvey } from '../../nodes/PickFu/api/shapes';
import { emptyMemory, type Memory } from '../../nodes/PickFu/events/memory';
import { isToldAfterPause, wasPaused } from '../../nodes/PickFu/events/pause';
import { plan, planAhead } from '../../nodes/PickFu/events/plan';
import { sightings, timeOf } from '../../nodes/PickFu/events/sighting';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 5);
const memory = (more: Partial<Memory>): Memory => ({ ...emptyMemory('', NOW), ...more });
const seen = (...records: object[]) =>
	sightings(records.map((record) => readSurvey({ id: 's1', ...record })));

it('reads a survey once that stands in two lists, as it was later', () => {
	const running = { status: 'in-progress' };
	const completed = { status: 'completed', completedAt: '2026-01-05T10:00:00Z' };
	expect(seen(running, completed)).toMatchObject([{ isRunning: false, isCompleted: true }]);
	expect(seen(completed, running)).toMatchObject([{ isRunning: false, isCompleted: true }]);
	const again = { status: 'completed', completedAt: '2026-01-05T12:00:00Z' };
	expect(seen(again, completed)).toMatchObject([{ completedAt: Date.UTC(2026, 0, 5, 12) }]);
	expect(seen({ id: '' })).toEqual([]);
});

it.each([
	['in-progress', '2026-01-05T10:00:00Z', false],
	['unpublished', '2026-01-05T10:00:00Z', false],
	['archived', '2026-01-05T10:00:00Z', true],
	['archived', null, false],
	['stopped', '2026-01-05T10:00:00Z', true],
	['completed', null, true],
])(
	'takes a survey that is %s with the completion %s for completed: %s',
	(status, completedAt, isCompleted) => {
		expect(seen({ status, completedAt })[0]!.isCompleted).toBe(isCompleted);
	},
);

it.each([
	['2026-01-05T00:00:00Z', NOW],
	['2026-01-05T01:00:00+01:00', NOW],
	[String(NOW), NOW],
	[String(NOW / 1000), NOW],
	['soon', undefined],
	['', undefined],
])('reads the date %s', (text, time) => {
	expect(timeOf(text)).toBe(time);
});

it('reads one page where there is but one, and in turn the running ones and a page where there are more', () => {
	expect(plan('surveyCompleted', memory({ pages: 1 }))).toEqual({ running: false, page: 1 });
	let many = memory({ pages: 3, since: NOW });
	const plans = Array.from({ length: 8 }, () => {
		const next = plan('surveyCompleted', many);
		many = planAhead(next, many, { recent: [] });
		return next.page ?? 'running';
	});
	expect(plans).toEqual(['running', 1, 'running', 2, 'running', 3, 'running', 1]);
	expect(plan('surveyPublished', { ...many, isPageTurn: true })).toMatchObject({ running: true });
});

it('looks through the pages where PickFu does not know the filter by publication', () => {
	expect(plan('surveyPublished', memory({ pages: 3, page: 2, isDeaf: true }))).toEqual({
		running: true,
		page: 2,
	});
});

it('keeps the list of recent surveys within a page, and never reaches further back again', () => {
	const done = { running: true, recentFrom: 0 };
	const times = (count: number) => Array.from({ length: count }, (_, index) => NOW - index * HOUR);
	expect(planAhead(done, memory({}), { recent: times(80) }).back).toBe(0);
	const narrow = planAhead(done, memory({}), { recent: times(90) });
	expect(narrow.back).toBe(NOW - 69 * HOUR);
	expect(planAhead(done, narrow, { recent: times(10) }).back).toBe(narrow.back);
});

it.each([
	['activate', 59, 1, false],
	['activate', 61, 1, true],
	['init', 6_000, 1, false],
	['activate', 20 * 60, 24 * 60, false],
	['activate', 40 * 60, 24 * 60, true],
])(
	'takes, at a poll after "%s", %i minutes without one where they come every %i for a pause: %s',
	(mode, gap, interval, isPause) => {
		expect(wasPaused(mode, NOW - gap * 60_000, NOW, interval * 60_000)).toBe(isPause);
	},
);

it.each([
	['all', NOW + HOUR, NOW, true],
	['none', NOW - HOUR, NOW, false],
	['watched', NOW - HOUR, NOW, true],
	['watched', NOW + HOUR, NOW, false],
	['watched', NOW + HOUR, undefined, true],
] as const)(
	'after a pause, with "%s", tells of a survey published at %i when %s was known: %s',
	(policy, published, known, isTold) => {
		const [sighting] = seen({
			status: 'completed',
			publishedAt: new Date(published).toISOString(),
		});
		expect(isToldAfterPause(policy, memory({}), sighting!, known)).toBe(isTold);
		const open = [{ key: sighting!.key, time: published }];
		if (policy === 'watched')
			expect(isToldAfterPause(policy, memory({ open }), sighting!, known)).toBe(true);
	},
);
