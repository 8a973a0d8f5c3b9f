import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results';

describe('In the results of a survey', () => {
	const options = ['Fern', 'Moss', 'Reed'].map((value, index) => ({ id: `o${index}`, value }));

	function results(
		type: string,
		counts: Array<[Record<string, unknown>, number]>,
		{ status = 'in-progress', levelMargin = 10, size = 2 } = {},
	) {
		const questions = [{ id: 'q', type, value: 'Which?', options: options.slice(0, size) }];
		const survey = readSurvey({ id: 's', status, questions } as never);
		const answers = counts.flatMap(([answer, times]) =>
			Array.from({ length: times }, () => readAnswer({ question_id: 'q', ...answer } as never)),
		);
		return surveyResults(survey, answers, { confidence: 0.95, levelMargin });
	}

	const picks = (chosen_option: unknown) => ({ chosen_option });
	const ranks = (...labels: string[]) => ({
		chosen_option: labels[0],
		rounds: labels.map((label, index) => ({ round: index + 1, chosen_option: label })),
	});

	it('names a winner while the survey is running once it holds at any look, and not before', () => {
		const early = results('single_select', [
			[picks('Fern'), 9],
			[picks('Moss'), 1],
		]);
		expect(early).toMatchObject({ decision: 'open', verdict: 'notFinal', enoughAnswers: null });
		expect(early.decisionSummary).toContain('of the 40 needed');
		const later = results('single_select', [
			[picks('Fern'), 40],
			[picks('Moss'), 10],
		]);
		expect(later).toMatchObject({
			decision: 'winner',
			verdict: 'clearWinner',
			winner: 'Fern',
			significant: true,
			enoughAnswers: true,
			moreNeeded: 0,
		});
		expect(later.decisionSummary).toContain('The closest is "Moss": 80% prefer "Fern"');
		expect(later.questions[0]!.evidence).toMatchObject([
			{ option: { label: 'Fern' }, other: { label: 'Moss' }, preferOption: 40, preferOther: 10 },
		]);
	});

	it('says level, and takes the margin from the settings', () => {
		const counts: Array<[Record<string, unknown>, number]> = [
			[picks('Fern'), 150],
			[picks('Moss'), 150],
		];
		expect(results('head_to_head', counts)).toMatchObject({ decision: 'level' });
		expect(results('head_to_head', counts, { levelMargin: 3 })).toMatchObject({ decision: 'open' });
		expect(() => results('head_to_head', counts, { levelMargin: 50 })).toThrow(RangeError);
	});

	it('leaves a ranked question open whose run-off is won by another than the one all prefer', () => {
		// Reed beats each of the others directly and drops out first.
		const result = results(
			'ranked',
			[
				[ranks('Fern', 'Reed', 'Moss'), 80],
				[ranks('Moss', 'Reed', 'Fern'), 75],
				[ranks('Reed', 'Fern', 'Moss'), 45],
			],
			{ status: 'completed', size: 3 },
		);
		expect(result).toMatchObject({ winner: 'Fern', decision: 'open' });
		expect(result.questions[0]!.condorcetWinner).toMatchObject({ label: 'Reed' });
	});

	it('decides several picks on the people who tell the two apart, and nothing about ratings', () => {
		const both = results('multi_select', [
			[picks(['Fern', 'Moss']), 200],
			[picks(['Fern']), 30],
			[picks(['Moss']), 4],
		]);
		expect(both).toMatchObject({ decision: 'winner', winner: 'Fern' });
		expect(results('star_rating', [[{ score: 5 }, 50]], { size: 1 }).decision).toBeNull();
	});
});
