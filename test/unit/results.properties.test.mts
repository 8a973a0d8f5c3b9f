import fc from 'fast-check';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { runOff } from '../../nodes/PickFu/results/runoff';
import { anyAnswers, anySurvey } from '../support/anyAnswers.mts';
import { plays } from '../support/plays.mts';

const SETTINGS = { confidence: 0.9, breakdownBy: ['all', 'Gender'], reasons: true };

const PLAYS = plays(50);
jest.setTimeout(10_000 + PLAYS.numRuns * 200);

/** Every value inside, with the path to it. */
function leaves(value: unknown, path = ''): Array<[path: string, leaf: unknown]> {
	if (typeof value !== 'object' || value === null) return [[path, value]];
	return Object.entries(value).flatMap(([key, member]) => leaves(member, `${path}.${key}`));
}

describe('whatever the answers are', () => {
	it('the result is plain JSON: no NaN, no infinity, nothing undefined', () => {
		fc.assert(
			fc.property(anySurvey, anyAnswers, (survey, answers) => {
				const results = surveyResults(survey, answers, SETTINGS);
				const strange = leaves(results).filter(([, leaf]) =>
					typeof leaf === 'number'
						? !Number.isFinite(leaf)
						: !['string', 'boolean'].includes(typeof leaf) && leaf !== null,
				);
				expect(strange).toEqual([]);
				expect(JSON.parse(JSON.stringify(results))).toEqual(results);
			}),
			PLAYS,
		);
	});

	it('no answer is lost: each is with its question or in the note of those that fit none', () => {
		fc.assert(
			fc.property(anySurvey, anyAnswers, (survey, answers) => {
				const { questions, notes } = surveyResults(survey, answers, SETTINGS);
				const assigned = questions.reduce((sum, question) => sum + question.answers, 0);
				const unmatched = notes
					.map((note) => /^(\d+) responses? couldn't be matched/.exec(note)?.[1])
					.find(Boolean);
				expect(assigned + Number(unmatched ?? 0)).toBe(answers.length);
			}),
			PLAYS,
		);
	});

	it('votes add up to the people counted, in the whole and over the groups of each trait', () => {
		fc.assert(
			fc.property(anySurvey, anyAnswers, (survey, answers) => {
				for (const question of surveyResults(survey, answers, SETTINGS).questions) {
					const votes = question.options.reduce((sum, option) => sum + option.votes, 0);
					expect(question.counted).toBeLessThanOrEqual(question.answers);
					if (question.kind === 'choice' || question.kind === 'pairs')
						expect(votes).toBe(question.counted);
					if (question.kind === 'rating') {
						expect(question.distribution!.reduce((sum, rating) => sum + rating.votes, 0)).toBe(
							question.counted,
						);
					}
					for (const round of question.rounds ?? []) {
						const held = round.options.reduce((sum, option) => sum + option.votes, 0);
						expect(held + round.exhausted).toBe(question.counted);
					}
					for (const { groups, omitted } of question.breakdown ?? []) {
						const people = groups.reduce((sum, group) => sum + group.answers, omitted);
						// A person with two values of a trait is in both groups.
						expect(people).toBeGreaterThanOrEqual(question.answers);
					}
				}
			}),
			PLAYS,
		);
	});

	it('their order decides nothing', () => {
		const shuffled = anyAnswers.chain((answers) =>
			fc.tuple(fc.constant(answers), fc.shuffledSubarray(answers, { minLength: answers.length })),
		);
		fc.assert(
			fc.property(anySurvey, shuffled, (survey, [answers, others]) => {
				const settings = { ...SETTINGS, reasons: false };
				const one = surveyResults(survey, answers, settings);
				const two = surveyResults(survey, others, settings);
				const sorted = (results: typeof one) => ({
					...results,
					questions: results.questions.map(({ points, ...question }) => ({
						...question,
						points: points?.map((point) => JSON.stringify(point)).sort(),
					})),
				});
				expect(sorted(two)).toEqual(sorted(one));
			}),
			PLAYS,
		);
	});
});

describe('an instant run-off of any ballots', () => {
	const ballots = fc.integer({ min: 1, max: 7 }).chain((candidates) =>
		fc.record({
			candidates: fc.constant(candidates),
			ballots: fc.array(
				fc.shuffledSubarray(Array.from({ length: candidates }, (_, index) => index)),
				{ maxLength: 40 },
			),
		}),
	);

	it('keeps every ballot in every round, and its winner has more than half at the end', () => {
		fc.assert(
			fc.property(ballots, ({ candidates, ballots: orders }) => {
				const { rounds, winner, tied } = runOff(orders, candidates);
				for (const { votes, exhausted } of rounds) {
					expect(votes.reduce<number>((sum, count) => sum + (count ?? 0), exhausted)).toBe(
						orders.length,
					);
				}
				if (winner === null) return;
				expect(tied).toEqual([]);
				const { votes } = rounds.at(-1)!;
				const total = votes.reduce<number>((sum, count) => sum + (count ?? 0), 0);
				expect(votes[winner]! * 2).toBeGreaterThan(total);
			}),
		);
	});

	it('elects whoever more than half put first', () => {
		fc.assert(
			fc.property(ballots, fc.nat(6), ({ candidates, ballots: orders }, pick) => {
				const favourite = pick % candidates;
				const majority = Array.from({ length: orders.length + 1 }, () => [favourite]);
				expect(runOff([...orders, ...majority], candidates).winner).toBe(favourite);
			}),
		);
	});

	it('gives the same winner when the candidates are listed in another order', () => {
		fc.assert(
			fc.property(ballots, ({ candidates, ballots: orders }) => {
				const turned = orders.map((order) => order.map((index) => candidates - 1 - index));
				const { winner, tied } = runOff(orders, candidates);
				const other = runOff(turned, candidates);
				expect(other.winner).toBe(winner === null ? null : candidates - 1 - winner);
				expect(other.tied).toEqual(tied.map((index) => candidates - 1 - index).reverse());
			}),
		);
	});
});
