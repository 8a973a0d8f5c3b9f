import { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { answerIn, fromHost } from '../../nodes/PickFu/api/hostErrors';

const API = 'https://api.pickfu.test/v1';
const HERE = { url: `${API}/surveys/1` };
const TOKEN_URL = 'https://connect.pickfu.test/token';
const SECRET = 'access-of-the-test';

/** What n8n's helper throws, by the tables of its errors: an error with a cause that holds the whole request. */
function hostError(outer: object, cause: object = {}): Error {
	const config = { ...HERE, headers: { Authorization: `Bearer ${SECRET}` } };
	return Object.assign(new Error('message of the host'), {
		name: 'NodeApiError',
		...outer,
		cause: Object.assign(new Error('axios'), { config, ...cause }),
	});
}

it.each<[string, unknown, string, string, RegExp]>([
	[
		'an account never connected',
		hostError({ message: 'Unable to sign without access token', httpCode: null }),
		'notConnected',
		'notDone',
		/^Connect your PickFu account/,
	],
	[
		"an older host's missing token",
		new TypeError("Cannot read properties of undefined (reading 'accessToken')"),
		'notConnected',
		'notDone',
		/^Connect/,
	],
	[
		'a guard of the host',
		new Error('OAuth credentials not connected'),
		'notConnected',
		'notDone',
		/^Connect/,
	],
	[
		'a node without a credential',
		Object.assign(new Error('Node does not have any credentials set'), {
			name: 'NodeOperationError',
		}),
		'notConnected',
		'notDone',
		/^Connect/,
	],
	[
		'a revoked grant',
		hostError({
			message: 'The credential "x" needs to be reconnected.',
			failure: { cause: 'credential-invalid' },
			httpCode: null,
		}),
		'reconnect',
		'notDone',
		/^Reconnect/,
	],
	[
		'a revoked grant on an older host',
		hostError({ message: 'The credential "x" needs to be reconnected.' }),
		'reconnect',
		'notDone',
		/^Reconnect/,
	],
	[
		'a deleted registration',
		hostError({
			message: 'Client authentication failed (e.g., unknown client…)',
			httpCode: 'EAUTH',
		}),
		'reconnect',
		'notDone',
		/^Reconnect/,
	],
	[
		"a deleted registration in the sign-in service's own word",
		hostError({ message: 'invalid_client' }),
		'reconnect',
		'notDone',
		/^Reconnect/,
	],
	[
		'no refresh token',
		hostError({ message: 'OAuth access token expired and no refresh token is available.' }),
		'reconnect',
		'notDone',
		/^Reconnect/,
	],
	[
		'a sign-in service that is down',
		hostError({ httpCode: '503' }, { response: { status: 503 }, config: { url: TOKEN_URL } }),
		'signIn',
		'notDone',
		/sign-in service/,
	],
	[
		"a sign-in service whose address begins like the API's",
		hostError({ httpCode: '503' }, { response: { status: 503 }, config: { url: `${API}-token` } }),
		'signIn',
		'notDone',
		/sign-in service/,
	],
	[
		'a sign-in service that cannot be reached',
		hostError({ httpCode: 'ECONNREFUSED' }, { code: 'ECONNREFUSED', config: { url: TOKEN_URL } }),
		'signIn',
		'notDone',
		/sign-in service/,
	],
	...[
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'CERT_HAS_EXPIRED',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	].map((code): [string, unknown, string, string, RegExp] => [
		`a certificate that is not trusted (${code})`,
		hostError({ httpCode: code }, { code }),
		'network',
		'notDone',
		/certificate couldn't be verified/,
	]),
	[
		'401',
		hostError(
			{ httpCode: '401' },
			{
				code: 'ERR_BAD_REQUEST',
				response: { status: 401, data: { message: 'Invalid token' } },
			},
		),
		'unauthorized',
		'notDone',
		/rejected this connection/,
	],
	[
		'401 that the host names without the response',
		hostError({ httpCode: '401' }),
		'unauthorized',
		'notDone',
		/rejected this connection/,
	],
	[
		'our time-out',
		hostError({ httpCode: 'ECONNABORTED' }, { code: 'ECONNABORTED' }),
		'network',
		'notKnown',
		/didn't respond in time/,
	],
	[
		'a time-out of the connection',
		hostError({ httpCode: 'ETIMEDOUT' }, { code: 'ETIMEDOUT' }),
		'network',
		'notKnown',
		/didn't respond in time/,
	],
	[
		'a reset',
		hostError({ httpCode: 'ECONNRESET' }, { code: 'ECONNRESET' }),
		'network',
		'notKnown',
		/interrupted before the response/,
	],
	[
		'an answer cut in the middle',
		hostError(
			{ httpCode: '200', message: 'stream has been aborted' },
			{ code: 'ERR_BAD_RESPONSE', response: { status: 200 } },
		),
		'network',
		'notKnown',
		/interrupted before the response/,
	],
	[
		'a refused connection',
		hostError({ httpCode: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }),
		'network',
		'notDone',
		/can't be reached/,
	],
	[
		'no such host',
		hostError({ httpCode: 'ENOTFOUND' }, { code: 'ENOTFOUND' }),
		'network',
		'notDone',
		/can't be reached/,
	],
	...[
		...['EAI_AGAIN', 'EAI_FAIL', 'ENETDOWN', 'ENETUNREACH', 'EHOSTDOWN', 'EHOSTUNREACH'],
		...['EADDRNOTAVAIL', 'EPROTO'],
	].map((code): [string, unknown, string, string, RegExp] => [
		`no connection at all (${code})`,
		hostError({ httpCode: code }, { code }),
		'network',
		'notDone',
		/can't be reached/,
	]),
	[
		'a connection that broke while it was written to',
		hostError({ httpCode: 'EPIPE' }, { code: 'EPIPE' }),
		'network',
		'notKnown',
		/interrupted before the response/,
	],
	[
		'a stopped execution',
		hostError({ httpCode: 'ERR_CANCELED', message: 'canceled' }, { code: 'ERR_CANCELED' }),
		'cancelled',
		'notKnown',
		/canceled/,
	],
	[
		'an aborted sleep',
		Object.assign(new Error('This operation was aborted'), { name: 'AbortError' }),
		'cancelled',
		'notKnown',
		/canceled/,
	],
	['a text', 'boom', 'unexpected', 'notKnown', /couldn't be made/],
	['nothing', undefined, 'unexpected', 'notKnown', /couldn't be made/],
	['an empty object', {}, 'unexpected', 'notKnown', /couldn't be made/],
])('tells what %s means', (_, thrown, kind, outcome, message) => {
	const failure = fromHost(thrown, 'pickFuOAuth2Api', API);
	expect(failure).toMatchObject({ kind, outcome });
	expect(failure.message).toMatch(message);
});

it('knows that PickFu may still be at work on a request whose connection was lost, and on no other', () => {
	const late = (code: string) =>
		fromHost(hostError({ httpCode: code }, { code }), 'pickFuApi', API).late ?? false;
	expect(['ECONNRESET', 'ECONNABORTED', 'ETIMEDOUT'].map(late)).toEqual([true, true, true]);
	expect(['ECONNREFUSED', 'CERT_HAS_EXPIRED'].map(late)).toEqual([false, false]);
});

it("asks for a new key after a 401 on an API key, in PickFu's words", () => {
	const error = hostError(
		{ httpCode: '401' },
		{ response: { status: 401, data: { message: 'Key was deleted' } } },
	);
	const failure = fromHost(error, 'pickFuApi', API, answerIn(error));
	expect(failure).toMatchObject({
		kind: 'unauthorized',
		reason: 'Key was deleted',
		status: 401,
		message: 'PickFu rejected the API key',
	});
	expect(failure.description).toContain('Settings > API Keys');
});

it("keeps nothing of the host's error, which holds the token", () => {
	const failure = fromHost(
		hostError({ httpCode: 'ECONNRESET' }, { code: 'ECONNRESET' }),
		'pickFuOAuth2Api',
		API,
	);
	expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(SECRET);
	expect(failure.cause).toBeUndefined();
});

it('leaves a failure of ours as it is', () => {
	const ours = PickFuFailure.input('Survey is empty');
	expect(fromHost(ours, 'pickFuApi', API)).toBe(ours);
});
