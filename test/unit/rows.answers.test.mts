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

describe('is read as the results read it:', () => {
	const LIDS = readSurvey({
		id: 's1',
		questions: [
			{
				id: 'q',
				type: 'ranked',
				options: [
					{ id: 'o1', value: 'Sage' },
					{ id: 'o2', value: 'Brick' },
					{ id: 'o3', value: 'Cream' },
				],
			},
		],
	});
	const order = {
		answer: 'Cream',
		optionId: 'o3',
		optionNumber: 3,
		ranking: 'Cream > Brick > Sage',
	};
	const ranked = (raw: object) => answerRows(LIDS, [readAnswer(raw as never)])[0];

	it.each<[string, object]>([
		[
			'an order by rank',
			{
				chosen_option: 'Cream',
				rounds: [
					{ option: 'Sage', rank: 3 },
					{ option: 'Cream', rank: '1st' },
					{ option: 'Brick', rank: 2 },
				],
			},
		],
		['options as objects', { rounds: [{ option: { id: 'o3' } }, { option: { id: 'o2' } }] }],
		[
			'ids with ranks',
			{ rounds: [2, 1].map((rank) => ({ option_id: `o${rank + 1}`, rank: 3 - rank })) },
		],
		['rounds without a pick', { rounds: ['Cream', 'Brick', 'Sage'] }],
		['a list of picks', { chosen_option: ['C', 'B', 'A'] }],
		['picks in one text', { chosen_option: 'Cream, Brick, Sage' }],
		['rounds in one text', { rounds: 'Cream > Brick > Sage' }],
		['rounds as JSON', { rounds: '["Cream","Brick","Sage"]' }],
		['places as names', { rounds: { 1: 'Cream', 2: 'Brick', 3: 'Sage' } }],
		['options with places', { rounds: [{ Cream: 1, Brick: 2, Sage: 3 }] }],
		[
			'pairs',
			{
				rounds: [
					['Cream', 1],
					['Brick', 2],
					['Sage', 3],
				],
			},
		],
	])('%s', (_, raw) => {
		expect(ranked(raw)).toMatchObject(order);
	});

	it('a first place alone, which is no order', () => {
		const row = ranked({ chosen_option: 'Cream' });
		expect(row).toMatchObject({ answer: 'Cream', optionNumber: 3 });
		expect(row).not.toHaveProperty('ranking');
	});

	it('an order with something that is no option, whose place stays', () => {
		expect(ranked({ rounds: ['Cream', 'Teal', 'Sage'] })).toMatchObject({
			answer: 'Cream',
			ranking: 'Cream > (not an option) > Sage',
		});
	});

	const IMAGES = readSurvey({
		id: 's1',
		questions: [
			{
				id: 'q',
				type: 'head_to_head',
				options: ['a', 'b'].map((id) => ({ id, mediaUrl: `https://example.com/${id}.png?sig=1` })),
			},
		],
	});

	it.each<[string, object]>([
		['a letter', { chosen_option: 'A' }],
		['a letter in words', { chosen_option: 'Option A' }],
		["an image's address", { chosen_option: 'https://example.com/a.png?sig=1' }],
		['the same address signed anew', { chosen_option: 'https://example.com/a.png?sig=2' }],
		['the winner of a match-up', { matchup: { winner: 'A' } }],
		['the ID of the winner of a match-up', { matchup: { winner_id: 'a', options: ['a', 'b'] } }],
	])('%s', (_, raw) => {
		expect(answerRows(IMAGES, [readAnswer(raw as never)])[0]).toMatchObject({
			answer: 'Option A',
			optionId: 'a',
			optionNumber: 1,
		});
	});

	it.each<[string, number]>([
		['★★★★', 4],
		['4 stars', 4],
		['4 out of 5', 4],
		['8/10', 8],
		['4,5', 4.5],
	])('the rating %s', (pick, score) => {
		const stars = readSurvey({ id: 's', questions: [{ id: 'q', type: 'star_rating' }] });
		expect(answerRows(stars, [readAnswer({ chosen_option: pick })])[0]).toMatchObject({ score });
	});

	it.each([
		' salt &  pepper ',
		'Salt &amp; Pepper',
		'<b>Salt &amp; Pepper</b>',
		'Salt \u200B& Pepper',
	])('the text %j', (pick) => {
		const tastes = readSurvey({
			id: 's',
			questions: [
				{ id: 'q', type: 'single_select', options: [{ id: 'o', value: 'Salt & Pepper' }] },
			],
		});
		expect(answerRows(tastes, [readAnswer({ chosen_option: pick })])[0]).toMatchObject({
			answer: 'Salt & Pepper',
			optionId: 'o',
		});
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
