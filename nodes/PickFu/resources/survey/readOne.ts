import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../api/connection';
import { list, type ListOptions } from '../../api/pages';
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

/**
 * A survey and its responses, read side by side. The responses are read on to as many as the survey
 * counts, as a part of them would pass for all.
 */
export async function readWithResponses(
	connection: Connection,
	surveyId: string,
	maxWaitMs: number,
	options: Pick<ListOptions, 'query' | 'limit' | 'keep'> = {},
): Promise<[Survey, IDataObject[]]> {
	const reading = readOne(connection, surveyId, maxWaitMs);
	const atLeast = reading.then(
		({ numResponses }) => numResponses,
		() => undefined,
	);
	const ids = { surveyId };
	return await Promise.all([
		reading,
		list(connection, 'listResponses', { ...options, ids, maxWaitMs, atLeast }),
	]);
}
