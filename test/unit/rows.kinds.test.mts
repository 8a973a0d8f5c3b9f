import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { questionResult } from '../../nodes/PickFu/results/index';
import { answerRows } from '../../nodes/PickFu/results/rows';

/*
 * What ratings, match-ups and answers to types of questions that are not known mean.
 */

const asked = (type: string | undefined, options: object[]) =>
	readSurvey({ id: 's', questions: [{ id: 'q', type, value: 'Which?', options }] } as never);
const lids = (...labels: string[]) => labels.map((value, at) => ({ id: `o${at + 1}`, value }));

/** What a survey of one question reads in an answer. */
function read(survey: ReturnType<typeof asked>, raw: object) {
	return answerRows(survey, [readAnswer(raw as never)])[0]!;
}

describe('a rating', () => {
	const stars = asked('star_rating', []);

	it.each([
		['4', 4],
		['4.5', 4.5],
		['4,5', 4.5],
		[' 1 star ', 1],
		['4 stars', 4],
		['7 points', 7],
		['1 point', 1],
		['4/5', 4],
		['4 / 5 stars', 4],
		['8 OUT OF 10', 8],
		['8 of 10 points', 8],
		['100', 100],
		['★', 1],
		['★★★☆☆', 3],
		['⭐️⭐️', 2],
		['★★★★★★★★★★', 10],
	])('%j is %d', (chosen, score) => {
		expect(read(stars, { chosen_option: chosen })).toMatchObject({ score });
	});

	it.each(['four', '4 dogs', '4/5/6', '★★ good', '☆☆', '1234', '-3', '4 out'])(
		'%j is none',
		(chosen) => {
			expect(read(stars, { chosen_option: chosen })).not.toHaveProperty('score');
		},
	);

	it('goes by its score, and of two picks by neither', () => {
		expect(read(stars, { score: 2, chosen_option: '4' })).toMatchObject({ score: 2 });
		expect(read(stars, { chosen_option: ['4', '5'] })).not.toHaveProperty('score');
	});
});

describe('a question of a type that is not known', () => {
	const kind = (...given: object[]) =>
		questionResult(
			asked('hologram_test', lids('Sage', 'Brick')).questions[0]!,
			given.map((raw) => readAnswer({ question_id: 'q', ...raw } as never)),
			{ confidence: 0.95 },
		).kind;

	it.each<[string, object]>([
		['clicks', { clicks: [{ x: 0.1, y: 0.1 }], rounds: ['Sage', 'Brick'] }],
		['ranked', { rounds: ['Sage', 'Brick'], chosen_option: ['Sage', 'Brick'] }],
		['several', { chosen_option: ['Sage', 'Brick'] }],
		['choice', { chosen_option: 'Sage', score: 4 }],
		['rating', { score: 4 }],
		['words', { explanation: 'x' }],
	])('is read as %s where one answer has that', (expected, raw) => {
		expect(kind({}, raw)).toBe(expected);
	});
});

describe('who met', () => {
	const pairs = asked('head_to_head', lids('Sage', 'Brick', 'Cream'));
	const bases = (matchup: unknown, chosen: string | undefined = 'Sage') =>
		questionResult(
			pairs.questions[0]!,
			[readAnswer({ question_id: 'q', chosen_option: chosen, matchup } as never)],
			{ confidence: 0.95 },
		).options.map(({ votes, base }) => `${votes}/${base}`);

	it.each<[string, unknown, string[]]>([
		['a list', ['Sage', 'Cream'], ['1/1', '0/0', '0/1']],
		['a text', 'Cream', ['1/1', '0/0', '0/1']],
		['an id', { a: 'o1', b: 'o2' }, ['1/1', '0/1', '0/0']],
		['objects', { pair: [{ id: 'o1' }, { id: 'o3' }] }, ['1/1', '0/0', '0/1']],
	])('is read from %s', (_, matchup, expected) => {
		expect(bases(matchup)).toEqual(expected);
	});

	it('counts an answer of which the match-up is unknown for nobody', () => {
		const result = questionResult(
			pairs.questions[0]!,
			[readAnswer({ question_id: 'q', chosen_option: 'Sage' } as never)],
			{ confidence: 0.95 },
		);
		expect(result).toMatchObject({ counted: 0, unresolved: 1, respondents: 0 });
	});

	it('leaves out answers without a pick: they are neither counted nor unresolved', () => {
		const result = questionResult(
			pairs.questions[0]!,
			[
				readAnswer({ question_id: 'q', matchup: { options: ['Sage', 'Brick'] } } as never),
				readAnswer({ question_id: 'q' } as never),
			],
			{ confidence: 0.95 },
		);
		expect(result).toMatchObject({ answers: 2, counted: 0, unresolved: 0 });
	});
});
