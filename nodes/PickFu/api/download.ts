import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Connection } from './connection';
import { PickFuFailure } from './failure';
import { cancelled } from './hostErrors';

/** Milliseconds for the whole file, and for silence in the middle of it. */
const WHOLE_MS = 120_000;
const SILENCE_MS = 30_000;

/**
 * Fetches a file from an address that PickFu gave. It may be on any host, so it is asked for without
 * the credential: the token goes to PickFu's API and nowhere else.
 *
 * @returns its content, and its type as the server names it, without parameters; '' when it does not
 * @throws {PickFuFailure} `outcome` is about the download alone, which changes nothing
 */
export async function download(
	connection: Connection,
	url: string,
	mostBytes: number,
): Promise<{ content: Buffer; mimeType: string }> {
	if (!/^https?:\/\/[^/]/.test(url)) throw trouble('not a web URL');
	const { context, signal } = connection;
	const deadline = Date.now() + WHOLE_MS;
	let stream: Stalling | undefined;
	try {
		const answer = (await context.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: SILENCE_MS,
			...(signal && { abortSignal: signal }),
		})) as { statusCode: number; headers: IDataObject; body: Stalling };
		stream = answer.body;
		if (answer.statusCode !== 200) throw trouble(`its server returned status ${answer.statusCode}`);
		// The host's time-out ends when the answer begins; this one is for its body.
		stream.setTimeout?.(SILENCE_MS, () => stream?.destroy(trouble('transfer stalled')));
		const content = await collect(stream, mostBytes, deadline);
		const [type = ''] = String(answer.headers['content-type'] ?? '').split(';');
		return { content, mimeType: type.trim().toLowerCase() };
	} catch (thrown) {
		if (thrown instanceof PickFuFailure) throw thrown.with({});
		if (signal?.aborted) throw cancelled();
		throw trouble('server unreachable, or transfer interrupted');
	} finally {
		stream?.destroy();
	}
}

/** A Node stream, as the host gives it. Its class cannot be imported in a published node. */
type HostStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** A stream from the network, with a limit on how long it may be silent. */
type Stalling = HostStream & { setTimeout?(ms: number, onTimeout: () => void): void };

async function collect(stream: HostStream, most: number, deadline: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > most) throw trouble(`larger than ${Math.floor(most / (1024 * 1024))} MB`);
		if (Date.now() > deadline) throw trouble(`it took longer than ${WHOLE_MS / 1000} seconds`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks, size);
}

function trouble(reason: string): PickFuFailure {
	const message = `The file couldn't be downloaded: ${reason}`;
	return new PickFuFailure({ kind: 'network', message, outcome: 'notDone' });
}
