import { PickFuFailure } from '../../api/failure';
import { ADD_RESPONDENTS_BODY } from '../../api/names';
import { STATUS, type Survey } from '../../api/shapes';
import { surveyLocator } from '../fields';
import { checkBound, maxRespondents, requiredNumber } from '../money';
import type { Operation } from '../operation';
import { asFlag, type Parameters } from '../parameters';
import { surveyOutput, surveyRecord } from './output';
import { payOnce, type Payment, type PaymentWords } from './payment';
import { readOne } from './readOne';
import { addStage, STAGE_NAMES, untilDecidedFields } from './untilDecided';

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
	pays: 'respondents',
	fields: [
		surveyLocator,
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
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
			default: 'total',
			description: "How to interpret 'Respondents'",
		},
		{
			displayName: 'Respondents',
			name: 'respondents',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: '',
			required: true,
			hint: 'Your PickFu account is charged for each added respondent',
			description:
				"Number of respondents. With 'Until Decided' the most that the survey may have in all.",
		},
		...untilDecidedFields({ mode: ['untilDecided'] }),
		maxRespondents,
	],
	record: surveyRecord('respondentsToAdd', 'respondentsAdded', 'alreadyReached', ...STAGE_NAMES),
	options: [
		{
			displayName: 'Preview Only',
			name: 'onlyCalculate',
			type: 'boolean',
			default: false,
			description: 'Whether to only return how many respondents would be added, without charging',
		},
	],
	thing: (parameters) => parameters.id('surveyId', 'surveys'),
	async execute(item) {
		const { connection, parameters, maxWaitMs, journal } = item;
		const surveyId = parameters.id('surveyId', 'surveys');
		const most = requiredNumber(parameters, 'maxRespondents');
		const mode = readMode(parameters.text('mode'));
		const respondents = requiredNumber(parameters, 'respondents');
		const isPreview = readOnlyCalculate(parameters);
		if (mode === 'untilDecided') {
			const payment = (total: number) => adding(item, surveyId, most, { total });
			return await addStage(item, surveyId, respondents, payment, isPreview);
		}
		const total = mode === 'total' ? respondents : undefined;
		const payment = adding(item, surveyId, most, { total, more: respondents });

		if (isPreview) {
			const survey = await readOne(connection, surveyId, maxWaitMs);
			const { base, goal } = payment.isDone(survey) ? { base: 0, goal: 0 } : payment.plan(survey);
			const respondentsToAdd = goal - base;
			checkBound(journal, respondentsToAdd, { field: 'maxRespondents', most, of: 'respondent' });
			return surveyOutput(survey, { respondentsToAdd, respondentsAdded: 0 });
		}
		const { survey, paid } = await payOnce(payment);
		return surveyOutput(survey, { respondentsAdded: paid, alreadyReached: paid === 0 });
	},
};

/**
 * The payment that adds respondents to a completed survey.
 *
 * @param bound the most respondents that the node may pay for in this execution
 * @param wanted the sample size in the end, or how many more than the survey has before the first try
 */
export function adding(
	item: Payment['item'],
	surveyId: string,
	bound: number,
	wanted: { total?: number; more?: number },
): Payment {
	// A later try must not add to what an earlier one has added, or may have.
	const goal = () => wanted.total ?? item.journal.read()?.payment?.goal;
	return {
		item,
		surveyId,
		bound,
		endpoint: 'addRespondents',
		isDone: ({ sampleSize = 0 }) => sampleSize >= (goal() ?? Infinity),
		plan(before) {
			const base = completedSize(before);
			return { base, goal: goal() ?? base + (wanted.more ?? 0) };
		},
		body: (count) => ({ [ADD_RESPONDENTS_BODY.count]: count }),
		words: WORDS,
	};
}

const WORDS: PaymentWords = {
	notDone: 'No respondents were added',
	notKnown: "It's unclear whether respondents were added",
	still: ({ sampleSize }) => `the sample size is ${sampleSize ?? 'not returned'}`,
};

function readMode(mode: string): 'total' | 'add' | 'untilDecided' {
	if (mode === 'total' || mode === 'add' || mode === 'untilDecided') return mode;
	throw PickFuFailure.field('mode', 'must be total, add or untilDecided', 'Nothing was sent.');
}

/** Where the option is there and its expression returns nothing, nothing may be spent. */
function readOnlyCalculate(parameters: Parameters): boolean {
	const options = parameters.collection('options');
	return asFlag(options.onlyCalculate, 'onlyCalculate', 'onlyCalculate' in options);
}

const WHY_NOT = new Map<string, string>([
	[STATUS.draft, 'the survey is a draft. Set its sample size with Update, which is free'],
	[STATUS.running, 'the survey is still running. Respondents can be added once it is completed'],
	[STATUS.archived, 'the survey is archived'],
	[STATUS.completed, "PickFu doesn't return its sample size"],
]);

function completedSize({ status = '', sampleSize }: Survey): number {
	if (status === STATUS.completed && sampleSize !== undefined) return sampleSize;
	const why = WHY_NOT.get(status) ?? `the survey has the unrecognized status '${status}'`;
	throw new PickFuFailure({
		kind: 'conflict',
		message: `No respondents were added: ${why}`,
		description: 'Nothing was charged.',
		outcome: 'notDone',
	});
}
