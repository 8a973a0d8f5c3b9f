import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** Where the API is, and the one host that the HTTP Request node may send the credential to. */
export const apiFields: INodeProperties[] = [
	{
		displayName: 'API URL',
		name: 'apiUrl',
		type: 'hidden',
		default: 'https://api.pickfu.com/v1',
	},
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'hidden',
		default: 'domains',
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'hidden',
		default: '={{ $self["apiUrl"].extractDomain() }}',
	},
];

/** Listing one tag is free, and answers with a key as with both kinds of token. */
export const apiTest: ICredentialTestRequest = {
	request: { baseURL: '={{ $credentials.apiUrl }}', url: '/tags', qs: { limit: 1 } },
};

/**
 * Signs a person in to PickFu with one click.
 *
 * The type only declares: n8n discovers the issuer (WorkOS AuthKit), registers itself there
 * (RFC 7591), runs the authorization code flow with PKCE S256 (RFC 7636) as a public client, asks for
 * every scope the issuer advertises (`offline_access` among them), keeps the tokens and refreshes
 * them on 401. Every property is hidden, because one visible field would turn the one-click button
 * of the node's panel into a form.
 *
 * Source: https://www.pickfu.com/docs/integrations/build-with-oauth
 */
export class PickFuOAuth2Api implements ICredentialType {
	name = 'pickFuOAuth2Api';

	displayName = 'PickFu OAuth2 API';

	extends = ['oAuth2Api'];

	icon: Icon = { light: 'file:pickfu.svg', dark: 'file:pickfu.dark.svg' };

	documentationUrl = 'https://github.com/OWNER/n8n-nodes-pickfu#connect-your-pickfu-account';

	properties: INodeProperties[] = [
		{
			displayName: 'Use Dynamic Client Registration',
			name: 'useDynamicClientRegistration',
			type: 'hidden',
			default: true,
		},
		{
			displayName: 'Server URL',
			name: 'serverUrl',
			type: 'hidden',
			default: 'https://connect.pickfu.com',
		},
		...apiFields,
	];

	test = apiTest;
}
