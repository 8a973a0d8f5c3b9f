import * as client from 'openid-client';

/** Characters of a server's own words that are shown. */
const SHOWN = 200;

/** The options by which `openid-client` sends its requests: our way, to this machine by http as well. */
export interface Sending {
	execute: Array<typeof client.allowInsecureRequests>;
	[client.customFetch]: client.CustomFetch;
}

/**
 * How the library sends: requests end when the walk does, and discovery follows redirects, as n8n does.
 *
 * @param signal ends the walk
 * @param request sends; stands in for `fetch` in tests
 */
export function sendingBy(signal: AbortSignal, request: client.CustomFetch): Sending {
	return {
		execute: [client.allowInsecureRequests],
		[client.customFetch]: async (address, options) => {
			const isDiscovery = new URL(address).pathname.startsWith('/.well-known/');
			const signals = options.signal ? [signal, options.signal] : [signal];
			const init = { ...options, signal: AbortSignal.any(signals) };
			return await request(
				address,
				isDiscovery ? Object.assign(init, { redirect: 'follow' }) : init,
			);
		},
	};
}

/** A configuration of the library for an app that has registered itself. */
export function configure(
	metadata: client.ServerMetadata,
	app: client.ClientMetadata,
	sending: Sending,
): client.Configuration {
	// n8n sends no secret as a public client, even if it was given one.
	const { client_secret: _, ...publicApp } = app;
	const config = new client.Configuration(metadata, app.client_id, publicApp, client.None());
	client.allowInsecureRequests(config);
	config[client.customFetch] = sending[client.customFetch];
	return config;
}

/** The server's metadata when all that the library minds is that it calls itself by another name. */
export function namedOtherwise(error: unknown): client.ServerMetadata | undefined {
	if (!(error instanceof client.ClientError) || !isMembers(error.cause)) return undefined;
	const { body } = error.cause;
	const minds = error.code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED';
	if (!minds || !isMembers(body) || typeof body.issuer !== 'string') return undefined;
	return { ...body, issuer: body.issuer };
}

/** What a server or the network said, in a few words fit to be shown (RFC 6749, section 5.2). */
export function said(error: unknown): string {
	if (error instanceof client.ResponseBodyError) {
		const words = [error.error, error.error_description].filter(Boolean).join(': ');
		return `answered ${error.status} (${words.replace(/\p{C}/gu, ' ').slice(0, SHOWN)})`;
	}
	const cause = error instanceof Error ? error.cause : undefined;
	if (cause instanceof Response) {
		const fits = cause.status >= 200 && cause.status < 300;
		return `answered ${cause.status}${fits ? ', not as a client expects it' : ''}`;
	}
	const code = isMembers(cause) ? (cause.code ?? innermost(cause)) : undefined;
	if (error instanceof client.ClientError && code === undefined) return error.message;
	const why =
		typeof code === 'string' ? code : error instanceof Error ? error.message : 'no reason';
	return `the connection ended before the answer came (${why})`;
}

/** The code of a network error that several layers have wrapped. */
function innermost(error: Record<string, unknown>): unknown {
	return isMembers(error.cause) ? (error.cause.code ?? innermost(error.cause)) : undefined;
}

/** True for an object whose members can be looked at. */
function isMembers(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
