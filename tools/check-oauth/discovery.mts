import { listOf, NoAnswer, said, textOf } from './http.mts';
import type { Answer, Send } from './http.mts';
import { fail, ok, warn } from './report.mts';
import type { Outcome, Step } from './report.mts';

/** What is read from discovery (RFC 8414, section 2). */
export interface Server {
	metadata: NonNullable<Answer['body']>;
	authorization: string;
	token: string;
	registration: string;
	userinfo: string | undefined;
	revocation: string | undefined;
	/** As n8n asks for them: all that are advertised. */
	scope: string;
}

/** The scopes that PickFu's page on OAuth names. */
const PICKFU_SCOPES = 'openid email profile offline_access';

const OAUTH = '/.well-known/oauth-authorization-server';
const OPENID = '/.well-known/openid-configuration';

/** Whether an address is on this machine, where http is no danger (RFC 8252, section 8.3). */
export function isLoopback(address: string): boolean {
	return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
}

/** Whether a secret may be sent to an address: https, or this machine. */
export function isSafe(address: string | undefined): address is string {
	if (address === undefined || !URL.canParse(address)) return false;
	return new URL(address).protocol === 'https:' || isLoopback(address);
}

type Note = (id: string, title: string, outcome: Outcome) => Step;

/**
 * Asks the issuer who it is, as n8n does when somebody clicks Connect, and checks what n8n needs.
 *
 * @returns undefined when n8n could not go on from here
 */
export async function discover(
	issuer: string,
	send: Send,
	note: Note,
): Promise<Server | undefined> {
	await readResource(issuer, send, note);
	const oauth = await readMetadata(issuer, OAUTH, send);
	const openid = await readMetadata(issuer, OPENID, send);
	noteDiscovery(oauth, openid, note);
	const metadata = oauth.metadata ?? openid.metadata;
	if (!metadata) return undefined;
	noteIssuer(issuer, metadata, note);
	noteAbilities(metadata, note);
	return readServer({ ...openid.metadata, ...metadata }, note);
}

/** n8n first asks whether another server is responsible (RFC 9728). */
async function readResource(issuer: string, send: Send, note: Note): Promise<void> {
	const title = 'Another sign-in server';
	const address = `${issuer}/.well-known/oauth-protected-resource`;
	try {
		const answer = await send(address, { followRedirects: true });
		const [other] = listOf(answer.body, 'authorization_servers') ?? [];
		if (answer.status !== 200 || other === undefined || sameAddress(other, issuer)) {
			note('resource', title, ok('none is named, so n8n signs in here'));
		} else {
			const meaning = 'it will sign in there, not here; check that address too.';
			note('resource', title, warn(`${other} is named`, meaning));
		}
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		note(
			'resource',
			title,
			warn(error.message, 'Connect waits for this answer before anything else.'),
		);
	}
}

function sameAddress(a: string, b: string): boolean {
	return a.replace(/\/$/, '') === b.replace(/\/$/, '');
}

interface Found {
	metadata?: NonNullable<Answer['body']>;
	problem: string;
}

async function readMetadata(issuer: string, path: string, send: Send): Promise<Found> {
	try {
		const answer = await send(issuer + path, { followRedirects: true });
		if (answer.status === 200 && answer.body) return { metadata: answer.body, problem: '' };
		return { problem: answer.status === 200 ? 'answered no JSON' : said(answer) };
	} catch (error) {
		if (!(error instanceof NoAnswer)) throw error;
		return { problem: error.message };
	}
}

function noteDiscovery(oauth: Found, openid: Found, note: Note): void {
	const title = 'Discovery';
	if (!oauth.metadata && !openid.metadata) {
		note(
			'discovery',
			title,
			fail(
				`${OAUTH} ${oauth.problem}, ${OPENID} ${openid.problem}`,
				'Connect ends with "Failed to discover OAuth2 authorization server metadata".',
			),
		);
	} else if (!oauth.metadata) {
		const meaning = 'older versions ask only for that address and cannot connect.';
		note('discovery', title, warn(`${OAUTH} ${oauth.problem}; ${OPENID} is there`, meaning));
	} else if (!openid.metadata) {
		note(
			'discovery',
			title,
			ok(`${OAUTH} is there (${OPENID} ${openid.problem}; n8n does not need it)`),
		);
	} else {
		const names = ['issuer', 'authorization_endpoint', 'token_endpoint', 'registration_endpoint'];
		// AuthKit's two documents each leave out what the other has; only a contradiction matters.
		const odd = names.filter(
			(name) =>
				openid.metadata![name] !== undefined && oauth.metadata![name] !== openid.metadata![name],
		);
		note(
			'discovery',
			title,
			odd.length === 0
				? ok('both addresses answer, and neither contradicts the other')
				: warn(
						`the two addresses differ in ${odd.join(', ')}`,
						'it takes what the first of them says.',
					),
		);
	}
}

function noteIssuer(issuer: string, metadata: Found['metadata'], note: Note): void {
	const named = textOf(metadata, 'issuer');
	note(
		'issuer',
		'Issuer',
		named !== undefined && sameAddress(named, issuer)
			? ok(named)
			: warn(
					`the server calls itself ${named ?? 'nothing'}, not ${issuer}`,
					'a client that is strict (RFC 8414, section 3.3) would refuse it.',
				),
	);
}

/** What the server says it can do, by what n8n then does. */
function noteAbilities(metadata: NonNullable<Answer['body']>, note: Note): void {
	const methods = listOf(metadata, 'code_challenge_methods_supported');
	note(
		'pkce',
		'PKCE',
		methods?.includes('S256')
			? ok('S256 is offered')
			: fail(
					`S256 is not offered (${methods?.join(', ') ?? 'no methods are named'})`,
					'without S256 it has no way to sign in as a public client.',
				),
	);
	const auth = listOf(metadata, 'token_endpoint_auth_methods_supported');
	note(
		'publicClient',
		'Public client',
		auth === undefined || auth.includes('none')
			? ok(auth ? 'none is offered: no secret to keep' : 'no methods are named; n8n assumes none')
			: warn(
					`none is not offered (${auth.join(', ')})`,
					'it registers with a secret instead, which PickFu does not document.',
				),
	);
	const scopes = listOf(metadata, 'scopes_supported');
	note(
		'offlineAccess',
		'Staying connected',
		scopes?.includes('offline_access')
			? ok('offline_access is advertised')
			: warn(
					'offline_access is not advertised',
					'it asks only for advertised scopes, so no refresh token comes and people sign in again about every hour.',
				),
	);
	const grants = listOf(metadata, 'grant_types_supported');
	const needed = ['authorization_code', 'refresh_token'].filter(
		(grant) => grants && !grants.includes(grant),
	);
	note(
		'grants',
		'Grants',
		needed.length === 0
			? ok(
					grants
						? 'authorization_code and refresh_token are offered'
						: 'none are named; n8n assumes authorization_code',
				)
			: needed.includes('authorization_code')
				? fail(`${needed.join(' and ')} not offered`, 'it cannot sign in.')
				: warn(
						'refresh_token is not offered',
						'people may have to sign in again about every hour.',
					),
	);
}

function readServer(metadata: NonNullable<Answer['body']>, note: Note): Server | undefined {
	const address = (name: string) => textOf(metadata, `${name}_endpoint`);
	const [authorization, token, registration] = [
		address('authorization'),
		address('token'),
		address('registration'),
	];
	const all = { authorization, token, registration };
	const absent = Object.entries(all)
		.filter(([, value]) => value === undefined)
		.map(([name]) => name);
	const unsafe = Object.entries(all)
		.filter(([, value]) => value !== undefined && !isSafe(value))
		.map(([name]) => name);
	if (!isSafe(authorization) || !isSafe(token) || !isSafe(registration)) {
		const words = [
			...(absent.length > 0 ? [`no address for ${absent.join(', ')}`] : []),
			...(unsafe.length > 0 ? [`no https address for ${unsafe.join(', ')}`] : []),
		];
		note('endpoints', 'Addresses', fail(words.join('; '), 'one-click connecting needs all three.'));
		return undefined;
	}
	const [userinfo, revocation] = [address('userinfo'), address('revocation')];
	const left = [...(userinfo ? [] : ['userinfo']), ...(revocation ? [] : ['revocation'])];
	note(
		'endpoints',
		'Addresses',
		ok(
			`authorization, token, registration${left.length > 0 ? `; none for ${left.join(', ')}` : ', userinfo, revocation'}`,
		),
	);
	return {
		metadata,
		authorization,
		token,
		registration,
		userinfo: isSafe(userinfo) ? userinfo : undefined,
		revocation: isSafe(revocation) ? revocation : undefined,
		scope: listOf(metadata, 'scopes_supported')?.join(' ') ?? PICKFU_SCOPES,
	};
}
