import type { Client, Connection } from './connect.mts';
import type { Server } from './discovery.mts';
import { NoAnswer, said, textOf } from './http.mts';
import type { Answer, Sending } from './http.mts';
import { fail, ok, skip, warn } from './report.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

const RECONNECT =
	'the next run after the token has expired says that the account is to be connected again.';

/** Asks; gives the answer, or the outcome of a missing one. */
async function ask(
	walk: Walk,
	address: string,
	sending: Sending,
	meaning: string,
): Promise<Answer | Outcome> {
	try {
		return await walk.send(address, sending);
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		return fail(`the connection ended before the answer came (${error.message})`, meaning);
	}
}

const isAnswer = (value: Answer | Outcome): value is Answer => typeof value.status === 'number';

/** Reads one tag, which costs nothing. */
export async function callApi(walk: Walk, token: string, id: string, title: string): Promise<void> {
	const meaning = 'every node with this credential fails.';
	const answer = await ask(walk, `${walk.apiUrl}/tags?limit=1`, { token }, meaning);
	if (!isAnswer(answer)) walk.note(id, title, answer);
	else if (answer.status === 200) walk.note(id, title, ok('GET /tags?limit=1 answered 200'));
	else walk.note(id, title, fail(`GET /tags?limit=1 ${said(answer)}`, meaning));
}

/** Asks who the token belongs to (OpenID Connect Core, section 5.3). */
export async function readUserinfo(
	walk: Walk,
	server: Server,
	connection: Connection,
): Promise<void> {
	const [id, title] = ['userinfo', 'Userinfo'];
	if (!server.userinfo) {
		walk.note(id, title, skip('the server names no safe address for it; n8n does not need it'));
		return;
	}
	const meaning = 'n8n does not ask for it; only other apps would miss it.';
	const answer = await ask(walk, server.userinfo, { token: connection.accessToken }, meaning);
	if (!isAnswer(answer)) {
		walk.note(id, title, { ...answer, status: 'warn' });
		return;
	}
	const subject = textOf(answer.body, 'sub');
	if (answer.status !== 200 || subject === undefined) {
		walk.note(id, title, warn(said(answer), meaning));
	} else if (connection.subject !== undefined && subject !== connection.subject) {
		const odd = 'the answer is about somebody else than the id_token';
		walk.note(id, title, warn(odd, 'the name that it shows may be of another account.'));
	} else walk.note(id, title, ok('the same person as in the id_token'));
}

/** Sends a refresh, without a scope, as n8n does. */
function refreshSending(client: Client, refreshToken: string): Sending {
	return {
		form: { grant_type: 'refresh_token', client_id: client.id, refresh_token: refreshToken },
	};
}

/**
 * Renews the tokens (RFC 6749, section 6).
 *
 * @returns the connection with the new tokens; undefined when it was not renewed
 */
export async function renew(
	walk: Walk,
	server: Server,
	client: Client,
	connection: Connection,
): Promise<Connection | undefined> {
	const [id, title] = ['refresh', 'Refresh'];
	const { refreshToken } = connection;
	if (refreshToken === undefined) {
		walk.note(id, title, skip('there is no refresh token'));
		return undefined;
	}
	const sending = refreshSending(client, refreshToken);
	const answer = await ask(
		walk,
		server.token,
		sending,
		`the old refresh token may be used up; if it is, ${RECONNECT}`,
	);
	if (!isAnswer(answer)) {
		walk.note(id, title, answer);
		return undefined;
	}
	keepSecret(walk, answer);
	const accessToken = textOf(answer.body, 'access_token');
	const next = textOf(answer.body, 'refresh_token');
	if (answer.status !== 200 || accessToken === undefined) {
		walk.note(id, title, fail(said(answer), RECONNECT));
		return undefined;
	}
	const rotated = next !== undefined && next !== refreshToken;
	const kept = next === undefined ? 'none came, so the old one stays' : 'the same one came again';
	walk.note(
		id,
		title,
		ok(`a new access token; the refresh token ${rotated ? 'was replaced' : `was not: ${kept}`}`),
	);
	return { ...connection, accessToken, refreshToken: next ?? refreshToken };
}

/**
 * Sends a refresh token that was replaced: it must be refused (RFC 9700, section 4.14.2). Servers
 * then end the whole connection, so it is only tried where that does no harm.
 */
export async function reuse(
	walk: Walk,
	server: Server,
	client: Client,
	old: Connection,
	renewed: Connection,
): Promise<void> {
	const [id, title] = ['reuse', 'An old refresh token'];
	if (old.refreshToken === undefined || old.refreshToken === renewed.refreshToken) {
		walk.note(id, title, skip('it was not replaced, so there is no old one'));
		return;
	}
	if (!walk.destructive) {
		const why =
			'not sent: that may end the connection and alarm the server; --destructive sends it';
		walk.note(id, title, skip(why));
		return;
	}
	const lax = 'a stolen refresh token would go on working.';
	const answer = await ask(walk, server.token, refreshSending(client, old.refreshToken), lax);
	if (!isAnswer(answer)) {
		walk.note(id, title, { ...answer, status: 'warn' });
		return;
	}
	keepSecret(walk, answer);
	if (answer.status !== 400 && answer.status !== 401) {
		walk.note(id, title, warn(`is taken once more (${said(answer)})`, lax));
		return;
	}
	const gone = textOf(answer.body, 'error') ?? String(answer.status);
	walk.note(id, title, ok(`is refused (${gone})`));
}

/**
 * Revokes the refresh token, or the access token while the connection is still needed (RFC 7009), and
 * tries it once more.
 */
export async function revoke(
	walk: Walk,
	server: Server,
	client: Client,
	{ refreshToken, accessToken }: Connection,
	which: 'refresh' | 'access',
): Promise<void> {
	const [id, title] = ['revocation', 'Revocation'];
	const byRefresh = which === 'refresh' && refreshToken !== undefined;
	const token = byRefresh ? refreshToken : accessToken;
	const meaning =
		'it revokes nothing itself; the tokens of this walk stay valid until they expire.';
	if (!server.revocation) {
		walk.note(id, title, skip('the server has none; the tokens of this walk expire by themselves'));
		return;
	}
	const form = { client_id: client.id, token };
	const answer = await ask(walk, server.revocation, { form }, meaning);
	if (!isAnswer(answer) || answer.status !== 200) {
		const detail = isAnswer(answer) ? said(answer) : answer.detail;
		walk.note(id, title, warn(detail, meaning));
		return;
	}
	const after = byRefresh
		? await ask(walk, server.token, refreshSending(client, token), meaning)
		: await ask(walk, `${walk.apiUrl}/tags?limit=1`, { token }, meaning);
	const kind = byRefresh ? 'refresh token' : 'access token';
	if (!isAnswer(after)) walk.note(id, title, { ...after, status: 'warn' });
	else if (after.status === 200) {
		keepSecret(walk, after);
		const odd = `answered 200, yet the ${kind} still works`;
		walk.note(id, title, warn(odd, 'a connection that was ended may go on working.'));
	} else {
		if (which === 'refresh') walk.connected = false;
		walk.note(id, title, ok(`answered 200; the ${kind} is refused afterwards (${after.status})`));
	}
}

function keepSecret({ secrets }: Walk, { body }: Answer): void {
	for (const name of ['access_token', 'refresh_token', 'id_token']) secrets.add(body?.[name]);
}
