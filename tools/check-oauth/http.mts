/** Milliseconds for one request; n8n gives discovery and registration as much. */
const PATIENCE = 30_000;

/** Characters of a server's own words that are shown. */
const SHOWN = 200;

/** An answer with its JSON body; undefined when it is no JSON. */
export interface Answer {
	status: number;
	body: Record<string, unknown> | undefined;
}

/** No answer came; the message says why in a few words. */
export class NoAnswer extends Error {}

/** What is sent; at most one of `json` and `form`. */
export interface Sending {
	json?: unknown;
	form?: Record<string, string>;
	token?: string;
	method?: string;
	/** Only where nothing secret is sent. */
	followRedirects?: boolean;
}

/** Sends one request; an answer of any status is an answer. */
export type Send = (address: string, sending?: Sending) => Promise<Answer>;

/**
 * Makes the sender of all requests of a walk.
 *
 * @param signal ends the walk; its reason is what a request then rejects with
 * @param request stands in for `fetch` in tests
 * @throws {NoAnswer} (from the sender) when the connection fails or the time is up
 */
export function createSender(signal: AbortSignal, request: typeof fetch = fetch): Send {
	return async (address, sending = {}) => {
		const { json, form, token, followRedirects } = sending;
		const method = sending.method ?? (json !== undefined || form ? 'POST' : 'GET');
		const bound = AbortSignal.timeout(PATIENCE);
		try {
			const response = await request(address, {
				method,
				redirect: followRedirects ? 'follow' : 'manual',
				signal: AbortSignal.any([signal, bound]),
				headers: {
					Accept: 'application/json',
					...(json !== undefined && { 'Content-Type': 'application/json' }),
					...(token !== undefined && { Authorization: `Bearer ${token}` }),
				},
				...(json !== undefined && { body: JSON.stringify(json) }),
				...(form && { body: new URLSearchParams(form) }),
			});
			return { status: response.status, body: jsonObject(await response.text()) };
		} catch (error) {
			signal.throwIfAborted();
			if (bound.aborted) throw new NoAnswer(`no answer within ${PATIENCE / 1000} seconds`);
			const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
			throw new NoAnswer(cause?.code ?? cause?.message ?? message);
		}
	};
}

function jsonObject(text: string): Answer['body'] {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? (value as Answer['body']) : undefined;
	} catch {
		return undefined;
	}
}

/** A member as text; undefined when it is no text or blank. */
export function textOf(body: Answer['body'], name: string): string | undefined {
	const value = body?.[name];
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A member as a list of texts; undefined when it is no list. */
export function listOf(body: Answer['body'], name: string): string[] | undefined {
	const value = body?.[name];
	return Array.isArray(value) ? value.map(String) : undefined;
}

/** The status and the OAuth error with its description (RFC 6749, section 5.2), fit to be shown. */
export function said({ status, body }: Answer): string {
	const words = [
		textOf(body, 'error'),
		textOf(body, 'error_description') ?? textOf(body, 'message'),
	];
	const text = words.filter(Boolean).join(': ').replace(/\p{C}/gu, ' ').slice(0, SHOWN);
	return text === '' ? `answered ${status}` : `answered ${status} (${text})`;
}
