import type { IDataObject } from 'n8n-workflow';
import type { EndpointName } from '../../api/endpoints';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { call, DEFAULT_WAIT_MS } from '../../api/request';
import { STATUS, type Survey } from '../../api/shapes';
import { exclusively } from '../exclusive';
import type { JournalItem, SurveyPayment } from '../journal';
import { checkBound, throughRateLimit } from '../money';
import type { ItemCall } from '../operation';
import { readOne } from './readOne';

/** Pauses between the looks at a survey after a payment, in milliseconds: 15 seconds in all. */
const LOOK_AFTER_MS = [0, 1_000, 2_000, 4_000, 8_000];

/** Longer than any proxy waits: a request that shows no effect by then is not carried out any more. */
const OLD_MS = 600_000;

/** One charge to the account for a survey. */
export interface Payment {
	item: Pick<ItemCall, 'connection' | 'maxWaitMs' | 'journal'>;
	surveyId: string;
	endpoint: EndpointName;
	/** The most respondents that the node may pay for in this execution. */
	bound: number;
	/** True when the survey shows that there is nothing to pay for. */
	isDone(survey: Survey): boolean;
	/**
	 * What is to be paid for: from which sample size to which.
	 *
	 * @throws {PickFuFailure} when this survey must not be paid for
	 */
	plan(survey: Survey): Pick<SurveyPayment, 'base' | 'goal'>;
	/** The body, from the number of respondents to pay for. */
	body?(count: number): IDataObject;
	words: PaymentWords;
}

/** How a payment is spoken of, in whole sentences without a full stop. */
export interface PaymentWords {
	/** Such as "The survey wasn't published". */
	notDone: string;
	/** Such as "It's unclear whether the survey was published". */
	notKnown: string;
	/** What the survey still shows, such as "the survey is still a draft". */
	still(survey: Survey): string;
}

/** What became of a payment. */
export interface Paid {
	survey: Survey;
	/** Respondents that this item has paid for in this execution, also in an earlier try; 0 when the work was done before. */
	paid: number;
}

/**
 * Spends money at most once, and finds out what happened: it looks, checks, sends once, looks again,
 * and compares what came with what was wanted and with the bound. Payments for the same survey wait
 * for each other.
 *
 * @throws {PickFuFailure} whose `outcome` says whether the account was charged
 */
export async function payOnce(payment: Payment): Promise<Paid> {
	const { connection, maxWaitMs } = payment.item;
	return await exclusively(
		`${connection.apiUrl} ${payment.surveyId}`,
		connection.signal,
		async () => {
			await clearUp(payment);
			return await throughRateLimit(
				connection,
				maxWaitMs,
				async (leftMs) => await pay(payment, leftMs),
			);
		},
	);
}

async function pay(payment: Payment, leftMs: number): Promise<Paid> {
	const { surveyId, words } = payment;
	const { connection, journal } = payment.item;
	compare(payment, journal);
	const before = await readOne(connection, surveyId, leftMs);
	if (payment.isDone(before)) return { survey: before, paid: journal.read()?.paid ?? 0 };
	const sending = { surveyId, ...payment.plan(before) };
	const count = sending.goal - sending.base;
	checkBound(journal, count, { field: 'maxRespondents', most: payment.bound, of: 'respondent' });

	const earlier = journal.read();
	journal.write({ ...earlier, state: 'sent', at: Date.now(), payment: sending });
	let failure: PickFuFailure | undefined;
	try {
		// It leaves at once or not at all: after a wait for the rate limit the survey is looked at again.
		await call(connection, payment.endpoint, {
			ids: { surveyId },
			body: payment.body?.(count),
			maxWaitMs: 0,
		});
	} catch (thrown) {
		failure = toFailure(thrown);
		if (failure.kind === 'cancelled') throw failure.with({});
		if (failure.outcome === 'notDone') {
			journal.write(earlier);
			return await refused(payment, failure);
		}
	}
	const { survey, isCurrent } = await watch(payment, sending);
	if (survey && isShown(sending, survey)) {
		settle(journal, survey);
		compare(payment, journal);
		return { survey, paid: journal.read()?.paid ?? 0 };
	}
	const still = survey ? `After 15 seconds ${words.still(survey)}` : "The survey couldn't be read";
	// PickFu has answered, and what it did shows by now; without an answer it may still be at work.
	if (failure && failure.late !== true && isCurrent && paidFor(sending, survey!) === 0) {
		journal.write(earlier);
		throw failure.with({
			message: `${failure.message}. ${words.notDone}`,
			description: `${still}, so nothing was charged. Run this again: the survey is checked first.`,
			outcome: 'notDone',
		});
	}
	const reason = failure ?? accepted(survey !== undefined);
	throw reason.with({
		message: `${reason.message}. ${words.notKnown}`,
		description: `${still}. ${WAIT}`,
		outcome: 'notKnown',
	});
}

function accepted(isRead: boolean): PickFuFailure {
	const but = isRead ? "the survey doesn't show it" : "the survey couldn't be read afterwards";
	const message = `PickFu accepted the request, but ${but}`;
	return new PickFuFailure({ kind: 'differs', message, outcome: 'notKnown' });
}

const WAIT =
	'Check the survey in PickFu. If nothing has changed 10 minutes after the request, run this again: the survey is checked first.';

/** A refusal that proves that this request did nothing; it may mean that somebody else was faster. */
async function refused(payment: Payment, failure: PickFuFailure): Promise<Paid> {
	const { item, surveyId, words } = payment;
	if (failure.kind === 'rateLimited') throw failure.with({});
	if (failure.kind === 'invalid') {
		const now = await readOne(item.connection, surveyId, DEFAULT_WAIT_MS).catch(unlessCancelled);
		if (now && payment.isDone(now)) return { survey: now, paid: item.journal.read()?.paid ?? 0 };
	}
	const advice = `${words.notDone}, and nothing was charged.`;
	throw failure.with({ description: [failure.description, advice].filter(Boolean).join(' ') });
}

/** Looks at payments of this execution for the survey whose outcome isn't known, whichever item made them. */
async function clearUp(payment: Payment): Promise<void> {
	const { item, surveyId, words } = payment;
	for (const open of item.journal.openPayments(surveyId)) {
		const { at, payment: sending } = open.read()!;
		const isOld = Date.now() - at >= OLD_MS;
		const { survey, isCurrent } = await watch(payment, sending!, isOld ? [0] : LOOK_AFTER_MS);
		if (survey && (isShown(sending!, survey) || (isOld && isCurrent))) {
			settle(open, survey);
			continue;
		}
		const isOwn = open === item.journal;
		throw new PickFuFailure({
			kind: 'conflict',
			message: isOwn
				? "An earlier attempt may have been charged, so the request wasn't repeated"
				: "Another payment for this survey isn't cleared up yet, so nothing was sent",
			description: `${survey ? `Until now ${words.still(survey)}` : "The survey couldn't be read"}. ${WAIT}`,
			outcome: isOwn ? 'notKnown' : 'notDone',
		});
	}
}

/** Notes what the survey shows of an open payment: what was paid for, or that nothing was. */
function settle(item: JournalItem, survey: Survey): void {
	const { payment, ...entry } = item.read()!;
	const got = paidFor(payment!, survey);
	if (got > 0) {
		const paid = (entry.paid ?? 0) + got;
		item.write({ ...entry, state: 'done', paid, payment: { ...payment!, got } });
	} else {
		const isEmpty = entry.paid === undefined && entry.note === undefined;
		item.write(isEmpty ? undefined : entry);
	}
}

/** Respondents that the survey shows as paid for since the payment began. */
function paidFor(payment: SurveyPayment, survey: Survey): number {
	if (payment.base === 0 && !isShown(payment, survey)) return 0;
	return Math.max(0, (survey.sampleSize ?? payment.goal) - payment.base);
}

/** True when the survey shows the effect: published, or with the sample size that was wanted. */
function isShown({ base, goal }: SurveyPayment, { status, sampleSize }: Survey): boolean {
	if (base === 0) return status !== undefined && status !== STATUS.draft;
	return sampleSize !== undefined && sampleSize >= goal;
}

/** More than was asked for is said whenever the item is run, and never passed off as success. */
function compare({ bound }: Payment, item: JournalItem): void {
	const { base, goal, got = 0 } = item.read()?.payment ?? { base: 0, goal: 0 };
	if (got <= goal - base) return;
	const paid = item.sumPaid();
	const beyond = paid > bound ? ` That makes ${paid} of at most ${bound} in this execution.` : '';
	throw new PickFuFailure({
		kind: 'differs',
		message: `The survey has more new respondents than requested: ${got} instead of ${goal - base}`,
		description: `Its sample size is now ${base + got}.${beyond} The request was sent once. Somebody else may have added respondents, or PickFu's API differs from what this version expects: check the survey and the charges in PickFu.`,
		outcome: 'done',
	});
}

/** What the looks after a payment have found. */
interface Watched {
	survey?: Survey;
	/** True when the last look worked, and tells whether the payment shows. */
	isCurrent: boolean;
}

/** Looks until the payment shows, or the looks are used up. What was paid is worth any wait for the rate limit. */
async function watch(
	{ item: { connection }, surveyId }: Payment,
	sending: SurveyPayment,
	pauses = LOOK_AFTER_MS,
): Promise<Watched> {
	let survey: Survey | undefined;
	let isCurrent = false;
	for (const pause of pauses) {
		if (pause > 0) await connection.sleep(pause);
		const seen = await readOne(connection, surveyId, DEFAULT_WAIT_MS).catch(unlessCancelled);
		const sign = sending.base === 0 ? seen?.status : seen?.sampleSize;
		isCurrent = sign !== undefined;
		survey = seen ?? survey;
		if (survey && isShown(sending, survey)) break;
	}
	return { survey, isCurrent };
}

/** A look that did not work shows nothing; a stop stays a stop. */
function unlessCancelled(thrown: unknown): undefined {
	const failure = toFailure(thrown);
	if (failure.kind === 'cancelled') throw failure.with({});
	return undefined;
}
