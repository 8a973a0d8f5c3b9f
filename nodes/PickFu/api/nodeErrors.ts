import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { PickFuFailure } from './failure';
import { clip } from './text';

/**
 * Words that make n8n throw our sentence away: it replaces the message of any node error whose
 * text, or whose code, holds one of them, in any case, even inside another word ("preexisting").
 * Source: n8n-workflow 2.41, `errors/abstract/node.error.ts`.
 */
export const HOST_WORDS = (
	'ECONNREFUSED,ECONNRESET,ECONNABORTED,ENOTFOUND,ETIMEDOUT,ERRADDRINUSE,EADDRNOTAVAIL,EHOSTUNREACH,' +
	'EAI_AGAIN,ENOENT,EISDIR,ENOTDIR,EACCES,EEXIST,EPERM,GETADDRINFO'
).split(',');

/** What n8n 2.37 and newer get of a failure, for their back-off and their "reconnect" hints. */
const HOST_FAILURES: Partial<Record<PickFuFailure['kind'], string>> = {
	notConnected: 'credential-invalid',
	reconnect: 'credential-invalid',
	unauthorized: 'credential-invalid',
	rateLimited: 'rate-limited',
	balance: 'quota-exhausted',
	server: 'temporarily-unavailable',
	network: 'temporarily-unavailable',
	signIn: 'temporarily-unavailable',
	input: 'configuration-invalid',
	endpoint: 'node-defect',
};

/** How much of PickFu's own words stands in the title. */
const LONGEST_REASON = 300;

/**
 * The two texts of a failure: the title, and what stands below it, both plain text. PickFu's own words
 * stand in both, as agents and error workflows are sure to see the title only; they are left out of the
 * title where n8n would replace it for them.
 */
export function shown(failure: PickFuFailure): { message: string; description: string } {
	const { message, reason } = failure;
	const title = reason === undefined ? message : `${message}: ${clip(reason, LONGEST_REASON)}`;
	const safe =
		[title, message].find((text) => !isReplaced(text)) ?? "PickFu couldn't complete the request";
	const quoted = reason && `PickFu says: ${reason.replace(/\.$/, '')}.`;
	return {
		message: safe.replace(/</g, '‹').replace(/>/g, '›'),
		description: [quoted, failure.description].filter(Boolean).join(' '),
	};
}

/**
 * The error to throw out of a node: a NodeOperationError for a field that has to be changed, which
 * names the field, else a NodeApiError. It is built from plain values: an error of the host that is
 * wrapped in another comes back as it was, without our text.
 *
 * @param thrown anything that was thrown; what is no {@link PickFuFailure} is a fault of this package
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const failure = toFailure(thrown);
	const { message, description } = shown(failure);
	const cause = HOST_FAILURES[failure.kind];
	const options = {
		message,
		// n8n renders it as HTML.
		description: escapeHtml(description),
		level: 'warning',
		...(failure.status !== undefined && { httpCode: String(failure.status) }),
		...(itemIndex !== undefined && { itemIndex }),
		...(cause !== undefined && {
			failure: { cause, ...(failure.retryAfterMs && { retryAfterMs: failure.retryAfterMs }) },
		}),
	} as ConstructorParameters<typeof NodeApiError>[2];
	if (failure.kind !== 'input') return new NodeApiError(node, { message } as JsonObject, options);
	const error = new NodeOperationError(node, message, options);
	if (failure.field !== undefined) error.context.parameter = failure.field;
	return error;
}

/** Anything that was thrown, as a failure. */
export function toFailure(thrown: unknown): PickFuFailure {
	if (thrown instanceof PickFuFailure) return thrown;
	const words = thrown instanceof Error ? thrown.message.slice(0, 300) : 'no text';
	return new PickFuFailure({
		kind: 'unexpected',
		message: 'Something unexpected happened in the PickFu node',
		description: `Please report this issue with the node's settings. (${words})`,
		outcome: 'notKnown',
	});
}

function isReplaced(text: string): boolean {
	const upper = text.toUpperCase();
	return HOST_WORDS.some((word) => upper.includes(word));
}

function escapeHtml(text: string): string {
	const entities: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
	return text.replace(/[&<>"]/g, (sign) => `&${entities[sign]};`);
}
