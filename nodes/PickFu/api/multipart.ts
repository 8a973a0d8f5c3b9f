import type { IExecuteFunctions } from 'n8n-workflow';
import { PickFuFailure } from './failure';

/** A Node stream, as the host gives it. Its class cannot be imported in a published node. */
export type HostStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** A file that is ready to be sent. */
export interface FileToSend {
	fileName: string;
	/** Such as `image/png`. */
	mimeType: string;
	/** Exact number of bytes. */
	size: number;
	/**
	 * Opens the content from its start; each call anew. A stream where the host keeps files outside
	 * the item, the base64 text of the item where it keeps them inside.
	 */
	open(): Promise<HostStream | { base64: string }>;
}

/** One body of a request, used once. */
export interface OpenBody {
	body: HostStream | Buffer;
	/** What went wrong with the file while it was sent; undefined when nothing did. */
	fault(): PickFuFailure | undefined;
	/** True when part of it was never handed out, so that no server can have taken it. */
	isCut(): boolean;
	/** Lets go of the file, sent or not. */
	close(): void;
}

/** A multipart body that can be opened as often as a request has to be repeated. */
export interface Multipart {
	headers: Record<string, string>;
	open(): Promise<OpenBody>;
}

/** How much of a file is in memory at a time, in bytes. */
const CHUNK_BYTES = 65_536;

/**
 * The size of the chunks that {@link FileToSend.open} should ask the host for, in bytes.
 */
export const READ_BYTES = CHUNK_BYTES;

/**
 * A body with one file in it (RFC 7578). It is written here, as a stream with its length known
 * beforehand: the host's own form needs a package, and one with the file in it would hold the file
 * in memory.
 *
 * @param field name of the part, such as `file`
 */
export function multipart(field: string, file: FileToSend): Multipart {
	const boundary = `----n8n-nodes-pickfu-${crypto.randomUUID()}`;
	const head = Buffer.from(
		[
			`--${boundary}`,
			`Content-Disposition: form-data; name="${field}"; filename="${quoted(file.fileName)}"`,
			`Content-Type: ${file.mimeType}`,
			'',
			'',
		].join('\r\n'),
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	return {
		headers: {
			'Content-Type': `multipart/form-data; boundary=${boundary}`,
			'Content-Length': String(head.length + file.size + tail.length),
		},
		async open() {
			const content = await opened(file);
			return 'base64' in content
				? fromMemory(content.base64, file.size, head, tail)
				: fromStream(content, file.size, head, tail);
		},
	};
}

async function opened(file: FileToSend): Promise<HostStream | { base64: string }> {
	try {
		return await file.open();
	} catch {
		return await Promise.reject(unreadable());
	}
}

/** Decoded straight into its place, so that the file is not held a third time. */
function fromMemory(base64: string, size: number, head: Buffer, tail: Buffer): OpenBody {
	const body = Buffer.alloc(head.length + size + tail.length);
	head.copy(body);
	body.write(base64, head.length, size, 'base64');
	tail.copy(body, head.length + size);
	return { body, fault: () => undefined, isCut: () => false, close: () => undefined };
}

function fromStream(source: HostStream, size: number, head: Buffer, tail: Buffer): OpenBody {
	let fault: PickFuFailure | undefined;
	let whole = false;
	const failed = () => (fault ??= unreadable());
	// A stream may fail before anybody reads from it, and an error that nobody hears ends the host.
	source.on('error', failed);

	async function* parts(): AsyncGenerator<Buffer> {
		yield head;
		let sent = 0;
		for await (const chunk of source as AsyncIterable<Buffer>) {
			sent += chunk.length;
			if (sent > size) break;
			yield chunk;
		}
		// More or less than announced would leave PickFu waiting, or read it as the next request.
		if (sent !== size) await Promise.reject(failed());
		whole = true;
		yield tail;
	}

	// The class of the host's stream is some Readable, whose `from` makes a plain one.
	const { from } = source.constructor as unknown as {
		from(parts: AsyncIterable<Buffer>, options: object): HostStream;
	};
	const body = from(parts(), { objectMode: false, highWaterMark: CHUNK_BYTES });
	body.on('error', () => undefined);
	return {
		body,
		fault: () => fault,
		isCut: () => !whole,
		close() {
			body.destroy();
			source.destroy();
		},
	};
}

/** What would end the quoted name early, encoded as browsers do (WHATWG HTML, multipart/form-data). */
function quoted(name: string): string {
	return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}

function unreadable(): PickFuFailure {
	return new PickFuFailure({
		kind: 'unexpected',
		message: 'The file could not be read from the storage of this n8n',
		description:
			'Nothing was uploaded. The file may have been removed since the node before made it: run the workflow from there.',
		outcome: 'notDone',
	});
}
