import type { IDataObject } from 'n8n-workflow';
import type { EndpointName } from '../../api/endpoints';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { call, DEFAULT_WAIT_MS } from '../../api/request';
import { STATUS, type Survey } from '../../api/shapes';
import { exclusively } from '../exclusive';
import type { Charge, JournalItem } from '../journal';
import { maxRespondents } from '../fields';
import { checkBound, throughRateLimit } from '../money';
import type { ItemCall } from '../operation';
import { readOne } from './readOne';

/** Pauses between the looks at a survey after a payment, in milliseconds: 15 seconds in all. */
const LOOK_AFTER_MS = [0, 1_000, 2_000, 4_000, 8_000];

/** Longer than any proxy waits: a request that shows no effect by then is not carried out any more. */
const OLD_MS = 600_000;

type Plan = Pick<Charge, 'base' | 'goal'>;

/** One payment for a survey. */
export interface Payment {
	item: Pick<ItemCall, 'connection' | 'maxWaitMs' | 'journal'>;
	surveyId: string;
	endpoint: EndpointName;
	/** The most respondents that the node may pay for in this execution. */
	bound: number;
	/** True when the survey shows that there is nothing to pay for. */
	isDone(survey: Survey): boolean;
	/** The one status in which a survey can be paid for. */
	payable: string;
	/** From the sample size then: what is to be paid for, from which size to which. */
	plan(sampleSize: number): Plan;
	/** The body, from the number of respondents to pay for. */
	body?(count: number): IDataObject;
	/** Such as "The survey wasn't published". */
	notDone: string;
	/** Such as "It's unclear whether the survey was published". */
	notKnown: string;
}

/**
 * Spends money at most once, and finds out what happened: it looks, checks, sends once, looks again,
 * and compares what came with what was wanted and with the bound. Payments for the same survey wait
 * for each other. What this execution has paid for the item stands in the journal.
 *
 * @throws {PickFuFailure} whose `outcome` says whether the account was charged
 */
export async function payOnce(payment: Payment): Promise<Survey> {
	const { surveyId, item } = payment;
	const { connection, journal, maxWaitMs } = item;
	return await exclusively(`${connection.apiUrl} ${surveyId}`, connection.signal, async () => {
		for (const open of journal.openCharges(surveyId)) await clearUp(payment, open);
		compare(payment);
		const once = async (leftMs: number) => await pay(payment, leftMs);
		const survey = await throughRateLimit(connection, maxWaitMs, once);
		compare(payment);
		return survey;
	});
}

async function pay(payment: Payment, leftMs: number): Promise<Survey> {
	const { item, surveyId, endpoint, bound } = payment;
	const { connection, journal } = item;
	const before = await readOne(connection, surveyId, leftMs);
	const plan = planOf(payment, before);
	if (plan === undefined) return before;
	const charge: Charge = { id: surveyId, ...plan, at: Date.now() };
	const count = charge.goal - charge.base;
	checkBound(journal, count, bound, maxRespondents);

	const { charge: earlier } = journal.read();
	journal.write({ charge });
	// It leaves at once or not at all: after a wait for the rate limit the survey is looked at again.
	const options = { ids: { surveyId }, body: payment.body?.(count), maxWaitMs: 0 };
	const failure = await call(connection, endpoint, options).then(() => undefined, toFailure);
	if (failure?.kind === 'cancelled') throw failure.with({});
	if (failure?.outcome === 'notDone') {
		journal.write({ charge: earlier });
		return await refused(payment, failure);
	}
	const seen = await watch(payment, charge);
	if (seen?.isShown) {
		journal.settle(seen.added);
		return seen.survey;
	}
	// PickFu has answered, and what it did shows by now; without an answer it may still be at work.
	const isUndone = failure !== undefined && failure.late !== true && seen?.added === 0;
	if (isUndone) journal.write({ charge: earlier });
	const reason = failure ?? accepted(seen ? "doesn't show it" : "couldn't be read afterwards");
	const still = seen ? `After 15 seconds ${seen.still}` : UNREAD;
	throw reason.with({
		message: `${reason.message}. ${isUndone ? payment.notDone : payment.notKnown}`,
		description: `${still}${isUndone ? UNDONE : `. ${WAIT}`}`,
		outcome: isUndone ? 'notDone' : 'notKnown',
	});
}

function accepted(but: string): PickFuFailure {
	const message = `PickFu accepted the request, but the survey ${but}`;
	return new PickFuFailure({ kind: 'differs', message, outcome: 'notKnown' });
}

/**
 * What is to be paid for; undefined where nothing is.
 *
 * @throws {PickFuFailure} kind `conflict` for a survey that can't be paid for
 */
export function planOf(
	{ payable, notDone, ...payment }: Payment,
	survey: Survey,
): Plan | undefined {
	if (payment.isDone(survey)) return undefined;
	const { status = '', sampleSize } = survey;
	if (status === payable && sampleSize !== undefined) return payment.plan(sampleSize);
	const why =
		status === payable
			? "PickFu doesn't return its sample size"
			: (WHY_NOT.get(status) ?? `the survey has the unrecognized status '${status}'`);
	throw new PickFuFailure({
		kind: 'conflict',
		message: `${notDone}: ${why}`,
		description: 'Nothing was charged.',
		outcome: 'notDone',
	});
}

const WHY_NOT = new Map<string, string>([
	[STATUS.draft, 'the survey is a draft. Set its sample size with Update, which is free'],
	[STATUS.running, 'the survey is still running. Respondents can be added once it is completed'],
	[STATUS.archived, 'the survey is archived'],
]);

const UNREAD = "The survey couldn't be read";

const UNDONE = ', so nothing was charged. Run this again: the survey is checked first.';

const WAIT =
	'Check the survey in PickFu. If nothing has changed 10 minutes after the request, run this again: the survey is checked first.';

/** A refusal that proves that this request did nothing; it may mean that somebody else was faster. */
async function refused({ item, surveyId, ...payment }: Payment, failure: PickFuFailure) {
	if (failure.kind === 'rateLimited') throw failure.with({});
	if (failure.kind === 'invalid') {
		const now = await readOne(item.connection, surveyId, DEFAULT_WAIT_MS).catch(unlessCancelled);
		if (now && payment.isDone(now)) return now;
	}
	const texts = [failure.description, `${payment.notDone}, and nothing was charged.`];
	throw failure.with({ description: texts.filter(Boolean).join(' ') });
}

/** Looks at a charge of this execution whose outcome isn't known, whichever item made it. */
async function clearUp(payment: Payment, open: JournalItem): Promise<void> {
	const charge = open.read().charge!;
	const isOld = Date.now() - charge.at >= OLD_MS;
	const seen = await watch(payment, charge, isOld ? [0] : LOOK_AFTER_MS);
	if (seen && (isOld || seen.isShown)) return open.settle(seen.added);
	const isOwn = open === payment.item.journal;
	throw new PickFuFailure({
		kind: 'conflict',
		message: isOwn
			? "An earlier attempt may have been charged, so the request wasn't repeated"
			: "Another payment for this survey isn't cleared up yet, so nothing was sent",
		description: `${seen ? `Until now ${seen.still}` : UNREAD}. ${WAIT}`,
		outcome: isOwn ? 'notKnown' : 'notDone',
	});
}

/** Fails every run of the item where more was added than was asked for: that is never passed off as success. */
function compare({ bound, item: { journal } }: Payment): void {
	const { base, goal, got = 0 } = journal.read().charge ?? { base: 0, goal: 0 };
	if (got <= goal - base) return;
	const paid = journal.sumPaid();
	const beyond = paid > bound ? ` That makes ${paid} of at most ${bound} in this execution.` : '';
	throw new PickFuFailure({
		kind: 'differs',
		message: `The survey has more new respondents than requested: ${got} instead of ${goal - base}`,
		description: `Its sample size is now ${base + got}.${beyond} The request was sent once. Somebody else may have added respondents, or PickFu's API differs from what this version expects: check the survey and the charges in PickFu.`,
		outcome: 'done',
	});
}

/** What a look at a survey says of a charge: whether it shows, and how many were added; undefined where it doesn't tell. */
function see({ base, goal }: Charge, survey: Survey) {
	const { status, sampleSize } = survey;
	const isPublish = base === 0;
	if ((isPublish ? status : sampleSize) === undefined) return undefined;
	const isShown = isPublish ? status !== STATUS.draft : sampleSize! >= goal;
	const added = isPublish && !isShown ? 0 : Math.max(0, (sampleSize ?? goal) - base);
	const still = isPublish ? `the survey is still '${status}'` : `the sample size is ${sampleSize}`;
	return { survey, isShown, added, still };
}

/** Looks until the charge shows, or the looks are used up. What was paid is worth any wait for the rate limit. */
async function watch(
	{ item: { connection }, surveyId }: Payment,
	charge: Charge,
	pauses = LOOK_AFTER_MS,
) {
	let seen: ReturnType<typeof see>;
	for (const pause of pauses) {
		if (pause > 0) await connection.sleep(pause);
		const survey = await readOne(connection, surveyId, DEFAULT_WAIT_MS).catch(unlessCancelled);
		seen = survey && see(charge, survey);
		if (seen?.isShown) break;
	}
	return seen;
}

/** A look that did not work shows nothing; a stop stays a stop. */
function unlessCancelled(thrown: unknown): undefined {
	const failure = toFailure(thrown);
	if (failure.kind === 'cancelled') throw failure.with({});
}
