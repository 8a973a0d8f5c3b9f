import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { apiFields, apiTest } from './PickFuOAuth2Api.credentials';

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
			description: 'Create one in PickFu under Settings > API Keys',
		},
		...apiFields,
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
	};

	test = apiTest;
}
