/**
 * Time and memory of tallying 20,000 answers, with reasons and every trait broken down.
 * Run: node --expose-gc --import tsx test/bench/tally.mts
 * Target: under half a second and 150 MB on top of the answers themselves.
 */
import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes.ts';
import type { Answer } from '../../nodes/PickFu/api/shapes.ts';
import { surveyResults } from '../../nodes/PickFu/results/index.ts';

const ANSWERS = 20_000;
const LABELS = ['Fern', 'Moss', 'Reed', 'Ivy', 'Sage', 'Briar', 'Clover', 'Thistle'];
const options = LABELS.map((value, index) => ({ id: `o${index}`, value }));

/** A small generator, so that every run counts the same answers. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function makeAnswers(make: (random: () => number) => Record<string, unknown>): Answer[] {
	const random = generator(7);
	return Array.from({ length: ANSWERS }, (_, index) =>
		readAnswer({
			id: `r${index}`,
			question_id: 'q',
			explanation: `I noticed it first, and it says what it is. This is reason number ${index}.`,
			respondent: [
				{ permalink: 'gender', trait_name: 'Gender', value: random() < 0.5 ? 'Female' : 'Male' },
				{
					permalink: 'age-range',
					trait_name: 'Age range',
					value: ['18-24', '25-34', '35-44', '45+'][Math.floor(random() * 4)]!,
				},
			],
			...make(random),
		} as never),
	);
}

const shuffled = (random: () => number) =>
	LABELS.map((label) => ({ label, key: random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ label }) => label);

const kinds: Record<string, (random: () => number) => Record<string, unknown>> = {
	single_select: (random) => ({ chosen_option: shuffled(random)[0] }),
	multi_select: (random) => ({ chosen_option: shuffled(random).slice(0, 3) }),
	ranked: (random) => {
		const order = shuffled(random);
		return {
			chosen_option: order[0],
			rounds: order.map((chosen, index) => ({ round: index + 1, chosen_option: chosen })),
		};
	},
	head_to_head: (random) => {
		const pair = shuffled(random).slice(0, 2);
		return { chosen_option: pair[0], matchup: { options: pair } };
	},
	star_rating: (random) => ({ score: 1 + Math.floor(random() * 5) }),
	click_test: (random) => ({ clicks: [{ x: random(), y: random() }] }),
};

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

for (const [type, make] of Object.entries(kinds)) {
	const survey = readSurvey({
		id: 's',
		status: 'completed',
		questions: [{ id: 'q', type, value: 'Which?', options }],
	} as never);
	const answers = makeAnswers(make);
	globalThis.gc?.();
	const before = process.memoryUsage().heapUsed;
	let peak = before;
	const cpu = process.cpuUsage();
	const started = performance.now();
	const results = surveyResults(survey, answers, {
		confidence: 0.95,
		breakdownBy: ['all'],
		reasons: true,
	});
	const time = performance.now() - started;
	const { user, system } = process.cpuUsage(cpu);
	peak = Math.max(peak, process.memoryUsage().heapUsed);
	const summary = results.questions[0]!.summary.slice(0, 60);
	console.log(
		`${type.padEnd(14)} ${ANSWERS} answers  ${time.toFixed(0).padStart(5)} ms (CPU ${((user + system) / 1_000).toFixed(0).padStart(5)} ms)  ${megabytes(peak - before).padStart(7)} more  ${summary}`,
	);
}
