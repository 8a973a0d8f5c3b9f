import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { answerRows } from '../../nodes/PickFu/results/rows';

const SURVEY = readSurvey({
	id: 's1',
	name: 'Mugs',
	questions: [
		{
			id: 'q1',
			type: 'head_to_head',
			value: 'Which one?',
			options: [
				{ id: 'a', value: 'Blue' },
				{ id: 'b', value: 'Green' },
			],
		},
		{
			id: 'q2',
			type: 'single_select',
			value: 'Which one?',
			options: [
				{ id: 'c', value: 'Blue' },
				{ id: 'd', value: 'Blue' },
				{ id: 'e', mediaUrl: 'https://example.com/red.png?v=1' },
			],
		},
	],
});

const rows = (...raw: object[]) =>
	answerRows(
		SURVEY,
		raw.map((one) => readAnswer(one as never)),
	);

it('keeps two questions with the same text apart', () => {
	const [first, second] = rows(
		{ id: 'r1', question_id: 'q1', chosen_option: 'Green', explanation: 'calm' },
		{ id: 'r2', question_id: 'q2', chosen_option: 'e' },
	);
	expect(first).toEqual({
		responseId: 'r1',
		surveyId: 's1',
		questionId: 'q1',
		question: 'Which one?',
		answer: 'Green',
		optionNumber: 2,
		optionId: 'b',
		explanation: 'calm',
	});
	expect(second).toMatchObject({
		questionId: 'q2',
		answer: 'Option C',
		optionNumber: 3,
		optionId: 'e',
	});
});

it('does not guess which of two options with the same text was meant, but takes their IDs', () => {
	const [byText, byId] = rows(
		{ id: 'r1', question_id: 'q2', chosen_option: 'Blue' },
		{ id: 'r2', question_id: 'q2', chosen_option: 'd' },
	);
	expect(byText).toMatchObject({ answer: 'Blue' });
	expect(byText).not.toHaveProperty('optionNumber');
	expect(byText).not.toHaveProperty('optionId');
	expect(byId).toMatchObject({ answer: 'Blue', optionNumber: 2, optionId: 'd' });
});

it('names several picks, and a number only where there is one', () => {
	const [row] = rows({ id: 'r1', question_id: 'q1', chosen_option: ['Blue', 'Green'] });
	expect(row).toMatchObject({ answer: 'Blue, Green', optionId: 'a, b' });
	expect(row).not.toHaveProperty('optionNumber');
});

it('keeps the pick of an option that the survey does not have', () => {
	expect(rows({ id: 'r1', question_id: 'gone', chosen_option: 'Purple' })[0]).toEqual({
		responseId: 'r1',
		surveyId: 's1',
		questionId: 'gone',
		answer: 'Purple',
	});
});

it('does not guess the question of an answer that names none, unless there is only one', () => {
	expect(rows({ id: 'r1', chosen_option: 'Blue' })[0]).not.toHaveProperty('question');
	const nameless = readSurvey({ id: 's', questions: [{ value: 'One?' }, { value: 'Two?' }] });
	expect(answerRows(nameless, [readAnswer({ id: 'r' })])[0]).not.toHaveProperty('question');
	const single = readSurvey({ id: 's', questions: [{ value: 'One?' }] });
	expect(answerRows(single, [readAnswer({ id: 'r' })])[0]).toMatchObject({
		question: 'One?',
	});
});

it('has at most ten fields, ids first, and the traits', () => {
	const everything = {
		id: 'r1',
		question_id: 'q1',
		chosen_option: 'Blue',
		explanation: 'e',
		translation: 't',
		media: 'm',
		media_transcription: 'spoken',
		pinned: true,
		rating: 5,
		respondent: { Gender: 'Female' },
	};
	expect(Object.keys(rows(everything)[0]!)).toEqual([
		'responseId',
		'surveyId',
		'questionId',
		'optionId',
		'optionNumber',
		'question',
		'answer',
		'media',
		'explanation',
		'translation',
		'respondent_gender',
	]);
	expect(rows({ id: 'r1', media_transcription: 'spoken' })[0]).toMatchObject({
		explanation: 'spoken',
	});
});

it('returns every trait in a column of its own, whatever its name', () => {
	const row = rows({
		id: 'r1',
		question_id: 'q1',
		respondent: [
			{ name: 'Age range', value: '25-34' },
			{ name: 'Größe', value: '1,80' },
			{ name: '__proto__', value: 'p' },
			{ name: 'constructor', value: 'c' },
			{ name: 'answer', value: 'x' },
			{ name: '성별', value: '여성' },
			{ name: '!!!', value: 'y' },
		],
	})[0]!;
	expect(
		Object.fromEntries(Object.entries(row).filter(([name]) => name.startsWith('respondent_'))),
	).toEqual({
		respondent_age_range: '25-34',
		respondent_größe: '1,80',
		respondent_proto: 'p',
		respondent_constructor: 'c',
		respondent_answer: 'x',
		respondent_성별: '여성',
		respondent_trait: 'y',
	});
	expect(row.responseId).toBe('r1');
	expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

it('loses no value when two traits share a name', () => {
	const respondent = [
		{ name: 'Age', value: '30' },
		{ name: 'age ', value: '31' },
		{ name: 'AGE', value: '30' },
	];
	expect(rows({ id: 'r1', respondent })[0]).toMatchObject({ respondent_age: '30, 31' });
});

it('gives the score of a rating, and the words to an open question, as the answer', () => {
	const asked = readSurvey({
		id: 's',
		questions: [
			{ id: 'rated', type: 'star_rating', value: 'How good is it?' },
			{ id: 'open', type: 'open_ended', value: 'What is missing?' },
		],
	});
	const rows = answerRows(
		asked,
		[
			{ question_id: 'rated', score: 4, explanation: 'Nearly' },
			{ question_id: 'open', explanation: 'A handle' },
		].map(readAnswer),
	);
	expect(rows.map(({ answer, explanation }) => [answer, explanation])).toEqual([
		['4', 'Nearly'],
		['A handle', 'A handle'],
	]);
});
