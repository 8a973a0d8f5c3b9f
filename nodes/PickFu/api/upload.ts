import type { IDataObject } from 'n8n-workflow';
import type { Connection } from './connection';
import { PickFuFailure } from './failure';
import { multipart, type FileToSend } from './multipart';
import { readObject, textField } from './read';
import { call, type CallOptions } from './request';

/**
 * Most bytes of a file that this package uploads. PickFu has published no bound. The file is held in
 * memory, and when the host (n8n-core 2.41) renews a token in the middle, it lists the body byte by
 * byte, at eight bytes for each, to find out whether it may be sent again.
 */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

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
 * Uploads a file of at most {@link MAX_UPLOAD_BYTES}. An expired token is renewed by the host, which
 * then sends the file again.
 *
 * @throws {PickFuFailure}
 */
export async function upload(
	connection: Connection,
	file: FileToSend,
	options: Pick<CallOptions, 'maxWaitMs'> = {},
): Promise<Uploaded> {
	const timeoutMs = ANSWER_MS + Math.ceil(file.content.length / SLOWEST_LINE);
	const form = multipart('file', file);
	return readUploaded(
		await call(connection, 'uploadMedia', { ...options, multipart: form, timeoutMs }),
	);
}

/** Has PickFu fetch a file itself. */
export async function uploadFromUrl(
	connection: Connection,
	url: string,
	options: Pick<CallOptions, 'maxWaitMs'> = {},
): Promise<Uploaded> {
	return readUploaded(await call(connection, 'uploadMedia', { ...options, body: { url } }));
}

function readUploaded(body: unknown): Uploaded {
	const raw = readObject(body);
	const url = textField(raw, 'url') ?? textField(raw, 'mediaUrl');
	if (url !== undefined) return { url, raw };
	throw new PickFuFailure({
		kind: 'unreadable',
		message: "PickFu accepted the file, but its response doesn't include a URL",
		description: "PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu.",
		outcome: 'done',
	});
}
