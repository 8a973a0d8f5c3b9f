import * as client from 'openid-client';
import { namedOtherwise, said } from './library.mts';
import { fail, ok, warn } from './report.mts';
import type { Walk } from './walk.mts';

/** What is read from discovery, with the addresses that n8n needs (RFC 8414, section 2). */
export interface Server {
	metadata: client.ServerMetadata & { registration_endpoint: string };
	/** As n8n asks for them: all that are advertised. */
	scope: string;
}

/** The scopes that PickFu's page on OAuth names. */
const PICKFU_SCOPES = 'openid email profile offline_access';

/** The two addresses, in the order in which n8n asks. */
const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

/** What n8n shows when the metadata have no registration address. */
const NO_REGISTRATION =
	'Connect shows "Invalid OAuth2 server metadata: Invalid input: expected string, received undefined"; registration is switched off there.';

/** Whether an address is on this machine, where http is no danger (RFC 8252, section 8.3). */
export function isLoopback(address: string): boolean {
	return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}

/** Whether a secret may be sent to an address: https, or this machine. */
export function isSafe(address: string | undefined): address is string {
	if (address === undefined || !URL.canParse(address)) return false;
	return new URL(address).protocol === 'https:' || isLoopback(address);
}

/**
 * Asks the issuer who it is, as n8n does when somebody clicks Connect, and checks what n8n needs.
 *
 * @returns undefined when n8n could not go on from here
 */
export async function discover(walk: Walk): Promise<Server | undefined> {
	await noteResource(walk);
	const oauth = await read(walk, 'oauth2');
	const openid = await read(walk, 'oidc');
	noteDiscovery(walk, oauth, openid);
	const found = oauth.metadata ?? openid.metadata;
	if (!found) return undefined;
	noteIssuer(walk, found);
	noteAbilities(walk, found);
	// AuthKit names it in the second document only; n8n needs none.
	const userinfo = found.userinfo_endpoint ?? openid.metadata?.userinfo_endpoint;
	return noteAddresses(walk, { ...found, userinfo_endpoint: userinfo });
}

/** n8n first asks whether another server is responsible (RFC 9728). */
async function noteResource(walk: Walk): Promise<void> {
	const note = (outcome: Parameters<Walk['note']>[2]) =>
		void walk.note('resource', 'Another sign-in server', outcome);
	try {
		const answer = await walk.fetch(`${walk.issuer}/.well-known/oauth-protected-resource`);
		const body: unknown = answer.ok ? await answer.json().catch(() => undefined) : undefined;
		const [other] = (body as { authorization_servers?: string[] })?.authorization_servers ?? [];
		if (other === undefined || sameAddress(other, walk.issuer)) {
			note(ok('none is named, so n8n signs in here'));
		} else {
			note(warn(`${other} is named`, 'it will sign in there, not here; check that address too.'));
		}
	} catch (error) {
		walk.signal.throwIfAborted();
		note(warn(said(error), 'Connect waits for this answer before anything else.'));
	}
}

function sameAddress(a: string, b: string): boolean {
	return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}

interface Found {
	metadata?: client.ServerMetadata;
	problem: string;
}

async function read(walk: Walk, algorithm: 'oauth2' | 'oidc'): Promise<Found> {
	const options = { algorithm, ...walk.sending };
	try {
		const config = await client.discovery(
			new URL(walk.issuer),
			'none yet',
			{},
			client.None(),
			options,
		);
		return { metadata: config.serverMetadata(), problem: '' };
	} catch (error) {
		walk.signal.throwIfAborted();
		const metadata = namedOtherwise(error);
		return metadata ? { metadata, problem: '' } : { problem: said(error) };
	}
}

function noteDiscovery(walk: Walk, oauth: Found, openid: Found): void {
	const note = (outcome: Parameters<Walk['note']>[2]) =>
		void walk.note('discovery', 'Discovery', outcome);
	if (!oauth.metadata && !openid.metadata) {
		const seen = `${OAUTH} ${oauth.problem}, ${OPENID} ${openid.problem}`;
		note(
			fail(seen, 'Connect ends with "Failed to discover OAuth2 authorization server metadata".'),
		);
	} else if (!oauth.metadata) {
		const meaning =
			'it takes the second, which may lack what Connect needs; versions before 2.12 ask only for the first. Click Connect again.';
		note(warn(`${OAUTH} ${oauth.problem}; ${OPENID} is there`, meaning));
	} else if (!openid.metadata) {
		note(ok(`${OAUTH} is there (${OPENID} ${openid.problem}; n8n does not need it)`));
	} else {
		const names = ['issuer', 'authorization_endpoint', 'token_endpoint', 'registration_endpoint'];
		const [first, second] = [oauth.metadata, openid.metadata];
		const odd = names.filter((name) => second[name] !== undefined && first[name] !== second[name]);
		const lacking = names.filter((name) => first[name] !== undefined && second[name] === undefined);
		if (odd.length > 0) {
			const meaning = 'it takes what the first of them says.';
			note(warn(`the two addresses differ in ${odd.join(', ')}`, meaning));
		} else if (lacking.length > 0) {
			note(ok(`${OAUTH} has all that n8n needs; ${OPENID} has no ${lacking.join(', ')}`));
		} else note(ok('both addresses answer the same'));
	}
}

function noteIssuer(walk: Walk, { issuer }: client.ServerMetadata): void {
	const same = issuer !== undefined && sameAddress(issuer, walk.issuer);
	const seen = `the server calls itself ${issuer ?? 'nothing'}, not ${walk.issuer}`;
	const meaning = 'a client that is strict (RFC 8414, section 3.3) would refuse it.';
	walk.note('issuer', 'Issuer', same ? ok(issuer) : warn(seen, meaning));
}

/** What the server says it can do, by what n8n then does. */
function noteAbilities(walk: Walk, metadata: client.ServerMetadata): void {
	const pkce = metadata.code_challenge_methods_supported;
	const named = pkce?.join(', ') ?? 'no methods are named';
	walk.note(
		'pkce',
		'PKCE',
		pkce?.includes('S256')
			? ok('S256 is offered')
			: fail(
					`S256 is not offered (${named})`,
					'without S256 it has no way to sign in as a public client.',
				),
	);
	const auth = metadata.token_endpoint_auth_methods_supported;
	walk.note(
		'publicClient',
		'Public client',
		auth === undefined || auth.includes('none')
			? ok(auth ? 'none is offered: no secret to keep' : 'no methods are named; n8n assumes none')
			: warn(
					`none is not offered (${auth.join(', ')})`,
					'it registers with a secret instead, which PickFu does not document.',
				),
	);
	walk.note(
		'offlineAccess',
		'Staying connected',
		metadata.scopes_supported?.includes('offline_access')
			? ok('offline_access is advertised')
			: warn(
					'offline_access is not advertised',
					'it asks only for advertised scopes, so no refresh token comes and people sign in again about every hour.',
				),
	);
	noteGrants(walk, metadata.grant_types_supported);
}

function noteGrants(walk: Walk, grants: string[] | undefined): void {
	const note = (outcome: Parameters<Walk['note']>[2]) =>
		void walk.note('grants', 'Grants', outcome);
	if (!grants) note(ok('none are named; n8n assumes authorization_code'));
	else if (!grants.includes('authorization_code'))
		note(fail('authorization_code is not offered', 'it cannot sign in.'));
	else if (!grants.includes('refresh_token'))
		note(
			warn('refresh_token is not offered', 'people may have to sign in again about every hour.'),
		);
	else note(ok('authorization_code and refresh_token are offered'));
}

function noteAddresses(walk: Walk, metadata: client.ServerMetadata): Server | undefined {
	const note = (outcome: Parameters<Walk['note']>[2]) =>
		void walk.note('endpoints', 'Addresses', outcome);
	const needed = ['authorization', 'token', 'registration'].map((name) => ({
		name,
		address: metadata[`${name}_endpoint`] as string | undefined,
	}));
	const absent = needed.filter(({ address }) => address === undefined);
	const unsafe = needed.filter(({ address }) => address !== undefined && !isSafe(address));
	const names = (list: typeof needed) => list.map(({ name }) => name).join(', ');
	const { registration_endpoint: registration, revocation_endpoint: revocation } = metadata;
	if (absent.length > 0) {
		const only = registration === undefined && absent.length === 1;
		note(
			fail(
				`no address for ${names(absent)}`,
				only ? NO_REGISTRATION : 'one-click connecting needs all three.',
			),
		);
	} else if (unsafe.length > 0) {
		note(fail(`no https address for ${names(unsafe)}`, 'one-click connecting needs all three.'));
	}
	if (absent.length + unsafe.length > 0 || registration === undefined) return undefined;
	note(
		ok(
			`authorization, token, registration${revocation ? ', revocation' : '; none for revocation'}`,
		),
	);
	return {
		metadata: { ...metadata, registration_endpoint: registration },
		scope: metadata.scopes_supported?.join(' ') ?? PICKFU_SCOPES,
	};
}
