import { asked, email, page } from '../support/reportMarkup.mts';
import {
	all,
	barOf,
	rowsOf,
	tableUnder,
	treeOf,
	wordsIn,
	wordsOf,
} from '../support/reportReading.mts';

/*
 * Texts that would fill a page are cut, each at a length of its own; what is one character shorter is whole.
 */

const text = (length: number) => 'x'.repeat(length);
const cut = (length: number) => `${text(length)}…`;

/** A survey with one text for everything that people can name, read as page and as e-mail. */
function reported(length: number) {
	const long = text(length);
	const { survey, answers } = asked(
		{
			type: long,
			value: long,
			options: [
				{ id: 'a', value: long, mediaUrl: 'https://example.com/a.png' },
				{ id: 'b', value: 'B' },
				{ id: 'c', value: 'C' },
			],
			context: { text: long },
		},
		Array.from({ length: 12 }, (_, index) => {
			const picks = index < 10 ? ['a', 'b', 'c'] : ['b', 'a', 'c'];
			const respondent = [{ name: 'Sex', value: long }];
			const explanation = index < 10 ? long : 'Because';
			return { chosen_option: picks[0], rounds: picks, explanation, respondent };
		}),
		{ name: long, targeting: [long] },
	);
	const more = asked({ type: 'open_ended', value: 'Why?', options: [] }, []).survey.questions;
	const both = {
		...survey,
		questions: [...survey.questions, ...more.map((one) => ({ ...one, id: 'r' }))],
	};
	const markup = treeOf(page(both, answers));
	const message = treeOf(email(both, answers));
	return { page: markup, email: message, section: all(markup, 'section')[1]! };
}

/** The places of a report with the words in it of which the length is limited. */
const PLACES: Array<
	[what: string, most: number, read: (of: ReturnType<typeof reported>) => unknown]
> = [
	['the name of the survey', 200, ({ page: one }) => wordsIn(all(one, 'h1')[0])],
	['the title of the page', 200, ({ page: one }) => wordsIn(all(one, 'title')[0])],
	['the title of the e-mail', 200, ({ email: one }) => wordsIn(all(one, 'title')[0])],
	[
		'the name of the article in the e-mail',
		200,
		({ email: one }) => all(one, 'div')[0]!.attributes.get('aria-label'),
	],
	['the question', 240, ({ section }) => wordsIn(all(section, 'h2')[0])],
	['the question in the e-mail', 240, ({ email: one }) => wordsIn(all(one, 'h2')[1])],
	['the question in the list', 160, ({ page: one }) => wordsIn(all(all(one, 'ol')[0]!, 'bdi')[0])],
	['the label of the winner among its figures', 32, ({ page: one }) => wordsIn(all(one, 'dt')[0])],
	['the label of an option', 160, ({ section }) => barOf(all(section, 'table.option')[0]!).label],
	[
		'the label of an option in the e-mail',
		160,
		({ email: one }) =>
			barOf(
				all(one, 'table')
					.filter((table) => all(table, 'table').length === 1)
					.at(-3)!,
			).label,
	],
	[
		'the option in the head of a table',
		48,
		({ section }) => rowsOf(tableUnder(section, 'Direct comparisons'))[0]![1],
	],
	[
		'the option in a row of a table',
		48,
		({ section }) => rowsOf(tableUnder(section, 'Direct comparisons'))[1]![0],
	],
	[
		'the option that beats every other',
		80,
		({ section }) =>
			wordsOf(all(section, 'p.key')).flatMap(
				(one) => /column\. (\S+) beats/.exec(one)?.[1] ?? [],
			)[0],
	],
	['what people saw', 400, ({ section }) => wordsIn(all(all(section, 'div.shown')[0]!, 'bdi')[0])],
	[
		'the option above its quotes',
		80,
		({ section }) => wordsIn(all(all(section, 'h4')[0]!, 'bdi')[0]),
	],
	[
		'a quote',
		400,
		({ section }) =>
			wordsIn(
				all(all(section, 'div.quotes')[0]!, 'div').filter((one) => one.attributes.has('dir'))[0],
			),
	],
	['who said it', 120, ({ section }) => wordsIn(all(all(section, 'div.quotes')[0]!, 'small')[0])],
	[
		'the option in the list of all quotes',
		60,
		({ section }) => wordsIn(all(all(section, 'details.every')[0]!, 'small')[0]).split(' · ')[0],
	],
	[
		'the image of the winner, in words',
		80,
		({ email: one }) => all(one, 'img')[0]!.attributes.get('alt'),
	],
	[
		'the image of an option, in words',
		80,
		({ email: one }) => all(one, 'img')[1]!.attributes.get('alt'),
	],
	[
		'the label in a sentence',
		80,
		({ page: one }) => /^"(.*?)"/.exec(wordsIn(all(one, 'h2')[0]))![1],
	],
	[
		'the type of the question',
		40,
		({ section }) => wordsIn(all(section, 'p')[0]).split(' · ')[1]!.replace('X', 'x'),
	],
];

const whole = new Map<number, ReturnType<typeof reported>>();
function of(length: number) {
	if (!whole.has(length)) whole.set(length, reported(length));
	return whole.get(length)!;
}

it.each(PLACES)('%s has at most %i characters', (_, most, read) => {
	expect(read(of(most))).toBe(text(most));
	expect(read(of(most + 1))).toBe(cut(most));
});

it('the line of who was asked has at most 400 characters', () => {
	expect(wordsIn(all(of(500).page, 'p')[1])).toHaveLength(401);
	expect(wordsIn(all(of(241).page, 'p')[1])).toBe(
		`12 respondents · targeting ${text(241)} · completed`,
	);
});

it('what was cut stands whole behind a fold, in the page only', () => {
	const { section, email: message } = of(401);
	const folds = all(section, 'details.whole').map((fold) => [
		wordsIn(all(fold, 'summary')[0]),
		wordsIn(all(fold, 'p')[0]),
	]);
	expect(folds).toEqual([
		['Full question', text(401)],
		['Full text', text(401)],
		['Full text', text(401)],
	]);
	expect(all(of(160).section, 'details.whole')).toEqual([]);
	expect(all(message, 'details')).toEqual([]);
	const every = all(all(section, 'details.every')[0]!, 'div').filter((one) =>
		one.attributes.has('dir'),
	);
	expect(every.map((one) => wordsIn(one))).toEqual(
		Array.from({ length: 12 }, (_, at) => (at < 10 ? text(401) : 'Because')),
	);
});

it('a rating by name has at most 24 characters, a note 400', () => {
	const named = (length: number) =>
		asked({ type: 'emoji_rating', options: [] }, [{ chosen_option: text(length) }]);
	const label = ({ survey, answers }: ReturnType<typeof named>) =>
		barOf(all(treeOf(page(survey, answers)), 'table.option')[0]!).label;
	expect([label(named(24)), label(named(25))]).toEqual([text(24), cut(24)]);
	const strange = asked(
		{ type: 'single_select', options: [{ id: 'a', value: 'A' }] },
		'pqrstu'.split('').map((letter) => ({ chosen_option: letter.repeat(90) })),
	);
	const [note] = all(
		all(treeOf(page(strange.survey, strange.answers)), 'section')[1]!,
		'li',
	).filter((one) => wordsIn(one).includes('fit exactly'));
	expect(wordsIn(note)).toHaveLength(401);
});
