import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { PickFuApi } from '../../credentials/PickFuApi.credentials';
import { PickFuOAuth2Api } from '../../credentials/PickFuOAuth2Api.credentials';

const FOLDER = path.resolve(__dirname, '../../credentials');
const oAuth: ICredentialType = new PickFuOAuth2Api();
const key: ICredentialType = new PickFuApi();

it('connects with one click: nothing of the OAuth credential is there to be filled in', () => {
	expect(oAuth.name).toBe('pickFuOAuth2Api');
	expect(oAuth.extends).toEqual(['oAuth2Api']);
	expect(oAuth.properties.filter(({ type }) => type !== 'hidden')).toEqual([]);
});

it('declares nothing that n8n negotiates with the sign-in service itself', () => {
	const negotiated = [
		'authUrl',
		'accessTokenUrl',
		'clientId',
		'clientSecret',
		'grantType',
		'authentication',
		'usePkce',
		'scope',
		'oauthTokenData',
	];
	expect(
		oAuth.properties.map(({ name }) => name).filter((name) => negotiated.includes(name)),
	).toEqual([]);
	expect(oAuth.authenticate).toBeUndefined();
});

it('asks for an API key, and for nothing else', () => {
	expect(key.name).toBe('pickFuApi');
	expect(key.extends).toBeUndefined();
	const visible = key.properties.filter(({ type }) => type !== 'hidden');
	expect(visible).toEqual([
		expect.objectContaining({
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		}),
	]);
	expect([key.displayName, oAuth.displayName]).toEqual(['PickFu API', 'PickFu OAuth2 API']);
});

// The addresses: https://www.pickfu.com/docs/integrations/build-with-oauth. The HTTP Request node may send
// the credential to the API's own host only.
it('knows where PickFu is, and registers n8n by itself', () => {
	const hidden = (type: ICredentialType) =>
		Object.fromEntries(
			type.properties
				.filter((property) => property.type === 'hidden')
				.map((property) => [property.name, property.default]),
		);
	const api = {
		apiUrl: 'https://api.pickfu.com/v1',
		allowedHttpRequestDomains: 'domains',
		allowedDomains: '={{ $self["apiUrl"].extractDomain() }}',
	};
	expect(hidden(key)).toEqual(api);
	expect(hidden(oAuth)).toEqual({
		...api,
		useDynamicClientRegistration: true,
		serverUrl: 'https://connect.pickfu.com',
	});
});

it("sends the key as a Bearer token, which is what the tests' host does too", () => {
	expect(key.authenticate).toEqual({
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.apiKey }}' } },
	});
});

it.each([
	['OAuth', oAuth],
	['API key', key],
])('tests the %s with a request that reads one tag and spends nothing', (_, type) => {
	expect(type.test?.request).toEqual({
		baseURL: '={{ $credentials.apiUrl }}',
		url: '/tags',
		qs: { limit: 1 },
	});
});

it.each([
	['OAuth', oAuth],
	['API key', key],
])('has icons for light and dark editors and a page of documentation: %s', (_, type) => {
	const { light, dark } = type.icon as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const icon of [light, dark]) {
		const file = path.join(FOLDER, icon.replace(/^file:/, ''));
		expect(existsSync(file)).toBe(true);
		expect(readFileSync(file, 'utf8')).toContain('<svg');
	}
	expect(type.documentationUrl).toMatch(/^https:\/\/.+#connect/);
});
