import type { IPollFunctions } from 'n8n-workflow';
import { connect, type Connection } from '../api/connection';
import { TEMPORARY, type FailureKind, type PickFuFailure } from '../api/failure';
import { list } from '../api/pages';
import { readAnswer, type Answer, type Survey } from '../api/shapes';
import { readOne } from '../resources/survey/readOne';
import { readSettings, type Settings } from './settings';

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

/**
 * Reads the fields and the credential.
 *
 * @throws {PickFuFailure} for a field that cannot be used, and for an account that is not connected
 */
export async function beginTurn(
	context: IPollFunctions,
	deadline: number,
	warnOnce: Turn['warnOnce'],
): Promise<Turn> {
	const startedAt = Date.now();
	const settings = readSettings(context);
	const connection = { ...(await connect(context)), until: deadline };
	return { context, connection, settings, startedAt, deadline, warnOnce };
}

/** Failures of the whole account: whatever else is read fails in the same way. */
const ACCOUNT: FailureKind[] = ['input', 'notConnected', 'reconnect', 'unauthorized', 'signIn'];

/** True for a failure of the whole account; any other is one of a list or of a survey. */
export const isOfAccount = ({ kind }: PickFuFailure) => ACCOUNT.includes(kind);

/** True where the poll has no time left for more. */
export const isCutShort = ({ kind }: PickFuFailure) => ['rateLimited', 'timedOut'].includes(kind);

/** True for a failure that may be over at the next poll. */
export const isPassing = ({ kind }: PickFuFailure) => TEMPORARY.includes(kind);

/** The survey as it is now. */
export async function readById({ connection }: Turn, surveyId: string): Promise<Survey> {
	return await readOne(connection, surveyId, Infinity);
}

/** All responses of a survey. */
export async function readResponses({ connection }: Turn, surveyId: string): Promise<Answer[]> {
	return (await list(connection, 'listResponses', { ids: { surveyId } })).map(readAnswer);
}

/**
 * When the poll began, by PickFu's clock as its answers carry it (HTTP `Date`). It is kept from running
 * ahead of n8n's by more than two days.
 */
export function beganAt({ connection, startedAt }: Turn): number {
	const now = Date.now();
	return Math.min(connection.answeredAt ?? now, now + 48 * 3_600_000) - (now - startedAt);
}
