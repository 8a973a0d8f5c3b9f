import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { pageHeaders } from './pages/layout.mts';
import { problemPage } from './pages/problem.mts';
import type { MemoryStore } from './store.mts';
import type { SwitchBoard } from './switches.mts';
import type { SandboxAccount } from '../accounts.mts';

/** Where the authorization server's endpoints are; clients learn them from discovery. */
export const ROUTES = {
	authorization: '/oauth2/authorize',
	token: '/oauth2/token',
	registration: '/oauth2/register',
	revocation: '/oauth2/revoke',
	userinfo: '/oauth2/userinfo',
	jwks: '/oauth2/jwks',
} as const;

/** The scopes that PickFu's page on OAuth names. */
export const SCOPES = ['openid', 'email', 'profile', 'offline_access'] as const;

const DAY = 24 * 60 * 60;

/** PickFu advises apps to keep the PKCE verifier for ten minutes, so a sign-in lasts as long. */
const INTERACTION_SECONDS = 10 * 60;

/**
 * Builds the authorization server with everything that oidc-provider otherwise fills in with
 * development defaults (and warns about): signing key, cookie keys, storage, lives, pages.
 *
 * @param issuer origin without a path
 */
export async function createProvider(
	issuer: string,
	accounts: readonly SandboxAccount[],
	store: MemoryStore,
	switches: SwitchBoard,
): Promise<Provider> {
	const { Provider: ProviderClass, errors } = await importProvider();
	const cookie = (name: string) => `pickfu_sandbox_${new URL(issuer).port || '80'}_${name}`;

	const configuration: Configuration = {
		adapter: (model: string) => store.adapter(model),
		jwks: { keys: [await signingKey()] },
		routes: ROUTES,
		scopes: [...SCOPES],
		claims: {
			openid: ['sub', 'org_id'],
			email: ['email', 'email_verified'],
			profile: ['name', 'preferred_username'],
		},
		// The e-mail stands in the id_token itself, where n8n reads the account's name from.
		conformIdTokenClaims: false,
		findAccount: (_ctx, id) => findAccount(accounts, id),
		responseTypes: ['code'],
		clientAuthMethods: ['none', 'client_secret_post', 'client_secret_basic'],
		extraClientMetadata: {
			properties: ['redirect_uris'],
			validator: (_ctx, _key, addresses) => {
				for (const address of Array.isArray(addresses) ? addresses : []) {
					if (isPlainHttp(address)) {
						throw new errors.InvalidClientMetadata(
							'redirect_uris must use https, or http on a loopback address',
						);
					}
				}
			},
		},
		pkce: { required: () => true },
		clientBasedCORS: () => false,
		// A life set for a test is meant to the second; the default would forgive another 15.
		clockTolerance: 0,
		cookies: {
			keys: [randomBytes(32).toString('base64url')],
			// Browsers share cookies between ports of a host: the port keeps two sandboxes apart.
			names: {
				session: cookie('session'),
				interaction: cookie('interaction'),
				resume: cookie('resume'),
			},
			long: { httpOnly: true, sameSite: 'lax', signed: true },
			short: { httpOnly: true, sameSite: 'lax', signed: true },
		},
		ttl: {
			AccessToken: () => switches.current.accessTokenTtl,
			AuthorizationCode: 60,
			Grant: 90 * DAY,
			IdToken: 60 * 60,
			Interaction: INTERACTION_SECONDS,
			// Each refresh gives a new one, so this is how long a connection may be idle.
			RefreshToken: () => switches.current.idleTtl,
			Session: DAY,
		},
		// Connections outlive the browser session that they were made in.
		expiresWithSession: () => false,
		// Asked before the old refresh token is used up, so a refusal here leaves it valid.
		rotateRefreshToken: () => {
			if (switches.take('refuseRefreshes')) {
				throw new errors.InvalidGrant('refused on purpose by the switch refuseRefreshes');
			}
			return true;
		},
		interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
		renderError: (ctx, out) => renderError(ctx, out),
		features: {
			devInteractions: { enabled: false },
			dPoP: { enabled: false },
			pushedAuthorizationRequests: { enabled: false },
			registration: { enabled: true, issueRegistrationAccessToken: false },
			resourceIndicators: { enabled: false },
			revocation: {
				enabled: true,
				allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
			},
			rpInitiatedLogout: { enabled: false },
		},
	};
	return new ProviderClass(issuer, configuration);
}

/**
 * Loads oidc-provider without its remark that Node 20 is not supported: n8n's host needs Node 24,
 * but the sandbox also runs on Node 20, and a newcomer can do nothing about that line.
 */
async function importProvider(): Promise<typeof import('oidc-provider')> {
	const { warn } = console;
	console.warn = (...words: unknown[]) => {
		if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
	};
	try {
		return await import('oidc-provider');
	} finally {
		console.warn = warn;
	}
}

async function signingKey() {
	const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
	return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as {
		kty: 'RSA';
		n: string;
		e: string;
	};
}

/**
 * WorkOS takes https redirect addresses in production, and plain http for loopback only (documented
 * for its dashboard; that registration applies the rule is inferred).
 */
function isPlainHttp(address: unknown): boolean {
	if (typeof address !== 'string' || !URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	const isLoopback = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
	return protocol === 'http:' && !isLoopback;
}

/** The team as AuthKit's tokens name it; a token belongs to one organization. */
function organizationId({ team }: SandboxAccount): string {
	return `org_${team.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;
}

function findAccount(accounts: readonly SandboxAccount[], id: string) {
	const account = accounts.find((candidate) => candidate.id === id);
	if (!account) return undefined;
	return {
		accountId: account.id,
		claims: () => ({
			sub: account.id,
			org_id: organizationId(account),
			email: account.email,
			email_verified: true,
			name: account.name,
			preferred_username: account.email,
		}),
	};
}

/** What people read when a sign-in cannot even begin; the app gets no redirect in these cases. */
function renderError(
	ctx: KoaContextWithOIDC,
	out: { error: string; error_description?: string },
): void {
	const page = problemPage(out.error, out.error_description);
	ctx.status = page.status;
	ctx.type = 'html';
	ctx.set(pageHeaders(page));
	ctx.body = page.html;
}
