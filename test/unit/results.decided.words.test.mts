import { type Raw, pick, run, times } from '../support/results.mts';

/*
 * What the decision says, word by word. The evidence is 2^(n + 1) B(8 + x, 8 + y) / B(8, 8) times the chance of a
 * Beta(8 + x, 8 + y) above one half; an interval ends at the share p where B(8 + x, 8 + y) / B(8, 8) is 20 times
 * p^x (1 - p)^y. Both were computed with mpmath.
 */

const picks = (...list: Array<[count: number, chosen: unknown]>): Raw[] =>
	list.flatMap(([count, chosen]) => times(count, pick(chosen)));
const asked = (labels: string[], answers: Raw[], settings = {}) =>
	run('single_select', labels, answers, { status: 'in-progress', ...settings });

it.each<[string, string[], Raw[], object]>([
	['Not decided: no responses yet.', ['A', 'B'], [], {}],
	[
		'Not decided: the evidence for "A" over "B" is 5.4251 of the 40 needed.',
		['A', 'B'],
		picks([9, 'A'], [1, 'B']),
		{},
	],
	[
		'Not decided: the evidence for "A" over "B" is 21.9 of the 40 needed.',
		['A', 'B'],
		picks([20, 'A'], [5, 'B']),
		{},
	],
	[
		'Not decided: the evidence for "B" over "A" is 1.3398 of the 40 needed.',
		['A', 'B'],
		picks([1, 'A'], [3, 'B']),
		{},
	],
	[
		'Not decided: the evidence for "A" over "B" is 43.5 of the 200 needed.',
		['A', 'B'],
		picks([30, 'A'], [10, 'B']),
		{ confidence: 0.99 },
	],
	[
		'Decided: "A" is preferred to every other option, at 95% confidence, however often you check. The closest is "B": 75% prefer "A".',
		['A', 'B'],
		picks([30, 'A'], [10, 'B']),
		{},
	],
	[
		// Three options need less than 3 / 0.05; A has 1,292.8 against B and more against C.
		'Decided: "A" is preferred to every other option, at 95% confidence, however often you check. The closest is "C": 80% prefer "A".',
		['A', 'B', 'C'],
		picks([40, 'A'], [4, 'B'], [10, 'C']),
		{},
	],
	[
		'Decided: no option leads every other by more than 60 to 40, at 95% confidence, however often you check.',
		['A', 'B'],
		picks([150, 'A'], [150, 'B']),
		{},
	],
	[
		'Decided: no option leads every other by more than 65 to 35, at 97.5% confidence, however often you check.',
		['A', 'B'],
		picks([150, 'A'], [150, 'B']),
		{ levelMargin: 15, confidence: 0.975 },
	],
])('%s', (sentence, labels, answers, settings) => {
	expect(asked(labels, answers, settings).decisionSummary).toBe(sentence);
});

it('has the evidence and the interval of each pair', () => {
	expect(asked(['A', 'B'], picks([40, 'A'], [10, 'B'])).evidence).toEqual([
		{
			option: { optionId: 'o1', number: 1, label: 'A' },
			other: { optionId: 'o2', number: 2, label: 'B' },
			preferOption: 40,
			preferOther: 10,
			evidence: 1292.8,
			evidenceNeeded: 40,
			low: 0.5646,
			high: 0.9444,
		},
	]);
	expect(asked(['A', 'B'], picks([9, 'A'], [1, 'B'])).evidence).toMatchObject([
		{ low: 0.3945, high: 0.9999 },
	]);
	expect(asked(['A', 'B'], picks([5, 'A'])).evidence).toMatchObject([{ low: 0.303, high: 1 }]);
	expect(asked(['A', 'B'], picks([5, 'B'])).evidence).toMatchObject([
		{ option: { label: 'B' }, preferOption: 5, low: 0.303 },
	]);
});

it('counts what fits no option against both ends', () => {
	const [pair] = asked(['A', 'B'], picks([40, 'A'], [8, 'B'], [2, 'Zebra'])).evidence;
	// 40 to 10 below, 42 to 8 above.
	expect(pair).toMatchObject({ preferOption: 40, preferOther: 8, evidence: 1292.8, low: 0.5646 });
	expect(pair!.high).toBeGreaterThan(0.9444);
});

it.each(['star_rating', 'open_ended', 'click_test'])(
	'says nothing of a question of type %s',
	(type) => {
		expect(run(type, ['A', 'B'], [{ score: 4, explanation: 'x' }])).toMatchObject({
			decision: null,
			decisionSummary: null,
			evidence: [],
		});
	},
);

it('says nothing of one option', () => {
	expect(asked(['A'], picks([50, 'A']))).toMatchObject({ decision: null, evidence: [] });
});
