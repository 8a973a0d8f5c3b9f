import { PickFuFailure } from '../../api/failure';
import { ADD_RESPONDENTS_BODY } from '../../api/names';
import { STATUS } from '../../api/shapes';
import { choiceField, flagField, maxRespondents, numberField, surveyLocator } from '../fields';
import { checkBound } from '../money';
import type { ItemCall, Operation } from '../operation';
import { asFlag, type Parameters } from '../parameters';
import { surveyOutput, surveyRecord } from './output';
import { payOnce, planOf, type Payment } from './payment';
import { readOne } from './readOne';
import { lookAtStage, readStages, stageOutput, untilDecidedFields } from './untilDecided';

/**
 * Asks more people, which charges the PickFu account. The goal is always a total: "add" works it out
 * from the survey and notes it, so that whatever happens on the way is measured against the same
 * number. PickFu documents the feature for completed surveys
 * (https://www.pickfu.com/docs/product/survey-lifecycle); method, path and body are inferred.
 */
export const addRespondents: Operation = {
	name: 'Add Respondents',
	action: 'Add respondents to survey (paid)',
	description:
		'Collect more responses for a completed survey. Your PickFu account is charged for each added respondent.',
	nature: 'spend',
	pays: 'respondent',
	fields: [
		surveyLocator,
		choiceField(
			'Mode',
			'mode',
			"How to interpret 'Respondents'",
			[
				{
					name: 'Add',
					value: 'add',
					description: 'Add this many respondents every time the node runs',
				},
				{
					name: 'Until Decided',
					value: 'untilDecided',
					description:
						"Add a step of respondents if the survey has no winner yet, up to 'Respondents' in all. Does nothing while the survey is running.",
				},
				{
					name: 'Set Total',
					value: 'total',
					description:
						'Increase the sample size to this number. Does nothing if it has already been reached.',
				},
			],
			'total',
		),
		numberField(
			'Respondents',
			'respondents',
			"Number of respondents. With 'Until Decided' the most that the survey may have in all.",
			'',
			{ required: true, hint: 'Your PickFu account is charged for each added respondent' },
		),
		...untilDecidedFields({ mode: ['untilDecided'] }),
		maxRespondents,
	],
	record: surveyRecord(
		...['respondentsToAdd', 'respondentsAdded', 'alreadyReached', 'respondentsLeft'],
		...['decision', 'decisionSummary', 'winner', 'winnerOptionId'],
	),
	options: [
		flagField(
			'Preview Only',
			'onlyCalculate',
			'Whether to only return how many respondents would be added, without charging',
		),
	],
	thing: (parameters) => parameters.id('surveyId', 'surveys'),
	async execute(item) {
		const { parameters, journal } = item;
		const surveyId = parameters.id('surveyId', 'surveys');
		const bound = parameters.requiredNumber('maxRespondents');
		const mode = readMode(parameters.text('mode'));
		const respondents = parameters.requiredNumber('respondents');
		const isPreview = readOnlyCalculate(parameters);
		if (mode !== 'untilDecided') {
			const wanted = mode === 'total' ? { total: respondents } : { more: respondents };
			const payment = adding(item, surveyId, bound, wanted);
			const { survey, counts } = await payOrPreview(item, payment, isPreview);
			const alreadyReached = counts.respondentsAdded === 0;
			return surveyOutput(survey, { ...counts, ...(!isPreview && { alreadyReached }) });
		}
		const stages = readStages(parameters, respondents);
		const look = await lookAtStage(item, surveyId, stages);
		if (look.results.decision === null) {
			throw new PickFuFailure({
				kind: 'conflict',
				message: "The survey has no question that 'Until Decided' could decide",
				description:
					'Nothing was charged. It needs a question in which people choose between options.',
				outcome: 'notDone',
			});
		}
		// A later try goes for what an earlier one was paying for, whatever the survey shows by now.
		const total = journal.read().charge?.goal ?? look.goal;
		if (total === undefined) {
			const respondentsToAdd = isPreview ? { respondentsToAdd: 0 } : {};
			return stageOutput(look, stages, { ...respondentsToAdd, respondentsAdded: 0 });
		}
		const payment = adding(item, surveyId, bound, { total });
		const { survey, counts } = await payOrPreview(item, payment, isPreview);
		return stageOutput({ ...look, survey }, stages, counts);
	},
};

/** Adds the respondents, or only says how many they would be. */
async function payOrPreview(item: ItemCall, payment: Payment, isPreview: boolean) {
	const { connection, journal, maxWaitMs } = item;
	if (!isPreview) {
		const survey = await payOnce(payment);
		return { survey, counts: { respondentsAdded: journal.read().paid ?? 0 } };
	}
	const survey = await readOne(connection, payment.surveyId, maxWaitMs);
	const { base, goal } = planOf(payment, survey) ?? { base: 0, goal: 0 };
	checkBound(journal, goal - base, payment.bound, maxRespondents);
	return { survey, counts: { respondentsToAdd: goal - base, respondentsAdded: 0 } };
}

/**
 * The payment that adds respondents to a completed survey.
 *
 * @param total the sample size in the end
 * @param more or how many more than the survey has before the first try
 */
export function adding(
	item: Payment['item'],
	surveyId: string,
	bound: number,
	{ total, more = 0 }: { total?: number; more?: number },
): Payment {
	// A later try must not add to what an earlier one has added, or may have.
	const goal = () => total ?? item.journal.read().charge?.goal;
	return {
		item,
		surveyId,
		bound,
		endpoint: 'addRespondents',
		isDone: ({ sampleSize = 0 }) => sampleSize >= (goal() ?? Infinity),
		payable: STATUS.completed,
		plan: (base) => ({ base, goal: goal() ?? base + more }),
		body: (count) => ({ [ADD_RESPONDENTS_BODY.count]: count }),
		notDone: 'No respondents were added',
		notKnown: "It's unclear whether respondents were added",
	};
}

function readMode(mode: string): 'total' | 'add' | 'untilDecided' {
	if (mode === 'total' || mode === 'add' || mode === 'untilDecided') return mode;
	throw PickFuFailure.field('mode', 'must be total, add or untilDecided', 'Nothing was sent.');
}

/** Where the option is there and its expression returns nothing, nothing may be spent. */
function readOnlyCalculate(parameters: Parameters): boolean {
	const options = parameters.collection('options');
	return asFlag(options.onlyCalculate, 'onlyCalculate', 'onlyCalculate' in options);
}
