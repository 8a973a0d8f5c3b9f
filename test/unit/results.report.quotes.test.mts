import { askedIn, type Raw } from '../support/reportCounted.mts';
import { example } from '../support/reportExamples.mts';
import { asked, email, page } from '../support/reportMarkup.mts';
import { all, treeOf, wordsIn, wordsOf, type Element } from '../support/reportReading.mts';

/** A quote as its words, its original where it is a translation, and who said it. */
function quoteOf(quote: Element) {
	const [words, original] = all(quote, 'div');
	return [
		wordsIn(words),
		...(original ? [wordsIn(original)] : []),
		wordsIn(all(quote, 'small')[0]),
	];
}

/** The quotes of a section: in the open under their headings, and behind the fold. */
function quotesIn(section: Element) {
	const fold = all(section, 'details.every')[0];
	const folded = new Set(fold && all(fold, 'div.quote'));
	return {
		head: wordsOf(all(section, 'h3')).at(-1),
		titles: wordsOf(all(section, 'h4')),
		open: all(section, 'div.quote')
			.filter((quote) => !folded.has(quote))
			.map(quoteOf),
		summary: fold && wordsIn(all(fold, 'summary')[0]),
		every: [...folded].map(quoteOf),
	};
}

const who = ({ respondent }: Raw) => respondent.map(({ value }) => value).join(', ');
const picksOf = ({ chosen_option: chosen }: Raw) => [chosen ?? []].flat();
/** Words as they are compared, without the marks that keep their direction. */
const plain = (text: unknown) => String(text).replace(/[\u2068\u2069]/g, '');

describe.each([
	['six', 1, [0, 2, 1, 3]],
	['six', 2, [0, 1]],
	['six', 4, [0, 1, 2, 3, 4, 5]],
	['languages', 1, [0, 2, 1, 3]],
])('reasons of %s, question %i', (name, number, places) => {
	const report = example(name);
	const { ids, labels, given } = askedIn(report, number - 1);
	const of = (index: number) => given.filter((answer) => picksOf(answer).includes(ids[index]!));
	const { head, titles, open, summary, every } = quotesIn(report.inPage[number + 1]!);

	it('are all behind a fold, each once, with what was chosen and who said it', () => {
		expect(summary).toBe('Read all 100 responses');
		expect(every.map((one) => one.map(plain)).sort()).toEqual(
			given
				.map((answer) => {
					// In the order in which the results list the options.
					const own = places.filter((index) => picksOf(answer).includes(ids[index]!));
					return [
						answer.explanation,
						`${own.map((index) => labels[index]).join(', ')} · ${who(answer)}`,
					];
				})
				.sort(),
		);
		const first = places.flatMap((index) => of(index).map(({ explanation }) => explanation))[0];
		expect(every[0]![0]).toBe(first);
	});

	it('stand in the open under the option, at most three for each, none twice', () => {
		expect(head).toBe(`Why, in their own words ${open.length} of 100 shown`);
		expect(titles).toHaveLength(places.length);
		const counts = titles.map((title, at) => {
			const index = places[at]!;
			const [, shown, all_] = /(\d+) of (\d+)$/.exec(title)!;
			expect(plain(title)).toBe(`${labels[index]} ${shown} of ${all_}`);
			expect(Number(all_)).toBe(of(index).length);
			return Number(shown);
		});
		expect(Math.max(...counts)).toBe(3);
		expect(new Set(open.map(([words]) => words!.toLowerCase())).size).toBe(open.length);
		let from = 0;
		counts.forEach((count, at) => {
			const own = of(places[at]!).map((answer) => [answer.explanation, who(answer)].join());
			for (const quote of open.slice(from, from + count)) expect(own).toContain(quote.join());
			from += count;
		});
	});

	it('come shorter in the e-mail: two for each, and nothing behind a fold', () => {
		const section = report.inEmail[number]!;
		expect(all(section, 'details')).toEqual([]);
		const heads = wordsOf(all(section, 'h4')).map((title) =>
			Number(/(\d+) of \d+$/.exec(title)![1]),
		);
		expect(Math.max(...heads)).toBe(2);
		const shown = heads.reduce((sum, count) => sum + count, 0);
		expect(wordsOf(all(section, 'h3')).at(-1)).toBe(
			`Why, in their own words ${shown} of 100 shown`,
		);
	});
});

describe('what people said', () => {
	it.each([
		['Click test', 5, 6, 4],
		['Open ended', 6, 6, 4],
	])('to a question of type %s has no options over it', (_, number, inPage, inEmail) => {
		const report = example('six');
		const { head, titles, open, every } = quotesIn(report.inPage[number + 1]!);
		expect([head, titles, open.length]).toEqual([
			`What people said ${inPage} of 100 shown`,
			[],
			inPage,
		]);
		const { given } = askedIn(report, number - 1);
		expect(every).toEqual(given.map((answer) => [answer.explanation, who(answer)]));
		expect(wordsOf(all(report.inEmail[number]!, 'h3'))).toEqual([
			`What people said ${inEmail} of 100 shown`,
		]);
	});

	it('with a rating stands under it, the best first', () => {
		const report = example('six');
		const { given } = askedIn(report, 2);
		const { titles, every } = quotesIn(report.inPage[4]!);
		const times = (star: number) => given.filter(({ score }) => score === star).length;
		const stars = [5, 4, 3, 2, 1].filter((star) => times(star) > 0);
		expect(titles).toEqual(stars.map((star) => `Rated ${star} 3 of ${times(star)}`));
		expect(every).toEqual(
			stars.flatMap((star) =>
				given
					.filter(({ score }) => score === star)
					.map((answer) => [answer.explanation, `Rated ${star} · ${who(answer)}`]),
			),
		);
	});
});

describe('a quote', () => {
	const said = (...given: Array<Record<string, unknown>>) =>
		asked({ type: 'open_ended', options: [] }, given);
	const read = ({ survey, answers }: ReturnType<typeof said>) => {
		const tree = treeOf(page(survey, answers));
		return quotesIn(all(tree, 'section')[1]!);
	};

	it('is the translation, with what was written below it', () => {
		const { open, every } = read(said({ explanation: 'Klingt weich', translation: 'Sounds soft' }));
		expect(open).toEqual([['Sounds soft', 'Klingt weich', '']]);
		expect(every).toEqual([]);
	});

	it('that says most comes first: about 240 characters, rather than a word or a page', () => {
		const lengths = [10, 240, 800, 239, 300, 60];
		const { open } = read(said(...lengths.map((length) => ({ explanation: 'y'.repeat(length) }))));
		// 800 say as much as 60; the order of equals is that of the answers.
		expect(open.map(([words]) => words!.replace('…', '').length)).toEqual([
			240, 239, 300, 400, 60, 10,
		]);
		const many = read(
			said(...[...lengths, 420, 421].map((length) => ({ explanation: 'y'.repeat(length) }))),
		);
		expect(many.head).toBe('What people said 6 of 8 shown');
		expect(many.open.at(-1)).toEqual([`${'y'.repeat(400)}…`, '']);
		expect(many.summary).toBe('Read all 8 responses');
	});

	it('that several people wrote stands once in the open, in whatever case', () => {
		const { head, open, every } = read(
			said({ explanation: 'It is calm' }, { explanation: 'IT IS CALM' }),
		);
		expect(head).toBe('What people said 1 of 2 shown');
		expect(open).toEqual([['It is calm', '']]);
		expect(every).toHaveLength(2);
	});

	it('that nobody gave has no heading', () => {
		const { survey, answers } = said({ explanation: ' ' });
		for (const markup of [page(survey, answers), email(survey, answers)]) {
			expect(all(treeOf(markup), 'h3')).toEqual([]);
		}
	});

	it('of who chose nothing, or no option, stands behind those of the options', () => {
		const options = ['Red', 'Blue'].map((value) => ({ id: value, value }));
		const { survey, answers } = asked({ type: 'multi_select', options }, [
			{ chosen_option: [], explanation: 'none of them' },
			{ chosen_option: ['Teal'], explanation: 'a good teal' },
			{ chosen_option: ['Blue'], explanation: 'it is blue' },
			{ chosen_option: ['Blue'], explanation: 'so blue' },
			{ chosen_option: ['Red'], explanation: 'it is red' },
		]);
		const { titles } = quotesIn(all(treeOf(page(survey, answers)), 'section')[1]!);
		expect(titles).toEqual(['Blue 2', 'Red 1', 'Teal 1', 'Without a choice 1']);
	});
});
