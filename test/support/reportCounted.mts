import type { Answer, Survey } from '../../nodes/PickFu/api/shapes';

/*
 * What a reader of a report would count by hand from the raw answers; nothing here comes from the code
 * that makes reports.
 */

/** A question of a survey, the raw answers to it, and how its options are called. */
export function askedIn({ survey, answers }: { survey: Survey; answers: Answer[] }, index: number) {
	const question = survey.raw.questions as Array<Record<string, unknown>>;
	const asked = question[index]!;
	const options = asked.options as Array<{ id: string; value?: string; mediaUrl?: string }>;
	return {
		asked,
		ids: options.map(({ id }) => id),
		labels: options.map(({ value }, place) => value ?? `Option ${'ABCDEFGH'[place]}`),
		images: options.map(({ mediaUrl }) => mediaUrl),
		given: answers
			.map(({ raw }) => raw)
			.filter((raw) => raw.question_id === asked.id) as unknown[] as Raw[],
	};
}

export interface Raw {
	id: string;
	chosen_option?: string | string[];
	rounds?: string[];
	score?: number;
	clicks?: Array<{ x: number; y: number }>;
	explanation: string;
	respondent: Array<{ name: string; value: string }>;
}

/** Percent half up, in whole numbers; extremes are never shown as all or nothing. */
export function percentOf(part: number, whole: number): string {
	if (part > 0 && part * 100 < whole) return '<1%';
	if (part < whole && (whole - part) * 100 < whole) return '>99%';
	return `${Number((200n * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)))}%`;
}

/** Wilson's interval with the z of 95%, 1.959964. */
export function wilson(part: number, whole: number): [low: number, high: number] {
	const [z, share] = [1.959964, part / whole];
	const middle = (part + (z * z) / 2) / (whole + z * z);
	const half = (z / (whole + z * z)) * Math.sqrt(whole * share * (1 - share) + (z * z) / 4);
	return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

/** The two-sided exact sign test, by adding up binomial coefficients. */
export function signTest(one: number, other: number): number {
	const trials = one + other;
	let [ways, tail] = [1n, 0n];
	for (let count = 0; count <= Math.min(one, other); count++) {
		tail += ways;
		ways = (ways * BigInt(trials - count)) / BigInt(count + 1);
	}
	return Math.min(1, (2 * Number((tail * 10n ** 15n) / 2n ** BigInt(trials))) / 1e15);
}

/**
 * The rounds of a run-off of whole orders: the fewest votes go (several together, where even together they have fewer
 * than the next), until one option has more than half. Undefined where a tie for last place has to be broken.
 */
export function roundsOf(orders: readonly string[][], ids: readonly string[]) {
	const rounds: Array<Map<string, number>> = [];
	let left = [...ids];
	for (;;) {
		const firsts = orders.map((order) => order.find((id) => left.includes(id)));
		const votes = new Map(left.map((id) => [id, firsts.filter((first) => first === id).length]));
		rounds.push(votes);
		const counts = [...votes.values()].sort((a, b) => a - b);
		if (counts.at(-1)! * 2 > orders.length) return rounds;
		const last = counts.filter((count) => count === counts[0]);
		const next = counts[last.length] ?? 0;
		if (last.length > 1 && last.length * last[0]! >= next) return undefined;
		left = left.filter((id) => votes.get(id) !== counts[0]);
	}
}

/** The value of a trait. */
export const traitOf = ({ respondent }: Raw, wanted: string) =>
	respondent.find(({ name }) => name === wanted)!.value;

/** A text of at most so many characters, with an ellipsis in place of the rest. */
export const clipped = (text: string, most: number) =>
	[...text].length > most ? `${[...text].slice(0, most).join('')}…` : text;
