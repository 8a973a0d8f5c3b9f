import type { IDataObject } from 'n8n-workflow';
import type { SandboxProcess } from './sandbox.mts';

/** What a simulated year is made from. */
export interface YearOptions {
	sandbox: SandboxProcess;
	event: string;
	parameters: IDataObject;
	/** Surveys published in the year, beside those that are old. */
	surveys: number;
	polls: number;
	seed: string;
	/** Requests that the trigger has made so far. */
	requests(): number;
}

/** What became of a simulated year. */
export interface YearResult {
	polls: number;
	/** Polls in which a request met a failure, and those that therefore came to nothing. */
	faultyPolls: number;
	failedPolls: number;
	restarts: number;
	switchedOff: number;
	surveys: number;
	extensions: number;
	/** Extensions that began and ended between two polls. */
	hidden: number;
	archived: number;
	/** Events that had to be told. */
	events: number;
	missed: string[];
	twice: string[];
	/** Told, although it was there before the beginning. */
	old: string[];
	/** Requests of polls between which nothing was done. */
	quiet: { polls: number; mean: number; most: number };
	/** Characters of what it remembered at most. */
	largestMemory: number;
}

/** A year before anything has happened. */
export const nothingYet = (): YearResult => ({
	polls: 0,
	faultyPolls: 0,
	failedPolls: 0,
	restarts: 0,
	switchedOff: 0,
	surveys: 0,
	extensions: 0,
	hidden: 0,
	archived: 0,
	events: 0,
	missed: [],
	twice: [],
	old: [],
	quiet: { polls: 0, mean: 0, most: 0 },
	largestMemory: 0,
});

/** A survey of the year. Times by the sandbox's clock. */
export interface Known {
	id: string;
	publishedAt: number;
	/** When it was last published or extended. */
	since: number;
	extendedAt: number[];
	/** Times of completions that an extension has overwritten. */
	earlier: string[];
	isArchived: boolean;
}
