/**
 * What "until decided" costs and how often it is wrong, beside a fixed sample and beside peeking, through the real
 * functions. Stages of 50 people, 500 at most, 95% confidence, level margin 10 points. Every run gives the same figures.
 *
 * Run: npm run bench:decided [-- surveys] [--chart file.svg]
 */
import { writeFileSync } from 'node:fs';
import { decisionOf, evidenceNeeded } from '../../nodes/PickFu/results/decided.ts';
import { runOff } from '../../nodes/PickFu/results/runoff.ts';
import { signTest } from '../../nodes/PickFu/results/statistics.ts';
import { chart, type Point } from './decidedChart.mts';
import { populations, type Population } from './decidedPopulations.mts';

const MOST = 500;
const STEP = 50;
const FIXED = 200;
const settings = { confidence: 0.95, levelMargin: 10 };

/** How the surveys of one population ended by one rule. */
interface Ends {
	right: number;
	wrong: number;
	level: number;
	open: number;
	people: number;
}

type End = { decision: 'winner' | 'level' | 'open'; winner: number | null };

/** One survey as it fills up: who preferred what, and for ranked questions the orders. */
class Survey {
	readonly wins: number[][];
	readonly ballots: number[][] = [];
	people = 0;

	constructor(readonly population: Population) {
		const { options } = population;
		this.wins = Array.from({ length: options }, () => Array.from({ length: options }, () => 0));
	}

	ask(random: () => number) {
		const { kind, answer, options } = this.population;
		const given = answer(random);
		this.people += 1;
		if (kind === 'ranked') this.ballots.push(given);
		const above = new Set<number>();
		for (const option of given) {
			if (kind !== 'several') above.add(option);
			for (let other = 0; other < options; other++) {
				const isBelow = kind === 'several' ? !given.includes(other) : !above.has(other);
				if (isBelow) this.wins[option]![other]! += 1;
			}
			if (kind === 'choice') break;
		}
	}

	/** What the product would say now. */
	decision(needed: number, asked = settings): End {
		const preferences = { kind: this.population.kind, wins: this.wins };
		const end = decisionOf(preferences, asked, needed);
		if (this.population.kind !== 'ranked' || end.winner === null) return end;
		// The run-off matters to a winner only; asking for it at every look would take hours.
		const candidate = runOff(this.ballots, this.population.options).winner;
		return decisionOf({ ...preferences, candidate }, asked, needed);
	}

	/** The one in front and the runner-up by the sign test that a fixed sample calls for. */
	significant(): End {
		const [first, second] = this.order();
		if (first === undefined || second === undefined) return { decision: 'open', winner: null };
		const [one, other] = [this.wins[first]![second]!, this.wins[second]![first]!];
		const isSure = one > other && cachedSignTest(one, other) <= 1 - settings.confidence + 1e-12;
		return isSure ? { decision: 'winner', winner: first } : { decision: 'open', winner: null };
	}

	private order(): number[] {
		if (this.population.kind === 'ranked') {
			const { winner, last } = runOff(this.ballots, this.population.options);
			if (winner === null) return [];
			const others = last
				.map(({ round, votes }, index) => ({ index, round, votes }))
				.filter(({ index }) => index !== winner)
				.sort((a, b) => b.round - a.round || b.votes - a.votes);
			return [winner, others[0]!.index];
		}
		const ahead = (one: number, other: number) => this.wins[other]![one]! - this.wins[one]![other]!;
		return this.wins.map((_, index) => index).sort(ahead);
	}
}

const known = new Map<number, number>();

function cachedSignTest(one: number, other: number): number {
	const key = one * 1_000 + other;
	const found = known.get(key) ?? signTest(one, other);
	known.set(key, found);
	return found;
}

/** sfc32 of PractRand: 128 bits of state, and the same numbers on every machine. */
function generator(seed: number): () => number {
	let [a, b, c, count] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88, 1];
	return () => {
		const sum = (((a + b) | 0) + count) | 0;
		count = (count + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	};
}

const RULES = {
	'until decided': (survey: Survey, needed: number) =>
		survey.people % STEP === 0 ? survey.decision(needed) : undefined,
	'until decided, every answer': (survey: Survey, needed: number) => survey.decision(needed),
	'fixed sample of 200': (survey: Survey) =>
		survey.people === FIXED ? { ...survey.significant(), isLast: true } : undefined,
	'peeking until significant': (survey: Survey) =>
		survey.people % STEP === 0 ? survey.significant() : undefined,
} satisfies Record<
	string,
	(survey: Survey, needed: number) => (End & { isLast?: true }) | undefined
>;

type Rule = keyof typeof RULES;

function simulate(population: Population, surveys: number): Record<Rule, Ends> {
	const random = generator(20_260_101);
	const needed = evidenceNeeded(population.options, population.kind, 0.05);
	const names = Object.keys(RULES) as Rule[];
	const ends = Object.fromEntries(
		names.map((name) => [name, { right: 0, wrong: 0, level: 0, open: 0, people: 0 }]),
	) as Record<Rule, Ends>;
	for (let run = 0; run < surveys; run++) {
		const survey = new Survey(population);
		const running = new Set(names);
		while (running.size > 0) {
			survey.ask(random);
			for (const name of running) {
				const look: (End & { isLast?: true }) | undefined = RULES[name](survey, needed);
				const isOver = look !== undefined && (look.decision !== 'open' || look.isLast === true);
				if (!isOver && survey.people < MOST) continue;
				running.delete(name);
				const { decision, winner } = look ?? { decision: 'open', winner: null };
				const end =
					decision === 'winner' ? (winner === population.best ? 'right' : 'wrong') : decision;
				ends[name][end] += 1;
				ends[name].people += survey.people;
			}
		}
	}
	for (const sums of Object.values(ends)) {
		for (const key of Object.keys(sums) as Array<keyof Ends>) sums[key] /= surveys;
	}
	return ends;
}

/** People asked on average until two equal options are decided, with no end to the stages. */
function untilLevel(margin: number, surveys: number): string {
	const random = generator(20_260_102);
	let people = 0;
	for (let run = 0; run < surveys; run++) {
		const survey = new Survey(populations[0]!);
		do for (let one = 0; one < STEP; one++) survey.ask(random);
		while (survey.decision(40, { ...settings, levelMargin: margin }).decision === 'open');
		people += survey.people;
	}
	return (people / surveys).toFixed(0);
}

const share = (value: number) => `${(value * 100).toFixed(1)}%`;
const args = process.argv.slice(2);
const surveys = Number(args.find((text) => /^\d+$/.test(text)) ?? 10_000);
const points: Point[] = [];

console.log(
	`${surveys} surveys a row, stages of ${STEP}, at most ${MOST} people, 95% confidence, margin ${settings.levelMargin} points\n`,
);
console.log('| margin | people until two equal options are level |');
console.log('|---|--:|');
for (const margin of [3, 5, 10, 15]) console.log(`| ${margin} | ${untilLevel(margin, surveys)} |`);
console.log('');
console.log('| what people prefer | rule | right | wrong | level | open | people |');
console.log('|---|---|--:|--:|--:|--:|--:|');
for (const population of populations) {
	const ends = simulate(population, surveys);
	for (const name of Object.keys(ends) as Rule[]) {
		const { right, wrong, level, open, people } = ends[name];
		// Level is wrong where one option leads every other by more than the margin.
		const isWrong = population.isBeyond(settings.levelMargin) ? wrong + level : wrong;
		const cells = [right, isWrong, level, open].map(share);
		console.log(`| ${population.name} | ${name} | ${cells.join(' | ')} | ${people.toFixed(0)} |`);
		if (population.split !== undefined) {
			points.push({ split: population.split, rule: name, people, right, wrong: isWrong });
		}
	}
}
const file = args[args.indexOf('--chart') + 1];
if (args.includes('--chart') && file !== undefined) writeFileSync(file, chart(points));
