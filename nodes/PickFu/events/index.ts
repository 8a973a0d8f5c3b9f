/** What changed between two polls: pure, on plain values. */
export { newAnswers, settleAnswers, toRead, untold, type Reading } from './answers';
export { emptyMemory, fingerprint, readMemory, storeMemory, type Memory } from './memory';
export { isToldAfterPause, wasPaused, type PausedEvents } from './pause';
export { plan, planAhead, planForMany, turnTo, type Counts, type Plan } from './plan';
export { newestPublication, sightings, timeOf, type Sighting, type TriggerEvent } from './sighting';
export {
	baseline,
	eventTime,
	LONGEST_LATE,
	newEvents,
	settle,
	vanished,
	type Coverage,
	type Look,
} from './surveys';
