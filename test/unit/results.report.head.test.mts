import { askedIn, percentOf, signTest, wilson } from '../support/reportCounted.mts';
import { example } from '../support/reportExamples.mts';
import { page } from '../support/reportMarkup.mts';
import { all, treeOf, wordsIn, wordsOf, type Element } from '../support/reportReading.mts';

/*
 * What stands above and below the questions: who was asked, what came out, what to know, and where it
 * comes from.
 */

/** A pill as its words and its tone. */
const pillsIn = (element: Element) =>
	all(element, 'span.pill').map((pill) => [wordsIn(pill), pill.classes.slice(1).join()]);

/** The whole of a head: its words, and what is special in it. */
function headOf(name: string) {
	const { inPage, inEmail } = example(name);
	const [head, decision] = inPage as [Element, Element];
	return { head, decision, top: inEmail[0]! };
}

describe.each([
	[
		'six',
		'Travel mug: launch',
		'100 of 100 respondents · US · targeting amazon prime and coffee drinkers · completed November 21, 2026',
	],
	[
		'languages',
		'כוס לדרך',
		'100 of 100 respondents · US · targeting amazon prime and coffee drinkers · completed November 21, 2026',
	],
	[
		'running',
		'Travel mug: running',
		'12 of 200 respondents · US · targeting amazon prime and coffee drinkers · in progress',
	],
	[
		'nobody',
		'Travel mug: nobody yet',
		'0 of 50 respondents · US · targeting amazon prime and coffee drinkers · in progress',
	],
])('the head of %s', (name, title, sample) => {
	it('says what was asked of whom, in the page and in the e-mail', () => {
		const { head, top } = headOf(name);
		for (const part of [head, top]) {
			expect(wordsOf(all(part, 'p')).slice(0, 2)).toEqual(['PickFu survey results', sample]);
			expect(wordsOf(all(part, 'h1'))).toEqual([title]);
			expect(all(part, 'h1')[0]!.attributes.get('dir')).toBe('auto');
		}
		const { page: markup, email: message } = example(name);
		for (const text of [markup, message]) {
			expect(wordsIn(all(treeOf(text), 'title')[0])).toBe(title);
			expect(text).toContain('<html lang="en">');
		}
		const article = all(treeOf(message), 'div')[0]!.attributes;
		expect([article.get('role'), article.get('aria-label')]).toEqual(['article', title]);
	});

	it('says in the foot how far the figures go and where they come from', () => {
		const { inPage, inEmail } = example(name);
		const limits =
			"An interval shows where the share would plausibly be if everyone like these respondents were asked. PickFu's panel is not a random sample, and no interval makes up for respondents who differ from your customers. “Clear winner” means that chance alone would produce a lead this large in fewer than 5% of surveys.";
		const source =
			"Calculated from the individual responses by n8n-nodes-pickfu; details may differ from PickFu's own page. View the survey on PickFu";
		const more =
			'The full report has breakdowns, direct comparisons, click maps and all responses. ';
		expect(wordsOf(all(inPage.at(-1)!, 'p'))).toEqual([limits, source]);
		expect(wordsOf(all(inEmail.at(-1)!, 'p'))).toEqual([limits, more + source]);
		for (const foot of [inPage.at(-1)!, inEmail.at(-1)!]) {
			const [link] = all(foot, 'a');
			expect(wordsIn(link)).toBe('View the survey on PickFu');
			expect(link!.attributes.get('href')).toBe('https://www.pickfu.com/results/s');
			expect(link!.attributes.get('rel')).toBe('noopener noreferrer');
		}
	});
});

describe('the decision of six questions', () => {
	const { decision, top } = headOf('six');
	const { labels, given } = askedIn(example('six'), 0);
	const first = (id: string) => given.filter(({ rounds }) => rounds![0] === id).length;
	const [winner, second] = [first('o0'), first('o2')];
	const prefer = given.filter(({ rounds }) => rounds!.indexOf('o0') < rounds!.indexOf('o2')).length;
	const sentence = `"Option A" wins with ${winner}% in the last round. The lead over "Option C" (${second}%) is significant at 95% confidence.`;

	it('is that of the first question, with its verdict and the image of the winner', () => {
		expect(labels[0]).toBe('Option A');
		expect(wordsOf(all(decision, 'h2'))).toEqual([sentence]);
		expect(wordsOf(all(top, 'h2'))).toEqual([sentence]);
		expect(pillsIn(decision)[0]).toEqual(['Clear winner', 'win']);
		expect(wordsIn(all(all(decision, 'div.lead')[0]!, 'p')[0])).toBe('Clear winner Question 1');
		expect(wordsIn(all(top, 'p')[2])).toBe('Clear winner Question 1');
		expect(all(decision, 'img.champion')).toHaveLength(1);
		const [image] = all(top, 'img');
		expect(image!.attributes.get('src')).toBe('https://images.example.com/mug-sage');
		expect(image!.attributes.get('alt')).toBe('Option A');
	});

	it('has the first two with their shares, and what chance alone would do', () => {
		const ends = (votes: number) => wilson(votes, 100).map((end) => `${Math.round(100 * end)}%`);
		const interval = (votes: number) => `95% interval ${ends(votes).join(' to ')}`;
		// The whole run-off is resampled: chance is that of the direct comparison or more.
		const shown = all(decision, 'dl.tiles')[0]!;
		const terms = wordsOf(all(shown, 'dt'));
		const [one, other, chance] = wordsOf(all(shown, 'dd'));
		expect(terms).toEqual(['Option A', 'Option C', 'If it were a coin toss']);
		expect(one).toBe(`${winner}%${interval(winner)}`);
		expect(other).toBe(`${second}%${interval(second)}`);
		expect(signTest(prefer, 100 - prefer)).toBeLessThan(0.007);
		expect(chance).toMatch(/^1 in 1\d0surveys would show such a lead \(p = 0\.00\d\)$/);
		expect(all(top, 'dl')).toEqual([]);
	});

	it('lists each question with its verdict, and leads to it', () => {
		const lines = all(decision, 'ol.glance')[0]!.children.filter((one) => typeof one !== 'string');
		expect(
			lines.map((line) => [
				wordsIn(all(line, 'span')[0]),
				wordsIn(all(line, 'a')[0]),
				all(line, 'a')[0]!.attributes.get('href'),
				...(pillsIn(line)[0] ?? []),
			]),
		).toEqual([
			['1', 'Which of these mugs would you buy?', '#question-1', 'Clear winner', 'win'],
			['2', 'Which name fits it better?', '#question-2', 'Clear winner', 'win'],
			['3', 'How well made does it look?', '#question-3', 'Rating is reliable', 'win'],
			[
				'4',
				'Which of these would make you buy it?',
				'#question-4',
				'Leading, not conclusive',
				'lean',
			],
			['5', 'Where would you click first?', '#question-5'],
			['6', 'What is missing?', '#question-6'],
		]);
		expect(all(top, 'ol')).toEqual([]);
	});

	it('says what to know before trusting it', () => {
		const note = '3 questions were tested: with several tests one may look significant by chance.';
		expect(wordsOf(all(all(decision, 'ul.caution')[0]!, 'li'))).toEqual([note]);
		expect(wordsOf(all(top, 'li'))).toEqual([note]);
	});
});

describe('the decision of one question', () => {
	it('has no number, no list of questions, and no second verdict below', () => {
		const { inPage, inEmail } = example('running');
		const [, decision, question] = inPage as [Element, Element, Element];
		expect(wordsIn(all(decision, 'p')[0])).toBe('Still running');
		expect(pillsIn(decision)).toEqual([['Still running', '']]);
		expect(all(decision, 'ol')).toEqual([]);
		expect(pillsIn(question)).toEqual([]);
		expect(all(question, 'p.result')).toEqual([]);
		expect(wordsOf(all(inEmail[0]!, 'h2'))).toEqual([
			'"Trail Pot" leads so far with 67% (8 of 12), ahead of "Camp Kettle" (33%). This isn\'t final.',
		]);
		expect(wordsOf(all(decision, 'li'))).toEqual([
			'The survey is still running (12 of 200 respondents): the leader can change.',
		]);
	});

	it('has no shares before anybody answered', () => {
		const { decision, top } = headOf('nobody');
		expect(wordsOf(all(decision, 'h2'))).toEqual(['No responses yet.']);
		expect(pillsIn(decision)).toEqual([['No responses yet', '']]);
		expect(all(decision, 'dl')).toEqual([]);
		expect(all(top, 'img')).toEqual([]);
	});
});

describe('each question', () => {
	const { inPage, inEmail } = example('six');

	it.each([
		[1, 'Question 1 · Ranked', 'Which of these mugs would you buy?', undefined],
		[2, 'Question 2 · Head to head', 'Which name fits it better?', undefined],
		[3, 'Question 3 · Star rating', 'How well made does it look?', undefined],
		[4, 'Question 4 · Multi select', 'Which of these would make you buy it?', undefined],
		[
			5,
			'Question 5 · Click test',
			'Where would you click first?',
			'100 clicks by 100 respondents.',
		],
		[6, 'Question 6 · Open ended', 'What is missing?', "100 responses in people's own words."],
	])('%i begins with its number, its type and its words', (number, eyebrow, title, result) => {
		for (const section of [inPage[number + 1]!, inEmail[number]!]) {
			const [first] = all(section, 'p');
			expect(wordsIn(first)).toBe(eyebrow);
			expect(first!.attributes.get('id')).toBe(`question-${number}`);
			expect(wordsOf(all(section, 'h2'))).toEqual([title]);
			expect(all(section, 'h2')[0]!.attributes.get('dir')).toBe('auto');
			if (result !== undefined) expect(wordsOf(all(section, 'p'))).toContain(result);
		}
	});

	it('has its verdict and its result in a sentence, counted from the responses', () => {
		const { given } = askedIn(example('six'), 1);
		const own = given.filter(({ chosen_option: chosen }) => chosen === 'o0').length;
		const rest = given.length - own;
		const sentence = `Clear winner "Trail Pot" wins with ${percentOf(own, 100)} (${own} of 100). The lead over "Camp Kettle" (${percentOf(rest, 100)}) is significant at 95% confidence.`;
		expect(signTest(own, rest)).toBeLessThan(0.05);
		expect(wordsOf(all(inPage[3]!, 'p.result'))).toEqual([sentence]);
		expect(wordsOf(all(inEmail[2]!, 'p'))).toContain(sentence);
	});

	it.each([
		[1, /^How it's counted: Instant run-off: .* \(bootstrap\)\.$/],
		[2, /^How it's counted: Share of the respondents who chose each option, .* sign test\.$/],
		[3, /^How it's counted: Mean with Gaffke's interval, .* distribution\.$/],
		[4, /^How it's counted: Share of all respondents asked .* not the other\.$/],
		[5, /^How it's counted: Positions of the clicks .* 10 by 10\.$/],
		[6, /^How it's counted: Responses in people's own words; only their number is counted\.$/],
	])('%i says in the page how it is counted', (number, method) => {
		expect(wordsOf(all(inPage[number + 1]!, 'p')).at(-1)).toMatch(method);
		expect(wordsIn(inEmail[number])).not.toContain("How it's counted");
	});

	it('has the notes that belong to it, and those on images that are not there', () => {
		const notes = wordsOf(all(inPage[5]!, 'li'));
		expect(notes).toEqual([
			"Adding respondents and testing again makes it likelier to find a difference by chance. Decide on the total in advance, or use 'Until Decided'.",
		]);
		expect(wordsOf(all(inEmail[4]!, 'li'))).toEqual(notes);
		expect(all(inPage[2]!, 'li')).toEqual([]);
		const { survey, answers } = example('six');
		const bare = all(treeOf(page(survey, answers)), 'section');
		expect(bare.slice(1).map((section) => wordsOf(all(section, 'ul.notes')))).toEqual([
			['4 images could not be included in this report.'],
			['1 image could not be included in this report.'],
			['1 image could not be included in this report.'],
			notes,
			[
				expect.stringMatching(
					/^Positions were read as .*\.1 image could not be included in this report\.$/,
				),
			],
			[],
		]);
	});

	it('shows what people saw: context, what was rated, but no image twice', () => {
		const shown = (section: Element | undefined) =>
			all(section!, 'div.shown').map((one) => [wordsIn(one), all(one, 'img').length]);
		expect(inPage.slice(2, 8).map(shown)).toEqual([
			[],
			[['What people sawA mug for people who walk to work.', 1]],
			[['What people saw', 1]],
			[],
			[],
			[],
		]);
		const seen = inEmail.slice(1, 7).map((section) =>
			all(section, 'img')
				.filter(({ attributes }) => attributes.get('alt') === 'What people saw')
				.map(({ attributes }) => attributes.get('src')!.split('/').at(-1)),
		);
		expect(seen).toEqual([[], ['mug-sage'], ['mug-sage'], [], ['shop'], []]);
		expect(wordsOf(all(inEmail[2]!, 'p')).slice(1)[0]).toBe('What people saw');
	});
});
