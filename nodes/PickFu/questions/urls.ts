/**
 * What is wrong with the URL of an image, video or audio file, as the rest of a sentence that
 * begins with what the URL is for. PickFu takes https only (agent skill for its CLI); user names
 * and passwords are refused as PickFu would keep and show them. This machine's own URLs may be
 * http: only a PickFu on the same machine can read them, and none has a certificate.
 *
 * @returns undefined when nothing is wrong
 */
export function mediaUrlFault(url: string): string | undefined {
	if (url.trim() === '') return 'is empty';
	if (SEVERAL.test(url)) return 'has more than one URL in it';
	if (/\s/.test(url)) return 'contains a space or line break';
	if (!/^https:\/\//.test(url) && !LOOPBACK.test(url)) return 'must start with https://';
	const parsed = /^https?:\/\/[^/]/.test(url) ? parse(url) : undefined;
	if (parsed === undefined) return 'is not a complete URL';
	const isSecret = parsed.username !== '' || parsed.password !== '';
	return isSecret ? 'must not contain a user name or password' : undefined;
}

/**
 * Where one URL ends and the next begins, as a list that became text has it. A URL may hold another
 * one (`https://archive.example/https://example.com`), but not behind such a sign.
 */
export const BETWEEN_URLS = /[\s,;|]+(?=https?:\/\/)/i;

const SEVERAL = new RegExp(`\\S${BETWEEN_URLS.source}`, 'i');

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//;

function parse(url: string): URL | undefined {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
}
