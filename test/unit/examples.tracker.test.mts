import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';

interface Workflow {
	nodes: Array<{ name: string; parameters: { jsCode?: string } }>;
}

const workflow = JSON.parse(readFileSync('examples/weekly-tracker.json', 'utf8')) as Workflow;
const code = workflow.nodes.find(({ name }) => name === 'Compare')!.parameters.jsCode!;

type Item = { json: IDataObject };
type Input = { all: () => Item[] };
// eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
const compare = new Function('$input', '$', code) as (
	input: Input,
	node: () => Input,
) => Array<{ json: IDataObject & { moved: boolean; message: string } }>;

let now = Date.parse('2026-01-05T09:00:00.000Z');

/** The week that the node stores of so many votes for the first of two options, after the weeks before it. */
function week(votes: number, answers: number, before: IDataObject[]) {
	now += 7 * 86_400_000;
	jest.setSystemTime(now);
	const options = [
		{ label: 'Mug', votes, base: answers },
		{ label: 'Cup', votes: answers - votes, base: answers },
	];
	const results = { surveyId: `s${now}`, name: `Week ${now}`, questions: [{ options }] };
	const all = (rows: IDataObject[]) => ({ all: () => rows.map((json) => ({ json })) });
	return compare(all(before), () => all([results]))[0]!.json;
}

/** Weeks of 30 people, of whom the share prefers the first; how many alarms, and after how many weeks the first. */
function year(shareOf: (number: number) => number, random: () => number): number[] {
	const rows: IDataObject[] = [];
	const alarms: number[] = [];
	for (let number = 0; number < 53; number++) {
		const votes = Array.from({ length: 30 }, random).filter((x) => x < shareOf(number)).length;
		const row = week(votes, 30, rows);
		if (row.moved) alarms.push(number);
		rows.push(row);
	}
	return alarms;
}

/** Numbers from 0 to 1, the same in every run. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

beforeAll(() => jest.useFakeTimers());
afterAll(() => jest.useRealTimers());

describe('the weekly tracker', () => {
	it.each([0.5, 0.8])('raises a false alarm in at most 1 of 20 years at a share of %d', (share) => {
		const random = generator(11);
		const years = Array.from({ length: 40 }, () => year(() => share, random));
		expect(years.filter((alarms) => alarms.length > 0).length / 40).toBeLessThanOrEqual(0.05);
	});

	it('finds a share that moves from 40% to 80%, mostly within three weeks, once', () => {
		const random = generator(12);
		const years = Array.from({ length: 20 }, () =>
			year((number) => (number < 20 ? 0.4 : 0.8), random),
		);
		expect(years.filter(([first]) => first! >= 20 && first! < 23).length).toBeGreaterThan(17);
	});

	it("compares as Fisher's exact test does", () => {
		const before = [week(20, 100, [])];
		// Counted outcome by outcome with whole numbers: p = 0.000345; 15 of 30: p = 0.00207; the limit is 0.000962.
		expect(week(17, 30, before)).toMatchObject({
			moved: true,
			message: expect.stringContaining('57 % for "Mug" (17 of 30). That is up from 20 %'),
		});
		expect(week(15, 30, before).moved).toBe(false);
	});
});
