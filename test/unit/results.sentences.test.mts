import { type Raw, pick, run, times } from '../support/results.mts';

/*
 * What people read of a question: each sentence that there is, word by word, with figures counted by hand.
 */

const orders = (...list: Array<[count: number, order: string]>) =>
	list.flatMap(([count, order]) => times(count, { rounds: [...order] }));
const duel = (winner: string, loser: string): Raw => ({
	chosen_option: winner,
	matchup: { options: [winner, loser] },
});
const picks = (...list: Array<[count: number, chosen: unknown]>) =>
	list.flatMap(([count, chosen]) => times(count, pick(chosen)));

const SUMMARIES: Array<[summary: string, type: string, labels: string[], answers: Raw[]]> = [
	['No responses yet.', 'single_select', ['A', 'B'], []],
	['No responses yet.', 'star_rating', [], []],
	["1 response in people's own words.", 'open_ended', [], [{ explanation: 'x' }]],
	["2 responses in people's own words.", 'open_ended', [], times(2, { explanation: 'x' })],
	['1 click by 1 respondent.', 'click_test', ['x'], [{ clicks: [{ x: 0.5, y: 0.5 }] }]],
	[
		'3 clicks by 2 respondents.',
		'click_test',
		['x'],
		[{ clicks: times(2, { x: 0.5, y: 0.5 }) }, { clicks: [{ x: 0, y: 1 }] }, { clicks: [] }],
	],
	['No rating could be read.', 'star_rating', [], [{ explanation: 'x' }]],
	['1 rating without a number.', 'emoji_rating', [], [pick('Love')]],
	['Rated 4.0 on average (1 rating).', 'star_rating', [], [{ score: 4 }]],
	[
		// Clopper and Pearson for 5 of 10 at both ends of the scale: 0.187 to 0.813, of 1 to 5.
		'Rated 3.0 on average (10 ratings; 95% interval 1.7 to 4.3).',
		'star_rating',
		[],
		[...times(5, { score: 1 }), ...times(5, { score: 5 })],
	],
	['2 responses, but none names a readable option.', 'single_select', ['A', 'B'], picks([2, null])],
	['3 responses, but no winner can be named.', 'ranked', ['A', 'B', 'C'], picks([3, 'A'])],
	[
		'No winner: "A", "B" and "C" are tied at 33%.',
		'single_select',
		['A', 'B', 'C'],
		picks([2, 'A'], [2, 'B'], [2, 'C']),
	],
	['No winner: "A" and "B" are tied.', 'ranked', ['A', 'B'], orders([2, 'AB'], [2, 'BA'])],
	[
		'No winner: a tie for last place decides whether "B" or "C" wins. By the usual tie-break it would be "B".',
		'ranked',
		['A', 'B', 'C'],
		orders([4, 'ABC'], [3, 'BCA'], [3, 'CBA']),
	],
	['"A" was chosen by everyone (1 response).', 'single_select', ['A'], picks([1, 'A'])],
	['"A" was chosen by everyone (4 responses).', 'single_select', ['A'], picks([4, 'A'])],
	[
		// Sign test of 9 to 1: 2 * 11 / 1024.
		'"A" wins with 90% (9 of 10). The lead over "B" (10%) is significant at 95% confidence.',
		'single_select',
		['A', 'B'],
		picks([9, 'A'], [1, 'B']),
	],
	[
		'"A" wins with 67% in the last round. The lead over "B" (33%) is significant at 95% confidence.',
		'ranked',
		['A', 'B', 'C'],
		orders([40, 'ABC'], [20, 'BAC']),
	],
	[
		// A won 20 of 20 match-ups, B 9 of 20; sign test of 10 to 0: 2 / 1024.
		'"A" wins with 100% of its match-ups. The lead over "B" (45%) is significant at 95% confidence.',
		'head_to_head',
		['A', 'B', 'C'],
		[
			...times(10, duel('A', 'B')),
			...times(10, duel('A', 'C')),
			...times(9, duel('B', 'C')),
			duel('C', 'B'),
		],
	],
	[
		'"A" leads with 50% (5,001 of 10,000), but it and "B" (50%) are practically tied: more than 2,000 more respondents would be needed to tell them apart.',
		'single_select',
		['A', 'B'],
		picks([5_001, 'A'], [4_999, 'B']),
	],
	[
		// One text that fits no option costs the test, and nobody can say how many more would help.
		'"A" leads with 60% (12 of 20), ahead of "B" (15%), but not conclusively.',
		'single_select',
		['A', 'B'],
		picks([12, 'A'], [3, 'B'], [5, 'Zebra']),
	],
	[
		// 30 people find 75% with a chance of 80% (R: 1 - pbinom(20, 30, 0.75) = 0.8034), 29 have 0.795.
		'"A" leads with 75% (9 of 12), but the lead over "B" (25%) may be chance. With about 18 more respondents, a difference like this has an 80% chance to be found.',
		'single_select',
		['A', 'B'],
		picks([9, 'A'], [3, 'B']),
	],
];

it.each(SUMMARIES)('%s', (summary, type, labels, answers) => {
	expect(run(type, labels, answers).summary).toBe(summary);
});

it('says of a leader while a survey is running that it is not final', () => {
	const running = run('single_select', ['A', 'B'], picks([3, 'A'], [1, 'B']), {
		status: 'in-progress',
	});
	expect(running.summary).toBe(
		'"A" leads so far with 75% (3 of 4), ahead of "B" (25%). This isn\'t final.',
	);
});

it('cuts a label in a sentence at 80 characters', () => {
	const [whole, long] = ['x'.repeat(80), 'y'.repeat(81)];
	const { summary } = run('single_select', [whole, long], picks([9, whole], [1, long]));
	expect(summary).toContain(`"${whole}" wins`);
	expect(summary).toContain(`over "${'y'.repeat(80)}…" (10%)`);
});

it.each(['\u05D0', '\u0627', '\u0780', '\u200F', '\uFB2A', '\uFE80', '\u{10900}', '\u{1E900}'])(
	'keeps the direction of %j to itself',
	(letter) => {
		const { summary } = run('single_select', [letter, 'B'], picks([9, letter], [1, 'B']));
		expect(summary).toContain(`"\u2068${letter}\u2069" wins with 90%`);
	},
);

it.each(['é', '漢', 'α', 'ж', '😀', '\u058F', '\u0900'])('leaves %j as it is', (letter) => {
	const { summary } = run('single_select', [letter, 'B'], picks([9, letter], [1, 'B']));
	expect(summary).toContain(`"${letter}" wins with 90%`);
});

const LEAD = 'The lead of the first over the second is tested with the two-sided exact sign test';

it.each<[string, string, string[], Raw[]]>([
	[
		`Share of the respondents who chose each option, with Wilson score intervals. ${LEAD}.`,
		'single_select',
		['A', 'B'],
		[],
	],
	[
		'Share of all respondents asked who chose each option, with Wilson score intervals. The lead is tested with the exact McNemar test on respondents who chose one of the two and not the other.',
		'multi_select',
		['A', 'B'],
		[],
	],
	[
		`Instant run-off: each round drops the option with the fewest votes until one has more than half. A share is that of the votes in the last round the option took part in. ${LEAD} on everyone who ranks one above the other, the whole run-off by counting resampled responses again (bootstrap).`,
		'ranked',
		['A', 'B'],
		[],
	],
	[
		'First choices only, with Wilson score intervals. The order was unreadable, so there is no run-off and no winner.',
		'ranked',
		['A', 'B'],
		picks([3, 'A']),
	],
	[
		`Match-ups won divided by match-ups taken part in. Each respondent answers several match-ups, so the Wilson score intervals rest on respondents. ${LEAD} where the two met.`,
		'head_to_head',
		['A', 'B', 'C'],
		[],
	],
])('says how it is counted: %s', (method, type, labels, answers) => {
	expect(run(type, labels, answers).method).toBe(method);
});
