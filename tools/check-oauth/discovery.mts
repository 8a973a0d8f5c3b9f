import * as client from 'openid-client';
import { words } from './report.mts';
import type { Outcome } from './report.mts';
import type { Walk } from './walk.mts';

/** The two addresses, in the order in which n8n asks. */
export const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

/** What n8n needs of the metadata: the server's name, and addresses. */
const NEEDED = ['issuer', 'authorization_endpoint', 'token_endpoint', 'registration_endpoint'];

/** A value of a member of the metadata: how bad its lack is, and what that means. */
type Lack = ['fail' | 'warn', string];

/** By step: a member, its values, and whether n8n takes the member's absence for consent. */
const OFFERS: Record<string, { member: string; isAssumed?: true; wanted: Record<string, Lack> }> = {
	pkce: {
		member: 'code_challenge_methods_supported',
		wanted: { S256: ['fail', 'without S256 it has no way to sign in as a public client.'] },
	},
	publicClient: {
		member: 'token_endpoint_auth_methods_supported',
		isAssumed: true,
		wanted: { none: ['warn', 'it registers with a secret, which PickFu does not document.'] },
	},
	offlineAccess: {
		member: 'scopes_supported',
		wanted: { offline_access: ['warn', 'people have to sign in again about every hour.'] },
	},
	grants: {
		member: 'grant_types_supported',
		isAssumed: true,
		wanted: {
			authorization_code: ['fail', 'it cannot sign in.'],
			refresh_token: ['warn', 'people may have to sign in again about every hour.'],
		},
	},
};

/** Whether an address is on this machine, where http is no danger (RFC 8252, section 8.3). */
export const isLoopback = (address: string) =>
	['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);

/** Whether a secret may be sent to an address: https, or this machine. */
export function isSafe(address: unknown): address is string {
	if (typeof address !== 'string' || !URL.canParse(address)) return false;
	return new URL(address).protocol === 'https:' || isLoopback(address);
}

const isSameAddress = (a: string, b: string) => a.replace(/\/$/, '') === b.replace(/\/$/, '');

/** Asks the issuer who it is, as n8n does on a click on Connect; undefined where n8n could not go on. */
export async function discover(walk: Walk): Promise<client.ServerMetadata | undefined> {
	const { issuer } = walk.options;
	const waits = 'Connect waits for this answer before anything else.';
	await walk.step('resource', ['warn', waits], () => findOther(walk, issuer));
	const oauth = await read(walk, OAUTH);
	const openid = await read(walk, OPENID);
	await walk.note('discovery', discoveryOutcome(oauth, openid));
	const found = typeof oauth === 'string' ? openid : oauth;
	if (typeof found === 'string') return undefined;
	const isItself = isSameAddress(found.issuer, issuer);
	const strict = 'a client that is strict (RFC 8414, section 3.3) would refuse it.';
	const other = `the server calls itself ${found.issuer}, not ${issuer}`;
	await walk.note('issuer', isItself ? ['ok', issuer] : ['warn', other, strict]);
	for (const [id, { member, isAssumed, wanted }] of Object.entries(OFFERS)) {
		const offered = found[member] as string[] | undefined;
		const lack = Object.keys(wanted).find((value) => !(offered?.includes(value) ?? isAssumed));
		const [status, meaning] = wanted[lack ?? ''] ?? [];
		const all = Object.keys(wanted).join(' and ');
		const seen = `${lack} is not offered (${offered?.join(', ') ?? `no ${member}`})`;
		const fine = offered ? `${all} offered` : `no ${member}; n8n assumes ${all}`;
		await walk.note(id, status ? [status, seen, meaning] : ['ok', fine]);
	}
	const endpoints = endpointsOutcome(found);
	await walk.note('endpoints', endpoints);
	if (endpoints[0] === 'fail') return undefined;
	// AuthKit names it in the second document only; n8n needs none.
	const second = typeof openid === 'string' ? undefined : openid.userinfo_endpoint;
	return { ...found, userinfo_endpoint: found.userinfo_endpoint ?? second };
}

/** n8n first asks whether another server is responsible (RFC 9728). */
async function findOther(walk: Walk, issuer: string): Promise<Outcome> {
	const answer = await walk.fetch(`${issuer}/.well-known/oauth-protected-resource`);
	const body = answer.ok ? await answer.json().catch(() => undefined) : undefined;
	const [other] = (body as { authorization_servers?: string[] })?.authorization_servers ?? [];
	if (other === undefined || isSameAddress(other, issuer)) {
		return ['ok', 'no other is named, so n8n signs in here'];
	}
	return ['warn', `${other} is named`, 'it signs in there, not here; check that address too.'];
}

type Found = client.ServerMetadata | string;

/** The metadata at one of the two addresses, whatever the server calls itself, or what was answered instead. */
async function read({ options, sending, signal }: Walk, path: string): Promise<Found> {
	const address = new URL(options.issuer + path);
	const asked = client.discovery(address, 'none yet', {}, client.None(), sending);
	const metadata = asked.then((config) => config.serverMetadata());
	return await metadata.catch((error) => {
		signal.throwIfAborted();
		return words(error);
	});
}

function discoveryOutcome(oauth: Found, openid: Found): Outcome {
	if (typeof oauth === 'string' && typeof openid === 'string') {
		const meaning = 'Connect ends with "Failed to discover OAuth2 authorization server metadata".';
		return ['fail', `${OAUTH} ${oauth}, ${OPENID} ${openid}`, meaning];
	}
	if (typeof oauth === 'string') {
		const lack = 'it takes the second, which may lack what Connect needs';
		const meaning = `${lack}; versions before 2.12 ask only for the first. Click Connect again.`;
		return ['warn', `${OAUTH} ${oauth}; ${OPENID} is there`, meaning];
	}
	if (typeof openid === 'string') {
		return ['ok', `${OAUTH} is there (${OPENID} ${openid}; n8n does not need it)`];
	}
	const odd = NEEDED.filter((name) => oauth[name] !== openid[name]);
	const others = odd.filter((name) => openid[name] !== undefined).join(', ');
	const meaning = 'it takes what the first of them says.';
	if (others !== '') return ['warn', `the two addresses differ in ${others}`, meaning];
	if (odd.length === 0) return ['ok', 'both addresses answer the same'];
	return ['ok', `${OAUTH} has all that n8n needs; ${OPENID} has no ${odd.join(', ')}`];
}

function endpointsOutcome(metadata: client.ServerMetadata): Outcome {
	const list = (names: string[]) => names.map((name) => name.replace('_endpoint', '')).join(', ');
	const absent = NEEDED.filter((name) => metadata[name] === undefined);
	const unsafe = NEEDED.slice(1).filter((name) => !isSafe(metadata[name]));
	const seen =
		'"Invalid OAuth2 server metadata: Invalid input: expected string, received undefined"';
	const meaning =
		absent.join() === 'registration_endpoint'
			? `Connect shows ${seen}; registration is switched off there.`
			: 'one-click connecting needs all three.';
	if (absent.length > 0) return ['fail', `no address for ${list(absent)}`, meaning];
	if (unsafe.length > 0) return ['fail', `no https address for ${list(unsafe)}`, meaning];
	const revocation = metadata.revocation_endpoint ? ', revocation' : '; none for revocation';
	return ['ok', `authorization, token, registration${revocation}`];
}
