import type { IDataObject } from 'n8n-workflow';
import type { Connection } from './connection';
import { usesApiKey } from './credential';
import { PickFuFailure } from './failure';
import { multipart, type FileToSend } from './multipart';
import { readObject, textField } from './read';
import { call, type CallOptions } from './request';

/**
 * Most bytes of a file that this package uploads. PickFu has published no bound; this one keeps a
 * wrong file from filling the line for an hour.
 */
export const MAX_UPLOAD_BYTES = 250 * 1024 * 1024;

/**
 * Most bytes of a file that n8n keeps inside the item, and so in memory. When such a body is refused
 * with a 401, the host (n8n-core 2.41) lists it byte by byte, at eight bytes for each, to find out
 * whether it may be sent again.
 */
export const MAX_IN_MEMORY_BYTES = 50 * 1024 * 1024;

/** What PickFu makes of a file. */
export interface Uploaded {
	/** Where the media is; fits `mediaUrl`. */
	url: string;
	raw: IDataObject;
}

/** Milliseconds for PickFu to answer once it has the file. */
const ANSWER_MS = 60_000;

/** The slowest line that an upload may have, in bytes per millisecond (2 Mbit/s). */
const SLOWEST_LINE = 250;

/**
 * Uploads a file, streamed from where the host keeps it.
 *
 * The host renews a token that has expired, but cannot send a stream twice. So a token that may have
 * expired is tried on a cheap read first. Should it expire in the middle all the same, PickFu refuses
 * the file, or hangs up before it has been sent whole; it is then opened again and sent once more,
 * as nothing of the first try can be there.
 *
 * @throws {PickFuFailure}
 */
export async function upload(
	connection: Connection,
	file: FileToSend,
	options: Pick<CallOptions, 'maxWaitMs'> = {},
): Promise<Uploaded> {
	await tryToken(connection, options);
	const form = multipart('file', file);
	const timeoutMs = ANSWER_MS + Math.ceil(file.size / SLOWEST_LINE);
	const send = async () =>
		await call(connection, 'uploadMedia', { ...options, multipart: form, timeoutMs });
	const started = Date.now();
	const body = await send().catch(async (thrown: unknown) => {
		// A line that is too slow for the first try is too slow for the second.
		const isSlow = Date.now() - started > timeoutMs / 2;
		if (isSlow || !wasTurnedAway(connection, thrown)) return await Promise.reject(thrown);
		used.delete(connection);
		await tryToken(connection, options);
		return await send();
	});
	used.set(connection, Date.now());
	return readUploaded(body);
}

/** Has PickFu fetch a file itself. */
export async function uploadFromUrl(
	connection: Connection,
	url: string,
	options: Pick<CallOptions, 'maxWaitMs'> = {},
): Promise<Uploaded> {
	return readUploaded(await call(connection, 'uploadMedia', { ...options, body: { url } }));
}

/** When a connection's token was last seen to work, in milliseconds since 1970. */
const used = new WeakMap<Connection, number>();

/** How long a token that has worked is not tried again, in milliseconds. */
const TRUSTED_MS = 60_000;

/** Failures of the trial that say nothing about the token. */
const OTHER_TROUBLE: ReadonlyArray<PickFuFailure['kind']> = [
	'forbidden',
	'notFound',
	'endpoint',
	'invalid',
	'server',
	'unreadable',
];

async function tryToken(
	connection: Connection,
	options: Pick<CallOptions, 'maxWaitMs'>,
): Promise<void> {
	const last = used.get(connection);
	// Nothing can renew an API key, so there is nothing to be tried.
	if (
		usesApiKey(connection.credentialType) ||
		(last !== undefined && Date.now() - last < TRUSTED_MS)
	)
		return;
	await call(connection, 'listTags', { ...options, query: { limit: 1 } }).catch(
		async (thrown: unknown) => {
			const passing = thrown instanceof PickFuFailure && OTHER_TROUBLE.includes(thrown.kind);
			if (!passing) await Promise.reject(thrown);
		},
	);
	used.set(connection, Date.now());
}

/**
 * True for a 401 (it reaches us after the host has renewed the token; had that failed, it would say
 * so), and for a connection that broke while the file was being sent: a server that answers 401 at
 * once and hangs up looks like that.
 */
function wasTurnedAway(connection: Connection, thrown: unknown): boolean {
	if (!(thrown instanceof PickFuFailure)) return false;
	if (thrown.kind === 'unauthorized') return !usesApiKey(connection.credentialType);
	return thrown.kind === 'network' && thrown.outcome === 'notDone';
}

function readUploaded(body: unknown): Uploaded {
	const raw = readObject(body);
	const url = textField(raw, 'url') ?? textField(raw, 'mediaUrl');
	if (url !== undefined) return { url, raw };
	throw new PickFuFailure({
		kind: 'unreadable',
		message: 'PickFu took the file, but its answer does not say where it is',
		description: "PickFu's API may have changed. Look for a newer version of this package.",
		outcome: 'done',
	});
}
