import { PickFuFailure } from '../../api/failure';
import { STATUS, type Survey } from '../../api/shapes';
import { surveyLocator } from '../fields';
import { checkBound, maxRespondents, readBound } from '../money';
import type { Operation } from '../operation';
import { paymentNote } from '../retryMemory';
import { surveyOutput, surveyRecord } from './output';
import { payOnce, type PaymentWords } from './payment';

/**
 * Publishes a draft, which charges the PickFu account. Built like a payment: it looks before it
 * sends, sends once, and looks again before it says what happened. Running it again is therefore
 * safe. Source of the states: https://www.pickfu.com/docs/product/survey-lifecycle; method and path
 * are inferred.
 */
export const publish: Operation = {
	name: 'Publish',
	action: 'Publish a survey and charge the account',
	description:
		'Start collecting answers, which charges the PickFu account. A survey that is published already is returned as it is. PickFu has not published this part of its API, so the survey is looked at before and after.',
	nature: 'spend',
	fields: [
		{
			...surveyLocator,
			hint: 'Publishing charges the PickFu account for each respondent. Set "Maximum Respondents" under Options as a bound.',
		},
	],
	record: surveyRecord('alreadyPublished'),
	options: [maxRespondents],
	async execute({ connection, parameters, maxWaitMs, context }) {
		const surveyId = parameters.id('surveyId', 'surveys');
		const bound = readBound(parameters);
		const { survey, already } = await payOnce({
			connection,
			surveyId,
			maxWaitMs,
			endpoint: 'publishSurvey',
			note: paymentNote(context, `publish ${surveyId}`),
			isDone: ({ status }) => status === STATUS.running || status === STATUS.completed,
			check(before) {
				checkDraft(before);
				checkBound(before.sampleSize, bound, WORDS.notDone);
			},
			words: WORDS,
		});
		return surveyOutput(survey, { alreadyPublished: already });
	},
};

const WORDS: PaymentWords = {
	request: 'publish request',
	notDone: 'The survey was not published',
	notKnown: 'Whether the survey was published is not known',
	notShown: 'the survey does not show as published',
	seen: ({ status }) => `It was still "${status ?? 'without a status'}"`,
	doneUnread:
		'Most likely it is published. Running the workflow again is safe: it looks first and publishes only a draft.',
	refused: 'PickFu refused to publish the survey',
	again: 'Running this again is safe: it looks first and publishes only a draft.',
};

function checkDraft({ status }: Survey): void {
	if (status === STATUS.draft) return;
	throw new PickFuFailure({
		kind: 'conflict',
		message:
			status === STATUS.archived
				? 'The survey is archived, and only a draft can be published'
				: 'The survey is in a state that this version does not know, so it was not published',
		description: `PickFu gives its status as "${status ?? 'none'}". Nothing was charged.`,
		outcome: 'notDone',
	});
}
