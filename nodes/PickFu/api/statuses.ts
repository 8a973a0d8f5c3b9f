import type { Endpoint } from './endpoints';
import { PickFuFailure, type FailureKind } from './failure';
import { isWebPage, reasonIn } from './reasons';
import { PACKAGE_VERSION } from './version';

/** The page where people see and buy credit. */
const CREDITS_PAGE = 'https://app.pickfu.com/settings/credits';

/** Statuses after which a read is worth repeating. */
const PASSING = [500, 502, 503, 504];

/**
 * Something in between, or PickFu's own server, gave up waiting for PickFu, which may still be at
 * work: 408 (what frameworks send whose handler takes too long), 504 (RFC 9110, section 15.6.5),
 * 522 and 524 of Cloudflare, 598 and 599 of proxies.
 */
const GAVE_UP_WAITING = [408, 504, 522, 524, 598, 599];

/** Refusals of a payment that don't prove that nothing was charged: the same may be under way, or done. */
const UNPROVED_IF_PAID = [409, 423, 425];

/** True for a status that proves that the request changed nothing; a redirect after a POST often did it. */
function isCertain({ nature }: Endpoint, status: number): boolean {
	if (nature === 'read') return true;
	if (status < 400 || GAVE_UP_WAITING.includes(status) || status >= 500) return false;
	return nature !== 'spend' || !UNPROVED_IF_PAID.includes(status);
}

/**
 * Statuses below 500 that no API sends: 407 asks for a proxy's password (RFC 9110, section 15.5.8),
 * 421 is a wrong connection (15.5.20), 444, 460, 463 and 494 to 499 are nginx's and load balancers'.
 */
const OF_PROXIES = [407, 421, 444, 460, 463, 494, 495, 496, 497, 498, 499];

/** Statuses of a refusal whose plain text is the API's own: it is about what was sent. */
const ABOUT_THE_REQUEST = [400, 409, 413, 415, 422];

/** Words of a refusal that is about money, wherever they stand. */
const ABOUT_MONEY = /\b(balance|credits?|funds?|payment|billing|prepaid|card)\b/i;

/** Words of a 403 that is about what was bought, not about the person's role. */
const ABOUT_THE_PLAN = /\b(plan|subscription|upgrade|membership|quota|trial)\b/i;

/**
 * What a status other than 2xx means for the person (statuses and wording:
 * https://www.pickfu.com/docs/api-reference/introduction, "Errors"; 402 is not listed there).
 *
 * @param status HTTP status, 300 or above, except 401 and 429, which the request itself handles
 * @param body the answer's body, shown by its words only
 */
export function fromStatus(endpoint: Endpoint, status: number, body: unknown): PickFuFailure {
	const reason = reasonIn(body);
	const make = (kind: FailureKind, message: string, advice: string) =>
		new PickFuFailure({
			kind,
			message,
			description: advice,
			reason,
			outcome: isCertain(endpoint, status) ? 'notDone' : 'notKnown',
			late: GAVE_UP_WAITING.includes(status),
			status,
		});

	if (status >= 500 && status !== 511) {
		return make(
			'server',
			`PickFu is temporarily unavailable (${status})`,
			'Try again in a few minutes.',
		);
	}
	if (status === 404 && namesTheThing(reason, endpoint.thing)) {
		return make(
			'notFound',
			`${titled(endpoint.thing)} not found (404)`,
			`Check the ID, and that the ${endpoint.thing} belongs to the team of the connected account.`,
		);
	}
	if (status === 404 || status === 405) {
		return make(
			'endpoint',
			`PickFu's API doesn't have this endpoint (${status})`,
			`${endpoint.method} ${endpoint.path} ${EVIDENCE_WORDS[endpoint.evidence]}. The API may have changed. Check for a newer version of n8n-nodes-pickfu (this is ${PACKAGE_VERSION}).`,
		);
	}
	if (isInBetween(status, body)) return inBetween(make, status, body);
	if (status === 402 || isAboutMoney(status, reason)) {
		return make(
			'balance',
			status === 403
				? "Your PickFu plan or credit doesn't cover this (403)"
				: `Your PickFu account doesn't have enough credit (${status})`,
			`Check your credit and plan in PickFu (${CREDITS_PAGE}).`,
		);
	}
	if (status === 403) {
		return make(
			'forbidden',
			"Your PickFu role doesn't allow this (403)",
			'Creating, changing and publishing surveys requires the role Creator, Administrator or Owner in the PickFu team; a Viewer can only read. Ask an owner of the team, or connect another account.',
		);
	}
	if (status >= 400) {
		const money =
			endpoint.nature === 'spend' ? ` If it is about money, see ${CREDITS_PAGE} in PickFu.` : '';
		return make(
			'invalid',
			`PickFu refused the request (${status})`,
			`Change the fields that PickFu names.${money}`,
		);
	}
	return make(
		'endpoint',
		`PickFu returned a redirect (${status}), which isn't followed for security reasons`,
		`The API may have moved. Check for a newer version of n8n-nodes-pickfu (this is ${PACKAGE_VERSION}).`,
	);
}

const EVIDENCE_WORDS: Record<Endpoint['evidence'], string> = {
	documented: 'was documented by PickFu',
	'third-party': "was taken from a third party's description",
	inferred: "was inferred, as PickFu hasn't published it",
};

function titled(thing: string): string {
	return `${thing.charAt(0).toUpperCase()}${thing.slice(1)}`;
}

/** A 404 that names the thing is about a wrong id; any other is about the path (reference, section 7). */
function namesTheThing(reason: string | undefined, thing: string): boolean {
	return (
		reason !== undefined &&
		new RegExp(`\\b${thing}`, 'i').test(reason) &&
		!/\b(cannot|route|path|endpoint)\b/i.test(reason)
	);
}

/** True where a proxy, a firewall or a content delivery network has refused: PickFu refuses in JSON. */
function isInBetween(status: number, body: unknown): boolean {
	if (status === 511 || OF_PROXIES.includes(status)) return true;
	if (status < 400 || (typeof body === 'object' && body !== null)) return false;
	const isText = typeof body === 'string' && body.trim() !== '' && !isWebPage(body);
	return !(isText && ABOUT_THE_REQUEST.includes(status)) && status !== 402;
}

function inBetween(
	make: (kind: FailureKind, message: string, advice: string) => PickFuFailure,
	status: number,
	body: unknown,
): PickFuFailure {
	const words = typeof body === 'string' ? reasonIn(body) : undefined;
	const answer = words === undefined ? '' : ` It answered: ${words.replace(/\.$/, '')}.`;
	return make(
		'unreadable',
		isWebPage(body)
			? `Received a web page instead of an API response (${status})`
			: `Something between n8n and PickFu refused the request (${status})`,
		`A proxy, a firewall or a sign-in page of your network may be in between. Allow the n8n server to reach PickFu's API.${answer}`,
	).with({ reason: undefined });
}

function isAboutMoney(status: number, reason = ''): boolean {
	if (status === 403) return ABOUT_MONEY.test(reason) || ABOUT_THE_PLAN.test(reason);
	return (
		status >= 400 && /\b(insufficient|not enough)\b.*\b(balance|credits?|funds?)\b/i.test(reason)
	);
}

/** True for a failure after which a read is repeated: PickFu, its sign-in, or the way to them stumbled. */
export function isPassing({ kind, status }: PickFuFailure): boolean {
	if (kind === 'network') return true;
	if (kind === 'unreadable' || kind === 'signIn') {
		return status === undefined || PASSING.includes(status);
	}
	return kind === 'server' && status !== undefined && PASSING.includes(status);
}
