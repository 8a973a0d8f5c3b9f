import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ICredentialsHelper } from 'n8n-workflow';
import { PickFuApi } from '../../credentials/PickFuApi.credentials';
import { PickFuOAuth2Api } from '../../credentials/PickFuOAuth2Api.credentials';

/** Where the tests' PickFu is. */
export const API = 'https://api.pickfu.test/v1';

/** Where the tests' sign-in service is. */
export const ISSUER = 'https://connect.pickfu.test';

/** The words that stand for secrets in the tests; nothing the node gives may hold one. */
export const SECRETS = {
	apiKey: 'key-of-the-test',
	accessToken: 'access-of-the-test',
	newAccessToken: 'access-after-refresh',
	refreshToken: 'refresh-of-the-test',
};

const CREDENTIAL_TYPES = { pickFuApi: new PickFuApi(), pickFuOAuth2Api: new PickFuOAuth2Api() };

/** A credential that n8n has connected, as it is stored after dynamic client registration. */
export function connectedOAuth(): ICredentialDataDecryptedObject {
	return {
		...hiddenDefaults('pickFuOAuth2Api'),
		grantType: 'pkce',
		clientId: 'client-of-the-test',
		authUrl: `${ISSUER}/authorize`,
		accessTokenUrl: `${ISSUER}/token`,
		authentication: 'body',
		usePkce: true,
		oauthTokenData: {
			access_token: SECRETS.accessToken,
			refresh_token: SECRETS.refreshToken,
			token_type: 'Bearer',
		},
	};
}

/** A credential of the type that was made and never connected, as the host hands it out. */
export function unconnectedOAuth(): ICredentialDataDecryptedObject {
	return { ...hiddenDefaults('pickFuOAuth2Api'), oauthTokenData: {} };
}

/** An API key as the host stores it. */
export function apiKey(): ICredentialDataDecryptedObject {
	return { ...hiddenDefaults('pickFuApi'), apiKey: SECRETS.apiKey };
}

function hiddenDefaults(type: keyof typeof CREDENTIAL_TYPES): ICredentialDataDecryptedObject {
	const entries = CREDENTIAL_TYPES[type].properties.map(({ name, default: value }) => [
		name,
		value,
	]);
	return {
		...Object.fromEntries(entries),
		apiUrl: API,
		...(type === 'pickFuOAuth2Api' && { serverUrl: ISSUER }),
	};
}

/** What n8n stores beside the declared properties and hands out nevertheless. */
const ALSO_HANDED_OUT = [
	...['oauthTokenData', 'grantType', 'clientId', 'clientSecret', 'authUrl', 'accessTokenUrl'],
	...['authentication', 'usePkce', 'scope', 'allowedHttpRequestDomains', 'allowedDomains'],
];

/** A copy of a stored credential without what n8n keeps to itself, such as `accountIdentifier`. */
function handedOut(
	type: string,
	stored: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const { properties } =
		type === 'pickFuApi' ? CREDENTIAL_TYPES.pickFuApi : CREDENTIAL_TYPES.pickFuOAuth2Api;
	const names = new Set([...properties.map(({ name }) => name), ...ALSO_HANDED_OUT]);
	const entries = Object.entries(stored).filter(([name]) => names.has(name));
	return structuredClone(Object.fromEntries(entries));
}

/** n8n's own credentials helper reduced to a store in memory: what it does to requests is the real thing. */
export class StoredCredentials extends ICredentialsHelper {
	constructor(readonly stored: Record<string, ICredentialDataDecryptedObject | undefined>) {
		super();
	}

	override getParentTypes(name: string): string[] {
		return name === 'pickFuOAuth2Api' ? ['oAuth2Api'] : [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		// The one expression of the API key's `authenticate`; a unit test holds the declaration to it.
		return {
			...request,
			headers: { ...request.headers, Authorization: `Bearer ${String(credentials.apiKey)}` },
		};
	}

	override async preAuthentication(): Promise<undefined> {}

	override async runPreAuthentication(): Promise<undefined> {}

	override async getCredentials(): Promise<never> {
		throw new Error('not used by nodes');
	}

	override async getDecrypted(
		_data: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const found = this.stored[type];
		if (!found) throw new Error(`Credential of type "${type}" was not found`);
		return handedOut(type, found);
	}

	override async updateCredentials(): Promise<void> {}

	override async updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[type] = {
			...this.stored[type],
			oauthTokenData: structuredClone(data.oauthTokenData)!,
		};
	}

	override getCredentialsProperties(): INodeProperties[] {
		return [];
	}
}
