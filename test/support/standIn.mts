import { SECRETS } from './host.mts';
import { fakePickFu, type Received, type Reply } from './nockPickFu.mts';

/** A request as far as it is PickFu's; the clock is left out, so that it can be compared as a whole. */
export type Sent = Omit<Received, 'at'>;

/** Both ways to sign in: the value of the node's parameter and the header that PickFu then gets. */
export const SIGN_INS = [
	{ authentication: 'oAuth2', authorization: `Bearer ${SECRETS.accessToken}` },
	{ authentication: 'apiKey', authorization: `Bearer ${SECRETS.apiKey}` },
] as const;

/**
 * {@link fakePickFu} for tests that compare whole requests: the function it gives sets what PickFu
 * does with each one, by its number from 0, and returns those that have arrived, in order.
 */
export function standInPickFu(): (answer: (request: Sent, index: number) => Reply) => Sent[] {
	const pickFu = fakePickFu();
	return (answer) => {
		const sent: Sent[] = [];
		pickFu.answer = ({ at: _, ...request }) => answer(request, sent.push(request) - 1);
		return sent;
	};
}
