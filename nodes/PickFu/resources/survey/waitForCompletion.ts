import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { STATUS, type Survey } from '../../api/shapes';
import { surveyRow } from '../../results/rows';
import { simplify, surveyLocator } from '../fields';
import type { ItemCall, Operation } from '../operation';
import { latestLook, type Look } from './look';

/** Failures that may be over at the next look. */
const PASSING: PickFuFailure['kind'][] = [
	'network',
	'server',
	'unreadable',
	'rateLimited',
	'signIn',
];

/**
 * Looks at a survey until it is completed. Several surveys are waited for side by side; items
 * with the same survey look at it together. The host can
 * call no node again after a wait of its own, so this holds the execution.
 */
export const waitForCompletion: Operation = {
	name: 'Wait for Completion',
	action: 'Wait until a survey is completed',
	description:
		'Look at a survey until all have answered. Holds the execution: for studies of hours, use the PickFu Trigger.',
	nature: 'read',
	fields: [
		surveyLocator,
		{
			displayName: 'Poll Interval',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'Seconds between two looks at the survey',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'Minutes to wait at most',
		},
		{
			displayName: 'On Timeout',
			name: 'onTimeout',
			type: 'options',
			options: [
				{
					name: 'Continue',
					value: 'continue',
					description: 'Give the survey as it stands, with "timedOut": true',
				},
				{ name: 'Stop With an Error', value: 'error', description: 'Treat the item as failed' },
			],
			default: 'error',
			description: 'What to do when the survey is not completed in time',
		},
		simplify,
	],
	async execute(call) {
		const { parameters } = call;
		const surveyId = parameters.id('surveyId', 'surveys');
		const intervalMs = parameters.wholeNumber('pollInterval', 1, 60) * 1_000;
		const timeout = parameters.wholeNumber('timeout', 1, 30);
		const { survey, trouble } = await wait(
			call,
			surveyId,
			intervalMs,
			Date.now() + timeout * 60_000,
		);
		const timedOut = survey === undefined || !isOver(survey);
		if (survey === undefined || (timedOut && parameters.text('onTimeout') !== 'continue')) {
			throw timeoutFailure(survey, timeout, trouble);
		}
		const record: IDataObject = parameters.flag('simplify', true) ? surveyRow(survey) : survey.raw;
		return { ...record, timedOut };
	},
};

function isOver({ status }: Survey): boolean {
	return status === STATUS.completed || status === STATUS.archived;
}

/** What the last look saw, and why looking did not work, when it did not. */
interface Waited {
	survey?: Survey;
	trouble?: PickFuFailure;
}

async function wait(
	{ connection, maxWaitMs }: ItemCall,
	surveyId: string,
	intervalMs: number,
	deadline: number,
): Promise<Waited> {
	let survey: Survey | undefined;
	let trouble: PickFuFailure | undefined;
	let last = Date.now() - intervalMs;
	for (;;) {
		const look: Look = latestLook(connection, surveyId, last, maxWaitMs);
		last = look.at;
		try {
			survey = await look.survey;
			trouble = undefined;
		} catch (thrown) {
			// One look that did not work must not end a wait of half an hour.
			trouble = toFailure(thrown);
			if (!PASSING.includes(trouble.kind)) throw trouble.with({});
		}
		const now = Date.now();
		if ((survey && isOver(survey)) || now >= deadline) return { survey, trouble };
		await connection.sleep(Math.max(0, Math.min(last + intervalMs, deadline) - now));
	}
}

function timeoutFailure(
	survey: Survey | undefined,
	timeout: number,
	trouble: PickFuFailure | undefined,
): PickFuFailure {
	const { status, numResponses, sampleSize } = survey ?? {};
	const seen =
		status === STATUS.draft
			? 'It is still a draft: publish it first.'
			: `Its status is "${status ?? 'not known'}", ${numResponses ?? 'an unknown number'} of ${sampleSize ?? 'an unknown number of'} respondents have answered.`;
	return new PickFuFailure({
		kind: 'timedOut',
		message: `The survey was not completed within ${timeout} ${timeout === 1 ? 'minute' : 'minutes'}`,
		description: [
			survey && seen,
			trouble && `The last look did not work: ${trouble.message}.`,
			'It goes on in PickFu. Raise "Timeout", set "On Timeout" to "Continue", or be told of long studies by the PickFu Trigger.',
		]
			.filter(Boolean)
			.join(' '),
		outcome: 'notDone',
	});
}
