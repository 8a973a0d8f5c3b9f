/** What the people of the simulation prefer. */
export interface Population {
	name: string;
	kind: 'choice' | 'several' | 'ranked';
	options: number;
	/** Index of the one option that is better than every other, null when there is none. */
	best: number | null;
	/** Two options: the true percentage of the first. */
	split?: number;
	/** One person: the option chosen, the options picked, or all options in order. */
	answer(random: () => number): number[];
	/** True when the best leads each of the others by more than the margin, in points from an even split. */
	isBeyond(margin: number): boolean;
}

/** True preference of the first of a pair among those who prefer one of the two. */
type Pairs = (one: number, other: number) => number;

function population(
	name: string,
	kind: Population['kind'],
	values: readonly number[],
	answer: Population['answer'],
	pair: Pairs,
): Population {
	const others = (one: number) => values.flatMap((_, other) => (other === one ? [] : [other]));
	const leads = (one: number, by: number) =>
		others(one).every((other) => pair(one, other) > 0.5 + by);
	const best = values.findIndex((_, one) => leads(one, 1e-9));
	return {
		name,
		kind,
		options: values.length,
		best: best < 0 ? null : best,
		answer,
		isBeyond: (margin) => best >= 0 && leads(best, margin / 100 + 1e-9),
	};
}

/** Everyone chooses one option; the values are percentages. */
function choice(name: string, shares: readonly number[]): Population {
	const draw = (random: () => number) => [oneOf(shares, random)];
	const pair: Pairs = (one, other) => shares[one]! / (shares[one]! + shares[other]!);
	return population(name, 'choice', shares, draw, pair);
}

/** Everyone picks each option with its own probability, regardless of the others. */
function several(name: string, chances: readonly number[]): Population {
	const odds = (index: number) => chances[index]! / (1 - chances[index]!);
	const draw = (random: () => number) =>
		chances.flatMap((chance, index) => (random() < chance ? [index] : []));
	return population(
		name,
		'several',
		chances,
		draw,
		(one, other) => odds(one) / (odds(one) + odds(other)),
	);
}

/** Everyone puts options in order, each place drawn from those left by weight (Plackett 1975, Luce 1959). */
function ranked(name: string, weights: readonly number[]): Population {
	const draw = (random: () => number) => {
		const left = weights.map((_, index) => index);
		return weights.map(() => {
			const at = oneOf(
				left.map((index) => weights[index]!),
				random,
			);
			return left.splice(at, 1)[0]!;
		});
	};
	const pair: Pairs = (one, other) => weights[one]! / (weights[one]! + weights[other]!);
	return population(name, 'ranked', weights, draw, pair);
}

function oneOf(weights: readonly number[], random: () => number): number {
	let at = random() * weights.reduce((sum, weight) => sum + weight, 0);
	for (let index = 0; index < weights.length - 1; index++) {
		at -= weights[index]!;
		if (at < 0) return index;
	}
	return weights.length - 1;
}

const even = (options: number) => Array.from({ length: options }, () => 1);

export const populations: Population[] = [
	...[50, 55, 60, 65, 70, 75, 80].map((split) => ({
		...choice(`2 options, ${split}:${100 - split}`, [split, 100 - split]),
		split,
	})),
	choice('3 options, equal', even(3)),
	choice('3 options, 40:40:20', [40, 40, 20]),
	choice('3 options, 45:30:25', [45, 30, 25]),
	choice('5 options, equal', even(5)),
	choice('5 options, two ahead: 35:35:10:10:10', [35, 35, 10, 10, 10]),
	choice('5 options, 40:15:15:15:15', [40, 15, 15, 15, 15]),
	choice('8 options, equal', even(8)),
	choice('8 options, two ahead: 29:29, others 7', [29, 29, 7, 7, 7, 7, 7, 7]),
	choice('8 options, 30, others 10', [30, 10, 10, 10, 10, 10, 10, 10]),
	several('5 options, several picks, equal', [0.4, 0.4, 0.4, 0.4, 0.4]),
	several('5 options, several picks, 60%, others 40%', [0.6, 0.4, 0.4, 0.4, 0.4]),
	ranked('3 options, ranked, equal', even(3)),
	ranked('3 options, ranked, 3:3:1', [3, 3, 1]),
	ranked('3 options, ranked, 2:1:1', [2, 1, 1]),
	ranked('5 options, ranked, equal', even(5)),
	ranked('5 options, ranked, 2:1:1:1:1', [2, 1, 1, 1, 1]),
	ranked('8 options, ranked, equal', even(8)),
	ranked('8 options, ranked, 2, others 1', [2, 1, 1, 1, 1, 1, 1, 1]),
];
