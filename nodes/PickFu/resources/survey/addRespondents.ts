import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { ADD_RESPONDENTS_BODY } from '../../api/names';
import { STATUS, type Survey } from '../../api/shapes';
import { surveyLocator } from '../fields';
import { checkBound, maxRespondents, readBound } from '../money';
import type { Operation } from '../operation';
import { asFlag, asWholeNumber, type Parameters } from '../parameters';
import { paymentNote, type Attempt } from '../retryMemory';
import { surveyOutput, surveyRecord } from './output';
import { payOnce, type PaymentWords } from './payment';
import { readOne } from './readOne';

/**
 * Asks more people, which charges the PickFu account. The goal is always a total: "add" works it out
 * from the survey and notes it, so that whatever happens on the way is measured against the same
 * number. PickFu documents the feature for completed surveys
 * (https://www.pickfu.com/docs/product/survey-lifecycle); method, path and body are inferred.
 */
export const addRespondents: Operation = {
	name: 'Add Respondents',
	action: 'Add respondents and charge the account',
	description:
		'Ask more people in a completed survey, which charges the PickFu account. Up to a total it can be repeated safely. PickFu has not published this part of its API, so the survey is looked at before and after.',
	nature: 'spend',
	fields: [
		surveyLocator,
		{
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{
					name: 'Up to a Total',
					value: 'total',
					description:
						'Bring the sample size to this number. Does nothing when it is there already.',
				},
				{
					name: 'Add to the Sample Size',
					value: 'add',
					description: 'Add this number. Every further run adds and pays again.',
				},
			],
			default: 'total',
			description:
				'Whether the number is what the survey should have in the end, or what is added to it',
		},
		{
			displayName: 'Respondents',
			name: 'respondents',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			hint: 'Every respondent that is added is paid for, as when publishing',
			description: 'How many respondents, as a total or to add',
		},
	],
	record: surveyRecord('respondentsToAdd', 'respondentsAdded', 'alreadyReached'),
	options: [
		maxRespondents,
		{
			displayName: 'Only Calculate',
			name: 'onlyCalculate',
			type: 'boolean',
			default: false,
			description:
				'Whether to say how many would be added, without sending anything that could be charged',
		},
	],
	async execute({ connection, parameters, maxWaitMs, context }) {
		const surveyId = parameters.id('surveyId', 'surveys');
		const bound = readBound(parameters);
		const mode = readMode(parameters.text('mode'));
		const respondents = readRespondents(parameters);
		const note = paymentNote(context, `${mode} ${respondents} ${surveyId}`);
		const goal = new Goal(mode, respondents, note);
		const check = (before: Survey) => {
			checkStatus(before);
			checkBound(goal.total(before), bound, WORDS.notDone);
		};

		if (readOnlyCalculate(parameters)) {
			const survey = await readOne(connection, surveyId, maxWaitMs);
			if (!goal.isReached(survey)) check(survey);
			return surveyOutput(survey, { respondentsToAdd: goal.missing(survey), respondentsAdded: 0 });
		}
		const { survey, already } = await payOnce({
			connection,
			surveyId,
			maxWaitMs,
			endpoint: 'addRespondents',
			note,
			isDone: (seen) => goal.isReached(seen),
			check,
			onSend: (before) => goal.set(before),
			body: (before) => ({ [ADD_RESPONDENTS_BODY.count]: goal.missing(before) }),
			words: WORDS,
		});
		return surveyOutput(survey, {
			respondentsAdded: already ? 0 : goal.added,
			alreadyReached: already,
		});
	},
};

type Mode = 'total' | 'add';

/** The sample size that the survey should have in the end. */
class Goal {
	/** The total once it is fixed: at once for a total, right before the first request for an addition. */
	private fixed: number | undefined;

	/** How many the request asks for. */
	added = 0;

	constructor(
		mode: Mode,
		private readonly respondents: number,
		note: Attempt,
	) {
		// A second run of the item must not add to what the first one may have added.
		const noted = note.read()?.total;
		this.fixed = mode === 'total' ? respondents : typeof noted === 'number' ? noted : undefined;
	}

	total({ sampleSize }: Survey): number | undefined {
		return this.fixed ?? (sampleSize === undefined ? undefined : sampleSize + this.respondents);
	}

	isReached({ sampleSize }: Survey): boolean {
		return this.fixed !== undefined && sampleSize !== undefined && sampleSize >= this.fixed;
	}

	missing(survey: Survey): number {
		return Math.max(0, (this.total(survey) ?? 0) - (survey.sampleSize ?? 0));
	}

	/** Fixes the total; gives it for the note. */
	set(before: Survey): IDataObject {
		this.fixed = this.total(before);
		this.added = this.missing(before);
		return { total: this.fixed };
	}
}

function readMode(mode: string): Mode {
	if (mode === 'total' || mode === 'add' || mode === '') return mode === 'add' ? 'add' : 'total';
	throw PickFuFailure.input('The field "Mode" takes "total" or "add"', 'Nothing was sent.', 'mode');
}

/** Where the option is there and its expression gives nothing, nothing may be spent. */
function readOnlyCalculate(parameters: Parameters): boolean {
	const options = parameters.collection('options');
	return asFlag(options.onlyCalculate, 'onlyCalculate', 'onlyCalculate' in options);
}

function readRespondents(parameters: Parameters): number {
	const respondents = asWholeNumber(parameters.value('respondents'), 'respondents', 1);
	if (respondents !== undefined) return respondents;
	throw PickFuFailure.field('respondents', 'is empty', 'Nothing was sent.');
}

function checkStatus({ status, sampleSize }: Survey): void {
	if (status === STATUS.completed && sampleSize !== undefined) return;
	const why: Record<string, string> = {
		[STATUS.draft]: 'The survey is a draft: set its sample size with Update instead, which is free',
		[STATUS.running]: 'The survey is still running: respondents can be added when it is completed',
		[STATUS.archived]: 'The survey is archived: PickFu adds respondents to completed surveys',
		[STATUS.completed]:
			'PickFu does not say how many respondents the survey asks for, so none were added',
	};
	throw new PickFuFailure({
		kind: 'conflict',
		message:
			why[status ?? ''] ??
			'The survey is in a state that this version does not know, so no respondents were added',
		description: `PickFu gives its status as "${status ?? 'none'}". Nothing was charged.`,
		outcome: 'notDone',
	});
}

const WORDS: PaymentWords = {
	request: 'request for more respondents',
	notDone: 'No respondents were added',
	notKnown: 'Whether respondents were added is not known',
	notShown: 'the survey does not show a larger sample size',
	seen: ({ sampleSize }) => `Its sample size was still ${sampleSize ?? 'not told'}`,
	doneUnread: 'Most likely they are added. Look at the survey in PickFu before you run this again.',
	refused: 'PickFu refused to add respondents',
	again:
		'Running it again is safe with the mode "Up to a Total": it looks first. With "Add to the Sample Size", look at the survey first.',
};
