import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Slots } from '../../nodes/PickFu/api/concurrency';
import type { Connection } from '../../nodes/PickFu/api/connection';
import { Pace } from '../../nodes/PickFu/api/pace';
import { list } from '../../nodes/PickFu/api/pages';
import { Secrets } from '../../nodes/PickFu/api/secrets';

/** A connection whose pace nobody has to wait for, to a server in a function. */
function connectionTo(answer: (query: IDataObject) => unknown): {
	connection: Connection;
	asked: () => number;
	most: () => number;
} {
	let [asked, underWay, most] = [0, 0, 0];
	const httpRequestWithAuthentication = async (_type: string, { qs }: IHttpRequestOptions) => {
		asked += 1;
		most = Math.max(most, (underWay += 1));
		await Promise.resolve();
		underWay -= 1;
		return { statusCode: 200, headers: {}, body: answer(qs as IDataObject) };
	};
	const connection = {
		context: { helpers: { httpRequestWithAuthentication } },
		credentialType: 'pickFuApi',
		apiUrl: 'https://api.pickfu.test/v1',
		pace: new Pace({ now: () => Date.now(), sleep: async () => undefined }, Infinity),
		reads: new Slots(5),
		secrets: new Secrets({}, async () => ({})),
		sleep: async () => undefined,
	} as unknown as Connection;
	return { connection, asked: () => asked, most: () => most };
}

it('gives up a list that brings new records for ever, and says so', async () => {
	let next = 0;
	const { connection, asked } = connectionTo(() => ({
		data: Array.from({ length: 100 }, () => ({ id: (next += 1) })),
	}));
	await expect(list(connection, 'listSurveys')).rejects.toMatchObject({
		kind: 'unreadable',
		message: "PickFu's list does not end",
	});
	expect(asked()).toBe(2_000);
});

it('reads many counted pages a few at a time, and in order', async () => {
	const { connection, asked, most } = connectionTo(({ page }) => ({
		data: [{ id: Number(page) }],
		pagination: { totalPages: 45 },
	}));
	const records = await list(connection, 'listSurveys');
	expect(records.map(({ id }) => id)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
	expect(asked()).toBe(45);
	expect(most()).toBeLessThanOrEqual(5);
	expect(most()).toBeGreaterThan(1);
});

it('stops at an empty page, whatever number of pages PickFu counts', async () => {
	const { connection, asked } = connectionTo(({ page }) => ({
		data: page === 1 ? [{ id: 1 }] : [],
		pagination: { totalPages: 500 },
	}));
	expect(await list(connection, 'listSurveys')).toEqual([{ id: 1 }]);
	expect(asked()).toBeLessThan(25);
});
