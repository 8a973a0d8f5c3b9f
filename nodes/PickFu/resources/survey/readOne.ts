import type { Connection } from '../../api/connection';
import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey, type Survey } from '../../api/shapes';

/** The survey as it is now. */
export async function readOne(connection: Connection, surveyId: string, maxWaitMs: number): Promise<Survey> {
	return readSurvey(readObject(await call(connection, 'getSurvey', { ids: { surveyId }, maxWaitMs })));
}
