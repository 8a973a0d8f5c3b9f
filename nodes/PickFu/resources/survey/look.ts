import type { Connection } from '../../api/connection';
import type { Survey } from '../../api/shapes';
import { readOne } from './readOne';

/** One request for a survey, under way or answered. */
export interface Look {
	/** When it was begun, in milliseconds since 1970. */
	at: number;
	/** Rejects with a failure when the request did not work; it is not repeated. */
	survey: Promise<Survey>;
}

/** The newest look at each survey, by the run of a node. */
const looks = new WeakMap<Connection, Map<string, Look>>();

/**
 * A look at a survey that was begun after `since`: the one that another item of the same run has
 * begun meanwhile, or a new one. Many items that wait for one survey so cost the requests of one.
 *
 * @param since milliseconds since 1970: when the caller looked last
 */
export function latestLook(
	connection: Connection,
	surveyId: string,
	since: number,
	maxWaitMs: number,
): Look {
	let known = looks.get(connection);
	if (known === undefined) looks.set(connection, (known = new Map<string, Look>()));
	const newest = known.get(surveyId);
	if (newest !== undefined && newest.at > since) return newest;
	const look = { at: Date.now(), survey: readOne(connection, surveyId, maxWaitMs, false) };
	known.set(surveyId, look);
	return look;
}
