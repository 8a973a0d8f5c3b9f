import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../api/connection';
import type { EndpointName } from '../../api/endpoints';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { call } from '../../api/request';
import type { Survey } from '../../api/shapes';
import { exclusively } from '../exclusive';
import type { Attempt } from '../retryMemory';
import { readOne } from './readOne';

/**
 * How long after a lost answer the survey is looked at again, in milliseconds: PickFu may still be
 * at work on a request whose answer did not arrive.
 */
const LOOK_AFTER_MS = [1_000, 2_000, 4_000, 8_000];

/** One charge to the account, and how its effect shows on the survey. */
export interface Payment {
	connection: Connection;
	surveyId: string;
	maxWaitMs: number;
	endpoint: EndpointName;
	/** The body, made from the survey as it is right before the request. */
	body?(before: Survey): IDataObject;
	/** True when the survey shows that the work is done: nothing is sent then. */
	isDone(survey: Survey): boolean;
	/** Throws a {@link PickFuFailure} when this survey must not be paid for. */
	check(survey: Survey): void;
	/** What is known, in this execution, of an earlier try whose outcome was not clear. */
	note: Attempt;
	/** Called right before money may be spent; gives what a later try has to know. */
	onSend?(before: Survey): IDataObject;
	words: PaymentWords;
}

/** How a payment is spoken of; whole sentences, as other languages of grammar do not fit in gaps. */
export interface PaymentWords {
	/** Such as "publish request". */
	request: string;
	/** Such as "The survey was not published". */
	notDone: string;
	/** Such as "Whether the survey was published is not known". */
	notKnown: string;
	/** Such as "the survey does not show as published". */
	notShown: string;
	/** What the survey showed when it was looked at last. */
	seen(survey: Survey): string;
	/** Such as "It is published. Running this again is safe: …". */
	doneUnread: string;
	/** Such as "PickFu refused to publish the survey". */
	refused: string;
	/** What running the workflow again would do after an unknown outcome. */
	again: string;
}

/** What the looks before and after a payment have found. */
export interface Paid {
	survey: Survey;
	/** True when the work was done before and nothing was sent. */
	already: boolean;
}

/**
 * Spends money at most once, and finds out what happened: it looks before it sends, sends once, and
 * looks again before it says what became of it. Payments for the same survey wait for each other.
 *
 * @throws {PickFuFailure} whose `outcome` tells whether the account was charged
 */
export async function payOnce(payment: Payment): Promise<Paid> {
	return await exclusively(
		`${payment.connection.apiUrl} ${payment.surveyId}`,
		async () => await pay(payment),
	);
}

async function pay(payment: Payment): Promise<Paid> {
	const { connection, endpoint, surveyId, maxWaitMs } = payment;
	// Before the look: if that fails, what an earlier try did is still not known.
	if (payment.note.read() !== undefined) return await lookOnly(payment);
	let before = await look(payment);
	if (payment.isDone(before)) return settled(payment, before, true);
	payment.check(before);
	payment.note.write({ ...payment.onSend?.(before), sent: true });
	const body = payment.body?.(before);
	try {
		await call(connection, endpoint, {
			ids: { surveyId },
			body,
			maxWaitMs,
			// A refused call has done nothing, but a minute has passed: somebody else may have paid.
			beforeRepeat: async () => {
				before = await look(payment);
				if (payment.isDone(before)) throw new DoneMeanwhile(before);
				payment.check(before);
				if (JSON.stringify(payment.body?.(before)) !== JSON.stringify(body))
					throw changedMeanwhile();
			},
		});
	} catch (thrown) {
		if (thrown instanceof DoneMeanwhile) return settled(payment, thrown.survey, true);
		return await afterFailure(payment, toFailure(thrown));
	}
	return await confirm(payment);
}

function changedMeanwhile(): PickFuFailure {
	return new PickFuFailure({
		kind: 'conflict',
		message: "The survey was changed while PickFu's limit of requests was waited for",
		description: 'Nothing was charged. Run it again: it looks at the survey anew.',
		outcome: 'notDone',
	});
}

/** Carries the survey out of the repeat of a refused call. */
class DoneMeanwhile extends Error {
	constructor(readonly survey: Survey) {
		super('done meanwhile');
	}
}

async function look({ connection, surveyId, maxWaitMs }: Payment): Promise<Survey> {
	return await readOne(connection, surveyId, maxWaitMs);
}

/** PickFu accepted the call; the survey itself has to say so too, as the endpoint is only inferred. */
async function confirm(payment: Payment): Promise<Paid> {
	const { survey, seen } = await watch(payment);
	if (survey && payment.isDone(survey)) return settled(payment, survey, false);
	const { request, doneUnread, notShown } = payment.words;
	if (survey === undefined) {
		throw new PickFuFailure({
			kind: 'network',
			message: `PickFu accepted the ${request}, but the survey could not be read afterwards`,
			description: doneUnread,
			outcome: 'notKnown',
		});
	}
	throw new PickFuFailure({
		kind: 'differs',
		message: `PickFu accepted the ${request}, but ${notShown}`,
		description: `${seen} PickFu's API may differ from what this version expects. Look at the survey in PickFu before you run this again.`,
		outcome: 'notKnown',
	});
}

/** Finds out what became of a payment whose answer was a refusal, or never arrived. */
async function afterFailure(payment: Payment, failure: PickFuFailure): Promise<Paid> {
	const { words } = payment;
	if (failure.outcome === 'notDone') {
		payment.note.write(undefined);
		if (failure.kind !== 'invalid') {
			throw failure.with({
				description: [failure.description, `${words.notDone}.`].filter(Boolean).join(' '),
			});
		}
		// PickFu refuses to do the same twice: the refusal may mean that somebody else just did it.
		const now = await look(payment).catch(() => undefined);
		if (now && payment.isDone(now)) return settled(payment, now, true);
		throw failure.with({ message: words.refused });
	}
	const { survey, seen, current } = await watch(payment);
	if (survey && payment.isDone(survey)) return settled(payment, survey, false);
	// After a time-out PickFu may still be at work on it, however long one looks.
	if (survey && current && failure.late !== true) {
		payment.note.write(undefined);
		throw failure.with({
			message: `${failure.message}. ${words.notDone}`,
			description: `${seen} Nothing was charged as far as PickFu shows. ${words.again}`,
			outcome: 'notDone',
		});
	}
	throw failure.with({
		message: `${failure.message}. ${words.notKnown}`,
		description: `${seen} Look at the survey in PickFu. ${words.again}`,
		outcome: 'notKnown',
	});
}

/** The payment is made: there is nothing unclear about it any more. */
function settled(payment: Payment, survey: Survey, already: boolean): Paid {
	payment.note.write(undefined);
	return { survey, already };
}

/** An earlier try may have paid: this one looks, and sends nothing. */
async function lookOnly(payment: Payment): Promise<Paid> {
	const { survey, seen } = await watch(payment);
	if (survey && payment.isDone(survey)) return settled(payment, survey, true);
	throw new PickFuFailure({
		kind: 'conflict',
		message: `An earlier try of this execution may have paid, so nothing was sent again. ${payment.words.notKnown}`,
		description: `${seen} Look at the survey in PickFu before you run the workflow again.`,
		outcome: 'notKnown',
	});
}

/** What the looks after a request have found. */
interface Watched {
	survey?: Survey;
	/** In words, when the survey was looked at last and what it showed. */
	seen: string;
	/** True when the last look worked. */
	current: boolean;
}

/** Looks until the work shows as done, or the looks are used up. */
async function watch(payment: Payment): Promise<Watched> {
	let survey: Survey | undefined;
	// In pauses alone, so it is at least this long: the looks take their time too.
	let waited = 0;
	let seenAfter = 0;
	let current = false;
	for (const pause of [0, ...LOOK_AFTER_MS]) {
		if (pause > 0) await payment.connection.sleep(pause);
		waited += pause;
		try {
			survey = await look(payment);
			seenAfter = waited / 1000;
			current = true;
		} catch (thrown) {
			const failure = toFailure(thrown);
			if (failure.kind === 'cancelled') throw failure.with({});
			current = false;
			if (failure.kind !== 'network' && failure.kind !== 'server') break;
		}
		if (survey && payment.isDone(survey)) break;
	}
	const seen = survey
		? `${payment.words.seen(survey)} ${seenAfter} seconds after the request.`
		: 'The survey could not be looked at after the request either.';
	return { survey, seen, current };
}
