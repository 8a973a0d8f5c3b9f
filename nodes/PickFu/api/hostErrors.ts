import { usesApiKey, type CredentialType } from './credential';
import { PickFuFailure } from './failure';
import { isObject, sayings } from './read';

/** Codes after which the request certainly never reached PickFu. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/**
 * Tells in our words what the host's request helper threw. The host's error is recognised by its
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
		return notConnected();
	}
	if (seen.cause === 'credential-invalid' || /needs to be reconnected/i.test(host)) {
		return reconnect(
			'PickFu no longer accepts this connection: access was taken back, or the sign-in has expired.',
		);
	}
	if (/no refresh token is available/i.test(host)) {
		return reconnect('The sign-in has expired and PickFu gave no way to renew it.');
	}
	if (seen.code === 'EAUTH' || /client authentication failed|invalid_client/i.test(host)) {
		return reconnect(
			'PickFu no longer knows the registration of this n8n. Reconnecting makes a new one.',
		);
	}
	if (isElsewhere(seen.url, apiUrl)) {
		// The API call before it was refused with 401, so nothing can have been changed.
		return new PickFuFailure({
			kind: 'signIn',
			message: "PickFu's sign-in service did not answer while the connection was being renewed",
			description: 'Nothing was changed. Run it again in a minute.',
			outcome: 'notDone',
			status: seen.status,
		});
	}
	if (seen.status === 401) return unauthorized(type, seen.body);
	if (seen.code !== undefined) return network(seen.code);
	return new PickFuFailure({
		kind: 'unexpected',
		message: 'The request to PickFu could not be made',
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
	const outer = isRecord(error) ? error : {};
	const inner = isRecord(outer.cause) ? outer.cause : {};
	const response = isRecord(inner.response)
		? inner.response
		: isRecord(outer.response)
			? outer.response
			: {};
	const config = isRecord(inner.config) ? inner.config : {};
	const failure = isRecord(outer.failure) ? outer.failure : {};
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

function isRecord(value: unknown): value is Record<string, unknown> {
	return isObject(value) || value instanceof Error;
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isElsewhere(url: string | undefined, apiUrl: string): boolean {
	return (
		url !== undefined && /^https?:/.test(url) && apiUrl !== '' && !url.startsWith(`${apiUrl}/`)
	);
}

/** The account was never connected, or the node has no credential. */
function notConnected(): PickFuFailure {
	return new PickFuFailure({
		kind: 'notConnected',
		message: 'Connect your PickFu account first',
		description:
			'This node has no PickFu account to act for. Open the node, click "Connect to PickFu" and sign in, or choose a credential that is connected.',
		outcome: 'notDone',
	});
}

function reconnect(reason: string): PickFuFailure {
	return new PickFuFailure({
		kind: 'reconnect',
		message: 'Reconnect your PickFu account',
		description: `${reason} Open the PickFu credential, click "Switch account" (or "Connect") and sign in; then run the workflow again.`,
		outcome: 'notDone',
	});
}

function unauthorized(type: CredentialType, body: unknown): PickFuFailure {
	const apiKey = usesApiKey(type);
	return new PickFuFailure({
		kind: 'unauthorized',
		message: apiKey
			? 'PickFu does not accept the API key'
			: 'PickFu does not accept this connection',
		description: apiKey
			? 'Make a new key in PickFu under Settings > API Keys and put it into the credential.'
			: 'It was renewed and refused again. Open the PickFu credential, click "Switch account" (or "Connect") and sign in.',
		said: sayings(body),
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
			message: 'PickFu cannot be reached from this n8n',
			description:
				'Nothing was sent. Check the network of the n8n server, and status pages; then run it again.',
			outcome: 'notDone',
		});
	}
	if (isCertificateCode(code)) {
		return new PickFuFailure({
			kind: 'network',
			message: 'The connection to PickFu is not trusted, because its certificate does not fit',
			description:
				'Nothing was sent. A proxy may be in between: give n8n its certificate (NODE_EXTRA_CA_CERTS), or take PickFu out of the inspection.',
			outcome: 'notDone',
		});
	}
	const timedOut = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	return new PickFuFailure({
		kind: 'network',
		message: timedOut
			? 'PickFu did not answer in time'
			: 'The connection to PickFu broke before its answer had arrived',
		outcome: 'notKnown',
		late: timedOut,
	});
}
