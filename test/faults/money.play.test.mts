import type { NodeApiError } from 'n8n-workflow';
import { runItems } from '../../nodes/PickFu/resources/router';
import { pick, randomFrom } from '../../sandbox/random.mts';
import { execution, MoneyStandIn, trouble } from '../support/moneyStandIn.mts';

/** Payments that are played at least, and what the chances come from. */
const PAYMENTS = Number(process.env.FAULT_PLAYS ?? 10_000);
const SEED = process.env.FAULT_SEED ?? 'play';

const ITEMS = 4;
const BOUND = 150;

/** Longer than anything in the play goes on in PickFu. */
const SETTLE_MS = 1_200_000;

interface Kind {
	name: string;
	status: string;
	parameters: Record<string, unknown>;
}

const add = { resource: 'survey', operation: 'addRespondents', maxRespondents: BOUND };
const KINDS: Kind[] = [
	{
		name: 'publish',
		status: 'unpublished',
		parameters: { resource: 'survey', operation: 'publish', maxRespondents: BOUND },
	},
	{ name: 'total', status: 'completed', parameters: { ...add, mode: 'total', respondents: 80 } },
	{ name: 'add', status: 'completed', parameters: { ...add, mode: 'add', respondents: 20 } },
	{
		name: 'follow-up',
		status: '',
		parameters: { resource: 'response', operation: 'followUp', question: 'Why?', maxFollowUps: 3 },
	},
];

/** What one item says after a try. */
interface Statement {
	item: number;
	claim: 'done' | 'notDone' | 'notKnown';
	text: string;
	json: Record<string, unknown>;
}

/** Runs the node once, on the test's clock. */
async function once(context: Parameters<typeof runItems>[0], continues: boolean) {
	let ended: { statements: Statement[]; failed: boolean } | undefined;
	const run = async () => {
		try {
			const rows = await runItems(context);
			const statements = rows.map(({ json, pairedItem }): Statement => {
				const { outcome } = (json.details ?? {}) as { outcome?: Statement['claim'] };
				const { item } = pairedItem as { item: number };
				return { item, claim: outcome ?? 'done', text: String(json.error ?? 'ok'), json };
			});
			ended = { statements, failed: statements.some(({ json }) => 'error' in json) };
		} catch (thrown) {
			expect(continues).toBe(false);
			const { message, description } = thrown as NodeApiError;
			const text = `${message} ${description ?? ''}`;
			const claim = /unclear|may have been charged|isn't cleared up/.test(text)
				? 'notKnown'
				: /more new respondents|This item was paid for/.test(text)
					? 'done'
					: 'notDone';
			const { itemIndex } = (thrown as NodeApiError).context as { itemIndex: number };
			ended = { statements: [{ item: itemIndex, claim, text, json: {} }], failed: true };
		}
	};
	let isOver = false;
	const running = run().finally(() => (isOver = true));
	// What the run throws is thrown below: the loop ends either way.
	running.catch(() => undefined);
	while (!isOver) {
		for (let turn = 0; turn < 20 && !isOver; turn += 1) await Promise.resolve();
		if (!isOver && jest.getTimerCount() > 0) await jest.advanceTimersToNextTimerAsync();
	}
	await running;
	return ended!;
}

async function play(random: () => number, faults: string[], counted: Record<string, number>) {
	const kind = pick(random, KINDS);
	const severity = pick(random, [0.1, 0.4, 0.8]);
	let fair = false;
	const pickFu = new MoneyStandIn(({ isPaid }) => {
		if (fair || random() > (isPaid ? severity : severity / 4)) return undefined;
		const hit = trouble(random);
		if (!isPaid) return { answer: hit.answer };
		// Of a follow-up nothing can be looked up: PickFu's yes has to be true.
		const { status = 0 } = hit.answer as { status?: number };
		const isYes = kind.name === 'follow-up' && status >= 200 && status < 300;
		return isYes && hit.after !== undefined ? { ...hit, after: 0 } : isYes ? undefined : hit;
	});
	// Now and then two items are about the same thing.
	const shared = random() < 0.2;
	const idOf = (item: number) => `x${shared && item === 1 ? 0 : item}`;
	for (let item = 0; item < ITEMS; item += 1) pickFu.addSurvey(`x${item}`, kind.status);
	const continues = random() < 0.5;
	const isTool = random() < 0.2;
	const { context, store } = execution(
		pickFu,
		(item) => ({ ...kind.parameters, surveyId: idOf(item), responseId: idOf(item) }),
		{ items: ITEMS, continues, isTool },
	);
	const note = (fault: string) =>
		faults.push(`${kind.name}${shared ? ', shared' : ''}${isTool ? ', tool' : ''}: ${fault}`);
	const thing = (item: number) =>
		`${kind.name === 'follow-up' ? 'responses' : 'surveys'} ${idOf(item)}`;

	for (const attempt of [1, 2, 3, 4]) {
		const before = new Map([0, 1, 2, 3].map((item) => [item, pickFu.charged(thing(item))]));
		const { statements, failed } = await once(context, continues);
		for (const { item, claim, text, json } of statements) {
			counted[claim] = (counted[claim] ?? 0) + 1;
			const charged = pickFu.charged(thing(item));
			if (claim === 'done' && charged === 0) note(`done without a charge: ${text}`);
			const isNew = charged > before.get(item)! && !(shared && item < 2);
			if (claim === 'notDone' && isNew) note(`notDone with a charge: ${text}`);
			if (claim === 'notDone' && pickFu.isOpen(thing(item)) && !shared)
				note(`notDone while it goes on: ${text}`);
			if (text === 'ok' && kind.name === 'add' && !shared && json.respondentsAdded !== charged)
				note(`says ${String(json.respondentsAdded)} were added, ${charged} were charged`);
		}
		store();
		if (!failed) break;
		const wait = pick(random, [1_000, 5_000, 60_000, 700_000]);
		if (attempt === 3) fair = true;
		await jest.advanceTimersByTimeAsync(attempt === 3 ? SETTLE_MS : wait);
	}
	await jest.advanceTimersByTimeAsync(SETTLE_MS);

	counted.payments = (counted.payments ?? 0) + pickFu.requests.length;
	const asked = { publish: 50, total: 30, add: 20, 'follow-up': 1 }[kind.name]!;
	const byItem = [0, 1, 2, 3].map((item) => ({ item, of: thing(item) }));
	for (const { item, of } of byItem) {
		if (shared && item === 1) continue;
		const charges = pickFu.charges.filter((charge) => charge.thing === of);
		const wanted = kind.name === 'add' && shared && item === 0 && !isTool ? 2 : 1;
		if (charges.length > wanted) note(`item ${item} was charged ${charges.length} times`);
		counted.charges = (counted.charges ?? 0) + charges.length;
	}
	const most = kind.name === 'follow-up' ? 3 : BOUND;
	const sum = pickFu.charges.reduce((total, { count }) => total + Math.min(count, asked), 0);
	if (sum > most) note(`paid for ${sum} of at most ${most}`);
}

it(`pays nothing twice, says nothing wrong and keeps the bound in ${PAYMENTS} random payments`, async () => {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
	try {
		const random = randomFrom(SEED);
		const faults: string[] = [];
		const counted: Record<string, number> = {};
		for (let round = 0; (counted.payments ?? 0) < PAYMENTS && faults.length < 10; round += 1) {
			const known = faults.length;
			await play(random, faults, counted);
			if (faults.length > known) faults.push(`seed ${SEED}, round ${round}`);
		}
		if (process.env.FAULT_REPORT !== undefined) console.log(JSON.stringify(counted));
		expect(faults).toEqual([]);
		// A play that left nothing unclear, or made nothing, would show nothing.
		for (const claim of ['done', 'notDone', 'notKnown', 'charges']) {
			expect(counted[claim]).toBeGreaterThan(PAYMENTS / 20);
		}
	} finally {
		jest.useRealTimers();
	}
}, 300_000);
