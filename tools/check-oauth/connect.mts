import * as client from 'openid-client';
import type { Server } from './discovery.mts';
import { configure } from './library.mts';
import { listen } from './listener.mts';
import type { Listener, Return } from './listener.mts';
import { fail, ok, warn } from './report.mts';
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
	const listener = await listen();
	try {
		const app = await register(walk, server, listener.address);
		if (!app) return undefined;
		const config = configure(server.metadata, app, walk.sending);
		const verifier = client.randomPKCECodeVerifier();
		const state = client.randomState();
		walk.secrets.add(verifier);
		const address = client.buildAuthorizationUrl(config, {
			redirect_uri: listener.address,
			scope: server.scope,
			state,
			code_challenge: await client.calculatePKCECodeChallenge(verifier),
			code_challenge_method: 'S256',
		});
		const back = await signIn(walk, server, address, { listener, state });
		if (!back) return undefined;
		// The library compares the tokens with the name that the server has used last; n8n compares nothing.
		const issuer = back.address.searchParams.get('iss') ?? server.metadata.issuer;
		const exchanged = configure({ ...server.metadata, issuer }, app, walk.sending);
		const tokens = await exchange(walk, exchanged, back.address, { verifier, state });
		if (!tokens) return undefined;
		const subject = tokens.claims()?.sub;
		noteAccount(walk, tokens.claims());
		return { config: exchanged, app, tokens, subject };
	} finally {
		await listener.close();
	}
}

/** Registers an app as n8n does on every click on Connect (RFC 7591). */
async function register(
	walk: Walk,
	{ metadata, scope }: Server,
	redirect: string,
): Promise<client.ClientMetadata | undefined> {
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
			if (init.method === 'GET') return Response.json({ ...metadata, issuer: walk.issuer });
			const answer = await send(address, init);
			// The standard's status is 201; n8n takes any success.
			return answer.status === 200
				? new Response(answer.body, { status: 201, headers: answer.headers })
				: answer;
		},
	};
	return await walk.step(
		'registration',
		'Registration',
		async () => {
			const config = await client.dynamicClientRegistration(
				new URL(walk.issuer),
				wanted,
				client.None(),
				options,
			);
			const app = config.clientMetadata();
			walk.secrets.add(app.client_secret);
			walk.secrets.add(app.registration_access_token);
			return app;
		},
		registrationOutcome,
		(seen) => {
			const status = /answered (\d+)/.exec(seen)?.[1];
			const shown =
				status === undefined ? 'an error' : `"Request failed with status code ${status}"`;
			return `Connect shows ${shown} and nobody can connect.`;
		},
	);
}

function registrationOutcome(app: client.ClientMetadata): Outcome {
	const method = app.token_endpoint_auth_method;
	if (typeof method === 'string' && method !== 'none') {
		const meaning = 'it sends no secret as a public client, so the token endpoint may refuse it.';
		return warn(`registered, but as a client of the kind ${method}`, meaning);
	}
	return ok(
		`a client id${app.client_secret ? ' and a secret that nobody asked for; n8n leaves it out' : ''}`,
	);
}

const NOT_BACK = 'the window of Connect stays open and the credential unconnected.';

async function signIn(
	walk: Walk,
	server: Server,
	address: URL,
	{ listener, state }: { listener: Listener; state: string },
): Promise<Return | undefined> {
	const returned = listener.wait(state, walk.signInTime, walk.signal);
	// The visit may fail first; nobody waits then.
	returned.catch(() => {});
	try {
		await walk.visit(address);
	} catch (error) {
		walk.signal.throwIfAborted();
		walk.note('signIn', 'Sign-in', fail((error as Error).message, NOT_BACK));
		return undefined;
	}
	const back = await returned;
	const query = back?.address.searchParams;
	walk.secrets.add(query?.get('code'));
	const count = listener.strangers();
	const others = count > 0 ? `; ${count} with another state were refused` : '';
	const minutes = Math.round(walk.signInTime / 60_000);
	const [error, issuer] = [query?.get('error'), query?.get('iss')];
	const note = (outcome: Outcome) => walk.note('signIn', 'Sign-in', outcome);
	if (!back) note(fail(`nobody came back within ${minutes} minutes${others}`, NOT_BACK));
	else if (error) {
		const meaning = 'the window ends with "Insufficient parameters for OAuth2 callback".';
		note(fail(`came back with the error ${error.slice(0, 60)}`, meaning));
		return undefined;
	} else if (issuer && issuer !== server.metadata.issuer) {
		const meaning = 'it does not look at this, but it should not happen (RFC 9207).';
		note(warn(`came back from another issuer, ${issuer.slice(0, 100)}`, meaning));
	} else note(ok(`came back with a code and the state that was sent${others}`));
	return back;
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>;

/** Exchanges the code for tokens. */
async function exchange(
	walk: Walk,
	config: client.Configuration,
	address: URL,
	{ verifier, state }: { verifier: string; state: string },
): Promise<Tokens | undefined> {
	const checks = { pkceCodeVerifier: verifier, expectedState: state };
	return await walk.step(
		'tokens',
		'Tokens',
		async () => {
			const tokens = await client.authorizationCodeGrant(config, address, checks);
			walk.secrets.addTokens(tokens);
			return tokens;
		},
		tokensOutcome,
		'Connect ends with an error after people have signed in; the code is used up, so a new click is needed.',
	);
}

function tokensOutcome({ expires_in: life, refresh_token: refresh }: Tokens): Outcome {
	const lasts = life === undefined ? 'of unknown life' : `valid for ${life} seconds`;
	if (refresh === undefined) {
		const meaning = 'people have to connect again each time the token has expired.';
		return warn(`an access token ${lasts} and no refresh token`, meaning);
	}
	return ok(`an access token ${lasts} and a refresh token`);
}

function noteAccount(walk: Walk, claims: client.IDToken | undefined): void {
	const claim = ['email', 'preferred_username', 'name'].find(
		(name) => typeof claims?.[name] === 'string',
	);
	const why = claims ? 'the id_token names nobody' : 'there is no id_token';
	walk.note(
		'account',
		"The account's name",
		claim
			? ok(`the id_token has ${claim}, which n8n shows beside the credential`)
			: warn(why, 'it cannot show which account is connected.'),
	);
}
