import { questionResult, surveyResults } from '../../nodes/PickFu/results/index';
import { NAMES, type Raw, SETTINGS, answers, pick, survey } from '../support/results.mts';

describe('a question for one option', () => {
	it('names winner, runner-up, lead and whether the lead can be trusted', () => {
		const result = surveyResults(
			survey([NAMES]),
			answers([31, pick('Fern')], [12, pick('Moss')], [7, pick('Reed')]),
			SETTINGS,
		);
		expect(result).toMatchObject({
			winner: 'Fern',
			winnerOptionId: 'a',
			winnerNumber: 1,
			winnerVotes: 31,
			winnerShare: 0.62,
			runnerUp: 'Moss',
			runnerUpShare: 0.24,
			margin: 0.38,
			tie: false,
			significant: true,
			enoughAnswers: true,
			moreNeeded: 0,
			complete: true,
			notes: [],
		});
		expect(result.summary).toBe(
			'"Fern" wins with 62% (31 of 50). The lead over "Moss" (24%) is significant at 95% confidence.',
		);
		expect(result.questions[0]!.options.map(({ votes, rank }) => [votes, rank])).toEqual([
			[31, 1],
			[12, 2],
			[7, 3],
		]);
	});

	it('calls a small lead what it is and says how many more answers would settle it', () => {
		// 30 is the first sample in which the exact test finds 0.75 with a chance of 80%: it needs 21 of 30 (R: 1 - pbinom(20, 30, 0.75) = 0.8034), and 29 people have 0.795; with 9 to 3 the
		// exact test has p = 0.146 (twice the published tail 0.0729980 of B(12, 1/2)).
		const question = { ...NAMES, type: 'head_to_head', options: NAMES.options.slice(0, 2) };
		const result = surveyResults(
			survey([question]),
			answers([9, pick('Fern')], [3, pick('Moss')]),
			SETTINGS,
		);
		expect(result.pValue).toBeCloseTo(2 * 0.072998, 5);
		expect(result).toMatchObject({ significant: false, enoughAnswers: false, moreNeeded: 30 - 12 });
		expect(result.summary).toContain(
			'may be chance. With about 18 more respondents, a difference like this has an 80% chance',
		);
		expect(result.questions[0]!.notes.join()).toContain('Only 12 responses');
	});

	it('names no winner when two are tied', () => {
		const result = surveyResults(
			survey([NAMES]),
			answers([20, pick('Fern')], [20, pick('Reed')], [10, pick('Moss')]),
			SETTINGS,
		);
		expect(result).toMatchObject({
			winner: null,
			tie: true,
			margin: 0,
			significant: false,
			moreNeeded: null,
		});
		expect(result.questions[0]!.tiedWith.map(({ optionId }) => optionId)).toEqual(['a', 'c']);
		expect(result.summary).toBe('No winner: "Fern" and "Reed" are tied at 40%.');
	});

	it('finds the option by id, by text in any case, and by its letter when it is an image', () => {
		const byName = questionResult(
			survey([NAMES]).questions[0]!,
			answers([1, pick('b')], [1, pick(' MOSS ')], [1, pick('Moss')]),
			SETTINGS,
		);
		expect(byName.options.map(({ votes }) => votes)).toEqual([0, 3, 0]);
		const images = ['x', 'y'].map((name) => ({
			id: name,
			mediaUrl: `https://example.com/${name}.png`,
		}));
		const byImage = questionResult(
			survey([{ ...NAMES, options: images }]).questions[0]!,
			answers(
				[1, pick('B')],
				[1, pick('https://example.com/y.png')],
				[1, pick('y.png')],
				[1, pick('Option 2')],
			),
			SETTINGS,
		);
		expect(byImage.options.map(({ votes }) => votes)).toEqual([0, 4]);
	});

	it('counts what fits no option under its name, says so, and lets it never win', () => {
		const result = questionResult(
			survey([NAMES]).questions[0]!,
			answers([2, pick('Ivy')], [1, pick('Fern')]),
			SETTINGS,
		);
		expect(result.options[3]).toMatchObject({
			optionId: null,
			number: null,
			label: 'Ivy',
			votes: 2,
			unlisted: true,
		});
		expect(result).toMatchObject({ winner: null, tie: false, verdict: 'noWinner', unresolved: 2 });
		expect(result.notes.join()).toContain('doesn\'t fit exactly one option of the survey: "Ivy"');
		const spelt = (...picks: string[]) =>
			questionResult(
				survey([NAMES]).questions[0]!,
				answers(...picks.map((text): [number, Raw] => [1, pick(text)])),
				SETTINGS,
			).options.slice(3);
		expect(spelt('ivy', 'Ivy')).toEqual(spelt('Ivy', 'ivy'));
		expect(spelt('ivy', 'Ivy').map(({ votes }) => votes)).toEqual([2]);
	});

	it('keeps options with the same text apart, and names no winner that the answers cannot tell', () => {
		const question = {
			...NAMES,
			options: [
				{ id: 'a', value: 'Red' },
				{ id: 'b', value: 'Red' },
				{ id: 'c', value: 'Blue' },
			],
		};
		const shared = questionResult(
			survey([question]).questions[0]!,
			answers([5, pick('Red')], [2, pick('Blue')]),
			SETTINGS,
		);
		expect(shared.options.map(({ votes }) => votes)).toEqual([0, 0, 2, 5]);
		expect(shared).toMatchObject({ winner: null, tie: false });
		expect(shared.notes.join()).toContain('Options 1 and 2 have the same text ("Red")');
		const clear = questionResult(
			survey([question]).questions[0]!,
			answers([2, pick('Red')], [9, pick('Blue')]),
			SETTINGS,
		);
		expect(clear.winner?.label).toBe('Blue');
		// Two votes belong to one of the Reds, never to Blue: they decide only where a Red has votes of its own.
		const far = questionResult(
			survey([question]).questions[0]!,
			answers([4, pick('Blue')], [2, pick('Red')], [1, pick('a')]),
			SETTINGS,
		);
		expect(far.winner?.label).toBe('Blue');
		const close = questionResult(
			survey([question]).questions[0]!,
			answers([4, pick('Blue')], [2, pick('Red')], [3, pick('a')]),
			SETTINGS,
		);
		expect(close.winner).toBeNull();
		const byId = questionResult(
			survey([question]).questions[0]!,
			answers([5, pick('b')], [2, pick('Blue')]),
			SETTINGS,
		);
		expect(byId.winner?.optionId).toBe('b');
	});

	it('says that an answer without a pick did not count', () => {
		const result = questionResult(
			survey([NAMES]).questions[0]!,
			answers([3, pick('Fern')], [1, pick(null)]),
			SETTINGS,
		);
		expect(result).toMatchObject({ answers: 4, counted: 3 });
		expect(result.notes.join()).toContain("1 response didn't select an option");
	});
});

describe('a question for several options', () => {
	it('counts people, not picks, and tests on those who chose one of the two only', () => {
		const result = questionResult(
			survey([{ ...NAMES, type: 'multi_select' }]).questions[0]!,
			answers(
				[8, pick(['Fern'])],
				[30, pick(['Fern', 'Moss'])],
				[2, pick(['Moss', 'Reed', 'Moss'])],
			),
			SETTINGS,
		);
		expect(result.options.map(({ votes, share }) => [votes, share])).toEqual([
			[38, 0.95],
			[32, 0.8],
			[2, 0.05],
		]);
		// McNemar's exact test, 8 against 2: the sign test of Zar's deer, p = 0.109375.
		expect(result).toMatchObject({ pValue: 0.109375, significant: false });
	});
});

it('takes a pick that fits no option for one beside others, wherever it stands', () => {
	const { evidence, unresolved } = questionResult(
		survey([{ ...NAMES, type: 'multi_select' }]).questions[0]!,
		answers([20, pick(['Ivy', 'Fern'])], [3, pick(['Moss'])]),
		SETTINGS,
	);
	expect(unresolved).toBe(20);
	expect(evidence[0]).toMatchObject({ preferOption: 20, preferOther: 3 });
});

describe('head to head', () => {
	it('divides the match-ups won by those taken part in', () => {
		const met = (chosen: string, ...options: string[]) =>
			pick(chosen, { matchup: { options, winner: chosen } });
		const result = questionResult(
			survey([{ ...NAMES, type: 'head_to_head' }]).questions[0]!,
			answers(
				[3, met('Fern', 'Fern', 'Moss')],
				[1, met('Moss', 'Fern', 'Moss')],
				[2, met('Reed', 'Moss', 'Reed')],
			),
			SETTINGS,
		);
		expect(
			result.options.map(({ label, votes, base, share }) => [label, votes, base, share]),
		).toEqual([
			['Fern', 3, 4, 0.75],
			['Moss', 1, 6, 0.1667],
			['Reed', 2, 2, 1],
		]);
		// Reed and Fern never met, so nothing says that the one beats the other.
		expect(result).toMatchObject({ winner: null, verdict: 'noWinner', pValue: null });
		expect(result.notes.join()).toContain('Not every option met the leader');
	});
});
