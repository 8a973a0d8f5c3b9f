import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType } from 'n8n-workflow';
import { PickFuApi } from '../../credentials/PickFuApi.credentials';
import { PickFuOAuth2Api } from '../../credentials/PickFuOAuth2Api.credentials';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';

const FOLDER = path.resolve(__dirname, '../../credentials');
const oAuth: ICredentialType = new PickFuOAuth2Api();
const key: ICredentialType = new PickFuApi();

const valuesOf = ({ properties }: ICredentialType) =>
	Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));

it('connects with one click: nothing of the OAuth credential is there to be filled in', () => {
	expect(oAuth.name).toBe('pickFuOAuth2Api');
	expect(oAuth.extends).toEqual(['oAuth2Api']);
	expect(oAuth.properties.filter(({ type }) => type !== 'hidden')).toEqual([]);
	expect(valuesOf(oAuth)).toEqual({
		useDynamicClientRegistration: true,
		serverUrl: 'https://connect.pickfu.com',
		apiUrl: 'https://api.pickfu.com/v1',
		allowedHttpRequestDomains: 'domains',
		allowedDomains: '={{ $self["apiUrl"].extractDomain() }}',
	});
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

it('asks for an API key, masked, and for nothing else', () => {
	expect(key.name).toBe('pickFuApi');
	expect(key.extends).toBeUndefined();
	const visible = key.properties.filter(({ type }) => type !== 'hidden');
	expect(visible).toEqual([
		expect.objectContaining({
			name: 'apiKey',
			required: true,
			default: '',
			typeOptions: { password: true },
		}),
	]);
	expect(valuesOf(key)).toMatchObject({
		apiUrl: 'https://api.pickfu.com/v1',
		allowedHttpRequestDomains: 'domains',
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
])("keeps the token of the %s at PickFu's own host in the HTTP Request node", (_, type) => {
	const values = valuesOf(type);
	expect(values.allowedHttpRequestDomains).toBe('domains');
	expect(values.allowedDomains).toContain('$self["apiUrl"]');
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

it.each([
	['node', new PickFu().description],
	['trigger', new PickFuTrigger().description],
])('is what the %s offers, OAuth first', (_, { credentials, properties }) => {
	expect(credentials).toEqual([
		{
			name: oAuth.name,
			required: true,
			displayOptions: { show: { authentication: ['oAuth2'] } },
		},
		{
			name: key.name,
			required: true,
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
	]);
	expect(properties.find(({ name }) => name === 'authentication')?.default).toBe('oAuth2');
});
