import { STATUS, type Survey } from '../api/shapes';
import { keyOf } from './keys';

/** What the trigger tells of. */
export type TriggerEvent = 'surveyCompleted' | 'surveyPublished' | 'newResponse';

/** A survey as it stood in a list, with what the trigger decides by. Times in milliseconds since 1970. */
export interface Sighting {
	survey: Survey;
	/** Short name of the survey's id. */
	key: string;
	isRunning: boolean;
	isCompleted: boolean;
	publishedAt?: number;
	completedAt?: number;
}

/** Reads what decides from a survey of a list. */
export function sightingOf(survey: Survey): Sighting {
	const completedAt = timeOf(survey.completedAt);
	const isRunning = survey.status === STATUS.running;
	const isOver =
		survey.status === STATUS.completed ||
		(survey.status !== STATUS.draft && completedAt !== undefined);
	return {
		survey,
		key: keyOf(survey.id),
		isRunning,
		isCompleted: !isRunning && isOver,
		publishedAt: timeOf(survey.publishedAt),
		completedAt,
	};
}

/**
 * The surveys of several lists, each once. A survey may complete while lists are read, and so stand
 * in one as running and in a later one as completed: the later state counts.
 */
export function sightings(surveys: Survey[]): Sighting[] {
	const found = new Map<string, Sighting>();
	for (const survey of surveys) {
		if (survey.id === '') continue;
		const sighting = sightingOf(survey);
		const before = found.get(survey.id);
		if (before === undefined || isLater(sighting, before)) found.set(survey.id, sighting);
	}
	return [...found.values()];
}

/** The newest publication of all; 0 when nothing was published. */
export function newestPublication(surveys: Survey[]): number {
	return Math.max(0, ...surveys.map(({ publishedAt }) => timeOf(publishedAt) ?? 0));
}

function isLater(one: Sighting, other: Sighting): boolean {
	if (one.isCompleted !== other.isCompleted) return one.isCompleted;
	return (one.completedAt ?? 0) > (other.completedAt ?? 0);
}

/** A date of PickFu, whose format is not documented: ISO 8601, or seconds or milliseconds since 1970. */
export function timeOf(text = ''): number | undefined {
	const number = /^\d{9,14}$/.test(text) ? Number(text) : NaN;
	const time = Number.isNaN(number) ? Date.parse(text) : number < 1e11 ? number * 1000 : number;
	return Number.isNaN(time) ? undefined : time;
}
