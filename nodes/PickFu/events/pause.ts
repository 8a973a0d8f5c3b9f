import type { Memory } from './memory';
import type { Sighting } from './sighting';

/**
 * Which events of a time in which the workflow was switched off are told: of the surveys that were
 * being watched when it was switched off, of all, or none.
 */
export type PausedEvents = 'watched' | 'all' | 'none';

/** A shorter pause is none: workflows are switched off and on to change them. Milliseconds. */
const SHORTEST_PAUSE = 3_600_000;

/**
 * True when the workflow was switched off for a while before this poll. Times by n8n's clock.
 *
 * @param interval milliseconds between two polls: one that has not come yet is not missing
 */
export function wasPaused(
	activationMode: string,
	lastPollAt: number,
	now: number,
	interval: number,
): boolean {
	return (
		activationMode === 'activate' && now - lastPollAt > Math.max(SHORTEST_PAUSE, 1.5 * interval)
	);
}

/**
 * Whether an event that is found after a pause is told.
 *
 * @param knownUntil the newest publication that was known when the workflow was switched off, by
 * PickFu's clock; undefined when that is not known, as n8n was started anew meanwhile: then a survey
 * counts as watched, because an event too many is better than one that is lost
 */
export function isToldAfterPause(
	policy: PausedEvents,
	memory: Memory,
	{ key, publishedAt = 0 }: Sighting,
	knownUntil: number | undefined,
): boolean {
	if (policy !== 'watched') return policy === 'all';
	return (
		knownUntil === undefined ||
		publishedAt <= knownUntil ||
		memory.open.some((entry) => entry.key === key)
	);
}
