import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';
import { READS_AT_ONCE, Slots } from './concurrency';
import { digest } from './digest';
import { credentialType, type CredentialType } from './credential';
import { PickFuFailure } from './failure';
import { notConnected } from './hostErrors';
import { Pace, type PaceClock } from './pace';
import { isObject } from './read';
import { Secrets } from './secrets';
import { sleepUnlessStopped } from './sleep';

/** The host's contexts from which PickFu can be asked. */
export type PickFuContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What every call needs to know; made once per run of a node. */
export interface Connection {
	context: PickFuContext;
	node: INode;
	credentialType: CredentialType;
	/** A digest of who is connected, as far as the credential shows: for comparing accounts. */
	account: string;
	/** PickFu's clock at its last answer (HTTP `Date`, RFC 9110, section 6.6.1), in milliseconds since 1970. */
	answeredAt?: number;
	/** Milliseconds since 1970 by which every call is over, with all its tries and waits. */
	until?: number;
	/** Base URL of the API, without a slash at the end. */
	apiUrl: string;
	pace: Pace;
	/** What nothing that is shown may hold. */
	secrets: Secrets;
	/** The places of reads that are under way at the same time. */
	reads: Slots;
	/** Aborts when the execution is stopped, where the host tells it. */
	signal?: AbortSignal;
	/** Sleeps for `ms`, and rejects at once when the execution is stopped. */
	sleep(ms: number): Promise<void>;
}

const clock: PaceClock = { now: () => Date.now(), sleep: sleepUnlessStopped };

/** One pace for each PickFu account of this process, as PickFu counts requests by token. */
const paces = new Map<string, Pace>();

/**
 * Prepares the calls of one run: which credential, which address, whose pace.
 *
 * @throws {PickFuFailure} kind `notConnected` when the node has no credential
 */
export async function connect(context: PickFuContext): Promise<Connection> {
	// In editor contexts the second argument of getNodeParameter is the fallback, not an item.
	const authentication =
		'getInputData' in context
			? context.getNodeParameter('authentication', 0, 'oAuth2')
			: (context as ILoadOptionsFunctions).getNodeParameter('authentication', 'oAuth2');
	const type = credentialType(authentication);
	const node = context.getNode();
	const read = async (): Promise<IDataObject> => await context.getCredentials(type);
	const credential = await read().catch((error: unknown) => {
		throw notConnected(type, error);
	});
	const apiUrl = String(credential.apiUrl ?? '').replace(/\/+$/, '');
	if (!/^https?:\/\/[^/]/.test(apiUrl)) {
		throw PickFuFailure.input(
			'The credential has no usable API URL',
			"The credential's hidden field 'apiUrl' isn't a URL. Create a new credential.",
		);
	}
	const key = `${type}:${node.credentials?.[type]?.id ?? ''}:${apiUrl}`;
	let pace = paces.get(key);
	if (!pace) paces.set(key, (pace = new Pace(clock)));
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal?.() : undefined;
	return {
		context,
		node,
		credentialType: type,
		account: digest(key, ...identity(credential)),
		apiUrl,
		pace,
		secrets: new Secrets(credential, read),
		reads: new Slots(READS_AT_ONCE),
		signal,
		sleep: async (ms) => await clock.sleep(ms, signal),
	};
}

/**
 * What tells two accounts of one credential apart. n8n hands the nodes the declared properties and
 * `oauthTokenData` only: a key, or the tokens' claims of the person and, at WorkOS, the organization
 * (https://workos.com/docs/user-management/sessions).
 */
function identity({ apiKey, oauthTokenData }: IDataObject): string[] {
	if (typeof apiKey === 'string') return [apiKey];
	const tokens = isObject(oauthTokenData) ? oauthTokenData : {};
	const claims = { ...claimsOf(tokens.access_token), ...claimsOf(tokens.id_token) };
	return [String(claims.sub), String(claims.org_id)];
}

/** The claims of a JSON Web Token (RFC 7519, section 3); nothing for an opaque one. */
function claimsOf(token: unknown): IDataObject {
	try {
		const [, claims = ''] = String(token).split('.');
		return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as IDataObject;
	} catch {
		return {};
	}
}
