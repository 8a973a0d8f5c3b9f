import type { IPollFunctions } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import { TEMPORARY, type FailureKind, type PickFuFailure } from '../api/failure';
import { list } from '../api/pages';
import { readObject } from '../api/read';
import { call } from '../api/request';
import { readAnswer, readSurvey, type Answer, type Survey } from '../api/shapes';
import type { Settings } from './settings';

/** What a poll works with. */
export interface Turn {
	context: IPollFunctions;
	connection: Connection;
	settings: Settings;
	/** When it began and when it has to be over, in milliseconds since 1970 by n8n's clock. */
	startedAt: number;
	deadline: number;
	/** Writes a line into n8n's log, once as long as n8n runs. */
	warnOnce(text: string): void;
}

/** Failures that concern the whole account or the whole poll: whatever else is read fails in the same way. */
const ACCOUNT: FailureKind[] = [
	'input',
	'notConnected',
	'reconnect',
	'unauthorized',
	'signIn',
	'rateLimited',
	'balance',
	'cancelled',
	'timedOut',
];

/** True for a failure of the whole account; any other is one of a list or of a survey. */
export function isOfAccount({ kind }: PickFuFailure): boolean {
	return ACCOUNT.includes(kind);
}

/** True for a failure that may be over at the next poll. */
export function isPassing({ kind }: PickFuFailure): boolean {
	return TEMPORARY.includes(kind);
}

/** The survey as it is now. */
export async function readById({ connection, deadline }: Turn, surveyId: string): Promise<Survey> {
	const options = { ids: { surveyId }, until: deadline };
	return readSurvey(readObject(await call(connection, 'getSurvey', options)));
}

/** All responses of a survey. */
export async function readResponses(
	{ connection, deadline }: Turn,
	surveyId: string,
): Promise<Answer[]> {
	const options = { ids: { surveyId }, until: deadline };
	return (await list(connection, 'listResponses', options)).map(readAnswer);
}

/**
 * When the poll began, by PickFu's clock as its answers carry it (HTTP `Date`). It is kept from running
 * ahead of n8n's by more than two days.
 */
export function beganAt({ connection, startedAt }: Turn): number {
	const now = Date.now();
	return Math.min(connection.answeredAt ?? now, now + 48 * 3_600_000) - (now - startedAt);
}
