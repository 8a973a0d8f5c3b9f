import * as client from 'openid-client';
import { namedOtherwise, said } from './library.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

/** What is read from discovery, with the addresses that n8n needs (RFC 8414, section 2). */
export interface Server {
	metadata: client.ServerMetadata;
	/** As n8n asks for them: all that are advertised. */
	scope: string;
}

/** The scopes that PickFu's page on OAuth names. */
const PICKFU_SCOPES = 'openid email profile offline_access';

/** The two addresses, in the order in which n8n asks. */
const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

/** What n8n needs of the metadata: the first is the server's name, the others are addresses. */
const NEEDED = ['issuer', 'authorization_endpoint', 'token_endpoint', 'registration_endpoint'];

/** What n8n shows when the metadata have no registration address. */
const NO_REGISTRATION =
	'Connect shows "Invalid OAuth2 server metadata: Invalid input: expected string, received undefined"; registration is switched off there.';

/** Whether an address is on this machine, where http is no danger (RFC 8252, section 8.3). */
export function isLoopback(address: string): boolean {
	return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}

/** Whether a secret may be sent to an address: https, or this machine. */
export function isSafe(address: unknown): address is string {
	if (typeof address !== 'string' || !URL.canParse(address)) return false;
	return new URL(address).protocol === 'https:' || isLoopback(address);
}

/**
 * Asks the issuer who it is, as n8n does when somebody clicks Connect, and checks what n8n needs.
 *
 * @returns undefined when n8n could not go on from here
 */
export async function discover(walk: Walk): Promise<Server | undefined> {
	walk.note('resource', await resourceOutcome(walk));
	const oauth = await read(walk, 'oauth2');
	const openid = await read(walk, 'oidc');
	walk.note('discovery', discoveryOutcome(oauth, openid));
	const found = typeof oauth === 'string' ? openid : oauth;
	if (typeof found === 'string') return undefined;
	walk.note('issuer', issuerOutcome(found.issuer, walk.options.issuer));
	walk.note('pkce', pkceOutcome(found));
	walk.note('publicClient', publicClientOutcome(found));
	walk.note('offlineAccess', offlineAccessOutcome(found));
	walk.note('grants', grantsOutcome(found));
	const endpoints = endpointsOutcome(found);
	walk.note('endpoints', endpoints);
	if (endpoints[0] === 'fail') return undefined;
	// AuthKit names it in the second document only; n8n needs none.
	const second = typeof openid === 'string' ? undefined : openid.userinfo_endpoint;
	const metadata = { ...found, userinfo_endpoint: found.userinfo_endpoint ?? second };
	return { metadata, scope: found.scopes_supported?.join(' ') ?? PICKFU_SCOPES };
}

function isSameAddress(a: string, b: string): boolean {
	return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}

/** n8n first asks whether another server is responsible (RFC 9728). */
async function resourceOutcome(walk: Walk): Promise<Outcome> {
	const { issuer, signal } = walk.options;
	try {
		const answer = await walk.fetch(`${issuer}/.well-known/oauth-protected-resource`);
		const body: unknown = answer.ok ? await answer.json().catch(() => undefined) : undefined;
		const [other] = (body as { authorization_servers?: string[] })?.authorization_servers ?? [];
		if (other === undefined || isSameAddress(other, issuer)) {
			return ['ok', 'none is named, so n8n signs in here'];
		}
		const meaning = 'it will sign in there, not here; check that address too.';
		return ['warn', `${other} is named`, meaning];
	} catch (error) {
		signal.throwIfAborted();
		return ['warn', said(error), 'Connect waits for this answer before anything else.'];
	}
}

/** The metadata at one of the two addresses, or what was answered instead. */
async function read(
	walk: Walk,
	algorithm: 'oauth2' | 'oidc',
): Promise<client.ServerMetadata | string> {
	const { issuer, signal } = walk.options;
	const options = { algorithm, ...walk.sending };
	try {
		const config = await client.discovery(new URL(issuer), 'none yet', {}, client.None(), options);
		return config.serverMetadata();
	} catch (error) {
		signal.throwIfAborted();
		return namedOtherwise(error) ?? said(error);
	}
}

type Answer = client.ServerMetadata | string;

function discoveryOutcome(oauth: Answer, openid: Answer): Outcome {
	if (typeof oauth === 'string') {
		if (typeof openid !== 'string') {
			const meaning =
				'it takes the second, which may lack what Connect needs; versions before 2.12 ask only for the first. Click Connect again.';
			return ['warn', `${OAUTH} ${oauth}; ${OPENID} is there`, meaning];
		}
		const meaning = 'Connect ends with "Failed to discover OAuth2 authorization server metadata".';
		return ['fail', `${OAUTH} ${oauth}, ${OPENID} ${openid}`, meaning];
	}
	if (typeof openid === 'string') {
		return ['ok', `${OAUTH} is there (${OPENID} ${openid}; n8n does not need it)`];
	}
	const odd = NEEDED.filter((name) => oauth[name] !== openid[name]);
	const others = odd.filter((name) => openid[name] !== undefined);
	if (others.length > 0) {
		const meaning = 'it takes what the first of them says.';
		return ['warn', `the two addresses differ in ${others.join(', ')}`, meaning];
	}
	if (odd.length === 0) return ['ok', 'both addresses answer the same'];
	return ['ok', `${OAUTH} has all that n8n needs; ${OPENID} has no ${odd.join(', ')}`];
}

function issuerOutcome(issuer: string | undefined, asked: string): Outcome {
	if (issuer !== undefined && isSameAddress(issuer, asked)) return ['ok', issuer];
	const meaning = 'a client that is strict (RFC 8414, section 3.3) would refuse it.';
	return ['warn', `the server calls itself ${issuer ?? 'nothing'}, not ${asked}`, meaning];
}

function pkceOutcome({
	code_challenge_methods_supported: methods,
}: client.ServerMetadata): Outcome {
	if (methods?.includes('S256')) return ['ok', 'S256 is offered'];
	const seen = `S256 is not offered (${methods?.join(', ') ?? 'no methods are named'})`;
	return ['fail', seen, 'without S256 it has no way to sign in as a public client.'];
}

function publicClientOutcome(metadata: client.ServerMetadata): Outcome {
	const methods = metadata.token_endpoint_auth_methods_supported;
	if (!methods) return ['ok', 'no methods are named; n8n assumes none'];
	if (methods.includes('none')) return ['ok', 'none is offered: no secret to keep'];
	const meaning = 'it registers with a secret instead, which PickFu does not document.';
	return ['warn', `none is not offered (${methods.join(', ')})`, meaning];
}

function offlineAccessOutcome({ scopes_supported: scopes }: client.ServerMetadata): Outcome {
	if (scopes?.includes('offline_access')) return ['ok', 'offline_access is advertised'];
	const meaning =
		'it asks only for advertised scopes, so no refresh token comes and people sign in again about every hour.';
	return ['warn', 'offline_access is not advertised', meaning];
}

function grantsOutcome({ grant_types_supported: grants }: client.ServerMetadata): Outcome {
	if (!grants) return ['ok', 'none are named; n8n assumes authorization_code'];
	if (!grants.includes('authorization_code')) {
		return ['fail', 'authorization_code is not offered', 'it cannot sign in.'];
	}
	if (grants.includes('refresh_token')) {
		return ['ok', 'authorization_code and refresh_token are offered'];
	}
	const meaning = 'people may have to sign in again about every hour.';
	return ['warn', 'refresh_token is not offered', meaning];
}

function endpointsOutcome(metadata: client.ServerMetadata): Outcome {
	const endpoints = NEEDED.slice(1);
	const list = (names: string[]) => names.map((name) => name.replace('_endpoint', '')).join(', ');
	const absent = endpoints.filter((name) => metadata[name] === undefined);
	const unsafe = endpoints.filter((name) => !isSafe(metadata[name]));
	const meaning = 'one-click connecting needs all three.';
	if (absent.length > 0) {
		const isOnly = absent.join() === 'registration_endpoint';
		return ['fail', `no address for ${list(absent)}`, isOnly ? NO_REGISTRATION : meaning];
	}
	if (unsafe.length > 0) return ['fail', `no https address for ${list(unsafe)}`, meaning];
	const revocation = metadata.revocation_endpoint ? ', revocation' : '; none for revocation';
	return ['ok', `authorization, token, registration${revocation}`];
}
