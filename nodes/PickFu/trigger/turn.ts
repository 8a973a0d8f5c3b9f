import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import { connect, type Connection } from '../api/connection';
import { TEMPORARY, type FailureKind, type PickFuFailure } from '../api/failure';
import { toFailure } from '../api/nodeErrors';
import { readSettings, type Settings } from './settings';

/** What a poll works with. */
export interface Turn {
	context: IPollFunctions;
	connection: Connection;
	settings: Settings;
	/** When it began and when it has to be over, by n8n's clock. */
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
	fields: INodeProperties[],
	deadline: number,
	warnOnce: Turn['warnOnce'] = () => undefined,
): Promise<Turn> {
	const startedAt = Date.now();
	const settings = readSettings(context, fields);
	const connection = { ...(await connect(context)), until: deadline };
	return { context, connection, settings, startedAt, deadline, warnOnce };
}

/**
 * When the poll began, by PickFu's clock as its answers carry it (HTTP `Date`). It is kept from running
 * ahead of n8n's by more than two days.
 */
export function beganAt({ connection, startedAt }: Turn): number {
	const now = Date.now();
	return Math.min(connection.answeredAt ?? now, now + 48 * 3_600_000) - (now - startedAt);
}

const ACCOUNT: FailureKind[] = ['input', 'notConnected', 'reconnect', 'unauthorized', 'signIn'];
const CUT_SHORT: FailureKind[] = ['rateLimited', 'timedOut'];

/** Failures of the whole account, of a poll that has no time left, and those that may be over at the next poll. */
export const isOfAccount = ({ kind }: PickFuFailure) => ACCOUNT.includes(kind);
export const isCutShort = ({ kind }: PickFuFailure) => CUT_SHORT.includes(kind);
export const isPassing = ({ kind }: PickFuFailure) => TEMPORARY.includes(kind);

/** Anything that was thrown, in words for a trigger, which has no option for the wait. */
export function failureOf(thrown: unknown): PickFuFailure {
	const failure = toFailure(thrown);
	if (failure.kind !== 'rateLimited') return failure;
	return failure.with({
		message: "PickFu's rate limit was reached",
		description:
			'PickFu allows 100 requests a minute for each connection. Run fewer workflows with this account at the same time, or poll less often.',
	});
}
