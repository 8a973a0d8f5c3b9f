import { ROUTES } from './provider.mts';
import type { Switches } from './switches.mts';

/** The two addresses of discovery: RFC 8414, section 3, and OpenID Connect Discovery, section 4. */
export const DISCOVERY = {
	oauth: '/.well-known/oauth-authorization-server',
	openid: '/.well-known/openid-configuration',
} as const;

/** One of the two documents. */
export type DiscoveryDocument = keyof typeof DISCOVERY;

/** Which document a path is the address of, if it is one. */
export function discoveryAt(path: string): DiscoveryDocument | undefined {
	if (path === DISCOVERY.oauth) return 'oauth';
	return path === DISCOVERY.openid ? 'openid' : undefined;
}

/**
 * What AuthKit serves at one of its two addresses. They differ: the first has registration, scopes
 * and PKCE and no userinfo; the second has userinfo and none of these; neither has revocation
 * (WorkOS reference, "Connect metadata", and two live documents).
 *
 * @param issuer origin without a path
 */
export function discoveryOf(
	document: DiscoveryDocument,
	issuer: string,
	switches: Switches,
): Record<string, unknown> {
	const at = (path: string) => `${issuer}${path}`;
	const common = {
		issuer,
		authorization_endpoint: at(ROUTES.authorization),
		token_endpoint: at(ROUTES.token),
		jwks_uri: at(ROUTES.jwks),
		response_types_supported: ['code'],
		...(switches.revocation && { revocation_endpoint: at(ROUTES.revocation) }),
	};
	if (document === 'openid') {
		return {
			...common,
			userinfo_endpoint: at(ROUTES.userinfo),
			subject_types_supported: ['public'],
			id_token_signing_alg_values_supported: ['RS256'],
		};
	}
	return {
		...common,
		...(switches.registrationListed && { registration_endpoint: at(ROUTES.registration) }),
		introspection_endpoint: at('/oauth2/introspection'),
		device_authorization_endpoint: at('/oauth2/device_authorization'),
		response_modes_supported: ['query'],
		grant_types_supported: ['authorization_code', 'refresh_token'],
		scopes_supported: switches.offlineAccess
			? ['email', 'offline_access', 'openid', 'profile']
			: ['email', 'openid', 'profile'],
		token_endpoint_auth_methods_supported: ['none', 'client_secret_post', 'client_secret_basic'],
		code_challenge_methods_supported: ['S256'],
	};
}
