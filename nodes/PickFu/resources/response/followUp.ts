import { PickFuFailure } from '../../api/failure';
import { ANSWER_BODY } from '../../api/names';
import { toFailure } from '../../api/nodeErrors';
import { call } from '../../api/request';
import { numberField, responseFields, stringField } from '../fields';
import { checkBound, throughRateLimit } from '../money';
import type { ItemCall, Operation } from '../operation';
import { acknowledged } from './change';

const maxFollowUps = numberField(
	'Maximum Follow-Ups',
	'maxFollowUps',
	'The most follow-ups that this node may pay for in one execution, all items together',
	50,
);

/**
 * Sends one more question to the person behind a response, which charges the PickFu account. Nothing
 * in PickFu's API shows afterwards whether a follow-up was sent, so unlike a publish this cannot be
 * looked up: it is sent once, and where its answer is lost it stays unknown and is never sent again
 * in this execution. The same question to the same person is sent once, whichever items ask for it.
 *
 * That follow-ups exist and are paid is documented
 * (https://www.pickfu.com/docs/api-reference/introduction,
 * https://help.pickfu.com/en/articles/1984392-prepaid-credit); path and body are inferred.
 */
export const followUp: Operation = {
	name: 'Send Follow-Up',
	action: 'Send follow-up question (paid)',
	description:
		'Ask a respondent a follow-up question. Your PickFu account is charged for each one.',
	nature: 'spend',
	pays: 'follow-up',
	fields: [
		...responseFields,
		stringField('Question', 'question', 'The question to send to this respondent', {
			typeOptions: { rows: 2 },
			required: true,
			placeholder: 'e.g. What would make you choose the other one?',
			hint: 'Your PickFu account is charged for each follow-up',
		}),
		maxFollowUps,
	],
	record: { ids: ['responseId', 'id'], names: ['question', 'sent'] },
	thing: (parameters) =>
		`${parameters.id('responseId', 'responses')} ${parameters.requiredText('question')}`,
	isOnce: true,
	async execute(item) {
		const { connection, parameters, maxWaitMs, journal } = item;
		const responseId = parameters.id('responseId', 'responses');
		const question = parameters.requiredText('question');
		const most = parameters.requiredNumber('maxFollowUps');
		if (journal.read().charge !== undefined) {
			throw new PickFuFailure({
				kind: 'conflict',
				message: "An earlier attempt may have been charged, so the follow-up wasn't sent again",
				description: WHERE_TO_LOOK,
				outcome: 'notKnown',
			});
		}
		checkBound(journal, 1, most, maxFollowUps);
		const raw = await throughRateLimit(
			connection,
			maxWaitMs,
			async () => await send(item, responseId, question),
		);
		return { simplified: { responseId, question, sent: true }, raw };
	},
};

/** Sends once; what PickFu, or the way to it, certainly refused is taken out of the journal. */
async function send({ connection, journal }: ItemCall, responseId: string, question: string) {
	const body = { [ANSWER_BODY.followUpQuestion]: question };
	journal.write({ charge: { id: responseId, base: 0, goal: 1, at: Date.now() } });
	try {
		const answer = acknowledged(
			await call(connection, 'sendFollowUp', { ids: { responseId }, body, maxWaitMs: 0 }),
		);
		journal.settle(1);
		return answer;
	} catch (thrown) {
		const failure = toFailure(thrown);
		if (failure.kind === 'cancelled') throw failure.with({});
		if (failure.outcome === 'notDone') {
			journal.settle(0);
			const advice = "The follow-up wasn't sent, and nothing was charged.";
			throw failure.with({
				description: [failure.description, advice].filter(Boolean).join(' '),
			});
		}
		throw failure.with({
			message: `${failure.message}. It's unclear whether the follow-up was sent`,
			description: WHERE_TO_LOOK,
			outcome: 'notKnown',
		});
	}
}

const WHERE_TO_LOOK =
	"If it was sent, it was charged, so this execution doesn't send it again. " +
	'Open the survey in PickFu and check this response. ' +
	"If the question isn't there, start a new execution.";
