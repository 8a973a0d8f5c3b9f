import { readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { type Raw, all, pick, run, times } from '../support/results.mts';

/*
 * What to know before trusting a result: each note that there is, word by word, and when it is there.
 */

const orders = (...list: Array<[count: number, order: string]>) =>
	list.flatMap(([count, order]) => times(count, { rounds: [...order] }));
const duel = (winner: string, loser: string): Raw => ({
	chosen_option: winner,
	matchup: { options: [winner, loser] },
});
const picks = (...list: Array<[count: number, chosen: unknown]>) =>
	list.flatMap(([count, chosen]) => times(count, pick(chosen)));

const FEW = (count: string) => `Only ${count}: the result could change with a few more.`;
const AGAIN =
	"Adding respondents and testing again makes it likelier to find a difference by chance. Decide on the total in advance, or use 'Until Decided'.";
const fits = (count: string, labels = '') =>
	`${count} something that doesn't fit exactly one option of the survey${labels}.`;
const half = { x: 0.5, y: 0.5 };

const NOTES: Array<
	[what: string, notes: string[], type: string, labels: string[], answers: Raw[]]
> = [
	['nothing of 15 who agree', [], 'single_select', ['A', 'B'], picks([15, 'A'])],
	[
		'of fourteen that they are few',
		[FEW('14 responses')],
		'single_select',
		['A', 'B'],
		picks([14, 'A']),
	],
	['of one', [FEW('1 response'), AGAIN], 'single_select', ['A', 'B'], picks([1, 'A'])],
	['nothing of few words', [], 'open_ended', [], [{ explanation: 'x' }]],
	[
		'who chose nothing',
		["1 response didn't select an option and was excluded."],
		'single_select',
		['A', 'B'],
		picks([15, 'A'], [1, null]),
	],
	[
		'who chose too much',
		[
			"2 responses didn't select an option and were excluded.",
			'2 responses selected several options and were excluded.',
		],
		'single_select',
		['A', 'B'],
		picks([15, 'A'], [2, ['A', 'B']]),
	],
	[
		'nothing of several picks where they are asked for',
		[],
		'multi_select',
		['A', 'B', 'C'],
		picks([15, ['A', 'B']], [6, 'A']),
	],
	[
		'who ranked nothing',
		["2 responses didn't select an option and were excluded."],
		'ranked',
		['A', 'B'],
		[...orders([15, 'AB']), {}, {}],
	],
	[
		'what match-up is not known',
		[
			"1 response didn't say which options met or which of them won and was excluded.",
			fits('1 response names'),
		],
		'head_to_head',
		['A', 'B', 'C'],
		[
			...times(20, duel('A', 'B')),
			...times(20, duel('A', 'C')),
			...times(20, duel('B', 'C')),
			{ chosen_option: 'A' },
		],
	],
	[
		'who rated nothing',
		['1 response had no rating and was excluded.'],
		'star_rating',
		[],
		[...times(15, { score: 4 }), {}],
	],
	[
		'who clicked nothing',
		[
			'1 response had no readable click and was excluded.',
			'Positions were read as fractions of the image.',
		],
		'click_test',
		['x'],
		[...times(15, { clicks: [half] }), { clicks: [] }],
	],
	[
		'who wrote nothing',
		['2 responses had no text and were excluded.'],
		'open_ended',
		[],
		[{ explanation: 'x' }, { explanation: ' ' }, {}],
	],
	[
		'what fits no option, the most frequent first',
		[fits('3 responses name', ': "Zebra" and "Yak"')],
		'single_select',
		['A', 'B'],
		picks([60, 'A'], [1, 'Yak'], [2, 'Zebra']),
	],
	[
		'five labels by name',
		[fits('5 responses name', ': "p", "q", "r", "s" and "t"')],
		'single_select',
		['A', 'B'],
		[...picks([60, 'A']), ...[...'pqrst'].map((label) => pick(label))],
	],
	[
		'and six by five names',
		[fits('6 responses name', ': "p", "q", "r", "s", "t" and 1 other')],
		'single_select',
		['A', 'B'],
		[...picks([60, 'A']), ...[...'pqrstu'].map((label) => pick(label))],
	],
	[
		'what could change the first place',
		[
			`${fits('15 responses name', ': "Zebra"')} They could change the first place, so no winner is named.`,
		],
		'single_select',
		['A', 'B'],
		picks([25, 'A'], [20, 'B'], [15, 'Zebra']),
	],
	[
		'what has the same text',
		[
			'Options 2 and 3 have the same text ("B"), so their votes can\'t be told apart.',
			fits('2 responses name'),
		],
		'single_select',
		['A', 'B', 'B'],
		picks([40, 'A'], [2, 'B']),
	],
	[
		'who gave a first choice only',
		['1 response gave only a first choice, which was counted.'],
		'ranked',
		['A', 'B', 'C'],
		[...orders([30, 'ABC']), pick('A')],
	],
	[
		'that orders are missing',
		[
			"Only 1 of 20 responses gives a readable order. Only first choices are shown; they don't determine the winner of a ranked question.",
		],
		'ranked',
		['A', 'B', 'C'],
		[...picks([19, 'A']), ...orders([1, 'ABC'])],
	],
	[
		'that no order is there',
		[
			"No response gives a readable order. Only first choices are shown; they don't determine the winner of a ranked question.",
		],
		'ranked',
		['A', 'B', 'C'],
		picks([20, 'A']),
	],
	[
		'that orders contradict the choice',
		[
			"In 2 responses the selected option isn't first in the order; only the selection was counted.",
			'2 responses gave only a first choice, which was counted.',
		].reverse(),
		'ranked',
		['A', 'B', 'C'],
		[...orders([40, 'ABC']), ...times(2, { chosen_option: 'B', rounds: [...'ABC'] })],
	],
	[
		'that a tie for last place changed nothing',
		['A round had a tie for last place; the winner is the same whichever option drops out.'],
		'ranked',
		['A', 'B', 'C'],
		orders([48, 'ABC'], [25, 'BAC'], [25, 'CAB']),
	],
	[
		'that others never met the leader',
		["Not every option met the leader, so their scores can't be compared."],
		'head_to_head',
		['A', 'B', 'C'],
		[...times(20, duel('A', 'B')), ...times(5, duel('C', 'B'))],
	],
];

it.each(NOTES)('notes %s', (_, notes, type, labels, answers) => {
	expect(run(type, labels, answers).notes).toEqual(notes);
});

it('tells of a run-off that a resample turns, and of an option that more people prefer', () => {
	const { notes } = run('ranked', ['A', 'B', 'C'], orders([42, 'ACB'], [40, 'BCA'], [18, 'CBA']));
	expect(notes[0]).toBe('Compared directly, more people prefer "C" to "B" (60 to 40).');
	expect(notes[1]).toMatch(
		/^The run-off is not stable: in \d+% of resamples of these responses another option wins\.$/,
	);
});

describe('of a survey as a whole', () => {
	const { survey, answers } = all('single_select', ['A', 'B'], picks([20, 'A'], [3, 'B']));
	const question = survey.raw.questions as Raw[];
	const notes = (more: Raw, given = answers) =>
		surveyResults(readSurvey({ ...survey.raw, ...more } as never), given, { confidence: 0.95 })
			.notes;

	it.each<[string, string[], Raw]>([
		['nothing where all have answered', [], { sampleSize: 23 }],
		['nothing where the number is not known', [], { sampleSize: undefined }],
		['who is missing', ['The survey ended with 23 of 1,000 respondents.'], { sampleSize: 1_000 }],
		[
			'that it is running',
			['The survey is still running (23 of 50 respondents): the leader can change.'],
			{ status: 'in-progress', sampleSize: 50 },
		],
		[
			'that it is running for a number that is not known',
			['The survey is still running (23 respondents): the leader can change.'],
			{ status: 'in-progress', sampleSize: undefined },
		],
		[
			'that it is a draft',
			['The survey is a draft: no one has been asked yet.'],
			{ status: 'unpublished' },
		],
		[
			'that it has no questions',
			[
				"The survey has no questions, so its responses can't be counted.",
				"23 responses couldn't be matched to a question and were excluded.",
			],
			{ questions: [], sampleSize: 50 },
		],
		[
			'what belongs to no question',
			["23 responses couldn't be matched to a question and were excluded."],
			{ questions: [{ ...question[0], id: 'other' }], sampleSize: 0 },
		],
	])('notes %s', (_, expected, more) => {
		expect(notes(more)).toEqual(expected);
	});

	it('has no result without questions', () => {
		const bare = readSurvey({ id: 's', status: 'completed' });
		expect(surveyResults(bare, [], { confidence: 0.95 })).toMatchObject({
			summary: 'No questions, so there is nothing to count.',
			verdict: 'noResponses',
			respondents: 0,
			decidedBy: null,
		});
	});
});
