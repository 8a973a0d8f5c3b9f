import type { Connection } from '../../api/connection';
import { readObject } from '../../api/read';
import { call, type CallOptions } from '../../api/request';
import { readSurvey, type Survey } from '../../api/shapes';

/**
 * The survey as it is now.
 *
 * @param repeats false when the caller looks again by itself, so that one look is one request
 */
export async function readOne(
	connection: Connection,
	surveyId: string,
	maxWaitMs: number,
	repeats?: CallOptions['repeats'],
): Promise<Survey> {
	const options: CallOptions = { ids: { surveyId }, maxWaitMs, repeats };
	return readSurvey(readObject(await call(connection, 'getSurvey', options)));
}
