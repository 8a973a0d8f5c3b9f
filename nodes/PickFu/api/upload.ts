import type { IDataObject } from 'n8n-workflow';
import type { Connection } from './connection';
import { PickFuFailure } from './failure';
import { readObject, textField } from './read';
import { call, type CallOptions } from './request';
import { API_CHANGED } from './version';

/**
 * Most bytes of a file that this package uploads. PickFu has published no bound. The file is held in
 * memory, and when the host (n8n-core 2.41) renews a token in the middle, it lists the body byte by
 * byte, at eight bytes for each, to find out whether it may be sent again.
 */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** A file that is ready to be sent. */
export interface FileToSend {
	fileName: string;
	/** Such as `image/png`. */
	mimeType: string;
	content: Buffer;
}

/** Milliseconds for PickFu to answer once it has the file. */
const ANSWER_MS = 60_000;

/** The slowest line that an upload may have, in bytes per millisecond (2 Mbit/s). */
const SLOWEST_LINE = 250;

/**
 * Uploads a file of at most {@link MAX_UPLOAD_BYTES}, or has PickFu fetch it from its URL. When a token
 * has expired, the host renews it and sends the file again.
 *
 * @returns the URL that fits `mediaUrl`, and all that PickFu says
 */
export async function upload(
	connection: Connection,
	file: FileToSend | string,
	{ maxWaitMs }: Pick<CallOptions, 'maxWaitMs'> = {},
): Promise<{ url: string; raw: IDataObject }> {
	const request: CallOptions = { maxWaitMs };
	if (typeof file === 'string') request.body = { url: file };
	else {
		request.multipart = multipart(file);
		request.timeoutMs = ANSWER_MS + Math.ceil(file.content.length / SLOWEST_LINE);
	}
	const raw = readObject(await call(connection, 'uploadMedia', request));
	const url = textField(raw, 'url', 'mediaUrl');
	if (url !== undefined) return { url, raw };
	throw new PickFuFailure({
		kind: 'unreadable',
		message: "PickFu accepted the file, but its response doesn't include a URL",
		description: `${API_CHANGED}.`,
		outcome: 'done',
	});
}

/**
 * A form with one file in it (RFC 7578). It is written here, as the host's own form needs a package,
 * and in one piece, as the host can send nothing else again once it has renewed the token.
 */
function multipart({ fileName, mimeType, content }: FileToSend) {
	const boundary = `----n8n-nodes-pickfu-${crypto.randomUUID()}`;
	// What would end the quoted name early, encoded as browsers do (WHATWG HTML, multipart/form-data).
	const name = fileName.replace(/[\r\n"]/g, encodeURIComponent);
	const head =
		`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
		`Content-Type: ${mimeType}\r\n\r\n`;
	const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
	return { headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` }, body };
}
