import type { IDataObject } from 'n8n-workflow';
import type { EndpointName } from '../../api/endpoints';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { call, DEFAULT_WAIT_MS } from '../../api/request';
import { STATUS, type Survey } from '../../api/shapes';
import { exclusively } from '../exclusive';
import type { Charge, JournalItem } from '../journal';
import { checkBound, maxRespondents, throughRateLimit } from '../money';
import type { ItemCall } from '../operation';
import { readOne } from './readOne';

/** Pauses between the looks at a survey after a payment, in milliseconds: 15 seconds in all. */
const LOOK_AFTER_MS = [0, 1_000, 2_000, 4_000, 8_000];

/** Longer than any proxy waits: a request that shows no effect by then is not carried out any more. */
const OLD_MS = 600_000;

/** One payment for a survey. */
export interface Payment {
	item: Pick<ItemCall, 'connection' | 'maxWaitMs' | 'journal'>;
	surveyId: string;
	endpoint: EndpointName;
	/** The most respondents that the node may pay for in this execution. */
	bound: number;
	/** True when the survey shows that there is nothing to pay for. */
	isDone(survey: Survey): boolean;
	/**
	 * From which sample size to which.
	 *
	 * @throws {PickFuFailure} when this survey must not be paid for
	 */
	plan(survey: Survey): Pick<Charge, 'base' | 'goal'>;
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
	if (payment.isDone(before)) return before;
	const charge: Charge = { id: surveyId, ...payment.plan(before), at: Date.now() };
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
	const still = seen ? `After 15 seconds ${seen.still}` : UNREAD;
	// PickFu has answered, and what it did shows by now; without an answer it may still be at work.
	if (failure && failure.late !== true && seen?.added === 0) {
		journal.write({ charge: earlier });
		throw failure.with({
			message: `${failure.message}. ${payment.notDone}`,
			description: `${still}, so nothing was charged. Run this again: the survey is checked first.`,
			outcome: 'notDone',
		});
	}
	const but = seen ? "the survey doesn't show it" : "the survey couldn't be read afterwards";
	const { message } = failure ?? { message: `PickFu accepted the request, but ${but}` };
	throw (failure ?? new PickFuFailure({ kind: 'differs', message, outcome: 'notKnown' })).with({
		message: `${message}. ${payment.notKnown}`,
		description: `${still}. ${WAIT}`,
		outcome: 'notKnown',
	});
}

/**
 * The sample size of a survey that has the one status in which it can be paid for.
 *
 * @param why by other statuses
 * @throws {PickFuFailure} kind `conflict` for any other survey
 */
export function payableSize(
	{ status = '', sampleSize }: Survey,
	payable: string,
	notDone: string,
	why: Array<[string, string]> = [],
): number {
	if (status === payable && sampleSize !== undefined) return sampleSize;
	const reasons = new Map([
		[payable, "PickFu doesn't return its sample size"],
		[STATUS.archived, 'the survey is archived'],
		...why,
	]);
	const reason = reasons.get(status) ?? `the survey has the unrecognized status '${status}'`;
	throw new PickFuFailure({
		kind: 'conflict',
		message: `${notDone}: ${reason}`,
		description: 'Nothing was charged.',
		outcome: 'notDone',
	});
}

const UNREAD = "The survey couldn't be read";

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

/** More than was asked for is said whenever the item is run, and never passed off as success. */
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

/** What a look at a survey says of a charge. */
interface Seen {
	survey: Survey;
	/** True when it is published, or has the sample size that was wanted. */
	isShown: boolean;
	/** Respondents paid for since the charge was sent. */
	added: number;
	/** In words. */
	still: string;
}

function see({ base, goal }: Charge, survey: Survey): Seen | undefined {
	const { status, sampleSize } = survey;
	if (base === 0) {
		if (status === undefined) return undefined;
		const isShown = status !== STATUS.draft;
		const added = isShown ? (sampleSize ?? goal) : 0;
		return { survey, isShown, added, still: `the survey is still '${status}'` };
	}
	if (sampleSize === undefined) return undefined;
	const added = Math.max(0, sampleSize - base);
	const still = `the sample size is ${sampleSize}`;
	return { survey, isShown: sampleSize >= goal, added, still };
}

/**
 * Looks until the charge shows, or the looks are used up. What was paid is worth any wait for the rate limit.
 *
 * @returns the last look; undefined where it doesn't tell
 */
async function watch(
	{ item: { connection }, surveyId }: Payment,
	charge: Charge,
	pauses = LOOK_AFTER_MS,
): Promise<Seen | undefined> {
	let seen: Seen | undefined;
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
