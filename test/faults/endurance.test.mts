import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EnduranceReport } from '../support/endurance/report.mts';

/** Simulated days. */
const days = Number(process.env.ENDURANCE_DAYS ?? 2);

const root = path.resolve(__dirname, '../..');

let report: EnduranceReport;

/** In a process of its own, whose memory and handles are nobody else's. */
beforeAll(
	async () => {
		const bench = path.join(root, 'test', 'bench', 'endurance.mts');
		const args = ['--import', 'tsx', bench, String(days), '--json'];
		const { stdout } = await promisify(execFile)(process.execPath, args, {
			cwd: root,
			maxBuffer: 10_000_000,
		});
		report = JSON.parse(stdout) as EnduranceReport;
		console.info(
			[
				`${report.simulatedHours.toFixed(1)} hours in ${report.realSeconds.toFixed(1)} s: ${report.runs} runs, ${report.polls} polls`,
				`heap ${(report.heap.perHour / 1024).toFixed(1)} kB an hour, ${report.heap.perRun.toFixed(0)} bytes a run`,
			].join('; '),
		);
	},
	600_000 * Math.max(1, days / 2),
);

it('did what a busy instance does: hundreds of runs, thousands of requests, failures, refusals, stops', () => {
	expect(report.simulatedHours).toBeGreaterThanOrEqual(days * 24);
	expect(report.runs).toBeGreaterThan(600 * days);
	expect(report.alone.requests + report.withOthers.requests).toBeGreaterThan(4_000 * days);
	expect(report.outcomes.withFailedItems).toBeGreaterThan(40 * days);
	expect(report.outcomes.cancelled).toBeGreaterThanOrEqual(8 * days);
	expect(report.withOthers.refused).toBeGreaterThan(100 * days);
	expect(report.renewals).toBeGreaterThan(20 * days);
});

it('gave every run the outcome that it had to have', () => {
	expect(report.unexpected).toEqual([]);
	expect(report.outcomes.failed).toBe(0);
});

it('never made more than 100 requests in a minute with a connection, and met no refusal where it was alone', () => {
	// The limit was reached, so it was the node that kept to it.
	expect(report.alone).toMatchObject({ mostInWindow: 100, refused: 0 });
	expect(report.withOthers.mostInWindow).toBeLessThanOrEqual(100);
});

it('gave way when others had used up the limit: nothing was sent before the time that a 429 asked for', () => {
	expect(report.withOthers.tooEarly).toBe(0);
});

it('needs no more memory at the end than at the beginning', () => {
	// Two kilobytes for each run and poll: what any of them could hold on to is several times that.
	expect(report.heap.perRun).toBeLessThan(2048);
});

it('ends a stopped execution at once, with one listener on its signal while it lasts and none after', () => {
	expect(report.slowestStop).toBe(0);
	expect(report.listeners).toEqual({ most: expect.any(Number), left: 0 });
	// One of the sleepers together, and one of each request under way.
	expect(report.listeners.most).toBeLessThanOrEqual(6);
	expect(report.warnings).toEqual([]);
});

it('leaves no timer and no handle behind', () => {
	expect(report.timersLeft).toBe(0);
	expect(report.handlesLeft).toEqual([]);
});
