import type { Endpoint } from './endpoints';
import { PickFuFailure, type FailureKind } from './failure';
import { sayings } from './read';
import { PACKAGE_VERSION } from './version';

/** The page where people see and buy credit. */
const CREDITS_PAGE = 'https://app.pickfu.com/settings/credits';

/** Statuses after which a read is worth repeating. */
const PASSING = [500, 502, 503, 504];

/**
 * Something in between gave up waiting for PickFu, which may still be at work: 504 (RFC 9110,
 * section 15.6.5), and 524 of Cloudflare.
 */
const GAVE_UP_WAITING = [504, 524];

/**
 * Tells what a status other than 2xx means for the person (statuses and wording:
 * https://www.pickfu.com/docs/api-reference/introduction, "Errors"; 402 is not listed there).
 *
 * @param status HTTP status, 300 or above, except 401 and 429, which the request itself handles
 * @param body the answer's body, shown by its `message` and `details` only
 */
export function fromStatus(endpoint: Endpoint, status: number, body: unknown): PickFuFailure {
	const said = sayings(body);
	const make = (kind: FailureKind, message: string, advice: string) =>
		new PickFuFailure({
			kind,
			message,
			description: advice,
			said,
			// A server that stumbled may have done the work before; a refusal did not.
			outcome: status >= 500 && endpoint.nature !== 'read' ? 'notKnown' : 'notDone',
			late: GAVE_UP_WAITING.includes(status),
			status,
		});

	if (status >= 500) {
		return make(
			'server',
			`PickFu could not handle this right now (${status})`,
			'Run it again in a few minutes.',
		);
	}
	if (status === 404 && namesTheThing(said, endpoint.thing)) {
		return make(
			'notFound',
			`PickFu has no such ${endpoint.thing} (404)`,
			`Check the ID, and that the ${endpoint.thing} belongs to the team of the connected account.`,
		);
	}
	if (status === 404 || status === 405) {
		return make(
			'endpoint',
			`PickFu does not know the address that this node asked (${status})`,
			`${endpoint.method} ${endpoint.path} may have changed, or was ${EVIDENCE_WORDS[endpoint.evidence]}. This is version ${PACKAGE_VERSION} of n8n-nodes-pickfu: look for a newer one.`,
		);
	}
	if (status === 403) {
		return make(
			'forbidden',
			'Your PickFu role does not allow this (403)',
			'Making, changing and publishing surveys needs the role Creator, Administrator or Owner in the PickFu team; a Viewer can only read. Ask an owner of the team, or connect another account.',
		);
	}
	if (status === 402) {
		return make(
			'balance',
			'There is not enough credit on the PickFu account (402)',
			`See ${CREDITS_PAGE}.`,
		);
	}
	if (status >= 400) {
		const money = endpoint.nature === 'spend' ? ` If it is about money, see ${CREDITS_PAGE}.` : '';
		return make(
			'invalid',
			`PickFu refused the request (${status})`,
			`Change the fields that PickFu names.${money}`,
		);
	}
	return make(
		'endpoint',
		`PickFu answered with a redirect (${status}), which is not followed`,
		`The connection is only ever used at PickFu's own address. This is version ${PACKAGE_VERSION} of n8n-nodes-pickfu: look for a newer one.`,
	);
}

const EVIDENCE_WORDS: Record<Endpoint['evidence'], string> = {
	documented: 'documented by PickFu and has moved',
	'third-party': "taken from a third party's description",
	inferred: 'only inferred, as PickFu has not published it',
};

/** A 404 that names the thing is about a wrong id; any other is about the path (reference, section 7). */
function namesTheThing(said: string | undefined, thing: string): boolean {
	return (
		said !== undefined &&
		new RegExp(`\\b${thing}`, 'i').test(said) &&
		!/\b(cannot|route|path|endpoint)\b/i.test(said)
	);
}

/** True for a failure after which a read is repeated: PickFu, its sign-in, or the way to them stumbled. */
export function isPassing(failure: PickFuFailure): boolean {
	const { kind, status } = failure;
	if (kind === 'network' || kind === 'unreadable') return true;
	if (kind === 'signIn' && status === undefined) return true;
	return (
		(kind === 'server' || kind === 'signIn') && status !== undefined && PASSING.includes(status)
	);
}
