import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/**
 * A PickFu API key, for servers that cannot be reached by a browser and for n8n before 2.30.
 *
 * Source: https://www.pickfu.com/docs/api-reference/introduction ("Authentication")
 */
export class PickFuApi implements ICredentialType {
	name = 'pickFuApi';

	displayName = 'PickFu API';

	icon: Icon = { light: 'file:pickfu.svg', dark: 'file:pickfu.dark.svg' };

	documentationUrl = 'https://github.com/OWNER/n8n-nodes-pickfu#connect-with-an-api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Made in PickFu under Settings > API Keys',
		},
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

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.apiUrl }}',
			url: '/tags',
			qs: { limit: 1 },
		},
	};
}
