import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import type { StoredMedia } from '../state/model.mts';
import { Problem, validationFailed } from './problem.mts';

/** A file as it was received. */
export type ReceivedFile = Omit<StoredMedia, 'id'>;

const jsonLimit = 40 * 2 ** 20;
const keepLimit = 10 * 2 ** 20;

/**
 * The JSON body of a request; undefined when there is none.
 * Throws Problem 400 for text that is not JSON, 413 for more than 40 MB (three reference images
 * of 8 MB fit).
 */
export async function receiveJson(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > jsonLimit) throw new Problem(413, 'Request body is too large');
		chunks.push(chunk);
	}
	if (size === 0) return undefined;
	try {
		return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
	} catch {
		throw new Problem(400, 'Request body is not valid JSON');
	}
}

/**
 * The part `file` of a multipart request, hashed as it comes in; its bytes are kept up to 10 MB.
 * Throws Problem 400 when the part is missing, doubled, or another one is there.
 */
export function receiveFile(request: IncomingMessage): Promise<{ file: ReceivedFile }> {
	return new Promise((resolve, reject) => {
		const problems: string[] = [];
		const files: ReceivedFile[] = [];
		const parser = (() => {
			try {
				return busboy({ headers: request.headers, defParamCharset: 'utf8' });
			} catch {
				throw validationFailed(['multipart body is not readable']);
			}
		})();
		parser.on('field', (name) => problems.push(`${name} is not a known field`));
		parser.on('file', (name, stream, { filename, mimeType }) => {
			if (name !== 'file') problems.push(`${name} is not a known field`);
			const digest = createHash('sha256');
			const chunks: Buffer[] = [];
			let size = 0;
			stream.on('data', (chunk: Buffer) => {
				size += chunk.length;
				digest.update(chunk);
				if (size <= keepLimit) chunks.push(chunk);
				else chunks.length = 0;
			});
			stream.on('end', () => {
				const content = size <= keepLimit ? { content: Buffer.concat(chunks) } : {};
				const sha256 = digest.digest('hex');
				files.push({
					fileName: filename ?? '',
					contentType: mimeType,
					size,
					sha256,
					...content,
				});
			});
		});
		parser.on('close', () => {
			if (files.length !== 1)
				problems.push(files.length === 0 ? 'file is required' : 'only one file is allowed');
			if (problems.length > 0) reject(validationFailed(problems));
			else resolve({ file: files[0]! });
		});
		parser.on('error', () => reject(validationFailed(['multipart body is not readable'])));
		request.on('aborted', () => reject(new Problem(400, 'The upload was broken off')));
		request.pipe(parser);
	});
}
