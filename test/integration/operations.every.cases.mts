import type { IDataObject, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fieldsOf } from '../../nodes/PickFu/resources/menu';
import { host } from '../support/host.mts';
import { answer, callOf, OPERATIONS } from '../support/everyOperation.mts';
import { fakePickFu, refusal, run, type FakePickFu, type Reply } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';

/** What holds for every operation, whatever it does. */

const pickFu = fakePickFu();

beforeEach(() => {
	pickFu.answer = answer;
});

const about = (name: string) => {
	const [resource, operation] = name.split('/') as [string, string];
	return RESOURCES.get(resource)!.operations[operation]!;
};
const namesToSelect = (name: string) =>
	fieldsOf(about(name))
		.filter((field) => field.name === 'fields')
		.flatMap(({ options = [] }) =>
			options.map((option) => (option as INodePropertyOptions).value as string),
		);
const CONTINUE = { onError: 'continueRegularOutput' as const };

async function rowsOf(name: string, more: IDataObject = {}): Promise<IDataObject[]> {
	const { parameters, items } = callOf(name);
	const ran = await run({ parameters: { ...parameters, ...more }, items });
	expect(ran.error).toBeUndefined();
	return ran.items.map(({ json }) => json);
}

it.each(OPERATIONS)('%s ties what it gives, and what was refused, to its input', async (name) => {
	const { parameters, items } = callOf(name);
	const call = { parameters, items: [...items, ...items], node: CONTINUE };
	const tied = (rows: INodeExecutionData[]) =>
		new Set(rows.map(({ pairedItem }) => JSON.stringify(pairedItem)));
	const both = new Set(['{"item":0}', '{"item":1}']);
	expect(tied((await run(call)).items)).toEqual(both);
	pickFu.answer = () => refusal(403, 'No');
	const { items: refused } = await run(call);
	expect(tied(refused)).toEqual(both);
	for (const { json } of refused) {
		expect(json.details).toMatchObject({ reason: 'forbidden', outcome: 'notDone', status: 403 });
	}
});

it.each(OPERATIONS.filter((name) => about(name).nature !== 'spend'))(
	'%s says whether it was done where its answer was lost',
	async (name) => {
		const isRead = about(name).nature === 'read';
		pickFu.answer = (received) =>
			isRead || received.method !== 'GET' ? { lost: 'ECONNRESET' } : answer(received);
		const call = { ...callOf(name), node: CONTINUE };
		const { result } = await onFastClock(async () => await run(call));
		const outcome = isRead ? 'notDone' : 'notKnown';
		expect(result.items[0]!.json.details).toMatchObject({ outcome });
	},
);

it.each(OPERATIONS.filter((name) => namesToSelect(name).length > 0))(
	'%s offers all that it gives under Selected Fields, where the simplified value counts',
	async (name) => {
		const simplified = await rowsOf(name);
		const raw = await rowsOf(name, { output: 'raw' });
		const fields = namesToSelect(name);
		const selected = await rowsOf(name, { output: 'selectedFields', fields });
		const spelled = (record: IDataObject) =>
			Object.fromEntries(
				Object.entries(record).map(([key, value]) => [
					key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
					value,
				]),
			);
		// Traits of respondents are columns of their own.
		const isOffered = ([key]: [string, unknown]) => !key.startsWith('respondent_');
		expect(selected).toEqual(
			raw.map((record, index) =>
				Object.fromEntries(
					Object.entries({ ...spelled(record), ...simplified[index] }).filter(isOffered),
				),
			),
		);
	},
);

/** What gives results, or only what became of it. */
const OWN = ['survey/getResults', 'survey/run', 'survey/delete', 'trait/getAll'];

it.each(OPERATIONS.filter((name) => !OWN.includes(name)))(
	'%s gives with Output set to Raw all that PickFu returned',
	async (name) => {
		let returned: unknown;
		pickFu.answer = (received) => {
			const reply = answer(received);
			returned = (reply.body as IDataObject).data;
			return reply;
		};
		expect(await rowsOf(name, { output: 'raw' })).toMatchObject([returned].flat());
	},
);

// The traits come in one piece, and have a test of their own.
const LISTS = OPERATIONS.filter((name) => /\/(getAll|search)$/.test(name) && !/trait/.test(name));

it.each(LISTS)('%s gives no more than its limit, and all with Return All', async (name) => {
	pickFu.answer = (received) => {
		const { body } = answer(received);
		const { data, ...more } = body as IDataObject;
		if (!Array.isArray(data)) return { body };
		const record = data[0] as IDataObject;
		const [id] = Object.keys(record);
		const three = ['1', '2', '3'].map((number) => ({ ...record, [id!]: number }));
		return { body: { ...more, data: three } };
	};
	for (const returnAll of [false, '={{ $json.none }}']) {
		expect(await rowsOf(name, { returnAll, limit: 2 })).toHaveLength(2);
	}
	expect(await rowsOf(name, { returnAll: true, limit: 2 })).toHaveLength(3);
});

describe('the rate limit', () => {
	const limited = { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '7' } };

	/** Runs the operation with the limit reached at its request of that number, from 1. */
	async function limitedAt(name: string, request: number, more: IDataObject = {}) {
		const { parameters, items } = callOf(name);
		pickFu.received = [];
		let isOver = false;
		pickFu.answer = (received) => {
			if (isOver || pickFu.received.length < request) return answer(received);
			isOver = true;
			return limited;
		};
		const call = { parameters: { ...parameters, ...more }, items };
		return await onFastClock(async () => await run(call));
	}

	it.each(OPERATIONS)('is waited for by every request of %s', async (name) => {
		await rowsOf(name);
		const { length } = pickFu.received;
		for (let request = 1; request <= length; request += 1) {
			const { result, took } = await limitedAt(name, request);
			expect(result.error).toBeUndefined();
			expect(took).toBeGreaterThanOrEqual(7_000);
		}
	});

	// A wait does not end at one look that did not work.
	const patient = (name: string) => name === 'survey/waitForCompletion';
	it.each(OPERATIONS.filter((name) => about(name).nature === 'read' && !patient(name)))(
		'is waited for no longer than was set, by every request of %s',
		async (name) => {
			await rowsOf(name);
			const { length } = pickFu.received;
			for (let request = 1; request <= length; request += 1) {
				const { result } = await limitedAt(name, request, { options: { longestWait: 5 } });
				expect(result.error?.message).toMatch(/rate limit/i);
			}
		},
	);
});

const WRITING = OPERATIONS.filter((name) => about(name).nature === 'write');

describe('run again by n8n', () => {
	/** A workflow of two items that answers `reply` to the change with this number, and the same retried. */
	async function retried(name: string, change: number, reply: Reply, then: FakePickFu['answer']) {
		const { parameters, items } = callOf(name);
		let changes = 0;
		pickFu.answer = (received) => {
			if (received.method !== 'GET') changes += 1;
			return changes === change ? reply : answer(received);
		};
		const engine = host({ parameters, items: [...items, ...items] });
		const failed = await engine.runWorkflow();
		expect(failed.data.resultData.error).toBeDefined();
		pickFu.answer = then;
		return (await engine.retry(failed)).data.resultData;
	}
	const changed = () => pickFu.received.filter(({ method }) => method !== 'GET').length;

	it.each(WRITING)('%s makes no change twice that was made', async (name) => {
		await rowsOf(name);
		const each = changed();
		pickFu.received = [];
		const { error, runData } = await retried(name, 2, refusal(403, 'Not yet'), answer);
		expect(error).toBeUndefined();
		expect(runData.PickFu!.at(-1)!.data!.main![0]).toHaveLength(2);
		// Once for each of the two items, and the one that was refused.
		expect(changed()).toBe(2 * each + 1);
	});

	it.each(WRITING)('%s says that an earlier try may have made the change', async (name) => {
		const { error } = await retried(name, 1, { lost: 'ECONNRESET' }, () => refusal(403, 'No'));
		expect(error!.description).toContain(
			name === 'media/generate'
				? 'PickFu may have charged for it.'
				: 'An earlier attempt of this item may have made the change. Creating',
		);
	});
});
