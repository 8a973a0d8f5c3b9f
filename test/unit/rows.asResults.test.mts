import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { answerRows } from '../../nodes/PickFu/results/rows';

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
