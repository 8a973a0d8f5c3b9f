import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Slots } from '../../nodes/PickFu/api/concurrency';
import type { Connection } from '../../nodes/PickFu/api/connection';
import { Pace } from '../../nodes/PickFu/api/pace';
import { list } from '../../nodes/PickFu/api/pages';
import { Secrets } from '../../nodes/PickFu/api/secrets';

/** The body of a refusal. */
class Refusal {
	constructor(
		readonly message: string,
		readonly status = 400,
	) {}
}

let servers = 0;

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
		const body = await answer(qs as IDataObject);
		underWay -= 1;
		return { statusCode: body instanceof Refusal ? body.status : 200, headers: {}, body };
	};
	const connection = {
		context: { helpers: { httpRequestWithAuthentication } },
		credentialType: 'pickFuApi',
		apiUrl: `https://api${(servers += 1)}.pickfu.test/v1`,
		pace: new Pace({ now: () => Date.now(), sleep: async () => undefined }, Infinity),
		reads: new Slots(8),
		secrets: new Secrets({}, async () => ({})),
		sleep: async () => undefined,
	} as unknown as Connection;
	return { connection, asked: () => asked, most: () => most };
}

it('gives up a list that brings new records for ever, and says so', async () => {
	let next = 0;
	const { connection, asked } = connectionTo(() => ({ data: [{ id: (next += 1) }] }));
	await expect(list(connection, 'listSurveys')).rejects.toMatchObject({
		kind: 'unreadable',
		message: 'PickFu kept returning pages',
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
	expect(most()).toBeLessThanOrEqual(8);
	expect(most()).toBeGreaterThan(1);
});

it('reads the pages that PickFu has counted once, although it counts fewer later, and repeats one', async () => {
	const { connection } = connectionTo(async ({ page }) => {
		if (Number(page) > 2) await new Promise((resolve) => setImmediate(resolve));
		const id = page === 10 ? 9 : page;
		return { data: [{ id }], pagination: { totalPages: page === 1 ? 20 : 2 } };
	});
	expect(await list(connection, 'listSurveys')).toEqual([...numbered(1, 9), ...numbered(11, 20)]);
});

it('reads on behind two counted pages that only repeat the one before', async () => {
	const { connection } = connectionTo(({ page }) => ({
		data: [{ id: page === 2 || page === 3 ? 1 : Number(page) }],
		pagination: { totalPages: 5 },
	}));
	expect(await list(connection, 'listSurveys')).toEqual([{ id: 1 }, { id: 4 }, { id: 5 }]);
});

it.each(['permalink', 'slug'])(
	'drops what is repeated by its %s, where there is no id',
	async (name) => {
		const { connection } = connectionTo(({ page }) => ({
			data: [{ [name]: 'first' }, { [name]: `of page ${String(page)}` }],
			pagination: { totalPages: 2 },
		}));
		expect(await list(connection, 'listSurveys')).toHaveLength(3);
	},
);

it('stops at an empty page, whatever number of pages PickFu counts', async () => {
	const { connection, asked } = connectionTo(({ page }) => ({
		data: page === 1 ? [{ id: 1 }] : [],
		pagination: { totalPages: 500 },
	}));
	expect(await list(connection, 'listSurveys')).toEqual([{ id: 1 }]);
	expect(asked()).toBeLessThan(25);
});

const numbered = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ id: from + index }));

/** A server whose largest page is smaller than what is asked for. */
const capped =
	(all: number, cap: number, pagination?: (page: number) => IDataObject) =>
	({ page }: IDataObject) => ({
		data: numbered((Number(page) - 1) * cap + 1, Math.min(all, Number(page) * cap)),
		...(pagination && { pagination: pagination(Number(page)) }),
	});

it.each([
	['counts nothing', undefined, 4],
	['counts pages', () => ({ totalPages: 3 }), 3],
	['counts records', () => ({ total: 57, limit: 20 }), 3],
	['counts records per_page', () => ({ total: '57', per_page: '20' }), 3],
])(
	'reads all 57 records 20 a page, whatever is asked for, where PickFu %s',
	async (_, pagination, pages) => {
		const { connection, asked } = connectionTo(capped(57, 20, pagination));
		expect(await list(connection, 'listSurveys')).toEqual(numbered(1, 57));
		expect(asked()).toBe(pages);
	},
);

it('reads on while fewer records have come than another answer counts, to a page without news', async () => {
	const answer = capped(200, 50, () => ({ totalPages: 1 }));
	const known = connectionTo(answer);
	const atLeast = Promise.resolve(200);
	expect(
		await list(known.connection, 'listResponses', { ids: { surveyId: 's' }, atLeast }),
	).toEqual(numbered(1, 200));
	const fewer = connectionTo(answer);
	const more = Promise.resolve(500);
	expect(
		await list(fewer.connection, 'listResponses', { ids: { surveyId: 's' }, atLeast: more }),
	).toHaveLength(200);
	expect([known.asked(), fewer.asked()]).toEqual([4, 5]);
});

it('keeps other reads under way while a slow page is waited for, and gives the pages in order', async () => {
	const { connection } = connectionTo(() => ({}));
	let release = () => {};
	const slow = new Promise<void>((resolve) => (release = resolve));
	const reached: number[] = [];
	connection.context.helpers.httpRequestWithAuthentication = (async (
		_type: string,
		{ qs }: IHttpRequestOptions,
	) => {
		const page = Number((qs as IDataObject).page);
		reached.push(page);
		if (page === 2) await slow;
		if (page === 12) release();
		return {
			statusCode: 200,
			headers: {},
			body: { data: [{ id: page }], pagination: { totalPages: 12 } },
		};
	}) as never;
	expect(await list(connection, 'listSurveys')).toEqual(numbered(1, 12));
	expect(reached.sort((a, b) => a - b)).toEqual(numbered(1, 12).map(({ id }) => id));
});

it('starts no further page once one could not be read', async () => {
	const { connection, asked } = connectionTo(({ page }) => {
		if (page === 3)
			throw Object.assign(new Error('x'), {
				httpCode: '403',
				cause: { response: { status: 403 } },
			});
		return { data: [{ id: Number(page) }], pagination: { totalPages: 500 } };
	});
	await expect(list(connection, 'listSurveys')).rejects.toThrow();
	expect(asked()).toBeLessThan(20);
});

describe('query names of two words', () => {
	const query = { project_ids: 'p1', status: 'completed' };
	const asked: string[][] = [];
	const server = (refuses: (names: string[]) => string | undefined, status = 400) => {
		asked.length = 0;
		return connectionTo((sent) => {
			const names = Object.keys(sent).filter((name) => name.startsWith('project'));
			asked.push(names);
			const message = refuses(names);
			return message === undefined
				? { data: [], pagination: { totalPages: 1 } }
				: new Refusal(message, status);
		}).connection;
	};

	it('are sent in both spellings, as the wrong one is ignored', async () => {
		await list(
			server(() => undefined),
			'listSurveys',
			{ query },
		);
		expect(asked).toEqual([['project_ids', 'projectIds']]);
	});

	it.each([
		['snake_case', 'project_ids', 'projectIds is not a known parameter'],
		['camelCase', 'projectIds', 'querystring must NOT have additional properties'],
	])('are sent in %s alone once PickFu has refused the other', async (_, right, message) => {
		const connection = server((names) => (names.join() === right ? undefined : message));
		await list(connection, 'listSurveys', { query });
		asked.length = 0;
		await list(connection, 'listSurveys', { query });
		expect(asked).toEqual([[right]]);
	});

	it.each([
		['status must be one of completed, archived', 400],
		['project_ids: unknown to your role', 403],
	])(
		'are not asked for in another way after a refusal of something else: %s',
		async (reason, status) => {
			const connection = server(() => reason, status);
			await expect(list(connection, 'listSurveys', { query })).rejects.toMatchObject({ reason });
			expect(asked).toHaveLength(1);
		},
	);

	it('end with the first refusal where no spelling is accepted', async () => {
		const connection = server((names) => `unknown: ${names.join(' and ')}`);
		await expect(list(connection, 'listSurveys', { query })).rejects.toMatchObject({
			reason: 'unknown: project_ids and projectIds',
		});
		expect(asked).toHaveLength(3);
	});
});
