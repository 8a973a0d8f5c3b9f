import type { TokenReport } from './pickFu.mts';

/** What the run has seen; the test asserts on it and the bench prints it. */
export interface EnduranceReport {
	simulatedHours: number;
	realSeconds: number;
	/** Runs of the node that have ended, and polls of the trigger. */
	runs: number;
	polls: number;
	/** Runs by how they ended. */
	outcomes: { worked: number; withFailedItems: number; failed: number; cancelled: number };
	/** Runs that ended in another way than was to be expected, at most ten, in words. */
	unexpected: string[];
	/** All connections that only this n8n uses, and the one that others use too. */
	alone: TokenReport;
	withOthers: TokenReport;
	renewals: number;
	/** Bytes in use after garbage collection, every two simulated hours, and how they grow once caches are full. */
	heap: { samples: number[]; perHour: number; perRun: number };
	/** Longest time from stopping an execution to its end, simulated milliseconds. */
	slowestStop: number;
	/** Most listeners on the signal of one execution at a moment, and those that were left at its end. */
	listeners: { most: number; left: number };
	/** Timers of the product that were left in the end. */
	timersLeft: number;
	/** Handles of the process that were not there in the beginning. */
	handlesLeft: string[];
	/** Node's own warnings, such as that of too many listeners. */
	warnings: string[];
}

/** What was seen of several connections: sums, and the most of each. */
export function together(reports: TokenReport[]): TokenReport {
	const sum = (of: (report: TokenReport) => number) =>
		reports.reduce((total, report) => total + of(report), 0);
	return {
		requests: sum(({ requests }) => requests),
		mostInWindow: Math.max(...reports.map(({ mostInWindow }) => mostInWindow)),
		refused: sum(({ refused }) => refused),
		tooEarly: sum(({ tooEarly }) => tooEarly),
	};
}
