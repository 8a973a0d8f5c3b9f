import { once } from 'node:events';
import * as client from 'openid-client';
import { listen } from './listener.mts';
import type { Listener } from './listener.mts';
import { register } from './registration.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

/** The scopes that PickFu's page on OAuth names. */
const PICKFU_SCOPES = 'openid email profile offline_access';

/** An account that is connected step by step as n8n does it, tried and ended. */
export class Connection {
	/** As the server registered it. */
	#app: client.ClientMetadata | undefined;
	#config!: client.Configuration;
	#accessToken: string | undefined;
	refreshToken: string | undefined;
	/** The subject of the id_token, if there is one. */
	#subject: string | undefined;

	constructor(
		readonly walk: Walk,
		readonly metadata: client.ServerMetadata,
	) {}

	/**
	 * Registers, sends the person to sign in, waits until the browser is back and exchanges the code (RFC 6749,
	 * section 4.1, with PKCE, RFC 7636).
	 *
	 * @returns whether there are tokens
	 */
	async connect(): Promise<boolean> {
		const state = client.randomState();
		const verifier = client.randomPKCECodeVerifier();
		this.walk.secrets.keep(verifier);
		const listener = await listen(state);
		try {
			// n8n asks for all scopes that are advertised.
			const scope = this.metadata.scopes_supported?.join(' ') ?? PICKFU_SCOPES;
			const wanted = { redirect_uris: [listener.address], scope };
			this.#app = await register(this.walk, this.metadata, wanted);
			if (!this.#app) return false;
			this.#configure(this.metadata);
			const address = client.buildAuthorizationUrl(this.#config, {
				redirect_uri: listener.address,
				scope,
				state,
				code_challenge: await client.calculatePKCECodeChallenge(verifier),
				code_challenge_method: 'S256',
			});
			const back = await this.#signIn(address, listener);
			return (
				back !== undefined &&
				(await this.#exchange(back, { pkceCodeVerifier: verifier, expectedState: state }))
			);
		} finally {
			listener.close();
		}
	}

	/** What the library sends requests with, for the app as n8n keeps it. */
	#configure(metadata: client.ServerMetadata): void {
		// n8n sends no secret as a public client, even if it was given one.
		const { client_secret: _, ...app } = this.#app!;
		this.#config = new client.Configuration(metadata, app.client_id, app, client.None());
		client.allowInsecureRequests(this.#config);
		this.#config[client.customFetch] = this.walk.sending[client.customFetch];
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
		const work = async (): Promise<Outcome> => {
			const ended = AbortSignal.any([signal, AbortSignal.timeout(signInTime)]);
			const end = once(ended, 'abort').then(() => undefined);
			await visit(address);
			back = await Promise.race([listener.back, end]);
			signal.throwIfAborted();
			const count = listener.strangers();
			const others = count > 0 ? `; ${count} with another state were refused` : '';
			if (!back) {
				const minutes = Math.round(signInTime / 60_000);
				return ['fail', `nobody came back within ${minutes} minutes${others}`, notBack];
			}
			const query = back.searchParams;
			this.walk.secrets.keep(query.get('code'));
			return this.#returnOutcome(query.get('error'), query.get('iss'), others);
		};
		return (await this.walk.step('signIn', work, 'fail', notBack)) ? back : undefined;
	}

	#returnOutcome(error: string | null, issuer: string | null, others: string): Outcome {
		if (error) {
			const meaning = 'the window ends with "Insufficient parameters for OAuth2 callback".';
			return ['fail', `came back with the error ${error.slice(0, 60)}`, meaning];
		}
		if (issuer && issuer !== this.metadata.issuer) {
			const meaning = 'it does not look at this, but it should not happen (RFC 9207).';
			return ['warn', `came back from another issuer, ${issuer.slice(0, 100)}`, meaning];
		}
		return ['ok', `came back with a code and the state that was sent${others}`];
	}

	/** Exchanges the code for tokens, and looks whose they are. */
	async #exchange(back: URL, checks: client.AuthorizationCodeGrantChecks): Promise<boolean> {
		// The library compares the tokens with the name that the server has used last; n8n compares nothing.
		const issuer = back.searchParams.get('iss') ?? this.metadata.issuer;
		this.#configure({ ...this.metadata, issuer });
		let claims: client.IDToken | undefined;
		const work = async (): Promise<Outcome> => {
			const tokens = await client.authorizationCodeGrant(this.#config, back, checks);
			this.#keep(tokens);
			claims = tokens.claims();
			this.#subject = claims?.sub;
			const life = tokens.expires_in ? `valid for ${tokens.expires_in} seconds` : 'of unknown life';
			if (this.refreshToken) return ['ok', `an access token ${life} and a refresh token`];
			const meaning = 'people have to connect again each time the token has expired.';
			return ['warn', `an access token ${life} and no refresh token`, meaning];
		};
		const meaning =
			'Connect ends with an error after people have signed in; the code is used up, so a new click is needed.';
		if (!(await this.walk.step('tokens', work, 'fail', meaning))) return false;
		const names = ['email', 'preferred_username', 'name'];
		const claim = names.find((name) => typeof claims?.[name] === 'string');
		// AuthKit's name for the team; n8n does not show it.
		const team = claims?.org_id ? `; the team is ${String(claims.org_id)}` : '';
		const shown = `the id_token has ${claim}, which n8n shows beside the credential${team}`;
		const why = claims ? 'the id_token names nobody' : 'there is no id_token';
		const unseen = 'it cannot show which account is connected.';
		this.walk.note('account', claim ? ['ok', shown] : ['warn', why, unseen]);
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
		const meaning = 'every node with this credential fails.';
		const work = async (): Promise<Outcome> => {
			const status = await this.#readTag();
			const seen = `GET /tags?limit=1 answered ${status}`;
			return status === 200 ? ['ok', seen] : ['fail', seen, meaning];
		};
		await this.walk.step(id, work, 'fail', meaning);
	}

	/** Asks who the token belongs to (OpenID Connect Core, section 5.3). */
	async readUserinfo(): Promise<void> {
		const work = async (): Promise<Outcome> => {
			if (this.metadata.userinfo_endpoint === undefined) {
				return ['skip', 'the server names no address for it; n8n does not need it'];
			}
			const subject = this.#subject ?? client.skipSubjectCheck;
			await client.fetchUserInfo(this.#config, this.#accessToken!, subject);
			return ['ok', this.#subject ? 'the same person as in the id_token' : 'answered'];
		};
		await this.walk.step(
			'userinfo',
			work,
			'warn',
			'it does not ask; only other apps would miss it.',
		);
	}

	/** Sends a refresh token, without a scope, as n8n does (RFC 6749, section 6), and keeps what comes. */
	async #refresh(token: string): Promise<void> {
		this.#keep(await client.refreshTokenGrant(this.#config, token));
	}

	/** @returns undefined when a refresh token is taken, otherwise how it was refused */
	async #refusal(token: string): Promise<string | undefined> {
		return await this.#refresh(token).then(
			() => undefined,
			(error) => {
				if (error instanceof client.ResponseBodyError) return error.error;
				throw error;
			},
		);
	}

	/** @returns whether the tokens were renewed */
	async renew(): Promise<boolean> {
		const old = this.refreshToken;
		const work = async (): Promise<Outcome> => {
			if (old === undefined) return ['skip', 'there is no refresh token'];
			await this.#refresh(old);
			const kept = this.refreshToken === old ? 'stays the same' : 'was replaced';
			return ['ok', `a new access token; the refresh token ${kept}`];
		};
		const meaning =
			'the old refresh token may be used up; if it is, the next run after the token has expired says that the account is to be connected again.';
		return (await this.walk.step('refresh', work, 'fail', meaning)) && old !== undefined;
	}

	/**
	 * Sends a refresh token that was replaced: it must be refused (RFC 9700, section 4.14.2). Servers
	 * then end the whole connection, so it is only tried where that does no harm.
	 */
	async reuse(old: string): Promise<void> {
		const lax = 'a stolen refresh token would go on working.';
		const work = async (): Promise<Outcome> => {
			if (old === this.refreshToken) return ['skip', 'it was not replaced, so there is no old one'];
			if (!this.walk.options.destructive) {
				const why = 'that may end the connection and alarm the server; --destructive sends it';
				return ['skip', `not sent: ${why}`];
			}
			const refused = await this.#refusal(old);
			return refused ? ['ok', `is refused (${refused})`] : ['warn', 'is taken once more', lax];
		};
		await this.walk.step('reuse', work, 'warn', lax);
	}

	/**
	 * Revokes the refresh token, or the access token while the connection is still needed (RFC 7009), and
	 * tries it once more.
	 */
	async revoke(wanted: 'refresh token' | 'access token'): Promise<void> {
		const untried =
			'it revokes nothing itself; the tokens of this check stay valid until they expire.';
		const work = async (): Promise<Outcome> => {
			if (this.metadata.revocation_endpoint === undefined) {
				const left = 'the tokens of this check stay valid until they expire';
				return [
					'skip',
					`the server has no address for it: ${left}, and the account can take access back at PickFu`,
				];
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
		};
		await this.walk.step('revocation', work, 'warn', untried);
	}

	/** Revokes what a walk has left and deletes its registration, where the server allows it (RFC 7009, RFC 7592). */
	async tidyUp(): Promise<void> {
		const { request = fetch } = this.walk.options;
		const signal = AbortSignal.timeout(5_000);
		// The walk's own result stands whether or not this works.
		const attempt = (work: Promise<unknown>) => work.catch(() => undefined);
		const token = this.refreshToken ?? this.#accessToken;
		if (token !== undefined && this.metadata.revocation_endpoint !== undefined) {
			this.#config[client.customFetch] = (address, init) =>
				request(address, { ...(init as RequestInit), signal });
			await attempt(client.tokenRevocation(this.#config, token));
		}
		const address = this.#app?.registration_client_uri;
		const access = this.#app?.registration_access_token;
		if (typeof address !== 'string' || typeof access !== 'string') return;
		const headers = { Authorization: `Bearer ${access}` };
		await attempt(request(address, { method: 'DELETE', headers, signal, redirect: 'manual' }));
	}
}
