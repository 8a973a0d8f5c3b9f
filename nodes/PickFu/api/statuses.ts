import type { Endpoint } from './endpoints';
import { PickFuFailure, type FailureKind } from './failure';
import { isWebPage, reasonIn } from './reasons';
import { PACKAGE_VERSION } from './version';

const CREDITS_PAGE = 'https://app.pickfu.com/settings/credits';

/**
 * Something in between, or PickFu's own server, gave up waiting for PickFu, which may still be at
 * work: 408 (what frameworks send whose handler takes too long), 504 (RFC 9110, section 15.6.5),
 * 522 and 524 of Cloudflare, 598 and 599 of proxies.
 */
const GAVE_UP_WAITING = [408, 504, 522, 524, 598, 599];

/** Refusals of a payment that don't prove that nothing was charged: the same may be under way, or done. */
const UNPROVED_IF_PAID = [409, 423, 425];

/**
 * Statuses that no API sends: 407 asks for a proxy's password (RFC 9110, section 15.5.8), 421 is a
 * wrong connection (15.5.20), 444, 460, 463 and 494 to 499 are nginx's and load balancers', 511 is a
 * sign-in page's (RFC 6585, section 6).
 */
const OF_PROXIES = [407, 421, 444, 460, 463, 494, 495, 496, 497, 498, 499, 511];

/** Statuses of a refusal whose plain text is the API's own: it is about what was sent. */
const ABOUT_THE_REQUEST = [400, 409, 413, 415, 422];

/** Words of a 403 that is about money or about what was bought, not about the person's role. */
const ABOUT_MONEY_OR_PLAN =
	/\b(balance|credits?|funds?|payment|billing|prepaid|card|plan|subscription|upgrade|membership|quota|trial)\b/i;

/** Words of a refusal that is about money, whatever its status. */
const TOO_LITTLE_MONEY = /\b(insufficient|not enough)\b.*\b(balance|credits?|funds?)\b/i;

/**
 * What a status other than 2xx, 401 and 429 means for the person (statuses and wording:
 * https://www.pickfu.com/docs/api-reference/introduction, "Errors"; 402 is not listed there).
 */
export function fromStatus(endpoint: Endpoint, status: number, body: unknown): PickFuFailure {
	const reason = reasonIn(body);
	const [kind, message, description] = meaning(endpoint, status, body, reason);
	return new PickFuFailure({
		kind,
		message,
		description,
		// What something in between says is in the description: it is not PickFu's.
		reason: kind === 'unreadable' ? undefined : reason,
		outcome: isCertain(endpoint, status) ? 'notDone' : 'notKnown',
		late: GAVE_UP_WAITING.includes(status),
		status,
	});
}

/** True for a status that proves that the request changed nothing; a redirect after a POST often did it. */
function isCertain({ nature }: Endpoint, status: number): boolean {
	if (nature === 'read') return true;
	if (status < 400 || GAVE_UP_WAITING.includes(status) || status >= 500) return false;
	return nature !== 'spend' || !UNPROVED_IF_PAID.includes(status);
}

/** The kind, what happened, and what to do about it. */
function meaning(
	{ method, path, thing, evidence, nature }: Endpoint,
	status: number,
	body: unknown,
	reason = '',
): [FailureKind, string, string] {
	const newer = `Check for a newer version of n8n-nodes-pickfu (this is ${PACKAGE_VERSION}).`;
	if (status >= 500 && !OF_PROXIES.includes(status)) {
		const message = `PickFu is temporarily unavailable (${status})`;
		return ['server', message, 'Try again in a few minutes.'];
	}
	if (status === 404 && namesTheThing(reason, thing)) {
		return [
			'notFound',
			`${thing.charAt(0).toUpperCase()}${thing.slice(1)} not found (404)`,
			`Check the ID, and that the ${thing} belongs to the team of the connected account.`,
		];
	}
	if (status === 404 || status === 405) {
		return [
			'endpoint',
			`PickFu's API doesn't have this endpoint (${status})`,
			`${method} ${path} ${EVIDENCE_WORDS[evidence]}. The API may have changed. ${newer}`,
		];
	}
	if (status < 400) {
		return [
			'endpoint',
			`PickFu returned a redirect (${status}), which isn't followed for security reasons`,
			`The API may have moved. ${newer}`,
		];
	}
	if (isInBetween(status, body)) return inBetween(status, body, reason);
	if (status === 403 && ABOUT_MONEY_OR_PLAN.test(reason))
		return ['balance', "Your PickFu plan or credit doesn't cover this (403)", CHECK_CREDIT];
	if (status === 402 || TOO_LITTLE_MONEY.test(reason))
		return ['balance', `Your PickFu account doesn't have enough credit (${status})`, CHECK_CREDIT];
	if (status === 403) return ['forbidden', "Your PickFu role doesn't allow this (403)", ROLES];
	const money = nature === 'spend' ? ` If it is about money, see ${CREDITS_PAGE} in PickFu.` : '';
	const advice = `Change the fields that PickFu names.${money}`;
	return ['invalid', `PickFu refused the request (${status})`, advice];
}

const CHECK_CREDIT = `Check your credit and plan in PickFu (${CREDITS_PAGE}).`;

const ROLES =
	'Creating, changing and publishing surveys requires the role Creator, Administrator or Owner in the ' +
	'PickFu team; a Viewer can only read. Ask an owner of the team, or connect another account.';

const ALLOW_THE_SERVER =
	'A proxy, a firewall or a sign-in page of your network may be in between. ' +
	"Allow the n8n server to reach PickFu's API.";

const EVIDENCE_WORDS: Record<Endpoint['evidence'], string> = {
	documented: 'was documented by PickFu',
	'third-party': "was taken from a third party's description",
	inferred: "was inferred, as PickFu hasn't published it",
};

/** A 404 that names the thing is about a wrong id; any other is about the path (reference, section 7). */
function namesTheThing(reason: string, thing: string): boolean {
	return (
		new RegExp(`\\b${thing}`, 'i').test(reason) && !/\b(cannot|route|path|endpoint)\b/i.test(reason)
	);
}

/** True where a proxy, a firewall or a content delivery network has refused: PickFu refuses in JSON. */
function isInBetween(status: number, body: unknown): boolean {
	if (OF_PROXIES.includes(status)) return true;
	if (status === 402 || (typeof body === 'object' && body !== null)) return false;
	const isText = typeof body === 'string' && body.trim() !== '' && !isWebPage(body);
	return !isText || !ABOUT_THE_REQUEST.includes(status);
}

function inBetween(status: number, body: unknown, reason: string): [FailureKind, string, string] {
	const message = isWebPage(body)
		? `Received a web page instead of an API response (${status})`
		: `Something between n8n and PickFu refused the request (${status})`;
	const answer = reason && ` It answered: ${reason.replace(/\.$/, '')}.`;
	return ['unreadable', message, `${ALLOW_THE_SERVER}${answer}`];
}
