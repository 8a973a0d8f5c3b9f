import { askedIn, clipped, percentOf, roundsOf, type Raw } from '../support/reportCounted.mts';
import { example } from '../support/reportExamples.mts';
import { all, barOf, rowsOf, tableUnder, wordsIn, wordsOf } from '../support/reportReading.mts';

const order = ({ rounds }: Raw) => rounds!;

/** What the cells of a table are marked as, row by row. */
const marksOf = (table: ReturnType<typeof tableUnder>) =>
	all(table!, 'tr')
		.slice(1)
		.map((row) => all(row, 'td').map(({ classes }) => classes.join()));

describe.each([
	['languages', 1],
	['longTexts', 1],
])('the rounds of a run-off of %s', (name, at) => {
	const report = example(name);
	const { ids, labels, given } = askedIn(report, at);
	const rounds = roundsOf(given.map(order), ids)!;
	const places = ids
		.map((id, index) => ({ id, index, in: rounds.filter((round) => round.has(id)) }))
		.sort((a, b) => b.in.length - a.in.length || b.in.at(-1)!.get(b.id)! - a.in.at(-1)!.get(a.id)!);

	/** The votes of an option in a round, as a cell and its mark. */
	function cell(id: string, index: number): [words: string, mark: string] {
		const votes = rounds[index]!.get(id);
		if (votes === undefined) return ['–', 'few'];
		const isOut = index < rounds.length - 1 && !rounds[index + 1]!.has(id);
		const isBest = votes === Math.max(...rounds[index]!.values());
		return [
			`${percentOf(votes, given.length)} ${votes}${isOut ? ' · out' : ''}`,
			isOut ? 'few' : isBest ? 'best' : 'figure',
		];
	}

	it('stand in the page, each option with its votes and where it drops out', () => {
		const table = tableUnder(report.inPage[at + 2]!, 'How the run-off went');
		expect(rowsOf(table)).toEqual([
			['Option', ...rounds.map((_, index) => `Round ${index + 1}`)],
			...places.map(({ id, index }) => [
				clipped(labels[index]!, 48),
				...rounds.map((_, round) => cell(id, round)[0]),
			]),
		]);
		expect(marksOf(table)).toEqual(
			places.map(({ id }) => rounds.map((_, round) => cell(id, round)[1])),
		);
		expect(wordsOf(all(report.inPage[at + 2]!, 'p.key'))).toContain(
			'Votes and their share in each round. The option with the fewest is eliminated, its votes go to the next choice of the same people.',
		);
	});

	it('stand in the e-mail, the last three, with the options that are still in', () => {
		const from = Math.max(0, rounds.length - 3);
		const section = report.inEmail[at + 1]!;
		expect(rowsOf(tableUnder(section, 'How the run-off went'))).toEqual([
			['Option', ...rounds.slice(from).map((_, index) => `Round ${from + index + 1}`)],
			...places
				.filter(({ id }) => rounds[from]!.has(id))
				.map(({ id, index }) => [
					clipped(labels[index]!, 48),
					...rounds.slice(from).map((_, round) => cell(id, from + round)[0]),
				]),
		]);
		const few = from > 0 ? ` The last 3 of ${rounds.length} rounds.` : '';
		expect(wordsOf(all(section, 'p'))).toContain(
			`Votes and their share in each round. The option with the fewest is eliminated, its votes go to the next choice of the same people.${few}`,
		);
	});
});

describe.each([
	['six', 0],
	['languages', 1],
	['longTexts', 1],
])('direct comparisons of %s', (name, at) => {
	const report = example(name);
	const { ids, labels, given } = askedIn(report, at);
	const prefer = (one: string, other: string) =>
		given.map(order).filter((each) => each.indexOf(one) < each.indexOf(other)).length;

	it('have the people who prefer one option to another, in the page only', () => {
		const heads = labels.map((label) => clipped(label, 48));
		const table = tableUnder(report.inPage[at + 2]!, 'Direct comparisons');
		expect(rowsOf(table)).toEqual([
			['Preferred', ...heads],
			...ids.map((id, row) => [
				heads[row],
				...ids.map((other) => (id === other ? '–' : `${prefer(id, other)}`)),
			]),
		]);
		expect(marksOf(table)).toEqual(
			ids.map((id) =>
				ids.map((other) =>
					id === other ? 'few' : prefer(id, other) > prefer(other, id) ? 'best' : 'figure',
				),
			),
		);
		const best = ids.findIndex((id) =>
			ids.every((other) => id === other || prefer(id, other) > prefer(other, id)),
		);
		const who = best < 0 ? 'No option beats' : `${clipped(labels[best]!, 80)} beats`;
		expect(wordsOf(all(report.inPage[at + 2]!, 'p.key'))).toContain(
			`People who prefer the option of the row to the one of the column. ${who} every other one directly.`,
		);
		expect(tableUnder(report.inEmail[at + 1]!, 'Direct comparisons')).toBeUndefined();
	});

	it('have a hint to swipe on a small screen where there are many columns', () => {
		const regions = all(report.inPage[at + 2]!, 'div.wide');
		const hints = all(report.inPage[at + 2]!, 'p.swipe');
		const isMany = regions.map(
			(region) =>
				all(region, 'th').filter((one) => one.attributes.get('scope') === 'col').length > 4,
		);
		expect(wordsOf(hints)).toEqual(
			isMany.filter(Boolean).map(() => 'Swipe the table for more columns →'),
		);
		expect(regions.map((region) => region.attributes.get('aria-label'))).toEqual(
			all(report.inPage[at + 2]!, 'h3')
				.map((one) => wordsIn(one))
				.filter((title) => !title.startsWith('Why'))
				.map((title) => `Question ${at + 1}, ${title}`),
		);
	});
});

describe('ratings', () => {
	const report = example('six');
	const { given } = askedIn(report, 2);
	const scores = given.map(({ score }) => score!).sort((a, b) => a - b);
	const times = (from: number, to = from) =>
		scores.filter((score) => score >= from && score <= to).length;
	const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
	const spread = Math.sqrt(
		scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1),
	);
	const most = Math.max(...[1, 2, 3, 4, 5].map((star) => times(star)));
	const sections = { page: report.inPage[4]!, email: report.inEmail[3]! };

	it.each(['page', 'email'] as const)('have their mean and what is beside it: %s', (where) => {
		const paragraphs = wordsOf(all(sections[where], 'p'));
		expect(paragraphs).toContain(mean.toFixed(1));
		expect(paragraphs).toContain(
			`Mean · Median ${(scores[49]! + scores[50]!) / 2} · Standard deviation ${spread.toFixed(1)} · Best two places ${times(4, 5)}% · Worst two places ${times(1, 2)}%`,
		);
	});

	it.each(['page', 'email'] as const)('have a bar for each star, the best first: %s', (where) => {
		const bars = all(sections[where], 'table').filter((table) => all(table, 'table').length > 0);
		const isPage = where === 'page';
		expect(bars.map(barOf)).toEqual(
			[5, 4, 3, 2, 1].map((star) => {
				const isFirst = times(star) === most;
				const kinds = isPage ? [isFirst ? 'fill ahead ' : 'fill ', 'rest '] : ['', ''];
				return {
					label: `${star} ★`,
					counts: `${times(star)} ${times(star) === 1 ? 'person' : 'people'}`,
					share: `${times(star)}%`,
					isFirst: isPage && isFirst,
					bar: [
						times(star) > 0 && `${kinds[0]}${times(star)}%`,
						times(star) < 100 && `${kinds[1]}${100 - times(star)}%`,
					].filter(Boolean),
				};
			}),
		);
	});

	it('of groups are their mean and median', () => {
		const values = [...new Set(given.map(({ respondent }) => respondent[0]!.value))].sort();
		expect(rowsOf(tableUnder(sections.page, 'By Gender'))).toEqual([
			['Gender', 'People', 'Mean', 'Median'],
			...values.map((value) => {
				const own = given
					.filter(({ respondent }) => respondent[0]!.value === value)
					.map(({ score }) => score!)
					.sort((a, b) => a - b);
				const { length } = own;
				const middle = (own[Math.ceil(length / 2 - 1)]! + own[Math.floor(length / 2)]!) / 2;
				const mark = length < 15 ? ' too few' : length < 30 ? ' few' : '';
				const average = own.reduce((sum, score) => sum + score, 0) / length;
				return [value, `${length}${mark}`, average.toFixed(1), `${middle}`];
			}),
		]);
	});
});
