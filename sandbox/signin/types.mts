import type { Application, Router } from 'express';

/**
 * A demo person of the sandbox who can sign in. Structurally the same as `SandboxAccount` of
 * `sandbox/accounts.mts`; stated here so that the sign-in can be started without the rest.
 */
export interface SignInAccount {
	/** Stable id; becomes `sub` in id tokens and userinfo. */
	readonly id: string;
	readonly email: string;
	readonly name: string;
	/** Role in the team, for example `Owner` or `Viewer` (PickFu help centre, "How do I invite my team"). */
	readonly role: string;
	readonly team: string;
}

/** What {@link createSignIn} needs. */
export interface SignInOptions {
	/** Origin that the sandbox is reached at, for example `http://localhost:4010`; no path. */
	readonly issuer: string;
	/** The people who can sign in; at least one. */
	readonly accounts: readonly SignInAccount[];
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
