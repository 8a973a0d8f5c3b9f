import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';
import { READS_AT_ONCE, Slots } from './concurrency';
import { credentialType, type CredentialType } from './credential';
import { PickFuFailure } from './failure';
import { notConnected } from './hostErrors';
import { Pace, type PaceClock } from './pace';
import { Secrets } from './secrets';
import { sleepUnlessStopped } from './sleep';

/** The host's contexts from which PickFu can be asked. */
export type PickFuContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What every call needs to know; made once per run of a node. */
export interface Connection {
	context: PickFuContext;
	node: INode;
	/** The credential type in use. */
	credentialType: CredentialType;
	/** Who is connected, as far as the credential tells; for telling accounts apart, not for output. */
	account: string;
	/** Base URL of the API, without a slash at the end. */
	apiUrl: string;
	pace: Pace;
	/** What nothing that is shown may hold. */
	secrets: Secrets;
	/** The places of reads that are under way at the same time. */
	reads: Slots;
	/** Aborts when the execution is stopped; undefined where the host has none. */
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
			"The credential's hidden field 'apiUrl' isn't a web address. Create a new credential.",
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
		account: [key, credential.accountIdentifier]
			.filter((part) => typeof part === 'string')
			.join(' '),
		apiUrl,
		pace,
		secrets: new Secrets(credential, read),
		reads: new Slots(READS_AT_ONCE),
		signal,
		sleep: async (ms) => await clock.sleep(ms, signal),
	};
}
