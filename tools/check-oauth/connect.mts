import { createHash, randomBytes } from 'node:crypto';
import type { Server } from './discovery.mts';
import { NoAnswer, said, textOf } from './http.mts';
import type { Answer } from './http.mts';
import { listen } from './listener.mts';
import type { Return } from './listener.mts';
import { fail, ok, warn } from './report.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

/** An app that has registered itself. */
export interface Client {
	id: string;
	/** Only when the server insists on one although none was asked for. */
	secret: string | undefined;
	/** Where the registration can be deleted, and the token for it (RFC 7592). */
	management: { address: string; token: string } | undefined;
}

/** A connected account. */
export interface Connection {
	accessToken: string;
	refreshToken: string | undefined;
	/** The subject of the id_token, if there is one. */
	subject: string | undefined;
}

/** What a step gave, with its outcome; no value when the walk cannot go on. */
interface Result<T> {
	outcome: Outcome;
	value?: T;
}

const CUT = 'the connection ended before the answer came';

/** Asks, and turns a missing answer into an outcome. */
async function answered<T>(
	ask: () => Promise<Answer>,
	meaning: string,
	read: (answer: Answer) => Result<T>,
): Promise<Result<T>> {
	try {
		return read(await ask());
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		return { outcome: fail(`${CUT} (${error.message})`, meaning) };
	}
}

/** Registers an app as n8n does on every click on Connect (RFC 7591). */
export async function register(
	walk: Walk,
	server: Server,
	redirect: string,
): Promise<Client | undefined> {
	const metadata = {
		client_name: 'n8n-nodes-pickfu check:oauth',
		redirect_uris: [redirect],
		grant_types: ['authorization_code', 'refresh_token'],
		response_types: ['code'],
		token_endpoint_auth_method: 'none',
		scope: server.scope,
	};
	const { outcome, value } = await answered<Client>(
		() => walk.send(server.registration, { json: metadata }),
		'Connect shows an error before the sign-in window opens.',
		(answer) => {
			const id = textOf(answer.body, 'client_id');
			if (answer.status < 200 || answer.status > 299 || id === undefined) {
				return {
					outcome: fail(
						said(answer),
						`Connect shows "Request failed with status code ${answer.status}" and nobody can connect.`,
					),
				};
			}
			const secret = textOf(answer.body, 'client_secret');
			const [address, token] = ['registration_client_uri', 'registration_access_token'].map(
				(name) => textOf(answer.body, name),
			);
			[secret, token].forEach((hidden) => walk.secrets.add(hidden));
			const management = address && token ? { address, token } : undefined;
			const client = { id, secret, management };
			return { outcome: registrationOutcome(answer, secret), value: client };
		},
	);
	walk.note('registration', 'Registration', outcome);
	return value;
}

function registrationOutcome({ status, body }: Answer, secret: string | undefined): Outcome {
	const method = textOf(body, 'token_endpoint_auth_method');
	if (method !== undefined && method !== 'none') {
		return warn(
			`answered ${status}, but as a client of the kind ${method}`,
			'it sends no secret as a public client, so the token endpoint may refuse it.',
		);
	}
	return ok(
		`answered ${status} with a client id${secret ? ' and a secret that nobody asked for; n8n leaves it out' : ''}`,
	);
}

/** What is needed to turn the browser's return into tokens. */
export interface Code {
	code: string;
	verifier: string;
	redirect: string;
	client: Client;
}

/**
 * Registers, sends the person to sign in and waits until the browser is back (RFC 6749, section 4.1,
 * with PKCE, RFC 7636).
 *
 * @returns undefined when there is no code; the steps say why
 */
export async function signIn(walk: Walk, server: Server): Promise<Code | undefined> {
	const listener = await listen();
	try {
		const client = await register(walk, server, listener.address);
		if (!client) return undefined;
		walk.client = client;
		const verifier = randomBytes(32).toString('base64url');
		const state = randomBytes(16).toString('base64url');
		walk.secrets.add(verifier);
		const url = new URL(server.authorization);
		const query = {
			client_id: client.id,
			redirect_uri: listener.address,
			response_type: 'code',
			scope: server.scope,
			state,
			code_challenge: createHash('sha256').update(verifier).digest('base64url'),
			code_challenge_method: 'S256',
		};
		for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
		const returned = listener.wait(state, walk.signInTime, walk.signal);
		// The visit may fail first; the wait is then over without anybody to hear of it.
		returned.catch(() => {});
		try {
			await walk.visit(url);
		} catch (error) {
			walk.signal.throwIfAborted();
			walk.note('signIn', 'Sign-in', fail((error as Error).message, NOT_BACK));
			return undefined;
		}
		const back = await returned;
		const code = back?.code;
		walk.secrets.add(code);
		walk.note(
			'signIn',
			'Sign-in',
			signInOutcome(back, server, walk.signInTime, listener.strangers()),
		);
		if (back?.error !== undefined || code === undefined) return undefined;
		return { code, verifier, redirect: listener.address, client };
	} finally {
		await listener.close();
	}
}

const NOT_BACK = 'the window of Connect stays open and the credential unconnected.';

function signInOutcome(
	back: Return | undefined,
	server: Server,
	time: number,
	strangers: number,
): Outcome {
	const others = strangers > 0 ? `; ${strangers} with another state were refused` : '';
	if (!back)
		return fail(`nobody came back within ${Math.round(time / 60_000)} minutes${others}`, NOT_BACK);
	if (back.error !== undefined) {
		return fail(
			`came back with the error ${back.error.slice(0, 60)}`,
			'the window ends with "Insufficient parameters for OAuth2 callback".',
		);
	}
	const issuer = textOf(server.metadata, 'issuer');
	if (back.issuer !== undefined && back.issuer !== issuer) {
		return warn(
			`came back from another issuer, ${back.issuer.slice(0, 100)}`,
			'it does not look at this, but it should not happen (RFC 9207).',
		);
	}
	return ok(`came back with a code and the state that was sent${others}`);
}

/** Exchanges the code for tokens. */
export async function exchange(
	walk: Walk,
	server: Server,
	given: Code,
): Promise<Connection | undefined> {
	const { code, verifier, redirect, client } = given;
	const { outcome, value } = await answered<Connection>(
		() =>
			walk.send(server.token, {
				form: {
					grant_type: 'authorization_code',
					client_id: client.id,
					code,
					redirect_uri: redirect,
					code_verifier: verifier,
				},
			}),
		'Connect ends with an error; the code is used up, so a new click is needed.',
		(answer) => readTokens(walk, answer),
	);
	walk.note('tokens', 'Tokens', outcome);
	if (value) noteAccount(walk, value.subject);
	return value;
}

function readTokens(walk: Walk, answer: Answer): Result<Connection> {
	const { body } = answer;
	const [accessToken, refreshToken, idToken] = ['access_token', 'refresh_token', 'id_token'].map(
		(name) => textOf(body, name),
	);
	[accessToken, refreshToken, idToken].forEach((token) => walk.secrets.add(token));
	if (answer.status !== 200 || accessToken === undefined) {
		return {
			outcome: fail(said(answer), 'Connect ends with this error after people have signed in.'),
		};
	}
	const claims = claimsOf(idToken);
	walk.claims = claims;
	const connection = { accessToken, refreshToken, subject: textOf(claims, 'sub') };
	return { outcome: tokensOutcome(body, refreshToken), value: connection };
}

function tokensOutcome(body: Answer['body'], refreshToken: string | undefined): Outcome {
	const life = Number(body?.['expires_in']);
	const lasts = Number.isFinite(life) && life > 0 ? `valid for ${life} seconds` : 'of unknown life';
	const kind = textOf(body, 'token_type') ?? 'none';
	if (kind.toLowerCase() !== 'bearer') {
		return warn(
			`a token of the type ${kind}, ${lasts}`,
			'it sends it as a bearer token all the same.',
		);
	}
	if (refreshToken === undefined) {
		return warn(
			`an access token ${lasts} and no refresh token`,
			'people have to connect again each time the token has expired.',
		);
	}
	return ok(`an access token ${lasts} and a refresh token`);
}

/** The claims in an id_token; its signature is not looked at, it came straight from the server. */
function claimsOf(idToken: string | undefined): Answer['body'] {
	try {
		const [, middle = ''] = (idToken ?? '').split('.');
		return JSON.parse(Buffer.from(middle, 'base64url').toString('utf8')) as Answer['body'];
	} catch {
		return undefined;
	}
}

function noteAccount(walk: Walk, subject: string | undefined): void {
	const claim = ['email', 'preferred_username', 'name'].find((name) => textOf(walk.claims, name));
	walk.note(
		'account',
		"The account's name",
		claim
			? ok(`the id_token has ${claim}, which n8n shows beside the credential`)
			: warn(
					subject === undefined
						? 'there is no id_token that can be read'
						: 'the id_token names nobody',
					'it cannot show which account is connected.',
				),
	);
}
