import * as client from 'openid-client';
import type { Connection } from './connect.mts';
import { fail, ok, skip, warn } from './report.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

const RECONNECT =
	'the next run after the token has expired says that the account is to be connected again.';

/** Reads one tag, which costs nothing. */
async function readTag(walk: Walk, token: string): Promise<Response> {
	const headers = { Accept: 'application/json', Authorization: `Bearer ${token}` };
	const answer = await walk.fetch(`${walk.apiUrl}/tags?limit=1`, { headers, redirect: 'manual' });
	await answer.body?.cancel();
	return answer;
}

/** Tries the access token. */
export async function callApi(walk: Walk, connection: Connection, id: string, title: string) {
	const meaning = 'every node with this credential fails.';
	const outcome = ({ status }: Response): Outcome =>
		status === 200
			? ok('GET /tags?limit=1 answered 200')
			: fail(`GET /tags?limit=1 answered ${status}`, meaning);
	await walk.step(id, title, () => readTag(walk, connection.tokens.access_token), outcome, meaning);
}

/** Asks who the token belongs to (OpenID Connect Core, section 5.3). */
export async function readUserinfo(walk: Walk, { config, tokens, subject }: Connection) {
	const [id, title] = ['userinfo', 'Userinfo'];
	if (config.serverMetadata().userinfo_endpoint === undefined) {
		walk.note(id, title, skip('the server names no address for it; n8n does not need it'));
		return;
	}
	const expected = subject ?? client.skipSubjectCheck;
	await walk.step(
		id,
		title,
		() => client.fetchUserInfo(config, tokens.access_token, expected),
		() => ok(subject === undefined ? 'answered' : 'the same person as in the id_token'),
		'n8n does not ask for it; only other apps would miss it.',
		warn,
	);
}

/**
 * Renews the tokens, without a scope, as n8n does (RFC 6749, section 6).
 *
 * @returns the connection with the new tokens; undefined when it was not renewed
 */
export async function renew(walk: Walk, connection: Connection): Promise<Connection | undefined> {
	const [id, title] = ['refresh', 'Refresh'];
	const { config, tokens } = connection;
	const { refresh_token: old } = tokens;
	if (old === undefined) {
		walk.note(id, title, skip('there is no refresh token'));
		return undefined;
	}
	const renewed = await walk.step(
		id,
		title,
		async () => {
			const fresh = await client.refreshTokenGrant(config, old);
			walk.secrets.addTokens(fresh);
			return fresh;
		},
		({ refresh_token: next }) => {
			const kept =
				next === undefined ? 'none came, so the old one stays' : 'the same one came again';
			const replaced = next !== undefined && next !== old;
			return ok(
				`a new access token; the refresh token ${replaced ? 'was replaced' : `was not: ${kept}`}`,
			);
		},
		`the old refresh token may be used up; if it is, ${RECONNECT}`,
	);
	return (
		renewed && {
			...connection,
			tokens: { ...renewed, refresh_token: renewed.refresh_token ?? old },
		}
	);
}

/**
 * Whether a token is refused; whatever the server gives for it is forgotten.
 *
 * @returns undefined when it is taken, otherwise what the server said
 */
async function refusal(walk: Walk, work: Promise<client.TokenEndpointResponse>) {
	try {
		walk.secrets.addTokens(await work);
		return undefined;
	} catch (error) {
		if (error instanceof client.ResponseBodyError) return error.error;
		throw error;
	}
}

/**
 * Sends a refresh token that was replaced: it must be refused (RFC 9700, section 4.14.2). Servers
 * then end the whole connection, so it is only tried where that does no harm.
 */
export async function reuse(walk: Walk, old: Connection, renewed: Connection): Promise<void> {
	const [id, title] = ['reuse', 'An old refresh token'];
	const token = old.tokens.refresh_token;
	if (token === undefined || token === renewed.tokens.refresh_token) {
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
	await walk.step(
		id,
		title,
		() => refusal(walk, client.refreshTokenGrant(old.config, token)),
		(refused) =>
			refused === undefined ? warn('is taken once more', lax) : ok(`is refused (${refused})`),
		lax,
		warn,
	);
}

/**
 * Revokes the refresh token, or the access token while the connection is still needed (RFC 7009), and
 * tries it once more.
 */
export async function revoke(
	walk: Walk,
	{ config, tokens }: Connection,
	which: 'refresh' | 'access',
) {
	const [id, title] = ['revocation', 'Revocation'];
	if (config.serverMetadata().revocation_endpoint === undefined) {
		const why =
			'the server has no address for it: the tokens of this check stay valid until they expire, and the account can take access back at PickFu';
		walk.note(id, title, skip(why));
		return;
	}
	const refresh = which === 'refresh' ? tokens.refresh_token : undefined;
	const after = async (): Promise<string | undefined> => {
		await client.tokenRevocation(config, refresh ?? tokens.access_token);
		if (refresh !== undefined)
			return await refusal(walk, client.refreshTokenGrant(config, refresh));
		const { status } = await readTag(walk, tokens.access_token);
		return status === 200 ? undefined : String(status);
	};
	const kind = refresh === undefined ? 'access token' : 'refresh token';
	await walk.step(
		id,
		title,
		after,
		(refused) =>
			refused === undefined
				? warn(
						`answered 200, yet the ${kind} still works`,
						'a connection that was ended may go on working.',
					)
				: ok(`answered 200; the ${kind} is refused afterwards (${refused})`),
		'it revokes nothing itself; the tokens of this check stay valid until they expire.',
		warn,
	);
}
