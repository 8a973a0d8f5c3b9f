import type { Answer } from '../api/shapes';
import { decide } from './decision';
import { counted as times } from './numbers';
import type { OptionBook } from './options';
import { countPairs } from './pairwise';
import { isDecidable, optionResults, picksOf, places, powerOf, type Tally } from './standing';
import type { ResultSettings } from './types';

/**
 * One option for each person. Winner and runner-up are compared on the people who chose one of them.
 */
export function countChoice(
	answers: readonly Answer[],
	book: OptionBook,
	settings: ResultSettings,
): Tally {
	const votes = book.entries.map(() => 0);
	let counted = 0;
	let several = 0;
	for (const answer of answers) {
		const picks = picksOf(answer, book);
		if (picks.length > 1) several += 1;
		if (picks.length !== 1) continue;
		votes[picks[0]!]! += 1;
		counted += 1;
	}
	const options = optionResults(
		book,
		votes,
		votes.map(() => counted),
		settings.confidence,
	);
	const prefer = (one: number, other: number) => ({ one: votes[one]!, other: votes[other]! });
	const { first, second } = places(options);
	const contest = {
		options,
		first,
		second,
		prefer,
		people: counted,
		decidable: isDecidable(book, options, first),
	};
	return {
		counted,
		options,
		decision: decide(contest, settings.confidence, powerOf(settings)),
		notes:
			several > 0
				? [`${times(several, 'answer')} to a question for one option named several; not counted.`]
				: [],
	};
}

/**
 * Several options for each person. A share is that of the people, so shares add up to more than 1;
 * winner and runner-up are compared on the people who chose one of them and not the other.
 */
export function countSeveral(
	answers: readonly Answer[],
	book: OptionBook,
	settings: ResultSettings,
): Tally {
	const ballots = answers
		.map((answer) => new Set(picksOf(answer, book)))
		.filter(({ size }) => size > 0);
	const votes = book.entries.map((_, index) => ballots.filter((picks) => picks.has(index)).length);
	const options = optionResults(
		book,
		votes,
		votes.map(() => ballots.length),
		settings.confidence,
	);
	const prefer = (one: number, other: number) => ({
		one: ballots.filter((picks) => picks.has(one) && !picks.has(other)).length,
		other: ballots.filter((picks) => picks.has(other) && !picks.has(one)).length,
	});
	const { first, second } = places(options);
	const decidable = isDecidable(book, options, first);
	const contest = { options, first, second, prefer, people: ballots.length, decidable };
	return {
		counted: ballots.length,
		options,
		decision: decide(contest, settings.confidence, powerOf(settings)),
	};
}

/** Match-ups of two (see `countPairs`). Winner and runner-up are compared where they met. */
export function countHeadToHead(
	answers: readonly Answer[],
	book: OptionBook,
	settings: ResultSettings,
): Tally {
	const pairs = countPairs(answers, book);
	const options = optionResults(book, pairs.won, pairs.matchups, settings.confidence);
	const { first, second } = places(options);
	const prefer = (one: number, other: number) => ({
		one: pairs.beat(one, other),
		other: pairs.beat(other, one),
	});
	const contest = {
		options,
		first,
		second,
		prefer,
		people: pairs.counted,
		decidable: isDecidable(book, options, first),
	};
	return {
		counted: pairs.counted,
		options,
		decision: decide(contest, settings.confidence, powerOf(settings)),
		notes: pairs.pairsKnown
			? []
			: [
					'Some answers do not say which options met; they count as if the winner had met all the others.',
				],
	};
}
