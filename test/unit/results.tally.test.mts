import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { questionResult, surveyResults } from '../../nodes/PickFu/results/index';
import type { ResultSettings } from '../../nodes/PickFu/results/index';

type Raw = Record<string, unknown>;
const SETTINGS: ResultSettings = { confidence: 0.95 };

function survey(questions: Raw[], more: Raw = {}) {
	return readSurvey({
		id: 's1',
		name: 'Names',
		status: 'completed',
		sampleSize: 50,
		questions,
		...more,
	} as never);
}

const NAMES = {
	id: 'q1',
	type: 'single_select',
	value: 'Which name?',
	options: [
		{ id: 'a', value: 'Fern' },
		{ id: 'b', value: 'Moss' },
		{ id: 'c', value: 'Reed' },
	],
};

function answers(...groups: Array<[count: number, raw: Raw]>) {
	return groups
		.flatMap(([count, raw]) => Array.from({ length: count }, () => raw))
		.map((raw, index) => readAnswer({ id: `r${index}`, question_id: 'q1', ...raw } as never));
}

const pick = (chosen: unknown, more: Raw = {}) => ({ chosen_option: chosen, ...more });

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

describe('ratings', () => {
	const stars = { id: 'q1', type: 'star_rating', value: 'How good?', options: [] };

	it('give mean, median and all five places of the scale', () => {
		const result = questionResult(
			survey([stars]).questions[0]!,
			answers([4, { score: 5 }], [3, { score: 4 }], [1, pick('2 stars')], [2, pick('★★★☆☆')]),
			SETTINGS,
		);
		expect(result).toMatchObject({ counted: 10, mean: 4, median: 4, winner: null, pValue: null });
		expect(result.distribution?.map(({ value, votes }) => [value, votes])).toEqual([
			[1, 0],
			[2, 1],
			[3, 2],
			[4, 3],
			[5, 4],
		]);
		expect(result.meanLow).toBeLessThan(4);
	});

	it('have a mean but no interval when there is one answer', () => {
		const result = questionResult(
			survey([stars]).questions[0]!,
			answers([1, { score: 4 }]),
			SETTINGS,
		);
		expect(result).toMatchObject({
			mean: 4,
			median: 4,
			meanLow: null,
			meanHigh: null,
			enoughAnswers: false,
		});
	});

	it('stay finite for a score of any size', () => {
		const result = questionResult(
			survey([stars]).questions[0]!,
			answers([2, { score: -1.7e308 }]),
			SETTINGS,
		);
		expect(result.mean).toBe(-1.7e308);
		expect(result.distribution).toEqual([{ value: -1.7e308, votes: 2, share: 1 }]);
	});

	it('are counted by their names when an emoji comes without a number', () => {
		const result = questionResult(
			survey([{ ...stars, type: 'emoji_rating' }]).questions[0]!,
			answers([2, pick('😀')], [1, pick('😐')]),
			SETTINGS,
		);
		expect(result.distribution).toEqual([
			{ value: '😀', votes: 2, share: 0.6667 },
			{ value: '😐', votes: 1, share: 0.3333 },
		]);
		expect(result.mean).toBeNull();
	});
});

describe('a click test', () => {
	const image = {
		id: 'q1',
		type: 'click_test',
		value: 'Where?',
		options: [{ id: 'a', mediaUrl: 'https://example.com/a.png' }],
	};
	const points = (...clicks: unknown[]) =>
		questionResult(survey([image]).questions[0]!, answers([1, { clicks }]), SETTINGS).points?.map(
			({ x, y }) => [x, y],
		);

	it.each<[string, unknown[], number[][]]>([
		[
			'fractions',
			[
				{ x: 0.25, y: 0.5 },
				{ x: 1, y: 0 },
			],
			[
				[0.25, 0.5],
				[1, 0],
			],
		],
		[
			'percent',
			[
				{ x: '25%', y: '50%' },
				{ x: 80, y: 10 },
			],
			[
				[0.25, 0.5],
				[0.8, 0.1],
			],
		],
		[
			'pixels with the size of the image',
			[{ x: 200, y: 300, width: 800, height: 600 }],
			[[0.25, 0.5]],
		],
		['pairs', [[0.25, 0.5]], [[0.25, 0.5]]],
		['a pair by itself', [0.25, 0.5], [[0.25, 0.5]]],
		['nested places', [{ position: { left: 0.25, top: 0.5 } }], [[0.25, 0.5]]],
	])('reads %s', (_, clicks, expected) => {
		expect(points(...clicks)).toEqual(expected);
	});

	it('says that pixels without the size of the image show a pattern, not places', () => {
		const result = questionResult(
			survey([image]).questions[0]!,
			answers([1, { clicks: [{ x: 400, y: 300 }] }]),
			SETTINGS,
		);
		expect(result.notes.join()).toContain("size of the image didn't come");
		expect(result.grid?.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(1);
	});
});

describe('a breakdown', () => {
	const person = (gender: string | undefined, age: string) => ({
		respondent: [
			...(gender ? [{ permalink: 'gndr', trait_name: 'Gender', value: gender }] : []),
			{ permalink: 'age-range', trait_name: 'Age range', value: age },
		],
	});
	const given = answers(
		[6, pick('Fern', person('Female', '18-24'))],
		[2, pick('Moss', person('Female', '65+'))],
		[5, pick('Moss', person('Male', '25-34'))],
		[1, pick('Moss', person(undefined, 'Under 18'))],
	);
	const broken = (...breakdownBy: string[]) =>
		questionResult(survey([NAMES]).questions[0]!, given, { ...SETTINGS, breakdownBy });

	it('counts the same options for each value, people of whom it is not known included', () => {
		const { breakdown } = broken('Gender');
		expect(
			breakdown?.[0]?.groups.map(({ value, answers: count, winner }) => [value, count, winner]),
		).toEqual([
			['Female', 8, null],
			['Male', 5, null],
			[null, 1, null],
		]);
		expect(breakdown?.[0]?.groups[0]?.options.map(({ votes }) => votes)).toEqual([6, 2, 0]);
	});

	it('finds a trait by permalink or any spelling, sorts ages, and says what is not reported', () => {
		expect(broken('gndr').breakdown?.[0]?.trait).toBe('Gender');
		expect(broken('age_range').breakdown?.[0]?.groups.map(({ value }) => value)).toEqual([
			'Under 18',
			'18-24',
			'25-34',
			'65+',
		]);
		expect(broken('all').breakdown?.map(({ trait }) => trait)).toEqual(['Age range', 'Gender']);
		expect(broken('Income').notes.join()).toContain('don\'t include "Income"');
	});

	it('is not harmed by a trait with the name of a member of objects', () => {
		const evil = answers([
			2,
			pick('Fern', {
				respondent: [
					{ name: '__proto__', value: 'constructor' },
					{ name: 'toString', value: '__proto__' },
				],
			}),
		]);
		const { breakdown } = questionResult(survey([NAMES]).questions[0]!, evil, {
			...SETTINGS,
			breakdownBy: ['__proto__', 'toString'],
		});
		expect(breakdown?.map(({ trait, groups }) => [trait, groups[0]?.value])).toEqual([
			['__proto__', 'constructor'],
			['toString', '__proto__'],
		]);
		expect(({} as Raw).constructor).toBe(Object);
	});
});

describe('written reasons', () => {
	it('stand under the option chosen, with who said it and the translation', () => {
		const { reasons } = questionResult(
			survey([NAMES]).questions[0]!,
			answers(
				[
					1,
					pick('Moss', {
						explanation: 'Klingt weich',
						translation: 'Sounds soft',
						respondent: [{ name: 'Gender', value: 'Female' }],
					}),
				],
				[1, pick('Fern', { explanation: 'Short' })],
				[1, pick(null, { explanation: 'None of them' })],
			),
			{ ...SETTINGS, reasons: true },
		);
		expect(
			reasons?.map(({ label, reasons: list }) => [label, list.map(({ text }) => text)]),
		).toEqual([
			['Fern', ['Short']],
			['Moss', ['Klingt weich']],
			['Without a choice', ['None of them']],
		]);
		expect(reasons?.[1]?.reasons[0]).toMatchObject({
			translation: 'Sounds soft',
			respondent: 'Female',
		});
	});

	it('have no translation where it repeats them', () => {
		const { reasons } = questionResult(
			survey([NAMES]).questions[0]!,
			answers([1, pick('Fern', { explanation: 'Soft', translation: ' Soft ' })]),
			{ ...SETTINGS, reasons: true },
		);
		expect(reasons?.[0]?.reasons).toMatchObject([{ text: 'Soft', translation: null }]);
	});
});

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
