import { createClock } from '../../sandbox/clock.mts';
import { answer } from '../../sandbox/panel/answers.mts';
import { demographics } from '../../sandbox/panel/people.mts';
import { findResponse, responseId } from '../../sandbox/panel/responses.mts';
import { arrivalTimes, typicalDuration } from '../../sandbox/panel/timing.mts';
import { addInBulk } from '../../sandbox/state/bulk.mts';
import type { StoredQuestion } from '../../sandbox/state/model.mts';
import { World } from '../../sandbox/state/world.mts';

const minute = 60_000;
const options = ['Sage', 'Brick', 'Cream', 'Navy'].map((value) => ({
	id: `id of ${value}`,
	value,
}));
const question = (id: string, type: StoredQuestion['type']): StoredQuestion => ({
	id,
	type,
	prompt: 'Which?',
	options,
});

function world(seed: string) {
	let now = Date.UTC(2030, 0, 1);
	const clock = createClock(1, () => now);
	return { world: new World(seed, clock), pass: (milliseconds: number) => (now += milliseconds) };
}

describe('the simulated panel', () => {
	test('gives the same answers for the same seed, and others for another', () => {
		const of = (seed: string) =>
			Array.from({ length: 40 }, (_, person) =>
				answer(seed, question('q', 'ranked'), person, 'value', ''),
			);
		expect(of('one')).toEqual(of('one'));
		expect(of('one')).not.toEqual(of('two'));
	});

	test('makes the same survey with the same ids and times in two worlds of one seed', () => {
		const made = () => {
			const { world: one } = world('twin');
			const [id] = addInBulk(one, { sampleSize: 30, status: 'in-progress' });
			const survey = one.surveys.get(id!)!;
			return { survey, times: [...one.arrivals(survey)], standing: one.standing(survey) };
		};
		expect(made()).toEqual(made());
	});

	test.each([
		[15, 0, 15],
		[30, 15, 30],
		[50, 0, 60],
		[75, 0, 60],
		[100, 60, 120],
		[200, 120, 240],
		[500, 120, 240],
	])(
		'of %i people answers within the time PickFu calls typical: %i to %i minutes',
		(count, least, most) => {
			for (let seed = 0; seed < 50; seed++) {
				const times = arrivalTimes(String(seed), { at: 1000, count });
				const last = (times[times.length - 1]! - 1000) / minute;
				expect(times).toHaveLength(count);
				expect(times[0]).toBeGreaterThan(1000);
				expect(last).toBeGreaterThan(least);
				expect(last).toBeLessThan(most);
			}
			expect(typicalDuration(count)).toBeLessThan(most * minute);
		},
	);

	test('loses nobody: as time passes the number of answers only grows, up to the sample', () => {
		const { world: one, pass } = world('grow');
		const [id] = addInBulk(one, { sampleSize: 100, status: 'in-progress' });
		const survey = one.surveys.get(id!)!;
		let before = 0;
		for (let step = 0; step < 150; step++) {
			const { answered, status, completedAt } = one.standing(survey);
			expect(answered).toBeGreaterThanOrEqual(before);
			expect(status).toBe(answered === 100 ? 'completed' : 'in-progress');
			expect(completedAt === null).toBe(answered < 100);
			before = answered;
			pass(minute);
		}
		expect(before).toBe(100);
	});

	test('usually has a favourite: most questions with four options have one that leads clearly', () => {
		let clear = 0;
		for (let number = 0; number < 100; number++) {
			const votes = new Map<unknown, number>();
			for (let person = 0; person < 50; person++) {
				const { chosen_option } = answer(
					'taste',
					question(`q${number}`, 'single_select'),
					person,
					'value',
					'',
				);
				votes.set(chosen_option, (votes.get(chosen_option) ?? 0) + 1);
			}
			expect([...votes.values()].reduce((sum, count) => sum + count)).toBe(50);
			const [first = 0, second = 0] = [...votes.values()].sort((a, b) => b - a);
			if (first - second >= 5) clear++;
		}
		expect(clear).toBeGreaterThan(60);
	});

	test('is made of the people who were asked for', () => {
		const audience = {
			targeting: ['female', 'age-18-34', 'amznpr'],
			reporting: ['amznpr', 'diet', 'unheard-of'],
		};
		for (let person = 0; person < 100; person++) {
			const facts = new Map(
				demographics(`p${person}`, audience).map(({ permalink, value }) => [permalink, value]),
			);
			expect([...facts.keys()]).toEqual(['gender', 'age-range', 'amznpr', 'diet', 'unheard-of']);
			expect(facts.get('gender')).toBe('Female');
			expect(['18-24', '25-34']).toContain(facts.get('age-range'));
			expect(facts.get('amznpr')).toBe('Yes');
			expect(facts.get('unheard-of')).toBe('Not stated');
		}
	});

	test('gives each answer an id of its own by which it is found, in its team only', () => {
		const { world: one } = world('ids');
		const [first, second] = addInBulk(one, { count: 2, sampleSize: 200 }).map((id) =>
			one.surveys.get(id)!,
		);
		const ids = new Set<string>();
		for (const survey of [first!, second!]) {
			for (let person = 0; person < 200; person++) {
				const key = { survey, question: survey.questions[0]!, person };
				const id = responseId(one, key);
				ids.add(id);
				expect(findResponse(one, survey.team, id)).toEqual(key);
				expect(findResponse(one, 'Harbour Games', id)).toBeUndefined();
			}
		}
		expect(ids.size).toBe(400);
		const beyond = responseId(one, {
			survey: first!,
			question: first!.questions[0]!,
			person: 200,
		});
		expect(findResponse(one, first!.team, beyond)).toBeUndefined();
		expect(findResponse(one, first!.team, 'not-an-id')).toBeUndefined();
	});
});
