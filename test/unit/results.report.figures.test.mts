import {
	askedIn,
	clipped,
	percentOf,
	roundsOf,
	traitOf,
	wilson,
	type Raw,
} from '../support/reportCounted.mts';
import { example } from '../support/reportExamples.mts';
import { PIXEL } from '../support/reportMarkup.mts';
import {
	all,
	barOf,
	rowsOf,
	styleOf,
	tableUnder,
	wordsOf,
	type Element,
} from '../support/reportReading.mts';

/*
 * Every figure of the example surveys, in the page and in the e-mail, against what one counts by hand
 * from the raw answers.
 */

/** The bars of a section: tables that hold another one. */
const barsIn = (section: Element) =>
	all(section, 'table').filter((table) => all(table, 'table').length > 0);

const picksOf = ({ chosen_option: chosen }: Raw) => [chosen ?? []].flat();

/** What each option received where people choose, or in the last round that it took part in, and how long it was in. */
function received(ids: readonly string[], given: readonly Raw[], isRanked: boolean) {
	const rounds = isRanked
		? roundsOf(
				given.map(({ rounds: order }) => order!),
				ids,
			)
		: [];
	if (rounds === undefined) return undefined;
	return ids.map((id) => {
		const own = rounds.filter((votes) => votes.has(id));
		const votes = given.filter((answer) => picksOf(answer).includes(id)).length;
		return { votes: own.at(-1)?.get(id) ?? votes, lasted: own.length };
	});
}

const CHOICES: Array<[survey: string, number: number, type: string, unit: string]> = [
	['six', 1, 'ranked', 'votes in its last round'],
	['six', 2, 'choice', 'people'],
	['six', 4, 'several', 'people'],
	['languages', 1, 'choice', 'people'],
	['languages', 2, 'ranked', 'votes in its last round'],
	['longTexts', 1, 'choice', 'people'],
	['longTexts', 2, 'ranked', 'votes in its last round'],
	['running', 1, 'choice', 'people'],
];

describe.each(CHOICES)('of %s, question %i (%s)', (name, number, kind, unit) => {
	const report = example(name);
	const { ids, labels, images, given } = askedIn(report, number - 1);
	const [inPage, inEmail] = [report.inPage[number + 1]!, report.inEmail[number]!];
	const isRanked = kind === 'ranked';
	const counts = received(ids, given, isRanked)!;
	const votes = counts.map((count) => count.votes);
	// From the best to the worst, level ones as in the survey.
	const places = ids
		.map((_, index) => index)
		.sort((a, b) => counts[b]!.lasted - counts[a]!.lasted || votes[b]! - votes[a]!);
	const whole = given.length;
	const isStable = isRanked && name === 'six';

	/** The row of an option as it should be read. */
	function row(index: number, place: number) {
		const own = votes[index]!;
		const width = Math.floor((200 * own + whole) / (2 * whole));
		const [low, high] = wilson(own, whole);
		const hasEnds = !isRanked || isStable;
		const firsts = given.filter((answer) => picksOf(answer)[0] === ids[index]).length;
		const share = (fraction: number) => percentOf(Math.round(fraction * 1e9), 1e9);
		const parts = [
			`${own} of ${whole} ${unit}`,
			isRanked ? `${firsts} first place${firsts === 1 ? '' : 's'}` : '',
			hasEnds ? `95% interval ${share(low)} to ${share(high)}` : '',
		];
		const fill = place === 0 ? 'fill ahead' : 'fill';
		return {
			label: clipped(labels[index]!, 160),
			counts: parts.filter(Boolean).join(' · '),
			share: percentOf(own, whole),
			isFirst: place === 0,
			bar: [`${fill} ${width}%`, `rest ${100 - width}%`],
			...(hasEnds && {
				interval: [`${(100 * low).toFixed(1)}%`, `${(100 * (high - low)).toFixed(1)}%`],
			}),
			...(images[index] && { image: PIXEL, alt: '' }),
		};
	}

	it('the page has a row for each option, the best first, with its figures and its image', () => {
		const read = barsIn(inPage).map(barOf);
		const near = (ends?: Array<string | undefined>) =>
			ends?.map((end) => Number(end!.slice(0, -1)));
		const expected = places.map(row);
		const rest = (rows: Array<{ interval?: unknown }>) =>
			rows.map(({ interval: _, ...one }) => one);
		expect(rest(read)).toEqual(rest(expected));
		read.forEach(({ interval }, at) => {
			const [left, width] = near(expected[at]!.interval) ?? [];
			// The last digit may be rounded otherwise.
			expect(near(interval)?.[0] ?? -1).toBeCloseTo(left ?? -1, 0);
			expect(near(interval)?.[1] ?? -1).toBeCloseTo(width ?? -1, 0);
			if (left !== undefined) {
				expect(Math.abs(near(interval)![0]! - left)).toBeLessThan(0.15);
				expect(Math.abs(near(interval)![1]! - width!)).toBeLessThan(0.15);
			}
		});
	});

	it('the e-mail has the same rows, without marks for the intervals', () => {
		const read = barsIn(inEmail).map(barOf);
		expect(read).toEqual(
			places.map((index, place) => {
				const { interval: _, isFirst: __, image, bar, ...same } = row(index, place);
				return {
					...same,
					isFirst: false,
					bar: bar.map((cell) => cell.replace(/^\D*/, '')),
					...(image && { image: images[index], alt: labels[index] }),
				};
			}),
		);
	});

	it('the key says what the shares are of', () => {
		const keys = {
			choice: 'Share of the people who chose it.',
			several: 'Share of the people who chose it; several could be chosen.',
			ranked: "Share of the votes in the option's last round; shares don't add up to 100%.",
		};
		for (const section of [inPage, inEmail]) {
			expect(wordsOf(all(section, 'p'))).toContain(keys[kind as keyof typeof keys]);
		}
	});

	/** A trait's values, each with the people who have it and what the options received from them. */
	const groupsBy = (trait: string) =>
		[...new Set(given.map((answer) => traitOf(answer, trait)))].sort().map((value) => {
			const group = given.filter((answer) => traitOf(answer, trait) === value);
			const own = received(ids, group, isRanked);
			return { value, people: group.length, own: own?.map((count) => count.votes) };
		});

	it.each(['Age range', 'Gender'])('a table by %s has each group and its shares', (trait) => {
		const head = places.map((index) => clipped(labels[index]!, 48));
		const [first, ...rows] = rowsOf(tableUnder(inPage, `By ${trait}`));
		expect(first).toEqual([trait, 'People', ...head]);
		const groups = groupsBy(trait);
		expect(rows).toEqual(
			groups.map(({ value, people, own }, at) => {
				const mark = people < 15 ? ' too few' : people < 30 ? ' few' : '';
				// How a tie for last place is broken is a question for itself.
				const shares = own && places.map((index) => percentOf(own[index]!, people));
				return [value, `${people}${mark}`, ...(shares ?? rows[at]!.slice(2))];
			}),
		);
		expect(groups.filter(({ own }) => own !== undefined)).not.toHaveLength(0);
		expect(tableUnder(inEmail, `By ${trait}`)).toBeUndefined();
	});

	it.each(['Age range', 'Gender'])('by %s a leader of 15 people and more stands out', (trait) => {
		const lines = all(tableUnder(inPage, `By ${trait}`)!, 'tr').slice(1);
		groupsBy(trait).forEach(({ people, own }, at) => {
			const [size, ...cells] = all(lines[at]!, 'td');
			if (own === undefined) return;
			const most = Math.max(...own);
			const isAlone = own.filter((count) => count === most).length === 1;
			const few = people < 15;
			const read = [...cells].map((cell) => [cell.classes.join(), styleOf(cell, '--share')]);
			expect(size!.classes).toEqual(['figure']);
			expect(read).toEqual(
				places.map((index) => [
					few ? 'few' : own[index] === most && isAlone ? 'best' : 'figure',
					few ? undefined : (own[index]! / people).toFixed(2),
				]),
			);
		});
	});
});
