import type { Application, RequestHandler } from 'express';
import { createControl } from './control.mts';
import { type DiscoveryDocument, discoveryAt, discoveryOf } from './discovery.mts';
import { Handed } from './handed.mts';
import { createInteractions } from './interactions.mts';
import { Journal } from './journal.mts';
import { createProvider } from './provider.mts';
import { MemoryStore } from './store.mts';
import { SwitchBoard } from './switches.mts';
import type { SignIn, SignInOptions } from './types.mts';
import { watch } from './watch.mts';

export type { SignIn, SignInOptions } from './types.mts';

const PROTECTED_RESOURCE = /^\/\.well-known\/oauth-protected-resource(\/|$)/;

/**
 * Starts the stand-in for PickFu's sign-in, a WorkOS AuthKit: OpenID Connect with open
 * registration, public clients, PKCE S256 and rotating refresh tokens (PickFu page "Build with
 * OAuth"). All state is in memory, so a restart forgets clients, sessions and tokens.
 *
 * @throws SwitchError when `accessTokenTtl` is not a whole number of seconds from 1
 * @throws Error when `issuer` is no origin or there is nobody who could sign in
 */
export async function createSignIn(options: SignInOptions): Promise<SignIn> {
	const { issuer, accounts, accessTokenTtl = 3600 } = options;
	if (new URL(issuer).origin !== issuer) {
		throw new Error(`The issuer must be an origin such as http://localhost:4010, not ${issuer}`);
	}
	if (accounts.length === 0) throw new Error('The sign-in needs at least one account.');

	const store = new MemoryStore();
	const journal = new Journal();
	const switches = new SwitchBoard(accessTokenTtl);
	const handed = new Handed();
	const provider = await createProvider(issuer, accounts, store, switches);
	watch(provider, journal, switches, handed);
	const handle = provider.callback();
	const interactions = createInteractions(provider, accounts, journal);

	const oauth: RequestHandler = (request, response, next) => {
		const document = discoveryAt(request.path);
		if (document !== undefined) {
			const status = discoveryStatus(document);
			journal.add({ kind: 'discovery', status, document });
			response
				.status(status)
				.json(
					status === 200
						? discoveryOf(document, issuer, switches.current)
						: { error: 'not_available', error_description: 'Switched off in the sandbox.' },
				);
		} else if (request.path.startsWith('/oauth2/')) {
			handle(request, response).catch(next);
		} else if (PROTECTED_RESOURCE.test(request.path)) {
			// A true answer for a server that is not described by RFC 9728: n8n then takes the address
			// itself as the authorization server.
			response.status(404).json({ error: 'Not Found', message: 'No such metadata here' });
		} else {
			next();
		}
	};

	function discoveryStatus(document: DiscoveryDocument): number {
		if (!switches.current.discovery) return 404;
		return document === 'oauth' && switches.take('failOAuthDiscovery') ? 503 : 200;
	}

	return {
		async findToken(token) {
			const accessToken = await provider.AccessToken.find(token);
			if (!accessToken?.grantId) return undefined;
			const grant = await provider.Grant.find(accessToken.grantId);
			if (!grant) return undefined;
			return { accountId: accessToken.accountId, grantId: accessToken.grantId };
		},
		mount(app: Application) {
			app.use(oauth);
			app.use('/sign-in', interactions);
		},
		control: createControl(journal, switches, store, handed),
		stop: () => store.clearAll(),
	};
}
