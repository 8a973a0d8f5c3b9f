import { once } from 'node:events';
import * as client from 'openid-client';
import type { Server } from './discovery.mts';
import { configure } from './library.mts';
import { listen } from './listener.mts';
import type { Listener } from './listener.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

/** A connected account. */
export interface Connection {
	config: client.Configuration;
	/** As the server registered it. */
	app: client.ClientMetadata;
	tokens: Pick<client.TokenEndpointResponse, 'access_token' | 'refresh_token'>;
	/** The subject of the id_token, if there is one. */
	subject: string | undefined;
}

/**
 * Registers, sends the person to sign in, waits until the browser is back and exchanges the code (RFC 6749,
 * section 4.1, with PKCE, RFC 7636).
 *
 * @returns undefined when there are no tokens; the steps say why
 */
export async function connect(walk: Walk, server: Server): Promise<Connection | undefined> {
	const state = client.randomState();
	const verifier = client.randomPKCECodeVerifier();
	walk.secrets.add(verifier);
	const listener = await listen(state);
	try {
		const app = await register(walk, server, listener.address);
		if (!app) return undefined;
		const config = configure(server.metadata, app, walk.sending);
		const address = client.buildAuthorizationUrl(config, {
			redirect_uri: listener.address,
			scope: server.scope,
			state,
			code_challenge: await client.calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
		});
		const back = await signIn(walk, server, address, listener);
		if (!back) return undefined;
		// The library compares the tokens with the name that the server has used last; n8n compares nothing.
		const issuer = back.searchParams.get('iss') ?? server.metadata.issuer;
		const exchanged = configure({ ...server.metadata, issuer }, app, walk.sending);
		const checks = { pkceCodeVerifier: verifier, expectedState: state };
		const tokens = await exchange(walk, exchanged, back, checks);
		if (!tokens) return undefined;
		walk.note('account', accountOutcome(tokens.claims()));
		return { config: exchanged, app, tokens, subject: tokens.claims()?.sub };
	} finally {
		listener.close();
	}
}

/** Registers an app as n8n does on every click on Connect (RFC 7591). */
async function register(walk: Walk, { metadata, scope }: Server, redirect: string) {
	const issuer = walk.options.issuer;
	const wanted = {
		client_name: 'n8n-nodes-pickfu check:oauth',
		redirect_uris: [redirect],
		grant_types: ['authorization_code', 'refresh_token'],
		response_types: ['code'],
		token_endpoint_auth_method: 'none',
		scope,
	};
	const send = walk.sending[client.customFetch];
	const options: client.DynamicClientRegistrationRequestOptions = {
		...walk.sending,
		algorithm: 'oauth2',
		[client.customFetch]: async (address, init) => {
			// The library would ask for the metadata again, and refuse a server that calls itself by another name.
			if (init.method === 'GET') return Response.json({ ...metadata, issuer });
			const answer = await send(address, init);
			// The standard's status is 201; n8n takes any success.
			if (answer.status !== 200) return answer;
			return new Response(answer.body, { status: 201, headers: answer.headers });
		},
	};
	const work = async () => {
		const config = await client.dynamicClientRegistration(
			new URL(issuer),
			wanted,
			client.None(),
			options,
		);
		const app = config.clientMetadata();
		walk.secrets.add(app.client_secret, app.registration_access_token);
		return app;
	};
	const meaning = (seen: string) => {
		const status = /answered (\d+)/.exec(seen)?.[1];
		const shown = status ? `"Request failed with status code ${status}"` : 'an error';
		return `Connect shows ${shown} and nobody can connect.`;
	};
	return await walk.step('registration', work, registrationOutcome, ['fail', meaning]);
}

function registrationOutcome(app: client.ClientMetadata): Outcome {
	const method = app.token_endpoint_auth_method;
	if (typeof method === 'string' && method !== 'none') {
		const meaning = 'it sends no secret as a public client, so the token endpoint may refuse it.';
		return ['warn', `registered, but as a client of the kind ${method}`, meaning];
	}
	const secret = app.client_secret ? ' and a secret that nobody asked for; n8n leaves it out' : '';
	return ['ok', `a client id${secret}`];
}

/** @returns where the browser came back to; undefined when it brought no code */
async function signIn(
	walk: Walk,
	server: Server,
	address: URL,
	listener: Listener,
): Promise<URL | undefined> {
	const { signal, signInTime } = walk.options;
	const notBack = 'the window of Connect stays open and the credential unconnected.';
	const timeout = AbortSignal.timeout(signInTime);
	const ended = AbortSignal.any([signal, timeout]);
	try {
		await walk.options.visit(address);
	} catch (error) {
		signal.throwIfAborted();
		walk.note('signIn', ['fail', (error as Error).message, notBack]);
		return undefined;
	}
	const end = ended.aborted ? undefined : once(ended, 'abort').then(() => undefined);
	const back = await Promise.race([listener.back, end]);
	signal.throwIfAborted();
	const count = listener.strangers();
	const others = count > 0 ? `; ${count} with another state were refused` : '';
	if (!back) {
		const minutes = Math.round(signInTime / 60_000);
		const seen = `nobody came back within ${minutes} minutes${others}`;
		walk.note('signIn', ['fail', seen, notBack]);
		return undefined;
	}
	const query = back.searchParams;
	walk.secrets.add(query.get('code'));
	walk.note('signIn', returnOutcome(query, server.metadata.issuer, others));
	return query.has('error') ? undefined : back;
}

function returnOutcome(query: URLSearchParams, expected: string, others: string): Outcome {
	const [error, issuer] = [query.get('error'), query.get('iss')];
	if (error) {
		const meaning = 'the window ends with "Insufficient parameters for OAuth2 callback".';
		return ['fail', `came back with the error ${error.slice(0, 60)}`, meaning];
	}
	if (issuer && issuer !== expected) {
		const meaning = 'it does not look at this, but it should not happen (RFC 9207).';
		return ['warn', `came back from another issuer, ${issuer.slice(0, 100)}`, meaning];
	}
	return ['ok', `came back with a code and the state that was sent${others}`];
}

/** Exchanges the code for tokens. */
async function exchange(
	walk: Walk,
	config: client.Configuration,
	address: URL,
	checks: client.AuthorizationCodeGrantChecks,
) {
	const work = async () => {
		const tokens = await client.authorizationCodeGrant(config, address, checks);
		walk.secrets.add(tokens.access_token, tokens.refresh_token, tokens.id_token);
		return tokens;
	};
	const meaning =
		'Connect ends with an error after people have signed in; the code is used up, so a new click is needed.';
	return await walk.step('tokens', work, tokensOutcome, ['fail', meaning]);
}

function tokensOutcome(tokens: client.TokenEndpointResponse): Outcome {
	const { expires_in: life, refresh_token: refresh } = tokens;
	const lasts = life === undefined ? 'of unknown life' : `valid for ${life} seconds`;
	if (refresh !== undefined) return ['ok', `an access token ${lasts} and a refresh token`];
	const meaning = 'people have to connect again each time the token has expired.';
	return ['warn', `an access token ${lasts} and no refresh token`, meaning];
}

function accountOutcome(claims: client.IDToken | undefined): Outcome {
	const names = ['email', 'preferred_username', 'name'];
	const claim = names.find((name) => typeof claims?.[name] === 'string');
	if (claim) return ['ok', `the id_token has ${claim}, which n8n shows beside the credential`];
	const why = claims ? 'the id_token names nobody' : 'there is no id_token';
	return ['warn', why, 'it cannot show which account is connected.'];
}
