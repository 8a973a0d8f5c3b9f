import type { IDataObject } from 'n8n-workflow';
import { fakePickFu } from '../support/nockPickFu.mts';
import { onFastClock } from '../support/nockTime.mts';
import { Shop, add, ask, inEngine, items, outputOf, publish } from '../support/shop.mts';

const pickFu = fakePickFu();

describe('an unclear payment', () => {
	const cases: Array<[string, IDataObject, string]> = [
		['publish', publish, 'unpublished'],
		['add-respondents', add, 'completed'],
	];

	/** Whether the answer is lost before or after the work; what the retries see. */
	function losing(shop: Shop): void {
		let isLost = false;
		shop.fail = ({ method }) => {
			if (method !== 'POST' || isLost) return undefined;
			isLost = true;
			return { lost: 'ETIMEDOUT' };
		};
	}

	it.each(cases)(
		'is not sent again for 10 minutes, then it is (%s)',
		async (action, parameters, status) => {
			const shop = new Shop(pickFu, status);
			losing(shop);
			const engine = inEngine(parameters, items(1));
			await onFastClock(async () => {
				const first = await engine.runWorkflow();
				expect(first.data.resultData.error!.message).toContain("It's unclear whether");
				// It was sent 15 seconds ago, and is looked for during 15 more.
				await new Promise((resolve) => setTimeout(resolve, 569_000));
				const second = await engine.retry(first);
				expect(second.data.resultData.error!.message).toBe(
					"An earlier attempt may have been charged, so the request wasn't repeated",
				);
				expect(second.data.resultData.error!.description).toMatch(
					/^Until now the (survey is still 'unpublished'|sample size is 50)\. Check the survey/,
				);
				expect(shop.charged.size).toBe(0);
				await new Promise((resolve) => setTimeout(resolve, 2_000));
				const third = await engine.retry(second);
				expect(third.data.resultData.error).toBeUndefined();
			});
			expect(pickFu.count(`POST /surveys/s1/${action}`)).toBe(2);
			expect([...shop.charged.values()]).toEqual([action === 'publish' ? 50 : 20]);
		},
	);

	it.each(cases)(
		'is found done, and counts as paid by this execution (%s)',
		async (action, parameters, status) => {
			const shop = new Shop(pickFu, status);
			losing(shop);
			const engine = inEngine(parameters, items(1));
			const { result } = await onFastClock(async () => {
				const first = await engine.runWorkflow();
				shop.carryOut('s1', action, { count: action === 'publish' ? undefined : 20 });
				return await engine.retry(first);
			});
			expect(outputOf(result)).toEqual([
				expect.objectContaining(
					action === 'publish'
						? { alreadyPublished: false }
						: { respondentsAdded: 20, alreadyReached: false, sampleSize: 70 },
				),
			]);
			expect(pickFu.count(`POST /surveys/s1/${action}`)).toBe(1);
		},
	);

	it('is found done in a status that is not known either', async () => {
		const shop = new Shop(pickFu, 'unpublished');
		losing(shop);
		const engine = inEngine(publish, items(1));
		const { result } = await onFastClock(async () => {
			const first = await engine.runWorkflow();
			shop.status.set('s1', 'in-review');
			return await engine.retry(first);
		});
		expect(outputOf(result)).toMatchObject([{ status: 'in-review', alreadyPublished: false }]);
	});

	it('is known to every other payment for the survey, whatever its number', async () => {
		const shop = new Shop(pickFu, 'completed');
		losing(shop);
		const parameters = { ...add, mode: 'total', respondents: '={{ $json.total }}' };
		const input = [100, 150].map((total) => ({ json: { id: 's1', total } }));
		const { result } = await onFastClock(
			async () =>
				await inEngine(parameters, input, { onError: 'continueRegularOutput' }).runWorkflow(),
		);
		expect(outputOf(result)[1]).toMatchObject({
			error: "Another payment for this survey isn't cleared up yet, so nothing was sent",
			details: { outcome: 'notDone' },
		});
		expect(pickFu.count('POST /surveys/s1/add-respondents')).toBe(1);
	});

	it('counts against the bound of the items after it', async () => {
		const shop = new Shop(pickFu, 'unpublished');
		losing(shop);
		const { result } = await onFastClock(async () =>
			inEngine({ ...publish, maxRespondents: 70 }, items(2), {
				onError: 'continueRegularOutput',
			}).runWorkflow(),
		);
		expect(outputOf(result)[1]!.error).toMatch(/already paid for 50: more than the 70 allowed/);
		expect(pickFu.log.filter((line) => line.startsWith('POST'))).toHaveLength(1);
	});

	it('of a follow-up stays unclear in this execution, and says to start a new one', async () => {
		const shop = new Shop(pickFu, 'completed');
		losing(shop);
		const engine = inEngine(ask, items(1));
		await onFastClock(async () => {
			const first = await engine.runWorkflow();
			await new Promise((resolve) => setTimeout(resolve, 3_600_000));
			const { error } = (await engine.retry(first)).data.resultData;
			expect(error!.message).toMatch(/^An earlier attempt may have been charged/);
			expect(error!.description).toContain('start a new execution');
		});
		expect(pickFu.count('POST /responses/s1/follow-up')).toBe(1);
	});
});
