import type { Rule } from './problem';

/**
 * What is wrong with an address of an image, video or audio file, as the rest of a sentence that
 * begins with what the address is. PickFu takes https only (agent skill for its CLI); user names
 * and passwords are refused as PickFu would keep and show them. This machine's own addresses may be
 * http: only a PickFu on the same machine can read them, and none has a certificate.
 *
 * @returns undefined when nothing is wrong
 */
export function mediaAddressFault(address: string): { rule: Rule; text: string } | undefined {
	if (address.trim() === '') return { rule: 'url', text: 'is empty' };
	if (/\s/.test(address)) {
		return { rule: 'urlWhitespace', text: 'has a space or a line break in it' };
	}
	if (!/^https:\/\//.test(address) && !LOOPBACK.test(address)) {
		return { rule: 'https', text: 'must start with https://' };
	}
	const url = /^https?:\/\/[^/]/.test(address) ? parse(address) : undefined;
	if (url === undefined) return { rule: 'url', text: 'is not a complete address' };
	if (url.username !== '' || url.password !== '') {
		return { rule: 'urlCredentials', text: 'must not hold a user name or a password' };
	}
	return undefined;
}

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//;

function parse(address: string): URL | undefined {
	try {
		return new URL(address);
	} catch {
		return undefined;
	}
}
