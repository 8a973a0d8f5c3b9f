import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

/** The credential types of this package, by the value of the parameter `authentication`. */
const CREDENTIALS = { oAuth2: 'pickFuOAuth2Api', apiKey: 'pickFuApi' } as const;

/** A credential type of this package. */
export type CredentialType = (typeof CREDENTIALS)[keyof typeof CREDENTIALS];

/** The credentials that both nodes declare, each shown for its own way to sign in. */
export const credentials: INodeCredentialDescription[] = Object.entries(CREDENTIALS).map(
	([authentication, name]) => ({
		name,
		required: true,
		displayOptions: { show: { authentication: [authentication] } },
	}),
);

/** The field of both nodes that chooses between them. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'OAuth2', value: 'oAuth2' },
		{ name: 'API Key', value: 'apiKey' },
	],
	default: 'oAuth2',
};

/** The credential type of a node, by its parameter `authentication`. No other place decides it. */
export function credentialType(authentication: unknown): CredentialType {
	return authentication === 'apiKey' ? CREDENTIALS.apiKey : CREDENTIALS.oAuth2;
}

/** True when calls are made with a key that a person typed in, which nothing can renew. */
export function usesApiKey(type: CredentialType): boolean {
	return type === CREDENTIALS.apiKey;
}
