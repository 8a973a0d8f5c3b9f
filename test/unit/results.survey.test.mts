import { readAnswer } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { NAMES, SETTINGS, answers, pick, survey } from '../support/results.mts';

describe('a survey', () => {
	it('says that it is still running, and does not pass for complete', () => {
		const result = surveyResults(
			survey([NAMES], { status: 'in-progress' }),
			answers([23, pick('Fern')]),
			SETTINGS,
		);
		expect(result.complete).toBe(false);
		expect(result.notes.join()).toContain('still running (23 of 50 respondents)');
	});

	it.each(['archived', 'stopped', 'cancelled'])('is complete when it is %s', (status) => {
		const ended = survey([NAMES], { status });
		expect(surveyResults(ended, answers([40, pick('Fern')]), SETTINGS).complete).toBe(true);
	});

	it('says that it ended early', () => {
		expect(
			surveyResults(survey([NAMES]), answers([40, pick('Fern')]), SETTINGS).notes.join(),
		).toContain('ended with 40 of 50');
	});

	it.each([
		[2, undefined],
		[3, '3 questions were tested'],
	])('warns of chance with more than two tests: %d', (count, warning = 'none') => {
		const questions = Array.from({ length: count }, (_, index) => ({ ...NAMES, id: `q${index}` }));
		const given = questions.flatMap(({ id }) =>
			answers([30, pick('Fern', { question_id: id })], [20, pick('Moss', { question_id: id })]),
		);
		const notes = surveyResults(survey(questions), given, SETTINGS).notes.join() || 'none';
		expect(notes).toContain(warning);
	});

	it('gives a whole result without any answer', () => {
		const result = surveyResults(survey([NAMES], { status: 'unpublished' }), [], SETTINGS);
		expect(result).toMatchObject({
			winner: null,
			tie: false,
			significant: null,
			verdict: 'noResponses',
			enoughAnswers: null,
			moreNeeded: null,
			summary: 'No responses yet.',
		});
		expect(result.questions[0]!.options[0]).toMatchObject({
			votes: 0,
			share: null,
			low: null,
			high: null,
			rank: null,
		});
		expect(result.notes.join()).toContain('draft');
	});

	it('decides by the first question that asks for a choice, and keeps the others', () => {
		const open = { id: 'q0', type: 'open_ended', value: 'Why?', options: [] };
		const given = [
			...answers([3, pick('Fern')]),
			readAnswer({ id: 'x', question_id: 'q0', explanation: 'Because' }),
		];
		const result = surveyResults(survey([open, NAMES]), given, SETTINGS);
		expect(result).toMatchObject({ decidedBy: 2, winner: 'Fern', answers: 4 });
		expect(result.questions.map(({ answers: count }) => count)).toEqual([1, 3]);
	});

	it('takes answers without a question as those of its only question, and loses none in silence', () => {
		const loose = [readAnswer({ id: 'x', chosen_option: 'Fern' })];
		expect(surveyResults(survey([NAMES]), loose, SETTINGS).questions[0]!.answers).toBe(1);
		const nameless = survey([{ ...NAMES, id: undefined }]);
		const given = answers([3, pick('Fern')]);
		expect(surveyResults(nameless, given, SETTINGS).questions[0]!.answers).toBe(3);
		const other = surveyResults(survey([NAMES, { ...NAMES, id: 'q2' }]), loose, SETTINGS);
		expect(other.questions.map(({ answers: count }) => count)).toEqual([0, 0]);
		expect(other.notes.join()).toContain("1 response couldn't be matched to a question");
	});

	it('refuses a confidence that is no fraction', () => {
		expect(() => surveyResults(survey([NAMES]), [], { confidence: 95 })).toThrow(/between 0 and 1/);
	});
});
