import type { Connection } from './connection';
import { usesApiKey } from './credential';
import type { Pace } from './pace';

/** Renewals under way: one for each account, as a token that was used to renew is used up. */
const renewals = new WeakMap<Pace, Promise<unknown>>();

/**
 * Has the host renew the token after a 401 that came back as an answer: n8n before 2.10 does not know
 * `ignoreHttpStatusErrors.except`, so there a 401 does not throw and nothing is renewed.
 *
 * @returns whether there is a new token to try
 * @throws what the host throws when it cannot renew: the grant was revoked, or the sign-in service is down
 */
export async function renewToken(connection: Connection): Promise<boolean> {
	const { context, credentialType, pace } = connection;
	if (usesApiKey(credentialType) || !('refreshOAuth2Token' in context.helpers)) return false;
	let renewal = renewals.get(pace);
	if (!renewal) {
		const renewed: Promise<unknown> = context.helpers.refreshOAuth2Token.call(
			context,
			credentialType,
		);
		renewal = renewed.finally(() => renewals.delete(pace));
		renewals.set(pace, renewal);
	}
	await renewal;
	return true;
}
