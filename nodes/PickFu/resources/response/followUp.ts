import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { ANSWER_BODY } from '../../api/names';
import { toFailure } from '../../api/nodeErrors';
import { call } from '../../api/request';
import { responseLocator, surveyToListFrom } from '../fields';
import { requiredText } from '../given';
import type { ItemCall, Operation } from '../operation';
import { paymentNote } from '../retryMemory';
import { acknowledged } from './acknowledged';
import { FollowUpBound, maxFollowUps } from './followUpBound';

/**
 * Sends one more question to the person behind an answer, which charges the PickFu account. Nothing
 * in PickFu's API shows afterwards whether a follow-up was sent, so unlike a publish this cannot be
 * looked up: it is sent once, and where its answer is lost it stays unknown and is never sent again
 * by this node.
 *
 * That follow-ups exist and are paid is documented
 * (https://www.pickfu.com/docs/api-reference/introduction,
 * https://help.pickfu.com/en/articles/1984392-prepaid-credit); address and body are inferred.
 */
export const followUp: Operation = {
	name: 'Send Follow-Up',
	action: 'Send a follow-up question and charge the account',
	description:
		'Ask the person behind an answer one more question, which charges the PickFu account each time. PickFu has not published this part of its API: address and field are assumed.',
	nature: 'spend',
	fields: [
		surveyToListFrom,
		responseLocator,
		{
			displayName: 'Question',
			name: 'question',
			type: 'string',
			typeOptions: { rows: 2 },
			required: true,
			default: '',
			placeholder: 'e.g. What would make you choose the other one?',
			description: 'The question to send to this person',
			hint: 'Each follow-up that is sent charges your PickFu account',
		},
	],
	record: { ids: ['responseId', 'id'], names: ['question', 'sent'] },
	options: [maxFollowUps],
	async execute(item) {
		const { context, parameters } = item;
		const responseId = parameters.id('responseId', 'responses');
		const question = requiredText(parameters, 'question');
		const attempt = paymentNote(context, `follow-up ${responseId} ${question}`);
		const bound = new FollowUpBound(context, parameters);
		if (attempt.read() !== undefined) throw unknownBefore();

		bound.take();
		attempt.write({ followUp: 'sent, outcome not known' });
		const answer = await send(item, responseId, question, () => {
			bound.giveBack();
			attempt.write(undefined);
		});
		attempt.write(undefined);
		return { simplified: { responseId, question, sent: true }, raw: answer };
	},
};

/** Sends once; `certainlyNot` is called when PickFu, or the way to it, refused before anything was charged. */
async function send(
	{ connection, maxWaitMs }: ItemCall,
	responseId: string,
	question: string,
	certainlyNot: () => void,
): Promise<IDataObject | undefined> {
	const body = { [ANSWER_BODY.followUpQuestion]: question };
	try {
		return acknowledged(
			await call(connection, 'sendFollowUp', { ids: { responseId }, body, maxWaitMs }),
		);
	} catch (thrown) {
		const failure = toFailure(thrown);
		if (failure.outcome === 'notDone') {
			certainlyNot();
			const said = 'The follow-up was not sent, and nothing was charged.';
			throw failure.with({
				description: [failure.description, said].filter(Boolean).join(' '),
			});
		}
		throw failure.with({
			message: `${failure.message}. Whether the follow-up was sent is not known`,
			description: WHERE_TO_LOOK,
			outcome: 'notKnown',
		});
	}
}

const WHERE_TO_LOOK =
	'If it was sent, it was charged, so this node does not send it again by itself. Open the survey in PickFu and look at this response: run it again only if the question is not there.';

function unknownBefore(): PickFuFailure {
	return new PickFuFailure({
		kind: 'conflict',
		message:
			'Whether the follow-up was sent by an earlier try is not known, so it was not sent again',
		description: WHERE_TO_LOOK,
		outcome: 'notKnown',
	});
}
