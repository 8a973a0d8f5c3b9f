import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A mail that has arrived. */
export interface Mail {
	subject: string;
	/** The addresses of the envelope. */
	to: string[];
	/** The parts that are no container, decoded, in their order. */
	parts: Array<{ type: string; fileName?: string; text: string }>;
}

/** A mail server on loopback that takes everything and sends nothing on. */
export interface Mailbox {
	port: number;
	/** Oldest first. */
	mails: Mail[];
	stop(): Promise<void>;
}

/**
 * Starts a stand-in for somebody's mail server: as much of SMTP (RFC 5321) as a client needs that
 * neither signs in nor encrypts.
 */
export async function startMailbox(): Promise<Mailbox> {
	const mails: Mail[] = [];
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		serve(socket, (mail) => mails.push(mail));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		mails,
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const socket of open) socket.destroy();
			await closed;
		},
	};
}

function serve(socket: Socket, keep: (mail: Mail) => void): void {
	let text = '';
	let to: string[] = [];
	let isData = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	/** Takes the next line or, after DATA, the whole message; false when it is not there yet. */
	const step = (): boolean => {
		const end = isData ? '\r\n.\r\n' : '\r\n';
		const at = text.indexOf(end);
		if (at < 0) return false;
		const part = text.slice(0, at);
		text = text.slice(at + end.length);
		if (isData) {
			isData = false;
			keep(readMail(part.replaceAll('\r\n..', '\r\n.'), to));
			to = [];
			say('250 kept');
			return true;
		}
		const verb = part.slice(0, 4).toUpperCase();
		if (verb === 'RCPT') to.push(/<(.*)>/.exec(part)?.[1] ?? part);
		if (verb === 'DATA') isData = true;
		say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : '250 ok');
		return true;
	};
	socket.setEncoding('latin1').on('error', () => undefined);
	socket.on('data', (chunk: string) => {
		text += chunk;
		while (step());
	});
	say('220 mailbox');
}

/** A message (RFC 5322) and its parts (RFC 2046), as far as n8n writes them. */
function readMail(message: string, to: string[]): Mail {
	const parts: Mail['parts'] = [];
	collect(message, parts);
	return { subject: words(header(message, 'Subject')), to, parts };
}

function collect(entity: string, parts: Mail['parts']): void {
	const type = header(entity, 'Content-Type');
	const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
	const body = entity.slice(entity.indexOf('\r\n\r\n') + 4);
	if (boundary !== undefined) {
		for (const inner of body.split(`--${boundary}`).slice(1, -1))
			collect(inner.replace(/^\r\n/, ''), parts);
		return;
	}
	const fileName = /filename="?([^";]+)"?/.exec(header(entity, 'Content-Disposition'))?.[1];
	const text = decode(body, header(entity, 'Content-Transfer-Encoding'));
	parts.push({ type: type.split(';')[0]!, ...(fileName !== undefined && { fileName }), text });
}

/** A header's text with its encoded words (RFC 2047) decoded. */
function words(text: string): string {
	return text
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([QB])\?(.*?)\?=/gi, (_, encoding: string, word: string) =>
			encoding.toUpperCase() === 'B'
				? decode(word, 'base64')
				: decode(word.replaceAll('_', ' '), 'quoted-printable'),
		);
}

/** A header's value, unfolded; empty when it is not there. */
function header(entity: string, name: string): string {
	const head = entity.slice(0, entity.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
	return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
}

function decode(body: string, encoding: string): string {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8');
	const bytes = body
		.replace(/=\r\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, code: string) =>
			String.fromCharCode(Number.parseInt(code, 16)),
		);
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
