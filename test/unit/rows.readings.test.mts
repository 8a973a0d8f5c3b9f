import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { questionResult } from '../../nodes/PickFu/results/index';
import { answerRows } from '../../nodes/PickFu/results/rows';

/*
 * What one answer means in spellings that PickFu does not rule out. A row shows it as people read it.
 */

const asked = (type: string | undefined, options: object[]) =>
	readSurvey({ id: 's', questions: [{ id: 'q', type, value: 'Which?', options }] } as never);
const lids = (...labels: string[]) => labels.map((value, at) => ({ id: `o${at + 1}`, value }));

/** What a survey of one question reads in an answer. */
function read(survey: ReturnType<typeof asked>, raw: object) {
	return answerRows(survey, [readAnswer(raw as never)])[0]!;
}

describe('an order', () => {
	const three = asked('ranked', lids('Sage', 'Brick', 'Cream'));
	const four = asked('ranked', lids('Sage', 'Brick', 'Cream', 'Teal'));
	const pair = (option: string, place: Record<string, unknown>) => ({ option, ...place });

	it.each<[what: string, order: string | undefined, raw: object]>([
		[
			'is what was picked one after another',
			'Cream > Sage > Brick',
			{ chosen_option: ['Cream', 'Sage', 'Brick'] },
		],
		[
			'goes before several picks',
			'Brick > Cream > Sage',
			{ chosen_option: ['Brick', 'Sage'], rounds: ['Brick', 'Cream', 'Sage'] },
		],
		[
			'has at its end the only one that is left',
			'Cream > Brick > Sage',
			{ rounds: ['Cream', 'Brick'] },
		],
		[
			'has nobody at its end where a word fits no option',
			'Cream > (not an option)',
			{ rounds: ['Cream', 'Mauve'] },
		],
		[
			'stays where the pick is no option',
			'Cream > Brick > Sage',
			{ chosen_option: 'Mauve', rounds: ['Cream', 'Brick'] },
		],
		[
			'is none where the pick is another',
			undefined,
			{ chosen_option: 'Sage', rounds: ['Cream', 'Brick'] },
		],
		['is none of words that fit no option', undefined, { rounds: ['Mauve', 'Ochre'] }],
		['leaves out what is empty', 'Cream > Brick > Sage', { rounds: ['Cream', ' ', 'Brick'] }],
		['names each option once', 'Cream > Brick > Sage', { rounds: ['Cream', 'Cream', 'Brick'] }],
		[
			'goes by places',
			'Cream > Brick > Sage',
			{ rounds: [pair('Brick', { rank: 2 }), pair('Cream', { rank: 1 })] },
		],
		[
			'goes by places as texts',
			'Cream > Brick > Sage',
			{ rounds: [pair('Brick', { place: '2nd' }), pair('Cream', { place: ' 1. ' })] },
		],
		[
			'goes by rounds',
			'Cream > Brick > Sage',
			{ rounds: [pair('Brick', { round: 2 }), pair('Cream', { round: 1 })] },
		],
		[
			'goes by positions from 0',
			'Cream > Brick > Sage',
			{ rounds: [pair('Brick', { position: 1 }), pair('Cream', { position: 0 })] },
		],
		[
			'is that of the list where a place is missing',
			'Brick > Cream > Sage',
			{ rounds: [pair('Brick', { rank: 2 }), pair('Cream', {})] },
		],
		[
			'is that of the list where two have one place',
			'Brick > Cream > Sage',
			{ rounds: [pair('Brick', { rank: 1 }), pair('Cream', { rank: 1 })] },
		],
		[
			'takes no time for a place',
			'Brick > Cream > Sage',
			{
				rounds: [pair('Brick', { order: 1_700_000_002 }), pair('Cream', { order: 1_700_000_001 })],
			},
		],
		[
			'takes no fraction for a place',
			'Brick > Cream > Sage',
			{ rounds: [pair('Brick', { order: 0.7 }), pair('Cream', { order: 0.2 })] },
		],
		[
			'is read from pairs',
			'Cream > Brick > Sage',
			{
				rounds: [
					['Brick', 2],
					['Cream', 1],
				],
			},
		],
		['is read from one pair', 'Cream', { rounds: [['Cream', 1]] }],
		[
			'is read from options with places',
			'Cream > Brick > Sage',
			{ rounds: { Brick: 2, Cream: '1' } },
		],
		[
			'is read from places with options',
			'Cream > Brick > Sage',
			{ rounds: { 2: 'Brick', 1: 'Cream' } },
		],
		['is no object of other things', undefined, { rounds: { Brick: 2, color: 'Cream' } }],
		[
			'is read from a list in a list',
			'Cream > Brick > Sage',
			{ rounds: [['Cream', 'Brick', 'Sage']] },
		],
		[
			'is read from a list in an object',
			'Cream > Brick > Sage',
			{ rounds: { ranked: ['Cream', 'Brick', 'Sage'] } },
		],
		['is read from a text with commas', 'Cream > Brick > Sage', { rounds: 'Cream, Brick, Sage' }],
		['is read from a list as a text', 'Cream > Brick > Sage', { rounds: '["o3","o2"]' }],
		[
			'is the option of an object before its list',
			'Cream',
			{ rounds: [{ option: 'Cream', options: ['Sage', 'Brick'] }] },
		],
		[
			'is read from objects in objects',
			'Cream > Brick > Sage',
			{ rounds: [{ choice: { option: { id: 'o3' } } }, { choice: { option: { id: 'o2' } } }] },
		],
		[
			'takes an unknown id for that of the round',
			'Cream > Brick > Sage',
			{
				rounds: [
					{ option_id: 'x1', label: 'Cream' },
					{ id: 'x2', text: 'Brick' },
				],
			},
		],
		[
			'takes a sure name before an unsure one',
			'Cream > Brick > Sage',
			{ rounds: [{ choice: 'Mauve', label: 'Cream' }, 'Brick'] },
		],
		[
			'is none where it says who lost',
			undefined,
			{
				rounds: [
					{ winner: 'Cream', Loser: 'Sage' },
					{ winner: 'Brick', rejected_option: 'Sage' },
				],
			},
		],
	])('%s', (_, order, raw) => {
		const { ranking, answer } = read(three, raw);
		expect(ranking ?? answer).toBe(
			order ?? (raw as { chosen_option?: string }).chosen_option ?? undefined,
		);
		expect(ranking === undefined).toBe(order === undefined || !order.includes('>'));
	});

	it('of two of four options says nothing of the others', () => {
		expect(read(four, { rounds: ['Cream', 'Brick'] }).ranking).toBe('Cream > Brick');
		expect(read(four, { rounds: ['Cream', 'Brick', 'Sage'] }).ranking).toBe(
			'Cream > Brick > Sage > Teal',
		);
	});

	it('is the first of several picks where the rounds are no order', () => {
		const duels = [{ winner: 'Cream', loser: 'Sage' }];
		const row = read(three, { chosen_option: ['Cream', 'Sage'], rounds: duels });
		expect(row).toMatchObject({ answer: 'Cream', optionId: 'o3' });
		expect(row).not.toHaveProperty('ranking');
	});

	it('is read from numbers where they are ids', () => {
		const numbered = asked('ranked', [
			{ id: 11, value: 'Sage' },
			{ id: 12, value: 'Brick' },
		]);
		expect(read(numbered, { rounds: [12, 11] }).ranking).toBe('Brick > Sage');
		expect(read(numbered, { rounds: { 1: 12, 2: 11 } }).ranking).toBe('Brick > Sage');
	});
});

describe('a pick', () => {
	const cards = asked('single_select', [
		{ id: 'o1', value: 'Salt & <b>Pepper</b>' },
		{ id: 'o2', mockup: { title: 'Lamp by Lux' }, asin: 'B00X' },
		{ id: 'o3', mediaUrl: 'https://example.com/img/cup.png?sig=1#x' },
		{ id: 'o4' },
	]);

	it.each([
		['o1', 1],
		['salt & pepper', 1],
		['Salt &#38; Pepper', 1],
		['Salt &#x26; Pepper', 1],
		['Salt &amp;amp; <i>Pepper</i>', 1],
		['Ｓａｌｔ & Pepper', 1],
		['Lamp by Lux', 2],
		['b00x', 2],
		['cup.png', 3],
		['https://example.com/img/cup.png', 3],
		['https://example.com/img/cup.png?sig=2', 3],
		['d', 4],
		['Option D', 4],
		['option 4', 4],
	])('%j is option %i', (chosen, number) => {
		expect(read(cards, { chosen_option: chosen })).toMatchObject({ optionNumber: number });
	});

	it.each(['Salt &amp;amp;amp; Pepper', 'Salt', 'e', 'option 5', 'png', '4'])(
		'%j is none',
		(chosen) => {
			const row = read(cards, { chosen_option: chosen });
			expect(row).not.toHaveProperty('optionNumber');
			expect(row.answer).toBe(chosen);
		},
	);

	it('of letters and numbers is a text where the options are such', () => {
		const letters = asked('single_select', lids('Option 2', 'x'));
		expect(read(letters, { chosen_option: 'Option 2' })).toMatchObject({ optionNumber: 1 });
		expect(read(letters, { chosen_option: 'b' })).not.toHaveProperty('optionNumber');
	});

	it('has no id where the option has none', () => {
		const bare = asked('multi_select', [{ value: 'Sage' }, { id: 'o2', value: 'Brick' }]);
		expect(read(bare, { chosen_option: ['Sage'] })).not.toHaveProperty('optionId');
		expect(read(bare, { chosen_option: ['Sage', 'Brick'] })).toMatchObject({ optionId: 'o2' });
	});

	it('that one text names twice counts once', () => {
		const colors = asked('multi_select', lids('Red', 'Blue'));
		const [question] = colors.questions;
		const given = ['Red, Red', '["Red","Red"]', 'Blue'].map((chosen) =>
			readAnswer({ question_id: 'q', chosen_option: chosen } as never),
		);
		const { options } = questionResult(question!, given, { confidence: 0.95 });
		expect(options.map(({ votes, share }) => [votes, share])).toEqual([
			[2, 0.6667],
			[1, 0.3333],
		]);
	});

	it('that stands in one text with others is several, the longest label first', () => {
		const colors = asked('multi_select', lids('Red', 'Blue', 'Red, dark'));
		const of = (chosen: string) => read(colors, { chosen_option: chosen }).optionId;
		expect(of('Red, Blue')).toBe('o1, o2');
		expect(of('Blue > Red, dark')).toBe('o2, o3');
		expect(of(' ["Red", "Blue"]')).toBe('o1, o2');
		expect(of('["Red", "Mauve"]')).toBeUndefined();
		expect(of('Red, Mauve')).toBeUndefined();
		expect(of(Array.from({ length: 40 }, (_, at) => ['Red', 'Blue'][at % 2]).join(','))).toBe(
			'o1, o2',
		);
		expect(of(Array.from({ length: 41 }, () => 'Red').join(','))).toBeUndefined();
	});
});
