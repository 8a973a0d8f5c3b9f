import { usesApiKey, type CredentialType } from './credential';
import { PickFuFailure } from './failure';
import { isObject, textFields } from './read';
import { reasonIn } from './reasons';
import { clip } from './text';

/**
 * Codes after which the request certainly never reached PickFu: there was no name, no route or no
 * connection (POSIX, connect), or the TLS handshake failed, before which nothing is sent.
 */
const NOT_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|ENET(DOWN|UNREACH)|EHOST(DOWN|UNREACH)|EADDRNOTAVAIL|EPROTO)$/;

/** Node's names for a certificate that is not trusted (Node.js, "TLS: X509 certificate error codes"). */
const CERTIFICATE = /CERT|LEAF_SIGNATURE/;

/** What the host says where no token could be had, by its words, causes and codes. */
const NOT_CONNECTED =
	/unable to sign without access token|credentials not connected|reading 'accessToken'|does not have any credentials/i;
const RECONNECT: [RegExp, string][] = [
	[
		/credential-invalid|needs to be reconnected/i,
		'PickFu no longer accepts this connection: access was revoked, or the sign-in has expired.',
	],
	[
		/no refresh token is available/i,
		"The sign-in has expired, and PickFu didn't provide a way to renew it.",
	],
	[
		/\bEAUTH\b|client authentication failed|invalid_client/i,
		"PickFu no longer has this n8n's registration. Reconnecting creates a new one.",
	],
];

const SIGN_IN_AGAIN =
	"Open the PickFu credential, click 'Switch account' (or 'Connect') and sign in";

/**
 * What the host's request helper threw, in our words. The host's error is recognised by its
 * shape, because a process may hold several copies of n8n-workflow, and is not kept: it carries
 * the request with its token.
 *
 * @param apiUrl tells a refused API call from a sign-in service that is down
 * @param body the answer in the error, without secrets: its words are cut, and a part of a token is no token
 */
export function fromHost(
	error: unknown,
	type: CredentialType,
	apiUrl: string,
	body?: unknown,
): PickFuFailure {
	if (error instanceof PickFuFailure) return error;
	const { name, message, code, status, url, words } = look(error);

	if (code === 'ERR_CANCELED' || name === 'AbortError') return cancelled();
	if (NOT_CONNECTED.test(words)) return notConnected(type);
	const lost = RECONNECT.find(([pattern]) => pattern.test(words));
	if (lost) {
		return new PickFuFailure({
			kind: 'reconnect',
			message: 'Reconnect your PickFu account',
			description: `${lost[1]} ${SIGN_IN_AGAIN}, then run the workflow again.`,
			outcome: 'notDone',
		});
	}
	if (/^https?:/.test(url) && !url.startsWith(`${apiUrl}/`)) {
		// The API call before it was refused with 401, so nothing can have been changed.
		return new PickFuFailure({
			kind: 'signIn',
			message: "PickFu's sign-in service didn't respond while the connection was being renewed",
			description: 'Nothing was changed. Try again in a minute.',
			outcome: 'notDone',
			status,
		});
	}
	if (status === 401) return unauthorized(type, body);
	if (code !== undefined) return network(code);
	return new PickFuFailure({
		kind: 'unexpected',
		message: "The request to PickFu couldn't be made",
		description: message,
		outcome: 'notKnown',
	});
}

/** The answer that the host's error carries, as the host gives it. */
export const answerIn = (error: unknown) => look(error).body;

function look(error: unknown) {
	const outer = isObject(error) ? error : {};
	const inner = isObject(outer.cause) ? outer.cause : {};
	const response = [inner.response, outer.response].find(isObject) ?? {};
	const { name, message, description } = textFields(outer, 'name', 'message', 'description');
	// A network code such as `ECONNRESET`, never an HTTP status.
	const code = [outer.httpCode, inner.code, outer.code]
		.filter((given) => typeof given === 'string')
		.find((given) => /^E[A-Z_]+$/.test(given) || CERTIFICATE.test(given));
	const status = [response.status, outer.httpCode]
		.map(Number)
		.find((number) => number >= 100 && number <= 599);
	const { url } = isObject(inner.config) ? inner.config : {};
	const { cause } = isObject(outer.failure) ? outer.failure : {};
	const words = [message, description, cause, code].join(' ');
	return { name, message, code, status, url: String(url), body: response.data, words };
}

/**
 * The account was never connected, or n8n's `getCredentials` threw, whose words are shown: the credential
 * is missing, was deleted, cannot be decrypted, or a policy keeps it back.
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

/** PickFu answered 401 to a key, or to a token that the host has just renewed. */
export function unauthorized(type: CredentialType, body: unknown): PickFuFailure {
	const apiKey = usesApiKey(type);
	return new PickFuFailure({
		kind: 'unauthorized',
		message: apiKey ? 'PickFu rejected the API key' : 'PickFu rejected this connection',
		description: apiKey
			? 'Create a new key in PickFu under Settings > API Keys and enter it in the credential.'
			: `The token was refreshed but PickFu still rejected it. ${SIGN_IN_AGAIN}.`,
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
	const message = 'The execution was canceled';
	return new PickFuFailure({ kind: 'cancelled', message, outcome: 'notKnown' });
}

function network(code: string): PickFuFailure {
	const notSent = (message: string, advice: string) =>
		new PickFuFailure({
			kind: 'network',
			message,
			description: `Nothing was sent. ${advice}`,
			outcome: 'notDone',
		});
	if (NOT_SENT.test(code)) {
		return notSent(
			"PickFu can't be reached from this n8n server",
			"Check the n8n server's network connection and try again.",
		);
	}
	if (CERTIFICATE.test(code)) {
		return notSent(
			"PickFu's TLS certificate couldn't be verified",
			'A proxy may be inspecting the connection: add its certificate to n8n (NODE_EXTRA_CA_CERTS), ' +
				"or exclude PickFu's API from TLS inspection.",
		);
	}
	return new PickFuFailure({
		kind: 'network',
		message: /^(ECONNABORTED|ETIMEDOUT)$/.test(code)
			? "PickFu didn't respond in time"
			: 'The connection to PickFu was interrupted before the response arrived',
		outcome: 'notKnown',
		// A server goes on with a request whose connection was lost.
		late: true,
	});
}
