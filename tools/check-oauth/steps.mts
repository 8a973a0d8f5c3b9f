import * as client from 'openid-client';
import type { Connection } from './connect.mts';
import type { Walk } from './walk.mts';

/** Reads one tag, which costs nothing. */
async function readTag(walk: Walk, token: string): Promise<Response> {
	const headers = { Accept: 'application/json', Authorization: `Bearer ${token}` };
	const address = `${walk.options.apiUrl}/tags?limit=1`;
	const answer = await walk.fetch(address, { headers, redirect: 'manual' });
	await answer.body?.cancel();
	return answer;
}

/** Tries the access token. */
export async function callApi(walk: Walk, { tokens }: Connection, id: 'api' | 'apiAgain') {
	const meaning = 'every node with this credential fails.';
	await walk.step(
		id,
		() => readTag(walk, tokens.access_token),
		({ status }) => {
			const seen = `GET /tags?limit=1 answered ${status}`;
			return status === 200 ? ['ok', seen] : ['fail', seen, meaning];
		},
		['fail', meaning],
	);
}

/** Asks who the token belongs to (OpenID Connect Core, section 5.3). */
export async function readUserinfo(walk: Walk, { config, tokens, subject }: Connection) {
	if (config.serverMetadata().userinfo_endpoint === undefined) {
		walk.note('userinfo', ['skip', 'the server names no address for it; n8n does not need it']);
		return;
	}
	const expected = subject ?? client.skipSubjectCheck;
	const seen = subject === undefined ? 'answered' : 'the same person as in the id_token';
	await walk.step(
		'userinfo',
		() => client.fetchUserInfo(config, tokens.access_token, expected),
		() => ['ok', seen],
		['warn', 'n8n does not ask for it; only other apps would miss it.'],
	);
}

/** Sends a refresh token, without a scope, as n8n does (RFC 6749, section 6). */
async function refresh(walk: Walk, config: client.Configuration, token: string) {
	const tokens = await client.refreshTokenGrant(config, token);
	walk.secrets.add(tokens.access_token, tokens.refresh_token, tokens.id_token);
	return tokens;
}

/** @returns undefined when a refresh token is taken, otherwise how it was refused */
async function refusal(walk: Walk, config: client.Configuration, token: string) {
	try {
		await refresh(walk, config, token);
		return undefined;
	} catch (error) {
		if (error instanceof client.ResponseBodyError) return error.error;
		throw error;
	}
}

/**
 * Renews the tokens.
 *
 * @returns the connection with the new tokens; undefined when it was not renewed
 */
export async function renew(walk: Walk, connection: Connection): Promise<Connection | undefined> {
	const { refresh_token: old } = connection.tokens;
	if (old === undefined) {
		walk.note('refresh', ['skip', 'there is no refresh token']);
		return undefined;
	}
	const meaning =
		'the old refresh token may be used up; if it is, the next run after the token has expired says that the account is to be connected again.';
	const tokens = await walk.step(
		'refresh',
		() => refresh(walk, connection.config, old),
		({ refresh_token: next }) => {
			let kept = 'was replaced';
			if (next === old) kept = 'was not: the same one came again';
			if (next === undefined) kept = 'was not: none came, so the old one stays';
			return ['ok', `a new access token; the refresh token ${kept}`];
		},
		['fail', meaning],
	);
	return (
		tokens && { ...connection, tokens: { ...tokens, refresh_token: tokens.refresh_token ?? old } }
	);
}

/**
 * Sends a refresh token that was replaced: it must be refused (RFC 9700, section 4.14.2). Servers
 * then end the whole connection, so it is only tried where that does no harm.
 */
export async function reuse(walk: Walk, old: Connection, renewed: Connection): Promise<void> {
	const token = old.tokens.refresh_token;
	if (token === undefined || token === renewed.tokens.refresh_token) {
		walk.note('reuse', ['skip', 'it was not replaced, so there is no old one']);
		return;
	}
	if (!walk.options.destructive) {
		const why =
			'not sent: that may end the connection and alarm the server; --destructive sends it';
		walk.note('reuse', ['skip', why]);
		return;
	}
	const lax = 'a stolen refresh token would go on working.';
	await walk.step(
		'reuse',
		() => refusal(walk, old.config, token),
		(refused) =>
			refused === undefined
				? ['warn', 'is taken once more', lax]
				: ['ok', `is refused (${refused})`],
		['warn', lax],
	);
}

/**
 * Revokes the refresh token, or the access token while the connection is still needed (RFC 7009), and
 * tries it once more.
 */
export async function revoke(
	walk: Walk,
	{ config, tokens }: Connection,
	wanted: 'refresh token' | 'access token',
) {
	if (config.serverMetadata().revocation_endpoint === undefined) {
		const why =
			'the server has no address for it: the tokens of this check stay valid until they expire, and the account can take access back at PickFu';
		walk.note('revocation', ['skip', why]);
		return;
	}
	const token = wanted === 'refresh token' ? tokens.refresh_token : undefined;
	const kind = token === undefined ? 'access token' : wanted;
	const work = async () => {
		await client.tokenRevocation(config, token ?? tokens.access_token);
		if (token !== undefined) return await refusal(walk, config, token);
		const { status } = await readTag(walk, tokens.access_token);
		return status === 200 ? undefined : String(status);
	};
	const lax = 'a connection that was ended may go on working.';
	const untried =
		'it revokes nothing itself; the tokens of this check stay valid until they expire.';
	await walk.step(
		'revocation',
		work,
		(refused) =>
			refused === undefined
				? ['warn', `answered 200, yet the ${kind} still works`, lax]
				: ['ok', `answered 200; the ${kind} is refused afterwards (${refused})`],
		['warn', untried],
	);
}
