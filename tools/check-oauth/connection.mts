import { once } from 'node:events';
import * as client from 'openid-client';
import { listen } from './listener.mts';
import type { Listener } from './listener.mts';
import { OAUTH } from './discovery.mts';
import type { Walk } from './walk.mts';

/** The scopes that PickFu's page on OAuth names. */
const PICKFU_SCOPES = 'openid email profile offline_access';

/** An account that is connected step by step as n8n does it, tried and ended. */
export class Connection {
	/** From the registration on: the server, and the app as it was registered. */
	#config!: client.Configuration;
	#accessToken: string | undefined;
	refreshToken: string | undefined;
	#claims: client.IDToken | undefined;

	constructor(
		readonly walk: Walk,
		readonly metadata: client.ServerMetadata,
	) {}

	/** Registers, signs in and gets tokens (RFC 6749, section 4.1, with PKCE, RFC 7636), if it can. */
	async connect(): Promise<boolean> {
		const state = client.randomState();
		const verifier = client.randomPKCECodeVerifier();
		this.walk.secrets.keep(verifier);
		const listener = await listen(state);
		try {
			// n8n asks for all scopes that are advertised.
			const scope = this.metadata.scopes_supported?.join(' ') ?? PICKFU_SCOPES;
			if (!(await this.#register(listener.address, scope))) return false;
			const address = client.buildAuthorizationUrl(this.#config, {
				redirect_uri: listener.address,
				scope,
				state,
				code_challenge: await client.calculatePKCECodeChallenge(verifier),
				code_challenge_method: 'S256',
			});
			const back = await this.#signIn(address, listener);
			const checks = { pkceCodeVerifier: verifier, expectedState: state };
			return back !== undefined && (await this.#exchange(back, checks));
		} finally {
			listener.close();
		}
	}

	/** Registers an app as n8n does on every click on Connect (RFC 7591). */
	async #register(address: string, scope: string): Promise<boolean> {
		const { sending, secrets, options } = this.walk;
		const asN8n = {
			client_name: 'n8n-nodes-pickfu check:oauth',
			grant_types: ['authorization_code', 'refresh_token'],
			response_types: ['code'],
			token_endpoint_auth_method: 'none',
			redirect_uris: [address],
			scope,
		};
		let shown = 'an error';
		const send: client.CustomFetch = async (address, init) => {
			// The library would ask for the metadata again.
			if (init.method === 'GET') return Response.json(this.metadata);
			const answer = await sending[client.customFetch](address, init);
			const { status, headers } = answer;
			shown = `"Request failed with status code ${status}"`;
			// The standard's status is 201; n8n takes any success.
			return status === 200 ? new Response(answer.body, { status: 201, headers }) : answer;
		};
		const meaning = () => `Connect shows ${shown} and nobody can connect.`;
		return await this.walk.step('registration', ['fail', meaning], async () => {
			const server = new URL(options.issuer + OAUTH);
			const sent = { ...sending, [client.customFetch]: send };
			this.#config = await client.dynamicClientRegistration(server, asN8n, client.None(), sent);
			const app = this.#config.clientMetadata();
			const { client_secret: secret, token_endpoint_auth_method: kind = 'none' } = app;
			secrets.keep(secret, app.registration_access_token);
			if (kind !== 'none') {
				const refused = 'it sends no secret as a public client, so tokens may be refused.';
				return ['warn', `registered, but as a client of the kind ${String(kind)}`, refused];
			}
			const odd = secret ? ' and a secret that nobody asked for; n8n leaves it out' : '';
			return ['ok', `a client id${odd}`];
		});
	}

	#keep(tokens: client.TokenEndpointResponse): void {
		this.walk.secrets.keep(tokens.access_token, tokens.refresh_token, tokens.id_token);
		this.#accessToken = tokens.access_token;
		this.refreshToken = tokens.refresh_token ?? this.refreshToken;
	}

	/** @returns where the browser came back to; undefined when it brought no code */
	async #signIn(address: URL, listener: Listener): Promise<URL | undefined> {
		const { signal, signInTime, visit } = this.walk.options;
		const notBack = 'the window of Connect stays open and the credential unconnected.';
		let back: URL | undefined;
		const isBack = await this.walk.step('signIn', ['fail', notBack], async () => {
			const ended = AbortSignal.any([signal, AbortSignal.timeout(signInTime)]);
			const end = once(ended, 'abort').then(() => undefined);
			await visit(address);
			back = await Promise.race([listener.back, end]);
			signal.throwIfAborted();
			const count = listener.strangers();
			const others = count > 0 ? `; ${count} with another state were refused` : '';
			const minutes = Math.round(signInTime / 60_000);
			if (!back) return ['fail', `nobody came back within ${minutes} minutes${others}`];
			const { code, error, iss } = Object.fromEntries(back.searchParams);
			this.walk.secrets.keep(code);
			if (error !== undefined) {
				const meaning = 'the window ends with "Insufficient parameters for OAuth2 callback".';
				return ['fail', `came back with the error ${error.slice(0, 60)}`, meaning];
			}
			if (iss !== undefined && iss !== this.metadata.issuer) {
				const meaning = 'it does not look at this, but it should not happen (RFC 9207).';
				return ['warn', `came back from another issuer, ${iss.slice(0, 100)}`, meaning];
			}
			return ['ok', `came back with a code and the state that was sent${others}`];
		});
		return isBack ? back : undefined;
	}

	/** Exchanges the code for tokens, and looks whose they are. */
	async #exchange(back: URL, checks: client.AuthorizationCodeGrantChecks): Promise<boolean> {
		// The library compares the tokens with the name that the server has used last; n8n compares nothing.
		const { iss: issuer = this.metadata.issuer } = Object.fromEntries(back.searchParams);
		const app = this.#config.clientMetadata();
		const server = { ...this.metadata, issuer };
		// n8n sends no secret as a public client, even if it was given one.
		this.#config = new client.Configuration(server, app.client_id, app, client.None());
		client.allowInsecureRequests(this.#config);
		this.#config[client.customFetch] = this.walk.sending[client.customFetch];
		const meaning =
			'Connect ends with an error after people have signed in; the code is used up, so a new click is needed.';
		const isDone = await this.walk.step('tokens', ['fail', meaning], async () => {
			const tokens = await client.authorizationCodeGrant(this.#config, back, checks);
			this.#keep(tokens);
			this.#claims = tokens.claims();
			const life = tokens.expires_in ? `valid for ${tokens.expires_in} seconds` : 'of unknown life';
			if (this.refreshToken) return ['ok', `an access token ${life} and a refresh token`];
			const again = 'people have to connect again each time the token has expired.';
			return ['warn', `an access token ${life} and no refresh token`, again];
		});
		if (!isDone) return false;
		const claims = this.#claims;
		const names = ['email', 'preferred_username', 'name'];
		const claim = names.find((name) => typeof claims?.[name] === 'string');
		// AuthKit's name for the team; n8n does not show it.
		const team = claims?.org_id ? `; the team is ${String(claims.org_id)}` : '';
		const shown = `the id_token has ${claim}, which n8n shows beside the credential${team}`;
		const why = claims ? 'the id_token names nobody' : 'there is no id_token';
		const unseen = 'it cannot show which account is connected.';
		await this.walk.note('account', claim ? ['ok', shown] : ['warn', why, unseen]);
		return true;
	}

	/** Reads one tag, which costs nothing. */
	async #readTag(): Promise<number> {
		const headers = { Accept: 'application/json', Authorization: `Bearer ${this.#accessToken}` };
		const address = `${this.walk.options.apiUrl}/tags?limit=1`;
		const answer = await this.walk.fetch(address, { headers, redirect: 'manual' });
		await answer.body?.cancel();
		return answer.status;
	}

	/** Tries the access token. */
	async callApi(id: 'api' | 'apiAgain'): Promise<void> {
		await this.walk.step(id, ['fail', 'every node with this credential fails.'], async () => {
			const status = await this.#readTag();
			return [status === 200 ? 'ok' : 'fail', `GET /tags?limit=1 answered ${status}`];
		});
	}

	/** Asks who the token belongs to (OpenID Connect Core, section 5.3). */
	async readUserinfo(): Promise<void> {
		const meaning = 'it does not ask; only other apps would miss it.';
		await this.walk.step('userinfo', ['warn', meaning], async () => {
			if (this.metadata.userinfo_endpoint === undefined) {
				return ['skip', 'the server names no address for it; n8n does not need it'];
			}
			const subject = this.#claims?.sub ?? client.skipSubjectCheck;
			await client.fetchUserInfo(this.#config, this.#accessToken!, subject);
			return ['ok', this.#claims ? 'the same person as in the id_token' : 'answered'];
		});
	}

	/** @returns undefined when a refresh token is taken, otherwise how it was refused */
	async #refusal(token: string): Promise<string | void> {
		const kept = client.refreshTokenGrant(this.#config, token).then((all) => this.#keep(all));
		return await kept.catch((error) => {
			if (error instanceof client.ResponseBodyError) return error.error;
			throw error;
		});
	}

	/** @returns whether the tokens were renewed */
	async renew(): Promise<boolean> {
		const old = this.refreshToken;
		const gone = 'the old refresh token may be used up; if it is, the next run';
		const meaning = `${gone} after the token has expired says that the account is to be connected again.`;
		const isWell = await this.walk.step('refresh', ['fail', meaning], async () => {
			if (old === undefined) return ['skip', 'there is no refresh token'];
			// Without a scope, as n8n does (RFC 6749, section 6).
			this.#keep(await client.refreshTokenGrant(this.#config, old));
			const kept = this.refreshToken === old ? 'stays the same' : 'was replaced';
			return ['ok', `a new access token; the refresh token ${kept}`];
		});
		return isWell && old !== undefined;
	}

	/**
	 * Sends a refresh token that was replaced: it must be refused (RFC 9700, section 4.14.2). Servers
	 * then end the whole connection, so it is only tried where that does no harm.
	 */
	async reuse(old: string): Promise<void> {
		const lax = 'a stolen refresh token would go on working.';
		await this.walk.step('reuse', ['warn', lax], async () => {
			if (old === this.refreshToken) return ['skip', 'it was not replaced, so there is no old one'];
			if (!this.walk.options.destructive) {
				const why = 'that may end the connection and alarm the server; --destructive sends it';
				return ['skip', `not sent: ${why}`];
			}
			const refused = await this.#refusal(old);
			return refused ? ['ok', `is refused (${refused})`] : ['warn', 'is taken once more'];
		});
	}

	/** Revokes the refresh token, or the access token while the connection is still needed, and tries it (RFC 7009). */
	async revoke(wanted: 'refresh token' | 'access token'): Promise<void> {
		const left = 'the tokens of this check stay valid until they expire';
		const meaning = `it revokes nothing itself; ${left}.`;
		await this.walk.step('revocation', ['warn', meaning], async () => {
			if (this.metadata.revocation_endpoint === undefined) {
				const why = `the server has no address for it: ${left}`;
				return ['skip', `${why}, and the account can take access back at PickFu`];
			}
			const token = wanted === 'refresh token' ? this.refreshToken : undefined;
			await client.tokenRevocation(this.#config, token ?? this.#accessToken!);
			const refused = token ? await this.#refusal(token) : await this.#readTag();
			const kind = token ? wanted : 'access token';
			if (refused !== undefined && refused !== 200) {
				return ['ok', `answered 200; the ${kind} is refused afterwards (${refused})`];
			}
			const lax = 'a connection that was ended may go on working.';
			return ['warn', `answered 200, yet the ${kind} still works`, lax];
		});
	}

	/** Revokes what a walk has left and deletes its registration, where the server allows it (RFC 7009, RFC 7592). */
	async tidyUp(): Promise<void> {
		this.walk.signal = AbortSignal.timeout(5_000);
		// The walk's own result stands whether or not this works.
		const attempt = (work: Promise<unknown>) => work.catch(() => undefined);
		const token = this.refreshToken ?? this.#accessToken;
		if (token !== undefined) await attempt(client.tokenRevocation(this.#config, token));
		if (!this.#config) return;
		const app = this.#config.clientMetadata();
		const { registration_client_uri: address, registration_access_token: access } = app;
		if (typeof address !== 'string' || typeof access !== 'string') return;
		const headers = { Authorization: `Bearer ${access}` };
		await attempt(this.walk.fetch(address, { method: 'DELETE', headers, redirect: 'manual' }));
	}
}
