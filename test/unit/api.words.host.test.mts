import { download } from '../../nodes/PickFu/api/download';
import type { Connection } from '../../nodes/PickFu/api/connection';
import { fromHost, notConnected, unauthorized } from '../../nodes/PickFu/api/hostErrors';
import { buildPath } from '../../nodes/PickFu/api/path';
import { rowOf, saidBy, SIGN_IN, type Row } from '../support/said.mts';

// The words on the screen, as in api.words.
describe("says of n8n's own words", () => {
	const UNREACHED: Row = [
		"PickFu can't be reached from this n8n server",
		"Nothing was sent. Check the n8n server's network connection and try again.",
	];
	const CUT: Row = ['The connection to PickFu was interrupted before the response arrived', ''];
	const [URL, TOKEN_URL] = ['https://api.pickfu.test/v1', 'https://connect.pickfu.test/token'];

	it.each<[string, object, ...Row]>([
		['a name that is not found', { httpCode: 'ENOTFOUND' }, ...UNREACHED],
		['no route, in the cause only', { cause: { code: 'EHOSTUNREACH' } }, ...UNREACHED],
		['a refused connection, as its own code only', { code: 'ECONNREFUSED' }, ...UNREACHED],
		[
			'a certificate',
			{ httpCode: 'CERT_HAS_EXPIRED' },
			"PickFu's TLS certificate couldn't be verified",
			"Nothing was sent. A proxy may be inspecting the connection: add its certificate to n8n (NODE_EXTRA_CA_CERTS), or exclude PickFu's API from TLS inspection.",
		],
		['a time-out', { httpCode: 'ETIMEDOUT' }, "PickFu didn't respond in time", ''],
		['a reset', { httpCode: 'ECONNRESET' }, ...CUT],
		['a stopped execution', { code: 'ERR_CANCELED' }, 'The execution was canceled', ''],
		[
			'a revoked grant',
			{ failure: { cause: 'credential-invalid' } },
			'Reconnect your PickFu account',
			`PickFu no longer accepts this connection: access was revoked, or the sign-in has expired. ${SIGN_IN}, then run the workflow again.`,
		],
		[
			'an expired sign-in',
			{ description: 'No refresh token is available' },
			'Reconnect your PickFu account',
			`The sign-in has expired, and PickFu didn't provide a way to renew it. ${SIGN_IN}, then run the workflow again.`,
		],
		[
			'a deleted registration',
			{ httpCode: 'EAUTH' },
			'Reconnect your PickFu account',
			`PickFu no longer has this n8n's registration. Reconnecting creates a new one. ${SIGN_IN}, then run the workflow again.`,
		],
		[
			'a sign-in service that is down',
			{ cause: { config: { url: TOKEN_URL }, response: { status: 503 } } },
			"PickFu's sign-in service didn't respond while the connection was being renewed",
			'Nothing was changed. Try again in a minute.',
		],
		[
			'401',
			{ httpCode: '401' },
			'PickFu rejected this connection',
			`The token was refreshed but PickFu still rejected it. ${SIGN_IN}.`,
		],
		[
			'anything else',
			{ message: 'Out of memory' },
			"The request to PickFu couldn't be made",
			'Out of memory',
		],
		[
			'no token',
			{ message: 'Unable to sign without access token' },
			'Connect your PickFu account first',
			"Open the node, click 'Connect to PickFu' and sign in, or choose a connected credential.",
		],
	])('for %s', (_, thrown, ...row) => {
		expect(rowOf(fromHost(thrown, 'pickFuOAuth2Api', URL))).toEqual(row);
	});

	it.each([400, 503])('with the status of the sign-in service (%i)', (status) => {
		const cause = { config: { url: TOKEN_URL }, response: { status } };
		expect(fromHost({ cause }, 'pickFuOAuth2Api', URL)).toMatchObject({ kind: 'signIn', status });
	});

	it('of an API key', () => {
		expect(rowOf(unauthorized('pickFuApi', { message: 'Gone' }))).toEqual([
			'PickFu rejected the API key: Gone',
			'PickFu says: Gone. Create a new key in PickFu under Settings > API Keys and enter it in the credential.',
		]);
		expect(rowOf(notConnected('pickFuApi', new Error('It was deleted')))).toEqual([
			'Connect your PickFu account first',
			"Create a 'PickFu API' credential under Credentials, or choose one in the node. n8n reports: It was deleted",
		]);
	});
});

describe('says before anything is sent', () => {
	it.each<[string, ...Row]>([
		['', "'surveyId' is empty", 'Choose from the list, or enter an ID.'],
		['a/b', "'surveyId' isn't an ID", "Enter only the ID, or switch to 'By URL' to use a link."],
	])('of the ID %j', async (surveyId, ...row) => {
		const path = async () => buildPath('/surveys/{surveyId}', { surveyId });
		expect(await saidBy(path())).toEqual(row);
	});

	it('of an address that is none', async () => {
		expect(await saidBy(download({} as Connection, 'file:///etc/passwd', 1))).toEqual([
			"The file couldn't be downloaded: not a web URL",
			'',
		]);
	});
});
