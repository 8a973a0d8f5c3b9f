import type { Application, Router } from 'express';
import type { SandboxAccount } from '../accounts.mts';

/** What {@link createSignIn} needs. */
export interface SignInOptions {
	/** Origin that the sandbox is reached at, for example `http://localhost:4010`; no path. */
	readonly issuer: string;
	/** The people who can sign in; at least one. */
	readonly accounts: readonly SandboxAccount[];
	/** Life of an access token in whole seconds; 3600 when left out. Adjustable at run time. */
	readonly accessTokenTtl?: number;
}

/** The running sign-in. */
export interface SignIn {
	/**
	 * Looks an access token up.
	 *
	 * @param token the opaque value after `Bearer `
	 * @returns whom it stands for and the grant it hangs on; `undefined` when it is unknown,
	 *   expired or revoked
	 */
	findToken(token: string): Promise<{ accountId: string; grantId: string } | undefined>;
	/**
	 * Adds the discovery, `/oauth2/*` and `/sign-in/*` routes at the root of an app. Call it before
	 * any body parser: the token endpoint reads the raw request itself.
	 */
	mount(app: Application): void;
	/** Counters, log and switches for tests; mount it at `/_sandbox/signin`. */
	readonly control: Router;
	/** Forgets all clients, sessions, grants and tokens. */
	stop(): void;
}
