import type { Quirks } from './triggerWorld.mts';

/** What happens between two polls, or in one; numbers choose among what there is. */
export interface Step {
	kind:
		| 'publish'
		| 'late'
		| 'extend'
		| 'archive'
		| 'remove'
		| 'file'
		| 'fileOld'
		| 'pass'
		| 'poll'
		| 'failing'
		| 'refused'
		| 'changing'
		| 'overlapping'
		| 'hung'
		| 'unreadable'
		| 'restart'
		| 'offOn'
		| 'account';
	pick: number;
	/** Percent of an interval. */
	share: number;
}

/** A play: the account, n8n, and what happens. */
export interface Setting {
	steps: Step[];
	seed: number;
	pageSize: number;
	/** Surveys that were there at the start. */
	old: number;
	order: 'made' | 'shuffled' | 'eachRequest';
	/** How far n8n's clock is off. */
	clockHours: number;
	/** Minutes between polls. */
	interval: number;
	isDurable: boolean;
	quirks: Quirks;
}
