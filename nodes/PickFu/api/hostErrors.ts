import { usesApiKey, type CredentialType } from './credential';
import { PickFuFailure } from './failure';
import { isObject } from './read';
import { reasonIn } from './reasons';
import { clip } from './text';

/**
 * Codes after which the request certainly never reached PickFu: there was no name, no route or no
 * connection (POSIX, connect), or the TLS handshake failed, before which nothing is sent.
 */
const NOT_SENT = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'ENETDOWN',
	'ENETUNREACH',
	'EHOSTDOWN',
	'EHOSTUNREACH',
	'EADDRNOTAVAIL',
	'EPROTO',
];

/**
 * What the host's request helper threw, in our words. The host's error is recognised by its
 * shape, because a process may hold several copies of n8n-workflow, and is not kept: it carries
 * the request with its token.
 *
 * @param error whatever was thrown
 * @param type decides what there is to do about a 401
 * @param apiUrl tells a refused API call from a sign-in service that is down
 */
export function fromHost(error: unknown, type: CredentialType, apiUrl: string): PickFuFailure {
	if (error instanceof PickFuFailure) return error;
	const seen = look(error);
	const host = [seen.message, seen.description].filter(Boolean).join(' ');

	if (seen.code === 'ERR_CANCELED' || seen.name === 'AbortError') return cancelled();
	if (
		/unable to sign without access token|credentials not connected|reading 'accessToken'|does not have any credentials/i.test(
			host,
		)
	) {
		return notConnected(type);
	}
	if (seen.cause === 'credential-invalid' || /needs to be reconnected/i.test(host)) {
		return reconnect(
			'PickFu no longer accepts this connection: access was revoked, or the sign-in has expired.',
		);
	}
	if (/no refresh token is available/i.test(host)) {
		return reconnect("The sign-in has expired, and PickFu didn't provide a way to renew it.");
	}
	if (seen.code === 'EAUTH' || /client authentication failed|invalid_client/i.test(host)) {
		return reconnect(
			"PickFu no longer has this n8n's registration. Reconnecting creates a new one.",
		);
	}
	if (isElsewhere(seen.url, apiUrl)) {
		// The API call before it was refused with 401, so nothing can have been changed.
		return new PickFuFailure({
			kind: 'signIn',
			message: "PickFu's sign-in service didn't respond while the connection was being renewed",
			description: 'Nothing was changed. Try again in a minute.',
			outcome: 'notDone',
			status: seen.status,
		});
	}
	if (seen.status === 401) return unauthorized(type, seen.body);
	if (seen.code !== undefined) return network(seen.code);
	return new PickFuFailure({
		kind: 'unexpected',
		message: "The request to PickFu couldn't be made",
		description: seen.message,
		outcome: 'notKnown',
	});
}

interface Seen {
	name?: string;
	message?: string;
	description?: string;
	cause?: string;
	/** A network code such as `ECONNRESET`, never an HTTP status. */
	code?: string;
	status?: number;
	url?: string;
	body?: unknown;
}

function look(error: unknown): Seen {
	const outer = isObject(error) ? error : {};
	const inner = isObject(outer.cause) ? outer.cause : {};
	const response = isObject(inner.response)
		? inner.response
		: isObject(outer.response)
			? outer.response
			: {};
	const config = isObject(inner.config) ? inner.config : {};
	const failure = isObject(outer.failure) ? outer.failure : {};
	const codes = [outer.httpCode, inner.code, outer.code].filter((code) => typeof code === 'string');
	const status = [response.status, outer.httpCode, inner.status, outer.statusCode]
		.map(Number)
		.find((number) => number >= 100 && number <= 599);
	return {
		name: text(outer.name),
		message: text(outer.message),
		description: text(outer.description),
		cause: text(failure.cause),
		code: codes.find((code) => /^E[A-Z_]+$/.test(code) || isCertificateCode(code)),
		status,
		url: text(config.url),
		body: response.data,
	};
}

/** Node's names for a certificate that is not trusted (Node.js, "TLS: X509 certificate error codes"). */
function isCertificateCode(code: string): boolean {
	return /CERT|SELF_SIGNED|LEAF_SIGNATURE|ALTNAME/.test(code);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isElsewhere(url: string | undefined, apiUrl: string): boolean {
	return (
		url !== undefined && /^https?:/.test(url) && apiUrl !== '' && !url.startsWith(`${apiUrl}/`)
	);
}

/**
 * The account was never connected, or the node has no credential that n8n could hand out: it is
 * missing, was deleted, cannot be decrypted, or a policy keeps it back. Nothing was sent.
 *
 * @param thrown what n8n's `getCredentials` threw, whose words are shown
 */
export function notConnected(type: CredentialType, thrown?: unknown): PickFuFailure {
	const words = thrown instanceof Error ? ` n8n reports: ${clip(thrown.message, 300)}` : '';
	const action = usesApiKey(type)
		? "Create a 'PickFu API' credential under Credentials, or choose one in the node."
		: "Open the node, click 'Connect to PickFu' and sign in, or choose a connected credential.";
	return new PickFuFailure({
		kind: 'notConnected',
		message: 'Connect your PickFu account first',
		description: `${action}${words}`,
		outcome: 'notDone',
	});
}

function reconnect(reason: string): PickFuFailure {
	return new PickFuFailure({
		kind: 'reconnect',
		message: 'Reconnect your PickFu account',
		description: `${reason} Open the PickFu credential, click 'Switch account' (or 'Connect') and sign in, then run the workflow again.`,
		outcome: 'notDone',
	});
}

/** PickFu answered 401 to a key, or to a token that the host has just renewed. */
export function unauthorized(type: CredentialType, body: unknown): PickFuFailure {
	const apiKey = usesApiKey(type);
	return new PickFuFailure({
		kind: 'unauthorized',
		message: apiKey ? 'PickFu rejected the API key' : 'PickFu rejected this connection',
		description: apiKey
			? 'Create a new key in PickFu under Settings > API Keys and enter it in the credential.'
			: "The token was refreshed but PickFu still rejected it. Open the PickFu credential, click 'Switch account' (or 'Connect') and sign in.",
		reason: reasonIn(body),
		outcome: 'notDone',
		status: 401,
	});
}

/**
 * The execution was stopped by a person or by the host. n8n keeps an execution as canceled, and not
 * as failed, when the last message holds that word (n8n-core 2.41, `processSuccessExecution`).
 */
export function cancelled(): PickFuFailure {
	return new PickFuFailure({
		kind: 'cancelled',
		message: 'The execution was canceled',
		outcome: 'notKnown',
	});
}

function network(code: string): PickFuFailure {
	if (NOT_SENT.includes(code)) {
		return new PickFuFailure({
			kind: 'network',
			message: "PickFu can't be reached from this n8n server",
			description: "Nothing was sent. Check the n8n server's network connection and try again.",
			outcome: 'notDone',
		});
	}
	if (isCertificateCode(code)) {
		return new PickFuFailure({
			kind: 'network',
			message: "PickFu's TLS certificate couldn't be verified",
			description:
				"Nothing was sent. A proxy may be inspecting the connection: add its certificate to n8n (NODE_EXTRA_CA_CERTS), or exclude PickFu's API from TLS inspection.",
			outcome: 'notDone',
		});
	}
	const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	return new PickFuFailure({
		kind: 'network',
		message: timedOut
			? "PickFu didn't respond in time"
			: 'The connection to PickFu was interrupted before the response arrived',
		outcome: 'notKnown',
		// A server goes on with a request whose connection was lost.
		late: true,
	});
}
