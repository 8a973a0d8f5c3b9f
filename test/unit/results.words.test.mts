import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { exactPercent, percent, percentOf } from '../../nodes/PickFu/results/numbers';

it.each([
	[23, 40, '58%'],
	[17, 40, '43%'],
	[29, 200, '15%'],
	// 14.496%: its four digits, 0.1450, would make it 15%.
	[59, 407, '14%'],
	[0, 7, '0%'],
	[7, 7, '100%'],
	[1, 101, '<1%'],
	[100, 101, '>99%'],
	[0, 0, '–'],
])('writes %i of %i as %s', (part, whole, text) => {
	expect(percentOf(part, whole)).toBe(text);
});

it('rounds half a percent up, whatever the binary form of the fraction', () => {
	expect([0.575, 0.425, 0.145, 0.285].map(percent)).toEqual(['58%', '43%', '15%', '29%']);
});

it('bends nothing to add up to 100', () => {
	expect([1, 1, 1].map((part) => percentOf(part, 3))).toEqual(['33%', '33%', '33%']);
	expect([23, 17].map((part) => percentOf(part, 40))).toEqual(['58%', '43%']);
});

it('writes a confidence with the digits it has', () => {
	expect([0.95, 0.975, 0.999, 1 - 0.975].map(exactPercent)).toEqual([
		'95%',
		'97.5%',
		'99.9%',
		'2.5%',
	]);
});

/** The summary of a head to head that the first option wins 20 to 4. */
function summary(labels: Array<string | undefined>): string {
	const options = labels.map((value, index) => ({
		id: `o${index}`,
		value,
		mediaUrl: 'https://example.com/img.png',
	}));
	const survey = readSurvey({
		id: 's',
		status: 'completed',
		questions: [{ id: 'q', type: 'head_to_head', options }],
	} as never);
	const answers = Array.from({ length: 24 }, (_, index) =>
		readAnswer({ question_id: 'q', chosen_option: index < 20 ? 'o0' : 'o1' } as never),
	);
	return surveyResults(survey, answers, { confidence: 0.975 }).summary;
}

it('calls options without a text by their letter, not by the names of their files', () => {
	expect(summary([undefined, undefined])).toBe(
		'"Option A" wins with 83% (20 of 24). The lead over "Option B" (17%) is significant at 97.5% confidence.',
	);
});

it('keeps the direction of a label to itself, and leaves other labels alone', () => {
	expect(summary(['אור ראשון', 'قدح'])).toContain(
		'"\u2068אור ראשון\u2069" wins with 83% (20 of 24)',
	);
	expect(summary(['Mug', 'قدح'])).toMatch(/^"Mug" wins .* over "\u2068قدح\u2069" \(17%\)/);
});
