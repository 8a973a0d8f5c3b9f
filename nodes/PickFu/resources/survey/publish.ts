import { STATUS } from '../../api/shapes';
import { maxRespondents, surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { surveyOutput, surveyRecord } from './output';
import { payOnce, type Payment } from './payment';

/**
 * Publishes a draft, which charges the PickFu account. Source of the states:
 * https://www.pickfu.com/docs/product/survey-lifecycle; method and path are inferred.
 */
export const publish: Operation = {
	name: 'Publish',
	action: 'Publish survey (paid)',
	description:
		'Start collecting responses. Charges your PickFu account; already published surveys are returned unchanged.',
	nature: 'spend',
	pays: 'respondent',
	fields: [
		surveyLocator,
		// Not at the survey: n8n hides the hint of a field that holds an expression.
		{ ...maxRespondents, hint: 'Publishing charges your PickFu account for each respondent' },
	],
	record: surveyRecord('alreadyPublished'),
	thing: (parameters) => parameters.id('surveyId', 'surveys'),
	async execute(item) {
		const { parameters, journal } = item;
		const bound = parameters.requiredNumber('maxRespondents');
		const survey = await payOnce(publishing(item, parameters.id('surveyId', 'surveys'), bound));
		return surveyOutput(survey, { alreadyPublished: journal.read().paid === undefined });
	},
};

/** The payment that publishes a draft. */
export function publishing(item: Payment['item'], surveyId: string, bound: number): Payment {
	return {
		item,
		surveyId,
		bound,
		endpoint: 'publishSurvey',
		isDone: ({ status }) =>
			status === STATUS.running ||
			status === STATUS.completed ||
			// Published by this item, and in a status that this version does not know.
			(item.journal.read().paid !== undefined && status !== STATUS.draft),
		payable: STATUS.draft,
		plan: (sampleSize) => ({ base: 0, goal: sampleSize }),
		notDone: "The survey wasn't published",
		notKnown: "It's unclear whether the survey was published",
	};
}
