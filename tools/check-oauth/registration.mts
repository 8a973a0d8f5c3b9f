import * as client from 'openid-client';
import { OAUTH } from './discovery.mts';
import type { Walk } from './walk.mts';

/**
 * Registers an app as n8n does on every click on Connect (RFC 7591).
 *
 * @returns the app as the server knows it; undefined when it was refused
 */
export async function register(
	walk: Walk,
	metadata: client.ServerMetadata,
	wanted: { redirect_uris: string[]; scope: string },
): Promise<client.ClientMetadata | undefined> {
	let app: client.ClientMetadata | undefined;
	let shown = 'an error';
	const asN8n = {
		client_name: 'n8n-nodes-pickfu check:oauth',
		grant_types: ['authorization_code', 'refresh_token'],
		response_types: ['code'],
		token_endpoint_auth_method: 'none',
		...wanted,
	};
	const options: client.DynamicClientRegistrationRequestOptions = {
		...walk.sending,
		[client.customFetch]: async (address, init) => {
			// The library would ask for the metadata again.
			if (init.method === 'GET') return Response.json(metadata);
			const answer = await walk.sending[client.customFetch](address, init);
			const { status, headers } = answer;
			shown = `"Request failed with status code ${status}"`;
			// The standard's status is 201; n8n takes any success.
			return status === 200 ? new Response(answer.body, { status: 201, headers }) : answer;
		},
	};
	const meaning = () => `Connect shows ${shown} and nobody can connect.`;
	await walk.step('registration', ['fail', meaning], async () => {
		const server = new URL(walk.options.issuer + OAUTH);
		const config = await client.dynamicClientRegistration(server, asN8n, client.None(), options);
		app = config.clientMetadata();
		const { client_secret: secret, token_endpoint_auth_method: kind = 'none' } = app;
		walk.secrets.keep(secret, app.registration_access_token);
		if (kind !== 'none') {
			const refused = 'it sends no secret as a public client, so tokens may be refused.';
			return ['warn', `registered, but as a client of the kind ${String(kind)}`, refused];
		}
		const odd = secret ? ' and a secret that nobody asked for; n8n leaves it out' : '';
		return ['ok', `a client id${odd}`];
	});
	return app;
}
