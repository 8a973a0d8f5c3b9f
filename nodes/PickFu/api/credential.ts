/** The credential types of this package. */
const CREDENTIALS = { oAuth2: 'pickFuOAuth2Api', apiKey: 'pickFuApi' } as const;

/** A credential type of this package. */
export type CredentialType = (typeof CREDENTIALS)[keyof typeof CREDENTIALS];

/**
 * The credential type that a node uses. No other place decides it.
 *
 * @param authentication value of the node's parameter `authentication`
 */
export function credentialType(authentication: unknown): CredentialType {
	return authentication === 'apiKey' ? CREDENTIALS.apiKey : CREDENTIALS.oAuth2;
}

/** True when calls are made with a key that a person typed in, which nothing can renew. */
export function usesApiKey(type: CredentialType): boolean {
	return type === CREDENTIALS.apiKey;
}
