import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Slots } from '../../nodes/PickFu/api/concurrency';
import type { Connection } from '../../nodes/PickFu/api/connection';
import { Pace } from '../../nodes/PickFu/api/pace';
import { Secrets } from '../../nodes/PickFu/api/secrets';

/** What PickFu answers a request with. */
export interface WireAnswer {
	statusCode: number;
	body: unknown;
	headers?: IDataObject;
}

/** A host that answers as the function says; its requests and renewals are noted. */
export function hostWith(answer: (number: number) => WireAnswer) {
	const sent: IHttpRequestOptions[] = [];
	let renewals = 0;
	const helpers = {
		httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => ({
			headers: {},
			...answer(sent.push(options)),
		}),
		refreshOAuth2Token: async (): Promise<IDataObject> => ({ renewals: (renewals += 1) }),
	};
	const connection = {
		context: { helpers },
		credentialType: 'pickFuOAuth2Api',
		apiUrl: 'https://api.pickfu.test/v1',
		pace: new Pace({ now: () => Date.now(), sleep: async () => undefined }, Infinity),
		reads: new Slots(5),
		secrets: new Secrets({}, async () => ({})),
		sleep: async () => undefined,
	} as unknown as Connection;
	return { connection, sent, renewed: () => renewals };
}
