/**
 * How often a verdict is wrong where there is nothing to find, through the functions that the node uses, and how often
 * an interval misses. Every rate has to be at most 5% (plus what so many surveys scatter).
 * Run: npm run bench:verdicts
 */
import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes.ts';
import { questionResult } from '../../nodes/PickFu/results/index.ts';
import type { QuestionResult } from '../../nodes/PickFu/results/index.ts';

const CONFIDENCE = 0.95;
const SURVEYS = Number(process.env.SURVEYS ?? 1_000);

let state = 20_090_303;
function random(): number {
	state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
	return state / 2 ** 32;
}

const labels = (count: number) => Array.from({ length: count }, (_, index) => `Option ${index}x`);
const pickOf = <T,>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
const shuffled = <T,>(list: readonly T[]) =>
	list
		.map((value) => ({ value, key: random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ value }) => value);

type Raw = Record<string, unknown>;

/** A round robin: what a person with this order chooses wherever two options meet. */
const matchupsOf = (order: readonly string[]): Raw[] =>
	order.flatMap((winner, place) =>
		order.slice(place + 1).map((loser) => ({
			chosen_option: winner,
			matchup: { options: [winner, loser] },
		})),
	);

function resultOf(
	type: string,
	options: string[],
	people: number,
	answer: () => Raw | Raw[],
): QuestionResult {
	const question = {
		id: 'q',
		type,
		options: options.map((value, index) => ({ id: `o${index}`, value })),
	};
	const survey = readSurvey({ id: 's', status: 'completed', questions: [question] } as never);
	const answers = Array.from({ length: people }, answer)
		.flat()
		.map((raw) => readAnswer({ question_id: 'q', ...raw } as never));
	return questionResult(survey.questions[0]!, answers, { confidence: CONFIDENCE });
}

function rate(name: string, isWrong: () => boolean): void {
	let wrong = 0;
	for (let survey = 0; survey < SURVEYS; survey++) if (isWrong()) wrong += 1;
	const scatter = 2 * Math.sqrt((0.05 * 0.95) / SURVEYS);
	const share = wrong / SURVEYS;
	const mark = share > 0.05 + scatter ? '  TOO MANY' : '';
	console.log(`${name.padEnd(58)} ${(100 * share).toFixed(1).padStart(5)}%${mark}`);
	if (mark !== '') process.exitCode = 1;
}

const isClear = ({ verdict }: QuestionResult) => verdict === 'clearWinner';

console.log(
	`${new Date().toISOString().slice(0, 10)}: ${SURVEYS} surveys a row, ${100 * CONFIDENCE}% confidence.\n`,
);
console.log('"Clear winner" where all options are equal');
for (const people of [15, 50, 200]) {
	for (const count of [2, 3, 8]) {
		const names = labels(count);
		rate(`  single select, ${count} options, ${people} people`, () =>
			isClear(resultOf('single_select', names, people, () => ({ chosen_option: pickOf(names) }))),
		);
	}
	const names = labels(5);
	rate(`  multi select, 5 options, ${people} people`, () =>
		isClear(
			resultOf('multi_select', names, people, () => ({
				chosen_option: names.filter(() => random() < 0.4),
			})),
		),
	);
	for (const count of [5, 8]) {
		const met = labels(count);
		rate(`  round robin, ${count} options, ${people} people`, () =>
			isClear(resultOf('head_to_head', met, people, () => matchupsOf(shuffled(met)))),
		);
	}
	for (const count of [3, 5, 8]) {
		const ranked = labels(count);
		rate(`  ranked, ${count} options, ${people} people`, () =>
			isClear(resultOf('ranked', ranked, people, () => ({ rounds: shuffled(ranked) }))),
		);
	}
}

console.log('\n"Clear winner" where two options are equally good, and better than all others');
for (const people of [15, 50, 200]) {
	for (const count of [5, 8]) {
		const names = labels(count);
		const order = () => [...shuffled(names.slice(0, 2)), ...shuffled(names.slice(2))];
		rate(`  round robin, ${count} options, ${people} people`, () =>
			isClear(resultOf('head_to_head', names, people, () => matchupsOf(order()))),
		);
	}
}

console.log('\n"Clear winner" where two options tie for last place, and either wins if it stays');
for (const people of [50, 200]) {
	const orders = ['ABC', 'ACB', 'BCA', 'CBA'].map((order) => [...order]);
	const weights = [0.2, 0.2, 0.3, 0.3];
	rate(`  ranked, 3 options, ${people} people`, () =>
		isClear(
			resultOf('ranked', ['A', 'B', 'C'], people, () => {
				let left = random();
				const index = weights.findIndex((weight) => (left -= weight) < 0);
				return { rounds: orders[Math.max(0, index)]! };
			}),
		),
	);
}

console.log('\nIntervals of a rating that miss the true mean');
const SCALES: Array<[string, number[]]> = [
	['most of them 5', [0.02, 0.03, 0.05, 0.2, 0.7]],
	['both ends', [0.4, 0.05, 0.1, 0.05, 0.4]],
	['in the middle', [0.05, 0.2, 0.5, 0.2, 0.05]],
	['evenly', [0.2, 0.2, 0.2, 0.2, 0.2]],
	// Where an interval from the spread alone misses in half of all surveys.
	['nearly all 5', [0.01, 0, 0, 0.04, 0.95]],
];
for (const people of [15, 50, 200]) {
	for (const [name, shares] of SCALES) {
		const mean = shares.reduce((sum, share, index) => sum + share * (index + 1), 0);
		rate(`  star rating, ${name}, ${people} people`, () => {
			const { meanLow, meanHigh } = resultOf('star_rating', [], people, () => {
				let left = random();
				return { score: 1 + shares.findIndex((share) => (left -= share) < 0) };
			});
			return mean < meanLow! || mean > meanHigh!;
		});
	}
}

console.log('\nIntervals of a score in a round robin that miss the true share');
for (const count of [3, 5, 8]) {
	const names = labels(count);
	rate(`  ${count} options, 50 people with an order of their own`, () => {
		const { options } = resultOf('head_to_head', names, 50, () => matchupsOf(shuffled(names)));
		return options[0]!.low! > 0.5 || options[0]!.high! < 0.5;
	});
}
